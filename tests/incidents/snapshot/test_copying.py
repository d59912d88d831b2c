"""A COPY is read whole, or its error is told."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.utils import DataError
from psycopg import sql

from incidents.snapshot.copying import Field, copied

pytestmark = pytest.mark.django_db


def numbers(most: int) -> sql.SQL:
    return sql.SQL(f"generate_series(1, {most}) AS n")


def test_every_row_comes_in_its_order_and_the_connection_goes_on() -> None:
    fields = (Field("whole", "big", "n"), Field("below", "int", "-n"))
    table = copied(fields, numbers(70_000))
    assert table["whole"].tolist() == list(range(1, 70_001))
    assert table["below"].tolist() == [-n for n in range(1, 70_001)]
    assert [len(column) for column in copied(fields, numbers(0)).values()] == [0, 0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_an_error_on_the_way_is_the_databases_own() -> None:
    with pytest.raises(DataError, match="division by zero"):
        copied((Field("bad", "int", "1 / (50000 - n)"),), numbers(70_000))
    assert len(copied((Field("good", "int", "n"),), numbers(3))["good"]) == 3


def test_rows_of_another_width_are_refused() -> None:
    with pytest.raises(ValueError, match="name is not always 15 bytes long"):
        copied(
            (Field("name", "id", "CASE n WHEN 1 THEN 'short' ELSE repeat('x', 25) END"),),
            numbers(2),
        )
