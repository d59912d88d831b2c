"""Shapes of errors, of GeoJSON, and of the columns for the page."""

from __future__ import annotations

from incidents.api.shapes.parts import (
    FLAG,
    NUMBER,
    TEXT,
    WHOLE,
    Schema,
    list_of,
    none_or,
    shape,
)

NUMBERS = list_of(WHOLE)
PERHAPS = list_of(none_or(WHOLE))


def _table(**columns: Schema) -> Schema:
    return shape(**columns)


def _dictionary(**members: Schema) -> Schema:
    return list_of(shape(**dict.fromkeys(("key", "name_en", "name_fr"), TEXT), **members))


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
    "Columns": {
        **shape(
            record=TEXT,
            format=WHOLE,
            data_to=none_or(TEXT),
            count=WHOLE,
            enums={"type": "object", "additionalProperties": list_of(TEXT)},
            dictionaries=shape(
                kind=_dictionary(),
                sub_kind=_dictionary(parent=WHOLE),
                country=list_of(TEXT),
                admin1=_dictionary(country=WHOLE, type=TEXT),
                admin2=_dictionary(parent=WHOLE, type=TEXT),
                place=list_of(list_of(TEXT)),
                actor=_dictionary(type=TEXT),
                source=_dictionary(kind=TEXT),
                dataset=_dictionary(licence=TEXT, credit=TEXT, may_export=FLAG),
                tag=_dictionary(vocabulary=TEXT),
            ),
            incidents=_table(
                id=list_of(TEXT),
                day=NUMBERS,
                span=NUMBERS,
                date_precision=NUMBERS,
                kind=NUMBERS,
                sub_kind=NUMBERS,
                certainty=NUMBERS,
                contested=NUMBERS,
                dataset=NUMBERS,
                deaths_state=NUMBERS,
                low=PERHAPS,
                retained=PERHAPS,
                high=PERHAPS,
                group=NUMBERS,
                rank=NUMBERS,
            ),
            sites=_table(
                start=NUMBERS,
                country=NUMBERS,
                admin1=NUMBERS,
                admin2=NUMBERS,
                lon=PERHAPS,
                lat=PERHAPS,
                precision=NUMBERS,
                place=NUMBERS,
                radius=list_of(none_or(NUMBER)),
            ),
            participations=_table(
                start=NUMBERS, actor=NUMBERS, role=NUMBERS, attribution=NUMBERS, via=NUMBERS
            ),
            sources=_table(start=NUMBERS, source=NUMBERS),
            tags=_table(start=NUMBERS, tag=NUMBERS),
            titles={"type": "object", "additionalProperties": list_of(TEXT)},
        ),
        "description": "The record as columns, for a page that filters it in memory.",
    },
}
