"""Incidents as lines of CSV that PostgreSQL writes itself: the rows of a file, by COPY.

A line holds the cells that are columns of the incident as they go out. For its places, for who was
involved and for its tags there are texts instead, the rows behind these cells as COPY gives them.
Many incidents have the same: `serializers.incident_lines` works out their cells once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet

from incidents.filters import Filters
from incidents.models import Incident
from incidents.readers.belonging import BELONGING, by_incident, copied
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
    lines = copied(f"SELECT {columns} FROM ({rows}) i ORDER BY {in_sql(key, 'i')}")  # noqa: S608
    return [line[:-1].split(BETWEEN) for line in lines]


def _lines(cut: Sequence[Sequence[bytes]]) -> list[Line]:
    if not cut:
        return []
    numbers = [head.split(b",", 1)[0] for head, *_ in cut]
    sites, participations, tags = (by_incident(one, numbers).get for one in BELONGING.values())
    return [
        (line, sites(number, b""), participations(number, b""), tags(number, b""))
        for number, line in zip(numbers, cut, strict=True)
    ]


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
