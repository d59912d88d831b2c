"""A draft: kept whole with its places, people and claims, or refused whole."""

from __future__ import annotations

from typing import Any

import pytest

from incidents.models import Incident, Report
from tests import factories
from tests.incidents.api.asking import Caller, fields, problem
from tests.incidents.api.schemas import check
from tests.incidents.api.writing import caller

pytestmark = pytest.mark.django_db


def the_draft() -> dict[str, Any]:
    return {
        "kind": "battles",
        "sub_kind": "armed_clash",
        "start": "2024-09-17",
        "end": "2024-09-17",
        "date_precision": "day",
        "title": {"en": "Attack on the school", "fr": "Attaque contre l'école"},
        "contested": ["toll"],
        "sites": [
            {
                "name": "Faladié",
                "country": "ML",
                "precision": "exact",
                "latitude": 12.59,
                "longitude": -7.94,
                "part_of_day": "dawn",
            }
        ],
        "participations": [
            {"role": "perpetrator", "attribution": "claimed", "actor": "jnim"},
            {"role": "victim", "description": {"en": "trainees", "fr": "élèves"}},
        ],
        "report": {
            "source": "bbc",
            "kind": "article",
            "published_on": "2024-09-17",
            "published_at": "2024-09-17T18:00:00+02:00",
        },
        "claims": [
            {
                "about": "casualties",
                "speaker_source": "bbc",
                "measure": "killed",
                "state": "stated",
                "low": 3,
                "high": 77,
                "said_on": "2024-09-17",
                "text": {"en": "says 3 to 77 were killed", "fr": "fait état de 3 à 77 morts"},
            },
            {"about": "control", "speaker_actor": "jnim", "site": 0},
        ],
    }


@pytest.fixture
def register() -> None:
    factories.make_dataset(key="own")
    factories.make_kind("armed_clash", "battles")
    factories.make_actor(key="jnim")
    factories.make_source(key="bbc")
    hidden = factories.make_source(key="secret", protected=True, name_en="", name_fr="")
    assert hidden.protected


@pytest.mark.usefixtures("register")
def test_a_draft_is_kept_with_its_places_people_and_claims() -> None:
    user = factories.make_user(role="analyst")
    answer = Caller(user).send("POST", "incidents/", the_draft())
    assert answer.status_code == 201, answer.content
    shown = answer.json()
    check(shown, "IncidentDetail")
    assert answer["Location"] == shown["url"]
    assert (shown["status"], shown["dataset"]) == ("draft", "own")
    assert shown["title"]["fr"] == "Attaque contre l'école"
    assert [site["name"]["en"] for site in shown["sites"]] == ["Faladié"]
    assert [one["role"] for one in shown["participations"]] == ["perpetrator", "victim"]
    assert [claim["speaker"]["key"] for claim in shown["claims"]] == ["bbc", "jnim"]
    assert shown["deaths"]["state"] == "single"
    assert shown["reports"][0]["published_at"] == "2024-09-17T16:00:00Z"
    made = Incident.objects.get()
    assert (made.created_by, made.status) == (user, "draft")
    problem(Caller().get(f"incidents/{made.public_id}/"), 404)
    path = f"incidents/{made.public_id}/"
    assert Caller(user).send("PATCH", path, {"title": {"en": "B"}}, If_Match=answer["ETag"])


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("role", ["viewer", None])
def test_readers_draft_nothing(role: str | None) -> None:
    who = Caller(factories.make_user(role=role) if role else None)
    problem(who.send("POST", "incidents/", the_draft()), 403 if role else 401)
    assert not Incident.objects.exists()


def changed(path: str, value: Any) -> dict[str, Any]:
    """The draft with one member replaced, or taken away where the value is ..."""
    body = the_draft()
    target: Any = body
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        target = target[step]
    if value is ...:
        del target[last]
    else:
        target[last] = value
    return body


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("kind", ..., "kind"),
        ("report", ..., "report"),
        ("sites", ..., "sites"),
        ("report.source", ..., "report.source"),
        ("report", "bbc", "report."),
        ("key", "mine", "key"),
        ("status", "published", "status"),
        ("sites", {}, "sites"),
        ("sites.0", 5, "sites.0."),
        ("sites.0.latitude", 91, "sites.0.latitude"),
        ("sites.0.latitude", "12", "sites.0.latitude"),
        ("sites.0.latitude", True, "sites.0.latitude"),
        ("sites.0.country", "FR", "sites.0.country"),
        ("report.published_at", "2024-09-17T08:00:00", "report.published_at"),
        ("report.published_at", "yesterday", "report.published_at"),
        ("sites.0.name", "x" * 300, "sites.0.name"),
        ("sites.0.basis", "mine", "sites.0.basis"),
        ("claims.0.low", -1, "claims.0.low"),
        ("claims.0.low", 1.5, "claims.0.low"),
        ("claims.0.low", 10**15, "claims.0.low"),
        ("claims.0.credibility", 7, "claims.0.credibility"),
        ("claims.0.about", "weather", "claims.0.about"),
        ("claims.0.text", {"en": "x" * 301}, "claims.0.text_en"),
        ("participations.0.actor", "nobody", "actor"),
        ("sub_kind", "nothing", "kind"),
        ("tags", ["nothing"], "tag"),
        ("sensitive", "nothing", "sensitive"),
    ],
)
def test_a_draft_with_a_bad_member_is_refused_whole(path: str, value: Any, field: str) -> None:
    answer = caller("editor").send("POST", "incidents/", changed(path, value))
    assert field in fields(answer)
    assert not Incident.objects.exists()
    assert not Report.objects.exists()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("sites.0.latitude", ..., "site"),
        ("claims.0.measure", ..., "measure"),
        ("participations.1.description", ..., "participation"),
    ],
)
def test_what_breaks_a_rule_of_the_record_is_refused_by_its_name(
    path: str, value: Any, rule: str
) -> None:
    answer = caller("editor").send("POST", "incidents/", changed(path, value))
    (error,) = problem(answer, 400)["errors"]
    assert rule in error["reason"]
    assert not Incident.objects.exists()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("path", ["report.source", "claims.0.speaker_source", "claims.0.carrier"])
def test_a_source_that_the_writer_may_not_know_is_one_that_does_not_exist(path: str) -> None:
    who = caller("analyst")
    secret = who.send("POST", "incidents/", changed(path, "secret"))
    random = who.send("POST", "incidents/", changed(path, "random"))
    assert fields(secret) == fields(random) == ["source"]
    assert secret.content.replace(b"secret", b"random") == random.content
    taken = caller("editor").send("POST", "incidents/", changed(path, "secret"))
    assert taken.status_code == 201
    assert b"secret" not in taken.content
