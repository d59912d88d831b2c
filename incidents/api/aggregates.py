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
from incidents.readers.aggregates import UNITS
from incidents.readers.facets import by_dimension
from incidents.serializers import aggregates as shown
from incidents.snapshot.aggregates import sums

UNIT = Parameter(
    "unit",
    Choice(UNITS, "month"),
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
        found = sums(filters, request.user)
        bars = shown.timeline(found.timeline(filters.unit), filters.unit)
        return self.answer(request, {**bars, "totals": shown.totals(found.totals())})


class Facets(ApiView):
    """What each value of each dimension would count under the other filters; and the totals."""

    describes = {"get": Operation("Facets")}
    declaration = FACETS

    def get(self, request: Request) -> HttpResponse:
        filters: Filters = self.asked(request)
        found = sums(filters, request.user)
        totals, values = found.totals(), by_dimension(found.facets())
        return self.answer(
            request,
            {
                "count": totals.incidents,
                "totals": shown.totals(totals),
                "facets": shown.facets(values),
            },
        )
