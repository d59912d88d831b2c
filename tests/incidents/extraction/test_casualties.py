from __future__ import annotations

import pytest

from incidents.extraction.casualties import figures_in
from incidents.extraction.text import language_of
from incidents.values import FigureState, Measure, Scope, Side

KILLED, WOUNDED = Measure.KILLED, Measure.WOUNDED


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Au moins 15 soldats ont été tués mardi dans la base", [(KILLED, 15, None)]),
        (
            "Le bilan est de 12 morts et une vingtaine de blessés",
            [(KILLED, 12, 12), (WOUNDED, 20, 20)],
        ),
        ("killing dozens of people near the river", [(KILLED, None, None)]),
        ("The second put the toll at 35", [(KILLED, 35, 35)]),
        ("gunmen killed three men and wounded four others", [(KILLED, 3, 3), (WOUNDED, 4, 4)]),
        ("une attaque a coûté la vie à 26 militaires", [(KILLED, 26, 26)]),
        ("tuant neuf soldats et en blessant sept", [(KILLED, 9, 9), (WOUNDED, 7, 7)]),
        ("12 gunmen attacked and killed five villagers", [(KILLED, 5, 5)]),
        ("Deux gendarmes et un civil ont été tués", [(KILLED, 2, 2), (KILLED, 1, 1)]),
        ("six militaires sont portés disparus", [(Measure.MISSING, 6, 6)]),
        ("several officers were killed or injured", [(Measure.KILLED_OR_WOUNDED, None, None)]),
        ("Cinq « terroristes » ont été « neutralisés »", [(Measure.NEUTRALISED, 5, 5)]),
        ("Two camels were also killed at the well", []),
        ("une vingtaine de pick-up et deux missiles", []),
    ],
)
def test_a_figure_is_what_befell_whom(
    text: str, figures: list[tuple[Measure, int | None, int | None]]
) -> None:
    found = figures_in(text, language=language_of(text))

    assert [(figure.measure, figure.low, figure.high) for figure in found] == figures


def test_a_part_is_not_the_whole() -> None:
    whole, part = figures_in("35 personnes, dont 24 enfants, ont été tuées", language="fr")

    assert (whole.low, whole.scope, part.low, part.scope) == (35, Scope.WHOLE, 24, Scope.PART)
    assert part.group == "enfants"


def test_a_part_without_a_noun_belongs_to_the_figure_before_it() -> None:
    text = "Les blessés, dont quatre dans un état grave, ont été évacués"

    assert [figure.measure for figure in figures_in(text, language="fr")] == [WOUNDED]


def test_none_is_said_and_no_number() -> None:
    (figure,) = figures_in("No one was killed, he said", language="en")

    assert (figure.measure, figure.low, figure.state) == (KILLED, None, FigureState.NONE)


def test_the_dead_of_the_attackers_are_told_apart() -> None:
    (figure,) = figures_in("40 assailants were killed", language="en")

    assert figure.side == Side.ATTACKERS


def test_the_words_are_where_the_span_says() -> None:
    text = "On Tuesday, at least eight soldiers were killed."
    (figure,) = figures_in(text, 100, language="en")

    assert text[figure.span.start - 100 : figure.span.end - 100] == (
        "at least eight soldiers were killed"
    )
