"""What belongs to incidents (places, participations, tags), as the lines that COPY gives.

Many incidents have the same places, and the same actors in the same roles: as text these are
found again at once, and what is made of them is made once.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import orjson
from django.db import connection


class Belonging(NamedTuple):
    """Rows of incidents in a table `l`: their columns by name, and their order."""

    table: str
    columns: dict[str, str]
    order: str = 'l."order"'


def by_incident(one: Belonging, ids: Sequence[int] | Sequence[bytes]) -> dict[bytes, bytes]:
    """The rows of each incident, by its number as text; one statement. Without rows: nothing.

    Nothing here asks who reads: the ids must come from `visible_to`.
    """
    found: dict[bytes, bytes] = {}
    numbers = ",".join(str(int(number)) for number in ids)
    columns = ", ".join(one.columns.values())
    lines = copied(
        f"SELECT l.incident_id, {columns} FROM {one.table} "  # noqa: S608
        f"WHERE l.incident_id = ANY('{{{numbers}}}'::bigint[]) "
        f"ORDER BY l.incident_id, {one.order}"
    )
    for line in lines:
        number, _, text = line.partition(b",")
        found[number] = found[number] + text if number in found else text
    return found


def copied(select: str) -> Iterator[bytes]:
    """The lines of a COPY; to be read to the end before anything else is asked.

    Raises django.db.Error where the database ends it early.
    """
    statement = f"COPY ({select}) TO STDOUT CSV"
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(statement) as copy,
    ):
        yield from map(bytes, copy)


def sites(text: bytes) -> list[dict[str, Any]]:
    """Places as `serializers.incidents.site` takes them."""
    return [
        {
            **row,
            **{name: _number(row[name]) for name in ("order", *DEGREES)},
            **{name: _linked(row, name) for name in ("admin1", "admin2")},
            "local_time": row["local_time"] or None,
            "generalised": row["generalised"] == "t",
        }
        for row in _read(SITES, text)
    ]


def participations(text: bytes) -> list[dict[str, Any]]:
    """Participations as `serializers.incidents.participation` takes them."""
    return [
        {
            **row,
            "actor": _linked(row, "actor") if row["actor_key"] else None,
            "alternative": _number(row["alternative"]),
        }
        for row in _read(PARTICIPATIONS, text)
    ]


def tags(text: bytes) -> list[str]:
    return [row["key"] for row in _read(TAGS, text)]


def _read(rows: Belonging, text: bytes) -> Iterator[dict[str, str]]:
    read = csv.reader(io.StringIO(text.decode(), newline=""))
    return (dict(zip(rows.columns, values, strict=True)) for values in read)


def _linked(row: dict[str, str], name: str) -> dict[str, Any]:
    parts = (part for part in ("en", "fr", "type") if f"{name}_{part}" in row)
    return {"key": row[f"{name}_key"] or None, **{part: row[f"{name}_{part}"] for part in parts}}


def _number(text: str) -> int | float | None:
    """As the database's own JSON has it: 13 where the degrees are whole."""
    number: int | float | None = orjson.loads(text) if text else None
    return number


def _own(names: str) -> dict[str, str]:
    return {name: f'l."{name}"' for name in names.split()}


def _of(name: str, table: str, columns: str) -> dict[str, str]:
    return {f"{name}_{column.split('_')[-1]}": f"{table}.{column}" for column in columns.split()}


DEGREES = ("latitude", "longitude", "radius_km")
SITES = Belonging(
    "incidents_site l LEFT JOIN incidents_adminunit a ON a.id = l.admin1_id "
    "LEFT JOIN incidents_adminunit b ON b.id = l.admin2_id",
    _own("order name_en name_fr country latitude longitude precision radius_km generalised")
    | _own("local_time part_of_day admin1_literal admin2_literal")
    | _of("admin1", "a", "key name_en name_fr")
    | _of("admin2", "b", "key name_en name_fr"),
)
PARTICIPATIONS = Belonging(
    "incidents_participation l LEFT JOIN incidents_actor a ON a.id = l.actor_id",
    _own("description_en description_fr literal role attribution attributed_by")
    | _own("attributed_by_fr alternative note note_fr")
    | _of("actor", "a", "key name_en name_fr type"),
)
TAGS = Belonging(
    "incidents_incident_tags l JOIN incidents_term t ON t.id = l.term_id",
    {"key": "t.key"},
    't.vocabulary, t."order", t.id',
)
BELONGING = {"of_sites": SITES, "of_participations": PARTICIPATIONS, "of_tags": TAGS}
