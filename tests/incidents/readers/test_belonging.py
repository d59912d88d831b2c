"""A COPY that the database ends early is an error, and the connection goes on."""

from __future__ import annotations

import pytest
from django.db import DataError, connection, transaction

from incidents.readers.belonging import copied

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["1", "20000"], ids=["before the first line", "after many"])
def test_what_the_database_ends_early_is_an_error(number: str) -> None:
    with pytest.raises(DataError, match="division by zero"), transaction.atomic():
        list(copied(f"SELECT 1 / ({number} - n) FROM generate_series(1, {number}) n"))
    assert list(copied("SELECT 1, 'a,b', NULL, ''")) == [b'1,"a,b",,""\n']
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
