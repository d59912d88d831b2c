"""Who we are in the database: the application's role by default, its owner for migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection as default_connection
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from dashboard.embedded import Cluster

_MEMBER = """
SELECT EXISTS (
    SELECT FROM pg_roles
    WHERE rolname = %s AND rolname <> current_user AND pg_has_role(
        oid, CASE WHEN current_setting('server_version_num')::int < 160000
        THEN 'MEMBER' ELSE 'SET' END
    )
)
"""


def take_role(*, connection: BaseDatabaseWrapper, **signal: Any) -> None:
    """On every new connection: put down the owner's rights, and bound a page's statements."""
    if connection.vendor != "postgresql":
        return
    role = connection.settings_dict.get("ROLE", settings.DATABASE_ROLE)
    timeout = connection.settings_dict.get("STATEMENT_TIMEOUT")
    with connection.cursor() as cursor:
        if timeout:
            cursor.execute("SET statement_timeout = %s", [f"{timeout}s"])
        if role:
            cursor.execute(_MEMBER, [role])
            if cursor.fetchone() == (True,):
                cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))


def serve_pages() -> None:
    """Set up this process for requests: connections are kept, no statement runs for long."""
    connections.settings["default"].update(
        CONN_MAX_AGE=600, STATEMENT_TIMEOUT=settings.STATEMENT_TIMEOUT
    )


@contextmanager
def as_owner() -> Iterator[None]:
    """Within: the default connection is the owner's, which may change tables."""
    kept = dict(default_connection.settings_dict)
    default_connection.close()
    default_connection.settings_dict.update(settings.DATABASE_OWNER, ROLE="")
    try:
        yield
    finally:
        default_connection.close()
        default_connection.settings_dict.clear()
        default_connection.settings_dict.update(kept)


def missing_database() -> str | None:
    """What to do about a database that cannot be reached, where that is known."""
    if not settings.EMBEDDED_DATABASE or Cluster(settings.DATA_DIR).state().pid is not None:
        return None
    return (
        f"The embedded database in {settings.DATA_DIR} is not running. "
        "Start it with `python manage.py database start`, or everything with `make run`."
    )
