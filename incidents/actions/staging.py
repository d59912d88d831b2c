"""An import on its way: temporary tables of this connection, which end with it.

Nothing of it is in the record before `staged_store.store_staged` puts it there, in a transaction of
the caller's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection
from django.db.models import Model
from psycopg import sql

from incidents.actions.copy_text import NULL, cell, column_of, copy_lines
from incidents.actions.register import Register
from incidents.actions.rows import Builder
from incidents.actions.staged_rows import STAGED, NewRow, RowWriter
from incidents.values import NewIncident

LINES = "staged_line"
REFUSED = "staged_refused"
MAKE = """
CREATE TEMP TABLE staged_line (
    place integer, number integer, key text COLLATE "C", print text COLLATE "C",
    verdict smallint, older boolean, digest bytea
);
CREATE TEMP TABLE staged_refused (place integer PRIMARY KEY, field text, reason text);
"""
AGAIN = """
WITH again AS (SELECT key FROM staged_line GROUP BY key HAVING count(*) > 1)
SELECT place, number, key, verdict, older, first, said FROM (
    SELECT line.*, row_number() OVER told AS time, first_value(number) OVER told AS first,
        first_value(print) OVER told = print AS said
    FROM staged_line line JOIN again USING (key) WINDOW told AS (PARTITION BY key ORDER BY place)
) line WHERE time > 1 ORDER BY place
"""
PAGE = 1000


class Told(NamedTuple):
    """What one line is, as far as it could be read."""

    place: int
    """Of the line among those of the file, from 0."""
    number: int
    key: str
    print: str
    """The beginning of its fingerprint."""
    verdict: int
    older: bool
    digest: str
    """Of the line as it was written (hex); empty where it says nothing for certain."""


class Again(NamedTuple):
    """A line whose key stands in an earlier one."""

    place: int
    number: int
    key: str
    verdict: int
    older: bool
    first: int
    """Number of the earlier line."""
    said: bool
    """True where both say the same."""


def name_of(table: type[Model]) -> str:
    """The staging table of a table of the record."""
    return "staged_" + table._meta.db_table.removeprefix("incidents_")


@contextmanager
def staging() -> Iterator[Staging]:
    """Within: empty staging tables. Afterwards they are gone, whatever happened."""
    drop = [sql.SQL("DROP TABLE IF EXISTS {};").format(sql.Identifier(name)) for name in _names()]
    make = [*drop, sql.SQL(MAKE), *map(_made, STAGED)]
    with connection.cursor() as cursor:
        cursor.execute(sql.Composed(make))
    try:
        yield Staging()
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute(sql.Composed(drop))


class Staging:
    """What was read of a file so far."""

    def __init__(self) -> None:
        self.builder = Builder(Register())
        self._writer = RowWriter(self.builder)

    def add(
        self, rows: Sequence[NewRow], documents: Sequence[tuple[int, NewIncident]] = ()
    ) -> None:
        """New incidents, and new documents of incidents that stand, each after its line's place.

        Raises RowError for a key that is not known.
        """
        self._writer.write(rows)
        self._writer.write_documents(documents)
        for table, lines in self._writer.lines.items():
            if lines:
                copy_lines(name_of(table), lines)
                lines.clear()

    def tell(self, lines: Sequence[Told]) -> None:
        if lines:
            copy_lines(LINES, [_line(told) for told in lines])

    def refuse(self, refused: Sequence[tuple[int, str, str]]) -> None:
        """Places of lines, and the fields and reasons for which they are not taken."""
        if refused:
            copy_lines(REFUSED, ["\t".join(map(cell, one)) for one in refused])

    def refused(self) -> Iterator[tuple[int, str, str]]:
        """All refused lines, in their order."""
        last = -1
        while True:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT place, field, reason FROM staged_refused WHERE place > %s "
                    "ORDER BY place LIMIT %s",
                    [last, PAGE],
                )
                found = cursor.fetchall()
            yield from found
            if len(found) < PAGE:
                return
            last = found[-1][0]

    def again(self) -> Iterator[Again]:
        """Lines whose key stands in an earlier line, in their order."""
        with connection.cursor() as cursor:
            cursor.execute(AGAIN)
            while found := cursor.fetchmany(PAGE):
                yield from (Again(*row) for row in found)

    def drop(self, places: Sequence[int]) -> None:
        """Take lines out again, with their incidents."""
        with connection.cursor() as cursor:
            for name in (LINES, *map(name_of, STAGED)):
                table = sql.Identifier(name)
                gone = sql.SQL("DELETE FROM {} WHERE place = ANY(%s)").format(table)
                cursor.execute(gone, [list(places)])


def _names() -> list[str]:
    return [LINES, REFUSED, *map(name_of, STAGED)]


def _made(table: type[Model]) -> sql.Composable:
    columns = [column_of(table, name) for name in STAGED[table]]
    return sql.SQL("CREATE TEMP TABLE {} AS SELECT 0 AS place, {} FROM {} WITH NO DATA;").format(
        sql.Identifier(name_of(table)),
        sql.SQL(", ").join(columns),
        sql.Identifier(table._meta.db_table),
    )


def _line(told: Told) -> str:
    digest = "\\\\x" + told.digest if told.digest else NULL
    older = "t" if told.older else "f"
    return (
        f"{told.place}\t{told.number}\t{cell(told.key)}\t{told.print}\t{told.verdict}\t{older}\t"
        f"{digest}"
    )
