from __future__ import annotations

from datetime import date

import pytest

from incidents.extraction.dates import mentions_in
from incidents.values import DatePrecision, PartOfDay
from tests.incidents.extraction.ground import TUESDAY


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Tuesday", (9, 17), (9, 17)),
        ("dans la nuit de dimanche à lundi", (9, 15), (9, 16)),
        ("du 3 au 5 mars", (3, 3), (3, 5)),
        ("entre le 30 août et le 2 septembre", (8, 30), (9, 2)),
        ("hier soir", (9, 16), (9, 16)),
        ("mardi dernier", (9, 10), (9, 10)),
        ("il y a trois jours", (9, 14), (9, 14)),
        ("le week-end dernier", (9, 14), (9, 15)),
        ("On Sept. 15, gunmen", (9, 15), (9, 15)),
        ("17/09/2024", (9, 17), (9, 17)),
        ("began on Thursday night and lasted until Saturday", (9, 12), (9, 14)),
    ],
)
def test_days_are_resolved_by_the_day_of_publication(
    text: str, start: tuple[int, int], end: tuple[int, int]
) -> None:
    mention = mentions_in(text, TUESDAY)[0]

    assert (mention.start, mention.end) == (date(2024, *start), date(2024, *end))


def test_without_a_day_of_publication_a_weekday_stays_open() -> None:
    assert mentions_in("on Tuesday", None) == []
    assert mentions_in("le 17 septembre 2024", None)[0].start == TUESDAY


def test_a_part_of_the_day_is_kept() -> None:
    assert mentions_in("mardi à l'aube", TUESDAY)[0].part_of_day == PartOfDay.DAWN


def test_a_verb_is_no_month() -> None:
    assert mentions_in("they may march", TUESDAY) == []
    assert mentions_in("in August 2023", TUESDAY)[0].precision == DatePrecision.MONTH
