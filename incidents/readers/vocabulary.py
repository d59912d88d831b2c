"""The vocabularies kept as data, and the data sets."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from incidents.filters import shown_datasets
from incidents.filters.lists import TermFilters
from incidents.models import Kind, Term

WORDED = ("key", "name_en", "name_fr", "name_ar", "definition_en", "definition_fr")

DATASET = (
    *("key", "name_en", "name_fr", "licence", "licence_fr", "credit", "credit_fr"),
    *("address", "rank", "may_show", "may_export"),
)


def kinds() -> list[dict[str, Any]]:
    """The six kinds and their sub-kinds, in the order of the glossary."""
    return list(Kind.objects.order_by("order", "key").values(*WORDED, "parent_id", "acled"))


def terms(filters: TermFilters) -> list[dict[str, Any]]:
    """The words of all vocabularies, or of some."""
    found = Term.objects.order_by("vocabulary", "order", "key")
    if filters.vocabulary:
        found = found.filter(vocabulary__in=filters.vocabulary)
    return list(found.values(*WORDED, "vocabulary"))


def datasets(user: Any) -> list[dict[str, Any]]:
    """Data sets whose rows `user` may see, with their licences."""
    found = shown_datasets(user).order_by(F("rank"), "key")
    return list(found.values(*DATASET))
