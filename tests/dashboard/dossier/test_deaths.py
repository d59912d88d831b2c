from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from dashboard.dossier.deaths import Toll, deaths_phrase, toll
from tests.dashboard.dossier.said import DEATHS, READER, actor, both, figure, incident, source


def told(claims: list[dict[str, Any]], *, language: str = "en", **deaths: Any) -> Toll:
    with override(language):
        return toll(incident(claims=claims, deaths={**DEATHS, **deaths}), READER)


def test_every_rival_figure_stands_with_its_speaker_and_none_is_summed() -> None:
    found = told(
        [
            figure(1, speaker=actor("army"), low=20, high=20),
            figure(2, low=77, high=100),
            figure(3, speaker=actor("government"), state="withheld"),
        ],
        low=20,
        high=100,
        state="rival",
        rule_text=both("none yet: no figure with two independent origins"),
    )
    assert [(one.speaker.name, one.figure) for one in found.figures] == [
        ("ARMY", "20 killed"),
        ("JNIM", "77 to 100 killed"),
        ("GOVERNMENT", "gives no figure"),
    ]
    assert [one.silent for one in found.figures] == [False, False, True]
    assert (found.retained, found.rule) == ("", "none yet: no figure with two independent origins")
    assert found.apart == found.replaced == ()


def test_the_retained_figure_stands_with_its_rule_its_claim_and_its_reason() -> None:
    claims = [figure(1, low=12, high=12)]
    found = told(
        claims,
        low=12,
        retained=12,
        high=12,
        state="retained",
        rule="analyst",
        rule_text=both("chosen by an analyst, who gives the reason"),
        claim=claims[0]["id"],
        because="The list of names has twelve.",
    )
    assert found.retained == "12 killed"
    assert found.rule == "chosen by an analyst, who gives the reason"
    assert found.because == "The list of names has twelve."
    assert found.claim == claims[0]["id"]
    assert found.bar is None


def test_replaced_figures_are_folded_away() -> None:
    found = told([figure(1, low=5, high=5, standing="superseded"), figure(2, low=9, high=9)])
    assert [one.figure for one in found.replaced] == ["5 killed"]
    assert [one.figure for one in found.figures] == ["9 killed"]


def test_what_is_not_part_of_the_toll_says_why() -> None:
    whole = figure(1, low=35, high=35, speaker=actor("army"))
    found = told(
        [
            whole,
            figure(2, low=10, high=10, side="attackers"),
            figure(3, low=24, high=24, scope="part", part_of=whole["id"]),
            figure(4, low=3, high=3, scope="part"),
            figure(5, low=4, high=4, scope="site"),
            figure(6, low=90, high=90, scope="beyond"),
            figure(7, low=8, high=8, stance="denies"),
            figure(8, low=7, high=7, side="attackers", standing="superseded"),
        ]
    )
    assert [one.figure for one in found.figures] == ["35 killed"]
    assert [(one.figure, one.why) for one in found.apart] == [
        ("10 killed", "attackers"),
        ("24 killed", "part of 35 killed, says ARMY"),
        ("3 killed", "a part of the dead"),
        ("4 killed", "one of the places"),
        ("90 killed", "more than this incident"),
        ("8 killed", "denies"),
        ("7 killed", "attackers"),
    ]


def test_wounded_and_killed_or_wounded_never_enter_the_table_of_the_dead() -> None:
    found = told(
        [
            figure(1, measure="wounded", low=9, high=9),
            figure(2, measure="killed_or_wounded", low=9, high=9),
        ]
    )
    assert found.figures == found.apart == found.replaced == ()


def test_the_bar_shows_low_retained_and_high_on_one_scale() -> None:
    found = told([figure(1, low=20, high=80)], low=20, retained=40, high=80, state="retained")
    bar = found.bar
    assert bar is not None
    assert (bar.start, bar.width, bar.retained) == ("25.00", "75.00", "50.00")
    assert bar.words == "low 20, retained 40, high 80"


def test_a_bar_without_a_retained_figure_says_so() -> None:
    bar = told([figure(1, low=20, high=80)], low=20, high=80, state="rival", language="fr").bar
    assert bar is not None
    assert bar.retained == ""
    assert bar.words == "estimation basse 20, haute 80, aucune retenue"


def test_an_open_figure_at_the_top_leaves_the_top_open() -> None:
    claims = [figure(1, low=20, high=20), figure(2, low=100, speaker=source("un"))]
    claims[1]["speaker"] = {"type": "source", **source("un")}
    bar = told(claims, low=20, high=100, state="rival").bar
    assert bar is not None
    assert bar.high == "100 or more"


@pytest.mark.parametrize(
    ("deaths", "english", "french"),
    [
        ({"state": "retained", "retained": 1}, "1 killed", "1 tué"),
        (
            {"state": "rival", "low": 70, "high": 100},
            "70 to 100 killed, not settled",
            "70 à 100 tués, non tranché",
        ),
        (
            {"state": "single", "low": 8, "high": 8},
            "8 killed, one figure only",
            "8 tués, un seul bilan",
        ),
        (
            {"state": "single", "low": 1, "high": 1},
            "1 killed, one figure only",
            "1 tué, un seul bilan",
        ),
        ({"state": "none"}, "nobody killed", "aucun mort"),
        ({"state": "withheld"}, "no figure given", "pas de bilan communiqué"),
        ({"state": "unknown"}, "toll not known", "bilan inconnu"),
    ],
)
def test_in_a_list_the_dead_are_one_phrase(
    deaths: dict[str, Any], english: str, french: str
) -> None:
    with override("en"):
        assert deaths_phrase({**DEATHS, **deaths}) == english
    with override("fr"):
        assert deaths_phrase({**DEATHS, **deaths}) == french
