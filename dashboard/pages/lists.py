"""What all lists share: reading an address, and the addresses of what follows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest, QueryDict

from dashboard.language import PARAMETER
from incidents.filters import Declaration, Refusal, Refused, declared_for

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Asked(Generic[Read]):
    """The filters of an address; or, where they cannot be taken, why not."""

    filters: Read
    refusals: tuple[Refusal, ...] = ()


def asked(
    declaration: Declaration[Read], request: HttpRequest, *, ignored: Collection[str] = ()
) -> Asked[Read]:
    """Read the address; `ignored` names what belongs to the page and filters nothing."""
    given = {
        name: request.GET.getlist(name)
        for name in request.GET
        if name not in ignored and name != PARAMETER
    }
    try:
        return Asked(declared_for(declaration, request.user).parse(given))
    except Refused as refused:
        return Asked(declaration.into(), refused.refusals)


def next_address(request: HttpRequest, cursor: str) -> str:
    """The same list from `cursor` on; empty where nothing follows."""
    return _with(request.GET, cursor) if cursor else ""


def first_address(request: HttpRequest) -> str:
    """The same list from its start; empty where this is it."""
    return _with(request.GET, "") if request.GET.get("cursor") else ""


def _with(given: QueryDict, cursor: str) -> str:
    query = given.copy()
    query.pop("cursor", None)
    for name in [name for name, values in query.lists() if not any(values)]:
        del query[name]
    if cursor:
        query["cursor"] = cursor
    return "?" + query.urlencode()
