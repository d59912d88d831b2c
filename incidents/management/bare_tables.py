"""Tables without indexes and foreign keys while very many rows go in, and with them afterwards.

All in the caller's transaction: an error brings back what stood, and the same holds after a crash.
Readers wait meanwhile. Unique indexes and all other constraints stay in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import Model
from psycopg import sql

MEMORY = "256MB"
"""For building one index."""
FOREIGN_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY 1, 2
"""
OWNED = """
SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class WHERE oid = ANY(%s::regclass[])
"""
INDEXES = """
SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique ORDER BY 1
"""
Tell = Callable[[float], None]
"""Called with the share (0 to 1) of indexes and keys that stand again."""


@contextmanager
def as_owner() -> Iterator[None]:
    """Within: the connection is one of the owner of the tables."""
    usual = connections[DEFAULT_DB_ALIAS]
    owner = usual.copy()
    owner.settings_dict = {**owner.settings_dict, "ROLE": "", **settings.DATABASE_OWNER}
    connections[DEFAULT_DB_ALIAS] = owner
    try:
        yield
    finally:
        owner.close()
        connections[DEFAULT_DB_ALIAS] = usual


def may_be_bare(models: Sequence[type[Model]]) -> bool:
    """True where the connection is one of the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute(OWNED, [[model._meta.db_table for model in models]])
        return bool(cursor.fetchone() == (True,))


@contextmanager
def bare(models: Sequence[type[Model]], tell: Tell) -> Iterator[None]:
    """One transaction, in which the tables of `models` are bare until the block ends."""
    tables = [[model._meta.db_table for model in models]]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(FOREIGN_KEYS, tables)
            keys = cursor.fetchall()
            cursor.execute(INDEXES, tables)
            indexes = cursor.fetchall()
            for table, name, _ in keys:
                cursor.execute(_altered(table, "DROP CONSTRAINT {}", name))
            for name, _ in indexes:
                cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        yield
        again: list[sql.Composable] = [sql.SQL(definition) for _, definition in indexes]
        again += [
            _altered(table, f"ADD CONSTRAINT {{}} {definition}", name)
            for table, name, definition in keys
        ]
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('maintenance_work_mem', %s, true)", [MEMORY])
            for done, statement in enumerate(again):
                tell(done / len(again))
                cursor.execute(statement)
        tell(1.0)


def _altered(table: str, change: str, name: str) -> sql.Composable:
    return sql.SQL(f"ALTER TABLE {{}} {change}").format(sql.Identifier(table), sql.Identifier(name))
