"""An import that is killed leaves nothing half-done, and runs again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from incidents.actions.signing import Signature
from incidents.importing import Plan, run
from incidents.models import ImportedRow, ImportRun, Incident, Outbox, Report
from tests.incidents.formats.files import csv_text, ucdp_row, write
from tests.incidents.ground import lay_ground

# The process stops where it is told to, and waits there for its end.
IMPORT = """
import sys, time, pathlib, django
django.setup()
from contextlib import nullcontext
from incidents.actions import staged_store
from incidents.actions.signing import Signature
from incidents.importing import Plan, run
from incidents.management.bare_tables import bare
staged_store.SLICE = 500
path, step, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])

def stop(told, done=0, share=0):
    if told == step and done >= rows:
        print("there", flush=True)
        time.sleep(120)

def without_indexes(count):
    return bare(staged_store.TABLES, lambda share: stop("index", share * count))

within = without_indexes if step == "index" else nullcontext
plan = Plan(path=pathlib.Path(path))
run("ucdp", plan, by=Signature(label="x"), watch=stop, within=within)
"""
SCHEMA = (
    "SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'incidents_%%' ORDER BY 1",
    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' ORDER BY 1",
    "SELECT relname FROM pg_class WHERE relname LIKE 'staged_%%' ORDER BY 1",
)


def _schema() -> list[object]:
    with connection.cursor() as cursor:
        return [cursor.execute(statement) and cursor.fetchall() for statement in SCHEMA]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("step", "rows"),
    [("read", 1000), ("store", 500), ("store", 2500), ("index", 1000)],
    ids=["while it reads", "in the middle of storing", "before the end", "while indexes are made"],
)
def test_nothing_remains_and_it_runs_again(tmp_path: Path, step: str, rows: int) -> None:
    lay_ground()
    Outbox.objects.all().delete()
    path = write(
        tmp_path / "ged211.csv", csv_text([ucdp_row(id=str(number)) for number in range(2500)])
    )
    before = _schema()
    child = subprocess.Popen(
        [sys.executable, "-c", IMPORT, str(path), step, str(rows)],
        env={**os.environ, "DATABASE_URL": _address(), "DATABASE_ROLE": ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child.stdout as said:
        assert said.readline() == "there\n"
        child.kill()
    assert child.wait(30) < 0
    _wait_for_the_lock()
    for table in (Incident, Report, ImportRun, ImportedRow, Outbox):
        assert not table._default_manager.exists()
    assert _schema() == before
    assert run("ucdp", Plan(path=path), by=Signature(label="x")).new == 2500
    assert Incident.objects.count() == Report.objects.count() == 2500
    assert _schema() == before


def _address() -> str:
    held = connection.settings_dict
    user, password, host = (quote(str(held[key]), safe="") for key in ("USER", "PASSWORD", "HOST"))
    return f"postgresql://{user}:{password}@{host}:{held['PORT']}/{held['NAME']}"


def _wait_for_the_lock() -> None:
    """The server notices a dead client when it next speaks to it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('vigie import ucdp_ged', 0))")
        cursor.execute("SELECT pg_advisory_unlock_all()")
