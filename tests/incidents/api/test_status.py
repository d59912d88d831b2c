"""The filter by status: the desk's own, and for everybody else not there at all."""

from __future__ import annotations

import pytest

from tests import factories
from tests.incidents.api.asking import Caller, problem, streamed

pytestmark = pytest.mark.django_db
STATUSES = ("draft", "in_review", "published", "retracted")
VIEWS = ("incidents/", "timeline/", "facets/")


@pytest.fixture
def record() -> dict[str, str]:
    """One incident of each status; their ids by status."""
    return {status: factories.make_incident(status=status).public_id for status in STATUSES}


def caller(role: str | None) -> Caller:
    return Caller(factories.make_user(role=role) if role else None)


@pytest.mark.parametrize("role", ["analyst", "editor", "administrator"])
def test_the_desk_asks_by_status(record: dict[str, str], role: str) -> None:
    desk = caller(role)
    for status in STATUSES:
        (row,) = desk.json(f"incidents/?status={status}")["results"]
        assert (row["id"], row["status"]) == (record[status], status)
        for view in VIEWS:
            assert desk.json(f"{view}?status={status}")["count"] == 1
    both = desk.json("incidents/?status=draft,in_review&order=start")["results"]
    assert {row["id"] for row in both} == {record["draft"], record["in_review"]}
    assert desk.json("incidents/")["count"] == len(STATUSES)


def test_files_of_the_desk_keep_to_the_status(record: dict[str, str]) -> None:
    desk = caller("analyst")
    csv = streamed(desk.get("incidents/?status=draft&format=csv"))
    assert record["draft"] in csv
    assert record["published"] not in csv
    (feature,) = desk.json("incidents/?status=retracted&format=geojson")["features"]
    assert feature["id"] == record["retracted"]


def test_a_page_of_one_status_is_no_page_of_another(record: dict[str, str]) -> None:
    factories.make_incident(status="draft")
    desk = caller("analyst")
    address = desk.json("incidents/?status=draft&page_size=1")["next"]
    assert desk.client.get(address).json()["next"] is None
    answer = desk.client.get(address.replace("status=draft", "status=in_review"))
    assert problem(answer, 400)["errors"][0]["field"] == "cursor"


@pytest.mark.parametrize("role", [None, "viewer"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("status", [*STATUSES, "nonsense", ""])
def test_for_all_others_there_is_no_such_parameter(
    role: str | None, view: str, status: str
) -> None:
    """The same words for every value, and the same with hidden rows as without any."""
    reader = caller(role)
    before = reader.get(view, {"status": status})
    factories.make_incident(status=status if status in STATUSES else "draft")
    after = reader.get(view, {"status": status})
    assert before.content == after.content
    (error,) = problem(after, 400)["errors"]
    assert error == problem(reader.get(view, {"colour": "red"}), 400)["errors"][0] | {
        "field": "status"
    }
    assert "status" not in error["remedy"]


def test_an_analyst_who_left_asks_as_a_reader() -> None:
    gone = factories.make_user(role="analyst")
    desk = Caller(gone)
    assert desk.get("incidents/?status=draft").status_code == 200
    gone.is_active = False
    gone.save()
    problem(desk.get("incidents/?status=draft"), 400)


def test_a_word_that_is_no_status_is_refused() -> None:
    (error,) = problem(caller("analyst").get("incidents/?status=none"), 400)["errors"]
    assert error["remedy"] == "Write one of: draft, in_review, published, retracted."
