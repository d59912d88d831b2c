"""What is drawn from, and how often each: shares are rough ones of conflict data sets."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from incidents.values import (
    Certainty,
    DatePrecision,
    DeathsState,
    Precision,
)

FIRST = date(1997, 1, 1)
LAST = date(2026, 10, 31)
GROWTH = 25.0
"""How many times as many incidents the last day has as the first."""
SOURCES = 60
ZIPF = 1.1
"""Exponent of the shares of actors, sources and tags; places fall off more slowly."""
PLACES_ZIPF = 0.9

SUB_KINDS: dict[str, int] = {
    "armed_clash": 260,
    "attack_on_civilians": 220,
    "abduction": 70,
    "sexual_violence": 8,
    "remote_explosive": 75,
    "air_strike": 45,
    "shelling": 22,
    "suicide_bombing": 8,
    "grenade": 6,
    "looting": 70,
    "arrests": 25,
    "state_regains_territory": 10,
    "non_state_takes_territory": 10,
    "weapons_use_disrupted": 15,
    "change_to_group": 12,
    "other_development": 12,
    "base_established": 4,
    "non_violent_transfer": 4,
    "agreement": 4,
    "peaceful_protest": 75,
    "protest_with_intervention": 10,
    "excessive_force": 3,
    "mob_violence": 22,
    "violent_demonstration": 20,
}
BATTLES = frozenset({"armed_clash", "state_regains_territory", "non_state_takes_territory"})
CROWDS = frozenset(
    {
        "peaceful_protest",
        "protest_with_intervention",
        "excessive_force",
        "mob_violence",
        "violent_demonstration",
    }
)
QUIET = frozenset(
    {
        *CROWDS,
        *("looting", "arrests", "weapons_use_disrupted", "change_to_group", "agreement"),
        *("other_development", "base_established", "non_violent_transfer", "abduction"),
    }
)
"""Sub-kinds in which people seldom die."""

DATE_PRECISIONS = {
    DatePrecision.DAY: 87,
    DatePrecision.DAYS: 5,
    DatePrecision.WEEK: 3,
    DatePrecision.MONTH: 4,
    DatePrecision.YEAR: 1,
}
PRECISIONS = {
    Precision.EXACT: 60,
    Precision.NEAR: 22,
    Precision.ADMIN2: 7,
    Precision.ADMIN1: 7,
    Precision.COUNTRY: 4,
}
RADII = (2.0, 5.0, 10.0, 25.0)
"""Kilometres around a near place."""
CERTAINTIES = {
    Certainty.VERIFIED: 10,
    Certainty.CORROBORATED: 28,
    Certainty.SINGLE_ORIGIN: 44,
    Certainty.UNVERIFIED: 18,
}
VIOLENT_STATES = {
    DeathsState.RETAINED: 48,
    DeathsState.SINGLE: 22,
    DeathsState.RIVAL: 9,
    DeathsState.NONE: 6,
    DeathsState.WITHHELD: 3,
    DeathsState.UNKNOWN: 12,
}
QUIET_STATES = {
    DeathsState.RETAINED: 12,
    DeathsState.SINGLE: 4,
    DeathsState.RIVAL: 1,
    DeathsState.NONE: 43,
    DeathsState.WITHHELD: 1,
    DeathsState.UNKNOWN: 39,
}
TAGS = (
    *("village", "ambush", "small_arms", "raid", "military_patrol", "market", "motorcycles"),
    *("security_post", "ied", "transport_convoy", "displacement", "cattle_theft", "homes"),
    *("pillage", "military_base", "convoy_attack", "hostage_taking", "local_leader", "drone"),
    *("fire_arson", "school", "government_building", "checkpoint", "extortion", "mine_site"),
    *("humanitarian", "health", "execution", "bridge_road", "aircraft", "heavy_weapons"),
    *("place_of_worship", "blockade", "telecommunications", "water_point", "curfew", "siege"),
    *("armed_robbery", "vehicle_bomb", "displaced_people_site", "nomadic_camp", "sweep"),
)
PEOPLE = (
    ("villagers", "villageois"),
    ("traders", "commerçants"),
    ("passengers of a bus", "passagers d’un car"),
    ("displaced people", "personnes déplacées"),
    ("farmers", "cultivateurs"),
    ("herders", "éleveurs"),
    ("demonstrators", "manifestants"),
)
CROWD = len(PEOPLE) - 1
"""The one of them who demonstrate."""
VOICES = (
    ("residents", "des habitants"),
    ("a security source", "une source sécuritaire"),
    ("a local official", "un élu local"),
    ("a hospital", "un hôpital"),
)

Word = TypeVar("Word")


def shares(weights: dict[Word, int]) -> tuple[list[Word], list[float]]:
    """Words, and the share of each; together they are 1."""
    whole = sum(weights.values())
    return list(weights), [weight / whole for weight in weights.values()]
