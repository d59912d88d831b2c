"""Counts, totals, timeline and facets of what filters ask for.

From the snapshot's columns, by NumPy, where they are the record as it stands for this reader;
else by SQL from the tables. Both answer alike: docs/decisions/aggregates-by-numpy.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from django.db.models import QuerySet

from incidents.filters import Filters, Known, conditions, known
from incidents.filters.kinds import NONE
from incidents.models import AdminUnit, Incident
from incidents.readers import aggregates as tables
from incidents.readers import incidents as listing
from incidents.readers.aggregates import Bar, Totals
from incidents.readers.facets import Facet, facets, in_order
from incidents.readers.incidents import Numbers
from incidents.readers.search import matching_ids
from incidents.snapshot.aggregates_facets import Counts, counted, facet_counts
from incidents.snapshot.aggregates_rows import Chosen, Question, Settle
from incidents.snapshot.columns import Block, Mask, Whole
from incidents.snapshot.columns_at_hand import AtHand, Held, Moved, at_hand
from incidents.snapshot.gather import codes_of, ids_of
from incidents.values.snapshot import EPOCH

BY_DAY = ("-start", "start")
IN_COLUMNS = ("kind", "sub_kind", "admin1", "admin2", "dataset", "actor", "tag")
"""Filters by key whose keys stand in columns only where a reader may know them. Those of sources
are looked up: protected ones have columns, and no key that anybody may ask for."""
MOST_NEAR = 2000
"""Incidents around a page that are named to the database one by one."""
MOST_DOUBTFUL = 2000
"""Incidents too close to an edge to say by the columns of which the tables are asked."""


class Sums(Protocol):
    """What is counted under some filters for some reader."""

    @property
    def found(self) -> QuerySet[Incident]:
        """The incidents themselves, as a query of the tables."""

    def around(self, page: Filters) -> QuerySet[Incident]:
        """The same, perhaps without what surely lies outside of a page."""

    def numbers(self) -> Numbers: ...
    def withheld(self) -> tuple[int, list[str]]: ...
    def totals(self) -> Totals: ...
    def timeline(self, unit: str) -> list[Bar]: ...
    def facets(self) -> list[Facet]: ...


def sums(filters: Filters, user: Any) -> Sums:
    """Where counts come from this time. One statement, and one or two for keys of filters that
    the reader's columns do not tell.

    Raises Refused for keys that are not known to this reader.
    """
    # Of the desk's columns none tells where an incident stands on its way to publication.
    columns = None if filters.status else at_hand(user)
    asked = None if columns and _all_known(columns, filters) else known(filters, user)
    if columns is not None:
        with suppress(Moved):
            return FromColumns(filters, user, asked, columns)
    return FromTables(filters, user, asked)


def _all_known(columns: AtHand, filters: Filters) -> bool:
    """Whether every key of the filters is in the reader's own columns: then it is known to them."""
    keys = [held.columns.keys for held in columns.labels]
    return not filters.source and all(
        any(key in one[name] for one in keys)
        for name in IN_COLUMNS
        for key in getattr(filters, name)
        if key != NONE
    )


class FromTables:
    """By SQL, whatever has just been written; `asked` is looked up when first needed."""

    def __init__(self, filters: Filters, user: Any, asked: Known | None) -> None:
        self.filters = filters
        self.user = user
        self._asked = asked

    @cached_property
    def asked(self) -> Known:
        return self._asked or known(self.filters, self.user)

    @cached_property
    def found(self) -> QuerySet[Incident]:
        return listing.find(self.filters, self.user, self.asked)

    def around(self, page: Filters) -> QuerySet[Incident]:
        return self.found

    def numbers(self) -> Numbers:
        return listing.count(self.found)

    def withheld(self) -> tuple[int, list[str]]:
        return listing.withheld(self.found)

    def totals(self) -> Totals:
        return tables.totals(self.found)

    def timeline(self, unit: str) -> list[Bar]:
        return tables.timeline(self.found, unit)

    def facets(self) -> list[Facet]:
        return facets(self.filters, self.user, self.asked)


class FromColumns(FromTables):
    """By NumPy. Raises Moved where the tables must be asked after all."""

    def __init__(self, filters: Filters, user: Any, asked: Known | None, columns: AtHand) -> None:
        super().__init__(filters, user, asked)
        matching = codes_of(np.array(matching_ids(filters.q, user), "S15")) if filters.q else None
        self.labels = [
            self._label(held, kept, matching)
            for held, kept in zip(columns.labels, columns.kept, strict=True)
        ]

    def around(self, page: Filters) -> QuerySet[Incident]:
        """By their ids, where few enough can stand on the page: no plan can then go wrong."""
        if page.order not in BY_DAY or all(not one.filtered for one in self.labels):
            return self.found
        day = listing.cursor_value(page)
        window = Window(page.order == "-start", None if day is None else (day - EPOCH).days)
        rows = [label.days() for label in self.labels]
        every = np.sort(np.concatenate([day for _, day in rows]))
        last = window.last(every, page.page_size)
        near = [
            (label, at[window.holds(day, last)])
            for label, (at, day) in zip(self.labels, rows, strict=True)
        ]
        if sum(len(at) for _, at in near) > MOST_NEAR:
            return self.found
        ids = [one for label, at in near if len(at) for one in ids_of(label.held.codes()[at])]
        return Incident.objects.visible_to(self.user).filter(public_id__in=ids)

    def numbers(self) -> Numbers:
        chosen = [(one.block, one.rows()) for label in self.labels for one in label.chosen]
        return Numbers(
            sum(counted(block, rows) for block, rows in chosen),
            sum(block.rows if rows is None else int(rows.sum()) for block, rows in chosen),
        )

    def withheld(self) -> tuple[int, list[str]]:
        kept: Counter[str] = Counter()
        for label in self.labels:
            for one in label.chosen:
                for entry, number in label.datasets(one, one.rows()):
                    if not entry["may_export"]:
                        kept[entry["key"]] += number
        return sum(kept.values()), sorted(kept)

    def totals(self) -> Totals:
        found, names = np.zeros(6, np.int64), set()
        for label, one, rows in self.counting():
            block = one.block
            some = block.figure >= 0
            some = some if rows is None else some & rows
            found += [
                block.rows if rows is None else np.count_nonzero(rows),
                np.count_nonzero(some),
                block.figure[some].sum(dtype=np.int64),
                block.low[some].sum(dtype=np.int64),
                block.high[some].sum(dtype=np.int64),
                np.count_nonzero(~block.mapped if rows is None else ~block.mapped & rows),
            ]
            names |= {entry["key"] for entry, _ in label.datasets(one, rows)}
        incidents, figured, deaths, low, high, unmapped = found.tolist()
        return Totals(incidents, figured, deaths, low, high, unmapped, tuple(sorted(names)))

    def timeline(self, unit: str) -> list[Bar]:
        bars: dict[tuple[date, str], list[int]] = {}
        for label, one, rows in self.counting():
            for start, kind, *numbers in label.bars(one, rows, unit):
                of = bars.setdefault((start, kind), [0, 0, 0])
                for place, number in enumerate(numbers):
                    of[place] += number
        return [Bar(start, kind, *numbers) for (start, kind), numbers in sorted(bars.items())]

    def facets(self) -> list[Facet]:
        counts: Counter[tuple[str, str]] = Counter()
        named: dict[tuple[str, str], tuple[Any, Any, Any]] = {}
        for label in self.labels:
            for one in label.chosen:
                counts.update(facet_counts(one))
            named |= label.named(counts)
        _complete(named)
        found = [
            Facet(dimension, key, *named.get((dimension, key), (None, None, None)), number)
            for (dimension, key), number in counts.items()
        ]
        return in_order(found)

    def _label(self, held: Held, kept: Mask | None, matching: Whole | None) -> _Label:
        if matching is not None:
            rows = held.rows_of(matching)
            found = np.zeros(held.columns.rows, np.bool_)
            found[rows] = True
            kept = found if kept is None else found & kept
        question = Question(self.filters, held.columns, kept=kept, settle=self._by(held))
        ends = (self.filters.after, self.filters.before)
        days = [None if end is None else (end - EPOCH).days for end in ends]
        blocks = [block.between(*days) for block in held.columns.blocks]
        return _Label(held, [Chosen(question, block) for block in blocks])

    def _by(self, held: Held) -> Settle:
        def settle(name: str, rows: Whole) -> Whole:
            if len(rows) > MOST_DOUBTFUL:
                raise Moved
            ids = ids_of(held.codes()[rows])
            inside = conditions(self.filters, self.asked)[name]
            found = Incident.objects.filter(public_id__in=ids).filter(inside)
            there = set(found.values_list("public_id", flat=True))
            return rows[[one in there for one in ids]]

        return settle

    def counting(self) -> Iterator[tuple[_Label, Chosen, Mask | None]]:
        """The rows that count: of those linked as the same, the first that matches."""
        for label in self.labels:
            for one in label.chosen:
                yield label, one, _first_of_each(one.block, one.rows())


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which rows of a page may start; beyond its ends nothing of it is found."""

    descending: bool
    start: int | None
    """Day of the cursor, on which rows before and after it may stand; None: the first page."""

    def last(self, every: Whole, size: int) -> int | None:
        """The day of the row after the page, out of sorted days; None: all rows may be on it."""
        if self.descending:
            end = len(every) if self.start is None else int(np.searchsorted(every, self.start))
            return int(every[end - size - 1]) if end > size else None
        begin = 0 if self.start is None else int(np.searchsorted(every, self.start, "right"))
        return int(every[begin + size]) if len(every) > begin + size else None

    def holds(self, day: Whole, last: int | None) -> Mask:
        ends = [(self.start, self.descending), (last, not self.descending)]
        found = np.ones(len(day), np.bool_)
        for end, upper in ends:
            if end is not None:
                found &= day <= end if upper else day >= end
        return found


@dataclass(frozen=True)
class _Label:
    held: Held
    chosen: list[Chosen]

    @property
    def filtered(self) -> bool:
        return any(one.rows() is not None for one in self.chosen)

    def days(self) -> tuple[Whole, Whole]:
        """Of each row that matches: its place in the label, and its day."""
        places, days = [], []
        for one in self.chosen:
            rows, block = one.rows(), one.block
            at = np.arange(block.rows) if rows is None else np.flatnonzero(rows)
            places.append(at if block.at is None else block.at[at])
            days.append(block.day[at])
        return np.concatenate(places), np.concatenate(days)

    def datasets(self, one: Chosen, rows: Mask | None) -> Iterator[tuple[dict[str, Any], int]]:
        columns = self.held.columns
        of = columns.profiles["dataset"]
        profile = one.block.profile if rows is None else one.block.profile[rows]
        counts = np.bincount(of, np.bincount(profile, minlength=len(of)))
        for place in np.flatnonzero(counts).tolist():
            yield columns.names["dataset"][place], int(counts[place])

    def bars(
        self, one: Chosen, rows: Mask | None, unit: str
    ) -> Iterator[tuple[date, str, int, int, int]]:
        """Of each bar and kind: incidents, those with a figure, and its sum."""
        block, columns = one.block, self.held.columns
        day, profile, figure = (
            column if rows is None else column[rows]
            for column in (block.day, block.profile, block.figure)
        )
        if not len(day):
            return
        first, last = int(day[0]), int(day[-1])
        starts, bar = np.unique(_starts(first, last, unit), return_inverse=True)
        kinds = len(columns.names["kind"])
        cell = (bar * kinds)[day - first] + columns.profiles["kind"][profile]
        some = figure >= 0
        numbers = np.bincount(cell)
        figured = np.bincount(cell[some], minlength=len(numbers))
        deaths = np.bincount(cell[some], figure[some], minlength=len(numbers))
        at = np.flatnonzero(numbers)
        days = [EPOCH + timedelta(days=day) for day in starts.tolist()]
        keys = [str(key) for key in columns.keys["kind"]]
        sums = zip(*(one[at].tolist() for one in (numbers, figured, deaths)), strict=True)
        for of, (count, with_figure, dead) in zip(at.tolist(), sums, strict=True):
            yield days[of // kinds], keys[of % kinds], count, with_figure, int(dead)

    def named(self, counts: Counts) -> dict[tuple[str, str], tuple[Any, Any, Any]]:
        """Names and parents of the keys that were counted."""
        columns, found = self.held.columns, {}
        for dimension in ("kind", "sub_kind", "admin1", "admin2", *OTHERS):
            for key, entry in zip(columns.keys[dimension], columns.names[dimension], strict=True):
                if key and (dimension, key) in counts:
                    parent = _parent(dimension, entry, columns.names)
                    found[dimension, key] = (entry["name_en"], entry["name_fr"], parent)
        return found


OTHERS = {"dataset": "", "actor": "type", "source": "kind", "tag": "vocabulary"}
"""Dimensions whose entries say their parent in words; a data set has none."""


def _parent(dimension: str, entry: dict[str, Any], names: Any) -> Any:
    if dimension in OTHERS:
        return entry[OTHERS[dimension]] if OTHERS[dimension] else None
    if dimension == "admin1":
        return names["country"][entry["country"]]
    number = entry.get("parent")
    above = {"sub_kind": "kind", "admin2": "admin1"}.get(dimension)
    return None if above is None or number is None else names[above][number]["key"]


def _complete(named: dict[tuple[str, str], tuple[Any, Any, Any]]) -> None:
    """Districts whose region no incident names: the dictionary does not know it."""
    left = [key for (of, key), (*_, parent) in named.items() if of == "admin2" and parent is None]
    if left:
        rows = AdminUnit.objects.filter(key__in=left).values_list("key", "parent__key")
        for key, parent in rows:
            named["admin2", key] = (*named["admin2", key][:2], parent)


def _first_of_each(block: Block, rows: Mask | None) -> Mask | None:
    if block.group is None or block.ranked is None:
        return rows
    ranked = block.ranked if rows is None else block.ranked[rows[block.ranked]]
    _, first = np.unique(block.group[ranked], return_index=True)
    found = np.zeros(block.rows, np.bool_)
    found[ranked[first]] = True
    return found


def _starts(first: int, last: int, unit: str) -> Whole:
    """For each day from `first` to `last`: the day on which its bar starts."""
    days = np.arange(first, last + 1)
    if unit == "week":
        return days - (days + 3) % 7  # 1970-01-01 was a Thursday
    if unit == "month":
        return days.astype("M8[D]").astype("M8[M]").astype("M8[D]").astype(np.int64)
    return days
