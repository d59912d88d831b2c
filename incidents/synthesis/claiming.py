"""Who said what of each incident, and the deaths that follow by `incidents.figures`.

The deaths are not asked of the rule, a million times; claims are drawn so that its answer is
known. A test compares them with the rule's own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incidents.synthesis import words
from incidents.synthesis.world import Column, one_of, ranked
from incidents.values import (
    About,
    Attribution,
    Contested,
    DeathsRule,
    DeathsState,
    FigureState,
)

STATES = list(DeathsState)
FIGURES = list(FigureState)
ABOUTS = list(About)
RULES = list(DeathsRule)
MOST = 400
"""Deaths."""
Table = dict[str, Column]


@dataclass(frozen=True, slots=True)
class Claimed:
    """Columns more of the incidents, and their claims.

    Of a claim `source` and `carrier` are places among the sources, `voice` one in `words.VOICES`
    and `actor` the caller's number; exactly one of source, voice and actor speaks.
    """

    of_incidents: Table
    claims: Table


def claims(rng: np.random.Generator, incidents: Table, people: Table) -> Claimed:
    rows = len(incidents["day"])
    state = _states(rng, incidents["sub_kind"])
    is_ = {word: state == STATES.index(word) for word in DeathsState}
    deaths = np.minimum(np.exp(rng.normal(0.9, 1.1, rows)).astype(np.int64), MOST)
    below = np.minimum(_little(rng, rows), deaths)
    above = _little(rng, rows)
    apart = 1 + _little(rng, rows) + _little(rng, rows)
    kept, single, rival = (
        is_[one] for one in (DeathsState.RETAINED, DeathsState.SINGLE, DeathsState.RIVAL)
    )
    low = np.select([kept, single | rival, is_[DeathsState.NONE]], [deaths - below, deaths, 0], -1)
    high = np.select(
        [kept | single, rival, is_[DeathsState.NONE]], [deaths + above, deaths + apart, 0], -1
    )
    first = {
        "low": np.where(kept, low, np.where(single | rival, deaths, -1)),
        "best": np.where(kept, deaths, -1),
        "high": np.where(kept, high, np.where(single & (above > 0), high, -1)),
    }
    second = {"low": deaths + apart, "best": np.full(rows, -1), "high": np.full(rows, -1)}
    of_incidents = {
        "deaths_state": state,
        "low": low,
        "retained": np.where(kept, deaths, -1),
        "high": high,
        "rule": np.where(
            kept, RULES.index(DeathsRule.DATASET_BEST), RULES.index(DeathsRule.NO_RULE)
        ),
        "contested": _contested(rng, rival),
    }
    every = np.ones(rows, bool)
    figure, about = _figures(state)
    source = incidents["source"]
    tables = (
        _claim(0, every, {"source": source, "about": about, "state": figure, **first})
        | {"carrier": _carrier(rng, source)},
        _claim(1, rival, {"voice": _voices(rng, rows), **_stated(rows), **second}),
        _responsible(people),
    )
    return Claimed(of_incidents, _joined(rng, tables))


def _states(rng: np.random.Generator, sub_kind: Column) -> Column:
    named = list(words.SUB_KINDS)
    quiet = np.isin(sub_kind, [named.index(one) for one in sorted(words.QUIET)])
    drawn = []
    for weights in (words.QUIET_STATES, words.VIOLENT_STATES):
        some, share = words.shares(weights)
        drawn.append(np.array([STATES.index(one) for one in some])[one_of(rng, share, len(quiet))])
    return np.where(quiet, *drawn)


def _little(rng: np.random.Generator, rows: int) -> Column:
    """Mostly 0, seldom much."""
    return np.where(rng.random(rows) < 0.7, 0, rng.geometric(0.3, rows))


def _contested(rng: np.random.Generator, rival: Column) -> Column:
    """A bit for each point of `Contested`, in its order."""
    bits = {word: 1 << place for place, word in enumerate(Contested)}
    drawn = rng.random((3, len(rival)))
    return (
        np.where(rival, bits[Contested.TOLL], 0)
        | np.where(drawn[0] < 0.06, bits[Contested.AUTHOR], 0)
        | np.where(drawn[1] < 0.02, bits[Contested.PLACE], 0)
        | np.where(drawn[2] < 0.01, bits[Contested.OCCURRENCE], 0)
    )


def _figures(state: Column) -> tuple[Column, Column]:
    """What the first claim states, and what it is about."""
    of = {
        DeathsState.NONE: FigureState.NONE,
        DeathsState.WITHHELD: FigureState.WITHHELD,
        DeathsState.UNKNOWN: FigureState.NOT_A_FIGURE,
    }
    figure = np.array([FIGURES.index(of.get(one, FigureState.STATED)) for one in STATES])[state]
    silent = state == STATES.index(DeathsState.UNKNOWN)
    return figure, np.where(silent, ABOUTS.index(About.SITUATION), ABOUTS.index(About.CASUALTIES))


def _stated(rows: int) -> Table:
    return {
        "about": np.full(rows, ABOUTS.index(About.CASUALTIES)),
        "state": np.full(rows, FIGURES.index(FigureState.STATED)),
    }


def _carrier(rng: np.random.Generator, source: Column) -> Column:
    """Another source that quotes the speaker, of one claim in three."""
    other = (source + 1 + ranked(rng, words.SOURCES - 1, len(source))) % words.SOURCES
    return np.where(rng.random(len(source)) < 0.35, other, -1)


def _voices(rng: np.random.Generator, rows: int) -> Column:
    return ranked(rng, len(words.VOICES), rows)


def _responsible(people: Table) -> Table:
    """Authors who claim what they did."""
    claimed = (people["attribution"] == list(Attribution).index(Attribution.CLAIMED)) & (
        people["actor"] >= 0
    )
    here = np.flatnonzero(claimed)
    none = np.full(len(here), FIGURES.index(FigureState.NOT_A_FIGURE))
    about = np.full(len(here), ABOUTS.index(About.RESPONSIBILITY))
    columns = {"actor": people["actor"][here], "about": about, "state": none}
    return _claim(2, np.ones(len(here), bool), columns) | {"row": people["row"][here]}


def _claim(order: int, there: Column, columns: Table) -> Table:
    """The claims of those rows that have one, with -1 where nothing is given."""
    row = np.flatnonzero(there)
    absent = np.full(len(row), -1)
    names = ("source", "voice", "actor", "carrier", "about", "state", "low", "best", "high")
    given = {name: columns[name][row] for name in columns}
    return {
        "row": row,
        "order": np.full(len(row), order),
        **dict.fromkeys(names, absent),
        **given,
    }


def _joined(rng: np.random.Generator, tables: tuple[Table, ...]) -> Table:
    joined = {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}
    order = np.lexsort((joined["order"], joined["row"]))
    codes = rng.integers(0, 1 << 60, len(order), dtype=np.uint64)
    return {name: column[order] for name, column in joined.items()} | {"code": codes}
