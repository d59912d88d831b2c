"""How the record is cut by time: months for the years of the last 24 months, whole years before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

MONTHS = 24
RECENT = "recent"


def part_of(day: date, today: date) -> str:
    """The name of the part in which an incident that starts on `day` stands: "2019", "2026-11"."""
    if day.year < first_single_year(today):
        return f"{day.year:04}"
    return f"{day.year:04}-{day.month:02}"


def parts_of_month(month: str, today: date) -> str:
    """The part that holds a month, given as "2026-11"."""
    return part_of(date.fromisoformat(f"{month}-01"), today)


def first_single_year(today: date) -> int:
    """The first year whose months are parts of their own: all or some are among the last 24."""
    month = today.year * 12 + today.month - MONTHS
    return month // 12


def span_of(part: str) -> tuple[date, date]:
    """First day of a part, and the day after its last."""
    if len(part) == 4:
        return date(int(part), 1, 1), date(int(part) + 1, 1, 1)
    first = date.fromisoformat(f"{part}-01")
    return first, (first + timedelta(days=31)).replace(day=1)


def all_parts(first: date, last: date, today: date) -> list[str]:
    """Every part from the one of `first` to the one of `last`, in order."""
    found = []
    day = first
    while day <= last:
        found.append(part_of(day, today))
        day = span_of(found[-1])[1]
    return found


def bundle_of(part: str) -> str:
    """Parts that travel together on a first visit: the years of a decade, or all single months."""
    return f"{part[:3]}0s" if len(part) == 4 else RECENT


def loads(parts: Iterable[str], months: Mapping[str, int], *, most: int) -> list[list[str]]:
    """Parts in order that together have at most `most` rows, or are alone; without empty ones.

    `months` tells how many rows each month has ("2026-11").
    """
    rows: dict[str, int] = {}
    for part in sorted(set(parts)):
        rows[part] = sum(count for month, count in months.items() if month.startswith(part))
    found: list[list[str]] = []
    room = 0
    for part, count in rows.items():
        if count > room and count:
            found.append([])
            room = most
        if count:
            found[-1].append(part)
            room -= count
    return found


def runs(parts: Iterable[str]) -> list[list[str]]:
    """Parts that follow each other without a gap, together."""
    found: list[list[str]] = []
    for part in sorted(set(parts)):
        if found and span_of(found[-1][-1])[1] == span_of(part)[0]:
            found[-1].append(part)
        else:
            found.append([part])
    return found
