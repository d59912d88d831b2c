"""Who we are in the database: never more than the page at hand needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.test import override_settings

from dashboard.connections import as_owner, missing_database

pytestmark = pytest.mark.usefixtures("bare_connection")


@pytest.fixture
def application() -> Iterator[None]:
    """The default connection, as the site opens it: as whoever the address names, then SET ROLE."""
    with override_settings(DATABASE_ROLE="vigie_app"):
        connection.close()
        yield
        connection.close()
    connection.close()


def who() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


@pytest.mark.usefixtures("application")
def test_a_connection_of_the_owner_puts_down_its_rights() -> None:
    assert who() == "vigie_app"
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mine (id int)")


@pytest.mark.usefixtures("application")
def test_the_owner_comes_back_for_migrations_and_goes_again() -> None:
    with as_owner():
        assert who() != "vigie_app"
    assert who() == "vigie_app"


@pytest.mark.usefixtures("application")
def test_migrate_runs_as_the_owner() -> None:
    call_command("migrate", verbosity=0)
    assert who() == "vigie_app"


def test_a_role_that_does_not_exist_is_passed_over() -> None:
    before = who()
    with override_settings(DATABASE_ROLE="nobody_has_this_role"):
        connection.close()
        assert who() == before
    connection.close()


def test_a_page_has_a_bounded_time_for_each_statement() -> None:
    connection.close()
    connection.settings_dict["STATEMENT_TIMEOUT"] = 7
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("7s",)
    finally:
        del connection.settings_dict["STATEMENT_TIMEOUT"]
        connection.close()


def test_an_embedded_database_that_is_not_started_is_told_with_the_remedy(tmp_path: object) -> None:
    with override_settings(EMBEDDED_DATABASE=True, DATA_DIR=tmp_path):
        assert "manage.py database start" in str(missing_database())


def test_another_database_that_is_away_is_not_ours_to_start() -> None:
    with override_settings(EMBEDDED_DATABASE=False):
        assert missing_database() is None
