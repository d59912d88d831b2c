"""Small bars over time as plain numbers for an SVG: drawn without styles, read with words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HEIGHT = 40
WIDTH = 12
GAP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    label: str
    count: int
    x: int
    y: str
    height: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    bars: tuple[Bar, ...]
    width: int
    height: int = HEIGHT
    bar_width: int = WIDTH - GAP


def by_year(counts: Mapping[int, int]) -> Chart | None:
    """One bar for every year from the first to the last, years without incidents too."""
    if not counts:
        return None
    first, last, most = min(counts), max(counts), max(counts.values())
    bars = []
    for place, year in enumerate(range(first, last + 1)):
        count = counts.get(year, 0)
        height = HEIGHT * count / most
        bars.append(
            Bar(
                label=str(year),
                count=count,
                x=place * WIDTH,
                y=f"{HEIGHT - height:.1f}",
                height=f"{height:.1f}",
            )
        )
    return Chart(bars=tuple(bars), width=len(bars) * WIDTH - GAP)
