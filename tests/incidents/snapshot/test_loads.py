"""However many loads a build takes, the files are the same; what no part names is forgotten."""

from __future__ import annotations

import importlib
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.actions.outbox import note
from incidents.models import Incident, SnapshotEntry, SnapshotFile
from incidents.snapshot import build
from incidents.snapshot.parts import loads
from incidents.values import Topic
from tests import factories
from tests.incidents.readers import record

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
TODAY = date(2026, 11, 24)
BUILDING: Any = importlib.import_module("incidents.snapshot.build")


def addresses() -> set[tuple[Any, ...]]:
    rows = SnapshotFile.objects.filter(gone=False)
    return {(one.label, one.section, *one.parts, one.address) for one in rows}


def test_the_files_are_the_same_in_one_load_and_in_many(monkeypatch: pytest.MonkeyPatch) -> None:
    record.build(seed=5, size=80)
    build(TODAY)
    whole = addresses()
    assert len(whole) > 20
    SnapshotFile.objects.all().delete()
    note(Topic.SNAPSHOT, "*")
    monkeypatch.setattr(BUILDING, "LOAD", 1)
    build(TODAY)
    assert addresses() == whole


def test_loads_are_full_and_in_order_and_leave_empty_parts_out() -> None:
    months = {"2019-02": 3, "2019-07": 4, "2026-01": 5, "2026-03": 2, "2026-04": 9, "2026-05": 1}
    parts = ["2026-05", "2019", "2026-01", "2026-02", "2026-03", "2026-04"]
    assert loads(parts, months, most=8) == [
        ["2019"],
        ["2026-01", "2026-03"],
        ["2026-04"],
        ["2026-05"],
    ]
    assert loads(parts, {}, most=8) == []


def test_what_the_last_part_to_name_it_names_no_longer_is_forgotten() -> None:
    first = factories.make_incident(start=date(2019, 5, 1), end=date(2019, 5, 1))
    second = factories.make_incident(start=date(2020, 5, 1), end=date(2020, 5, 1))
    for incident, name in ((first, "Both"), (second, "Both"), (second, "Only here")):
        order = incident.sites.count()
        factories.make_site(incident=incident, order=order, name_en=name, name_fr=name)
    build(TODAY)
    assert named() == {"Both", "Only here"}
    Incident.objects.get(pk=second.pk).sites.all().delete()
    build(TODAY)
    assert named() == {"Both"}
    first.sites.all().delete()
    build(TODAY)
    assert named() == set()


def named() -> set[str]:
    keys = SnapshotEntry.objects.filter(dictionary="place").values_list("key", flat=True)
    return {name for name in ("Both", "Only here") if any(name in key for key in keys)}
