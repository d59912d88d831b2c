"""The snapshot taken apart by the reader that docs/snapshot.md prints, as any client would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import brotli

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
        self.head, self.first, _ = first
        self.rest = rest[1]
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
                "people": (
                    self.rest["parties"],
                    [self.rest[name] for name in ("actor", "role", "attribution", "via")],
                ),
                "sources": (self.rest["sources"], [self.rest["source"]]),
                "tags": (self.rest["tags"], [self.rest["tag"]]),
            }.items()
        }
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
            "sub_kind": known.key("sub_kind", of["sub_kind"]),
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


PLAIN = (
    *("span", "date_precision", "certainty", "sub_kind", "dataset", "contested"),
    *("low", "high"),
)
