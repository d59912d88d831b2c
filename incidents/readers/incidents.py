"""Reading incidents: those that match, a page of them, one with all that is said of it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When

from incidents.filters import Filters, Known, conditions, known
from incidents.models import Claim, Incident, IncidentLink
from incidents.models.deaths import ranked_figure
from incidents.readers.claims import claim_rows
from incidents.readers.paging import (
    Page,
    SortKey,
    by_day,
    by_moment,
    by_number,
    counted_by,
    filled,
    ordered,
    page_of,
    value_of,
    walk,
)
from incidents.readers.reports import about, report_rows, shown_reports
from incidents.readers.rows import Rows, summary_rows, whole_row

RowsOf = Callable[[list[int]], Iterable[dict[str, Any]]]
SORTED = {
    "-start": by_day("start", descending=True),
    "start": by_day("start", descending=False),
    "-fatalities": by_number("figure", descending=True),
    "fatalities": by_number("figure", descending=False),
    "-updated": by_moment("updated_at", descending=True),
    "updated": by_moment("updated_at", descending=False),
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many match: as incidents (linked as the same count once), and as rows of the list."""

    incidents: int
    rows: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One incident with all that its page shows; rows for the serializers."""

    incident: Mapping[str, Any]
    claims: Sequence[Mapping[str, Any]]
    reports: Sequence[Mapping[str, Any]]
    related: Sequence[Mapping[str, Any]]


def find(filters: Filters, user: Any, asked: Known | None = None) -> QuerySet[Incident]:
    """Incidents that match and that `user` may see. Order and paging are not applied.

    One or two statements are made first where filters name keys, unless `asked` has been looked
    up already. Raises Refused.
    """
    found = Incident.objects.visible_to(user)
    return found.filter(every(conditions(filters, asked or known(filters, user))))


def every(wanted: Mapping[str, Q]) -> Q:
    return reduce(operator.and_, wanted.values(), Q())


def count(found: QuerySet[Incident]) -> Numbers:
    """One statement: linked incidents count once, whichever of them match."""
    numbers = found.aggregate(
        alone=Count("pk", filter=Q(same_group=None)),
        groups=Count("same_group", distinct=True, filter=Q(same_group__isnull=False)),
        rows=Count("pk"),
    )
    return Numbers(numbers["alone"] + numbers["groups"], numbers["rows"])


def exportable(found: QuerySet[Incident]) -> QuerySet[Incident]:
    """Those that may leave in files, by the licence of their data set."""
    return found.filter(dataset__may_export=True)


def withheld(found: QuerySet[Incident]) -> tuple[int, list[str]]:
    """How many rows stay behind when these leave in a file, and of which data sets."""
    return counted_by(found.filter(dataset__may_export=False), "dataset__key")


def page(found: QuerySet[Incident], filters: Filters, rows: RowsOf = summary_rows) -> Page:
    """Two statements: which incidents; then their rows with sites, participations and tags.

    `rows` gives them for ids: `summary_rows`, or `told_rows` with lists as text.
    """
    key = SORTED[filters.order]
    page = page_of(
        _keys(found, key),
        key,
        cursor=filters.cursor,
        digest=filters.digest(),
        size=filters.page_size,
    )
    return filled(page, rows)


def in_order(
    found: QuerySet[Incident],
    key: SortKey,
    columns: Mapping[str, F],
    *,
    past: tuple[Any, int] | None = None,
) -> QuerySet[Any, Any]:
    """Ids, sort values and columns, from the row on that follows the one given as (value, id)."""
    return ordered(_keys(found, key, columns), key, past=past)


def _keys(
    found: QuerySet[Incident], key: SortKey, columns: Mapping[str, F] | None = None
) -> QuerySet[Any, Any]:
    if key.column == "figure":
        found = found.annotate(figure=ranked_figure(descending=key.descending))
    keys: QuerySet[Any, Any] = found.values("id", key.column, **(columns or {}))
    return keys


def cursor_value(filters: Filters) -> Any:
    """What the last row of the page before is sorted by; None for the first. Raises Refused."""
    return value_of(filters.cursor, filters.digest(), SORTED[filters.order])


def stream(
    found: QuerySet[Incident], filters: Filters, rows: RowsOf = summary_rows
) -> Iterator[dict[str, Any]]:
    """All rows in order, whatever page the filters ask for."""
    return walk(lambda part: page(found, part, rows), filters)


def dossier(public_id: str, user: Any) -> Dossier | None:
    """One incident with its claims, documents and links, in five statements.

    None where it does not exist for this user.
    """
    shown = Incident.objects.visible_to(user)
    found = shown.filter(public_id=public_id).values_list("pk", flat=True).first()
    if found is None:
        return None
    row = whole_row(found)
    claims = Claim.objects.filter(incident=found, incident__in=shown)
    return Dossier(
        incident=row,
        claims=list(claim_rows(claims).order_by("order")),
        reports=list(_reports(found, shown, user)),
        related=list(_related(found, shown)),
    )


def incident_for(public_id: str, user: Any) -> Incident | None:
    """One incident to act on; None where it does not exist for this user."""
    return Incident.objects.visible_to(user).filter(public_id=public_id).first()


def claim_of(incident: Incident, public_id: str) -> Claim | None:
    """One of the incident's own claims."""
    return Claim.objects.filter(incident=incident, public_id=public_id).first()


def _reports(incident: int, shown: QuerySet[Incident], user: Any) -> Rows:
    found = shown_reports(user).filter(about(shown.filter(pk=incident)))
    return report_rows(found, user).order_by("published_on", "id")


def _related(incident: int, shown: QuerySet[Incident]) -> Rows:
    """Visible incidents that a person linked with this one, on either side of the link."""
    links = IncidentLink.objects.filter(Q(first=incident) | Q(second=incident)).annotate(
        other=Case(When(first=incident, then=F("second")), default=F("first"))
    )
    rows: Rows = (
        shown.filter(pk__in=links.values("other"))
        .annotate(same=Subquery(links.filter(other=OuterRef("pk")).values("same")[:1]))
        .order_by("start", "public_id")
        .values("public_id", "same", "title_en", "title_fr", "sensitive")
    )
    return rows
