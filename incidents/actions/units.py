"""Storing administrative units: signed, in one transaction, twice changes nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import shapely
from shapely.geometry import shape

from incidents.actions.places import Tally
from incidents.actions.signing import Signature, signed
from incidents.folding import fold
from incidents.formats.geography import NewUnit
from incidents.models import AdminUnit

SAME_AREA = 0.7
"""Share of the common area in the area of both, from which two outlines are one unit."""
FOLDED = 300
TEXTS = ("name_en", "name_fr", "type", "pcode", "source")


def store_units(*, units: Iterable[NewUnit], tally: Tally, by: Signature) -> None:
    """Store units, those above before those below, and count them in `tally`.

    A unit with a key is ours and follows its file, except where somebody has since loaded its
    boundary from another source. A unit without one is found by p-code, by name, or by covering
    nearly the same ground, among the units that exist in the same years; it brings its boundary,
    its p-code and its source, and leaves names and dates as they are. What is not found is new.
    """
    with signed(by):
        register = _Register(tally)
        rows = sorted(units, key=lambda row: row.level)
        ours = {row.source for row in rows if row.key}
        for _, level in groupby(rows, key=lambda row: row.level):
            for row in level:
                if row.key:
                    register.follow(row, ours=ours)
                else:
                    register.bring(row)
            register.create()
        register.relate([row for row in rows if row.key])


class _Register:
    """All units, as they are and as they become."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.units = {unit.key: unit for unit in AdminUnit.objects.all()}
        self.shapes: dict[str, Any] = {}
        self.pending: list[AdminUnit] = []
        self.brought: set[str] = set()
        """Keys of units that a feature of this file has been given to."""

    def create(self) -> None:
        """Save the new units of a level, so that those below can name them."""
        AdminUnit.objects.bulk_create(self.pending)
        self.tally.new += len(self.pending)
        self.pending = []

    def follow(self, row: NewUnit, *, ours: set[str]) -> None:
        values = {name: getattr(row, name) for name in (*TEXTS, "country", "level")}
        values |= {"valid_from": row.valid_from, "valid_to": row.valid_to}
        values |= {"parent": self.units.get(row.parent), "geometry": _plain(row.geometry)}
        values["folded"] = folded_names([row.name_en, row.name_fr, *row.names])
        unit = self.units.get(row.key)
        if unit is None:
            self._create(row.key, values)
        elif unit.source in ours:
            self._change(unit, values)
        else:
            self.tally.same += 1

    def bring(self, row: NewUnit) -> None:
        parent = self._parent(row)
        unit = self._found(row, parent)
        geometry = _plain(row.geometry)
        if unit is None:
            values: dict[str, Any] = {name: getattr(row, name) for name in TEXTS}
            values |= {"country": row.country, "level": row.level, "geometry": geometry}
            values |= {"valid_from": row.valid_from, "valid_to": row.valid_to, "parent": parent}
            values["folded"] = folded_names([row.name_en, row.name_fr, *row.names])
            self._create(self._new_key(row, parent), values)
            return
        values = {"geometry": geometry, "source": row.source or unit.source}
        values["pcode"] = row.pcode or unit.pcode
        known = unit.folded.split("|")
        names = folded_names([row.name_en, row.name_fr, *row.names]).split("|")
        values["folded"] = "|".join(dict.fromkeys([*known, *names]))[:FOLDED]
        if unit.parent is None:
            values["parent"] = parent
        self.brought.add(unit.key)
        self._change(unit, values)

    def relate(self, rows: Iterable[NewUnit]) -> None:
        """Which units were there before; links of ours that a newer file lacks are taken out."""
        links = AdminUnit.predecessors.through
        wanted = {
            (self.units[row.key].pk, self.units[before].pk)
            for row in rows
            for before in row.predecessors
        }
        mine = [self.units[row.key].pk for row in rows]
        stored = links.objects.filter(from_adminunit__in=mine)
        known = set(stored.values_list("from_adminunit", "to_adminunit"))
        for after, before in known - wanted:
            stored.filter(from_adminunit=after, to_adminunit=before).delete()
        links.objects.bulk_create(
            links(from_adminunit_id=after, to_adminunit_id=before)
            for after, before in sorted(wanted - known)
        )

    def _create(self, key: str, values: dict[str, Any]) -> None:
        self.units[key] = AdminUnit(key=key, **values)
        self.brought.add(key)
        self.pending.append(self.units[key])

    def _change(self, unit: AdminUnit, values: dict[str, Any]) -> None:
        changed = [name for name, value in values.items() if getattr(unit, name) != value]
        if not changed:
            self.tally.same += 1
            return
        for name in changed:
            setattr(unit, name, values[name])
        self.shapes.pop(unit.key, None)
        unit.save(update_fields=changed)
        self.tally.changed += 1

    def _found(self, row: NewUnit, parent: AdminUnit | None) -> AdminUnit | None:
        units = [
            unit
            for unit in self._beside(row.country, row.level)
            if _meet(unit, row) and unit.key not in self.brought
        ]
        if row.pcode and (same := [unit for unit in units if unit.pcode == row.pcode]):
            return same[0]
        names = {fold(row.name_fr), fold(row.name_en)}
        if same := [unit for unit in units if names & set(unit.folded.split("|"))]:
            return max(same, key=lambda unit: (unit.parent == parent, _newness(unit)))
        return self._covering(row, units)

    def _covering(self, row: NewUnit, units: Sequence[AdminUnit]) -> AdminUnit | None:
        if row.geometry is None:
            return None
        outline = shapely.make_valid(shape(dict(row.geometry)))
        for unit in sorted(units, key=_newness, reverse=True):
            ground = self._shape(unit)
            if ground is None or not ground.intersects(outline):
                continue
            common = ground.intersection(outline).area
            if common > SAME_AREA * ground.union(outline).area:
                return unit
        return None

    def _parent(self, row: NewUnit) -> AdminUnit | None:
        above = list(self._beside(row.country, row.level - 1))
        if row.level <= 1:
            return above[0] if above else None
        above = [unit for unit in above if _meet(unit, row)]
        wanted = fold(row.parent)
        named = [u for u in above if row.parent and (row.parent in (u.key, u.pcode))]
        named = named or [u for u in above if wanted and wanted in u.folded.split("|")]
        if not named and row.geometry is not None:
            inside = shapely.make_valid(shape(dict(row.geometry))).representative_point()
            named = [u for u in above if (ground := self._shape(u)) and ground.contains(inside)]
        return max(named, key=_newness, default=None)

    def _beside(self, country: str, level: int) -> Iterator[AdminUnit]:
        for unit in self.units.values():
            if unit.country == country and unit.level == level:
                yield unit

    def _shape(self, unit: AdminUnit) -> Any:
        if unit.geometry is None:
            return None
        if unit.key not in self.shapes:
            self.shapes[unit.key] = shapely.make_valid(shape(unit.geometry))
        return self.shapes[unit.key]

    def _new_key(self, row: NewUnit, parent: AdminUnit | None) -> str:
        above = parent.key if parent and row.level > 1 else row.country
        plain = f"{above}-{slug(row.name_fr)}"[:70]
        keys = [plain]
        if row.valid_from:
            keys.append(f"{plain}-{row.valid_from.year}")
        keys += [f"{plain}-{number}" for number in range(2, 100)]
        return next(key for key in keys if key not in self.units)


def slug(name: str) -> str:
    """The name as part of a key: small plain letters, digits, hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", re.sub("['’]", "", plain)).strip("-") or "unit"


def folded_names(names: Iterable[str]) -> str:
    """All names as the search compares them, parted by |, within the column's length."""
    kept: list[str] = []
    for name in dict.fromkeys(fold(name) for name in names):
        if name and len("|".join([*kept, name])) <= FOLDED:
            kept.append(name)
    return "|".join(kept)


def _meet(unit: AdminUnit, row: NewUnit) -> bool:
    """Whether both exist on some day. A row without dates meets every unit."""
    first, last = date.min, date.max
    begins = max(unit.valid_from or first, row.valid_from or first)
    return begins < min(unit.valid_to or last, row.valid_to or last)


def _newness(unit: AdminUnit) -> date:
    return unit.valid_to or date.max


def _plain(geometry: Any) -> Any:
    """As the database gives it back: lists, not tuples."""
    return None if geometry is None else json.loads(json.dumps(geometry))
