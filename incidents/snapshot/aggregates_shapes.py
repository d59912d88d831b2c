"""Places in a box, a circle or a polygon. Columns know a point to half a step of `DEGREE`.

So some places are surely inside, some surely outside, and few too close to an edge to say: of
their incidents the tables are asked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import shapely

from incidents.filters import Filters
from incidents.filters.conditions import EARTH_KM
from incidents.filters.shapes import Box, Circle, Polygon
from incidents.snapshot.columns import Mask, Whole
from incidents.values.snapshot import DEGREE

DOUBT = 0.6e-7
"""Degrees on either side of a stated point: half a step, and what floats add."""
DOUBT_KM = 1e-5
DOUBT_DRAWN = 2e-6
"""Degrees, in any direction; PostgreSQL's own polygons forgive less than a millionth."""


class Reach(NamedTuple):
    """Of each place: is it inside for certain, and may it be."""

    sure: Mask
    possible: Mask


def shapes(filters: Filters, places: Mapping[str, Whole]) -> dict[str, Reach]:
    """By filter, which places of a dictionary lie in what is asked."""
    drawn = places["lon"] > 0
    longitude = (places["lon"].astype(np.float64) - 1 - 180 * DEGREE) / DEGREE
    latitude = (places["lat"].astype(np.float64) - 1 - 90 * DEGREE) / DEGREE
    found = {}
    if filters.bbox:
        found["bbox"] = _boxed(filters.bbox, longitude, latitude)
    if filters.near:
        found["near"] = _close(filters.near, longitude, latitude)
    if filters.within:
        found["within"] = _drawn(filters.within, longitude, latitude)
    return {
        name: Reach(reach.sure & drawn, reach.possible & drawn) for name, reach in found.items()
    }


def _boxed(box: Box, longitude: Whole, latitude: Whole) -> Reach:
    sure, possible = (
        (longitude >= box.west + margin)
        & (longitude <= box.east - margin)
        & (latitude >= box.south + margin)
        & (latitude <= box.north - margin)
        for margin in (DOUBT, -DOUBT)
    )
    return Reach(sure, possible)


def _close(circle: Circle, longitude: Whole, latitude: Whole) -> Reach:
    rise = np.sin(np.radians(latitude - circle.latitude) / 2) ** 2
    turn = np.sin(np.radians(longitude - circle.longitude) / 2) ** 2
    narrowing = np.cos(np.radians(latitude)) * math.cos(math.radians(circle.latitude))
    distance = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, rise + narrowing * turn)))
    return Reach(distance <= circle.kilometres - DOUBT_KM, distance <= circle.kilometres + DOUBT_KM)


def _drawn(polygon: Polygon, longitude: Whole, latitude: Whole) -> Reach:
    shape = shapely.Polygon(polygon.ring, polygon.holes)
    edge = shape.boundary
    west, south, east, north = shape.bounds
    about = _boxed(Box(west, south, east, north), longitude, latitude).possible
    sure, possible = np.zeros_like(about), np.zeros_like(about)
    shapely.prepare(shape)
    shapely.prepare(edge)
    points = shapely.points(longitude[about], latitude[about])
    inside = shapely.intersects(shape, points)
    close = shapely.dwithin(edge, points, DOUBT_DRAWN)
    sure[about], possible[about] = inside & ~close, inside | close
    return Reach(sure, possible)
