"""The snapshot taken apart by the reader that docs/snapshot.md prints, as any client would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import brotli
import numpy as np

from incidents.readers import snapshot as reader
from incidents.serializers.snapshot import manifest

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "snapshot.md"
EPOCH = date(1970, 1, 1)
SECTIONS = ("first", "rest", "ids", "titles")


def printed_reader() -> SimpleNamespace:
    """The code under "A reader in thirty lines"."""
    text = DOCUMENT.read_text().split("## A reader in thirty lines")[1]
    names: dict[str, Any] = {}
    code = re.findall(r"```python\n(.*?)```", text, re.DOTALL)[0]
    exec(code, names)
    return SimpleNamespace(**names)


READER = printed_reader()


def content_of(file: dict[str, Any]) -> bytes:
    packed = reader.packed(file["address"])
    assert packed is not None
    content: bytes = brotli.decompress(packed)
    assert len(content) == file["bytes"]
    return content


def taken_apart(user: Any, *, bundled: bool = True) -> list[dict[str, Any]]:
    """Each incident that the user sees as one dictionary, by day and id; later labels win."""
    rows: dict[str, dict[str, Any]] = {}
    for label in manifest(reader.files(user))["labels"]:
        rows |= {row["id"]: row for row in _rows(label, bundled=bundled)}
    return sorted(rows.values(), key=lambda row: (row["start"], row["id"]))


def names_of(user: Any) -> dict[str, dict[str, Any]]:
    """The dictionary `names` of each label."""
    labels = manifest(reader.files(user))["labels"]
    return {one["label"]: _text(one["dictionaries"]["names"]) for one in labels}


def _text(file: dict[str, Any]) -> Any:
    return next(READER.frames(content_of(file)))[2]


def _rows(label: dict[str, Any], *, bundled: bool) -> Iterator[dict[str, Any]]:
    known = Known(label["dictionaries"])
    sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    files: list[tuple[str, Any]] = (
        [(one["section"], one) for one in label["bundles"]]
        if bundled
        else [item for part in label["parts"] for item in part["sections"].items()]
    )
    for section, file in files:
        sections[section].extend(READER.frames(content_of(file)))
    for same in zip(*sections.values(), strict=True):
        assert len({frame[0]["part"] for frame in same}) == 1
        yield from Part(known, *same).rows()


class Known:
    """Dictionaries of one label."""

    def __init__(self, files: dict[str, Any]) -> None:
        self.names = _text(files["names"])
        self.place_names = _text(files["place_names"])
        _, self.places, _ = next(READER.frames(content_of(files["places"])))

    def word(self, enum: str, number: int) -> str:
        return str(self.names["enums"][enum][number])

    def key(self, dictionary: str, number: int) -> str:
        return str(self.names[dictionary][number]["key"])

    def place(self, number: int) -> dict[str, Any]:
        of = {name: int(values[number]) for name, values in self.places.items()}
        assert of["live"] == 1
        name = self.place_names[number]
        return {
            "country": self.names["country"][of["country"]],
            "admin1": self.key("admin1", of["admin1"] - 1) if of["admin1"] else None,
            "admin2": self.key("admin2", of["admin2"] - 1) if of["admin2"] else None,
            "point": (of["lat"] - 1 - 90e7, of["lon"] - 1 - 180e7) if of["lon"] else None,
            "precision": self.word("precision", of["precision"]),
            "radius": (of["radius"] - 1) / 100 if of["radius"] else None,
            "place": tuple(name) if name else None,
        }


class Part:
    def __init__(self, known: Known, first: Any, rest: Any, ids: Any, titles: Any) -> None:
        self.known = known
        self.head, coded, _ = first
        self.first = _first(coded)
        self.rest = _rest(rest[0], rest[1], self.first)
        self.days = READER.days(self.head, self.first)
        self.ids = READER.ids(ids[1], self.days)
        rows = accumulate(titles[1]["row"].tolist())
        self.titles = dict(zip(rows, titles[2] or [], strict=True))
        grouped = accumulate(self.rest["grouped"].tolist())
        names = (self.rest["group_hi"] << 30) + self.rest["group_lo"]
        self.groups = dict(zip(grouped, names.tolist(), strict=True))

    def rows(self) -> Iterator[dict[str, Any]]:
        lists = {
            name: self._cuts(counts, columns)
            for name, (counts, columns) in {
                "sites": (self.first["sites"], [self.first["place"]]),
                "sources": (self.rest["sources"], [self.rest["source"]]),
                "tags": (self.rest["tags"], [self.rest["tag"]]),
            }.items()
        } | {"people": self.rest["people"]}
        for row in range(self.head["rows"]):
            yield self._row(row, {name: cuts[row] for name, cuts in lists.items()})

    def _cuts(self, counts: Any, columns: list[Any]) -> list[list[tuple[int, ...]]]:
        ends = list(accumulate(counts.tolist()))
        entries = list(zip(*(column.tolist() for column in columns), strict=True))
        return [
            entries[end - count : end] for end, count in zip(ends, counts.tolist(), strict=True)
        ]

    def _row(self, row: int, lists: dict[str, list[tuple[int, ...]]]) -> dict[str, Any]:
        known = self.known
        of = {name: int(self.rest[name][row]) for name in PLAIN}
        start = EPOCH + timedelta(days=int(self.days[row]))
        return {
            "id": self.ids[row],
            "title": self.titles.get(row),
            "group": self.groups.get(row),
            "start": start.isoformat(),
            "end": (start + timedelta(days=of["span"])).isoformat(),
            "date_precision": known.word("date_precision", of["date_precision"]),
            "kind": known.key("kind", self.first["kind"][row]),
            "sub_kind": known.key("sub_kind", self.first["sub_kind"][row]),
            "certainty": known.word("certainty", of["certainty"]),
            "contested": {
                word
                for bit, word in enumerate(known.names["enums"]["contested"])
                if of["contested"] >> bit & 1
            },
            "dataset": known.key("dataset", of["dataset"]),
            "deaths": self._deaths(row, of),
            "sites": [known.place(place) for (place,) in lists["sites"]],
            "people": [
                (known.key("actor", actor - 1) if actor else None, known.word("role", role))
                for actor, role, _attribution, via in lists["people"]
                if not via
            ],
            "via": {
                known.key("actor", actor - 1) for actor, _role, _, via in lists["people"] if via
            },
            "sources": {known.key("source", source) for (source,) in lists["sources"]},
            "tags": {known.key("tag", tag) for (tag,) in lists["tags"]},
        }

    def _deaths(self, row: int, of: dict[str, int]) -> tuple[Any, ...]:
        kept = int(self.first["retained"][row]) - 1
        low = None
        if of["low"]:
            low = kept - (of["low"] - 1) if kept >= 0 else of["low"] - 1
        high = None
        if of["high"]:
            high = of["high"] - 1 + (kept if kept >= 0 else low or 0)
        state = self.known.word("deaths_state", int(self.first["deaths_state"][row]))
        return state, low, kept if kept >= 0 else None, high


def _first(coded: dict[str, Any]) -> dict[str, Any]:
    """Of each row, and of each site: what stands there."""
    pairs = [number // 8 for number in coded["pair_state"].tolist()]
    states = [number % 8 for number in coded["pair_state"].tolist()]
    return {
        "per_day": coded["per_day"],
        "kind": [int(coded["pair_kind"][pair]) for pair in pairs],
        "sub_kind": [int(coded["pair_sub_kind"][pair]) for pair in pairs],
        "deaths_state": states,
        "retained": _in_rows(coded["retained"], states),
        "sites": coded["sites"],
        "place": coded["place"],
    }


def _rest(head: dict[str, Any], coded: dict[str, Any], first: dict[str, Any]) -> dict[str, Any]:
    counts = coded["counts"].tolist()
    tags = 2 ** head["tag_bits"]
    return {
        **coded,
        "span": _in_rows(coded["span"], coded["date_precision"].tolist()),
        "certainty": [number % 4 for number in counts],
        "tags": np.array([number // 4 % tags for number in counts]),
        "sources": np.array([number // 4 // tags for number in counts]),
        **{name: _in_rows(coded[name], first["deaths_state"]) for name in BY_STATE},
        "people": _in_rows(_companies(coded), _foremost(first)),
    }


def _companies(coded: dict[str, Any]) -> list[Any]:
    """The participations of each row, in the order in which they are written."""
    entries = [
        (actor, stance % 8, stance // 8 % 8, stance // 64)
        for actor, stance in zip(coded["actor"].tolist(), coded["stance"].tolist(), strict=True)
    ]
    ends = list(accumulate(coded["parties"].tolist()))
    listed = [entries[start:end] for start, end in pairwise([0, *ends])]
    fresh = iter(listed)
    return [listed[number - 1] if number else next(fresh) for number in coded["company"].tolist()]


def _foremost(first: dict[str, Any]) -> list[tuple[int, int]]:
    starts = [0, *accumulate(first["sites"].tolist())]
    places = [int(first["place"][start]) if end > start else 0 for start, end in pairwise(starts)]
    return list(zip(first["kind"], places, strict=True))


def _in_rows(values: Any, keys: list[Any]) -> list[Any]:
    """What is written in the order of some keys, row by row."""
    found = [None] * len(keys)
    order = sorted(range(len(keys)), key=lambda row: keys[row])
    for row, value in zip(order, values, strict=True):
        found[row] = value
    return found


BY_STATE = ("contested", "low", "high")
PLAIN = (
    *("span", "date_precision", "certainty", "dataset", "contested"),
    *("low", "high"),
)
