"""Who speaks, who carries and of which data set, for the form of the list of claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Coalesce

from incidents.filters import open_sources
from incidents.models import Claim
from incidents.readers.claims import shown_claims


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    name_en: str
    name_fr: str
    claims: int


def speakers(user: Any) -> list[Choice]:
    """Actors and open sources that say something, those who say most first. One statement."""
    said = shown_claims(user).order_by()
    actors = _counted(said.filter(speaker_actor__isnull=False), "speaker_actor")
    sources = _counted(
        said.filter(speaker_source__isnull=False, speaker_source__protected=False),
        "speaker_source",
    )
    return _choices(actors.union(sources, all=True))


def carriers(user: Any) -> list[Choice]:
    """Open sources that publish or quote claims, most claims first. Two statements."""
    by = Coalesce("carrier_id", "report__source_id")
    counted = dict(
        shown_claims(user).annotate(by=by).order_by().values_list("by").annotate(number=Count("pk"))
    )
    rows = open_sources(user).filter(pk__in=counted).values_list("key", "name_en", "name_fr", "pk")
    found = [Choice(key, english, french, counted[row]) for key, english, french, row in rows]
    return sorted(found, key=lambda one: (-one.claims, one.key))


def datasets(user: Any) -> list[Choice]:
    """The data sets of the incidents that claims are about, most claims first. One statement."""
    return _choices(_counted(shown_claims(user).order_by(), "incident__dataset"))


def _counted(said: QuerySet[Claim], path: str) -> QuerySet[Any, Any]:
    names = {name: F(f"{path}__{name}") for name in ("key", "name_en", "name_fr")}
    return (
        said.annotate(
            of_key=names["key"], of_en=names["name_en"], of_fr=names["name_fr"], kind=Value(path)
        )
        .values_list("of_key", "of_en", "of_fr")
        .annotate(number=Count("pk"))
    )


def _choices(rows: QuerySet[Any, Any]) -> list[Choice]:
    return sorted((Choice(*row) for row in rows), key=lambda one: (-one.claims, one.key))
