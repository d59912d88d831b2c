"""Places for a synthetic record: those of the gazetteer, and points between them."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import numpy as np

from incidents.actions.synthetic_rows import Ground
from incidents.models import AdminUnit, Place
from incidents.readers.locating import Locator
from incidents.synthesis import Spots
from incidents.synthesis.world import generator
from incidents.values import COUNTRIES

PLACES = 3000
FEWEST = 100
"""Places of a record of few incidents."""
STREAM = (1 << 32) - 1
"""Of the seed: apart from the streams of the draw itself."""
FAR = 0.25
"""Degrees between a point of our own and the place it is named after, at most."""
Spot = tuple[str, int | None, tuple[str, str], tuple[float, float]]
"""Country, row of the gazetteer, names, latitude and longitude."""


def ground_of(seed: int, count: int) -> Ground:
    """Some 3,000 places of the region, fewer for fewer incidents, with the units of each time."""
    where = Locator()
    spots = _spots(seed, where)
    spots = spots[:: max(1, len(spots) // max(count, FEWEST))]
    eras = _eras()
    ids = dict(AdminUnit.objects.values_list("key", "id"))
    found = [
        [where.locate(*point, on=era, country=country) for country, _, _, point in spots]
        for era in eras
    ]
    return Ground(
        spots=Spots(
            country=np.array([COUNTRIES.index(spot[0]) for spot in spots], np.int64),
            eras=eras,
            admin1=np.array([[ids.get(one.admin1_key, 0) for one in row] for row in found]),
            admin2=np.array([[ids.get(one.admin2_key, 0) for one in row] for row in found]),
        ),
        places=[spot[1] for spot in spots],
        names=[spot[2] for spot in spots],
        points=[spot[3] for spot in spots],
    )


def _spots(seed: int, where: Locator) -> list[Spot]:
    known = Place.objects.filter(feature_class="P", country__in=COUNTRIES).order_by(
        "geonames_id", "key"
    )
    rows = known.values_list("country", "id", "name", "latitude", "longitude")
    spots: list[Spot] = [
        (country, row, (name, name), (latitude, longitude))
        for country, row, name, latitude, longitude in rows
        if latitude is not None and longitude is not None
    ]
    spots += _between(seed, spots, where)
    return sorted(spots, key=lambda spot: COUNTRIES.index(spot[0]))


def _between(seed: int, spots: list[Spot], where: Locator) -> list[Spot]:
    """Points beside places, in the same country: camps and hamlets that no gazetteer has."""
    rng = generator(seed, STREAM)
    found: list[Spot] = []
    for _ in range(4 * max(PLACES - len(spots), 0) if spots else 0):
        country, _, names, (latitude, longitude) = spots[int(rng.integers(len(spots)))]
        north, east = (float(one) for one in rng.uniform(-FAR, FAR, 2))
        point = round(latitude + north, 4), round(longitude + east, 4)
        if where.locate(*point, on=date(2020, 1, 1)).country == country:
            found.append((country, None, _beside(names, north, east, latitude), point))
        if len(spots) + len(found) == PLACES:
            break
    return found


def _beside(names: tuple[str, str], north: float, east: float, at: float) -> tuple[str, str]:
    far = round(111.2 * math.hypot(north, east * math.cos(math.radians(at))))
    english = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
    side = english[round(math.atan2(east, north) / (math.pi / 4)) % 8]
    return f"{names[0]} {far} km {side}", f"{names[1]} {far} km {side.replace('W', 'O')}"


def _eras() -> list[date]:
    """The first days of the times between which units changed."""
    changes: set[Any] = {date.min}
    for ends in AdminUnit.objects.values_list("valid_from", "valid_to"):
        changes |= set(ends) - {None}
    return sorted(changes)
