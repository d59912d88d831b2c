"""What else happened close by, in the weeks around: a hint for the reader, never a judgement."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import F, FloatField, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import ACos, Cos, Greatest, Least, Radians, Sin

from incidents.models import Incident, Site
from incidents.values import MAPPABLE

Point = tuple[float, float]
KILOMETRES = 50.0
DAYS = 30
MOST = 8
EARTH = 6371.0088
"""Mean radius, km."""


def near(
    points: Sequence[Point], day: date, user: Any, *, leave_out: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Up to MOST incidents within KILOMETRES of one of `points` and DAYS of `day`, closest first.

    Points are (latitude, longitude) in degrees WGS 84. Distances are between public places that
    are exact or near; an incident without one is near nothing. `leave_out` holds public ids: the
    incident itself, and those that are linked with it and told elsewhere. One statement.
    """
    if not points:
        return []
    within = timedelta(days=DAYS)
    around = Incident.objects.visible_to(user).filter(start__range=(day - within, day + within))
    return _closest(around.exclude(public_id__in=leave_out), points)


def _closest(around: QuerySet[Incident], points: Sequence[Point]) -> list[dict[str, Any]]:
    boxes, distances = Q(), []
    for latitude, longitude in points:
        boxes |= _box(latitude, longitude)
        distances.append(_kilometres(latitude, longitude))
    least = Least(*distances) if len(distances) > 1 else distances[0]
    sites = _points(Site.objects.filter(boxes, incident=OuterRef("pk"))).order_by()
    closest = sites.values("incident").annotate(km=Min(least)).values("km")
    rows: QuerySet[Any, Any] = (
        around.annotate(km=Subquery(closest, output_field=FloatField()))
        .filter(km__lte=KILOMETRES)
        .order_by("km", "start", "pk")
        .values("public_id", "title_en", "title_fr", "start", "km")
    )
    return list(rows[:MOST])


def _points(sites: QuerySet[Site]) -> QuerySet[Site]:
    return sites.filter(precision__in=[word.value for word in MAPPABLE], latitude__isnull=False)


def _box(latitude: float, longitude: float) -> Q:
    """Degrees that hold the circle: its index is asked before any distance is computed."""
    high = math.degrees(KILOMETRES / EARTH)
    wide = high / max(math.cos(math.radians(latitude)), 0.01)
    return Q(
        latitude__range=(latitude - high, latitude + high),
        longitude__range=(longitude - wide, longitude + wide),
    )


def _kilometres(latitude: float, longitude: float) -> Any:
    """Great-circle distance on a sphere; rounding may push a cosine past 1."""
    here, there = math.radians(latitude), Radians(F("latitude"))
    cosine = Value(math.sin(here)) * Sin(there) + Value(math.cos(here)) * Cos(there) * Cos(
        Radians(F("longitude")) - Value(math.radians(longitude))
    )
    return ACos(Least(Greatest(cosine, Value(-1.0)), Value(1.0))) * Value(EARTH)
