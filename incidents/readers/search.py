"""Search while a person types: incidents, places, actors and units whose names begin so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Length

from incidents.filters import Filters
from incidents.filters.words import every_word
from incidents.folding import fold
from incidents.models import ActorName, AdminUnit, Incident, PlaceName
from incidents.readers.incidents import find
from incidents.readers.rows import named

MOST_NAMES = 200
"""Names looked at: one place or actor may have many that match."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the text may mean; `matched` in a row is the name that was found."""

    incidents: list[dict[str, Any]] = field(default_factory=list)
    places: list[dict[str, Any]] = field(default_factory=list)
    actors: list[dict[str, Any]] = field(default_factory=list)
    units: list[dict[str, Any]] = field(default_factory=list)


def suggestions(text: str, limit: int, user: Any) -> Found:
    """At most `limit` of each, in four statements; nothing for an empty text."""
    if not text:
        return Found()
    return Found(
        incidents=_incidents(text, limit, user),
        places=_places(text, limit),
        actors=_actors(text, limit),
        units=_units(text, limit),
    )


def matching_ids(text: str, user: Any) -> list[str]:
    """Public ids of the visible incidents in which all the words of a text occur."""
    if not text:
        return []
    found = find(Filters(q=text), user).order_by("start", "id")
    return list(found.values_list("public_id", flat=True))


def _incidents(text: str, limit: int, user: Any) -> list[dict[str, Any]]:
    found = Incident.objects.visible_to(user).filter(every_word(text, "search", whole=False))
    columns = ("public_id", "title_en", "title_fr", "start", "kind_id")
    return list(found.order_by("-start", "-id").values(*columns)[:limit])


def _places(text: str, limit: int) -> list[dict[str, Any]]:
    found = _best(PlaceName.objects.all(), text, "-place__population", "place_id")
    rows = found.annotate(unit=named("place__admin1")).values(
        "place_id",
        "unit",
        matched=F("name"),
        label=F("place__name"),
        geonames_id=F("place__geonames_id"),
        key=F("place__key"),
        country=F("place__country"),
        latitude=F("place__latitude"),
        longitude=F("place__longitude"),
    )
    return _first(rows[:MOST_NAMES], lambda row: row["place_id"], limit)


def _actors(text: str, limit: int) -> list[dict[str, Any]]:
    found = _best(ActorName.objects.all(), text, "actor__key")
    rows = found.values(
        matched=F("name"),
        key=F("actor__key"),
        name_en=F("actor__name_en"),
        name_fr=F("actor__name_fr"),
        type=F("actor__type"),
    )
    return _first(rows[:MOST_NAMES], lambda row: row["key"], limit)


def _units(text: str, limit: int) -> list[dict[str, Any]]:
    found = AdminUnit.objects.filter(level__gte=1).filter(every_word(text, "folded", whole=False))
    columns = ("key", "name_en", "name_fr", "level", "country", "valid_from", "valid_to")
    return list(found.order_by("level", "key").values(*columns)[:limit])


def _best(names: QuerySet[Any], text: str, *then: str) -> QuerySet[Any]:
    """Names with every word of the text: the same name first, then those that begin with it."""
    folded = fold(text)
    nearness = Case(
        When(folded=folded, then=Value(0)),
        When(folded__startswith=folded, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found: QuerySet[Any] = names.filter(every_word(text, "folded", whole=False))
    found = found.annotate(nearness=nearness)
    return found.order_by("nearness", *then, Length("folded"))


def _first(
    rows: Iterable[dict[str, Any]], of: Callable[[dict[str, Any]], Any], limit: int
) -> list[dict[str, Any]]:
    """The first row of each thing, at most `limit` of them."""
    found: dict[Any, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(of(row), row)
    return list(found.values())[:limit]
