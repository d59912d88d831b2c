"""Who was involved, in which role, and on whose word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from incidents.synthesis import words
from incidents.synthesis.world import Column, World, ranked
from incidents.values import COUNTRIES, Attribution, ParticipationRole

ROLES = list(ParticipationRole)
ATTRIBUTIONS = list(Attribution)
UNKNOWN = 0.25
"""Share of attacks whose author nobody names."""
Table = dict[str, Column]


def participations(rng: np.random.Generator, world: World, incidents: Table) -> Table:
    """One or two of each incident; columns row, order, actor, people, role, attribution.

    `actor` and `people` (a place in `words.PEOPLE`) are -1 where there is none; both are where
    the author is unknown.
    """
    rows = len(incidents["day"])
    named = list(words.SUB_KINDS)
    battle, crowd = (
        np.isin(incidents["sub_kind"], [named.index(one) for one in sorted(some)])
        for some in (words.BATTLES, words.CROWDS)
    )
    armed = _in_country(rng, world.cast.armed, incidents["country"])
    forces = _in_country(rng, world.cast.forces, incidents["country"])
    by_state = rng.random(rows) < 0.18
    author = np.where(by_state & ~battle, forces, armed)
    unknown = ~battle & ~crowd & (rng.random(rows) < UNKNOWN)
    both_sides = battle & (rng.random(rows) < 0.6)
    first = {
        "row": np.arange(rows),
        "order": np.zeros(rows, np.int64),
        "actor": np.where(crowd | unknown, -1, author),
        "people": np.where(crowd, words.CROWD, -1),
        "role": np.where(
            both_sides | crowd,
            ROLES.index(ParticipationRole.PARTY),
            ROLES.index(ParticipationRole.PERPETRATOR),
        ),
        "attribution": _attributed(rng, unknown, both_sides | crowd),
    }
    second = {
        "row": np.arange(rows),
        "order": np.ones(rows, np.int64),
        "actor": np.where(battle | (crowd & by_state), forces, -1),
        "people": np.where(battle | crowd, -1, ranked(rng, words.CROWD, rows)),
        "role": _second_role(both_sides, battle, crowd),
        "attribution": np.full(rows, ATTRIBUTIONS.index(Attribution.STATED)),
    }
    there = np.where(crowd, by_state, battle | (rng.random(rows) < 0.8))
    kept = {name: column[there] for name, column in second.items()}
    order = np.lexsort([np.concatenate([first[name], kept[name]]) for name in ("order", "row")])
    return {name: np.concatenate([first[name], kept[name]])[order] for name in first}


def _in_country(rng: np.random.Generator, actors: Sequence[Column], country: Column) -> Column:
    drawn = rng.random(len(country))
    found = np.full(len(country), -1, np.int64)
    for number in range(len(COUNTRIES)):
        here = np.flatnonzero(country == number)
        some = actors[number]
        if len(some) and len(here):
            weights = np.cumsum(1 / np.arange(1, len(some) + 1) ** words.ZIPF)
            found[here] = some[np.searchsorted(weights / weights[-1], drawn[here])]
    return found


def _attributed(rng: np.random.Generator, unknown: Column, stated: Column) -> Column:
    at = {word: ATTRIBUTIONS.index(word) for word in Attribution}
    drawn = rng.random(len(unknown))
    attribution = np.where(drawn < 0.7, at[Attribution.ATTRIBUTED], at[Attribution.CLAIMED])
    attribution[drawn > 0.93] = at[Attribution.DISPUTED]
    attribution[stated] = at[Attribution.STATED]
    attribution[unknown] = at[Attribution.UNKNOWN]
    return attribution


def _second_role(both_sides: Column, battle: Column, crowd: Column) -> Column:
    at = {word: ROLES.index(word) for word in ParticipationRole}
    role = np.full(len(battle), at[ParticipationRole.VICTIM])
    role[battle] = at[ParticipationRole.TARGET]
    role[both_sides] = at[ParticipationRole.PARTY]
    role[crowd] = at[ParticipationRole.RESPONDER]
    return role
