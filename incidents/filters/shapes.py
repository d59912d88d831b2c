"""Parameters that are shapes on the ground: a box, a circle, a polygon. Degrees are WGS 84."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.utils.translation import gettext as _
from shapely.geometry import Polygon as Geometry
from shapely.validation import explain_validity

from incidents.filters.kinds import ValueRefused, number, shorten, single

MOST_VERTICES = 500
MOST_KILOMETRES = 5000.0
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """West, south, east, north: all four edges are inside."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Circle:
    """All within `kilometres` of a point, on a sphere of 6371.0088 km radius."""

    latitude: float
    longitude: float
    kilometres: float


@dataclass(frozen=True, slots=True)
class Polygon:
    """A ring of (longitude, latitude) and its holes; none repeats its first point at its end."""

    ring: Ring
    holes: tuple[Ring, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxKind:
    word = "box"
    multiple = False

    def parse(self, values: Sequence[str]) -> Box:
        remedy = _("Write west,south,east,north in degrees, such as -5.5,12,2,17.")
        west, south, east, north = _numbers(single(values), 4, remedy)
        for longitude, latitude in ((west, south), (east, north)):
            _on_earth(longitude, latitude, remedy)
        if west > east:
            raise ValueRefused(_("West lies east of east."), remedy)
        if south > north:
            raise ValueRefused(_("South lies north of north."), remedy)
        return Box(west, south, east, north)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}


@dataclass(frozen=True, slots=True)
class CircleKind:
    word = "circle"
    multiple = False

    def parse(self, values: Sequence[str]) -> Circle:
        remedy = _("Write latitude,longitude,kilometres, such as 16.27,-0.04,50.")
        latitude, longitude, kilometres = _numbers(single(values), 3, remedy)
        _on_earth(longitude, latitude, remedy)
        if not 0 < kilometres <= MOST_KILOMETRES:
            raise ValueRefused(
                _("The radius must be more than 0 and at most %(most)d km.")
                % {"most": MOST_KILOMETRES},
                remedy,
            )
        return Circle(latitude, longitude, kilometres)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3}


@dataclass(frozen=True, slots=True)
class PolygonKind:
    word = "polygon"
    multiple = False

    def parse(self, values: Sequence[str]) -> Polygon:
        text = single(values)
        remedy = _(
            "Write the corners as “longitude latitude” with commas between, "
            "such as -1 15,2 15,2 17,-1 17, or a GeoJSON Polygon."
        )
        rings = _geojson(text, remedy) if text.startswith("{") else [_ring(text, remedy)]
        if sum(len(ring) for ring in rings) > MOST_VERTICES:
            raise ValueRefused(
                _("It has more than %(most)d corners.") % {"most": MOST_VERTICES},
                _("Simplify the polygon."),
            )
        for ring in rings:
            for longitude, latitude in ring:
                _on_earth(longitude, latitude, remedy)
            if len(set(ring)) < 3:
                raise ValueRefused(_("A polygon has three corners or more."), remedy)
        shape = Geometry(rings[0], rings[1:])
        if not shape.is_valid:
            raise ValueRefused(
                _("The polygon crosses or touches itself (%(where)s).")
                % {"where": explain_validity(shape)},
                _("Draw it so that no two of its lines meet, its holes inside."),
            )
        return Polygon(rings[0], tuple(rings[1:]))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": 40_000}


def _numbers(text: str, count: int, remedy: str) -> list[float]:
    parts = text.split(",")
    if len(parts) != count:
        raise ValueRefused(
            _("It needs %(count)d numbers with commas between.") % {"count": count}, remedy
        )
    return [_number(part.strip(), remedy) for part in parts]


def _number(text: str, remedy: str) -> float:
    try:
        return number(text)
    except ValueError:
        raise ValueRefused(
            _("“%(value)s” is not a number.") % {"value": shorten(text)}, remedy
        ) from None


def _on_earth(longitude: float, latitude: float, remedy: str) -> None:
    if not -180 <= longitude <= 180:
        raise ValueRefused(_("A longitude lies between -180 and 180."), remedy)
    if not -90 <= latitude <= 90:
        raise ValueRefused(_("A latitude lies between -90 and 90."), remedy)


def _ring(text: str, remedy: str) -> Ring:
    corners = text.split(",")
    if len(corners) > MOST_VERTICES + 1:
        raise ValueRefused(
            _("It has more than %(most)d corners.") % {"most": MOST_VERTICES},
            _("Simplify the polygon."),
        )
    ring = []
    for corner in corners:
        pair = corner.split()
        if len(pair) != 2:
            raise ValueRefused(
                _("“%(value)s” is not a corner.") % {"value": shorten(corner)}, remedy
            )
        ring.append((_number(pair[0], remedy), _number(pair[1], remedy)))
    return _open(ring)


def _geojson(text: str, remedy: str) -> list[Ring]:
    try:
        given = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise ValueRefused(_("It is not JSON."), remedy) from None
    coordinates = given.get("coordinates") if given.get("type") == "Polygon" else None
    if not isinstance(coordinates, list) or not coordinates:
        raise ValueRefused(_("It is not a GeoJSON Polygon."), remedy)
    if not all(isinstance(ring, list) and all(map(_is_position, ring)) for ring in coordinates):
        raise ValueRefused(_("Its coordinates are not positions of two numbers."), remedy)
    return [
        _open([(float(position[0]), float(position[1])) for position in ring])
        for ring in coordinates
    ]


def _is_position(position: object) -> bool:
    return (
        isinstance(position, list)
        and len(position) >= 2
        and all(type(value) in (int, float) and abs(value) < 1e6 for value in position[:2])
    )


def _open(ring: list[tuple[float, float]]) -> Ring:
    closed = len(ring) > 1 and ring[0] == ring[-1]
    return tuple(ring[:-1] if closed else ring)
