"""The index of the API, and the one answer for every address that it does not have."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve
from django.utils.translation import gettext as _
from rest_framework.request import Request

from incidents.api.base import ApiView, MayRead
from incidents.api.openapi import Operation
from incidents.filters.declared import refuse
from incidents.filters.kinds import ValueRefused

LISTS = (
    "incidents",
    "claims",
    "reports",
    "sources",
    "actors",
    "places",
    "admin-units",
    "kinds",
    "terms",
    "datasets",
    "timeline",
    "facets",
    "search",
    "snapshot",
    "snapshot/matches",
    "snapshot/arrow",
    "snapshot/parquet",
    "dictionary",
    "schema",
)


class Index(ApiView):
    """Where everything is."""

    describes = {"get": Operation("Index")}

    def get(self, request: Request) -> HttpResponse:
        self.asked(request)
        here = request.build_absolute_uri(request.path)
        links = {name: f"{here}{name}/" for name in LISTS}
        return self.answer(request, {**links, "docs": request.build_absolute_uri("/api/docs/")})


class Nowhere(ApiView):
    """An address that leads nowhere; with a slash at its end it may lead somewhere."""

    schema = None  # type: ignore[assignment]

    def get_permissions(self) -> list[Any]:
        """Nothing can be written here: who may read is told so, whatever the method."""
        return [MayRead()]

    def get(self, request: Request, path: str) -> HttpResponse:
        if "\0" in path:
            raise refuse("path", ValueRefused(_("It holds a NUL byte."), _("Leave the byte out.")))
        if not request.path.endswith("/") and _leads_somewhere(f"{request.path_info}/"):
            query = request.META["QUERY_STRING"]
            return HttpResponsePermanentRedirect(f"{request.path}/{query and '?'}{query}")
        raise Http404

    def post(self, request: Request, path: str) -> HttpResponse:
        raise Http404

    put = patch = delete = post


def _leads_somewhere(path: str) -> bool:
    found: Any = resolve(path)  # every address under the API's resolves, to nowhere at worst
    return found.func.cls is not Nowhere
