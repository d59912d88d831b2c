"""How many incidents each value of each dimension would give under the other filters.

The number beside a value is what a list filtered by that value, and by all else that is asked,
would count. A dimension never filters itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from incidents.filters import INCIDENTS, Filters, Known, conditions, known
from incidents.filters.components import Component, accepted_parts, wholes_of
from incidents.filters.conditions import involved
from incidents.filters.kinds import NONE
from incidents.models import Incident
from incidents.readers.facet_statement import BASE_COLUMNS, NOBODY, Statement
from incidents.readers.incidents import every
from incidents.readers.rows import Rows
from incidents.readers.statements import rows_with
from incidents.values import ParticipationRole

RAIL = tuple(one.name for one in INCIDENTS.parameters if one.rail)
ROLES = (*(role.value for role in ParticipationRole), NONE)


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a dimension; `key` is "none" for incidents that have no value in it."""

    dimension: str
    key: str
    name_en: str | None
    name_fr: str | None
    parent: str | None
    """Kind of a sub-kind, country of a region, region of a district, vocabulary of a tag…"""
    incidents: int


def facets(filters: Filters, user: Any, asked: Known | None = None) -> list[Facet]:
    """Every value with at least one incident, for each dimension, most incidents first.

    One statement, after one for the relations of actors, and one or two for the keys that the
    filters name unless `asked` has been looked up already.
    """
    asked = asked or known(filters, user)
    wanted = conditions(filters, asked)
    flags = [name for name in RAIL if name in wanted]
    always = {name: condition for name, condition in wanted.items() if name not in flags}
    base = Incident.objects.visible_to(user).filter(every(always))
    columns = {f"m_{name}": wanted[name] for name in flags}
    statement = Statement(flags)
    columns |= _count_involved(statement, filters, asked.components)
    rows = rows_with(_base(base, columns), statement.sql(), statement.params)
    return in_order(Facet(*row) for row in rows)


def in_order(values: Iterable[Facet]) -> list[Facet]:
    """Most incidents first; equal ones by key."""
    return sorted(values, key=lambda one: (-one.incidents, one.key, one.dimension))


def by_dimension(values: Iterable[Facet]) -> dict[str, list[Facet]]:
    """The values under each dimension of the rail, in its order."""
    found: dict[str, list[Facet]] = {name: [] for name in RAIL}
    for value in values:
        found[value.dimension].append(value)
    return found


def _base(found: QuerySet[Incident], columns: Mapping[str, Q]) -> Rows:
    flags = {
        name: Case(When(condition, then=Value(True)), default=Value(False))
        for name, condition in columns.items()
    }
    counted = found.annotate(counted=Coalesce(F("same_group"), -F("id")), **flags)
    rows: Rows = counted.values(*BASE_COLUMNS, "counted", *flags)
    return rows


def _count_involved(
    statement: Statement, filters: Filters, components: Iterable[Component]
) -> dict[str, Q]:
    """Add actor and role, which one participation must have together; returns their flags."""
    given = [role for role in filters.role if role != NONE]
    if given or not filters.role:
        statement.actors(given, () if filters.actor_exact else _wholes())
    statement.none("actor", "b.nobody")
    flags = {"nobody": involved((NONE,), filters.role, ())}
    if not filters.actor:
        statement.words("role", "p.role", "JOIN incidents_participation p ON p.incident_id = b.id")
        statement.none("role", NOBODY)
        return flags
    for role in ROLES:
        statement.flagged("role", role, f"b.r_{role}")
        flags[f"r_{role}"] = involved(filters.actor, (role,), components)
    return flags


def _wholes() -> list[Component]:
    """For every component, what it counts for besides itself."""
    parts = accepted_parts()
    return [one for actor in parts for one in wholes_of(actor, parts) if one.whole != actor]
