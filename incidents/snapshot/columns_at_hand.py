"""The columns that a process keeps to count with, while they are the record as it stands.

Of each label one state is kept, the newest that was asked for; about 75 bytes an incident. Only
parts that changed are read anew.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import brotli
import numpy as np
from numpy.typing import NDArray

from incidents.readers import snapshot as reader
from incidents.snapshot.coding import plain_first, plain_rest
from incidents.snapshot.columns import LISTS, OF_PROFILE, Columns, Mask, Part, arranged, codes
from incidents.snapshot.layout import Frame, LayoutError, read
from incidents.values import Label

COUNTED = ("first", "rest", "places", "names")
NAMED = (*COUNTED, "ids")
WANTED = {
    *("per_day", "retained", "low", "high", "grouped", "group_hi", "group_lo"),
    *(*OF_PROFILE, *LISTS, *sum(LISTS.values(), ())),
}
Codes = NDArray[np.uint64]


@dataclass
class Held:
    """A label's columns, under the name of the files that they come from."""

    label: Label
    name: str
    columns: Columns
    parts: Mapping[str, tuple[str, str]]
    """By part: the addresses of its `first` and its `rest`."""
    decoded: Mapping[tuple[str, str], Part]
    """By these addresses, to be used again when another part changes."""
    ids: dict[str, Codes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def codes(self) -> Codes:
        """The permanent ids of all rows as numbers; read when they are asked for first.

        Raises Moved where the files are no longer there.
        """
        with self._lock:
            if "all" not in self.ids:
                self.ids["all"] = self._read_codes()
            return self.ids["all"]

    def rows_of(self, wanted: Codes) -> NDArray[np.intp]:
        """Where these ids stand; those that are not here are left out."""
        every = self.codes()
        with self._lock:
            if "order" not in self.ids:
                self.ids["order"] = np.argsort(every).astype(np.uint64)
            order: NDArray[np.intp] = self.ids["order"].astype(np.intp)
        if not len(every):
            return order
        at = np.minimum(np.searchsorted(every, wanted, sorter=order), len(every) - 1)
        rows = order[at]
        found: NDArray[np.intp] = rows[every[rows] == wanted]
        return found

    def _read_codes(self) -> Codes:
        rows = reader.contents(self.label, NAMED, read=("ids",))
        if reader.name_of(address for _, _, address, _ in rows) != self.name:
            raise Moved
        found = {part: content for section, part, _, content in rows if section == "ids"}
        parts = [
            codes(
                self.decoded[self.parts[part]].first["per_day"],
                _frame(found[part]).columns,
            )
            for part in sorted(found)
        ]
        return np.concatenate([np.zeros(0, np.uint64), *parts])


class Moved(Exception):
    """The files changed while they were read: the tables answer this time."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """The columns of all labels of a reader; `kept` leaves out rows that a later label replaces."""

    labels: tuple[Held, ...]
    kept: tuple[Mask | None, ...]


_held: dict[Label, Held] = {}
_overlaid: dict[tuple[str, ...], tuple[Mask | None, ...]] = {}
_lock = threading.Lock()
MOST_OVERLAID = 4


def at_hand(user: Any) -> AtHand | None:
    """What a reader's counts can be taken from; None where only the tables know the present."""
    names = reader.standing(user, NAMED)
    if Label.PUBLIC not in names:
        return None
    try:
        with _lock:
            labels = tuple(_current(label, names[label]) for label in Label if label in names)
            return AtHand(labels, _kept(labels))
    except (Moved, LayoutError, KeyError):  # of another moment, or written by an older version
        return None


def _current(label: Label, name: str) -> Held:
    held = _held.get(label)
    if held is None or held.name != name:
        held = _held[label] = _read(label, name, held.decoded if held else {})
    return held


def _read(label: Label, name: str, known: Mapping[tuple[str, str], Part]) -> Held:
    held = {address for pair in known for address in pair}
    found = reader.contents(label, NAMED, read=COUNTED, known=held)
    if reader.name_of(address for _, _, address, _ in found) != name:
        raise Moved
    contents = {(part, section): content for section, part, _, content in found}
    addresses = {(part, section): address for section, part, address, _ in found}
    parts = {
        part: (addresses[part, "first"], addresses[part, "rest"])
        for part, section in sorted(addresses)
        if section == "first"
    }
    decoded = {
        (first, rest): known.get((first, rest))
        or _decoded(
            contents[part, "first"] or reader.packed(first),
            contents[part, "rest"] or reader.packed(rest),
        )
        for part, (first, rest) in parts.items()
    }
    columns = arranged(
        [decoded[pair] for pair in parts.values()],
        _frame(contents["", "places"]),
        _frame(contents["", "names"]).text,
    )
    return Held(label, name, columns, parts, decoded)


def _decoded(first: bytes | None, rest: bytes | None) -> Part:
    """Raises Moved where one of them has just been taken away."""
    frames = _frame(first), _frame(rest)
    plain = plain_first(frames[0].columns)
    more = plain_rest(frames[1].columns, frames[1].head["tag_bits"], plain)
    wanted = (
        {name: column for name, column in columns.items() if name in WANTED}
        for columns in (plain, more)
    )
    return Part(frames[0].head["first_day"], *wanted)


def _frame(content: bytes | None) -> Frame:
    if not content:
        raise Moved
    return next(read(brotli.decompress(content)))


def _kept(labels: tuple[Held, ...]) -> tuple[Mask | None, ...]:
    """Rows of each label that no later label has again."""
    if sum(held.columns.rows > 0 for held in labels) < 2:
        return (None,) * len(labels)
    name = tuple(held.name for held in labels)
    if name not in _overlaid:
        while len(_overlaid) >= MOST_OVERLAID:
            del _overlaid[next(iter(_overlaid))]
        _overlaid[name] = tuple(_not_in(held, labels[n + 1 :]) for n, held in enumerate(labels))
    return _overlaid[name]


def _not_in(held: Held, later: tuple[Held, ...]) -> Mask | None:
    again = [rows for other in later if len(rows := held.rows_of(other.codes()))]
    if not again:
        return None
    kept = np.ones(held.columns.rows, np.bool_)
    kept[np.concatenate(again)] = False
    return kept
