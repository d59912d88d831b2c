"""The plain list of incidents, and the dossier: on its own page and as a fragment for the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.dossier import Dossier, Reader, badges, days, deaths_phrase, dossier, names_in, place
from dashboard.pages.forms import Option, fields_of
from dashboard.pages.lists import Asked, asked, first_address, next_address
from dashboard.pages.reading import reader_of
from dashboard.writing import filters as words
from dashboard.writing import named, totals
from incidents.filters import INCIDENTS, Filters, Refused, declared_for
from incidents.readers import incidents as reader
from incidents.readers.aggregates import Totals
from incidents.readers.facets import Facet, by_dimension
from incidents.readers.near import near
from incidents.readers.paging import Page
from incidents.serializers import incident_detail, incident_summary, sees_grades
from incidents.snapshot.aggregates import sums
from incidents.values import MAPPABLE, canonical_id

PAGE_STATE = ("view", "mode", "selected", "unit", "compare", "measure", "period", "list")
"""What the dashboard keeps in its address besides filters."""


@require_safe
def incident(request: HttpRequest, public_id: str) -> HttpResponse:
    """The dossier on its own page; an id that is typed otherwise leads to its own address."""
    found = _dossier(request, public_id)
    if found.id != public_id:
        address = reverse("incident", args=[found.id])
        query = request.META["QUERY_STRING"]
        return HttpResponsePermanentRedirect(f"{address}{query and '?'}{query}")
    on_map = "/?" + urlencode({"selected": found.id})
    return render(request, "incidents/incident.html", {"dossier": found, "on_map": on_map})


@require_safe
def fragment(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same dossier without a page around it."""
    return render(request, "incidents/fragment.html", {"dossier": _dossier(request, public_id)})


@require_safe
def incident_list(request: HttpRequest) -> HttpResponse:
    """The list that needs no JavaScript: the filters of the API, its count, its pages."""
    wanted = asked(INCIDENTS, request, ignored=PAGE_STATE)
    try:
        return _listed(request, wanted)
    except Refused as refused:
        return _listed(request, Asked(Filters(), refused.refusals))


def _listed(request: HttpRequest, wanted: Asked[Filters]) -> HttpResponse:
    counts = sums(wanted.filters, request.user)
    found = by_dimension(counts.facets())
    choices = {name: _options(name, values) for name, values in found.items()}
    context: dict[str, Any] = {
        "fields": fields_of(declared_for(INCIDENTS, request.user), request.GET, choices),
        "refusals": wanted.refusals,
        "first": first_address(request),
    }
    if not wanted.refusals:
        page = reader.page(counts.around(wanted.filters), wanted.filters)
        context |= _page(request, page, counts.totals())
    return render(request, "incidents/list.html", context, status=400 if wanted.refusals else 200)


def _page(request: HttpRequest, page: Page, told: Totals) -> dict[str, Any]:
    rows = [incident_summary(row) for row in page.rows]
    wanted = {
        "kind": {key for row in rows for key in (row["kind"], row["sub_kind"])},
        "dataset": {*told.datasets},
    }
    reading = reader_of(request, wanted)
    mixed = totals.mixed([reading.name("dataset", key) for key in told.datasets])
    return {
        "rows": [_row(row, reading) for row in rows],
        "counted": totals.counted(told.incidents, told.not_on_map),
        "toll": totals.toll(told.deaths, told.with_figure, told.without),
        "bounds": totals.bounds(told.low, told.high),
        "mixed": mixed,
        "empty": not rows,
        "next": next_address(request, page.next),
    }


def _row(row: Mapping[str, Any], reading: Reader) -> dict[str, Any]:
    return {
        "address": reading.link(row["page"]),
        "title": named(row["title"]),
        "start": row["start"],
        "when": days(row),
        "badges": badges(row, reading),
        "where": place(row["sites"]),
        "deaths": deaths_phrase(row["deaths"]),
    }


def _options(name: str, values: Sequence[Facet]) -> list[Option]:
    """The values of a dimension, each with its count under the other filters."""
    return [
        Option(value=value.key, words=_named(name, value), count=value.incidents)
        for value in values
    ]


def _named(name: str, value: Facet) -> str:
    if value.key == words.NONE and name != "fatalities":
        return words.none(name)
    if name in words.WORDS:
        return words.word(name, value.key)
    return named({"en": value.name_en or value.key, "fr": value.name_fr or value.key})


def _dossier(request: HttpRequest, written: str) -> Dossier:
    public_id = canonical_id(written)
    found = reader.dossier(public_id, request.user)
    if found is None:
        raise Http404
    detail = incident_detail(found, grades=sees_grades(request.user))
    points = [
        (site["latitude"], site["longitude"])
        for site in detail["sites"]
        if site["precision"] in MAPPABLE and site["latitude"] is not None
    ]
    told = [public_id, *(link["id"] for link in detail["links"])]
    around = near(points, date.fromisoformat(detail["start"]), request.user, leave_out=told)
    return dossier(detail, reader_of(request, names_in(detail)), near=around)
