"""Filters by key: which of the keys exist for this user, in one statement."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

from django.db.models import QuerySet, Value

from incidents.filters.components import Component, accepted_parts, components_of
from incidents.filters.declared import Declaration, Refusal, Refused
from incidents.filters.incidents import INCIDENTS, Filters
from incidents.filters.kinds import NONE, Keys, unknown_key
from incidents.models import Actor, AdminUnit, Dataset, Kind, Source, Term
from incidents.values import Role

Read = TypeVar("Read")
KEYED = {one.name: one.kind.of for one in INCIDENTS.parameters if isinstance(one.kind, Keys)}
"""The filters that name keys, and the list of the API that has them."""


@dataclass(frozen=True, slots=True)
class Known:
    """The database's ids of the keys that filters name, and the components of their actors."""

    ids: Mapping[str, Mapping[str, int]]
    components: tuple[Component, ...] = ()

    def of(self, field: str) -> list[int]:
        return sorted(self.ids.get(field, {}).values())


def known(filters: Filters, user: Any) -> Known:
    """Look up every key that the filters name: one statement, and one more for components.

    Raises Refused for a key that does not exist, and in the same words for one that this user
    may not know of.
    """
    asked = {field: _keys(filters, field) for field in KEYED}
    asked = {field: keys for field, keys in asked.items() if keys}
    if not asked:
        return Known({})
    ids = _ids(asked, user)
    refusals = [
        _refusal(field, key)
        for field, keys in asked.items()
        for key in keys
        if key not in ids[field]
    ]
    if refusals:
        raise Refused(refusals)
    return Known(ids, _components(filters, ids))


def declared_for(declaration: Declaration[Read], user: Any) -> Declaration[Read]:
    """The parameters that `user` may name.

    It decides words, not rows: whoever asks, rows come through `visible_to`.
    """
    if getattr(user, "is_authenticated", False) and user.has_role(Role.ANALYST):
        return declaration
    return declaration.for_readers()


def shown_datasets(user: Any) -> QuerySet[Dataset]:
    """Data sets whose rows `user` may see."""
    if getattr(user, "is_authenticated", False):
        return Dataset.objects.all()
    return Dataset.objects.filter(may_show=True)


def open_sources(user: Any) -> QuerySet[Source]:
    """Sources that have a name and a page: protected ones have neither, for nobody."""
    return Source.objects.visible_to(user).filter(protected=False)


def refuse_unknown(field: str, asked: Iterable[str], known: Container[str], of: str) -> None:
    """Raises Refused where one of the keys that were asked for is not known."""
    errors = [unknown_key(key, of) for key in asked if key not in known]
    if errors:
        raise Refused([Refusal(field, error.reason, error.remedy) for error in errors])


def _keys(filters: Filters, field: str) -> list[str]:
    return [key for key in getattr(filters, field) if key != NONE]


def _ids(asked: Mapping[str, list[str]], user: Any) -> dict[str, dict[str, int]]:
    # Only what is asked is put together: the rule of sources alone takes milliseconds.
    rows: dict[str, Callable[[], QuerySet[Any, Any]]] = {
        "admin1": lambda: AdminUnit.objects.filter(level=1),
        "admin2": lambda: AdminUnit.objects.filter(level=2),
        "kind": lambda: Kind.objects.filter(parent=None),
        "sub_kind": lambda: Kind.objects.exclude(parent=None),
        "actor": Actor.objects.all,
        "source": lambda: open_sources(user),
        "dataset": lambda: shown_datasets(user),
        "tag": Term.objects.all,
    }
    queries: list[Any] = [
        rows[field]().filter(key__in=keys).order_by().values_list(Value(field), "key", "id")
        for field, keys in asked.items()
    ]
    ids: dict[str, dict[str, int]] = {field: {} for field in asked}
    for field, key, row in reduce(lambda left, right: left.union(right, all=True), queries):
        ids[field][key] = row
    return ids


def _components(filters: Filters, ids: Mapping[str, Mapping[str, int]]) -> tuple[Component, ...]:
    actors = ids.get("actor", {}).values()
    if filters.actor_exact:
        return tuple(Component(actor, actor) for actor in sorted(actors))
    return tuple(components_of(actors, accepted_parts())) if actors else ()


def _refusal(field: str, key: str) -> Refusal:
    error = unknown_key(key, KEYED[field])
    return Refusal(field, error.reason, error.remedy)
