"""The dashboard: one page, whose scripts bring in the record and keep the state in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dashboard.pages import said
from dashboard.picture import picture
from dashboard.picture.summary import summary
from dashboard.storage import EARLY, FIRST, JOINED, LATER, SCRIPT, WORKER
from incidents.filters import INCIDENTS, Refused, declared_for, known

LISTS = tuple(one.name for one in INCIDENTS.for_readers().parameters if one.kind.multiple)
"""Filters that take several values."""
MOST_UNKNOWN = 100
"""Values that are looked up one by one, where something is amiss; the page leaves out the rest."""


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    query = request.GET.urlencode()
    plain = reverse("incidents") + (f"?{query}" if query else "")
    drawn = picture(request)
    # What has a picture names nothing that is not known.
    more = {"plain": plain, "picture": drawn, "unknown": {} if drawn else unknown(request)}
    if drawn and drawn.summarised:
        more["summary"] = reverse("summary") + (f"?{query}" if query else "")
    page = context()
    styles = page["styles"]
    response = render(request, "dashboard/index.html", page | more)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    # Asked for with the first bytes of the answer, before the page itself is read.
    response["Link"] = ", ".join(f"<{style}>; rel=preload; as=style" for style in styles)
    return response


@require_safe
def summarised(request: HttpRequest) -> HttpResponse:
    """The sums by month for the address of a page, see dashboard/picture/summary.py."""
    content = summary(request)
    if content is None:
        raise Http404
    kept = {"Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/octet-stream", headers=kept)


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
            "words": said.address(get_language() or settings.LANGUAGE_CODE),
        },
        **_scripts_and_styles(),
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
    if SCRIPT in getattr(staticfiles_storage, "hashed_files", {}):
        return {
            "early": static(EARLY),
            "script": static(SCRIPT),
            "worker": static(WORKER),
            "modules": [],
            "styles": [static(FIRST)],
            "later": [static(LATER)],
        }
    return {
        "early": static(*JOINED[EARLY]),
        "script": static(*JOINED[SCRIPT]),
        "worker": static(*JOINED[WORKER]),
        "modules": [static(f"dashboard/{name}") for name in _modules()],
        "styles": [static(name) for name in JOINED[FIRST]],
        "later": [static(name) for name in JOINED[LATER]],
    }


def _modules() -> list[str]:
    """The scripts that main.js brings along: named at once, a slow link asks for all at once."""
    folder = Path(settings.BASE_DIR) / "static" / "dashboard"
    return sorted(path.name for path in folder.glob("*.js") if path.name != "theme.js")
