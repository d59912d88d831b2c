"""A query of the ORM as a named part of a larger statement written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Rows = list[tuple[Any, ...]]


def rows_with(base: QuerySet[Any, Any], statement: str, params: Sequence[Any] = ()) -> Rows:
    """Rows of `statement`, in which `base` stands under the name `base`.

    The base is computed once however often it is named. A base that can match nothing gives no
    rows, without a statement.
    """
    try:
        sql, base_params = base.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"WITH base AS MATERIALIZED ({sql}) {statement}", [*base_params, *params])
        rows: Rows = cursor.fetchall()
    return rows
