"""What the database's planner knows of the tables, renewed after they grew at one stroke."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql
from psycopg.errors import Diagnostic


class NotAnalyzed(Exception):
    """The database did not renew what it knows, and why."""


def analyze() -> None:
    """ANALYZE the record's tables, on a connection of their owner's.

    The application's role owns nothing, so PostgreSQL would pass its ANALYZE over with a warning;
    a warning raises NotAnalyzed. Raises django.db.Error where the owner cannot connect.
    """
    owner = connection.copy()
    owner.settings_dict = {**owner.settings_dict, "ROLE": "", **settings.DATABASE_OWNER}
    warnings: list[str] = []

    def hear(notice: Diagnostic) -> None:
        warnings.append(notice.message_primary or "")

    models = apps.get_app_config("incidents").get_models(include_auto_created=True)
    tables = sql.SQL(", ").join([sql.Identifier(model._meta.db_table) for model in models])
    try:
        with owner.cursor() as cursor:
            owner.connection.add_notice_handler(hear)
            cursor.execute(sql.SQL("ANALYZE {}").format(tables))
    finally:
        owner.close()
    if warnings:
        raise NotAnalyzed(warnings[0])
