"""What a data set calls a party, and who that is: an actor of ours, or nobody that may be one."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


class Treatment(enum.StrEnum):
    ACTOR = "actor"
    COMMUNITY = "community"
    """A people or local community: the literal stays, an actor it never becomes."""
    CIVILIANS = "civilians"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Party:
    """Whom one string means. Several actors act together."""

    treatment: Treatment
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names and tables by which parties are recognised. Pure: made from what was read."""

    actors: Mapping[str, str] = field(default_factory=dict)
    """Any name of an actor, casefolded, to the actor's key."""
    keys: frozenset[str] = frozenset()
    """Keys of the actors that the record knows."""
    patterns: Sequence[tuple[re.Pattern[str], str]] = ()
    """Expressions of strings that end in a regime's years, and the actor's key."""
    sides: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    """UCDP's sides by literal: rows with country, days and degrees within which they hold."""
    communities: frozenset[str] = frozenset()
    """UCDP's literals, casefolded, that are peoples or communities."""
    community_patterns: Sequence[re.Pattern[str]] = ()
    """ACLED's."""

    @classmethod
    def of(
        cls,
        *,
        actors: Iterable[tuple[str, str]],
        patterns: Iterable[tuple[str, str]],
        sides: Iterable[Mapping[str, Any]],
        communities: Mapping[str, Sequence[str]],
    ) -> Names:
        """From (name, key) and (expression, key) pairs and the two committed tables."""
        by_literal: dict[str, list[Mapping[str, Any]]] = {}
        for row in sides:
            by_literal.setdefault(row["literal"], []).append(row)
        named = list(actors)
        return cls(
            actors={name.casefold(): key for name, key in named},
            keys=frozenset(key for _, key in named),
            patterns=[(re.compile(expression), key) for expression, key in patterns],
            sides=by_literal,
            communities=frozenset(one.casefold() for one in communities["ucdp"]),
            community_patterns=[re.compile(one) for one in communities["acled_patterns"]],
        )

    def ucdp(self, literal: str, *, country: str, on: date, longitude: float | None) -> Party:
        """A side of UCDP's, which may mean another actor in another country or year.

        "GATIA, MSA" is both, where both are known.
        """
        rows = [
            row
            for row in self.sides.get(literal, ())
            if row["country"] in (country, None) and _holds(row, on.isoformat(), longitude)
        ]
        rows = [row for row in rows if row["country"]] or rows
        if rows:
            known = tuple(row["actor_key"] for row in rows if row["actor_key"] in self.keys)
            treatment = Treatment(rows[0]["treatment"])
            if treatment is Treatment.ACTOR and not known:
                treatment = Treatment.UNRESOLVED
            return Party(treatment, known)
        if literal.casefold() in self.communities:
            return Party(Treatment.COMMUNITY)
        parts = [self._named(part) for part in literal.split(", ")]
        if all(part.actors for part in parts):
            return Party(Treatment.ACTOR, tuple(key for part in parts for key in part.actors))
        return Party(Treatment.UNRESOLVED)

    def listed(self, literal: str) -> bool:
        """True where the table of UCDP's sides has an opinion on it."""
        return literal in self.sides

    def acled(self, literal: str) -> Party:
        """A party of ACLED's, whose string may end in the years of a regime."""
        found = self._named(literal)
        if found.actors:
            return found
        for pattern, key in self.patterns:
            if pattern.search(literal):
                return Party(Treatment.ACTOR, (key,))
        if any(pattern.search(literal) for pattern in self.community_patterns):
            return Party(Treatment.COMMUNITY)
        return found

    def _named(self, literal: str) -> Party:
        key = self.actors.get(literal.casefold())
        if key is None:
            return Party(Treatment.UNRESOLVED)
        return Party(Treatment.ACTOR, (key,))


def _holds(row: Mapping[str, Any], on: str, longitude: float | None) -> bool:
    """Whether a row of the table holds on that day, at that longitude."""
    west, east = row.get("west"), row.get("east")
    if longitude is None:
        within = west is None and east is None
    else:
        within = (west is None or longitude >= west) and (east is None or longitude < east)
    return within and (row.get("from") or "") <= on < (row.get("to") or "9999")
