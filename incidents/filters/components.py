"""Which actors stand for an asked one, and on which days: its accepted components."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from incidents.models import ActorRelation
from incidents.values import RelationKind, RelationStatus, TimePrecision

FIRST_DAY = date.min
LAST_DAY = date.max


@dataclass(frozen=True, slots=True)
class Component:
    """`actor` counts for `whole` when an incident starts on `first`..`last`, both included."""

    actor: int
    whole: int
    first: date = FIRST_DAY
    last: date = LAST_DAY


Parts = Mapping[int, tuple[Component, ...]]
"""By the id of the part: each whole that it belongs to directly, and when."""


def accepted_parts() -> Parts:
    """All accepted `component_of` relations, in one statement."""
    parts: dict[int, tuple[Component, ...]] = {}
    rows = ActorRelation.objects.filter(
        kind=RelationKind.COMPONENT_OF, status=RelationStatus.ACCEPTED
    ).values_list(
        "subject_id",
        "object_id",
        "valid_from",
        "valid_from_precision",
        "valid_to",
        "valid_to_precision",
    )
    for part, whole, begins, from_precision, ends, to_precision in rows:
        span = Component(part, whole, first_of(begins, from_precision), last_of(ends, to_precision))
        parts[part] = (*parts.get(part, ()), span)
    return parts


def first_of(day: date | None, precision: str) -> date:
    """The first day that a date of that precision may mean; nothing known: since ever."""
    if day is None:
        return FIRST_DAY
    if precision == TimePrecision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == TimePrecision.MONTH else day


def last_of(day: date | None, precision: str) -> date:
    """The last day that a date of that precision may mean; nothing known: until today."""
    if day is None:
        return LAST_DAY
    if precision == TimePrecision.YEAR:
        return day.replace(month=12, day=31)
    if precision == TimePrecision.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


def wholes_of(actor: int, parts: Parts) -> list[Component]:
    """Every whole that `actor` counts for, itself first, with the days on which it does.

    A chain holds on the days on which each of its links holds. Relations that run in a circle
    are followed once.
    """
    found = [Component(actor, actor)]
    _climb(found[0], parts, (actor,), found)
    return merged(found)


def components_of(wholes: Iterable[int], parts: Parts) -> list[Component]:
    """Every actor that counts for one of `wholes`, with the days on which it does."""
    asked = set(wholes)
    actors = asked | set(parts)
    return [
        component
        for actor in sorted(actors)
        for component in wholes_of(actor, parts)
        if component.whole in asked
    ]


def merged(components: Iterable[Component]) -> list[Component]:
    """The same, with spans of one pair that touch or overlap made one."""
    joined: list[Component] = []
    for one in sorted(components, key=lambda one: (one.actor, one.whole, one.first)):
        last = joined[-1] if joined else None
        if last and _follows(last, one):
            joined[-1] = Component(one.actor, one.whole, last.first, max(last.last, one.last))
        else:
            joined.append(one)
    return joined


def _follows(last: Component, one: Component) -> bool:
    if (last.actor, last.whole) != (one.actor, one.whole):
        return False
    return last.last == LAST_DAY or one.first <= last.last + timedelta(days=1)


def _climb(at: Component, parts: Parts, path: tuple[int, ...], found: list[Component]) -> None:
    for link in parts.get(at.whole, ()):
        first, last = max(at.first, link.first), min(at.last, link.last)
        if link.whole in path or first > last:
            continue
        reached = Component(at.actor, link.whole, first, last)
        found.append(reached)
        _climb(reached, parts, (*path, link.whole), found)
