"""What the keys of kinds, terms and data sets are called, for pages that name a few of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import reduce
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from incidents.models import Dataset, Incident, Kind, Term

Names = dict[tuple[str, str], dict[str, str]]
"""By vocabulary ("kind", "dataset", "term", or a term's own vocabulary) and key."""


def names(wanted: Mapping[str, Collection[str]]) -> Names:
    """The names of these keys, by vocabulary; of a data set its licence and credit too.

    "term" finds a key in any vocabulary of terms. One statement.
    """
    parts = [_named(vocabulary, keys) for vocabulary, keys in wanted.items() if keys]
    if not parts:
        return {}
    found: Names = {}
    for vocabulary, key, english, french, licence, credit in reduce(
        lambda left, right: left.union(right, all=True), parts
    ):
        found[vocabulary, key] = {"en": english, "fr": french}
        if vocabulary == "dataset":
            found["licence", key] = {"en": licence}
            found["credit", key] = {"en": credit}
    return found


def _named(vocabulary: str, keys: Collection[str]) -> QuerySet[Any, Any]:
    empty = Value("", output_field=CharField())
    rows: QuerySet[Any, Any]
    more: tuple[Any, Any] = (empty, empty)
    if vocabulary == "kind":
        rows = Kind.objects.all()
    elif vocabulary == "dataset":
        rows, more = Dataset.objects.all(), (F("licence"), Cast("credit", CharField()))
    elif vocabulary == "term":
        rows = Term.objects.all()
    else:
        rows = Term.objects.filter(vocabulary=vocabulary)
    return (
        rows.filter(key__in=keys)
        .order_by()
        .values_list(Value(vocabulary), "key", "name_en", "name_fr", *more)
    )


def titles(public_ids: Collection[str], user: Any) -> dict[str, dict[str, str]]:
    """The titles of the incidents of these ids that `user` may see. One statement."""
    rows = Incident.objects.visible_to(user).filter(public_id__in=public_ids)
    return {
        public_id: {"en": english, "fr": french}
        for public_id, english, french in rows.values_list("public_id", "title_en", "title_fr")
    }
