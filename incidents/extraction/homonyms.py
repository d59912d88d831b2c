"""Which place of several of one name: country, region, distance and company decide."""

from __future__ import annotations

import math
from typing import Final

from incidents.extraction.distances import Distance
from incidents.extraction.known import KnownPlace
from incidents.extraction.names import PlaceMention
from incidents.extraction.reading import Reading

EARTH: Final = 6371.0
"""Mean radius, km."""


def choose(
    reading: Reading,
    mention: PlaceMention,
    country: str,
    reference: tuple[KnownPlace, Distance] | None,
) -> tuple[KnownPlace | None, list[KnownPlace]]:
    """The place that a name means here, and the homonyms that the text does not rule out."""
    units = {
        unit.key
        for other in reading.mentions.places
        if other.span != mention.span
        for unit in other.units
    }
    near = _near(reading, mention, country)

    def score(place: KnownPlace) -> float:
        value = 3.0 * (place.country == country) + 1.5 * (place.admin1 in units)
        value += math.log10(place.population + 1) / 2.5
        value += {"P": 1.0, "S": 0.2}.get(place.feature_class, 0.0)
        value += 0.5 * any(
            unit.feature_class == "A" and unit.id != place.id and kilometres(unit, place) < 30
            for unit in mention.places
        )
        value += 0.6 if place.latitude is not None else -1.0
        if reference and place.latitude is not None:
            away = kilometres(place, reference[0])
            value += 2.0 if away <= 1.6 * reference[1].kilometres + 15 else -1.0
        if near and place.latitude is not None:
            value += max(0.0, 1.5 - min(kilometres(place, other) for other in near) / 100)
        return value

    ranked = sorted(mention.places, key=score, reverse=True)
    if not ranked:
        return None, []
    best = ranked[0]
    rest = [
        place
        for place in ranked[1:]
        if score(place) > score(best) - 0.8 and kilometres(place, best) > 15
    ]
    return best, rest


def _near(reading: Reading, mention: PlaceMention, country: str) -> list[KnownPlace]:
    """Places named in the text that no homonym makes doubtful."""
    found = []
    for other in reading.mentions.places:
        here = [place for place in other.places if place.country == country]
        towns = [place for place in here if place.feature_class == "P"]
        if other.text != mention.text and len(towns) == 1 and towns[0].latitude is not None:
            found.append(towns[0])
    return found


def kilometres(one: KnownPlace, other: KnownPlace) -> float:
    """The great-circle distance of two places; nought where one has no point."""
    points = (one.latitude, one.longitude, other.latitude, other.longitude)
    if any(value is None for value in points):
        return 0.0
    a, b, c, d = (math.radians(value or 0.0) for value in points)
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))
