"""Incidents that the curated record calls one: linked, whichever comes first, and counted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from incidents.actions.demo import load_demo
from incidents.actions.linking import link_incidents, unlink_incidents
from incidents.actions.seeds import load_seeds
from incidents.actions.signing import Signature
from incidents.actions.store import store
from incidents.filters import INCIDENTS
from incidents.models import Change, Incident, IncidentLink, Site
from incidents.readers import incidents as readers
from incidents.values import NewIncident
from tests.incidents.actions.values import SITE, new_incident

pytestmark = pytest.mark.django_db
BY = Signature(label="command line")
KOURE = replace(SITE, name="Kouré", country="NE", latitude=13.325279, longitude=2.591663)
"""The curated incident hides its place: aid workers were killed."""


@pytest.fixture(autouse=True)
def _seeds(db: None) -> None:
    load_seeds(by=BY)


def _row(key: str, **said: Any) -> NewIncident:
    return new_incident(key, participations=(), **said)


ROWS = (
    _row("29908", start=date(2012, 1, 24), end=date(2012, 1, 24)),
    _row("29960", start=date(2012, 1, 24), end=date(2012, 1, 24)),
    _row("227689", start=date(2016, 7, 19), end=date(2016, 7, 19)),
    _row("305543", start=date(2019, 9, 30), end=date(2019, 9, 30)),
    _row("352900", start=date(2020, 8, 9), end=date(2020, 8, 9), sites=(KOURE,)),
    _row("1"),
)


def _import() -> None:
    store(new=ROWS, by=BY, publish=True)


def _found(key: str) -> Incident:
    return Incident.objects.get(dataset_key=key)


def _same() -> set[frozenset[str]]:
    links = IncidentLink.objects.filter(same=True)
    pairs = links.values_list("first__dataset_key", "second__dataset_key")
    return {frozenset(pair) for pair in pairs}


NAMED = {
    frozenset(("aguelhok-2012-01", "29908")),
    frozenset(("aguelhok-2012-01", "29960")),
    frozenset(("nampala-2016-07-19", "227689")),
    frozenset(("boulkessi-mondoro-2019-09-30", "305543")),
    frozenset(("koure-2020-08-09", "352900")),
}


@pytest.mark.parametrize("demo_first", [True, False])
def test_whichever_comes_first_they_are_linked_and_count_once(demo_first: bool) -> None:
    if demo_first:
        load_demo(by=BY)
        assert _same() == set()
        _import()
    else:
        _import()
        load_demo(by=BY)
    assert _same() == NAMED
    fight = {_found(key).same_group for key in ("aguelhok-2012-01", "29908", "29960")}
    assert len(fight) == 1
    assert None not in fight
    shown = readers.find(INCIDENTS.parse({}), AnonymousUser())
    counted = readers.count(shown)
    assert (counted.incidents, counted.rows) == (66 + 1, 66 + len(ROWS))
    assert _found("1").same_group is None
    assert _found("boulkessi-2025-06-01").same_group is None
    hidden = Site.objects.get(incident__dataset_key="352900")
    assert hidden.generalised
    assert "Kour" not in hidden.name_en


def test_a_row_whose_twin_is_hidden_was_never_stored_with_its_place() -> None:
    load_demo(by=BY)
    _import()
    assert _found("352900").hidden_by_link
    assert not Change.objects.filter(table="incidents_site").exists()


def test_a_second_run_links_nothing_and_moves_nothing() -> None:
    load_demo(by=BY)
    _import()
    links = set(IncidentLink.objects.values_list("pk", "version"))
    groups = set(Incident.objects.values_list("pk", "same_group"))
    moved = Change.objects.exclude(table="incidents_incident")
    before = moved.count()
    store(new=(), changed=ROWS, by=BY, publish=True)
    load_demo(by=BY)
    assert set(IncidentLink.objects.values_list("pk", "version")) == links
    assert set(Incident.objects.values_list("pk", "same_group")) == groups
    assert moved.count() == before


def test_a_row_and_an_incident_that_stood_unlinked_are_linked_by_the_next_run() -> None:
    _import()
    load_demo(by=BY)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE incidents_incidentlink")
    load_demo(by=BY)
    assert _same() == NAMED


def test_what_a_person_took_apart_stays_apart() -> None:
    load_demo(by=BY)
    _import()
    nampala, row = _found("nampala-2016-07-19"), _found("227689")
    unlink_incidents(first=nampala, second=row, by=BY)
    aguelhok = _found("aguelhok-2012-01")
    link_incidents(first=aguelhok, second=_found("29908"), same=False, by=BY)
    load_demo(by=BY)
    store(new=[_row("2")], by=BY)
    assert frozenset(("nampala-2016-07-19", "227689")) not in _same()
    assert frozenset(("aguelhok-2012-01", "29908")) not in _same()
    assert _found("227689").same_group is None
