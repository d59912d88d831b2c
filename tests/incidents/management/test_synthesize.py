"""`manage.py synthesize` with indexes made afterwards: the same record, and nothing half done."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import DataError

from incidents.management import bare_tables
from incidents.management.commands import synthesize as command
from incidents.models import Incident, Outbox, Report


def draw(*arguments: str) -> None:
    call_command("synthesize", *arguments, verbosity=0)


def content() -> list[tuple[Any, ...]]:
    fields = ("public_id", "title_fr", "start", "end", "deaths_high", "contested", "search")
    rows = Incident.objects.order_by("public_id").values_list(*fields, "claims__public_id")
    return list(rows.order_by("public_id", "claims__order"))


@pytest.mark.django_db(transaction=True)
def test_the_same_seed_writes_the_same_record_with_indexes_before_or_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    indexes = "SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'incidents_%' ORDER BY 1"
    keys = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2"

    def schema() -> list[Any]:
        with connection.cursor() as cursor:
            return [cursor.execute(one) and cursor.fetchall() for one in (indexes, keys)]

    before = schema()
    draw("300", "--seed", "3")
    first = content()
    Incident.objects.all().delete()
    Report.objects.all().delete()
    Outbox.objects.all().delete()
    monkeypatch.setattr(command, "MANY", 100)
    draw("300", "--seed", "3")
    assert content() == first
    assert schema() == before
    assert Outbox.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_error_on_the_way_leaves_nothing_and_every_index(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(command, "MANY", 100)
    monkeypatch.setattr(bare_tables, "MEMORY", "nonsense")
    with pytest.raises(DataError, match="nonsense"):
        draw("300")
    assert not Incident.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = 'incident_search'")
        assert cursor.fetchone() == (1,)
