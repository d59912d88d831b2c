"""Method, licences and credits: how a figure is chosen, and what the words of the page mean."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboard.dossier.documents import web_address
from dashboard.writing import named
from incidents.readers.vocabulary import datasets, kinds
from incidents.serializers.names import translated


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    listed = kinds()
    context: dict[str, Any] = {
        "datasets": [
            {
                **row,
                "name": named({"en": row["name_en"], "fr": row["name_fr"]}),
                "licence": named(translated(row, "licence")),
                "credit": named(translated(row, "credit")),
                "address": web_address(row["address"]),
            }
            for row in datasets(request.user)
        ],
        "kinds": [
            {
                **_worded(kind),
                "parts": [_worded(part) for part in listed if part["parent_id"] == kind["key"]],
            }
            for kind in listed
            if kind["parent_id"] is None
        ],
    }
    return render(request, "about.html", context)


def _worded(row: dict[str, Any]) -> dict[str, str]:
    return {
        "key": row["key"],
        "name": named({"en": row["name_en"], "fr": row["name_fr"]}),
        "definition": named({"en": row["definition_en"], "fr": row["definition_fr"]}),
    }
