from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import override

from dashboard.pages.forms import MOST_OPTIONS, Field, Option, fields_of
from incidents.filters import INCIDENTS
from incidents.filters.lists import CLAIMS


def form(query: str = "", **choices: Any) -> dict[str, Field]:
    with override("en"):
        return {field.name: field for field in fields_of(INCIDENTS, QueryDict(query), choices)}


def test_every_parameter_but_those_of_paging_has_a_control() -> None:
    named = {parameter.name for parameter in INCIDENTS.parameters}
    assert set(form()) == named - {"cursor", "page_size"}


def test_the_kind_of_a_value_chooses_the_control() -> None:
    controls = {name: field.control for name, field in form().items()}
    assert controls["after"] == "day"
    assert controls["fatalities_min"] == "number"
    assert controls["actor_exact"] == "flag"
    assert controls["order"] == "select"
    assert controls["q"] == "search"
    assert controls["near"] == controls["bbox"] == controls["within"] == "area"
    assert controls["certainty"] == "options"
    assert controls["actor"] == "text"


def test_a_closed_vocabulary_offers_all_its_words_and_what_lacks_them() -> None:
    options = form()["contested"].options
    assert [one.value for one in options] == [
        "occurrence",
        "place",
        "author",
        "toll",
        "control",
        "none",
    ]
    assert options[-1].words == "accounts do not differ"


def test_what_the_address_gives_is_chosen_by_comma_or_repetition() -> None:
    fields = form(
        "certainty=verified,corroborated&certainty=unverified&after=2024-01-01&order=start"
    )
    assert [one.value for one in fields["certainty"].chosen] == [
        "verified",
        "corroborated",
        "unverified",
    ]
    assert fields["after"].value == "2024-01-01"
    assert [one.value for one in fields["order"].chosen] == ["start"]
    assert [one.value for one in form()["order"].chosen] == ["-start"]


def test_a_long_dimension_shows_its_first_values_and_every_chosen_one() -> None:
    many = [Option(value=f"a{n}", words=f"Actor {n}", count=n) for n in range(100)]
    field = form("actor=a99,gone", actor=many)["actor"]
    assert len(field.options) == MOST_OPTIONS + 2
    assert [one.value for one in field.chosen] == ["a99", "gone"]
    assert field.more == 100 - len(field.options)


def test_an_id_is_carried_along() -> None:
    fields = {one.name: one for one in fields_of(CLAIMS, QueryDict("incident=VS-1"), {})}
    assert (fields["incident"].control, fields["incident"].value) == ("hidden", "VS-1")
