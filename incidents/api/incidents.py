"""incidents/ and incidents/{id}/: a page, a file of the whole view, one with all that is said."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from incidents.api.base import ApiView, listed, next_address
from incidents.api.files import (
    asks_for_page,
    geojson_file,
    lines_file,
    table_file,
    with_headers,
    withheld,
    written_file,
)
from incidents.api.negotiation import Csv, GeoJson, Json, NdJson
from incidents.api.openapi import READING, WRITING, Operation
from incidents.api.versions import version_tag
from incidents.api.writes import correct, create
from incidents.filters import INCIDENTS, Filters
from incidents.readers import incidents as reader
from incidents.readers.copied import portions
from incidents.readers.rows import told_rows
from incidents.serializers import incident_detail, incident_summary, incident_told, sees_grades
from incidents.serializers.columns import TABLES, incident_cells
from incidents.serializers.geojson import incident_feature
from incidents.serializers.incident_lines import incident_lines
from incidents.snapshot.aggregates import sums


class IncidentList(ApiView):
    """Incidents that match; a linked pair shows both rows and counts once."""

    describes = {
        "get": Operation("IncidentPage"),
        "post": Operation("IncidentDetail", status=201, body="NewIncident", fails=WRITING),
    }
    declaration = INCIDENTS
    renderer_classes = [Json, GeoJson, Csv, NdJson]

    def get(self, request: Request) -> HttpResponseBase:
        filters: Filters = self.asked(request)
        counts = sums(filters, request.user)
        form = request.accepted_renderer.format
        if form == Json.format:
            numbers = counts.numbers()
            page = reader.page(counts.around(filters), filters, told_rows)
            results = [incident_told(row) for row in page.rows]
            body = listed(request, numbers.incidents, page.next, results)
            return self.answer(request, {**body, "rows": numbers.rows})
        kept, datasets = counts.withheld()
        exported = reader.exportable(counts.found)
        if form == GeoJson.format:
            members = {
                "count": counts.numbers().incidents,
                "withheld": {"count": kept, "datasets": datasets},
            }
            response = self._geojson(request, filters, exported, members)
        else:
            response = self._rows(request, filters, exported)
        return with_headers(response, withheld(kept, datasets))

    def _rows(self, request: Request, filters: Filters, found: Any) -> HttpResponseBase:
        paged = asks_for_page(request)
        if request.accepted_renderer.format == Csv.format:
            columns = TABLES["incidents"]
            if paged:
                told = incident_cells(reader.page(found, filters, told_rows))
                return table_file(request, "incidents", columns, told)
            lines = incident_lines(portions(found, filters), told_rows)
            return written_file(request, "incidents", columns, lines)
        read = reader.page if paged else reader.stream
        rows = map(incident_told, read(found, filters, told_rows))
        return lines_file(request, "incidents", rows)

    def _geojson(
        self, request: Request, filters: Filters, found: Any, members: dict[str, Any]
    ) -> HttpResponseBase:
        """The whole view as one file, or the page that the address asks for."""
        if not asks_for_page(request):
            rows = map(incident_summary, reader.stream(found, filters))
            whole = {**members, "next": None}
            return geojson_file(request, "incidents", whole, map(incident_feature, rows))
        page = reader.page(found, filters)
        collection = {
            "type": "FeatureCollection",
            "features": [incident_feature(incident_summary(row)) for row in page.rows],
            **members,
            "next": next_address(request, page.next),
        }
        return self.answer(request, collection, media=GeoJson.media_type)

    def post(self, request: Request) -> HttpResponseBase:
        """Draft an incident."""
        return create(request)


class IncidentDetail(ApiView):
    """One incident: sites, participations, claims, documents, and the rule of its deaths."""

    describes = {
        "get": Operation("IncidentDetail", fails=(403, 404, *READING)),
        "patch": Operation("IncidentDetail", body="Correction", fails=WRITING, versioned=True),
    }
    renderer_classes = [Json, GeoJson]

    def get(self, request: Request, public_id: str) -> HttpResponseBase:
        self.asked(request)
        dossier = reader.dossier(public_id, request.user)
        if dossier is None:
            raise Http404
        detail = incident_detail(dossier, grades=sees_grades(request.user))
        if request.accepted_renderer.format == GeoJson.format:
            if not dossier.incident["may_export"]:
                raise PermissionDenied
            return self.answer(request, incident_feature(detail), media=GeoJson.media_type)
        return self.answer(request, detail, etag=version_tag(detail))

    def patch(self, request: Request, public_id: str) -> HttpResponseBase:
        """Correct an incident: what is not published is an analyst's, what is, an editor's."""
        return correct(request, public_id)
