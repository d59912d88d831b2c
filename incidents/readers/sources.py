"""Reading open sources. Protected ones have no row here, for nobody."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Coalesce, Concat

from incidents.filters import open_sources
from incidents.filters.lists import SourceFilters
from incidents.filters.words import plain_word, plainly
from incidents.models import Source
from incidents.readers.claims import shown_claims
from incidents.readers.paging import Page, SortKey, page_of
from incidents.readers.reports import shown_reports

COLUMNS = (
    "id",
    "key",
    "name_en",
    "name_fr",
    "kind",
    "country",
    "languages",
    "website",
    "reliability",
)


def find_sources(filters: SourceFilters, user: Any) -> QuerySet[Source]:
    """Open sources that match and that `user` may know of."""
    found = open_sources(user)
    if filters.kind:
        found = found.filter(kind__in=filters.kind)
    if filters.country:
        found = found.filter(country__in=filters.country)
    if filters.q:
        found = found.annotate(names=plainly(Concat("name_en", Value(" "), "name_fr")))
        for word in filters.q.split():
            found = found.filter(names__contains=plain_word(word))
    return found


def source_page(found: QuerySet[Source], filters: SourceFilters, user: Any) -> Page:
    """Three statements: the rows by key, and how many documents and claims of each are visible."""
    page = page_of(
        found.values(*COLUMNS),
        SortKey("key"),
        cursor=filters.cursor,
        digest=filters.digest(),
        size=filters.page_size,
    )
    return Page(_counted(page.rows, user), page.next)


def source_row(key: str, user: Any) -> dict[str, Any] | None:
    """One open source; None where it does not exist for this user."""
    rows = list(open_sources(user).filter(key=key).values(*COLUMNS))
    return _counted(rows, user)[0] if rows else None


def _counted(rows: Collection[dict[str, Any]], user: Any) -> list[dict[str, Any]]:
    ids = [row["id"] for row in rows]
    reports = shown_reports(user).filter(source__in=ids).order_by().values_list("source")
    claims = (
        shown_claims(user)
        .annotate(by=Coalesce("carrier_id", "report__source_id"))
        .filter(by__in=ids)
        .order_by()
        .values_list("by")
    )
    of_reports = dict(reports.annotate(number=Count("id", distinct=True)))
    of_claims = dict(claims.annotate(number=Count("id")))
    return [
        {**row, "reports": of_reports.get(row["id"], 0), "claims": of_claims.get(row["id"], 0)}
        for row in rows
    ]
