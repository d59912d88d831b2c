"""The base map, simplified to what a picture of a screen's width shows: a few kilobytes of paths.

Coordinates are units of which the world has WORLD a side (Web Mercator), counted from ORIGIN: at
the width of a desktop one is about a pixel. The format of the base map: docs/data.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

WORLD = 10_240
ORIGIN = (4_760, 4_760)
OURS = ("ML", "BF", "NE", "TD", "MR")
EXTENT = (-12.2, 9.4, 13.4, 18.4)
"""West, south, east, north of what a map shows without a word (viewport.js)."""
COARSE, COARSER = 2.0, 5.0
"""How far a line may run beside the true one: near the incidents, and beyond."""
NEAR = (-20.0, -250.0, 760.0, 160.0)
FAR_NORTH = -620.0
"""Beyond this no screen reaches."""
Point = tuple[float, float]
Line = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Ground:
    """Paths as SVG writes them, and where the countries' names stand."""

    others: str
    ours: str
    rivers: str
    names: Sequence[tuple[int, int, str, str]]
    """x, y, English, French."""


@lru_cache(maxsize=1)
def ground() -> Ground:
    file = Path(settings.BASE_DIR) / "static" / "basemap" / "sahel.json"
    return _drawn(json.loads(file.read_text(encoding="utf-8")))


def place(lon: float, lat: float) -> Point:
    """Degrees to units."""
    sine = math.sin(math.radians(lat))
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (lon / 360 + 0.5) * WORLD - ORIGIN[0], y * WORLD - ORIGIN[1]


def path(lines: Iterable[Line], *, closed: bool = False) -> str:
    """Lines of whole numbers, as short as SVG can say them."""
    written = []
    for line in lines:
        (x, y), *more = line
        steps = []
        for a, b in more:
            steps.append(f"{a - x} {b - y}" if b >= y else f"{a - x}{b - y}")
            x, y = a, b
        if steps:
            start = f"M{line[0][0]} {line[0][1]}"
            text = "l" + steps[0] + "".join(s if s[0] == "-" else f" {s}" for s in steps[1:])
            written.append(start + text + ("z" if closed else ""))
    return "".join(written)


def _drawn(file: Any) -> Ground:
    arcs = [_simplified(_decoded(arc, file["scale"])) for arc in file["arcs"]]
    countries = {key: rings for key, rings in file["units"].items() if len(key) == 2}
    others = [rings for key, rings in countries.items() if key not in OURS]
    others += list(file["neighbours"].values())
    ours = [countries[key] for key in OURS if key in countries]

    def areas(found: Iterable[Any]) -> str:
        rings = [_joined(ring, arcs) for rings in found for ring in rings]
        seen = [ring for ring in rings if len(ring) > 4 and max(y for _, y in ring) > FAR_NORTH]
        return path(seen, closed=True)

    def lines(numbers: Iterable[int]) -> str:
        return path(line for line in (arcs[at] for at in numbers) if len(line) > 1)

    return Ground(
        others=areas(others),
        ours=areas(ours),
        rivers=lines(arc for river in file["rivers"] for arc in river["arcs"]),
        names=[name for label in file["countryLabels"] if (name := _name(*label))[1] > FAR_NORTH],
    )


def _name(lon: float, lat: float, english: str, french: str = "") -> tuple[int, int, str, str]:
    x, y = place(lon, lat)
    return round(x), round(y), english, french or english


def _decoded(arc: Sequence[int], scale: int) -> list[Point]:
    x = y = 0
    points = []
    for at in range(0, len(arc), 2):
        x, y = x + arc[at], y + arc[at + 1]
        points.append(place(x / scale, y / scale))
    return points


def _simplified(points: list[Point]) -> Line:
    left, top, right, bottom = NEAR
    near = any(left < x < right and top < y < bottom for x, y in points)
    kept = _kept(points, COARSE if near else COARSER)
    line: Line = []
    for x, y in kept:
        point = (round(x), round(y))
        if not line or line[-1] != point:
            line.append(point)
    return line


def _kept(points: list[Point], most: float) -> list[Point]:
    """By Douglas and Peucker: no point that is left out lies further than `most` from the line."""
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = 0.0, 0
        for between in range(first + 1, last):
            distance = _distance(points[between], points[first], points[last])
            if distance > far:
                far, at = distance, between
        if far > most:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [points[at] for at in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x0, y0), (x1, y1) = point, start, end
    length = math.hypot(x1 - x0, y1 - y0)
    if length == 0:
        return math.hypot(x - x0, y - y0)
    return abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length


def _joined(ring: Sequence[int], arcs: Sequence[Line]) -> Line:
    """A ring of arcs, backwards where the number is one's complement."""
    line: Line = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return line
