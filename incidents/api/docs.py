"""schema/ and the page that shows it: served from here, nothing from another host."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from drf_spectacular.generators import SchemaGenerator
from rest_framework.request import Request

from incidents.api.base import ApiView
from incidents.api.openapi import Operation, problem_responses
from incidents.api.shapes import COMPONENTS
from incidents.api.typed import shape_of
from incidents.api.writing_bodies import Correction, DeathsChoice, NewLink, Note, Nothing
from incidents.values import NewIncident

TITLE = "Vigie Sahel"
BODIES = (NewIncident, Correction, Nothing, Note, DeathsChoice, NewLink)
ABOUT = gettext_lazy(
    "The record of security incidents in the Sahel: who said what about each. Days are civil days "
    "at the place; moments are UTC. Names come in English and French, keys are never translated. "
    "Lists are alternatives by comma or repetition, parameters must all hold; “none” asks for "
    "incidents without a value. Every error is a problem document (RFC 9457) that names the field "
    "and the remedy."
)


class Schema(ApiView):
    """This document."""

    describes = {"get": Operation("Document")}

    def get(self, request: Request) -> HttpResponse:
        self.asked(request)
        return self.answer(request, document(request))


def document(request: Request | None = None) -> dict[str, Any]:
    """OpenAPI 3.0, in the language of the request."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    made: dict[str, Any] = generator.get_schema(request=request, public=True)  # type: ignore[no-untyped-call]
    made["info"] = {"title": TITLE, "version": "1", "description": str(ABOUT)}
    made["components"] = {
        "schemas": {**COMPONENTS, **{one.__name__: shape_of(one) for one in BODIES}},
        "responses": problem_responses(),
        "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "sessionid"}},
    }
    return made


def page(request: HttpRequest) -> HttpResponse:
    """The document for people: Swagger UI from our own files, without inline script."""
    return render(request, "api/docs.html")
