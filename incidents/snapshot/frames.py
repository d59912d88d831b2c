"""From rows as columns to the frames of the parts. docs/snapshot.md tells each column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from incidents.snapshot.coding import coded_first, coded_rest
from incidents.snapshot.copying import Table
from incidents.snapshot.dictionaries import Dictionaries
from incidents.snapshot.gather import Rows
from incidents.snapshot.layout import Frame
from incidents.snapshot.parts import span_of
from incidents.values import CROCKFORD
from incidents.values.snapshot import EPOCH

LOW = np.uint64((1 << 30) - 1)
NAMES = "SELECT id, name_en, name_fr FROM incidents_site WHERE id = ANY(%s)"
Whole = NDArray[np.int64]
Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Part:
    """The frames of one part, by section. Its incidents start from `first_day` to `last_day`."""

    name: str
    rows: int
    first_day: date
    last_day: date
    frames: Mapping[str, Frame]


def parts(rows: Rows, names: Iterable[str], known: Dictionaries) -> list[Part]:
    """The parts of these names that have rows. New numbers are added to the dictionaries."""
    whole = _Numbered(rows, known)
    day = rows.incidents["day"]
    found = []
    for name in names:
        first, end = (_since_epoch(one) for one in span_of(name))
        start, stop = np.searchsorted(day, [first, end])
        if start < stop:
            found.append(whole.part(name, int(start), int(stop)))
    return found


def _since_epoch(day: date) -> int:
    return (day - EPOCH).days


class _Numbered:
    """All rows of a build with their numbers, to be cut into parts."""

    def __init__(self, rows: Rows, known: Dictionaries) -> None:
        self.rows = rows
        self.label = known.label
        incidents = rows.incidents
        self.day: Column = incidents["day"]
        self.titled = np.array(list(rows.titles), np.int64)
        self.grouped = np.array(list(rows.groups), np.int64)
        self.first = {
            "kind": known.numbered("kind", incidents["kind"]),
            "sub_kind": known.numbered("sub_kind", incidents["sub_kind"]),
            "deaths_state": incidents["deaths_state"],
            "retained": incidents["retained"] + 1,
        }
        self.rest = {
            "span": incidents["span"],
            "date_precision": incidents["date_precision"],
            "certainty": incidents["certainty"],
            "dataset": known.numbered("dataset", incidents["dataset"]),
            "contested": incidents["contested"],
            **_bounds(incidents),
        }
        involved = rows.participations
        self.lists = {
            "sites": (rows.sites["row"], {"place": _places(rows.sites, known)}),
            "parties": (
                involved["row"],
                {
                    "actor": known.numbered_or_none("actor", involved["actor"]),
                    "role": involved["role"],
                    "attribution": involved["attribution"],
                    "via": involved["via"],
                },
            ),
            "sources": (
                rows.sources["row"],
                {"source": known.numbered("source", rows.sources["source"])},
            ),
            "tags": (rows.tags["row"], {"tag": known.numbered("tag", rows.tags["tag"])}),
        }

    def part(self, name: str, start: int, stop: int) -> Part:
        days = self.day[start:stop]
        head = {"label": self.label.value, "part": name, "rows": stop - start}
        head["first_day"] = int(days[0])
        cut = slice(start, stop)
        titled = _between(self.titled, start, stop)
        first = {
            "per_day": np.bincount(days - days[0]),
            **{column: values[cut] for column, values in self.first.items()},
            **self._listed("sites", start, stop),
        }
        rest = {
            **{column: values[cut] for column, values in self.rest.items()},
            **self._listed("parties", start, stop),
            **self._listed("sources", start, stop),
            **self._listed("tags", start, stop),
            **self._grouped(start, stop),
        }
        coded, tag_bits = coded_rest(rest, first)
        frames = {
            "first": coded_first(first),
            "rest": coded,
            "ids": _ids(self.rows.incidents["id"][cut], days),
            "titles": {"row": _distances(titled, start)},
        }
        text = {"titles": [list(self.rows.titles[row]) for row in titled] or None}
        more = {"rest": {"tag_bits": tag_bits}}
        return Part(
            name=name,
            rows=stop - start,
            first_day=date.fromordinal(EPOCH.toordinal() + int(days[0])),
            last_day=date.fromordinal(EPOCH.toordinal() + int(days[-1])),
            frames={
                section: Frame(
                    {"kind": section, **head, **more.get(section, {})}, columns, text.get(section)
                )
                for section, columns in frames.items()
            },
        )

    def _listed(self, name: str, start: int, stop: int) -> dict[str, Column]:
        row, columns = self.lists[name]
        first, end = np.searchsorted(row, [start, stop])
        counts = np.bincount(row[first:end] - start, minlength=stop - start)
        return {name: counts, **{one: values[first:end] for one, values in columns.items()}}

    def _grouped(self, start: int, stop: int) -> dict[str, Column]:
        rows = _between(self.grouped, start, stop)
        codes = np.array([_code(self.rows.groups[row]) for row in rows], np.uint64)
        return {
            "grouped": _distances(rows, start),
            "group_hi": codes >> np.uint64(30),
            "group_lo": codes & LOW,
        }


def _places(sites: Table, known: Dictionaries) -> Whole:
    """The number of each site's place. Names are read once for each place, not for each site."""
    columns = ("country", "admin1", "admin2", "precision", "lon", "lat", "radius", "name")
    table = np.column_stack([sites[name].astype(np.int64) for name in columns])
    _, firsts, at = np.unique(_mixed(table), return_index=True, return_inverse=True)
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [sites["pk"][firsts].tolist()])
        names = {row[0]: row[1:] for row in cursor.fetchall()}
    keys = [
        known.place_key(
            {name: int(sites[name][one]) for name in columns}, names[int(sites["pk"][one])]
        )
        for one in firsts.tolist()
    ]
    places = known.of["place"]
    places.number_all(sorted(keys))
    numbers: Whole = np.array([places.numbers[key] for key in keys], np.int64)[at]
    return numbers


def _mixed(table: Whole) -> NDArray[np.uint64]:
    """One number of 64 bits for each row: equal rows have equal ones."""
    mixed = np.zeros(len(table), np.uint64)
    for column in table.T:
        mixed ^= column.astype(np.uint64)
        # The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit moves every other.
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return mixed


def _bounds(incidents: Table) -> dict[str, Column]:
    """Low and high as distances from the retained figure: mostly nothing."""
    low, retained, high = (incidents[name] for name in ("low", "retained", "high"))
    kept = retained >= 0
    below = np.where(kept, retained - low, low)
    above = high - np.where(kept, retained, np.maximum(low, 0))
    return {
        "low": np.where(low >= 0, 1 + below, 0),
        "high": np.where(high >= 0, 1 + above, 0),
    }


def _ids(codes: NDArray[np.uint64], days: Column) -> dict[str, Column]:
    """The first id of a day, then the distance from one to the next."""
    distances = codes.copy()
    distances[1:] -= np.where(days[1:] == days[:-1], codes[:-1], np.uint64(0))
    return {"id_hi": distances >> np.uint64(30), "id_lo": distances & LOW}


def _between(rows: Whole, start: int, stop: int) -> list[int]:
    """Those of some rows, in order, that lie from `start` on and before `stop`."""
    first, end = np.searchsorted(rows, [start, stop])
    found: list[int] = rows[first:end].tolist()
    return found


def _distances(rows: list[int], start: int) -> Whole:
    places = np.array([start, *rows], np.int64)
    return places[1:] - places[:-1]


def _code(public_id: str) -> int:
    code = 0
    for letter in public_id[3:]:
        code = code << 5 | CROCKFORD.index(letter)
    return code
