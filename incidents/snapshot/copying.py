"""COPY in its binary form as NumPy arrays: rows of fixed width are read without a loop.

The format is PostgreSQL's own (its documentation of COPY, "Binary Format"): each field is a
length and its bytes, in network order. Where no field is ever null, every row is as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from psycopg import sql
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

HEADER = 19
TRAILER = 2
KINDS = {"int": (">i4", 4, "int4"), "big": (">i8", 8, "int8"), "id": ("S15", 15, "text")}


class Field(NamedTuple):
    """A column of a COPY: what it is called, its kind (of KINDS), and its SQL, never null."""

    name: str
    kind: str
    sql: str


Table = dict[str, NDArray[Any]]


def copied(fields: Sequence[Field], source: sql.Composable) -> Table:
    """The columns of `SELECT fields FROM source`. Raises ValueError for rows of another width."""
    return _columns(fields, received(copy_of(fields, source)))


def copy_of(fields: Sequence[Field], source: sql.Composable) -> sql.Composed:
    """The statement that `copied` runs."""
    chosen = sql.SQL(", ").join([sql.SQL(f"({one.sql})::{KINDS[one.kind][2]}") for one in fields])
    return sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT (FORMAT BINARY)").format(chosen, source)


def received(statement: sql.Composed) -> bytearray:
    """All that a COPY sends. Raises django.db.Error where the database ends it early.

    Rows are taken from libpq itself: what psycopg wraps around each of them costs as much as the
    database's own work.
    """
    connection.ensure_connection()
    libpq = connection.connection.pgconn
    content = bytearray()
    with connection.wrap_database_errors:
        result = libpq.exec_(statement.as_bytes(connection.connection))
        if result.status == ExecStatus.COPY_OUT:
            while (found := libpq.get_copy_data(0))[0] > 0:
                content += found[1]
            result = libpq.get_result()
            while libpq.get_result():
                pass
        if result.status != ExecStatus.COMMAND_OK:
            raise error_from_result(result)
    return content


def _columns(fields: Sequence[Field], content: bytearray) -> Table:
    row = np.dtype(
        [("count", ">i2")]
        + [
            part
            for one in fields
            for part in ((f"{one.name} length", ">i4"), (one.name, KINDS[one.kind][0]))
        ]
    )
    body = memoryview(content)[HEADER:-TRAILER]
    rows = np.frombuffer(body, row)
    for one in fields:
        if not (rows[f"{one.name} length"] == KINDS[one.kind][1]).all():
            raise ValueError(f"{one.name} is not always {KINDS[one.kind][1]} bytes long")
    return {one.name: _native(rows[one.name]) for one in fields}


def _native(column: NDArray[Any]) -> NDArray[Any]:
    if column.dtype.kind == "S":
        return np.ascontiguousarray(column)
    return column.astype(column.dtype.newbyteorder("="))
