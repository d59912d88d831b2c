"""What a synthetic record is drawn over: places and the actors of each country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from incidents.synthesis.words import FIRST, LAST, PLACES_ZIPF, ZIPF
from incidents.values import COUNTRIES, ActorType

Column = NDArray[Any]
ARMED = frozenset({ActorType.REBEL, ActorType.POLITICAL_MILITIA, ActorType.IDENTITY_MILITIA})
UNARMED = frozenset({"government", "judiciary"})
"""Subtypes of state actors that do not fight."""


@dataclass(frozen=True, slots=True)
class Spots:
    """Places as columns, those of one country together."""

    country: Column
    """Place in COUNTRIES."""
    eras: Sequence[date]
    """First days of the times between which units changed, the earliest first."""
    admin1: Column
    """By era and place: the caller's number of the region, 0 where none is known."""
    admin2: Column


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in each country, by the caller's numbers; those named most come first."""

    armed: Sequence[Column]
    forces: Sequence[Column]

    @classmethod
    def of(cls, actors: Sequence[tuple[str, str, str]]) -> Cast:
        """From each actor's type, subtype and country; its place in the sequence is its number."""
        armed = [n for n, (kind, _, _) in enumerate(actors) if kind in ARMED]
        forces = [
            n
            for n, (kind, subtype, _) in enumerate(actors)
            if kind in (ActorType.STATE, ActorType.EXTERNAL) and subtype not in UNARMED
        ]
        home = [country for _, _, country in actors]
        return cls(*([_at_home(some, home, one) for one in COUNTRIES] for some in (armed, forces)))


@dataclass(frozen=True)
class World:
    """All that a draw depends on. `count` incidents from FIRST to LAST."""

    seed: int
    count: int
    spots: Spots
    cast: Cast
    last: date = LAST

    @property
    def days(self) -> int:
        return (self.last - FIRST + timedelta(days=1)).days

    @cached_property
    def place_shares(self) -> Column:
        """How often each place is drawn, added up: the seed tells which are the hot ones."""
        order = generator(self.seed, 0).permutation(len(self.spots.country))
        weights = np.empty(len(order))
        weights[order] = 1 / (np.arange(len(order)) + 4.0) ** PLACES_ZIPF
        shares: Column = np.cumsum(weights) / weights.sum()
        return shares

    @cached_property
    def blocks(self) -> tuple[Column, Column]:
        """Of each country: its first place, and how many it has."""
        sizes = np.bincount(self.spots.country, minlength=len(COUNTRIES))
        return np.cumsum(sizes) - sizes, sizes

    @cached_property
    def era_days(self) -> Column:
        return np.array([(era - FIRST).days for era in self.spots.eras], np.int64)


def generator(seed: int, stream: int) -> np.random.Generator:
    """Random numbers of one stream of a seed (PCG64, whose numbers stay with its name)."""
    return np.random.Generator(np.random.PCG64([seed, stream]))


def ranked(rng: np.random.Generator, size: int, rows: int, exponent: float = ZIPF) -> Column:
    """`rows` draws from 0 to size - 1 by Zipf's law: 0 is the most frequent."""
    weights = 1 / np.arange(1, size + 1) ** exponent
    return np.searchsorted(np.cumsum(weights) / weights.sum(), rng.random(rows))


def one_of(rng: np.random.Generator, share: Sequence[float], rows: int) -> Column:
    """`rows` draws of a place in `share`, each as often as it says."""
    last = len(share) - 1
    return np.minimum(np.searchsorted(np.cumsum(share), rng.random(rows), side="right"), last)


def _at_home(actors: Sequence[int], home: Sequence[str], country: str) -> Column:
    own = [n for n in actors if home[n] == country]
    anywhere = [n for n in actors if home[n] == ""]
    return np.array(own + anywhere if len(own) > 3 else anywhere + own, np.int64)
