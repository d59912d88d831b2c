"""From the staging tables into the record, in statements over many rows at once."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from django.db import connection
from django.db.models import NOT_PROVIDED, Model
from psycopg import sql

from incidents.actions.bulk import check_references
from incidents.actions.staged_rows import STAGED
from incidents.actions.staging import name_of
from incidents.models import Incident, Report

TABLES: tuple[type[Model], ...] = (*STAGED,)
"""Those that new incidents go to."""
SLICE = 20_000
"""Lines of a file that go into the record at once: the server keeps the checks of so many."""
Tell = Callable[[int], None]
"""Called with the lines done."""
PUBLISH = """
UPDATE incidents_incident incident SET status = 'published', published_at = %(at)s,
    published_by_id = %(by)s
WHERE status = 'in_review' AND dataset_id = %(dataset)s
    AND dataset_key IN (SELECT key FROM staged_line WHERE verdict = ANY(%(standing)s))
"""
LINK = """
INSERT INTO incidents_incident_reports (incident_id, report_id)
SELECT incident.id, report.id FROM staged_report report JOIN staged_line line USING (place)
JOIN incidents_incident incident ON incident.dataset_id = %s AND incident.dataset_key = line.key
WHERE line.verdict = %s AND place >= %s AND place < %s ORDER BY place
"""
REMEMBER = """
INSERT INTO incidents_importedrow AS known (incident_id, digest)
SELECT incident.id, line.digest FROM staged_line line
JOIN incidents_incident incident ON incident.dataset_id = %s AND incident.dataset_key = line.key
WHERE line.digest IS NOT NULL
ON CONFLICT (incident_id) DO UPDATE SET digest = excluded.digest
WHERE known.digest <> excluded.digest
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """What waits in the staging tables of this connection."""

    lines: int
    """Of the file."""
    rows: int
    """New incidents among them."""
    documents: int
    """Lines that bring a document more of an incident that stands."""
    same: int
    """The verdict of lines that say what stands."""
    document: int
    """The verdict of lines that bring a document more."""
    tell: Tell
    within: Callable[[int], AbstractContextManager[object]] = nullcontext
    """Made with the number of new incidents, and put around their writing."""


def insert_staged(staged: Staged, *, dataset: int, standing: Mapping[str, object]) -> None:
    """Make the staged incidents and documents rows of the record.

    `standing` are columns of all incidents: in whose name they stand, whether they are published.
    """
    constants: dict[type[Model], Mapping[str, object]] = {Report: {"dataset_id": dataset}}
    constants[Incident] = {"dataset_id": dataset, **standing}
    with connection.cursor() as cursor:
        for name in (sql.Identifier("staged_line"), *map(_staged, STAGED)):
            cursor.execute(sql.SQL("CREATE INDEX ON {} (place)").format(name))
        staged.tell(0)
        for first in range(0, staged.lines, SLICE):
            places = [first, first + SLICE]
            for table in STAGED:
                cursor.execute(_insert(table, constants.get(table, {})), places)
            if staged.documents:
                cursor.execute(LINK, [dataset, staged.document, *places])
            check_references()
            staged.tell(min(first + SLICE, staged.lines))


def publish_standing(staged: Staged, *, dataset: int, standing: Mapping[str, object]) -> int:
    """Publish what a file says again and waits for review; answers how many."""
    verdicts = [staged.same, staged.document]
    with connection.cursor() as cursor:
        at, by = standing["published_at"], standing["published_by_id"]
        values = {"at": at, "by": by, "dataset": dataset, "standing": verdicts}
        cursor.execute(PUBLISH, values)  # type: ignore[arg-type]
        return int(cursor.rowcount)


def remember_lines(dataset: int) -> None:
    """Keep the digests of the lines, so that they need not be read again."""
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, [dataset])


def _staged(table: type[Model]) -> sql.Identifier:
    return sql.Identifier(name_of(table))


def _literal(value: object) -> sql.Literal:
    return sql.Literal(value.value if isinstance(value, enum.Enum) else value)


def _insert(table: type[Model], constants: Mapping[str, object]) -> sql.Composable:
    names: list[sql.Composable] = []
    values: list[sql.Composable] = []
    for field in table._meta.concrete_fields:
        if field.attname in STAGED[table]:
            values.append(sql.Identifier(str(field.column)))
        elif field.attname in constants:
            values.append(_literal(constants[field.attname]))
        elif field.primary_key or field.db_default is not NOT_PROVIDED:
            continue
        else:
            values.append(_literal(field.get_default()))
        names.append(sql.Identifier(str(field.column)))
    return sql.SQL(
        "INSERT INTO {} ({}) SELECT {} FROM {} WHERE place >= %s AND place < %s ORDER BY place"
    ).format(
        sql.Identifier(table._meta.db_table),
        sql.SQL(", ").join(names),
        sql.SQL(", ").join(values),
        _staged(table),
    )
