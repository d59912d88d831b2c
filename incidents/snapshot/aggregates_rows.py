"""Which rows of a label's columns fulfil the filters: each condition as a mask of its own.

The conditions are those of `incidents.filters.conditions`, dimension by dimension; tests hold
both against each other and against plain Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

import numpy as np

from incidents.filters import Filters
from incidents.filters.conditions import AUTHORS
from incidents.filters.kinds import NONE
from incidents.snapshot.aggregates_shapes import Reach, shapes
from incidents.snapshot.columns import OF_PLACE, Block, Columns, Mask, Whole, bits

FILTER_OF = {
    "kind": "kind",
    "sub_kind": "sub_kind",
    "dataset": "dataset",
    "certainty": "certainty",
    "deaths_state": "fatalities",
    "contested": "contested",
}
"""Columns of a combination, and the filter that asks for each."""
LISTED = {"source": "sources", "tag": "tags"}
Settle = Callable[[str, Whole], Whole]
"""Asked of a filter and of places of rows in the label: those of them that fulfil it."""


class Question:
    """The filters in the numbers of one label."""

    def __init__(
        self, filters: Filters, columns: Columns, *, kept: Mask | None, settle: Settle
    ) -> None:
        self.filters = filters
        self.columns = columns
        self.kept = kept
        self.settle = settle
        self.profiles = {
            asked: self._profile(name, getattr(filters, asked))
            for name, asked in FILTER_OF.items()
            if getattr(filters, asked)
        }
        self.shapes = shapes(filters, columns.places)

    def numbers(self, dictionary: str, keys: Iterable[str]) -> Whole:
        """For each number of a dictionary or vocabulary: is it one of these keys?"""
        wanted = set(keys)
        return np.array([key in wanted for key in self.columns.keys[dictionary]], np.bool_)

    def _profile(self, name: str, asked: Sequence[str]) -> Mask:
        column = self.columns.profiles[name]
        chosen = self.numbers(name, asked)
        if name != "contested":
            return chosen[column]
        bits = sum(1 << place for place in np.flatnonzero(chosen).tolist())
        found: Mask = (column & bits) != 0
        return found | (column == 0) if NONE in asked else found


class Chosen:
    """The rows of one block that fulfil a question, with or without one of its conditions.

    The block is already cut to the days that are asked for.
    """

    def __init__(self, question: Question, block: Block) -> None:
        self.question = question
        self.block = block
        self._rows: dict[tuple[str, bool], Mask | None] = {}
        self._within: dict[str, tuple[Mask | None, Whole | None]] = {}
        self._stands: dict[tuple[str, ...], Whole] = {}
        self.dimensions = {
            **{name: self._of_place(name) for name in OF_PLACE if self._asked(name)},
            **{name: self._of_list(name) for name in LISTED if self._asked(name)},
        }
        if self._asked("actor") or self._asked("role"):
            filters = question.filters
            self.dimensions["actor"] = self.involved(filters.actor, filters.role)
        self.always = self._always()

    def rows(self, without: str = "", *, profiles: bool = True) -> Mask | None:
        """Rows that fulfil all but one condition; None: all rows. `profiles` False: but those."""
        known = without in self.dimensions or (profiles and without in self.question.profiles)
        name = (without if known else "", profiles)
        if name not in self._rows:
            masks = [mask for one, mask in self.dimensions.items() if one != without]
            masks += [] if self.always is None else [self.always]
            if profiles and (of := self.profiles(without)) is not None:
                masks.append(of[self.block.profile])
            self._rows[name] = reduce(np.logical_and, masks) if masks else None
        return self._rows[name]

    def profiles(self, without: str) -> Mask | None:
        """Combinations that fulfil all conditions on them but one; None: all."""
        masks = [mask for one, mask in self.question.profiles.items() if one != without]
        return reduce(np.logical_and, masks) if masks else None

    def involved(self, actors: Sequence[str], roles: Sequence[str]) -> Mask:
        """Who was involved: one and the same participation has the actor and the role."""
        block, given = self.block, [role for role in roles if role != NONE]
        nobody: Mask = block.roles == 0
        if not actors:
            found: Mask = (block.roles & self._bits(given)) != 0
            return found | nobody if NONE in roles else found
        found = np.zeros(block.rows, np.bool_)
        if given or not roles:
            if set(actors) != {NONE}:
                found = (self._stood(actors) & self._bits(given or self._every_role())) != 0
            if NONE in actors:
                found |= (block.named & self._bits(given or AUTHORS)) == 0
        return found | nobody if NONE in actors and NONE in roles else found

    def within(self, name: str, without: str) -> Whole | None:
        """Places of a list's entries whose rows fulfil all but one condition; None: all."""
        rows = self.rows(without)
        known = self._within.get(name)
        if known is None or known[0] is not rows:
            self._within[name] = known = (rows, self.block.lists[name].within(rows))
        return known[1]

    def _stood(self, actors: Sequence[str]) -> Whole:
        """Bits of the roles in which one of these actors stands."""
        if tuple(actors) not in self._stands:
            parties = self.block.lists["parties"]
            wanted = np.concatenate([[False], self.question.numbers("actor", actors)])
            chosen = wanted[parties.columns["actor"]]
            if self.question.filters.actor_exact:
                chosen &= parties.columns["via"] == 0
            found = bits(parties, np.flatnonzero(chosen), self.block.rows)
            self._stands[tuple(actors)] = found
        return self._stands[tuple(actors)]

    def _every_role(self) -> Sequence[str]:
        return [str(role) for role in self.question.columns.keys["role"]]

    def _asked(self, name: str) -> bool:
        return bool(getattr(self.question.filters, name))

    def _bits(self, roles: Sequence[str]) -> int:
        places = np.flatnonzero(self.question.numbers("role", roles))
        return int(sum(1 << place for place in places.tolist()))

    def _of_place(self, name: str) -> Mask:
        asked = getattr(self.question.filters, name)
        places = self.question.columns.places[name]
        numbers = self.question.numbers(name, asked)
        if name.startswith("admin"):
            numbers = np.concatenate([[False], numbers])
        found = self._at_places(numbers[places])
        return found | self.block.without[name] if NONE in asked else found

    def _at_places(self, chosen: Mask) -> Mask:
        sites = self.block.lists["sites"]
        return sites.any(chosen[sites.columns["place"]], self.block.rows)

    def _of_list(self, name: str) -> Mask:
        asked = getattr(self.question.filters, name)
        entries = self.block.lists[LISTED[name]]
        chosen = self.question.numbers(name, asked)
        found = entries.any(chosen[entries.columns[name]], self.block.rows)
        return found | self.block.without[name] if NONE in asked else found

    def _always(self) -> Mask | None:
        """Conditions that hold for every facet too: they are no dimensions of the rail."""
        filters, block = self.question.filters, self.block
        masks: list[Mask] = []
        if self.question.kept is not None:
            masks.append(self.question.kept if block.at is None else self.question.kept[block.at])
        if filters.fatalities_min is not None:
            masks.append(block.figure >= filters.fatalities_min)
        if filters.fatalities_max is not None:
            masks.append((block.figure >= 0) & (block.figure <= filters.fatalities_max))
        for name, reach in self.question.shapes.items():
            masks.append(self._reached(name, reach, masks))
        return reduce(np.logical_and, masks) if masks else None

    def _reached(self, name: str, reach: Reach, masks: Sequence[Mask]) -> Mask:
        sure = self._at_places(reach.sure)
        doubtful = self._at_places(reach.possible & ~reach.sure) & ~sure
        doubtful = reduce(np.logical_and, masks, doubtful)
        rows = np.flatnonzero(doubtful)
        if len(rows):
            at = self.block.at
            settled = self.question.settle(name, rows if at is None else at[rows])
            places = settled if at is None else np.searchsorted(at, settled)
            sure = sure.copy()
            sure[places] = True
        return sure
