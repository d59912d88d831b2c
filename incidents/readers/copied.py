"""Incidents as lines of CSV that PostgreSQL writes itself: the rows of a file, by COPY.

A line holds the cells that are columns of the incident as they go out. For its places, for who was
involved and for its tags there are texts instead, the rows behind these cells as COPY gives them.
Many incidents have the same: `serializers.incident_lines` works out their cells once.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

from incidents.filters import Filters
from incidents.models import Incident
from incidents.readers.incidents import SORTED, in_order
from incidents.readers.paging import SortKey, in_sql
from incidents.readers.rows import COLUMNS as SUMMARY
from incidents.readers.rows import JOINED
from incidents.values.cells import BEFORE_FORMULA, FORMULA, SEPARATOR

PORTION = 10_000
"""Lines that are read at once: some megabytes, and far less time than a statement may take."""
FIRST = 1000
"""Lines of the first portion, so that a file begins soon."""
BOUNDARY = "\x1e"
"""Stands alone in a cell, where a line is cut. A text that holds such a cell is found out."""
BETWEEN = f",{BOUNDARY},".encode()
PARTS = 4


Line = tuple[Sequence[bytes], bytes, bytes, bytes]
"""One incident: its cells, cut; the rows of its places, of its participations, of its tags.

The cells are [id and sort value, data set, BEFORE, AFTER]: more than PARTS where a text holds a
boundary.
"""


def portions(found: QuerySet[Incident], filters: Filters) -> Iterator[list[Line]]:
    """All lines in order, in portions; `found` must come from `visible_to`.

    A portion is read whole before it is given: a slow reader holds no statement.
    """
    key, size = SORTED[filters.order], min(FIRST, PORTION)
    past: tuple[Any, int] | None = None
    while True:
        cut = _cut(in_order(found, key, COLUMNS, past=past)[:size], key)
        yield _lines(cut)
        if len(cut) < size:
            return
        number, value = cut[-1][0].split(b",", 1)
        past, size = (key.read(value.decode()), int(number)), PORTION


def incident_of(parts: Sequence[bytes]) -> int:
    """The number of the incident whose cells these are."""
    return int(parts[0].split(b",", 1)[0])


def _cut(page: QuerySet[Any, Any], key: SortKey) -> list[list[bytes]]:
    try:
        sql, params = page.query.sql_with_params()
    except EmptyResultSet:
        return []
    rows = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined]
    # As JSON a date and a moment are written alike on every server.
    parts = (f"i.id, to_json(i.{key.column}) #>> '{{}}'", "of_dataset", *map(", ".join, CELLS))
    columns = f", '{BOUNDARY}', ".join(parts)
    copied = _copied(f"SELECT {columns} FROM ({rows}) i ORDER BY {in_sql(key, 'i')}")  # noqa: S608
    return [line[:-1].split(BETWEEN) for line in copied]


def _lines(cut: Sequence[Sequence[bytes]]) -> list[Line]:
    if not cut:
        return []
    numbers = [head.split(b",", 1)[0] for head, *_ in cut]
    asked = f"ANY('{{{b','.join(numbers).decode()}}}'::bigint[])"
    of = [_by_incident(one, asked).get for one in (SITES, PARTICIPATIONS, TAGS)]
    sites, participations, tags = of
    return [
        (line, sites(number, b""), participations(number, b""), tags(number, b""))
        for number, line in zip(numbers, cut, strict=True)
    ]


def _by_incident(one: Rows, asked: str) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    columns = ", ".join(one.columns.values())
    copied = _copied(
        f"SELECT l.incident_id, {columns} FROM {one.table} "  # noqa: S608
        f"WHERE l.incident_id = {asked} ORDER BY l.incident_id, {one.order}"
    )
    for line in copied:
        number, _, text = line.partition(b",")
        found[number] = found[number] + text if number in found else text
    return found


def _copied(select: str) -> Iterator[bytes]:
    """The lines of a COPY. Raises django.db.Error where the database ends it early.

    They are taken from libpq itself: what psycopg wraps around each costs more than all else here.
    """
    connection.ensure_connection()
    libpq = connection.connection.pgconn
    with connection.wrap_database_errors:
        result = libpq.exec_(f"COPY ({select}) TO STDOUT CSV".encode())
        if result.status == ExecStatus.COPY_OUT:
            while (found := libpq.get_copy_data(0))[0] > 0:
                yield bytes(found[1])
            result = libpq.get_result()
            while libpq.get_result():
                pass
        if result.status != ExecStatus.COMMAND_OK:
            raise error_from_result(result)


class Rows(NamedTuple):
    """Rows of incidents in a table `l`: what their cells depend on, and nothing else."""

    table: str
    columns: dict[str, str]
    order: str = 'l."order"'


def site_rows(text: bytes) -> list[dict[str, Any]]:
    """Places as `serializers.incidents.site` takes them; what no cell shows is empty."""
    return [
        {
            **dict.fromkeys(("order", "radius_km", "local_time", "part_of_day")),
            **row,
            "admin1": _linked(row, "admin1"),
            "admin2": _linked(row, "admin2"),
            "latitude": _number(row["latitude"]),
            "longitude": _number(row["longitude"]),
            "generalised": row["generalised"] == "t",
        }
        for row in _read(SITES, text)
    ]


def participation_rows(text: bytes) -> list[dict[str, Any]]:
    """Participations as `serializers.incidents.participation` takes them; notes are left out."""
    return [
        {
            **row,
            "actor": _linked(row, "actor") if row["actor_key"] else None,
            "alternative": row["alternative"] or None,
            "note": "",
            "note_fr": "",
        }
        for row in _read(PARTICIPATIONS, text)
    ]


def tag_keys(text: bytes) -> list[str]:
    return [row["key"] for row in _read(TAGS, text)]


def _read(rows: Rows, text: bytes) -> Iterator[dict[str, str]]:
    read = csv.reader(io.StringIO(text.decode(), newline=""))
    return (dict(zip(rows.columns, values, strict=True)) for values in read)


def _linked(row: dict[str, str], name: str) -> dict[str, Any]:
    names = {
        part: row[f"{name}_{part}"] for part in ("en", "fr", "type") if f"{name}_{part}" in row
    }
    return {"key": row[f"{name}_key"] or None, **names}


def _number(text: str) -> int | float | None:
    """As the API's JSON has it: 13 where the degrees are whole."""
    number: int | float | None = orjson.loads(text) if text else None
    return number


def _text(column: str) -> str:
    """A text that a spreadsheet shows as it is: the rule of `serializers.tables.neutral`."""
    letter_or_digit = f"ascii({column}) BETWEEN 65 AND 126 OR ascii({column}) BETWEEN 48 AND 57"
    before, marks = BEFORE_FORMULA.replace("'", "''"), FORMULA.replace("-", "")
    return (
        f"CASE WHEN {letter_or_digit} THEN {column} "
        f"WHEN {column} ~ '^[{before}]*[{marks}-]' THEN '''' || {column} "
        f"ELSE nullif({column}, '') END"
    )


def _word(column: str) -> str:
    """One of the words that a constraint lists, or nothing."""
    return f"nullif({column}, '')"


def _list(column: str) -> str:
    return _text(f"array_to_string({column}, '{SEPARATOR}', 'None')")


def _day(column: str) -> str:
    return f"to_char({column}, 'YYYY-MM-DD')"


BEFORE = {
    "id": "c_public_id",
    "page": "'/incidents/' || c_public_id || '/'",
    "title_en": _text("c_title_en"),
    "title_fr": _text("c_title_fr"),
    "kind": _text("c_kind_id"),
    "sub_kind": _text("c_sub_kind_id"),
    "start": _day("c_start"),
    "end": _day("c_end"),
    "date_precision": _word("c_date_precision"),
    "local_time": "replace(to_char(c_local_time, 'HH24:MI:SS.US'), '.000000', '')",
    "part_of_day": _text("c_part_of_day"),
    "zone": _text("c_zone"),
    "certainty": _word("c_certainty"),
    "contested": _list("c_contested"),
    "deaths_state": _word("c_deaths_state"),
    "deaths_low": "c_deaths_low",
    "deaths_retained": "c_deaths_retained",
    "deaths_high": "c_deaths_high",
    "deaths_rule": _word("c_deaths_rule"),
}
"""Cells of a line before its places, as `serializers.columns.INCIDENTS` has them."""
AFTER = {
    "episode": _text("of_episode"),
    "dataset": _text("of_dataset"),
    "dataset_key": f"CASE WHEN c_sensitive = '' THEN {_text('c_dataset_key')} END",
    "flags": _list("c_flags"),
    "version": "c_version",
    "updated_at": "replace(to_char(c_updated_at AT TIME ZONE 'UTC', "
    "'YYYY-MM-DD\"T\"HH24:MI:SS.US') || 'Z', '.000000Z', 'Z')",
}
"""Cells after its tags."""
CELLS = (BEFORE.values(), AFTER.values())
COLUMNS = {
    **{f"c_{name}": F(name) for name in SUMMARY},
    **{name: JOINED[name] for name in ("of_dataset", "of_episode")},
}
"""What the cells are made of, under names that those of the sort value cannot be."""


def _own(names: str) -> dict[str, str]:
    return {name: f"l.{name}" for name in names.split()}


def _of(name: str, table: str, columns: str) -> dict[str, str]:
    return {f"{name}_{column.split('_')[-1]}": f"{table}.{column}" for column in columns.split()}


SITES = Rows(
    "incidents_site l LEFT JOIN incidents_adminunit a ON a.id = l.admin1_id "
    "LEFT JOIN incidents_adminunit b ON b.id = l.admin2_id",
    _own("name_en name_fr country admin1_literal admin2_literal latitude longitude precision")
    | _own("generalised")
    | _of("admin1", "a", "key name_en name_fr")
    | _of("admin2", "b", "key name_en name_fr"),
)
PARTICIPATIONS = Rows(
    "incidents_participation l LEFT JOIN incidents_actor a ON a.id = l.actor_id",
    _own("description_en description_fr literal role attribution attributed_by")
    | _own("attributed_by_fr alternative")
    | _of("actor", "a", "key name_en name_fr type"),
)
TAGS = Rows(
    "incidents_incident_tags l JOIN incidents_term t ON t.id = l.term_id",
    {"key": "t.key"},
    't.vocabulary, t."order", t.id',
)
