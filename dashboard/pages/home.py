"""The dashboard: one page, whose scripts bring in the record and keep the state in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from dashboard.storage import JOINED
from dashboard.words import words
from incidents.filters import INCIDENTS, Refused, declared_for, known

LISTS = tuple(one.name for one in INCIDENTS.for_readers().parameters if one.kind.multiple)
"""Filters that take several values."""
MOST_UNKNOWN = 100
"""Values that are looked up one by one, where something is amiss; the page leaves out the rest."""


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    query = request.GET.urlencode()
    plain = reverse("incidents") + (f"?{query}" if query else "")
    response = render(
        request, "dashboard/index.html", context() | {"plain": plain, "unknown": unknown(request)}
    )
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def context() -> dict[str, Any]:
    """What the page's scripts must know: where things are, and their words in its language."""
    return {
        "urls": {
            "snapshot": reverse("api-snapshot"),
            "matches": reverse("api-snapshot-matches"),
            "search": reverse("api-search"),
            "incidents": reverse("api-incidents"),
            "pages": reverse("incidents"),
            "about": reverse("about"),
            "basemap": static("basemap/sahel.json"),
            "basemap_detail": static("basemap/sahel-detail.json"),
        },
        **_scripts_and_styles(),
        "words": words(),
    }


def unknown(request: HttpRequest) -> dict[str, list[str]]:
    """By filter, the values of the address that no list has: the page names them, and asks for
    the rest. A key that this reader may not know of is among them, as in the API."""
    given = {name: _values(request.GET.getlist(name)) for name in LISTS if name in request.GET}
    if _taken(given, request.user):
        return {}
    pairs = [(name, value) for name, values in given.items() for value in values]
    found: dict[str, list[str]] = {}
    for at, (name, value) in enumerate(pairs):
        if at >= MOST_UNKNOWN or not _taken({name: [value]}, request.user):
            found.setdefault(name, []).append(value)
    return found


def _values(texts: Sequence[str]) -> list[str]:
    return [value.strip() for text in texts for value in text.split(",") if value.strip()]


def _taken(given: Mapping[str, Sequence[str]], user: Any) -> bool:
    try:
        known(declared_for(INCIDENTS, user).only(*given).parse(given), user)
    except Refused:
        return False
    return True


def _scripts_and_styles() -> dict[str, Any]:
    """One of each where the collected files have them joined; else the files as they are."""
    script, style = JOINED
    if script in getattr(staticfiles_storage, "hashed_files", {}):
        return {"script": static(script), "modules": [], "styles": [static(style)]}
    return {
        "script": static(*JOINED[script]),
        "modules": [static(f"dashboard/{name}") for name in _modules()],
        "styles": [static(name) for name in JOINED[style]],
    }


def _modules() -> list[str]:
    """The scripts that main.js brings along: named at once, a slow link asks for all at once."""
    folder = Path(settings.BASE_DIR) / "static" / "dashboard"
    return sorted(path.name for path in folder.glob("*.js") if path.name != "theme.js")
