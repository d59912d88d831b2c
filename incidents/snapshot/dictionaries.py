"""What the numbers in a label's parts stand for.

A number is given at the first use and stays, whatever comes and goes: no other part changes with
it. What no part uses any more is blanked, so that nothing of a withdrawn incident stays behind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import orjson
from django.db.models import Max, QuerySet
from numpy.typing import NDArray

from incidents.models import Actor, AdminUnit, Dataset, Kind, SnapshotEntry, Source, Term
from incidents.snapshot.gather import ENUMS, NOWHERE
from incidents.snapshot.layout import Frame
from incidents.values import COUNTRIES, Label, Precision
from incidents.values.snapshot import DEGREE

STORED: Mapping[str, tuple[type[Any], tuple[str, ...]]] = {
    "kind": (Kind, ()),
    "sub_kind": (Kind, ("parent_id",)),
    "admin1": (AdminUnit, ("country", "type")),
    "admin2": (AdminUnit, ("parent__key", "type")),
    "actor": (Actor, ("type",)),
    "source": (Source, ("kind",)),
    "dataset": (
        Dataset,
        ("rank", "may_export", "licence", "licence_fr", "credit", "credit_fr"),
    ),
    "tag": (Term, ("vocabulary",)),
}
"""Dictionaries whose entries are rows of a table, known by their `key`; and what more they say."""
PARENTS = {"country": "country", "parent__key": "admin1", "parent_id": "kind"}
"""Columns that are written as a number in another dictionary."""
PRECISIONS = list(Precision)


class Dictionary:
    """The numbers of one dictionary of one label."""

    def __init__(self, label: Label, name: str) -> None:
        self.label = label
        self.name = name
        self.new: list[SnapshotEntry] = []
        entries = SnapshotEntry.objects.filter(label=label, dictionary=name)
        self.keys: dict[int, str] = dict(entries.exclude(key="").values_list("number", "key"))
        self.numbers = {key: number for number, key in self.keys.items()}
        last = entries.aggregate(last=Max("number"))["last"]
        self.size = 0 if last is None else last + 1

    def number_all(self, keys: Iterable[str]) -> None:
        """Give numbers to those that have none yet, in the order given."""
        for key in keys:
            if key not in self.numbers:
                self.numbers[key], self.keys[self.size] = self.size, key
                self.new.append(
                    SnapshotEntry(label=self.label, dictionary=self.name, number=self.size, key=key)
                )
                self.size += 1

    def numbered(self, ids: NDArray[Any], keys: Mapping[int, str]) -> NDArray[np.int64]:
        """The numbers for a column of ids of rows, whose keys are given."""
        seen, at = np.unique(ids, return_inverse=True)
        self.number_all(sorted(keys[one] for one in seen.tolist()))
        given = np.array([self.numbers[keys[one]] for one in seen.tolist()], np.int64)
        return given[at]

    def blank(self, used: Iterable[int]) -> None:
        """Forget what stands for numbers that are not among `used`."""
        self.forget(self.keys.keys() - set(used))

    def forget(self, gone: Collection[int]) -> None:
        """Forget what stands for these numbers; each stands for something."""
        for number in gone:
            del self.numbers[self.keys.pop(number)]
        entries = SnapshotEntry.objects.filter(label=self.label, dictionary=self.name)
        if gone:
            entries.filter(number__in=gone).update(key="")
        self.new = [entry for entry in self.new if entry.number not in gone]

    def keep(self) -> None:
        SnapshotEntry.objects.bulk_create(self.new)
        self.new = []

    def listed(self) -> list[str | None]:
        """The keys by number; None where one is blanked."""
        return [self.keys.get(number) for number in range(self.size)]


class Dictionaries:
    """All dictionaries of one label, and the keys of what the record's ids stand for."""

    def __init__(self, label: Label) -> None:
        self.label = label
        names = (*STORED, "country", "place")
        self.of = {name: Dictionary(label, name) for name in names}
        self._keys: dict[type[Any], Mapping[int, str]] = {}
        kinds = Kind.objects.order_by("order", "key")
        for name, wanted in (("kind", True), ("sub_kind", False)):
            chosen = kinds.filter(parent__isnull=wanted)
            self.of[name].number_all(chosen.values_list("key", flat=True))
        self.of["country"].number_all(COUNTRIES)

    def keys_of(self, name: str) -> Mapping[int, str]:
        """By the id of a row: its key."""
        model = STORED[name][0]
        if model not in self._keys:
            self._keys[model] = dict(model.objects.values_list("id", "key"))
        return self._keys[model]

    def numbered(self, name: str, ids: NDArray[Any]) -> NDArray[np.int64]:
        return self.of[name].numbered(ids, self.keys_of(name))

    def numbered_or_none(self, name: str, ids: NDArray[Any]) -> NDArray[np.int64]:
        """The same with 1 added, and 0 for the id 0, which stands for none."""
        found = np.zeros(len(ids), np.int64)
        given = ids != 0
        found[given] = self.numbered(name, ids[given]) + 1
        return found

    def place_key(self, site: Mapping[str, int], names: Sequence[str]) -> str:
        """A place as text: two that readers cannot tell apart are one."""
        english, french = names
        units = [
            self.keys_of(name).get(site[name]) if site[name] else None
            for name in ("admin1", "admin2")
        ]
        country = chr(site["country"] // 256) + chr(site["country"] % 256)
        point = [None if site[name] == NOWHERE else site[name] for name in ("lon", "lat")]
        radius = None if site["radius"] < 0 else site["radius"]
        named = [english, french or english] if english else None
        precision = PRECISIONS[site["precision"]].value
        return orjson.dumps([country, *units, *point, precision, radius, named]).decode()

    def use_units(self) -> None:
        """Have numbers for the regions and districts that places name, and for no others."""
        places = [orjson.loads(key) for key in self.of["place"].keys.values()]
        for name, at in (("admin1", 1), ("admin2", 2)):
            units = self.of[name]
            units.number_all(sorted({place[at] for place in places if place[at]}))
            units.blank(units.numbers[place[at]] for place in places if place[at])

    def frames(self) -> list[Frame]:
        """The dictionaries as they leave."""
        places = [key and orjson.loads(key) for key in self.of["place"].listed()]
        return [
            self._places(places),
            Frame(self._head("place_names"), text=[place and place[7] for place in places]),
            Frame(self._head("names"), text=self._names()),
        ]

    def keep(self) -> None:
        for dictionary in self.of.values():
            dictionary.keep()

    def _head(self, kind: str) -> dict[str, str]:
        return {"kind": kind, "label": self.label.value}

    def _places(self, places: Sequence[Any]) -> Frame:
        unit = {name: self.of[name].numbers for name in ("country", "admin1", "admin2")}
        rows = [
            (
                1,
                0 if place[3] is None else 1 + place[3] + 180 * DEGREE,
                0 if place[4] is None else 1 + place[4] + 90 * DEGREE,
                unit["country"][place[0]],
                0 if place[1] is None else 1 + unit["admin1"][place[1]],
                0 if place[2] is None else 1 + unit["admin2"][place[2]],
                PRECISIONS.index(Precision(place[5])),
                0 if place[6] is None else 1 + place[6],
            )
            if place
            else (0,) * 8
            for place in places
        ]
        names = ("live", "lon", "lat", "country", "admin1", "admin2", "precision", "radius")
        columns = np.array(rows, np.int64).reshape(-1, len(names)).T
        return Frame(self._head("places"), dict(zip(names, columns, strict=True)))

    def _names(self) -> dict[str, Any]:
        return {
            "enums": {name: [word.value for word in words] for name, words in ENUMS.items()},
            "country": self.of["country"].listed(),
            **{name: self._entries(name) for name in STORED},
        }

    def _entries(self, name: str) -> list[dict[str, Any] | None]:
        model, more = STORED[name]
        keys = self.of[name].listed()
        found: QuerySet[Any, Any] = model.objects.filter(key__in=[key for key in keys if key])
        rows = {row["key"]: row for row in found.values("key", "name_en", "name_fr", *more)}
        return [self._entry(rows[key]) if key else None for key in keys]

    def _entry(self, row: dict[str, Any]) -> dict[str, Any]:
        for column, dictionary in PARENTS.items():
            if column in row:
                shown = "parent" if column.startswith("parent") else column
                row[shown] = self.of[dictionary].numbers.get(row.pop(column))
        return row
