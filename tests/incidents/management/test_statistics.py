"""After a large import the planner knows of it; where that fails, the import still stands."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from incidents.management.statistics import NotAnalyzed, analyze
from incidents.models import Incident
from tests.incidents.formats.files import UCDP_14, csv_text, short_row, write
from tests.incidents.ground import lay_ground

pytestmark = pytest.mark.django_db
TIMES = """
SELECT pg_stat_clear_snapshot(), analyze_count FROM pg_stat_user_tables
WHERE relname = 'incidents_incident_reports'
"""


def _times() -> int:
    with connection.cursor() as cursor:
        cursor.execute(TIMES)
        return int(cursor.fetchone()[1])


def _grows(before: int) -> bool:
    """The database counts a moment later."""
    until = time.monotonic() + 5
    while _times() == before and time.monotonic() < until:
        time.sleep(0.05)
    return _times() > before


def _imported(folder: Path, rows: int) -> str:
    lay_ground()
    some = [short_row(id=str(number)) for number in range(rows)]
    path = write(folder / "ged211.csv", csv_text(some, columns=UCDP_14))
    told = io.StringIO()
    call_command("import", "ucdp", str(path), stdout=io.StringIO(), stderr=told)
    assert Incident.objects.count() == rows
    return told.getvalue()


def test_a_large_import_renews_the_statistics_and_a_small_one_leaves_them(tmp_path: Path) -> None:
    before = _times()
    assert _imported(tmp_path, 1001) == ""
    assert _grows(before)
    again = _times()
    call_command("import", "ucdp", str(tmp_path / "ged211.csv"), stdout=io.StringIO())
    time.sleep(0.2)
    assert _times() == again


def test_where_the_owner_cannot_connect_the_import_stands_and_says_so(
    tmp_path: Path, settings: Any
) -> None:
    settings.DATABASE_OWNER = settings.DATABASE_OWNER | {"USER": "nobody_here", "PASSWORD": "x"}
    told = _imported(tmp_path, 1001)
    assert told.startswith("The database's statistics were not renewed: ")
    assert "nobody_here" in told


def test_a_role_that_does_not_own_the_tables_is_told(settings: Any) -> None:
    settings.DATABASE_OWNER = settings.DATABASE_OWNER | {"ROLE": "vigie_app"}
    with pytest.raises(NotAnalyzed, match="permission denied to analyze"):
        analyze()
