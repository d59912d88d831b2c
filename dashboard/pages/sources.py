"""Who publishes: what each source reported, how early, and how its figures stood in the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboard.dossier import Reader
from dashboard.dossier.documents import NOT_LINKED, documents, web_address
from dashboard.pages.forms import Option, fields_of
from dashboard.pages.lists import asked, first_address, next_address
from dashboard.pages.reading import reader_of
from dashboard.writing import labels, named, places
from dashboard.writing.bars import by_year
from incidents.filters.lists import SOURCES, ReportFilters, TermFilters
from incidents.readers.paging import Page
from incidents.readers.reports import find_reports, report_page
from incidents.readers.source_record import conduct_of, tellings
from incidents.readers.sources import find_sources, source_page, source_row
from incidents.readers.vocabulary import terms
from incidents.serializers import report, sees_grades

LATEST = 20
Row = Mapping[str, Any]


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    wanted = asked(SOURCES, request)
    page = Page([], "")
    if not wanted.refusals:
        page = source_page(find_sources(wanted.filters, request.user), wanted.filters, request.user)
    kinds = terms(TermFilters(vocabulary=("source_kind",)))
    reader = reader_of(request, {"source_kind": {row["kind"] for row in page.rows}})
    choices = {
        "kind": [Option(value=kind["key"], words=_both(kind)) for kind in kinds],
    }
    return render(
        request,
        "sources/list.html",
        {
            "fields": fields_of(SOURCES, request.GET, choices),
            "refusals": wanted.refusals,
            "rows": sorted(
                (_row(row, reader, grades=sees_grades(request.user)) for row in page.rows),
                key=lambda row: (-row["reports"], row["name"].casefold()),
            ),
            "grades": sees_grades(request.user),
            "first": first_address(request),
            "next": next_address(request, page.next),
        },
        status=400 if wanted.refusals else 200,
    )


@require_safe
def source(request: HttpRequest, key: str) -> HttpResponse:
    """One open source. A protected one has no page, for nobody."""
    row = source_row(key, request.user)
    if row is None:
        raise Http404
    grades = sees_grades(request.user)
    wanted = ReportFilters(source=(key,), page_size=LATEST)
    latest = report_page(find_reports(wanted, request.user), wanted, request.user)
    reports = [report(one, grades=grades) for one in latest.rows]
    reader = reader_of(
        request,
        {"source_kind": {row["kind"]}, "report_kind": {one["kind"] for one in reports}},
    )
    conduct = conduct_of(row["id"], request.user)
    years = {year.year: number for year, number in conduct.years}
    context = {
        "source": _row(row, reader, grades=grades),
        "grades": grades,
        "documents": documents(
            reports,
            reader,
            tellings=tellings({one["id"] for one in reports}, request.user),
        ),
        "more": bool(latest.next),
        "chart": by_year(years),
        "total": sum(years.values()),
        "conduct": conduct,
        "says": [
            {
                "words": labels.about(about),
                "claims": number,
                "address": "/claims/?" + urlencode({"speaker": key, "about": about}),
            }
            for about, number in conduct.says.items()
        ],
        "carried": "/claims/?" + urlencode({"carrier": key}),
        "all_incidents": "/incidents/?" + urlencode({"source": key}),
    }
    return render(request, "sources/detail.html", context)


def _row(row: Row, reader: Reader, *, grades: bool) -> dict[str, Any]:
    linked = row["kind"] not in NOT_LINKED
    return {
        "address": reader.link(f"/sources/{row['key']}/"),
        "name": _both(row),
        "kind": reader.name("source_kind", row["kind"]),
        "country": places.country(row["country"]) if row["country"] else "",
        "languages": row["languages"],
        "website": web_address(row["website"]) if linked else "",
        "reports": row["reports"],
        "claims": row["claims"],
        "reliability": labels.reliability(row["reliability"]) if grades else "",
    }


def _both(row: Row) -> str:
    return named({"en": row["name_en"], "fr": row["name_fr"] or row["name_en"]})
