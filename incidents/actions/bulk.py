"""Rows by COPY, with ids taken beforehand: rows may refer to each other whatever their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import NOT_PROVIDED, Field, Model
from psycopg import sql

NEXT = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"


class Ids:
    """Ids of a table that nobody else will get, taken from its sequence in blocks."""

    def __init__(self, model: type[Model], block: int = 1000) -> None:
        self.table = model._meta.db_table
        self.block = block
        self.left: Iterator[tuple[int]] = iter(())

    def take(self) -> int:
        found = next(self.left, None)
        if found is None:
            with connection.cursor() as cursor:
                cursor.execute(NEXT, [self.table, self.block])
                self.left = iter(cursor.fetchall())
            found = next(self.left)
        return found[0]


def copy_in(rows: Sequence[Model]) -> None:
    """Write rows of one table by COPY. What the database fills in itself is left to it.

    Values go out as they are: they must be of the types that the columns hold. Tables with JSON
    columns are not written this way.
    """
    if not rows:
        return
    fields = _fields(rows[0])
    names = [field.attname for field in fields]
    table = sql.Identifier(rows[0]._meta.db_table)
    columns = sql.SQL(", ").join([sql.Identifier(str(field.column)) for field in fields])
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(table, columns)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            values = row.__dict__
            copy.write_row([values[name] for name in names])


def _fields(row: Model) -> list[Field[Any, Any]]:
    return [
        field
        for field in row._meta.concrete_fields
        if field.db_default is NOT_PROVIDED and not (field.primary_key and row.pk is None)
    ]


def check_references() -> None:
    """Check the foreign keys of what was written so far, and put off those of what follows.

    A long import would otherwise pile all checks up for its commit.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
