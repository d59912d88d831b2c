"""The country of the facts, by the names of countries, their people and their forces."""

from __future__ import annotations

import re
from collections import defaultdict

from incidents.extraction.proposal import Span
from incidents.extraction.reading import Reading, body_start

_BORDER = re.compile(
    r"(?:\b(?:border\w*|frontière|frontalier\w*|frontalière\w*|neighbou?r\w*|voisin\w*"
    r"|limitrophe\w*|fled to|towards?"
    r"|vers|réfugi\w+|coming from|venus? d[eu]|originaires? d[eu]|ressortissants?|nationals?"
    r"|nationalité|comme|like"
    r"|ambassad\w+|embassy|alliance|AES|G5|cedeao|ecowas)\b[^.;:]{0,40}$)",
    re.IGNORECASE,
)
_AFTER_BORDER = re.compile(r"^[\s-]*(?:border|frontier|frontière)", re.IGNORECASE)


def country_of(reading: Reading) -> tuple[str, Span | None]:
    """The ISO code of the country and the words that say so; empty where the text says none."""
    votes: dict[str, float] = defaultdict(float)
    told = {sentence.index: sentence for sentence in reading.told()}
    first: dict[str, Span] = {}
    for mention in reading.mentions.countries:
        weight = 0.1
        sentence = told.get(mention.sentence)
        if sentence is not None:
            before = reading.text[sentence.span.start : mention.span.start]
            after = reading.text[mention.span.end : mention.span.end + 20]
            weight = 3.0 if sentence.title else 2.0 if sentence.paragraph < 3 else 1.0
            weight *= 0.8 if mention.adjective else 1.0
            if _BORDER.search(before) or _AFTER_BORDER.match(after):
                weight *= 0.15
            if mention.span.start < body_start(sentence):
                weight *= 0.4
        votes[mention.country] += weight
        first.setdefault(mention.country, mention.span)
    _add_forces(reading, votes, first)
    _add_units(reading, votes, first)
    if not votes:
        return "", None
    best = max(votes, key=lambda country: (votes[country], -first[country].start))
    return best, first[best]


def _add_forces(reading: Reading, votes: dict[str, float], first: dict[str, Span]) -> None:
    told = {sentence.index for sentence in reading.told()}
    for mention in reading.mentions.actors:
        country = mention.actor.country
        if mention.sentence in told and country and mention.actor.type == "state":
            votes[country] += 1
            first.setdefault(country, mention.span)


def _add_units(reading: Reading, votes: dict[str, float], first: dict[str, Span]) -> None:
    """Names that only one country bears; larger than a village counts more."""
    told = {sentence.index for sentence in reading.told()}
    for mention in reading.mentions.places:
        if mention.sentence not in told:
            continue
        countries = {unit.country for unit in mention.units if unit.standing}
        countries |= {place.country for place in mention.places}
        large = {place.country for place in mention.places if place.population > 10_000}
        large |= {unit.country for unit in mention.units}
        chosen = large if len(large) == 1 else countries
        if len(chosen) == 1:
            country = next(iter(chosen))
            votes[country] += 1  # a name that the gazetteer has once
            first.setdefault(country, mention.span)
