"""What a page shows of the record before its scripts run: sums, bars, and where incidents lie.

All of it comes from the columns that a reader may have (`at_hand`), as the API's sums do; where
they are not the record as it stands there is no glance, and the page does without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from incidents.filters import Filters, known
from incidents.readers.aggregates import Bar, Totals
from incidents.snapshot.aggregates import FromColumns
from incidents.snapshot.columns import Block, Columns, Whole, firsts
from incidents.snapshot.columns_at_hand import AtHand, Moved, at_hand
from incidents.values import SYNTHETIC
from incidents.values.snapshot import DEGREE, EPOCH


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the map: the world is a square of side 1, y downwards (Web Mercator)."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One incident at one of its places; `deaths` is -1 where no figure is retained."""

    x: float
    y: float
    kind: str
    deaths: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What lies in one square of the map: so many incidents, most of them of `kind`."""

    column: int
    row: int
    kind: str
    incidents: int


@dataclass(frozen=True, slots=True)
class Cells:
    """Of one level, see Glance.cells."""

    level: int
    found: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Monthly:
    """Columns of sums: `incidents` and `deaths` by month and kind, the others by month alone."""

    first: int
    """The first month, counted from January 1970."""
    months: int
    columns: Mapping[str, Whole]


class Glance:
    """The incidents of some filters; `asked` are those with the default period written out."""

    def __init__(self, filters: Filters, user: Any, columns: AtHand, *, all_time: bool) -> None:
        days = [day for held in columns.labels for day in _ends(held.columns)]
        self.first, self.newest = (EPOCH + timedelta(days=end) for end in (min(days), max(days)))
        self.asked = filters if all_time else _in_newest_year(filters, self.newest)
        self._known = known(filters, user)
        self._user = user
        self._columns = columns

    @property
    def synthetic(self) -> bool:
        """Whether the record holds incidents that a program drew."""
        return any(SYNTHETIC in held.columns.keys["dataset"] for held in self._columns.labels)

    @property
    def files(self) -> tuple[str, ...]:
        """What it is taken from: as long as it is called so, the same question has one answer."""
        return tuple(f"{held.label}/{held.name}" for held in self._columns.labels)

    @property
    def rows(self) -> int:
        return sum(held.columns.rows for held in self._columns.labels)

    @cached_property
    def kinds(self) -> list[str]:
        """Keys of the kinds in the order in which bars are stacked."""
        keys = [key for held in self._columns.labels for key in held.columns.keys["kind"]]
        return [key for key in dict.fromkeys(keys) if key]

    def totals(self) -> Totals:
        return self._within.totals()

    def timeline(self, unit: str) -> list[Bar]:
        """Bars of the whole record: the period never filters them."""
        return self._timeless.timeline(unit)

    def marks(self, box: Box, most: int) -> list[Mark] | None:
        """Each incident at each of its places in the box; None where there are more than `most`."""
        found: list[Mark] = []
        for columns, block, row, place in self._sites(self._within):
            x, y = _projected(columns)
            drawn = (x >= box.left) & (x <= box.right) & (y >= box.top) & (y <= box.bottom)
            here = drawn[place]
            if len(found) + int(here.sum()) > most:
                return None
            at, of = place[here], row[here]
            kind = columns.profiles["kind"][block.profile[of]]
            keys = columns.keys["kind"]
            entries = zip(x[at], y[at], kind, block.figure[of], strict=True)
            found += [Mark(float(a), float(b), str(keys[k]), int(d)) for a, b, k, d in entries]
        return found

    def cells(self, levels: range, box: Box, most: int) -> Cells:
        """The squares that hold an incident, as fine as `levels` allow for at most `most` of them.

        On level n the world has 2 ** n squares a side. An incident with several places in a
        square of the finest level counts once in it.
        """
        finest = max(levels)
        counts, left, top = self._counted(finest, box, 1 << (finest - min(levels)))
        for level in sorted(levels, reverse=True):
            if level < finest:
                counts = counts[::2] + counts[1::2]
                counts = counts[:, ::2] + counts[:, 1::2]
                left, top = left // 2, top // 2
            sums = counts.sum(axis=2)
            if np.count_nonzero(sums) <= most:
                break
        kinds = counts.argmax(axis=2)
        return Cells(
            level,
            [
                Cell(x + left, y + top, self.kinds[kinds[y, x]], int(sums[y, x]))
                for y, x in np.argwhere(sums).tolist()
            ],
        )

    def _counted(self, level: int, box: Box, step: int) -> tuple[NDArray[np.int64], int, int]:
        """Incidents by row, column and kind of the squares in a box, whose edges are multiples of
        `step`; and the column and row of the first."""
        side = 1 << level
        left, top = (int(edge * side) // step * step for edge in (box.left, box.top))
        right, bottom = ((int(edge * side) // step + 1) * step for edge in (box.right, box.bottom))
        across, down = right - left, bottom - top
        counts = np.zeros(across * down * len(self.kinds), np.int64)
        for columns, block, row, place in self._sites(self._within):
            x, y = _projected(columns)
            column, line = (x * side).astype(np.int64) - left, (y * side).astype(np.int64) - top
            inside = (column >= 0) & (column < across) & (line >= 0) & (line < down) & (x >= 0)
            cell = np.where(inside, line * across + column, -1)[place]
            here = cell >= 0
            if not block.lists["sites"].single:
                here &= firsts(row, cell)
            kind = self._numbers(columns)[columns.profiles["kind"][block.profile[row[here]]]]
            counts += np.bincount(cell[here] * len(self.kinds) + kind, minlength=counts.size)
        return counts.reshape(down, across, len(self.kinds)), left, top

    def monthly(self) -> Monthly:
        """Sums of every month of the record, whatever the period.

        Incidents linked as the same count once, as they do over all time.
        """
        first = _month(np.array([(self.first - EPOCH).days]))[0]
        months = int(_month(np.array([(self.newest - EPOCH).days]))[0] - first) + 1
        kinds = len(self.kinds)
        by_kind = {name: np.zeros(months * kinds, np.int64) for name in ("incidents", "deaths")}
        plain = {name: np.zeros(months, np.int64) for name in ("figured", "low", "high", "off_map")}
        for label, one, rows in self._timeless.counting():
            columns, block = label.held.columns, one.block
            of = slice(None) if rows is None else rows
            month = _month(block.day[of]) - first
            kind = self._numbers(columns)[columns.profiles["kind"][block.profile[of]]]
            some = block.figure[of] >= 0
            weights = {
                "figured": some,
                "low": block.low[of] * some,
                "high": block.high[of] * some,
                "off_map": ~block.mapped[of],
            }
            for name, weight in weights.items():
                plain[name] += _summed(month, weight, months)
            cell = month * kinds + kind
            by_kind["incidents"] += np.bincount(cell, minlength=months * kinds)
            by_kind["deaths"] += _summed(cell, block.figure[of] * some, months * kinds)
        return Monthly(int(first), months, by_kind | plain)

    def cells_by_month(self, level: int, box: Box) -> tuple[Cells, Whole, Whole]:
        """The squares of a level over all time; and where there are incidents, a number for each
        square and month (place of the square × months + month) and how many they are."""
        side = 1 << level
        first = int(_month(np.array([(self.first - EPOCH).days]))[0])
        months = int(_month(np.array([(self.newest - EPOCH).days]))[0]) - first + 1
        codes, kinds = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for columns, block, row, place in self._sites(self._timeless):
            x, y = _projected(columns)
            seen = (x >= box.left) & (x <= box.right) & (y >= box.top) & (y <= box.bottom)
            square = np.where(seen, (y * side).astype(np.int64) * side + (x * side), -1)[place]
            square = square.astype(np.int64)
            here = square >= 0
            if not block.lists["sites"].single:
                here &= firsts(row, square)
            codes.append(square[here] * months + _month(block.day[row[here]]) - first)
            kinds.append(self._numbers(columns)[columns.profiles["kind"][block.profile[row[here]]]])
        code, counts = np.unique(np.concatenate(codes), return_counts=True)
        squares = np.unique(code // months)
        by_kind = np.bincount(
            np.searchsorted(squares, np.concatenate(codes) // months) * len(self.kinds)
            + np.concatenate(kinds),
            minlength=len(squares) * len(self.kinds),
        ).reshape(len(squares), len(self.kinds))
        found = [
            Cell(square % side, square // side, self.kinds[kind], total)
            for square, kind, total in zip(
                squares.tolist(),
                by_kind.argmax(axis=1).tolist(),
                by_kind.sum(axis=1).tolist(),
                strict=True,
            )
        ]
        code = np.searchsorted(squares, code // months) * months + code % months
        return Cells(level, found), code, counts

    @cached_property
    def _timeless(self) -> FromColumns:
        asked = replace(self.asked, after=None, before=None)
        return FromColumns(asked, self._user, self._known, self._columns)

    @cached_property
    def _within(self) -> FromColumns:
        return FromColumns(self.asked, self._user, self._known, self._columns)

    def _sites(self, among: FromColumns) -> Iterator[tuple[Columns, Block, Whole, Whole]]:
        """Of the places of all incidents that match: the row and the number of each."""
        for label in among.labels:
            for one in label.chosen:
                sites = one.block.lists["sites"]
                at = sites.within(one.rows())
                row, place = sites.row, sites.columns["place"]
                yield (
                    label.held.columns,
                    one.block,
                    row if at is None else row[at],
                    place if at is None else place[at],
                )

    def _numbers(self, columns: Columns) -> NDArray[np.int64]:
        """Of each number of a kind in one label: its place among `kinds`."""
        order = {key: place for place, key in enumerate(self.kinds)}
        return np.array([order.get(key or "", 0) for key in columns.keys["kind"]], np.int64)


def glance(filters: Filters, user: Any, *, all_time: bool) -> Glance | None:
    """None where nothing is published, or where the columns are not the record as it stands.

    `all_time`: without days in the filters, all days are meant, not the newest year. One
    statement, and one or two for keys that filters name. Raises Refused for keys that are not
    known to this reader.
    """
    columns = at_hand(user)
    if columns is None or not any(held.columns.rows for held in columns.labels):
        return None
    whole = all_time or filters.after is not None or filters.before is not None
    try:
        return Glance(filters, user, columns, all_time=whole)
    except Moved:
        return None


def _ends(columns: Columns) -> Sequence[int]:
    days = [block.day for block in columns.blocks if block.rows]
    return [int(day[end]) for day in days for end in (0, -1)]


def _month(day: Whole) -> NDArray[np.int64]:
    """Months since January 1970."""
    return day.astype("M8[D]").astype("M8[M]").astype(np.int64)


def _summed(at: Whole, weight: Whole, size: int) -> NDArray[np.int64]:
    return np.bincount(at, weight, minlength=size).astype(np.int64)


def _in_newest_year(filters: Filters, newest: date) -> Filters:
    year = newest.year
    return replace(filters, after=date(year, 1, 1), before=date(year + 1, 1, 1))


def _projected(columns: Columns) -> tuple[Whole, Whole]:
    """Where each place lies on the square of the world; -1 where no point may be drawn."""
    lon, lat = columns.places["lon"], columns.places["lat"]
    drawn = lon > 0
    x = (lon.astype(np.float64) - 1) / DEGREE / 360
    sine = np.sin(np.radians((lat.astype(np.float64) - 1) / DEGREE - 90))
    sine = np.clip(sine, -0.9999, 0.9999)
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    return np.where(drawn, x, -1.0), np.where(drawn, y, -1.0)
