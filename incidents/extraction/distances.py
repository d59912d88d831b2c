"""Distances: "à 30 km au nord de Djibo", "some 40 kilometres from the town of Kaya"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from incidents.extraction.numbers import ABOUT_FR, value_of
from incidents.extraction.proposal import Span

_BEARINGS: Final = {
    "nord": 0,
    "north": 0,
    "nord-est": 45,
    "northeast": 45,
    "north-east": 45,
    "est": 90,
    "east": 90,
    "sud-est": 135,
    "southeast": 135,
    "south-east": 135,
    "sud": 180,
    "south": 180,
    "sud-ouest": 225,
    "southwest": 225,
    "south-west": 225,
    "ouest": 270,
    "west": 270,
    "nord-ouest": 315,
    "northwest": 315,
    "north-west": 315,
}
_WAYS: Final = "|".join(sorted(_BEARINGS, key=len, reverse=True))
_UNIT: Final = r"(?P<unit>km|kms|kilom[eè]t(?:re|er)s?|miles?)"
_ROUND: Final = "|".join(ABOUT_FR)
_COUNT: Final = (
    rf"(?:(?P<digits>\d+(?:[.,]\d+)?)|une?\s+(?P<about>{_ROUND})\s+de"
    rf"|(?P<words>[a-zé-]+(?:[ -](?:et|and)?[ ]?[a-zé-]+)?))"
)
_DISTANCE: Final = re.compile(
    rf"{_COUNT}\s*{_UNIT}\b(?:\s*\([^)]*\))?,?\s*(?:environ\s+)?"
    rf"(?:(?:au|à l['’]|to the|in the|vers le|vers l['’])?\s*(?P<way>{_WAYS})(?:ern)?\s+)?"
    r"(?:de la (?:ville|localité|commune|frontière) d[eu]\s*|du (?:village|chef-lieu)"
    r"(?: d[eu])?\s*|du centre d[eu]\s*"
    r"|from (?:the )?(?:town of |city of |village of )?|of (?:the )?(?:town of |city of "
    r"|village of |capital |regional"
    r" capital |provincial capital )?|de la |de l['’]|de |du |d['’])(?:la capitale(?: régionale"
    r"| provinciale)?,? )?"
    r"(?=[A-ZÀ-Ý])",
    re.IGNORECASE,
)
KILOMETRES_OF_DEGREE: Final = 111.2
MILE: Final = 1.609


@dataclass(frozen=True, slots=True)
class Distance:
    """So far, that way, from the place whose name starts at `reference`."""

    span: Span
    kilometres: float
    bearing: int | None
    """Degrees from north; None where no direction is given."""
    reference: int

    @property
    def radius(self) -> float:
        """How far off the point may be, km."""
        return self.kilometres if self.bearing is None else max(5.0, self.kilometres / 3)


def distances_in(text: str, span: Span, language: str) -> list[Distance]:
    """The distances from named places in a stretch of text."""
    found = []
    for match in _DISTANCE.finditer(text, span.start, span.end):
        number = _number(match)
        if number is None or not text[match.end() : match.end() + 1].isupper():
            continue
        factor = MILE if match["unit"].lower().startswith("mile") else 1.0
        way = match["way"]
        found.append(
            Distance(
                Span(match.start(), match.end()),
                number * factor,
                _BEARINGS[way.lower()] if way else None,
                match.end(),
            )
        )
    return found


def moved(latitude: float, longitude: float, distance: Distance) -> tuple[float, float]:
    """The point so far that way, degrees; the point itself where no direction is given."""
    if distance.bearing is None:
        return latitude, longitude
    turn = math.radians(distance.bearing)
    north = distance.kilometres * math.cos(turn) / KILOMETRES_OF_DEGREE
    wide = KILOMETRES_OF_DEGREE * math.cos(math.radians(latitude))
    east = distance.kilometres * math.sin(turn) / wide
    return round(latitude + north, 4), round(longitude + east, 4)


def _number(match: re.Match[str]) -> float | None:
    if match["digits"]:
        return float(match["digits"].replace(",", "."))
    if match["about"]:
        return float(ABOUT_FR[match["about"].lower()])
    words = match["words"].strip()
    value = value_of(words)
    if value is None:
        value = value_of(words.split()[-1])
    return float(value) if value else None
