"""The decoded columns of one label, laid out for counting. Pure: bytes in, arrays out.

Rows stand in two blocks: those that count for themselves, and those that are linked as the same
as another row. Both are sorted by start day, then by permanent id, as docs/snapshot.md has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from incidents.snapshot.layout import Frame

Whole = NDArray[Any]
Mask = NDArray[np.bool_]
OF_PLACE = ("country", "admin1", "admin2", "precision")
OF_PROFILE = ("kind", "sub_kind", "dataset", "certainty", "deaths_state", "contested")
LISTS = {
    "sites": ("place",),
    "parties": ("actor", "role", "via"),
    "sources": ("source",),
    "tags": ("tag",),
}
"""Columns that say how many entries a row has, and those of the entries."""
MOST_COMBINATIONS = 1 << 24
FEW = 200
"""Where rows are fewer than one in so many, their entries are looked up one by one."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one part brings: its columns, as narrow as they were sent."""

    first_day: int
    first: Mapping[str, Whole]
    rest: Mapping[str, Whole]


@dataclass(frozen=True, slots=True)
class Entries:
    """What belongs to rows, several to one; sorted by row."""

    row: Whole
    columns: Mapping[str, Whole]
    single: bool
    """Every row has exactly one entry: entry and row have the same place."""

    def any(self, chosen: Mask, rows: int) -> Mask:
        """Rows that have a chosen entry."""
        if self.single:
            return chosen
        found = np.zeros(rows, np.bool_)
        found[self.row[chosen]] = True
        return found

    def within(self, rows: Mask | None) -> Whole | None:
        """Places of the entries of these rows; None stands for all."""
        if rows is None:
            return None
        at = np.flatnonzero(rows)
        if self.single:
            return at
        if len(at) * FEW > len(rows):
            return np.flatnonzero(rows[self.row])
        first = np.searchsorted(self.row, at)
        counts = np.searchsorted(self.row, at, "right") - first
        return np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())

    def span(self, first: int, end: int) -> slice:
        """Where the entries of the rows from `first` to before `end` stand."""
        if self.single:
            return slice(first, end)
        return slice(*np.searchsorted(self.row, [first, end]).tolist())

    def cut(self, first: int, end: int) -> Entries:
        """The entries of these rows, whose places are counted from `first`."""
        span = self.span(first, end)
        columns = {name: column[span] for name, column in self.columns.items()}
        return Entries(self.row[span] - self.row.dtype.type(first), columns, self.single)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows with the numbers that filters and sums need."""

    rows: int
    at: Whole | None
    """Place of each row among all rows of the label; None: the same."""
    day: Whole
    """Days since 1970-01-01."""
    profile: Whole
    """Number of the row's combination in `Columns.profiles`."""
    figure: Whole
    """Retained deaths, 0 where someone says nobody was killed; -1 without a figure."""
    low: Whole
    high: Whole
    mapped: Mask
    roles: Whole
    """Bits of the roles in which somebody stands; 0: nobody is involved."""
    named: Whole
    """Bits of the roles in which an actor stands."""
    lists: Mapping[str, Entries]
    without: Mapping[str, Mask]
    """By dimension: rows that have no value in it."""
    plain: Mask | None
    """Sites that repeat nothing of an earlier site of their row; None: all."""
    odd: Mapping[str, Whole]
    """By dimension of places: further sites that repeat something else, but not this."""
    actor_first: Mask
    """Participations whose actor (not 0) did not stand before in their row."""
    group: Whole | None = None
    """Number of the group, in the block of linked rows."""
    ranked: Whole | None = None
    """Its rows by group and, within one, the one that counts first."""

    def between(self, after: int | None, before: int | None) -> Block:
        """The rows that start from one day on, and before another; both may be left open.

        Nearly all of it is seen in place: nothing is copied but what counts rows.
        """
        first = 0 if after is None else int(np.searchsorted(self.day, after))
        end = self.rows if before is None else int(np.searchsorted(self.day, before))
        end = max(first, end)
        if end - first == self.rows:
            return self
        rows = slice(first, end)
        sites, parties = (self.lists[name].span(first, end) for name in ("sites", "parties"))
        return replace(
            self,
            rows=end - first,
            at=np.arange(first, end, dtype=np.uint32) if self.at is None else self.at[rows],
            **{name: getattr(self, name)[rows] for name in BY_ROW},
            lists=_Cuts(self.lists, first, end),
            without={name: mask[rows] for name, mask in self.without.items()},
            plain=None if self.plain is None else self.plain[sites],
            odd={name: _inside(places, sites) for name, places in self.odd.items()},
            actor_first=self.actor_first[parties],
            group=None if self.group is None else self.group[rows],
            ranked=None if self.ranked is None else _inside(self.ranked, rows, ordered=False),
        )


BY_ROW = ("day", "profile", "figure", "low", "high", "mapped", "roles", "named")


class _Cuts(dict[str, Entries]):
    """The lists of some rows, each cut when it is asked for first."""

    def __init__(self, lists: Mapping[str, Entries], first: int, end: int) -> None:
        super().__init__()
        self.lists = lists
        self.first = first
        self.end = end

    def __missing__(self, name: str) -> Entries:
        self[name] = found = self.lists[name].cut(self.first, self.end)
        return found


def _inside(places: Whole, span: slice, *, ordered: bool = True) -> Whole:
    """Those of some places that are inside a span, counted from its start."""
    if ordered:
        inside: Whole = places[slice(*np.searchsorted(places, [span.start, span.stop]).tolist())]
    else:
        inside = places[(places >= span.start) & (places < span.stop)]
    found: Whole = inside - span.start
    return found


@dataclass(frozen=True, slots=True)
class Columns:
    """One label."""

    names: Mapping[str, Any]
    places: Mapping[str, Whole]
    profiles: Mapping[str, Whole]
    """By combination: its kind, sub-kind, data set, certainty, state of deaths, contested bits."""
    blocks: tuple[Block, ...]
    rows: int
    keys: Mapping[str, Sequence[str | None]]
    """Of each dictionary and vocabulary: its keys or words by number; None: blanked."""


def arranged(parts: Sequence[Part], places: Frame, names: Mapping[str, Any]) -> Columns:
    """The columns of a label from its parts, in order of time, and its dictionaries."""
    day = _end_to_end([_days(part) for part in parts]).astype(np.int32)
    of = {
        name: _end_to_end([part.first.get(name, part.rest.get(name)) for part in parts])
        for name in (*OF_PROFILE, "retained", "low", "high", *LISTS, *sum(LISTS.values(), ()))
    }
    profile, profiles = _combined({name: of[name] for name in OF_PROFILE})
    figure, low, high = _figures(of, names["enums"]["deaths_state"].index("none"))
    plain = {
        "day": day,
        "profile": profile,
        "figure": figure,
        "low": low,
        "high": high,
    }
    lists = {name: _entries(of[name], {one: of[one] for one in LISTS[name]}) for name in LISTS}
    row, group = _grouped(parts)
    build = _Building(plain, lists, places.columns)
    if not len(row):
        blocks: tuple[Block, ...] = (build.block(None),)
    else:
        linked = np.zeros(len(day), np.bool_)
        linked[row] = True
        rank = np.array([one["rank"] if one else 0 for one in names["dataset"]], np.int64)
        ranks = rank[profiles["dataset"][profile[row]]]
        blocks = (build.block(~linked), build.block(linked, group, np.lexsort((row, ranks, group))))
    return Columns(names, places.columns, profiles, blocks, len(day), _keys(names))


def firsts(row: Whole, value: Whole) -> Mask:
    """Entries whose value did not stand before in their row; `row` is sorted."""
    found = np.ones(len(row), np.bool_)
    for lag in range(1, len(row)):
        together = row[lag:] == row[:-lag]
        if not together.any():
            break
        found[lag:] &= ~(together & (value[lag:] == value[:-lag]))
    return found


def bits(parties: Entries, chosen: Whole, rows: int) -> Whole:
    """Of each row: in which roles the chosen participations stand, a bit for each."""
    found = np.zeros(rows, np.uint8)
    row, role = parties.row[chosen], parties.columns["role"][chosen]
    for place in range(int(role.max(initial=0)) + 1):
        found[row[role == place]] |= np.uint8(1 << place)
    return found


def codes(day_counts: Whole, ids: Mapping[str, Whole]) -> NDArray[np.uint64]:
    """Permanent ids as numbers of 60 bits, from the distances that are kept."""
    hi, lo = (ids[name].astype(np.uint64) for name in ("id_hi", "id_lo"))
    sums = np.cumsum((hi << np.uint64(30)) + lo, dtype=np.uint64)
    counts = day_counts.astype(np.intp)
    before = np.concatenate([np.zeros(1, np.uint64), sums])[np.cumsum(counts) - counts]
    found: NDArray[np.uint64] = sums - np.repeat(before, counts)
    return found


class _Building:
    """Cuts all rows of a label into blocks."""

    def __init__(
        self, plain: Mapping[str, Whole], lists: Mapping[str, Entries], places: Mapping[str, Whole]
    ) -> None:
        self.plain = plain
        self.lists = lists
        self.places = places

    def block(
        self, chosen: Mask | None, group: Whole | None = None, ranked: Whole | None = None
    ) -> Block:
        """The rows chosen; None: all."""
        at = None if chosen is None else np.flatnonzero(chosen).astype(np.uint32)
        plain = {name: column if at is None else column[at] for name, column in self.plain.items()}
        lists = {
            name: one if chosen is None else _cut(one, chosen) for name, one in self.lists.items()
        }
        rows = len(plain["day"])
        parties = lists["parties"]
        all_plain, odd = self._plain_sites(lists["sites"])
        return Block(
            rows=rows,
            at=at,
            **plain,
            mapped=self._at_places(lists["sites"], self.places["lon"] > 0, rows),
            roles=bits(parties, np.flatnonzero(parties.columns["via"] == 0), rows),
            named=bits(parties, np.flatnonzero(parties.columns["actor"]), rows),
            lists=lists,
            without=self._without(lists, rows),
            plain=all_plain,
            odd=odd,
            actor_first=firsts(parties.row, parties.columns["actor"])
            & (parties.columns["actor"] > 0),
            group=group,
            ranked=ranked,
        )

    def _at_places(self, sites: Entries, chosen: Mask, rows: int) -> Mask:
        return sites.any(chosen[sites.columns["place"]], rows)

    def _without(self, lists: Mapping[str, Entries], rows: int) -> dict[str, Mask]:
        empty = {
            name: ~one.any(np.ones(len(one.row), np.bool_), rows) for name, one in lists.items()
        }
        return {
            "country": empty["sites"],
            "precision": empty["sites"],
            **{
                name: ~self._at_places(lists["sites"], self.places[name] > 0, rows)
                for name in ("admin1", "admin2")
            },
            "source": empty["sources"],
            "tag": empty["tags"],
        }

    def _plain_sites(self, sites: Entries) -> tuple[Mask | None, dict[str, Whole]]:
        if sites.single:
            return None, {}
        place = sites.columns["place"]
        first = {name: firsts(sites.row, self.places[name][place]) for name in OF_PLACE}
        plain = np.logical_and.reduce(list(first.values()))
        odd = {name: np.flatnonzero(one & ~plain) for name, one in first.items()}
        return (None, {}) if plain.all() else (plain, odd)


def _keys(names: Mapping[str, Any]) -> dict[str, list[str | None]]:
    entries = {name: of for name, of in names.items() if name != "enums"}
    return {name: list(words) for name, words in names["enums"].items()} | {
        name: [one["key"] if isinstance(one, dict) else one for one in of]
        for name, of in entries.items()
    }


def _end_to_end(columns: Sequence[Any]) -> Whole:
    return np.concatenate(columns) if columns else np.zeros(0, np.uint8)


def _days(part: Part) -> Whole:
    counts = part.first["per_day"]
    return np.repeat(np.arange(len(counts), dtype=np.int32) + part.first_day, counts)


def _combined(columns: Mapping[str, Whole]) -> tuple[Whole, dict[str, Whole]]:
    """One number for each combination that occurs, and what each stands for."""
    sizes = [int(column.max(initial=0)) + 1 for column in columns.values()]
    code = np.zeros(len(next(iter(columns.values()))), np.int64)
    for size, column in zip(sizes, columns.values(), strict=True):
        code = code * size + column
    total = int(np.prod(np.array(sizes, np.float64)))
    seen: Whole
    numbers: Whole
    if total <= MOST_COMBINATIONS:
        there = np.zeros(total, np.bool_)
        there[code] = True
        seen = np.flatnonzero(there)
        numbers = np.cumsum(there, dtype=np.uint32)[code] - np.uint32(1)
    else:
        seen, numbers = np.unique(code, return_inverse=True)
    profile = numbers.astype(np.uint16 if len(seen) < 1 << 16 else np.uint32)
    profiles = {}
    for size, name in zip(reversed(sizes), reversed(list(columns)), strict=True):
        seen, profiles[name] = np.divmod(seen, size)
    return profile, profiles


def _figures(of: Mapping[str, Whole], nobody: int) -> tuple[Whole, Whole, Whole]:
    """Retained deaths, and low and high where there is such a figure; else -1, 0 and 0."""
    retained, below, above = (of[name].astype(np.int32) for name in ("retained", "low", "high"))
    kept = retained > 0
    figure = np.where(kept, retained - 1, np.where(of["deaths_state"] == nobody, 0, -1))
    some = figure >= 0
    distance = np.maximum(below - 1, 0)
    low = np.where(kept, figure - distance, distance)
    high = np.where(kept, figure, low * (above > 0)) + np.maximum(above - 1, 0)
    return figure.astype(np.int32), _narrow(low * some), _narrow(high * some)


def _narrow(column: Whole) -> Whole:
    least = np.min_scalar_type(int(column.max(initial=0)))
    return column.astype(least)


def _entries(counts: Whole, columns: Mapping[str, Whole]) -> Entries:
    row = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
    return Entries(row, columns, bool((counts == 1).all()))


def _cut(entries: Entries, chosen: Mask) -> Entries:
    """The entries of the chosen rows, whose places are counted anew."""
    here = chosen[entries.row]
    place = np.cumsum(chosen, dtype=np.uint32) - np.uint32(1)
    columns = {name: column[here] for name, column in entries.columns.items()}
    return Entries(place[entries.row[here]], columns, entries.single)


def _grouped(parts: Iterable[Part]) -> tuple[Whole, Whole]:
    """Rows that are linked as the same as another, and the number of the group of each."""
    rows, names, start = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)], 0
    for part in parts:
        rows.append(start + np.cumsum(part.rest["grouped"], dtype=np.int64))
        hi, lo = (part.rest[name].astype(np.uint64) for name in ("group_hi", "group_lo"))
        names.append((hi << np.uint64(30)) + lo)
        start += int(part.first["per_day"].sum())
    _, group = np.unique(np.concatenate(names), return_inverse=True)
    return np.concatenate(rows), group
