"""claims/, reports/, sources/, actors/, places/, admin-units/: pages by key, files where asked."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from incidents.api.base import ApiView, listed, next_address
from incidents.api.files import asks_for_page, table_or_lines, with_headers, withheld
from incidents.api.negotiation import Csv, GeoJson, Json, NdJson
from incidents.api.openapi import READING, Operation
from incidents.filters import lists as filters
from incidents.readers import actors, claims, places, reports, sources
from incidents.readers.paging import Page
from incidents.serializers import lists as shown
from incidents.serializers import sees_grades
from incidents.serializers.claims import claim
from incidents.serializers.columns import TABLES
from incidents.serializers.geojson import feature, point
from incidents.serializers.sources import report, report_detail, source_row


class ClaimList(ApiView):
    """Claims about visible incidents: by speaker, carrier, subject, stance and standing."""

    describes = {"get": Operation("ClaimPage")}
    declaration = filters.CLAIMS
    renderer_classes = [Json, Csv, NdJson]

    def get(self, request: Request) -> HttpResponseBase:
        asked: filters.ClaimFilters = self.asked(request)
        grades = sees_grades(request.user)
        found = claims.find_claims(asked, request.user)
        if request.accepted_renderer.format != Json.format:
            kept = claims.withheld(found)
            found = claims.exportable(found)
            read = claims.claim_page if asks_for_page(request) else claims.stream
            rows = read(found, asked)
            shown_rows = (claim(row, grades=grades) for row in rows)
            response = table_or_lines(request, "claims", TABLES["claims"], shown_rows)
            return with_headers(response, withheld(*kept))
        page = claims.claim_page(found, asked)
        results = [claim(row, grades=grades) for row in page.rows]
        return self.answer(request, listed(request, found.count(), page.next, results))


class ReportList(ApiView):
    """Documents of open sources with a visible incident or claim."""

    describes = {"get": Operation("ReportPage")}
    declaration = filters.REPORTS
    renderer_classes = [Json, Csv, NdJson]

    def get(self, request: Request) -> HttpResponseBase:
        asked: filters.ReportFilters = self.asked(request)
        grades = sees_grades(request.user)
        found = reports.find_reports(asked, request.user)
        if request.accepted_renderer.format != Json.format:
            kept = reports.withheld(found)
            found = reports.exportable(found)
            read = reports.report_page if asks_for_page(request) else reports.stream
            rows = read(found, asked, request.user)
            shown_rows = (report(row, grades=grades) for row in rows)
            response = table_or_lines(request, "reports", TABLES["reports"], shown_rows)
            return with_headers(response, withheld(*kept))
        page = reports.report_page(found, asked, request.user)
        results = [report(row, grades=grades) for row in page.rows]
        return self.answer(request, listed(request, found.count(), page.next, results))


class ReportDetail(ApiView):
    """One document, with the visible incidents that it reports."""

    describes = {"get": Operation("ReportDetail", fails=(404, *READING))}

    def get(self, request: Request, public_id: str) -> HttpResponse:
        self.asked(request)
        found = reports.report_with_incidents(public_id, request.user)
        if found is None:
            raise Http404
        row, incidents = found
        grades = sees_grades(request.user)
        return self.answer(request, report_detail(row, incidents, grades=grades))


class SourceList(ApiView):
    """Open sources; a protected source has no row."""

    describes = {"get": Operation("SourcePage")}
    declaration = filters.SOURCES

    def get(self, request: Request) -> HttpResponse:
        asked: filters.SourceFilters = self.asked(request)
        found = sources.find_sources(asked, request.user)
        page = sources.source_page(found, asked, request.user)
        grades = sees_grades(request.user)
        results = [source_row(row, grades=grades) for row in page.rows]
        return self.answer(request, listed(request, found.count(), page.next, results))


class SourceDetail(ApiView):
    """One open source."""

    describes = {"get": Operation("SourceRow", fails=(404, *READING))}

    def get(self, request: Request, key: str) -> HttpResponse:
        self.asked(request)
        row = sources.source_row(key, request.user)
        if row is None:
            raise Http404
        return self.answer(request, source_row(row, grades=sees_grades(request.user)))


class ActorList(ApiView):
    """The register of actors: organisations, never a people."""

    describes = {"get": Operation("ActorPage")}
    declaration = filters.ACTORS

    def get(self, request: Request) -> HttpResponse:
        asked: filters.ActorFilters = self.asked(request)
        found = actors.find_actors(asked)
        page = actors.actor_page(found, asked, request.user)
        results = [shown.actor_row(row) for row in page.rows]
        return self.answer(request, listed(request, found.count(), page.next, results))


class ActorDetail(ApiView):
    """One actor: names in each language, and dated, sourced relations."""

    describes = {"get": Operation("ActorDetail", fails=(404, *READING))}

    def get(self, request: Request, key: str) -> HttpResponse:
        self.asked(request)
        register = actors.register_of(key, request.user)
        if register is None:
            raise Http404
        return self.answer(request, shown.actor_detail(register))


class PlaceList(ApiView):
    """The gazetteer."""

    describes = {"get": Operation("PlacePage")}
    declaration = filters.PLACES
    renderer_classes = [Json, GeoJson]

    def get(self, request: Request) -> HttpResponse:
        asked: filters.PlaceFilters = self.asked(request)
        found = places.find_places(asked)
        page = places.place_page(found, asked)
        rows = [shown.place(row) for row in page.rows]
        if request.accepted_renderer.format == GeoJson.format:
            features = [feature(row, row["geometry"] or point(row)) for row in rows]
            return collection(self, request, page, found.count(), features)
        return self.answer(request, listed(request, found.count(), page.next, rows))


class UnitList(ApiView):
    """Administrative units with the days on which they exist; GeoJSON brings their outlines."""

    describes = {"get": Operation("UnitPage")}
    declaration = filters.ADMIN_UNITS
    renderer_classes = [Json, GeoJson]

    def get(self, request: Request) -> HttpResponse:
        asked: filters.UnitFilters = self.asked(request)
        found = places.find_units(asked)
        drawn = request.accepted_renderer.format == GeoJson.format
        page = places.unit_page(found, asked, outlines=drawn or asked.geometry)
        rows = [shown.unit(row) for row in page.rows]
        if drawn:
            features = [feature(row, row.pop("geometry")) for row in rows]
            return collection(self, request, page, found.count(), features)
        return self.answer(request, listed(request, found.count(), page.next, rows))


def collection(
    view: ApiView, request: Request, page: Page, count: int, features: list[Any]
) -> HttpResponse:
    body = {
        "type": "FeatureCollection",
        "features": features,
        "count": count,
        "next": next_address(request, page.next),
    }
    return view.answer(request, body, media=GeoJson.media_type)
