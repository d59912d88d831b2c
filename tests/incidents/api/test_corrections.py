"""A correction: what of its body is taken, and what is refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from incidents.models import Incident
from tests import factories
from tests.incidents.api.asking import fields
from tests.incidents.api.writing import caller, tag_of, write

pytestmark = pytest.mark.django_db


def test_a_correction_changes_what_it_names_and_nothing_else(draft: Incident) -> None:
    factories.make_kind("peaceful_protest", "protests")
    for key in ("airport", "market"):
        factories.make_term(key=key)
    who = caller("analyst")
    body = {
        "title": {"en": "Protest at the market"},
        "kind": "protests",
        "sub_kind": "peaceful_protest",
        "certainty": "verified",
        "contested": ["toll", "place"],
        "tags": ["market"],
        "part_of_day": "dawn",
        "local_time": "05:30",
        "zone": "Africa/Bamako",
        "remarks": {"en": "One.\nTwo.", "fr": "Un."},
    }
    shown = write(who, draft, body=body, method="PATCH").json()
    assert shown["title"] == {"en": "Protest at the market", "fr": draft.title_fr}
    assert (shown["kind"], shown["sub_kind"]) == ("protests", "peaceful_protest")
    assert (shown["certainty"], shown["contested"]) == ("verified", ["toll", "place"])
    assert shown["tags"] == ["market"]
    assert (shown["local_time"], shown["part_of_day"]) == ("05:30:00", "dawn")
    assert shown["remarks"] == {"en": ["One.", "Two."], "fr": ["Un."]}
    assert (shown["start"], shown["status"]) == (draft.start.isoformat(), "draft")
    emptied: dict[str, Any] = {
        "local_time": None,
        "part_of_day": None,
        "zone": None,
        "contested": [],
        "tags": [],
    }
    shown = write(who, draft, body=emptied, method="PATCH").json()
    assert (shown["local_time"], shown["part_of_day"], shown["zone"]) == (None, "", "")
    assert (shown["contested"], shown["tags"]) == ([], [])


def test_a_change_of_tags_alone_is_a_new_version(draft: Incident) -> None:
    factories.make_term(key="airport")
    who = caller("analyst")
    before = tag_of(who, draft)
    answer = write(who, draft, body={"tags": ["airport"]}, method="PATCH")
    assert answer["ETag"].split("-")[0] != before.split("-")[0]
    same = write(who, draft, body={"tags": ["airport"]}, method="PATCH")
    assert same["ETag"] == answer["ETag"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"status": "published"}, "status"),
        ({"version": 7}, "version"),
        ({"deaths": {"retained": 3}}, "deaths"),
        ({"dataset": "own"}, "dataset"),
        ({"title": 5}, "title"),
        ({"title": {"en": 5}}, "title_en"),
        ({"title": {"en": None}}, "title_en"),
        ({"title": {"en": "x" * 241}}, "title_en"),
        ({"kind": "nothing"}, "kind"),
        ({"sub_kind": "nothing"}, "sub_kind"),
        ({"start": "2024-02-30"}, "start"),
        ({"start": 5}, "start"),
        ({"start": None}, "start"),
        ({"end": "2001-01-01"}, "end"),
        ({"date_precision": "hour"}, "date_precision"),
        ({"certainty": "sure"}, "certainty"),
        ({"contested": "toll"}, "contested"),
        ({"contested": ["deaths"]}, "contested.0"),
        ({"contested": ["toll"] * 501}, "contested"),
        ({"part_of_day": "noon"}, "part_of_day"),
        ({"local_time": "25:00"}, "local_time"),
        ({"zone": "Mars"}, "zone"),
        ({"sensitive": "nothing"}, "sensitive"),
        ({"tags": ["nothing"]}, "tags"),
        ({"tags": [5]}, "tags.0"),
    ],
)
def test_a_bad_member_is_named_and_nothing_is_changed(
    draft: Incident, body: Any, field: str
) -> None:
    answer = write(caller("administrator"), draft, body=body, method="PATCH")
    assert field in fields(answer)
    assert Incident.objects.get().version == draft.version


def test_all_bad_members_are_named_at_once(draft: Incident) -> None:
    body = {"start": "x", "certainty": "y", "colour": "red"}
    answer = write(caller("analyst"), draft, body=body, method="PATCH")
    assert sorted(fields(answer)) == ["certainty", "colour", "start"]
