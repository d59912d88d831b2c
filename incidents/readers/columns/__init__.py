"""The record as columns, for the page that filters it in memory: all that a user may see.

Rows leave the database as tuples, one statement for each table, and never become objects.
Incidents are sorted by start day and public id; the lists of sites, participations, sources and
tags are cut into incidents by their `start`. The answer's shape stands in docs/api.md.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from django.db.models import Max

from incidents.models import Incident
from incidents.readers.columns.dictionaries import Dictionaries
from incidents.readers.columns.tables import (
    INCIDENT,
    Places,
    incidents,
    participations,
    sites,
    sources,
    tags,
    titles,
)
from incidents.readers.columns.words import ENUMS

__all__ = ["columns"]

FORMAT = 1


def columns(user: Any) -> dict[str, Any]:
    """The whole answer but its name (`record`); fourteen statements, whatever the size."""
    shown = Incident.objects.visible_to(user)
    rows = sorted(shown.values_list(*INCIDENT), key=itemgetter(2, 1))
    places = Places(shown, [row[0] for row in rows])
    used = Dictionaries(user)
    tables = {
        "incidents": incidents(rows, used),
        "sites": sites(places, used),
        "participations": participations(places, used, [row[2] for row in rows]),
        "sources": sources(places, used),
        "tags": tags(places, used),
        "titles": titles(rows),
    }
    latest = shown.aggregate(at=Max("updated_at"))["at"]
    return {
        "format": FORMAT,
        "data_to": latest and latest.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "count": len(rows),
        "enums": {name: [word.value for word in words] for name, words in ENUMS.items()},
        "dictionaries": used.written(),
        **tables,
    }
