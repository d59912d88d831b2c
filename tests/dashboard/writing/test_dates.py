from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.utils.translation import override

from dashboard.writing import day, hour, moment, span, time_of_day
from dashboard.writing.dates import offset


@pytest.mark.parametrize(
    ("value", "precision", "english", "french"),
    [
        (date(2024, 9, 17), "day", "17 Sep 2024", "17 sept. 2024"),
        (date(2024, 3, 1), "day", "1 Mar 2024", "1er mars 2024"),
        (date(2024, 8, 1), "month", "August 2024", "août 2024"),
        (date(2024, 8, 1), "year", "2024", "2024"),
        (date(2024, 8, 2), "unknown", "2 Aug 2024", "2 août 2024"),
        (None, "day", "", ""),
    ],
)
def test_a_day_says_no_more_than_is_known(
    value: date | None, precision: str, english: str, french: str
) -> None:
    with override("en"):
        assert day(value, precision) == english
    with override("fr"):
        assert day(value, precision) == french


def test_a_moment_that_is_not_known_is_not_written() -> None:
    assert moment(None) == ""


def test_hours_are_written_as_each_language_does_it() -> None:
    with override("en"):
        assert hour(time(8, 0)) == "08:00"
        assert moment(datetime(2026, 11, 21, 18, 40, tzinfo=UTC)) == "21 Nov 2026, 18:40 UTC"
    with override("fr"):
        assert hour(time(8, 0)) == "8\u202fh\u202f00"
        assert moment(datetime(2026, 11, 1, 18, 5, tzinfo=UTC)) == (
            "1er nov. 2026 à 18\u202fh\u202f05 UTC"
        )


@pytest.mark.parametrize(
    ("start", "end", "precision", "english"),
    [
        (date(2024, 9, 17), date(2024, 9, 17), "day", "17 Sep 2024"),
        (date(2024, 7, 25), date(2024, 7, 27), "days", "25 Jul – 27 Jul 2024"),
        (date(2018, 12, 31), date(2019, 1, 2), "days", "31 Dec 2018 – 2 Jan 2019"),
        (date(2024, 9, 16), date(2024, 9, 22), "week", "week of 16 Sep 2024"),
        (date(2025, 3, 1), date(2025, 3, 31), "month", "March 2025"),
        (date(2025, 3, 20), date(2025, 4, 10), "month", "20 Mar – 10 Apr 2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "year", "2025"),
    ],
)
def test_a_span_shows_both_days_on_which_it_may_have_happened(
    start: date, end: date, precision: str, english: str
) -> None:
    with override("en"):
        assert span(start, end, precision) == english


def test_a_night_is_named_by_both_its_civil_days() -> None:
    sunday, monday = date(2024, 9, 15), date(2024, 9, 16)
    with override("en"):
        assert span(sunday, monday, "days", part_of_day="night") == (
            "night of Sunday 15 to Monday 16 Sep 2024"
        )
        assert span(sunday, monday, "days") == "15 Sep – 16 Sep 2024"
    with override("fr"):
        assert span(sunday, monday, "days", part_of_day="night") == (
            "nuit du dimanche 15 au lundi 16 sept. 2024"
        )


def test_the_time_of_day_is_an_hour_or_a_part_of_the_day() -> None:
    with override("en"):
        assert time_of_day("dawn", "early_afternoon") == "dawn to early afternoon"
        assert time_of_day("dawn") == "at dawn"
        assert time_of_day("dawn", "dawn") == "at dawn"
        assert time_of_day("dawn", at=time(5, 30)) == "05:30"
        assert time_of_day("") == ""
    with override("fr"):
        assert time_of_day("dawn", "early_afternoon") == "de l'aube au début d'après-midi"
        assert time_of_day("dawn") == "à l'aube"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Africa/Bamako", "UTC+0"),
        ("Africa/Niamey", "UTC+1"),
        ("Asia/Kolkata", "UTC+5:30"),
        ("", ""),
    ],
)
def test_hours_carry_the_offset_of_their_zone(zone: str, expected: str) -> None:
    assert offset(zone, date(2024, 9, 17)) == expected
