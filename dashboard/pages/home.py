"""The dashboard: one page, whose scripts bring in the record and keep the state in the address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from dashboard.words import words


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    query = request.GET.urlencode()
    plain = reverse("incidents") + (f"?{query}" if query else "")
    response = render(request, "dashboard/index.html", context() | {"plain": plain})
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def context() -> dict[str, Any]:
    """What the page's scripts must know: where things are, and their words in its language."""
    return {
        "urls": {
            "columns": reverse("api-columns"),
            "matches": reverse("api-matches"),
            "search": reverse("api-search"),
            "incidents": reverse("api-incidents"),
            "pages": reverse("incidents"),
            "about": reverse("about"),
            "basemap": static("basemap/sahel.json"),
            "basemap_detail": static("basemap/sahel-detail.json"),
        },
        "modules": [static(f"dashboard/{name}") for name in _modules()],
        "words": words(),
    }


def _modules() -> list[str]:
    """The scripts that main.js brings along: named at once, a slow link asks for all at once."""
    folder = Path(settings.BASE_DIR) / "static" / "dashboard"
    return sorted(path.name for path in folder.glob("*.js") if path.name != "theme.js")
