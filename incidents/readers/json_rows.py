"""Rows of other tables as one JSON value, so that a page needs one statement for all its lists."""

from __future__ import annotations

from typing import Any

import orjson
from django.db.models import F, Field, Func, QuerySet, Subquery, TextField, Value
from django.db.models.expressions import Combinable


class Decoded(TextField):  # type: ignore[type-arg]
    """Text of the database that is JSON: a value for the reader."""

    def from_db_value(self, value: str | None, *context: Any) -> Any:
        return None if value is None else orjson.loads(value)


class Json(Func):
    """One JSON object of named expressions, or of columns given by their names."""

    function = "json_build_object"

    def __init__(self, **members: Combinable | str) -> None:
        pairs: list[Any] = []
        for name, member in members.items():
            pairs += [_Name(name), F(member) if isinstance(member, str) else member]
        super().__init__(*pairs, output_field=TextField())


class _Name(Value):
    """A member's name: one of ours, written into the statement as it is."""

    def as_sql(self, *context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        return f"'{self.value}'", []


class JsonList(Subquery):
    """Every row of a query of one JSON object, in its order, as a JSON list."""

    template = "array_to_json(ARRAY(%(subquery)s))::text"

    def __init__(self, rows: QuerySet[Any, Any], member: Combinable) -> None:
        super().__init__(rows.values(json=member))

    def _resolve_output_field(self) -> Field[Any, Any]:
        return Decoded()


class JsonOne(Subquery):
    """The one row that a query finds, as a JSON object, or null."""

    template = "(%(subquery)s)"

    def __init__(self, row: QuerySet[Any, Any], member: Combinable) -> None:
        super().__init__(row.order_by().values(json=member))
