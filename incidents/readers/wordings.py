"""What the keys of kinds, terms and data sets are called, for pages that name a few of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import reduce
from typing import Any

from django.db.models import CharField, QuerySet, Value
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
    for vocabulary, key, english, french, *more in reduce(
        lambda left, right: left.union(right, all=True), parts
    ):
        found[vocabulary, key] = {"en": english, "fr": french}
        if vocabulary == "dataset":
            licence, licence_fr, credit, credit_fr = more
            found["licence", key] = {"en": licence, "fr": licence_fr or licence}
            found["credit", key] = {"en": credit, "fr": credit_fr or credit}
    return found


def _named(vocabulary: str, keys: Collection[str]) -> QuerySet[Any, Any]:
    empty = Value("", output_field=CharField())
    rows: QuerySet[Any, Any]
    more: tuple[Any, ...] = (empty,) * 4
    if vocabulary == "kind":
        rows = Kind.objects.all()
    elif vocabulary == "dataset":
        rows = Dataset.objects.all()
        texts = ("licence", "licence_fr", "credit", "credit_fr")
        more = tuple(Cast(text, CharField()) for text in texts)
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
