"""Search while a person types: what begins so, the closest name first, each thing once."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.folding import fold
from incidents.readers.search import Found, matching_ids, suggestions
from tests import factories

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def place(name: str, *others: str, **fields: Any) -> None:
    made = factories.make_place(name=name, **fields)
    for one in (name, *others):
        factories.make_place_name(place=made, name=one, folded=fold(one))


def actor(key: str, *names: str) -> None:
    made = factories.make_actor(key=key, name_en=names[0], name_fr=names[0])
    for one in names:
        factories.make_actor_name(actor=made, name=one, folded=fold(one))


def test_the_beginning_of_a_name_is_enough() -> None:
    place("Tombouctou", "Timbuktu", "تمبكتو")
    for text in ("tom", "tombouc", "TIMB", "تمبك"):
        assert [row["label"] for row in suggestions(text, 8, NOBODY).places] == ["Tombouctou"]


def test_the_name_that_matched_is_told() -> None:
    actor("jnim", "JNIM", "GSIM", "Group for the Support of Islam and Muslims")
    (found,) = suggestions("gsim", 8, NOBODY).actors
    assert (found["key"], found["matched"]) == ("jnim", "GSIM")


def test_the_same_name_comes_first_then_the_bigger_place() -> None:
    place("Gaodel", population=50_000)
    place("Gao", population=10)
    place("Gaol", population=900)
    found = suggestions("gao", 8, NOBODY).places
    assert [row["label"] for row in found] == ["Gao", "Gaodel", "Gaol"]


def test_each_thing_comes_once_and_not_more_than_asked_for() -> None:
    place("Ber", "Bér", "Berr")
    for number in range(5):
        place(f"Bera {number}")
    assert len(suggestions("ber", 3, NOBODY).places) == 3
    labels = [row["label"] for row in suggestions("ber", 50, NOBODY).places]
    assert labels.count("Ber") == 1


def test_units_and_incidents_are_found_and_hidden_incidents_are_not() -> None:
    factories.make_unit(key="ML-gao", folded=fold("Région de Gao"))
    factories.make_unit(key="ML", level=0, folded=fold("Gao"))
    factories.make_incident(title_en="Attack", search=fold("Attack in Gao"))
    factories.make_incident(title_en="Draft", search=fold("Draft in Gao"), status="draft")
    found = suggestions("gao", 8, NOBODY)
    assert [row["key"] for row in found.units] == ["ML-gao"]
    found = suggestions("attack", 8, NOBODY)
    assert [row["title_en"] for row in found.incidents] == ["Attack"]
    assert suggestions("draft", 8, NOBODY).incidents == []


def test_nothing_typed_is_nothing_found(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert suggestions("", 8, NOBODY) == Found()
        assert matching_ids("", NOBODY) == []


def test_the_ids_that_match_are_those_of_the_list() -> None:
    seen = factories.make_incident(search=fold("Attack in Gao"))
    factories.make_incident(search=fold("Attack in Gao"), status="draft")
    assert matching_ids("attack", NOBODY) == [seen.public_id]
