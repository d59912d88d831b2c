"""What the gazetteer, the boundary files and the display layers are read into.

Longitudes and latitudes are degrees WGS 84, GeoJSON has them in that order (RFC 7946).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from incidents.values import RowError

Geometry = Mapping[str, Any]
DECIMALS = 5
"""About a metre: no open source of ours is finer."""
FEWEST = {"Point": 1, "MultiPoint": 1, "LineString": 2, "MultiLineString": 2}
AREAS = frozenset({"Polygon", "MultiPolygon"})
DEPTH = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
COUNTRY_OF = {
    "MLI": "ML",
    "BFA": "BF",
    "NER": "NE",
    "TCD": "TD",
    "MRT": "MR",
    "NGA": "NG",
    "CMR": "CM",
    "BEN": "BJ",
    "TGO": "TG",
    "GHA": "GH",
    "CIV": "CI",
    "SEN": "SN",
    "DZA": "DZ",
    "LBY": "LY",
}
"""ISO 3166-1 alpha-3 → alpha-2, the fourteen countries of the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlace:
    """A place as one source tells it: a point, or a line or an area."""

    name: str
    country: str
    feature_class: str
    source: str
    geonames_id: int | None = None
    key: str | None = None
    """Our own key, for a place that GeoNames lacks."""
    names: tuple[tuple[str, str], ...] = ()
    """(language, name): "en", "fr", "ar"; "mul" for spellings of our own; "" where GeoNames says
    none."""
    feature_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geometry: Geometry | None = None
    admin1: str = ""
    """Key of a unit, where the source knows it; else it follows from the point."""
    admin1_code: str = ""
    admin2_code: str = ""
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """An administrative unit as one source tells it."""

    country: str
    level: int
    name_en: str
    name_fr: str
    source: str
    key: str = ""
    """Empty: found by p-code or name, or made of country and name."""
    parent: str = ""
    """Key, p-code or name of the unit above; empty: the country, or unknown."""
    names: tuple[str, ...] = ()
    """Further spellings, for the search."""
    type: str = ""
    pcode: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()
    geometry: Geometry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLayer:
    """A layer for display only: never joined with the record."""

    key: str
    name_en: str
    name_fr: str
    credit: str
    features: Mapping[str, Any]
    """A GeoJSON FeatureCollection."""


def degrees(field: str, value: object, limit: float) -> float:
    """A latitude or longitude. Raises RowError for what is none within ±limit."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RowError(field, f"not a number of degrees: {value!r}")
    try:
        number = float(value)
    except ValueError:
        raise RowError(field, f"not a number of degrees: {value!r}") from None
    if not math.isfinite(number) or not -limit <= number <= limit:
        raise RowError(
            field, f"{value!r} is not within ±{limit:g} degrees: the file has to be in WGS 84"
        )
    return round(number, DECIMALS)


def geometry_of(feature: Mapping[str, Any], allowed: Iterable[str]) -> Geometry:
    """The feature's geometry, checked and rounded. Raises RowError("geometry", …)."""
    found = feature.get("geometry")
    if not isinstance(found, Mapping):
        raise RowError("geometry", "missing")
    kind = str(found.get("type"))
    if kind not in set(allowed):
        raise RowError("geometry", f"a {kind} cannot be taken, only {', '.join(sorted(allowed))}")
    return {"type": kind, "coordinates": _checked(kind, found.get("coordinates"), DEPTH[kind])}


def _checked(kind: str, value: object, depth: int) -> list[Any]:
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        raise RowError("geometry", f"coordinates of this {kind} are missing or not a list")
    if depth == 0:
        if len(value) < 2:
            raise RowError("geometry", f"a position needs longitude and latitude: {value!r}")
        return [degrees("geometry", value[0], 180), degrees("geometry", value[1], 90)]
    inner = [_checked(kind, one, depth - 1) for one in value]
    if depth == 1:
        _check_line(kind, inner)
    return inner


def _check_line(kind: str, points: list[Any]) -> None:
    if kind in AREAS:
        if len(points) < 4 or points[0] != points[-1]:
            raise RowError("geometry", "a ring needs four positions, the last equal to the first")
    elif len(points) < FEWEST[kind]:
        raise RowError("geometry", "a line needs two positions")
