"""A large file into an empty record: indexes afterwards, where the program owns the tables."""

from __future__ import annotations

import importlib
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import DataError

from incidents.management import bare_tables
from incidents.models import Incident, Outbox
from tests.incidents.formats.files import csv_text, ucdp_row, write
from tests.incidents.ground import lay_ground

command = importlib.import_module("incidents.management.commands.import")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "LARGE", 1000)
    lay_ground()
    Outbox.objects.all().delete()
    rows = [ucdp_row(id=str(number), best=str(number % 7)) for number in range(40)]
    return write(tmp_path / "ged211.csv", csv_text(rows))


def _run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    out = io.StringIO()
    call_command("import", "ucdp", *arguments, stdout=out)
    return out.getvalue() + capsys.readouterr().err


def _schema() -> list[Any]:
    """Every index and constraint."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1")
        indexes = cursor.fetchall()
        cursor.execute("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2")
        return [*indexes, *cursor.fetchall()]


def _content() -> list[Any]:
    fields = ("dataset_key", "title_fr", "deaths_high", "fingerprint", "claims__dataset_key")
    return list(Incident.objects.order_by("dataset_key", "claims__order").values_list(*fields))


@pytest.mark.django_db(transaction=True)
def test_it_makes_the_same_record_and_the_same_indexes(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _schema()
    said = _run(str(path), capsys=capsys)
    assert "40 new" in said
    assert "index: 100% 40 rows" in said
    assert (_schema(), Incident.objects.count()) == (before, 40)
    assert Outbox.objects.exists()
    first = _content()
    Incident.objects.all().delete()
    monkeypatch.setattr(command, "LARGE", 10**9)
    assert "index" not in _run(str(path), capsys=capsys)
    assert _content() == first


@pytest.mark.django_db(transaction=True)
def test_into_a_record_that_holds_something_it_leaves_indexes_alone(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = write(path.with_name("small.csv"), csv_text([ucdp_row(id="other")]))
    _run(str(small), capsys=capsys)
    assert "index" not in _run(str(path), capsys=capsys)
    assert Incident.objects.count() == 41


@pytest.mark.django_db(transaction=True)
def test_a_dry_run_touches_no_index(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "index" not in _run(str(path), "--dry-run", capsys=capsys)
    assert not Incident.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_error_while_indexes_are_made_leaves_nothing_and_every_index(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _schema()
    monkeypatch.setattr(bare_tables, "MEMORY", "nonsense")
    with pytest.raises(DataError, match="nonsense"):
        _run(str(path), capsys=capsys)
    monkeypatch.undo()
    assert not Incident.objects.exists()
    assert _schema() == before


@pytest.mark.django_db
def test_the_sites_own_role_owns_nothing() -> None:
    assert bare_tables.may_be_bare(command.TABLES)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE vigie_app")
        try:
            assert not bare_tables.may_be_bare(command.TABLES)
        finally:
            cursor.execute("RESET ROLE")
