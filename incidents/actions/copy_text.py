"""Columns of text into tables by COPY: for rows that never were objects.

Everything is joined by loops of the interpreter's own, so a row costs a few microseconds.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from django.db import connection
from django.db.models import NOT_PROVIDED, Model
from psycopg import sql

NULL = "\\N"
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
Cells = Sequence[str] | str
"""A column, a cell for each row; or one cell for all of them."""


def copy_columns(model: type[Model], columns: Mapping[str, Cells], rows: int) -> None:
    """Write `rows` rows. Columns that are not given hold what the model says of a new row.

    Cells are in COPY's text form: `escaped` text, NULL for nothing.
    """
    fields = [field for field in model._meta.concrete_fields if _is_written(field, columns)]
    cells = [columns.get(field.attname, cell(field.get_default())) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in fields]),
    )
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        copy.write("".join(map("%s\n".__mod__, _lines(cells, rows))))


def copy_lines(table: str, lines: Sequence[str]) -> None:
    """Write lines of cells, one for each column of the table."""
    statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        copy.write("\n".join([*lines, ""]))


def escaped(text: str) -> str:
    return text.translate(ESCAPES)


def _lines(cells: Sequence[Cells], rows: int) -> Iterable[str]:
    whole = [repeat(one, rows) if isinstance(one, str) else one for one in cells]
    return map("\t".join, zip(*whole, strict=True))


def _is_written(field: Any, columns: Mapping[str, Cells]) -> bool:
    if field.attname in columns:
        return True
    return field.db_default is NOT_PROVIDED and not field.primary_key


def cell(value: Any) -> str:
    """A value as COPY's text form has it. Lists are lists of plain words."""
    if value is None:
        return NULL
    if isinstance(value, str):
        return value if value.isprintable() and "\\" not in value else escaped(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list | tuple):
        return "{" + ",".join(value) + "}"
    if isinstance(value, int | float | datetime.date | datetime.time):
        return str(value)
    raise TypeError(f"no cell of text: {value!r}")


def column_of(model: type[Model], attname: str) -> sql.Identifier:
    """The column in which a table keeps an attribute."""
    names = {field.attname: field.column for field in model._meta.concrete_fields}
    return sql.Identifier(str(names[attname]))
