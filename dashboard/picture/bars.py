"""The timeline as it will stand: bars by kind over the whole record, the period marked.

The arithmetic is that of scale.js, for a line as wide as a desktop's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import writing
from dashboard.picture.map import Shape
from incidents.snapshot.glance import Glance

WIDTH = 720
HEIGHT = 87
TOP = 14
FINE = 3
"""As many units are a pixel of a bar's height."""
DEPTH = HEIGHT * FINE
NARROWEST = 3
APART = 64
LENGTH = {"day": 1.0, "week": 7.0, "month": 30.44}
UNITS = tuple(LENGTH)
EVERY = (1, 2, 3, 6, 12, 24, 60, 120)
ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Tick:
    left: str
    text: str


@dataclass(frozen=True, slots=True)
class BarsPicture:
    """What the template draws; lefts and widths are percents of the plot."""

    unit: str
    depth: int
    marks: Sequence[date]
    areas: Sequence[Shape]
    outside: Sequence[tuple[str, str]]
    """Left and width of what lies outside of the period, and is faded."""
    top: int
    half: int | None
    """What the line in the middle stands for, where that is a whole number."""
    halved: bool
    brush: tuple[str, str] | None
    ticks: Sequence[Tick]
    highest: int
    highest_at: int


def bars_picture(glance: Glance, unit: str, measure: str) -> BarsPicture:
    first, last = extent(glance)
    after, before = glance.asked.after, glance.asked.before
    unit = unit or chosen_unit(first, last, after, before)
    start, end = _window(unit, first, last, (after, before))
    marks = edges(unit, start, end)
    sums = _sums(glance, unit, measure, marks)
    whole = [sum(of.values()) for of in sums]
    highest = max(whole, default=0)
    top = ceiling(highest)
    period = (after or first, before or last + timedelta(days=1))
    lower, upper = _bar_of(marks, period[0]), _bar_of(marks, period[1] - timedelta(days=1))
    inside = range(lower, upper + 1)
    if period[1] <= marks[0] or period[0] >= marks[-1]:
        inside = range(0)
    # A gap of a pixel, where there is room.
    width = 1.0 if len(sums) * NARROWEST > WIDTH else 1 - len(sums) / WIDTH
    timed = after is not None or before is not None
    return BarsPicture(
        unit=unit,
        depth=DEPTH,
        marks=marks,
        areas=_stacked(sums, glance.kinds, top, width),
        outside=_outside(marks, inside),
        top=top,
        half=top // 2 if top >= 4 and top % 2 == 0 else None,
        halved=top >= 4,
        brush=_stretch(marks, *period) if timed else None,
        ticks=_ticks(marks),
        highest=highest,
        highest_at=whole.index(highest) if whole else 0,
    )


def start_of(unit: str, day: date) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def step(unit: str, day: date, count: int) -> date:
    if unit != "month":
        return day + timedelta(days=count * int(LENGTH[unit]))
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def edges(unit: str, first: date, last: date) -> list[date]:
    """The starts of all bars between two days, and the end of the last."""
    found = [start_of(unit, first)]
    while found[-1] <= last:
        found.append(step(unit, found[-1], 1))
    return found


def chosen_unit(first: date, last: date, after: date | None, before: date | None) -> str:
    """The finest whose bars can be seen; a short period is shown in several bars."""
    days = (last - first).days + 1
    whole = next((unit for unit in UNITS if days / LENGTH[unit] * NARROWEST <= WIDTH), UNITS[-1])
    close = UNITS[-1]
    if after or before:
        period = ((before or last + timedelta(days=1)) - (after or first)).days
        close = "day" if period <= 31 else "week" if period <= 183 else "month"
    return UNITS[min(UNITS.index(whole), UNITS.index(close))]


def ceiling(highest: int) -> int:
    """A round upper end for an axis, at least 1."""
    if highest <= 5:
        return max(1, highest)
    power = 10 ** (len(str(highest)) - 1)
    return next(int(factor * power) for factor in ROUND if factor * power >= highest)


def extent(glance: Glance) -> tuple[date, date]:
    today = writing.today()
    after, before = glance.asked.after, glance.asked.before
    newest = glance.newest
    last = max(newest, today) if newest.year == today.year else date(newest.year, 12, 31)
    first = date(glance.first.year, 1, 1)
    return min(first, after or first), max(last, before - timedelta(days=1) if before else last)


def _window(
    unit: str, first: date, last: date, period: tuple[date | None, date | None]
) -> tuple[date, date]:
    """All days where their bars fit, else as many around the period."""
    room = int(WIDTH // NARROWEST * LENGTH[unit])
    if unit == "month" or (last - first).days + 1 <= room:
        return first, last
    after, before = period[0] or first, period[1] or last + timedelta(days=1)
    span = max(room, (before - after).days if any(period) else 0)
    middle = after + (before - after) / 2 if any(period) else last
    start = min(middle - timedelta(days=span // 2), last - timedelta(days=span - 1))
    start = max(first, start)
    return start, min(last, start + timedelta(days=span - 1))


def _sums(glance: Glance, unit: str, measure: str, marks: Sequence[date]) -> list[dict[str, int]]:
    found: list[dict[str, int]] = [{} for _ in marks[1:]]
    for bar in glance.timeline(unit):
        at = bisect_right(marks, bar.start) - 1
        value = bar.deaths if measure == "deaths" else bar.incidents
        if value and 0 <= at < len(found):
            found[at][bar.kind] = found[at].get(bar.kind, 0) + value
    return found


def _bar_of(marks: Sequence[date], day: date) -> int:
    return max(0, min(len(marks) - 2, bisect_right(marks, day) - 1))


def _stacked(
    sums: Sequence[dict[str, int]], kinds: Sequence[str], top: int, width: float
) -> list[Shape]:
    """Of each kind, the highest first, an area from the ground to its upper end: each lies over
    what is above it."""
    below = [0.0] * len(sums)
    areas = []
    for kind in kinds:
        if not any(of.get(kind) for of in sums):
            continue
        below = [sum_ + of.get(kind, 0) for sum_, of in zip(below, sums, strict=True)]
        areas.append(Shape(f"picture-{kind}", "", _steps(below, top, width)))
    return areas[::-1]


def _steps(values: Sequence[float], top: int, width: float) -> str:
    gap = f"V{DEPTH}h{1 - width:.2g}" if width < 1 else ""
    written, at = [f"M0 {DEPTH}"], DEPTH
    for value in values:
        y = round(DEPTH - value / top * (HEIGHT - TOP) * FINE)
        written.append(f"h{width:.2g}" if y == at and not gap else f"V{y}h{width:.2g}{gap}")
        at = y
    return "".join([*written, f"V{DEPTH}z"])


def _place(marks: Sequence[date], day: date) -> float:
    """Where a day stands: a share of the plot."""
    if day <= marks[0]:
        return 0.0
    if day >= marks[-1]:
        return 1.0
    at = bisect_right(marks, day) - 1
    share = (day - marks[at]).days / (marks[at + 1] - marks[at]).days
    return (at + share) / (len(marks) - 1)


def _outside(marks: Sequence[date], inside: range) -> list[tuple[str, str]]:
    bars = len(marks) - 1
    ends = [(0, inside.start), (inside.stop, bars)] if inside else [(0, bars)]
    return [
        (f"{start / bars * 100:.2f}%", f"{(end - start) / bars * 100:.2f}%")
        for start, end in ends
        if start < end
    ]


def _stretch(marks: Sequence[date], after: date, before: date) -> tuple[str, str]:
    left, right = _place(marks, after), _place(marks, before)
    return f"{left * 100:.2f}%", f"{(right - left) * 100:.2f}%"


def _ticks(marks: Sequence[date]) -> list[Tick]:
    """Years, or months with the year at its first; never closer than APART."""
    per_month = WIDTH / (marks[-1] - marks[0]).days * LENGTH["month"]
    months = next((count for count in EVERY if count * per_month >= APART), 240)
    day = start_of("month", marks[0])
    found = []
    while day < marks[-1]:
        yearly = day.month == 1
        fits = (
            (day.month - 1) % months == 0
            if months < 12
            else yearly and (day.year % (months // 12) == 0)
        )
        if fits and day >= marks[0]:
            text = str(day.year) if yearly else writing.short_month(day)
            found.append(Tick(f"{_place(marks, day) * 100:.2f}%", text))
        day = step("month", day, 1)
    return found
