"""timeline/ and facets/: the same filters as incidents/, and totals that add up."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from rest_framework.request import Request

from incidents.api.base import ApiView
from incidents.api.openapi import Operation
from incidents.filters import INCIDENTS, PAGING, Declaration, Filters, Parameter
from incidents.filters.kinds import Choice
from incidents.readers import aggregates as reader
from incidents.readers.facets import by_dimension, facets
from incidents.readers.incidents import find
from incidents.serializers import aggregates as shown

UNIT = Parameter(
    "unit",
    Choice(reader.UNITS, "month"),
    gettext_lazy("Length of a bar; a week runs Monday to Sunday and is named by its Monday."),
    "week",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineFilters(Filters):
    unit: str = "month"


FACETS: Declaration[Filters] = Declaration(Filters, INCIDENTS.without(*PAGING))
TIMELINE: Declaration[TimelineFilters] = Declaration(
    TimelineFilters, (*INCIDENTS.without(*PAGING), UNIT)
)


class Timeline(ApiView):
    """Incidents by day, week or month of their start, and by kind."""

    describes = {"get": Operation("Timeline")}
    declaration = TIMELINE

    def get(self, request: Request) -> HttpResponse:
        filters: TimelineFilters = self.asked(request)
        found = find(filters, request.user)
        bars = shown.timeline(reader.timeline(found, filters.unit), filters.unit)
        return self.answer(request, {**bars, "totals": shown.totals(reader.totals(found))})


class Facets(ApiView):
    """What each value of each dimension would count under the other filters; and the totals."""

    describes = {"get": Operation("Facets")}
    declaration = FACETS

    def get(self, request: Request) -> HttpResponse:
        filters: Filters = self.asked(request)
        sums = reader.totals(find(filters, request.user))
        values = by_dimension(facets(filters, request.user))
        return self.answer(
            request,
            {
                "count": sums.incidents,
                "totals": shown.totals(sums),
                "facets": shown.facets(values),
            },
        )
