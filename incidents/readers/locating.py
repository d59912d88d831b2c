"""From a point, or a name, to the units that stood there on a day, and the nearest named place.

Outlines of some units are known only as they were before a reform, or not at all (docs/data.md,
"Units"). What follows from an outline that was out of date on the day says so: `former`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import shapely
from django.db.models import Count, Max
from shapely.geometry import shape

from incidents.folding import fold
from incidents.formats import bundled
from incidents.models import AdminUnit, Place

REACH = 0.1
"""Degrees that a point may lie outside all outlines: they are simplified, coasts above all."""
FAR_REACH = 0.3
"""The same where the country is stated: some 30 km over a border that nobody has marked out."""
EARTH = 6371.0
"""Mean radius, km."""
COLUMNS = ("id", "key", "country", "level", "parent__key", "valid_from", "valid_to", "folded")
_KINDS = """
    region province state état department département district cercle circle wilaya wilayat
    governorate prefecture préfecture shabiya of the de la des du
    منطقة ولاية إقليم محافظة شعبية إدارة
"""
_UNIT_WORDS = frozenset(fold(word) for word in _KINDS.split())
"""What data sets write around a unit's own name, folded."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where a point lies. Empty strings: not known."""

    country: str = ""
    admin1_key: str = ""
    admin2_key: str = ""
    former: bool = False
    """True when `admin1_key` follows from an outline that was out of date on that day."""


@dataclass(frozen=True, slots=True)
class NearPlace:
    """The nearest named place, and how far it is."""

    id: int
    name: str
    kilometres: float


@dataclass(slots=True)
class _Unit:
    key: str
    country: str
    level: int
    parent: str
    valid_from: date
    valid_to: date
    names: frozenset[str]
    successors: list[_Unit] = field(default_factory=list)
    predecessors: list[_Unit] = field(default_factory=list)
    outline: Any = None

    def stands(self, day: date) -> bool:
        return self.valid_from <= day < self.valid_to


class Locator:
    """All units, read once. Ask `locator()` for the current one; it answers without queries."""

    def __init__(self) -> None:
        self.units = {unit.key: unit for unit in _units()}
        drawn = [unit for unit in self.units.values() if unit.outline is not None]
        self._drawn = sorted(drawn, key=lambda unit: float(unit.outline.area))
        for unit in self._drawn:
            shapely.prepare(unit.outline)
        self._tree = shapely.STRtree([unit.outline for unit in self._drawn])
        self._towns = _Towns(self.units)
        self._named: dict[tuple[str, int, str], list[_Unit]] = {}
        for unit in self.units.values():
            for name in unit.names | {_bare(name) for name in unit.names}:
                self._named.setdefault((unit.country, unit.level, name), []).append(unit)

    def locate(self, latitude: float, longitude: float, *, on: date, country: str = "") -> Located:
        """The units around a point (degrees WGS 84) on a civil day.

        With a `country`, which the source states, only its units are looked at: borders are
        simplified too, and many an incident is on one.
        """
        point = shapely.Point(longitude, latitude)
        around = [self._drawn[i] for i in sorted(self._tree.query(point, "intersects"))]
        around = [unit for unit in around if country in ("", unit.country)]
        if not any(unit.level == 1 for unit in around):
            around += self._close(point, country)
        regions = [unit for unit in around if unit.level == 1]
        if not regions:
            return Located(country)
        region, former = self._on(regions, on, point)
        district, _ = self._on([unit for unit in around if unit.level == 2], on, point)
        return Located(
            regions[0].country,
            region.key if region else "",
            district.key if district and district.stands(on) else "",
            former,
        )

    def unit_named(self, name: str, *, country: str, level: int, on: date) -> str:
        """The key of the unit of that name, of those that stand on the day if there is one.

        "Gao region", "Région de Gao" and "GAO" are Gao. Empty where no unit, or no single unit,
        bears the name.
        """
        folded = fold(name)
        for wanted in filter(None, (folded, _bare(folded))):
            found = self._named.get((country, level, wanted))
            if found:
                standing = [unit for unit in found if unit.stands(on)] or found
                return standing[0].key if len(standing) == 1 else ""
        return ""

    def changes(self) -> list[date]:
        """The days on which units came or went, in order."""
        ends = {day for unit in self.units.values() for day in (unit.valid_from, unit.valid_to)}
        return sorted(ends - {date.min, date.max})

    def _close(self, point: Any, country: str) -> list[_Unit]:
        near = self._tree.query(point.buffer(FAR_REACH if country else REACH), "intersects")
        found = [
            self._drawn[i]
            for i in sorted(near)
            if self._drawn[i].level == 1 and country in ("", self._drawn[i].country)
        ]
        if not found:
            return []
        least = min(float(unit.outline.distance(point)) for unit in found)
        return [unit for unit in found if unit.outline.distance(point) <= least]

    def _on(self, around: Sequence[_Unit], day: date, point: Any) -> tuple[_Unit | None, bool]:
        """Of units whose outlines hold the point, the one that stood there on the day."""
        standing = [unit for unit in around if unit.stands(day)]
        for unit in standing:
            if not self._undrawn(unit, day):
                return unit, False
        for unit in (*standing, *around):
            found = self._followed(unit, day, point)
            if found:
                return found
        return None, False

    def _undrawn(self, unit: _Unit, day: date) -> list[_Unit]:
        """Units that have since been cut out of this one, and have no outline of their own."""
        return [one for one in unit.successors if one.outline is None and one.stands(day)]

    def _followed(self, unit: _Unit, day: date, point: Any) -> tuple[_Unit, bool] | None:
        if day < unit.valid_from:
            before = [one for one in unit.predecessors if one.stands(day)]
            return (before[0], False) if len(before) == 1 else None
        heirs = self._undrawn(unit, day)
        after = [one for one in unit.successors if one.stands(day)]
        if not unit.stands(day) and len(after) == 1:
            return after[0], False
        nearest = self._towns.nearest(unit, heirs, point)
        return (nearest, False) if nearest else (unit, True)


class _Towns:
    """Towns whose region GeoNames knows where no outline does: the nearest one decides."""

    def __init__(self, units: dict[str, _Unit]) -> None:
        self.units = units
        self._all = [town for town in bundled.places() if town.latitude is not None]
        self._of: dict[str, list[tuple[float, float, str]]] = {}

    def nearest(self, unit: _Unit, heirs: Iterable[_Unit], point: Any) -> _Unit | None:
        """An heir of the unit, or the unit itself while it stands; None where nobody knows."""
        keys = {heir.key for heir in heirs}
        if unit.key not in self._of:
            self._of[unit.key] = list(self._around(unit, keys))
        towns = self._of[unit.key]
        if not any(region in keys for *_, region in towns):
            return None
        *_, best = min(towns, key=lambda town: math.hypot(town[0] - point.x, town[1] - point.y))
        return self.units[best] if best else unit

    def _around(self, unit: _Unit, heirs: set[str]) -> Iterator[tuple[float, float, str]]:
        """Towns of the heirs, and those inside the unit that are of none: theirs is the rest."""
        for town in self._all:
            longitude, latitude = town.longitude or 0.0, town.latitude or 0.0
            if town.country != unit.country or (town.admin1 and town.admin1 not in heirs):
                continue
            if town.admin1 or shapely.contains_xy(unit.outline, longitude, latitude):
                yield longitude, latitude, town.admin1


def locate(latitude: float, longitude: float, *, on: date, country: str = "") -> Located:
    """The units around a point (degrees WGS 84) on a civil day. Importers hold a `locator()`."""
    return locator().locate(latitude, longitude, on=on, country=country)


_current: dict[object, Locator] = {}


def locator() -> Locator:
    """The units as the database has them now: one small query, and all of them after a change."""
    stamp = AdminUnit.objects.aggregate(count=Count("id"), latest=Max("updated_at"))
    version = (stamp["count"], stamp["latest"])
    if version not in _current:
        made = Locator()
        _current.clear()
        _current[version] = made
    return _current[version]


def nearest_place(latitude: float, longitude: float, *, within: float = 50.0) -> NearPlace | None:
    """The nearest inhabited place at most `within` kilometres away, by great circle."""
    high = math.degrees(within / EARTH)
    wide = high / max(0.05, math.cos(math.radians(latitude)))
    around = Place.objects.filter(
        feature_class="P",
        latitude__range=(latitude - high, latitude + high),
        longitude__range=(longitude - wide, longitude + wide),
    ).values_list("id", "name", "latitude", "longitude")
    found = [
        NearPlace(row, name, kilometres((latitude, longitude), (lat, lon)))
        for row, name, lat, lon in around
        if lat is not None and lon is not None
    ]
    best = min(found, key=lambda place: place.kilometres, default=None)
    return best if best and best.kilometres <= within else None


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance between two points (latitude, longitude in degrees)."""
    (a, b), (c, d) = [tuple(map(math.radians, point)) for point in (one, other)]
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def places_named(name: str, *, country: str = "") -> list[Place]:
    """Places that bear exactly this name, however it is spelled; inhabited and large ones first."""
    found = Place.objects.filter(names__folded=fold(name)[:200])
    if country:
        found = found.filter(country=country)
    places = list(found.distinct())
    return sorted(places, key=lambda place: (place.feature_class != "P", -place.population))


def _units() -> list[_Unit]:
    rows = list(AdminUnit.objects.values(*COLUMNS, "geometry"))
    units = {row["id"]: _unit(row) for row in rows}
    links = AdminUnit.predecessors.through.objects.values_list("from_adminunit", "to_adminunit")
    for after, before in links:
        units[after].predecessors.append(units[before])
        units[before].successors.append(units[after])
    return list(units.values())


def _unit(row: dict[str, Any]) -> _Unit:
    return _Unit(
        row["key"],
        row["country"],
        row["level"],
        row["parent__key"] or "",
        row["valid_from"] or date.min,
        row["valid_to"] or date.max,
        frozenset(row["folded"].split("|")) - {""},
        outline=shapely.make_valid(shape(row["geometry"])) if row["geometry"] else None,
    )


def _bare(folded: str) -> str:
    """A folded name without the words for its kind; empty where it has no others."""
    return " ".join(word for word in folded.split() if word not in _UNIT_WORDS)
