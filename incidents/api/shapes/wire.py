"""Shapes of errors, of GeoJSON, and of the snapshot."""

from __future__ import annotations

from incidents.api.shapes.parts import (
    DAY,
    MOMENT,
    TEXT,
    WHOLE,
    Schema,
    list_of,
    none_or,
    shape,
    word,
)
from incidents.values import Label

_FILE = shape(address=TEXT, bytes=WHOLE, crc32=WHOLE)


WIRE: dict[str, Schema] = {
    "Problem": {
        **shape(
            type=TEXT,
            title=TEXT,
            status=WHOLE,
            detail=TEXT,
            errors=list_of(shape(field=TEXT, reason=TEXT, remedy=TEXT)),
        ),
        "description": "What was wrong (RFC 9457): each field with its reason and its remedy.",
        "example": {
            "type": "about:blank",
            "title": "Bad Request",
            "status": 400,
            "detail": "The request cannot be taken.",
            "errors": [
                {
                    "field": "after",
                    "reason": "“2024-13-01” is not a day.",
                    "remedy": "Write a day that exists as YYYY-MM-DD, such as 2024-09-17.",
                }
            ],
        },
    },
    "Feature": shape(
        type={"type": "string", "enum": ["Feature"]},
        id=TEXT,
        geometry=none_or({"type": "object"}),
        properties={"type": "object"},
    ),
    "Features": {
        **shape(
            ("withheld",),
            type={"type": "string", "enum": ["FeatureCollection"]},
            features=list_of({"$ref": "#/components/schemas/Feature"}),
            count=WHOLE,
            withheld=shape(count=WHOLE, datasets=list_of(TEXT)),
            next=none_or(TEXT),
        ),
        "description": (
            "GeoJSON (RFC 7946). The geometry is null where only a unit is known, and a "
            "MultiPoint where an incident has several places. Rows of data sets whose licence "
            "forbids it are withheld, and counted."
        ),
    },
    "SnapshotFile": {
        "type": "string",
        "format": "binary",
        "description": "Frames of columns, as docs/snapshot.md describes them.",
    },
    "ArrowFile": {
        "type": "string",
        "format": "binary",
        "description": "Incidents as columns of words; docs/snapshot.md names them.",
    },
    "Manifest": {
        **shape(
            format=WHOLE,
            data_to=none_or(DAY),
            changed_at=none_or(MOMENT),
            labels=list_of(
                shape(
                    label=word(Label),
                    rows=WHOLE,
                    dictionaries=shape(places=_FILE, place_names=_FILE, names=_FILE),
                    parts=list_of(
                        shape(
                            part=TEXT,
                            rows=WHOLE,
                            first_day=WHOLE,
                            last_day=WHOLE,
                            sections=shape(first=_FILE, rest=_FILE, ids=_FILE, titles=_FILE),
                        )
                    ),
                    bundles=list_of(
                        shape(
                            section=TEXT,
                            parts=list_of(TEXT),
                            address=TEXT,
                            bytes=WHOLE,
                            crc32=WHOLE,
                        )
                    ),
                )
            ),
        ),
        "description": "What the snapshot holds for this reader, each file by its address.",
    },
}
