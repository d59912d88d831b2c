"""Reading documents. A protected source's documents are never among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from incidents.filters import open_sources, shown_datasets
from incidents.filters.kinds import NONE
from incidents.filters.known import refuse_unknown
from incidents.filters.lists import ReportFilters
from incidents.filters.words import plain_word, plainly
from incidents.models import Claim, Incident, Report
from incidents.readers.paging import Page, by_day, counted_by, page_of, walk
from incidents.readers.rows import Rows, source_object

COLUMNS = (
    "id",
    "public_id",
    "kind",
    "title",
    "address",
    "published_on",
    "published_at",
    "published_precision",
    "retrieved_at",
    "language",
    "sha256",
    "edition",
    "release",
    "origin_id",
)


def shown_reports(user: Any) -> QuerySet[Report]:
    """Documents of open sources that `user` may see."""
    return Report.objects.visible_to(user).filter(source__protected=False)


def report_rows(found: QuerySet[Report], user: Any) -> Rows:
    """The rows that `serializers.report` takes.

    The origin is named only where it is a document that `user` may see.
    """
    origin = shown_reports(user).filter(pk=OuterRef("origin")).order_by().values("public_id")
    rows: Rows = found.annotate(
        of_source=source_object("source"),
        of_dataset=F("dataset__key"),
        of_origin=Subquery(origin[:1]),
    ).values(*COLUMNS, "of_source", "of_dataset", "of_origin")
    return rows


def find_reports(filters: ReportFilters, user: Any) -> QuerySet[Report]:
    """Documents that match and that `user` may see; one statement first for each key filter."""
    found = shown_reports(user).filter(_of_sources(filters, user), _of_datasets(filters, user))
    if filters.incident:
        seen = Incident.objects.visible_to(user).filter(public_id=filters.incident)
        found = found.filter(about(seen))
    if filters.language:
        found = found.filter(language__in=filters.language)
    if filters.published_after:
        found = found.filter(published_on__gte=filters.published_after)
    if filters.published_before:
        found = found.filter(published_on__lt=filters.published_before)
    if filters.q:
        found = found.annotate(plain_title=plainly("title"))
        for word in filters.q.split():
            found = found.filter(plain_title__contains=plain_word(word))
    return found


def about(incidents: QuerySet[Incident]) -> Q:
    """Documents that report these incidents, or carry a claim about them."""
    links = Incident.reports.through.objects.filter(incident__in=incidents.values("id"))
    claims = Claim.objects.filter(incident__in=incidents.values("id")).order_by()
    return Q(pk__in=links.values("report")) | Q(pk__in=claims.values("report"))


def report_page(found: QuerySet[Report], filters: ReportFilters, user: Any) -> Page:
    """One statement: the newest first, those without a day last."""
    return page_of(
        report_rows(found, user),
        by_day("published_on", descending=True, nullable=True),
        cursor=filters.cursor,
        digest=filters.digest(),
        size=filters.page_size,
    )


def stream(found: QuerySet[Report], filters: ReportFilters, user: Any) -> Iterator[dict[str, Any]]:
    """All rows in order, whatever page the filters ask for."""
    return walk(lambda part: report_page(found, part, user), filters)


def exportable(found: QuerySet[Report]) -> QuerySet[Report]:
    """Those that are no row of a data set whose licence forbids that it leaves in files."""
    return found.exclude(dataset__may_export=False)


def withheld(found: QuerySet[Report]) -> tuple[int, list[str]]:
    """How many stay behind, and of which data sets: one statement."""
    return counted_by(found.filter(dataset__may_export=False), "dataset__key")


def report_with_incidents(
    public_id: str, user: Any
) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """A document and the visible incidents that it reports; None where it is not for this user."""
    row = report_rows(shown_reports(user).filter(public_id=public_id), user).first()
    if row is None:
        return None
    links = Incident.reports.through.objects.filter(report=row["id"]).values("incident")
    claims = Claim.objects.filter(report=row["id"]).order_by().values("incident")
    seen = Incident.objects.visible_to(user).filter(Q(pk__in=links) | Q(pk__in=claims))
    columns = ("public_id", "title_en", "title_fr", "start")
    return row, list(seen.order_by("start", "id").values(*columns))


def _of_sources(filters: ReportFilters, user: Any) -> Q:
    if not filters.source:
        return Q()
    sources = dict(open_sources(user).filter(key__in=filters.source).values_list("key", "id"))
    refuse_unknown("source", filters.source, sources, "sources/")
    return Q(source__in=sources.values())


def _of_datasets(filters: ReportFilters, user: Any) -> Q:
    keys = [key for key in filters.dataset if key != NONE]
    if not filters.dataset:
        return Q()
    datasets = dict(shown_datasets(user).filter(key__in=keys).values_list("key", "id"))
    refuse_unknown("dataset", keys, datasets, "datasets/")
    found = Q(dataset__in=datasets.values())
    return found | Q(dataset=None) if NONE in filters.dataset else found
