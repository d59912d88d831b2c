"""A page in any order is read from an index, at its start and far behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.filters import Filters
from incidents.models import Incident
from incidents.readers import incidents as reader
from tests import factories

pytestmark = pytest.mark.django_db
ROWS = 5000
INDEXES = {
    "-start": "incident_by_day|incident_published_by_day",
    "start": "incident_by_day|incident_published_by_day",
    "-fatalities": "incident_by_most_deaths",
    "fatalities": "incident_by_fewest_deaths",
    "-updated": "incident_by_change",
    "updated": "incident_by_change",
}
DIFFERING = {
    "public_id": "'VS-' || lpad(upper(to_hex(n)), 12, '0')",
    "start": "date '2014-01-01' + n % 4000",
    '"end"': "date '2014-01-01' + n % 4000",
    "updated_at": "timestamptz '2024-01-01' + n * interval '7 minutes'",
    "status": "CASE WHEN n % 20 = 0 THEN 'draft' ELSE 'published' END",
    "deaths_state": "CASE WHEN n % 3 = 0 THEN 'unknown' ELSE 'retained' END",
    **{
        f"deaths_{name}": "CASE WHEN n % 3 > 0 THEN n % 60 END"
        for name in ("low", "retained", "high")
    },
}


def fill(rows: int) -> None:
    """Many incidents like one, but for what lists are ordered by."""
    first = factories.make_incident()
    columns = [f'"{one.column}"' for one in Incident._meta.concrete_fields if one.column != "id"]
    differing = {
        name if name.startswith('"') else f'"{name}"': DIFFERING[name] for name in DIFFERING
    }
    values = [differing.get(column, f"one.{column}") for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO incidents_incident ({', '.join(columns)}) "
            f"SELECT {', '.join(values)} FROM incidents_incident one, "
            f"generate_series(1, {rows}) n WHERE one.id = {first.pk}"
        )
        cursor.execute("ANALYZE incidents_incident, incidents_dataset")


def plan(filters: Filters, user: Any) -> str:
    """How the database finds out which incidents stand on a page."""
    with CaptureQueriesContext(connection) as asked:
        reader.page(reader.find(filters, user), filters)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {asked.captured_queries[0]['sql']}")
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize("role", [None, "analyst"])
def test_every_page_of_every_order_is_read_from_an_index(role: str | None) -> None:
    fill(ROWS)
    user = factories.make_user(role=role) if role else AnonymousUser()
    assert INDEXES.keys() == reader.SORTED.keys()
    for order, names in INDEXES.items():
        filters = Filters(order=order, page_size=100)
        for _page in range(3):
            found = plan(filters, user)
            assert "Sort" not in found, f"{order}\n{found}"
            assert any(name in found for name in names.split("|")), f"{order}\n{found}"
            next_page = reader.page(reader.find(filters, user), filters).next
            filters = replace(filters, cursor=next_page, page_size=1000)


def test_a_page_far_behind_starts_in_the_index_too() -> None:
    """The condition of the cursor finds its place: what comes before is not read."""
    fill(ROWS)
    filters = Filters(order="-fatalities", page_size=1000)
    for _page in range(4):
        cursor = reader.page(reader.find(filters, AnonymousUser()), filters).next
        filters = replace(filters, cursor=cursor)
    found = plan(filters, AnonymousUser())
    assert "Index Cond: (ROW(COALESCE(" in found, found


def test_no_page_is_planned_for_filters_of_another() -> None:
    """After five uses a prepared statement may get one plan for all values: none is prepared."""
    fill(50)
    for number in range(8):
        filters = Filters(country=("ML", "BF")[: 1 + number % 2], page_size=5 + number)
        reader.page(reader.find(filters, AnonymousUser()), filters)
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        assert cursor.fetchall() == []
