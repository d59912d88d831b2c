"""The way to publication, the choice of deaths, and links."""

from __future__ import annotations

from typing import Any

import pytest

from incidents.models import Incident, IncidentNote
from tests import factories
from tests.incidents.api.asking import Caller, fields, problem
from tests.incidents.api.writing import caller, tag_of, write

pytestmark = pytest.mark.django_db


def test_a_draft_goes_its_way_and_is_withdrawn(draft: Incident) -> None:
    analyst, editor = caller("analyst"), caller("editor")
    assert write(analyst, draft, "review/").json()["status"] == "in_review"
    back = write(editor, draft, "send-back/", {"note": "Which school?"})
    assert back.json()["status"] == "draft"
    assert "Which school?" not in back.content.decode()
    assert IncidentNote.objects.get().text == "Which school?"
    write(analyst, draft, "review/")
    published = write(editor, draft, "publish/").json()
    assert published["status"] == "published"
    assert published["published_at"]
    assert Caller().get(f"incidents/{draft.public_id}/").status_code == 200
    assert write(editor, draft, "retract/", {"note": "Elsewhere."}).json()["status"] == "retracted"
    problem(Caller().get(f"incidents/{draft.public_id}/"), 404)


@pytest.mark.parametrize(
    ("step", "body", "field"),
    [
        ("publish/", None, "status"),
        ("review/", {"note": "x"}, "note"),
        ("send-back/", {}, "note"),
        ("send-back/", {"note": 5}, "note"),
        ("retract/", {"note": " "}, "status"),
    ],
)
def test_a_step_out_of_turn_or_without_a_reason(
    draft: Incident, step: str, body: Any, field: str
) -> None:
    assert fields(write(caller("editor"), draft, step, body)) == [field]
    assert Incident.objects.get().status == "draft"


def test_a_figure_is_retained_by_hand_with_its_reason_and_given_up(draft: Incident) -> None:
    claim = factories.make_claim(incident=draft, low=3, high=9)
    who = caller("analyst")
    body = {"number": 7, "because": "The hospital's list.", "claim": claim.public_id}
    deaths = write(who, draft, "deaths/", body).json()["deaths"]
    assert (deaths["retained"], deaths["rule"], deaths["claim"]) == (7, "analyst", claim.public_id)
    assert deaths["because"] == "The hospital's list."
    deaths = write(who, draft, "deaths/", method="DELETE").json()["deaths"]
    assert (deaths["rule"], deaths["because"]) != ("analyst", "The hospital's list.")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"because": "x"}, "number"),
        ({"number": 3}, "because"),
        ({"number": -3, "because": "x"}, "number"),
        ({"number": 3, "because": " "}, "because"),
        ({"number": 3, "because": "x", "claim": "CL-000000000000"}, "claim"),
        ({"number": 3, "because": "x", "claim": 5}, "claim"),
    ],
)
def test_a_choice_of_deaths_that_cannot_be_taken(draft: Incident, body: Any, field: str) -> None:
    assert fields(write(caller("editor"), draft, "deaths/", body)) == [field]


def test_a_claim_about_another_incident_is_no_reason(draft: Incident) -> None:
    other = factories.make_claim()
    body = {"number": 3, "because": "x", "claim": other.public_id}
    assert fields(write(caller("editor"), draft, "deaths/", body)) == ["claim"]


def test_two_incidents_are_linked_as_the_same_and_parted_again() -> None:
    first, second = factories.make_incident(), factories.make_incident()
    who = caller("editor")
    body = {"other": second.public_id, "same": True, "reason": "The same school."}
    shown = write(who, first, "links/", body).json()
    assert [(link["id"], link["same"]) for link in shown["links"]] == [(second.public_id, True)]
    assert who.json("incidents/")["count"] == 1
    path = f"links/{second.public_id}/"
    assert write(who, first, path, method="DELETE").json()["links"] == []
    assert who.json("incidents/")["count"] == 2
    assert fields(write(who, first, path, method="DELETE")) == ["second"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"other": "VS-000000000000", "same": True}, "other"),
        ({"other": "nonsense", "same": True}, "other"),
        ({"same": True}, "other"),
        ({"other": "VS-000000000000"}, "same"),
        ({"other": "VS-000000000000", "same": 1}, "same"),
    ],
)
def test_a_link_that_cannot_be_made(draft: Incident, body: Any, field: str) -> None:
    assert fields(write(caller("editor"), draft, "links/", body)) == [field]


def test_a_viewer_learns_of_no_draft_by_linking_to_it(draft: Incident) -> None:
    published = factories.make_incident()
    who = caller("viewer")
    hidden = write(who, published, "links/", {"other": draft.public_id, "same": True})
    random = write(who, published, "links/", {"other": "VS-000000000000", "same": True})
    assert hidden.content == random.content
    path = f"incidents/{published.public_id}/links/{draft.public_id}/"
    problem(who.send("DELETE", path, If_Match=tag_of(who, published)), 404)
    problem(write(who, published, "links/", {"other": published.public_id, "same": True}), 400)
