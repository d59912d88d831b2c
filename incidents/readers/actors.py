"""Reading the register of actors, with what the user may see of their part in incidents."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from incidents.filters.lists import ActorFilters
from incidents.filters.words import every_word
from incidents.models import Actor, ActorName, ActorRelation, Incident, Participation
from incidents.readers.paging import Page, SortKey, page_of
from incidents.readers.rows import Rows, named

COLUMNS = (
    "id",
    "key",
    "type",
    "subtype",
    "country",
    "name_en",
    "name_fr",
    "name_ar",
    "active_from",
    "active_from_precision",
    "active_to",
    "active_to_precision",
    "note_en",
    "note_fr",
)
RELATION = (
    "kind",
    "valid_from",
    "valid_from_precision",
    "valid_to",
    "valid_to_precision",
    "status",
    "source",
    "note_en",
    "note_fr",
)


@dataclass(frozen=True, slots=True)
class Register:
    """One actor: its row, its names, and its relations from either end."""

    actor: dict[str, Any]
    names: list[dict[str, Any]]
    relations: list[dict[str, Any]]
    relations_to: list[dict[str, Any]]
    roles: dict[str, int]
    """Visible incidents by the role in which it stands there itself."""


def find_actors(filters: ActorFilters) -> QuerySet[Actor]:
    """Actors that match; all the words of `q` in one of their names."""
    found = Actor.objects.all()
    if filters.type:
        found = found.filter(type__in=filters.type)
    if filters.country:
        found = found.filter(country__in=filters.country)
    if filters.q:
        names = ActorName.objects.filter(every_word(filters.q, "folded", whole=False))
        found = found.filter(pk__in=names.values("actor"))
    return found


def actor_page(found: QuerySet[Actor], filters: ActorFilters, user: Any) -> Page:
    """Two statements: the rows by key, and in how many visible incidents each stands."""
    page = page_of(
        found.values(*COLUMNS),
        SortKey("key"),
        cursor=filters.cursor,
        digest=filters.digest(),
        size=filters.page_size,
    )
    return Page(_counted(page.rows, user), page.next)


def register_of(key: str, user: Any) -> Register | None:
    """One actor, in five statements; None where there is none of that key."""
    row = Actor.objects.filter(key=key).values(*COLUMNS).first()
    if row is None:
        return None
    roles = _seen(user).filter(actor=row["id"]).order_by().values_list("role")
    names: Rows = (
        ActorName.objects.filter(actor=row["id"])
        .order_by("kind", "language", "name")
        .values("language", "name", "kind", "source")
    )
    return Register(
        actor=_counted([row], user)[0],
        names=list(names),
        relations=_relations("object", subject=row["id"]),
        relations_to=_relations("subject", object=row["id"]),
        roles=dict(roles.annotate(number=Count("incident", distinct=True))),
    )


def _relations(end: str, **this: int) -> list[dict[str, Any]]:
    """Relations of an actor, each with the actor at its other end."""
    found = ActorRelation.objects.filter(**this).annotate(other=named(end))
    rows: Rows = found.order_by("kind", "valid_from", "id").values(*RELATION, "other")
    return list(rows)


def _seen(user: Any) -> QuerySet[Participation]:
    return Participation.objects.filter(incident__in=Incident.objects.visible_to(user))


def _counted(rows: Collection[dict[str, Any]], user: Any) -> list[dict[str, Any]]:
    ids = [row["id"] for row in rows]
    stands = _seen(user).filter(actor__in=ids).order_by().values_list("actor")
    numbers = dict(stands.annotate(number=Count("incident", distinct=True)))
    return [{**row, "incidents": numbers.get(row["id"], 0)} for row in rows]
