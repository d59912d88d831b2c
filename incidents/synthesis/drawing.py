"""One chunk after the other: incidents, and what belongs to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np

from incidents.synthesis import words
from incidents.synthesis.claiming import Claimed, claims
from incidents.synthesis.involving import participations
from incidents.synthesis.world import Column, World, generator, one_of, ranked
from incidents.values import Certainty, DatePrecision, Precision

CHUNK = 5000
SEVERAL = 0.03
"""Share of incidents with more than one place."""
TWINS = 0.005
"""Share of incidents that are the same as the one before."""
SUB_KINDS, SUB_KIND_SHARES = words.shares(words.SUB_KINDS)
Table = dict[str, Column]
Word = TypeVar("Word")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Incidents `first` to `first + rows` of a record; each further table has a column `row`.

    Words are places in their vocabularies, days are counted from `words.FIRST`, ids are numbers
    of 60 bits, -1 stands for none.
    """

    first: int
    rows: int
    incidents: Table
    sites: Table
    participations: Table
    claims: Table
    tags: Table


def chunks(world: World) -> Iterator[Chunk]:
    for number in range(-(-world.count // CHUNK)):
        yield draw(world, number)


def draw(world: World, number: int) -> Chunk:
    """The `number`th chunk, whatever was drawn before."""
    first = number * CHUNK
    rows = min(CHUNK, world.count - first)
    rng = generator(world.seed, number + 1)
    incidents = _incidents(rng, world, first, rows)
    people = participations(rng, world, incidents)
    said: Claimed = claims(rng, incidents, people)
    return Chunk(
        first=first,
        rows=rows,
        incidents=incidents | said.of_incidents,
        sites=_sites(rng, world, incidents),
        participations=people,
        claims=said.claims,
        tags=_tags(rng, rows),
    )


def _incidents(rng: np.random.Generator, world: World, first: int, rows: int) -> Table:
    # Each row has its own stretch of the growing curve: a chunk is a stretch of time.
    share = (first + np.arange(rows) + rng.random(rows)) / world.count
    grown = np.log1p(share * (words.GROWTH - 1)) / np.log(words.GROWTH)
    day = np.minimum((grown * world.days).astype(np.int64), world.days - 1)
    spot = np.searchsorted(world.place_shares, rng.random(rows))
    sub_kind = one_of(rng, SUB_KIND_SHARES, rows)
    twin = rng.random(rows) < TWINS
    twin[0] = False
    twin[1:] &= ~twin[:-1]
    for column in (day, spot, sub_kind):
        column[twin] = column[np.flatnonzero(twin) - 1]
    precision, start, end = _dated(rng, day, world.days - 1)
    return {
        "code": _codes(rng, rows),
        "report_code": _codes(rng, rows),
        "source": ranked(rng, words.SOURCES, rows),
        "published": end + 1 + rng.integers(0, 4, rows),
        "day": start,
        "end": end,
        "date_precision": precision,
        "spot": spot,
        "country": world.spots.country[spot],
        "sub_kind": sub_kind,
        "certainty": _word(rng, words.CERTAINTIES, list(Certainty), rows),
        "twin": twin,
    }


def _codes(rng: np.random.Generator, rows: int) -> Column:
    return rng.integers(0, 1 << 60, rows, dtype=np.uint64)


def _word(
    rng: np.random.Generator, weights: dict[Word, int], every: Sequence[Word], rows: int
) -> Column:
    """Places in the whole vocabulary of words drawn by weight."""
    named, share = words.shares(weights)
    return np.array([every.index(one) for one in named])[one_of(rng, share, rows)]


def _dated(rng: np.random.Generator, day: Column, last: int) -> tuple[Column, Column, Column]:
    """Date precision, first day and last day."""
    rows = len(day)
    every = list(DatePrecision)
    precision = _word(rng, words.DATE_PRECISIONS, every, rows)
    is_ = {word: precision == every.index(word) for word in every}
    start, end = day.copy(), day.copy()
    end += np.where(is_[DatePrecision.DAYS], rng.integers(1, 5, rows), 0)
    end += np.where(is_[DatePrecision.WEEK], 6, 0)
    civil = np.datetime64(words.FIRST, "D") + day
    origin = np.datetime64(words.FIRST, "D")
    for word, unit in ((DatePrecision.MONTH, "M"), (DatePrecision.YEAR, "Y")):
        of = civil[is_[word]].astype(f"datetime64[{unit}]")
        start[is_[word]] = (of.astype("datetime64[D]") - origin).astype(np.int64)
        end[is_[word]] = ((of + 1).astype("datetime64[D]") - origin).astype(np.int64) - 1
    return precision, start, np.maximum(np.minimum(end, last), start)


def _sites(rng: np.random.Generator, world: World, incidents: Table) -> Table:
    rows = len(incidents["day"])
    more = np.where(rng.random(rows) < SEVERAL, rng.integers(1, 3, rows), 0)
    row = np.repeat(np.arange(rows), 1 + more)
    order = np.arange(len(row)) - np.repeat(np.cumsum(1 + more) - (1 + more), 1 + more)
    first, size = (block[incidents["country"][row]] for block in world.blocks)
    spot = np.where(
        order == 0,
        incidents["spot"][row],
        first + (rng.random(len(row)) * size).astype(np.int64),
    )
    era = np.searchsorted(world.era_days, incidents["day"][row], side="right") - 1
    era = np.maximum(era, 0)
    admin1, admin2 = world.spots.admin1[era, spot], world.spots.admin2[era, spot]
    every = list(Precision)
    precision = _word(rng, words.PRECISIONS, every, len(row))
    at = {word: every.index(word) for word in every}
    precision[(precision == at[Precision.ADMIN2]) & (admin2 == 0)] = at[Precision.ADMIN1]
    precision[(precision == at[Precision.ADMIN1]) & (admin1 == 0)] = at[Precision.COUNTRY]
    coarse = precision == at[Precision.COUNTRY]
    radii = np.array(words.RADII)[ranked(rng, len(words.RADII), len(row))]
    return {
        "row": row,
        "order": order,
        "spot": spot,
        "country": incidents["country"][row],
        "precision": precision,
        "admin1": np.where(coarse, 0, admin1),
        "admin2": np.where(coarse | (precision == at[Precision.ADMIN1]), 0, admin2),
        "radius": np.where(precision == at[Precision.NEAR], radii, -1.0),
    }


def _tags(rng: np.random.Generator, rows: int) -> Table:
    """None to three of each, none twice."""
    counts = one_of(rng, (0.3, 0.35, 0.25, 0.1), rows)
    row = np.repeat(np.arange(rows), counts)
    tag = ranked(rng, len(words.TAGS), len(row))
    both = np.unique(row * len(words.TAGS) + tag)
    return {"row": both // len(words.TAGS), "tag": both % len(words.TAGS)}


def day_of(number: int) -> date:
    return date.fromordinal(words.FIRST.toordinal() + number)
