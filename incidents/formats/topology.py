"""Polygons of units as arcs that neighbours share (docs/data.md, "Units"); pure.

`{"format": 1, "scale": 1000, "arcs": [[x, y, dx, dy, …]], "units": {key: [ring, …]}}`: coordinates
are integers of 1/scale degree, a ring is a list of arcs, ~n is arc n backwards, rings are even-odd.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import shapely

Point = tuple[float, float]


def polygons(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(key, GeoJSON Polygon or MultiPolygon) of each unit."""
    arcs = [_line(arc, data["scale"]) for arc in data["arcs"]]
    for key, rings in data["units"].items():
        lines = [shapely.LinearRing(_joined(ring, arcs)) for ring in rings]
        area = shapely.build_area(shapely.GeometryCollection(lines))
        yield key, shapely.geometry.mapping(shapely.normalize(area))


def _line(arc: Sequence[int], scale: int) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in zip(arc[::2], arc[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / scale, y / scale))
    return points


def _joined(ring: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points
