"""What every page of the site has in its head: its sections, and itself in each language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.language import switches
from incidents.readers.synthetic import sees_synthetic


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "section_links": sections(request.path),
        "language_switches": switches(request),
        # Asked only by pages that show it: a template calls it.
        "sees_synthetic": lambda: sees_synthetic(request.user),
    }


def sections(path: str) -> list[dict[str, str | bool]]:
    """The pages that the head leads to, the one under which `path` lies marked."""
    found = (
        ("/", _("Map")),
        ("/incidents/", _("Incidents")),
        ("/actors/", pgettext("of the record", "Actors")),
        ("/sources/", pgettext("who publishes", "Sources")),
        ("/claims/", pgettext("attributed statements", "Claims")),
        ("/about/", _("Method")),
    )
    return [
        {
            "address": address,
            "words": words,
            "current": path == address or (address != "/" and path.startswith(address)),
        }
        for address, words in found
    ]
