"""Filters as conditions on incidents, one for each dimension, to be joined by AND.

An incident with several sites matches a condition when any one of its sites does. All conditions
read the public place alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from incidents.filters.components import FIRST_DAY, LAST_DAY, Component
from incidents.filters.incidents import Filters
from incidents.filters.kinds import NONE
from incidents.filters.known import Known
from incidents.filters.shapes import Box, Circle, Polygon, Ring
from incidents.filters.words import word_conditions
from incidents.models import Claim, Incident, Participation, Site
from incidents.values import MAPPABLE, DeathsState, ParticipationRole

EARTH_KM = 6371.0088
NOTHING = Q(pk__in=[])
AUTHORS = (ParticipationRole.PERPETRATOR, ParticipationRole.PARTY)
"""Where nobody stands in one of these roles, nobody is named as the author."""


def conditions(filters: Filters, known: Known) -> dict[str, Q]:
    """By dimension, what an incident must fulfil; `actor` covers `actor_exact` and `role`."""
    found = {
        **_days(filters),
        **_columns(filters, known),
        **_sites(filters, known),
        **_shapes(filters),
        **_figures(filters),
        "contested": _contested(filters.contested),
        "actor": involved(filters.actor, filters.role, known.components),
        "source": _reported(filters.source, known),
        "tag": _tagged(filters.tag, known),
        "q": word_conditions(filters.q),
    }
    return {name: condition for name, condition in found.items() if condition}


def _days(filters: Filters) -> dict[str, Q]:
    return {
        "after": Q(start__gte=filters.after) if filters.after else Q(),
        "before": Q(start__lt=filters.before) if filters.before else Q(),
    }


def _columns(filters: Filters, known: Known) -> dict[str, Q]:
    """Dimensions that are columns of the incident and never empty: `none` matches nothing."""
    asked = {
        "kind": Q(kind__in=_given(filters.kind)),
        "sub_kind": Q(sub_kind__in=_given(filters.sub_kind)),
        "dataset": Q(dataset__in=known.of("dataset")),
        "certainty": Q(certainty__in=_given(filters.certainty)),
        "fatalities": Q(deaths_state__in=filters.fatalities),
        "status": Q(status__in=filters.status),
    }
    return {name: asked[name] if getattr(filters, name) else Q() for name in asked}


def _sites(filters: Filters, known: Known) -> dict[str, Q]:
    return {
        "country": _any_site("country", filters.country, _given(filters.country)),
        "admin1": _any_site("admin1", filters.admin1, known.of("admin1")),
        "admin2": _any_site("admin2", filters.admin2, known.of("admin2")),
        "precision": _any_site("precision", filters.precision, _given(filters.precision)),
    }


def _any_site(column: str, asked: tuple[str, ...], values: Iterable[Any]) -> Q:
    if not asked:
        return Q()
    found = of_incidents(Site.objects.filter(**{f"{column}__in": values}))
    if NONE in asked:
        found |= ~of_incidents(Site.objects.filter(**{f"{column}__isnull": False}))
    return found


def of_incidents(rows: QuerySet[Any]) -> Q:
    """Incidents that have one of these rows."""
    return Q(pk__in=rows.order_by().values("incident_id"))


def _shapes(filters: Filters) -> dict[str, Q]:
    return {
        "bbox": _mapped(_in_box(filters.bbox)) if filters.bbox else Q(),
        "near": _mapped(in_circle(filters.near)) if filters.near else Q(),
        "within": _mapped(_in_polygon(filters.within)) if filters.within else Q(),
    }


def _mapped(condition: Q) -> Q:
    """Incidents with an exact or near public point that fulfils the condition."""
    return of_incidents(Site.objects.filter(condition, precision__in=sorted(MAPPABLE)))


def _in_box(box: Box) -> Q:
    return Q(
        longitude__gte=box.west,
        longitude__lte=box.east,
        latitude__gte=box.south,
        latitude__lte=box.north,
    )


def in_circle(circle: Circle) -> Q:
    """Great-circle distance (haversine); a box comes first, so that the index serves."""
    rise = Sin(Radians(F("latitude") - circle.latitude) / 2.0)
    turn = Sin(Radians(F("longitude") - circle.longitude) / 2.0)
    narrowing = Cos(Radians("latitude")) * math.cos(math.radians(circle.latitude))
    half_chord = Sqrt(Power(rise, 2) + narrowing * Power(turn, 2))
    distance = 2 * EARTH_KM * ASin(Least(1.0, half_chord))
    return _in_box(around(circle)) & Q(_AtMost(distance, Value(circle.kilometres)))


class _AtMost(Func):
    arg_joiner = " <= "
    template = "(%(expressions)s)"
    output_field = BooleanField()


def around(circle: Circle) -> Box:
    """The smallest box of degrees that holds a circle; the whole turn near a pole."""
    reach = circle.kilometres / EARTH_KM
    south, north = (
        circle.latitude - math.degrees(reach),
        circle.latitude + math.degrees(reach),
    )
    edge = math.sin(reach) / math.cos(math.radians(circle.latitude))
    if south <= -90 or north >= 90 or edge >= 1:
        return Box(-180, max(south, -90), 180, min(north, 90))
    turn = math.degrees(math.asin(edge))
    west, east = circle.longitude - turn, circle.longitude + turn
    if west < -180 or east > 180:
        return Box(-180, south, 180, north)
    return Box(west, south, east, north)


def _in_polygon(polygon: Polygon) -> Q:
    longitudes, latitudes = zip(*polygon.ring, strict=True)
    box = Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    found = _in_box(box) & Q(_Contains(polygon.ring))
    for hole in polygon.holes:
        found &= ~Q(_Contains(hole))
    return found


FINER = 1000.0
"""PostgreSQL's geometry takes products of less than a millionth for 0.

In degrees, points a hundred metres outside of a short edge would lie on it; in thousandths of
degrees, those within a few centimetres.
"""


class _Contains(Func):
    """PostgreSQL's own polygon holds the point of a site; its edge belongs to it."""

    template = "(%(expressions)s)"
    arg_joiner = " @> "
    output_field = BooleanField()

    def __init__(self, ring: Ring) -> None:
        corners = ",".join(f"({x * FINER!r},{y * FINER!r})" for x, y in ring)
        super().__init__(
            Func(Value(f"({corners})"), template="%(expressions)s::polygon"),
            Func(F("longitude") * FINER, F("latitude") * FINER, function="point"),
        )


def _figures(filters: Filters) -> dict[str, Q]:
    """By the retained figure; where somebody says that nobody died, that is 0."""
    none = Q(deaths_retained=None, deaths_state=DeathsState.NONE)
    low, high = filters.fatalities_min, filters.fatalities_max
    least = Q() if low is None else Q(deaths_retained__gte=low) | (none if low == 0 else NOTHING)
    return {
        "fatalities_min": least,
        "fatalities_max": Q() if high is None else Q(deaths_retained__lte=high) | none,
    }


def _contested(asked: tuple[str, ...]) -> Q:
    if not asked:
        return Q()
    found = Q(contested__overlap=list(_given(asked)))
    return found | Q(contested=[]) if NONE in asked else found


def involved(actors: tuple[str, ...], roles: tuple[str, ...], components: Iterable[Component]) -> Q:
    """Who was involved: one and the same participation has the actor and the role."""
    if not actors and not roles:
        return Q()
    nobody = ~of_incidents(Participation.objects.all())
    given = _given(roles)
    if not actors:
        found = of_incidents(Participation.objects.filter(role__in=given))
        return found | nobody if NONE in roles else found
    found = NOTHING
    if given or not roles:
        found = of_incidents(_in_roles(given).filter(_stands_for(components)))
    if NONE in actors and (given or not roles):
        named = _in_roles(given or AUTHORS).filter(actor__isnull=False)
        found |= ~of_incidents(named)
    return found | nobody if NONE in actors and NONE in roles else found


def _in_roles(roles: Sequence[str]) -> QuerySet[Participation]:
    rows = Participation.objects.all()
    return rows.filter(role__in=roles) if roles else rows


def _stands_for(components: Iterable[Component]) -> Q:
    """Participations of the actors, each on the days on which it counts."""
    by_span: dict[tuple[Any, Any], list[int]] = {}
    for one in components:
        by_span.setdefault((one.first, one.last), []).append(one.actor)
    found = NOTHING
    for (first, last), actors in by_span.items():
        span = Q(actor__in=actors)
        if first > FIRST_DAY:
            span &= Q(incident__start__gte=first)
        if last < LAST_DAY:
            span &= Q(incident__start__lte=last)
        found |= span
    return found


def _reported(asked: tuple[str, ...], known: Known) -> Q:
    if not asked:
        return Q()
    found = heard_from(Q(pk__in=known.of("source")))
    return found | ~heard_from(Q(protected=False)) if NONE in asked else found


def heard_from(sources: Q) -> Q:
    """Incidents that one of these sources reported, carried a claim of, or speaks in itself."""
    of: dict[str, Q] = {
        path: _prefixed(sources, path) for path in ("report__source", "carrier", "speaker_source")
    }
    links: QuerySet[Model] = Incident.reports.through.objects.filter(of["report__source"])
    found = of_incidents(links)
    for path, condition in of.items():
        found |= of_incidents(Claim.objects.filter(condition, **{f"{path}__isnull": False}))
    return found


def _prefixed(condition: Q, path: str) -> Q:
    return Q(*[(f"{path}__{name}", value) for name, value in condition.children])  # type: ignore[misc]


def _tagged(asked: tuple[str, ...], known: Known) -> Q:
    if not asked:
        return Q()
    links: QuerySet[Model] = Incident.tags.through.objects.all()
    found = of_incidents(links.filter(term__in=known.of("tag")))
    return found | ~of_incidents(links) if NONE in asked else found


def _given(asked: Iterable[str]) -> list[str]:
    return [word for word in asked if word != NONE]
