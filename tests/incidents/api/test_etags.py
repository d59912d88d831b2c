"""What an answer is called, who may keep it, and what comes when the reader has it already."""

from __future__ import annotations

import gzip
from datetime import date

import orjson
import pytest

from incidents.models import Incident
from tests import factories
from tests.incidents.api.asking import Caller

pytestmark = pytest.mark.django_db
PATHS = ["", "incidents/", "claims/", "facets/", "timeline/", "kinds/", "schema/"]


@pytest.mark.parametrize("path", PATHS)
def test_who_has_it_already_gets_nothing_again(path: str) -> None:
    factories.make_claim()
    caller = Caller()
    first = caller.get(path)
    assert first["ETag"].startswith('W/"')
    again = caller.get(path, If_None_Match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"] == "public, no-cache"
    assert caller.get(path, If_None_Match="*").status_code == 304
    assert caller.get(path, If_None_Match='"other", W/"another"').status_code == 200
    assert caller.get(path)["ETag"] == first["ETag"]


@pytest.mark.parametrize("path", ["incidents/", "facets/", "timeline/"])
def test_a_change_gives_a_new_name(path: str) -> None:
    claim = factories.make_claim()
    caller = Caller()
    before = caller.get(path)["ETag"]
    Incident.objects.filter(pk=claim.incident_id).update(
        start=date(2024, 1, 1), deaths_state="withheld"
    )
    assert caller.get(path, If_None_Match=before).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_what_a_signed_in_reader_sees_is_kept_by_nobody(path: str) -> None:
    factories.make_claim()
    answer = Caller(factories.make_user()).get(path)
    assert answer["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize("path", ["incidents/", "facets/"])
def test_readers_of_two_sorts_never_share_a_name(path: str) -> None:
    factories.make_incident()
    names = {Caller().get(path)["ETag"]}
    for role in ("viewer", "analyst", "editor"):
        names.add(Caller(factories.make_user(role=role)).get(path)["ETag"])
    assert len(names) == 4


def test_the_name_of_another_reader_brings_no_304() -> None:
    factories.make_incident()
    editor = Caller(factories.make_user(role="editor"))
    assert (
        Caller().get("incidents/", If_None_Match=editor.get("incidents/")["ETag"]).status_code
        == 200
    )


@pytest.mark.parametrize("path", PATHS)
def test_a_shared_cache_keeps_one_public_answer_for_all_readers(path: str) -> None:
    """A cookie or a language is no other variant: whoever uses a kept answer asks us first."""
    plain = Caller().get(path)
    token = "csrftoken=" + "x" * 32
    cookies = Caller().get(path, Cookie=f"consent=yes; {token}", Accept_Language="fr")
    for answer in (plain, cookies):
        assert answer["Cache-Control"] == "public, no-cache"
        assert {one.strip() for one in answer["Vary"].split(",")} == {"Accept", "Accept-Encoding"}
    assert not plain.cookies
    assert not cookies.cookies


@pytest.mark.parametrize("path", ["incidents/", "claims/", "facets/", "timeline/"])
def test_a_kept_public_answer_never_stands_for_a_reader_who_sees_more(path: str) -> None:
    """As a shared cache asks: with what it keeps, and the cookie of who wants it."""
    factories.make_claim()
    kept = Caller().get(path)["ETag"]
    factories.make_claim(incident=factories.make_incident(status="draft"))
    assert Caller().get(path, If_None_Match=kept).status_code == 304
    answer = Caller(factories.make_user(role="analyst")).get(path, If_None_Match=kept)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer["Vary"]


def test_an_incident_has_a_strong_name_with_its_version() -> None:
    incident = factories.make_incident()
    caller = Caller()
    first = caller.get(f"incidents/{incident.public_id}/")
    assert first["ETag"].startswith('"1-')
    assert (
        caller.get(f"incidents/{incident.public_id}/", If_None_Match=first["ETag"]).status_code
        == 304
    )
    Incident.objects.update(title_en="Other")
    assert caller.get(f"incidents/{incident.public_id}/")["ETag"].startswith('"2-')


def test_a_new_claim_gives_the_incident_a_new_name() -> None:
    incident = factories.make_incident()
    caller = Caller()
    before = caller.get(f"incidents/{incident.public_id}/")["ETag"]
    factories.make_claim(incident=incident)
    after = caller.get(f"incidents/{incident.public_id}/")["ETag"]
    assert before != after
    assert before.split("-")[0] == after.split("-")[0]


@pytest.mark.parametrize("path", ["incidents/"])
@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("identity", False),
        ("", False),
    ],
)
def test_long_answers_are_compressed_for_those_who_can_read_them(
    path: str, accepted: str, packed: bool
) -> None:
    for number in range(5):
        factories.make_incident(title_en=f"I {number}")
    plain = Caller().get(path)
    answer = Caller().get(path, Accept_Encoding=accepted)
    assert (answer.get("Content-Encoding") == "gzip") is packed
    body = gzip.decompress(answer.content) if packed else answer.content
    assert body == plain.content
    if packed:
        assert len(answer.content) < len(plain.content)
        assert int(answer["Content-Length"]) == len(answer.content)


def test_short_answers_are_sent_as_they_are() -> None:
    answer = Caller().get("search/", Accept_Encoding="gzip")
    assert "Content-Encoding" not in answer
    assert orjson.loads(answer.content)["places"] == []


def test_head_has_the_headers_and_no_body() -> None:
    answer = Caller().client.head("/api/v1/incidents/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"]
