"""One declaration feeds the API, the page and the documentation: none of them says otherwise."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from incidents.filters import INCIDENTS, Declaration, Filters
from incidents.filters.lists import (
    ACTORS,
    ADMIN_UNITS,
    CLAIMS,
    PLACES,
    REPORTS,
    SEARCH,
    SOURCES,
    TERMS,
)

ROOT = Path(__file__).resolve().parents[3]
ALL: list[Declaration[Any]] = [
    INCIDENTS,
    CLAIMS,
    REPORTS,
    SOURCES,
    ACTORS,
    PLACES,
    ADMIN_UNITS,
    TERMS,
    SEARCH,
]


@pytest.mark.parametrize("declaration", ALL, ids=lambda one: one.into.__name__)
def test_every_parameter_has_a_field_help_and_an_example_that_parses(
    declaration: Declaration[Any],
) -> None:
    assert sorted(declaration.names()) == sorted(one.name for one in fields(declaration.into))
    for parameter in declaration.parameters:
        with override("en"):
            assert len(str(parameter.help)) > 10, parameter.name
        declaration.parse({parameter.name: [parameter.example]})
        assert parameter.openapi()["schema"]["type"]


def test_the_filters_are_those_of_the_contract_in_its_order() -> None:
    assert " ".join(INCIDENTS.names()) == (
        "after before country admin1 admin2 bbox near within kind sub_kind actor actor_exact role "
        "source dataset certainty contested precision fatalities fatalities_min fatalities_max tag "
        "status q order page_size cursor"
    )


def test_the_page_keeps_the_same_filters_in_its_address() -> None:
    """The contract with static/dashboard/query.js, which has no Python to import from."""
    script = (ROOT / "static/dashboard/query.js").read_text("utf-8")
    exported = INCIDENTS.page_export()
    lists = {one["name"] for one in exported if one["multiple"]}
    names = {one["name"] for one in exported if one["name"] not in ("page_size", "cursor")}
    numbers = {one["name"] for one in exported if one["type"] == "number"} - {"page_size"}

    assert set(_words(script, "LISTS")) == lists
    assert set(_words(script, "NUMBERS")) == numbers
    assert {*_words(script, "NAMES"), *numbers} == names
    assert _words(script, "ORDERS") == list(_kind("order").words)
    closed = script.split("const CLOSED = {")[1].split("};")[0]
    for name in ("role", "certainty", "contested", "precision", "fatalities"):
        line = next(line for line in closed.splitlines() if f"{name}:" in line)
        assert sorted(re.findall(r'"(\w+)"', line)) == sorted(_kind(name).words), name


def test_the_rail_counts_what_has_values() -> None:
    rail = [one["name"] for one in INCIDENTS.page_export() if one["rail"]]
    assert rail == [one["name"] for one in INCIDENTS.page_export() if one["type"] == "list"]


def test_taking_paging_off_leaves_the_filters_that_count() -> None:
    left = {one.name for one in INCIDENTS.for_readers().without("order", "page_size", "cursor")}
    assert left == {one["name"] for one in INCIDENTS.page_export() if not one["paging"]}


def test_only_the_desk_may_ask_for_the_status() -> None:
    asked = set(INCIDENTS.names()) - set(INCIDENTS.for_readers().names())
    assert asked == {one.name for one in INCIDENTS.parameters if one.desk} == {"status"}


def _words(script: str, name: str) -> list[str]:
    return re.findall(r'"([^"]+)"', re.split(rf"const {name} = \[", script)[1].split("]")[0])


def _kind(name: str) -> Any:
    return next(one.kind for one in INCIDENTS.parameters if one.name == name)


def test_the_defaults_of_the_schema_are_those_of_the_filters() -> None:
    for parameter in INCIDENTS.parameters:
        schema = parameter.kind.schema()
        if "default" in schema:
            assert getattr(Filters(), parameter.name) == schema["default"]
