"""Counts by value of every dimension of the rail, over the columns of one label.

Rows that are linked as the same count once for each value, as everywhere. A dimension never
filters itself; actor and role are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from incidents.filters.kinds import NONE
from incidents.readers.facets import ROLES
from incidents.snapshot.aggregates_rows import FILTER_OF, LISTED, Chosen
from incidents.snapshot.columns import OF_PLACE, Block, Mask, Whole, firsts

Counts = dict[tuple[str, str], int]
"""Incidents by dimension and key."""


def facet_counts(chosen: Chosen) -> Counts:
    """What each value would count in one block, under the other filters."""
    block = _Block(chosen)
    found: Counts = {}
    for dimension, counts in (
        *block.of_profiles(),
        *block.of_places(),
        *block.of_lists(),
        *block.of_actors(),
        *block.of_roles(),
    ):
        for key, number in counts.items():
            if number:
                found[dimension, key] = found.get((dimension, key), 0) + number
    return found


def counted(block: Block, rows: Mask | None) -> int:
    """How many incidents some rows are."""
    if block.group is None:
        return block.rows if rows is None else int(np.count_nonzero(rows))
    return len(np.unique(block.group if rows is None else block.group[rows]))


Dimension = tuple[str, Mapping[str, int]]
"""A dimension and its counts by key."""


class _Block:
    def __init__(self, chosen: Chosen) -> None:
        self.chosen = chosen
        self.block = chosen.block
        self.columns = chosen.question.columns
        self._places: dict[str, Whole] = {}

    def of_profiles(self) -> Iterator[Dimension]:
        """All dimensions that are one number of the row: by combination, then added up."""
        if self.block.group is not None:
            yield from self._linked_profiles()
            return
        rows = self.chosen.rows(profiles=False)
        profile = self.block.profile if rows is None else self.block.profile[rows]
        size = len(self.columns.profiles["kind"])
        by_profile = np.bincount(profile, minlength=size)
        for name, dimension in FILTER_OF.items():
            others = self.chosen.profiles(dimension)
            numbers = by_profile if others is None else by_profile * others
            values = self.columns.profiles[name]
            if name == "contested":
                points = self._contested(values)
                yield dimension, {word: int(numbers[at].sum()) for word, at in points}
                continue
            keys = self.columns.keys[name]
            yield dimension, _named(keys, np.bincount(values, numbers, minlength=len(keys)))

    def of_places(self) -> Iterator[Dimension]:
        for name in OF_PLACE:
            by_place = self.columns.places[name]
            keys = self.columns.keys[name]
            if name.startswith("admin"):
                keys = [None, *keys]
            counts = _named(keys, self._by_place(name, len(keys), by_place))
            yield name, {**counts, NONE: self._number(name, self.block.without[name])}

    def of_lists(self) -> Iterator[Dimension]:
        for dimension, name in LISTED.items():
            entries = self.block.lists[name]
            keys = self.columns.keys[dimension]
            chosen = self.chosen.within(name, dimension)
            counts = self._distinct(entries.row, entries.columns[dimension], chosen, len(keys))
            none = self._number(dimension, self.block.without[dimension])
            yield dimension, {**_named(keys, counts), NONE: none}

    def of_actors(self) -> Iterator[Dimension]:
        filters = self.chosen.question.filters
        given = [role for role in filters.role if role != NONE]
        nobody = self.chosen.involved((NONE,), filters.role)
        yield "actor", {NONE: self._number("actor", nobody)}
        if filters.role and not given:
            return
        parties = self.block.lists["parties"]
        keys = [None, *self.columns.keys["actor"]]
        actor, within = parties.columns["actor"], self.chosen.within("parties", "actor")
        if not given and not filters.actor_exact:
            first = self.block.actor_first
            stands = np.flatnonzero(first) if within is None else within[first[within]]
            yield "actor", _named(keys, self._distinct(parties.row, actor, stands, len(keys)))
            return
        stands = np.flatnonzero(actor) if within is None else within[actor[within] > 0]
        if given:
            roles = self.chosen.question.numbers("role", given)
            stands = stands[roles[parties.columns["role"][stands]]]
        if filters.actor_exact:
            stands = stands[parties.columns["via"][stands] == 0]
        stands = stands[firsts(parties.row[stands], actor[stands])]
        yield "actor", _named(keys, self._distinct(parties.row, actor, stands, len(keys)))

    def of_roles(self) -> Iterator[Dimension]:
        filters = self.chosen.question.filters
        if filters.actor:
            for role in ROLES:
                rows = self.chosen.involved(filters.actor, (role,))
                yield "role", {role: self._number("actor", rows)}
            return
        roles, rows_or_all = self.block.roles, self.chosen.rows("actor")
        keys = self.columns.keys["role"]
        if self.block.group is not None:
            counts = {
                str(key): self._number("actor", (roles >> place & 1).astype(np.bool_))
                for place, key in enumerate(keys)
            }
            yield "role", {**counts, NONE: self._number("actor", roles == 0)}
            return
        numbers = np.bincount(roles if rows_or_all is None else roles[rows_or_all], minlength=1)
        patterns = np.arange(len(numbers))
        by_role = {
            str(key): int(numbers[(patterns >> place & 1) == 1].sum())
            for place, key in enumerate(keys)
        }
        yield "role", {**by_role, NONE: int(numbers[0])}

    def _linked_profiles(self) -> Iterator[Dimension]:
        block = self.block
        for name, dimension in FILTER_OF.items():
            values = self.columns.profiles[name][block.profile]
            if name == "contested":
                points = self._contested(values)
                yield dimension, {word: self._number(dimension, at) for word, at in points}
                continue
            keys = self.columns.keys[name]
            every = np.arange(block.rows)
            rows = self.chosen.rows(dimension)
            some = every if rows is None else every[rows]
            counts = self._distinct(every, values, some, len(keys))
            yield dimension, _named(keys, counts)

    def _contested(self, values: Whole) -> Iterator[tuple[str, Mask]]:
        for place, word in enumerate(self.columns.names["enums"]["contested"]):
            yield word, (values >> place & 1).astype(np.bool_)
        yield NONE, values == 0

    def _by_place(self, name: str, size: int, by_place: Whole) -> Whole:
        """Each value of a row once: most sites are alone, or repeat nothing of another."""
        sites, plain = self.block.lists["sites"], self.block.plain
        place, within = sites.columns["place"], self.chosen.within("sites", name)
        if self.block.group is not None:
            values = by_place[place]
            first = np.flatnonzero(firsts(sites.row, values))
            chosen = first if within is None else np.intersect1d(first, within)
            return self._distinct(sites.row, values, chosen, size)
        key = name if name in self.chosen.dimensions else ""
        if key not in self._places:
            numbers = place if within is None else place[within]
            if plain is not None:
                numbers = numbers[plain if within is None else plain[within]]
            self._places[key] = np.bincount(numbers, minlength=len(by_place))
        counts = np.bincount(by_place, self._places[key], minlength=size)
        if plain is None:
            return counts
        odd, rows = self.block.odd[name], self.chosen.rows(name)
        if rows is not None:
            odd = odd[rows[sites.row[odd]]]
        return counts + np.bincount(by_place[place[odd]], minlength=size)

    def _number(self, dimension: str, rows: Mask) -> int:
        others = self.chosen.rows(dimension)
        return counted(self.block, rows if others is None else rows & others)

    def _distinct(self, row: Whole, value: Whole, chosen: Whole | None, size: int) -> Whole:
        """Pairs of incident and value, counted by value; a row has each value once."""
        if chosen is not None:
            row, value = row[chosen], value[chosen]
        if self.block.group is None:
            return np.bincount(value, minlength=size)
        pairs = np.unique(self.block.group[row].astype(np.int64) * size + value)
        return np.bincount(pairs % size, minlength=size)


def _named(keys: Sequence[str | None], counts: Whole) -> dict[str, int]:
    return {key: int(counts[at]) for at in np.flatnonzero(counts).tolist() if (key := keys[at])}
