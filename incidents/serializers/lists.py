"""Rows of the register, the gazetteer and the vocabularies."""

from __future__ import annotations

from collections.abc import Iterable

from incidents.readers.actors import RELATION, Register
from incidents.readers.search import Found
from incidents.serializers.names import Answer, Row, both, moment, named, translated


def actor_row(row: Row) -> Answer:
    """A row of actors/."""
    return {
        "key": row["key"],
        "url": f"/api/v1/actors/{row['key']}/",
        "page": f"/actors/{row['key']}/",
        "name": {**both(row, "name"), "ar": row["name_ar"]},
        "type": row["type"],
        "subtype": row["subtype"],
        "country": row["country"],
        "active_from": moment(row["active_from"]),
        "active_from_precision": row["active_from_precision"],
        "active_to": moment(row["active_to"]),
        "active_to_precision": row["active_to_precision"],
        "counts": {"incidents": row["incidents"]},
    }


def actor_detail(register: Register) -> Answer:
    """An actor with its names, and its dated, sourced relations in both directions."""
    row = register.actor
    shown = actor_row(row)
    shown["counts"] |= {"by_role": register.roles}
    return shown | {
        "note": both(row, "note"),
        "names": register.names,
        "relations": [_relation(one) for one in register.relations],
        "relations_to": [_relation(one) for one in register.relations_to],
    }


def place(row: Row) -> Answer:
    """A row of places/."""
    return {
        "id": place_id(row),
        "geonames_id": row["geonames_id"],
        "key": row["key"],
        "name": row["name"],
        "names": row["of_names"],
        "country": row["country"],
        "class": row["feature_class"],
        "code": row["feature_code"],
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "geometry": row["geometry"],
        "admin1": named(row["of_unit"]),
        "population": row["population"],
        "source": row["source"],
    }


def place_id(row: Row) -> str:
    """GeoNames' number, or our own key where GeoNames lacks the place."""
    return f"geonames:{row['geonames_id']}" if row["geonames_id"] else f"own:{row['key']}"


def unit(row: Row) -> Answer:
    """A row of admin-units/, with its outline where that was asked for."""
    shown = {
        "id": row["key"],
        "key": row["key"],
        "country": row["country"],
        "level": row["level"],
        "name": both(row, "name"),
        "type": row["type"],
        "pcode": row["pcode"],
        "parent": row["of_parent"],
        "valid_from": moment(row["valid_from"]),
        "valid_to": moment(row["valid_to"]),
        "predecessors": row["of_predecessors"],
        "source": row["source"],
    }
    return {**shown, "geometry": row["geometry"]} if "geometry" in row else shown


def kinds(rows: Iterable[Row]) -> list[Answer]:
    """The kinds, each with its sub-kinds."""
    rows = list(rows)
    return [
        {
            **_worded(row),
            "sub_kinds": [
                {**_worded(sub), "acled": sub["acled"]}
                for sub in rows
                if sub["parent_id"] == row["key"]
            ],
        }
        for row in rows
        if row["parent_id"] is None
    ]


def term(row: Row) -> Answer:
    return {**_worded(row), "vocabulary": row["vocabulary"]}


def dataset(row: Row) -> Answer:
    """A data set with its licence: may it be shown to all, may it leave in files."""
    plain = ("key", "address", "rank", "may_show", "may_export")
    texts = {name: translated(row, name) for name in ("licence", "credit")}
    return {**{name: row[name] for name in plain}, **texts, "name": both(row, "name")}


def found(results: Found) -> Answer:
    """The answer of search/; `matched` is the name that was found."""
    return {
        "incidents": [
            {
                "id": row["public_id"],
                "page": f"/incidents/{row['public_id']}/",
                "title": both(row, "title"),
                "kind": row["kind_id"],
                "start": moment(row["start"]),
            }
            for row in results.incidents
        ],
        "places": [
            {
                "id": place_id(row),
                "name": row["label"],
                "matched": row["matched"],
                "country": row["country"],
                "admin1": named(row["unit"]),
                "latitude": row["latitude"],
                "longitude": row["longitude"],
            }
            for row in results.places
        ],
        "actors": [
            {
                "key": row["key"],
                "page": f"/actors/{row['key']}/",
                "name": both(row, "name"),
                "type": row["type"],
                "matched": row["matched"],
            }
            for row in results.actors
        ],
        "units": [
            {
                "key": row["key"],
                "name": both(row, "name"),
                "level": row["level"],
                "country": row["country"],
                "valid_from": moment(row["valid_from"]),
                "valid_to": moment(row["valid_to"]),
            }
            for row in results.units
        ],
    }


def _worded(row: Row) -> Answer:
    return {
        "key": row["key"],
        "name": {**both(row, "name"), "ar": row["name_ar"]},
        "definition": both(row, "definition"),
    }


def _relation(one: Row) -> Answer:
    shown = {name: one[name] for name in RELATION if not name.startswith(("valid", "note"))}
    return shown | {
        "actor": named(one["other"]),
        "valid_from": moment(one["valid_from"]),
        "valid_from_precision": one["valid_from_precision"],
        "valid_to": moment(one["valid_to"]),
        "valid_to_precision": one["valid_to_precision"],
        "note": both(one, "note"),
    }
