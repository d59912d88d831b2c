"""Ids are read as people type them, by Crockford's rules, and answered as they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories
from tests.incidents.api.asking import Caller, problem

pytestmark = pytest.mark.django_db
ID = "VS-01A10B01C10D"
TYPED = ["vs-01a10b01c10d", "Vs-OlA1Ob0IcloD", "vs-oiaiobolciod", "VS-0LA10B0lC10D"]


@pytest.mark.parametrize("typed", TYPED)
def test_an_incident_is_found_however_its_id_is_typed(typed: str) -> None:
    factories.make_incident(public_id=ID)
    answer = Caller().get(f"incidents/{typed}/")
    assert answer.json()["id"] == ID
    assert answer.json()["url"] == answer["Content-Location"] == f"/api/v1/incidents/{ID}/"
    exact = Caller().get(f"incidents/{ID}/")
    assert "Content-Location" not in exact
    assert (answer.content, answer["ETag"]) == (exact.content, exact["ETag"])


def test_a_document_is_found_too() -> None:
    incident = factories.make_incident()
    report = factories.make_report(public_id="RP-01A10B01C10D")
    incident.reports.add(report)
    answer = Caller().get("reports/rp-oLa10b01c1Od/")
    assert answer.json()["id"] == report.public_id
    assert answer["Content-Location"] == "/api/v1/reports/RP-01A10B01C10D/"


def test_filters_read_ids_in_the_same_way() -> None:
    claim = factories.make_claim(incident=factories.make_incident(public_id=ID))
    for query in (f"incident={TYPED[1]}", f"report={claim.report.public_id.lower()}"):
        (row,) = Caller().json(f"claims/?{query}")["results"]
        assert row["id"] == claim.public_id


def test_a_hidden_incident_answers_as_one_that_never_was() -> None:
    factories.make_incident(public_id=ID, status="draft")
    hidden, never = (Caller().get(f"incidents/{one}/") for one in (TYPED[0], "vs-" + "0" * 12))
    assert hidden.headers == never.headers
    assert hidden.content == never.content
    problem(hidden, 404)


def test_writes_find_it_too(draft: Any) -> None:
    other = factories.make_incident()
    caller = Caller(factories.make_user(role="editor"))
    path = f"incidents/{draft.public_id.lower()}/"
    body = {"other": other.public_id.lower(), "same": False, "reason": "one convoy"}
    tag = caller.get(path)["ETag"]
    made = caller.send("POST", f"{path}links/", body, If_Match=tag)
    assert [link["id"] for link in made.json()["links"]] == [other.public_id]
    gone = caller.send(
        "DELETE", f"{path}links/{other.public_id.lower()}/", If_Match=caller.get(path)["ETag"]
    )
    assert gone.json()["links"] == []


def test_a_letter_that_no_id_has_is_no_id() -> None:
    problem(Caller().get("incidents/VS-U00000000000/"), 404)
    problem(Caller().get("incidents/VS-0000000000/"), 404)
