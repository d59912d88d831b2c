"""Shapes of totals, timeline, facets, search and the columns."""

from __future__ import annotations

from incidents import values
from incidents.api.shapes.parts import (
    BOTH,
    DAY,
    INCIDENT_ID,
    NUMBER,
    TEXT,
    WHOLE,
    Schema,
    list_of,
    none_or,
    ref,
    shape,
    word,
)

TOTALS = shape(
    incidents=WHOLE,
    not_on_map=WHOLE,
    deaths=shape(retained=WHOLE, low=WHOLE, high=WHOLE, with_figure=WHOLE, without=WHOLE),
    datasets=list_of(TEXT),
)
AGGREGATES: dict[str, Schema] = {
    "Totals": {
        **TOTALS,
        "description": "“retained” deaths in “with_figure” incidents, “without” a figure the rest.",
    },
    "Timeline": shape(
        unit={"type": "string", "enum": ["day", "week", "month"]},
        count=WHOLE,
        bars=list_of(
            shape(
                start=DAY,
                count=WHOLE,
                kinds={"type": "object", "additionalProperties": WHOLE},
                deaths=WHOLE,
                with_figure=WHOLE,
            )
        ),
        totals=ref("Totals"),
    ),
    "Facet": shape(("name", "parent"), key=TEXT, count=WHOLE, name=BOTH, parent=TEXT),
    "Facets": shape(
        count=WHOLE,
        totals=ref("Totals"),
        facets={"type": "object", "additionalProperties": list_of(ref("Facet"))},
    ),
    "Found": shape(
        incidents=list_of(shape(id=INCIDENT_ID, page=TEXT, title=BOTH, kind=TEXT, start=DAY)),
        places=list_of(
            shape(
                id=TEXT,
                name=TEXT,
                matched=TEXT,
                country=TEXT,
                admin1=none_or(ref("Named")),
                latitude=none_or(NUMBER),
                longitude=none_or(NUMBER),
            )
        ),
        actors=list_of(
            shape(key=TEXT, page=TEXT, name=BOTH, type=word(values.ActorType), matched=TEXT)
        ),
        units=list_of(
            shape(
                key=TEXT,
                name=BOTH,
                level=WHOLE,
                country=TEXT,
                valid_from=none_or(DAY),
                valid_to=none_or(DAY),
            )
        ),
    ),
    "Dictionary": shape(
        tables={
            "type": "object",
            "additionalProperties": list_of(shape(name=TEXT, help=BOTH)),
        }
    ),
    "Index": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
    "Document": {"type": "object"},
}
