"""How time is cut: months for the last 24 and the years they lie in, years before."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from incidents.snapshot.parts import all_parts, bundle_of, part_of, runs, span_of

TODAY = date(2026, 11, 24)
DAYS = some.dates(date(1990, 1, 1), date(2030, 12, 31))


def test_the_last_24_months_stand_singly_with_the_years_they_lie_in() -> None:
    assert part_of(date(2026, 11, 24), TODAY) == "2026-11"
    assert part_of(date(2024, 12, 1), TODAY) == "2024-12"
    assert part_of(date(2024, 1, 1), TODAY) == "2024-01"
    assert part_of(date(2023, 12, 31), TODAY) == "2023"


def test_at_the_turn_of_a_year_a_year_closes() -> None:
    # In December 2026 the last 24 months begin with January 2025; in November with December 2024.
    assert part_of(date(2024, 12, 31), date(2026, 11, 30)) == "2024-12"
    assert part_of(date(2024, 12, 31), date(2026, 12, 1)) == "2024"


@given(DAYS, DAYS)
def test_every_day_lies_in_the_span_of_its_part(day: date, today: date) -> None:
    first, end = span_of(part_of(day, today))
    assert first <= day < end


@given(DAYS, some.integers(0, 4000), DAYS)
def test_parts_follow_each_other_without_gap_or_overlap(
    first: date, days: int, today: date
) -> None:
    last = first + timedelta(days=days)
    parts = all_parts(first, last, today)
    assert parts == sorted(set(parts))
    assert len(runs(parts)) == 1
    assert span_of(parts[0])[0] <= first
    assert span_of(parts[-1])[1] > last


def test_runs_break_where_a_part_is_missing() -> None:
    assert runs(["2019", "2017", "2020"]) == [["2017"], ["2019", "2020"]]
    assert runs(["2023", "2024-01", "2024-03"]) == [["2023", "2024-01"], ["2024-03"]]


def test_decades_travel_together_and_single_months_do() -> None:
    assert [bundle_of(part) for part in ("1999", "2000", "2019", "2024-05")] == [
        "1990s",
        "2000s",
        "2010s",
        "recent",
    ]
