"""Keyset pages: a row is found by what it is sorted by, never by how many came before.

Rows that are equal in what they are sorted by follow by id, so that a walk through thousands of
incidents of one day shows each once. Rows without a value come last, in both directions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.utils.translation import gettext as _

from incidents.filters import Refused
from incidents.filters.declared import refuse
from incidents.filters.kinds import ValueRefused

SALT = "incidents.page"
STREAMED = 2000
"""Rows in one statement of a walk."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """What a list is sorted by: a column or annotation, and how its value returns from text."""

    column: str
    descending: bool = False
    nullable: bool = False
    read: Callable[[str], Any] = str


def by_day(column: str, *, descending: bool, nullable: bool = False) -> SortKey:
    return SortKey(column, descending, nullable, date.fromisoformat)


def by_moment(column: str, *, descending: bool) -> SortKey:
    return SortKey(column, descending, False, datetime.fromisoformat)


def by_number(column: str, *, descending: bool) -> SortKey:
    return SortKey(column, descending, False, int)


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, and the cursor of the next; empty where none follows."""

    rows: Sequence[dict[str, Any]]
    next: str

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)


def page_of(found: QuerySet[Any], key: SortKey, *, cursor: str, digest: str, size: int) -> Page:
    """One page of `found`, a query of dictionaries that have "id" and the key.

    `digest` names filters and order; a cursor of another walk raises Refused.
    """
    past = _open(cursor, digest, key) if cursor else None
    rows = list(ordered(found, key, past=past)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, _seal(rows[-1], digest, key) if more else "")


def ordered(
    found: QuerySet[Any], key: SortKey, *, past: tuple[Any, int] | None = None
) -> QuerySet[Any]:
    """The rows in order, from the row on that follows the value and id given."""
    if past is not None:
        found = found.filter(_after(key, *past))
    return found.order_by(*ordering(key))


def value_of(cursor: str, digest: str, key: SortKey) -> Any:
    """Where a page starts; None at the beginning. Raises Refused as `page_of` does."""
    return _open(cursor, digest, key)[0] if cursor else None


def filled(page: Page, rows: Callable[[list[int]], Iterable[dict[str, Any]]]) -> Page:
    """The page of ids with the rows of these ids, in its order."""
    by_id = {row["id"]: row for row in rows([row["id"] for row in page.rows])}
    return Page([by_id[row["id"]] for row in page.rows if row["id"] in by_id], page.next)


def walk(ask: Callable[[Any], Page], filters: Any) -> Iterator[dict[str, Any]]:
    """All rows of a view, STREAMED at a time: memory stays flat however many there are.

    `ask` gives the page of some filters.
    """
    part = replace(filters, page_size=STREAMED, cursor="")
    while True:
        page = ask(part)
        yield from page.rows
        if not page.next:
            return
        part = replace(part, cursor=page.next)


def counted_by(found: QuerySet[Any], column: str) -> tuple[int, list[str]]:
    """How many rows there are, and the values of a column in them: one statement."""
    numbers = dict(found.order_by().values_list(column).annotate(number=Count("pk")))
    return sum(numbers.values()), sorted(numbers)


def ordering(key: SortKey) -> list[OrderBy]:
    """The order of a walk: the key, then the id in the same direction."""
    nulls = {"nulls_last": True} if key.nullable else {}
    first = F(key.column)
    if key.descending:
        return [first.desc(**nulls), F("id").desc()]
    return [first.asc(**nulls), F("id").asc()]


def in_sql(key: SortKey, table: str) -> str:
    """The same order in SQL, of the columns of a table."""
    direction = "DESC" if key.descending else "ASC"
    return f"{table}.{key.column} {direction} NULLS LAST, {table}.id {direction}"


def _after(key: SortKey, value: Any, row: int) -> Q:
    beyond = TupleLessThan if key.descending else TupleGreaterThan
    side = "id__lt" if key.descending else "id__gt"
    if value is None:
        return Q(**{f"{key.column}__isnull": True, side: row})
    past = Q(beyond((F(key.column), F("id")), (value, row)))
    return past | Q(**{f"{key.column}__isnull": True}) if key.nullable else past


def _seal(row: dict[str, Any], digest: str, key: SortKey) -> str:
    value = row[key.column]
    plain = value.isoformat() if isinstance(value, date) else value
    text = None if value is None else str(plain)
    return signing.Signer(salt=SALT).sign_object([digest, text, row["id"]])


def _open(cursor: str, digest: str, key: SortKey) -> tuple[Any, int]:
    try:
        sealed, value, row = signing.Signer(salt=SALT).unsign_object(cursor)
    except signing.BadSignature:
        raise _refused(_("This cursor is damaged or was made by another server.")) from None
    if sealed != digest:
        raise _refused(_("This cursor belongs to other filters or to another order."))
    return (None if value is None else key.read(value)), row


def _refused(reason: str) -> Refused:
    remedy = _("Ask for the first page without a cursor, and follow “next” from there.")
    return refuse("cursor", ValueRefused(reason, remedy))
