"""Writes: by whom, on which version, and what of a body is taken."""

from __future__ import annotations

import threading
from typing import Any

import orjson
import pytest
from django.db import connections
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from incidents.models import Change, Incident, User
from tests import factories
from tests.incidents.api.asking import API, Caller, problem
from tests.incidents.api.schemas import check
from tests.incidents.api.writing import caller, tag_of, write

pytestmark = pytest.mark.django_db


STEPS: dict[str, tuple[str, Any]] = {
    "review": ("draft", None),
    "send-back": ("in_review", {"note": "Which school?"}),
    "publish": ("in_review", None),
    "retract": ("published", {"note": "It was elsewhere."}),
    "deaths": ("draft", {"number": 3, "because": "The hospital's list."}),
}


# --- By whom ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "least"),
    [
        ("review", "analyst"),
        ("deaths", "analyst"),
        ("send-back", "editor"),
        ("publish", "editor"),
        ("retract", "editor"),
    ],
)
def test_each_step_needs_its_role(step: str, least: str) -> None:
    status, body = STEPS[step]
    roles = ["viewer", "analyst", "editor", "administrator"]
    for role in roles:
        incident = factories.make_incident(status=status)
        factories.make_site(incident=incident)
        who = caller(role)
        if role == "viewer" and status != "published":
            answer = who.send("POST", f"incidents/{incident.public_id}/{step}/", body)
            problem(answer, 404)
            continue
        answer = write(who, incident, f"{step}/", body)
        if roles.index(role) < roles.index(least):
            problem(answer, 403)
            assert Incident.objects.get(pk=incident.pk).status == status
        else:
            assert answer.status_code == 200, answer.content
            check(answer.json(), "IncidentDetail")


def test_analysts_mend_what_is_not_published_and_editors_what_is() -> None:
    published = factories.make_incident(title_en="As published")
    body = {"title": {"en": "Mended", "fr": "Corrigé"}}
    problem(write(caller("viewer"), published, body=body, method="PATCH"), 403)
    problem(write(caller("analyst"), published, body=body, method="PATCH"), 403)
    assert Incident.objects.get().title_en == "As published"
    answer = write(caller("editor"), published, body=body, method="PATCH")
    assert answer.json()["title"] == {"en": "Mended", "fr": "Corrigé"}
    draft = factories.make_incident(status="draft")
    assert write(caller("analyst"), draft, body=body, method="PATCH").status_code == 200


@pytest.mark.parametrize("step", [*STEPS, "links"])
def test_nobody_signed_in_writes_nothing(step: str) -> None:
    incident = factories.make_incident()
    problem(Caller().send("POST", f"incidents/{incident.public_id}/{step}/", {}), 401)
    problem(Caller().send("PATCH", f"incidents/{incident.public_id}/", {}), 401)
    assert Incident.objects.get().version == 1


def test_a_deactivated_editor_writes_nothing(draft: Incident) -> None:
    user = factories.make_user(role="editor")
    who = Caller(user)
    name = tag_of(who, draft)
    User.objects.update(is_active=False)
    answer = who.send("PATCH", f"incidents/{draft.public_id}/", {}, If_Match=name)
    problem(answer, 401)


def test_a_session_without_its_token_writes_nothing(draft: Incident) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.make_user(role="editor"))
    path = f"{API}incidents/{draft.public_id}/"
    name = client.get(path)["ETag"]
    body = orjson.dumps({"title": {"en": "X", "fr": "X"}})
    refused = client.patch(path, body, "application/json", headers={"If-Match": name})
    problem(refused, 403)
    token = get_token(RequestFactory().get("/"))
    client.cookies["csrftoken"] = token
    taken = client.patch(
        path, body, "application/json", headers={"If-Match": name, "X-CSRFToken": token}
    )
    assert taken.status_code == 200


def test_every_write_is_signed(draft: Incident) -> None:
    user = factories.make_user(role="editor", username="mariam")
    write(Caller(user), draft, body={"title": {"en": "Mended"}}, method="PATCH")
    change = Change.objects.filter(table="incidents_incident").latest("id")
    assert (change.by, change.signed) == (user.pk, "mariam")


# --- On which version ---------------------------------------------------------------------------

WRITES = [
    ("PATCH", ""),
    *(("POST", f"{step}/") for step in (*STEPS, "links")),
    ("DELETE", "deaths/"),
]


@pytest.mark.parametrize(("method", "step"), WRITES)
def test_a_write_without_the_version_or_with_an_old_one(method: str, step: str) -> None:
    incident = factories.make_incident(status="draft")
    who = caller("editor")
    path = f"incidents/{incident.public_id}/{step}"
    problem(who.send(method, path, {}), 428)
    problem(who.send(method, path, {}, If_Match="*"), 428)
    problem(who.send(method, path, {}, If_Match='"1-nonsense"'), 412)
    old = tag_of(who, incident)
    Incident.objects.filter(pk=incident.pk).update(title_en="Changed meanwhile")
    problem(who.send(method, path, {}, If_Match=old), 412)
    assert Incident.objects.get().title_en == "Changed meanwhile"


def test_a_claim_added_meanwhile_makes_the_version_old(draft: Incident) -> None:
    """An editor publishes what was read, and nothing that came after."""
    Incident.objects.update(status="in_review")
    who = caller("editor")
    name = tag_of(who, draft)
    factories.make_claim(incident=draft)
    path = f"incidents/{draft.public_id}/publish/"
    problem(who.send("POST", path, If_Match=name), 412)


def test_the_name_of_a_compressed_answer_serves_as_well(draft: Incident) -> None:
    who = caller("editor")
    path = f"incidents/{draft.public_id}/"
    name = tag_of(who, draft)
    answer = who.send("PATCH", path, {"title": {"en": "A"}}, If_Match=f"W/{name}")
    assert answer.status_code == 200
    assert answer["ETag"] != name
    again = who.send("PATCH", path, {"title": {"en": "B"}}, If_Match=answer["ETag"])
    assert again.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_writers_with_the_same_version_one_is_told() -> None:
    """Twenty times: exactly one 200 and one 412, and no field is lost."""
    incident = factories.make_incident(status="draft")
    callers = [caller("editor") for _ in range(2)]
    for number in range(20):
        titles = [f"A {number}", f"B {number}"]
        statuses = _at_once(callers, incident, titles)
        assert sorted(statuses) == [200, 412]
        assert Incident.objects.get().title_en == titles[statuses.index(200)]


def _at_once(callers: list[Caller], incident: Incident, titles: list[str]) -> list[int]:
    """The statuses of corrections sent at the same moment with the same ETag."""
    name = tag_of(callers[0], incident)
    gate = threading.Barrier(len(callers))
    statuses = [0] * len(callers)

    def attempt(number: int) -> None:
        gate.wait()
        body = {"title": {"en": titles[number]}}
        path = f"incidents/{incident.public_id}/"
        statuses[number] = callers[number].send("PATCH", path, body, If_Match=name).status_code
        connections.close_all()

    threads = [threading.Thread(target=attempt, args=(one,)) for one in range(len(callers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses
