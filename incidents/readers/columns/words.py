"""Closed vocabularies as numbers: the place of a word in its vocabulary."""

from __future__ import annotations

import enum

from incidents.values import (
    Attribution,
    Certainty,
    Contested,
    DatePrecision,
    DeathsState,
    ParticipationRole,
    Precision,
)

ENUMS: dict[str, type[enum.StrEnum]] = {
    "certainty": Certainty,
    "contested": Contested,
    "precision": Precision,
    "role": ParticipationRole,
    "attribution": Attribution,
    "deaths_state": DeathsState,
    "date_precision": DatePrecision,
}
NUMBERS = {
    name: {word.value: number for number, word in enumerate(words)} for name, words in ENUMS.items()
}
BITS = {word: 1 << number for word, number in NUMBERS["contested"].items()}
