"""Whatever is wrong with a request: a problem document that names field and remedy, never a 500."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import RequestFactory
from django.urls import get_resolver

from incidents.api import problems
from incidents.api.base import LONGEST_ADDRESS
from tests import factories
from tests.incidents.api.asking import API, Caller, fields, problem

pytestmark = pytest.mark.django_db
LISTS = [
    f"{name}/"
    for name in (
        "incidents",
        "claims",
        "reports",
        "sources",
        "actors",
        "places",
        "admin-units",
        "kinds",
        "terms",
        "datasets",
        "timeline",
        "facets",
        "search",
        "snapshot",
        "snapshot/matches",
        "snapshot/arrow",
        "snapshot/parquet",
        "dictionary",
        "schema",
    )
]
ALL = ["", *LISTS]


@pytest.mark.parametrize("path", ALL)
def test_an_unknown_parameter_is_refused_everywhere(path: str) -> None:
    assert fields(Caller().get(path, {"colour": "red"})) == ["colour"]


@pytest.mark.parametrize("path", ALL)
def test_a_nul_byte_is_refused_everywhere(path: str) -> None:
    assert fields(Caller().get(f"{path}?q=a%00b")) == ["q"]
    assert fields(Caller().get(f"{path}?x%00=1"))
    assert fields(Caller().get(f"{path}?format=%00")) == ["format"]


@pytest.mark.parametrize(
    "path", ["incidents/%00/", "%00", "actors/a%00b/", "sources/%00/", "reports/RP%00/"]
)
def test_a_nul_byte_in_the_path_is_refused(path: str) -> None:
    assert fields(Caller().get(path)) == ["path"]


@pytest.mark.parametrize("path", ALL)
def test_another_form_than_those_there_are_is_a_bad_value(path: str) -> None:
    assert fields(Caller().get(path, {"format": "xml"})) == ["format"]


@pytest.mark.parametrize("path", ALL)
def test_a_form_that_nobody_can_give_is_not_acceptable(path: str) -> None:
    problem(Caller().get(path, Accept="application/pdf"), 406)


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
@pytest.mark.parametrize("role", [None, "administrator"])
def test_a_method_that_an_address_does_not_take(path: str, method: str, role: str | None) -> None:
    """It has it for nobody, so nobody is asked to sign in first."""
    caller = Caller(factories.make_user(role=role) if role else None)
    answer = caller.send(method, path, {})
    problem(answer, 405)
    allowed = answer["Allow"].split(", ")
    assert "GET" in allowed
    assert method not in allowed


def test_options_says_the_methods_and_nothing_else() -> None:
    answer = Caller().client.options(API + "incidents/")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == "GET, POST, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "incidents/VS-000000000000/",
        "incidents/VS-lowercase000/",
        "incidents/7/",
        "reports/RP-000000000000/",
        "sources/nothing/",
        "actors/nothing/",
        "a/b/c",
        "é/",
    ],
)
def test_what_is_not_there_is_not_found(path: str) -> None:
    assert problem(Caller().get(path), 404)["errors"] == []


def test_a_hidden_incident_and_one_that_never_was_answer_alike() -> None:
    """Same body, same headers, as many statements."""
    draft = factories.make_incident(status="draft")
    hidden = Caller().get(f"incidents/{draft.public_id}/")
    never = Caller().get("incidents/VS-000000000000/")
    assert hidden.content == never.content
    assert hidden.headers == never.headers
    assert hidden.status_code == never.status_code == 404


def test_an_address_without_its_slash_leads_to_the_one_with_it() -> None:
    answer = Caller().get("incidents", {"country": "ML"})
    assert answer.status_code == 301
    assert answer["Location"] == "/api/v1/incidents/?country=ML"
    problem(Caller(factories.make_user()).send("POST", "incidents", {}), 404)
    problem(Caller().get("nothing"), 404)


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 40_000, b"{", b"[1]", b"\xff", b"5"])
def test_a_body_that_is_no_object_or_too_deep(body: bytes) -> None:
    caller = Caller(factories.make_user(role="analyst"))
    answer = caller.client.post(API + "incidents/", body, content_type="application/json")
    assert fields(answer) == ["body"]


@pytest.mark.parametrize(
    "value", ['"a\\u0000b"', '["\\u0000"]', '{"\\u0000":1}', '[[{"a":"\\u0000"}]]']
)
def test_a_nul_character_anywhere_in_a_body(value: str) -> None:
    caller = Caller(factories.make_user(role="analyst"))
    answer = caller.client.post(
        API + "incidents/", f'{{"title": {value}}}', content_type="application/json"
    )
    assert fields(answer) == ["body"]


def test_a_body_that_is_too_long() -> None:
    caller = Caller(factories.make_user(role="analyst"))
    problem(caller.send("POST", "incidents/", {"title": "x" * 300_000}), 413)


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", ""])
def test_a_body_that_is_not_json(kind: str) -> None:
    caller = Caller(factories.make_user(role="analyst"))
    answer = caller.client.generic("POST", API + "incidents/", b"x", content_type=kind)
    problem(answer, 415)


def test_more_parameters_than_anybody_needs() -> None:
    query = "&".join(f"p{number}=1" for number in range(2000))
    assert fields(Caller().get(f"incidents/?{query}")) == ["request"]


def test_deep_json_in_a_parameter() -> None:
    for text in ("[" * 20_000, '{"type":"Polygon","coordinates":' + "[" * 20_000):
        assert fields(Caller().get("incidents/", {"within": text})) == ["within"]


def test_a_writer_who_is_not_signed_in_is_asked_to() -> None:
    for method, path in (
        ("POST", "incidents/"),
        ("PATCH", "incidents/VS-000000000000/"),
        ("POST", "incidents/VS-000000000000/publish/"),
        ("DELETE", "incidents/VS-000000000000/deaths/"),
    ):
        answer = Caller().send(method, path, {})
        assert problem(answer, 401)["detail"] == "Sign in as an analyst to write."
        assert answer["WWW-Authenticate"].startswith("Session")


def test_a_reader_who_must_sign_in_is_told_so_of_reading(settings: Any) -> None:
    settings.REQUIRE_SIGN_IN = True
    assert problem(Caller().get("incidents/"), 401)["detail"] == "Sign in to read this."


def test_nothing_can_be_written_where_nothing_is() -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        problem(Caller().send(method, "nothing/", {}), 404)


@pytest.mark.parametrize("path", ["", "kinds/", "datasets/", "snapshot/", "dictionary/", "schema/"])
def test_an_address_without_parameters_says_so(path: str) -> None:
    (error,) = problem(Caller().get(path, {"colour": "red"}), 400)["errors"]
    assert error["remedy"] == "Leave it out: this address takes no parameters."


def test_an_address_with_parameters_names_them() -> None:
    (error,) = problem(Caller().get("terms/", {"colour": "red"}), 400)["errors"]
    assert error["remedy"] == "Leave it out, or use one of: vocabulary."


def test_an_address_that_is_too_long_is_refused_with_its_remedy() -> None:
    for path in ("incidents/", "claims/", "nothing/"):
        (error,) = problem(Caller().get(f"{path}?q={'x' * LONGEST_ADDRESS}"), 414)["errors"]
        assert error["field"] == "address"
        assert "fewer corners" in error["remedy"]


def test_the_largest_polygon_with_all_its_decimals_is_short_enough() -> None:
    """500 corners on a circle, as GeoJSON, every mark escaped."""
    turns = [number / 500 * math.tau for number in range(500)]
    ring = [[-10 + math.cos(turn) / 3, 14 + math.sin(turn) / 3] for turn in turns]
    polygon = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    answer = Caller().get("incidents/", {"within": json.dumps(polygon)})
    assert answer.status_code == 200
    assert len(answer.request["QUERY_STRING"]) > 20_000


def test_a_statement_that_takes_too_long_is_away_for_now() -> None:
    factories.make_incident()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE incidents_incident RENAME TO incidents_slow")
        cursor.execute(
            "CREATE VIEW incidents_incident AS SELECT * FROM incidents_slow "
            "WHERE pg_sleep(5) IS NOT NULL"
        )
        cursor.execute("SET LOCAL statement_timeout = '50ms'")
    answer = Caller().get("incidents/")
    assert problem(answer, 503)["errors"] == []
    assert answer["Retry-After"] == "30"


def test_errors_of_our_own_are_left_to_the_log() -> None:
    """The server's handler answers them, so that they are logged with their trace."""
    assert problems.handle(ZeroDivisionError(), {}) is None
    assert problems.handle(IntegrityError("a key of ours"), {}) is None


@pytest.mark.parametrize(
    ("handler", "status"),
    [
        (problems.bad_request, 400),
        (problems.permission_denied, 403),
        (problems.page_not_found, 404),
        (problems.server_error, 500),
    ],
)
def test_the_handlers_of_the_site_answer_problems_too(handler: Any, status: int) -> None:
    problem(handler(RequestFactory().get("/api/x")), status)


def test_every_route_of_the_api_is_known_to_these_tests() -> None:
    """A new address must be added to LISTS, or be one of a single thing."""
    names = {
        str(pattern.pattern)
        for pattern in _patterns(get_resolver().url_patterns)
        if "<" not in str(pattern.pattern) and "(?P" not in str(pattern.pattern)
    }
    assert names == {*LISTS, ""}


def _patterns(patterns: Any) -> Any:
    (ours,) = [one for one in patterns if str(one.pattern) == "api/v1/"]
    return ours.url_patterns


def test_problems_come_in_the_language_of_the_reader() -> None:
    answer = Caller().get("incidents/", {"after": "x"}, Accept_Language="fr")
    assert fields(answer) == ["after"]
