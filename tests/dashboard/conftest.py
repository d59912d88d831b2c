from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection


@pytest.fixture
def bare_connection(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database without a transaction around the test, which may close the connection.

    Nothing is rolled back or emptied afterwards: for tests that write nothing.
    """
    with django_db_blocker.unblock():
        connection.close()
        yield
        connection.close()
