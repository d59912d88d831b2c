"""An address is read once, at the door: typed and valid, or named errors with their remedies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from incidents.filters import INCIDENTS, Filters, Refused
from incidents.filters.lists import ADMIN_UNITS, CLAIMS, REPORTS, SEARCH, SOURCES
from incidents.filters.shapes import Box, Circle, Polygon

DEEP = "[" * 100_000


def parse(**given: str | list[str]) -> Filters:
    return INCIDENTS.parse(
        {name: [value] if isinstance(value, str) else value for name, value in given.items()}
    )


def refused(**given: str | list[str]) -> dict[str, tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        parse(**given)
    return {one.field: (one.reason, one.remedy) for one in caught.value.refusals}


def test_nothing_asked_is_everything_newest_first() -> None:
    filters = parse()
    assert filters == Filters()
    assert (filters.order, filters.page_size, filters.cursor) == ("-start", 100, "")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("after", "2024-09-17", date(2024, 9, 17)),
        ("before", "0001-01-01", date(1, 1, 1)),
        ("before", "9999-12-31", date(9999, 12, 31)),
        ("country", "ml,BF", ("ML", "BF")),
        ("country", "none", ("none",)),
        ("bbox", "-5.5,12,2,17", Box(-5.5, 12, 2, 17)),
        ("bbox", " 1 , 2 , 1 , 2 ", Box(1, 2, 1, 2)),
        ("near", "16.27,-0.04,50", Circle(16.27, -0.04, 50)),
        ("near", "0,0,1e3", Circle(0, 0, 1000)),
        ("kind", "battles,none", ("battles", "none")),
        ("actor", "jnim,jnim,  issp", ("jnim", "issp")),
        ("actor_exact", "TRUE", True),
        ("actor_exact", "0", False),
        ("fatalities", "none,unknown", ("none", "unknown")),
        ("fatalities_min", "0", 0),
        ("page_size", "1000", 1000),
        ("order", "-fatalities", "-fatalities"),
        ("q", "  Ménaka   Gao ", "Ménaka Gao"),
        ("cursor", "abc", "abc"),
    ],
)
def test_a_good_value_becomes_a_typed_one(name: str, text: str, value: Any) -> None:
    assert getattr(parse(**{name: text}), name) == value


def test_lists_come_by_comma_and_by_repetition() -> None:
    assert parse(certainty=["verified", "corroborated,verified"]).certainty == (
        "verified",
        "corroborated",
    )


def test_an_empty_value_is_the_same_as_none_at_all() -> None:
    """A form without JavaScript sends every field, empty ones too."""
    assert parse(after="", country=["", " "], q="  ", bbox="") == Filters()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("after", "2024-13-01"),
        ("after", "2024-02-30"),
        ("after", "17/09/2024"),
        ("after", "2024"),
        ("after", "10000-01-01"),
        ("after", "٢٠٢٤-٠٩-١٧"),
        ("after", "2024-09-17T00:00"),
        ("country", "FR"),
        ("country", "Mali"),
        ("certainty", "sure"),
        ("contested", "deaths"),
        ("fatalities", "zero"),
        ("role", "author"),
        ("actor", "a b"),
        ("actor", "../etc"),
        ("actor", "x" * 81),
        ("actor_exact", "yes"),
        ("fatalities_min", "-1"),
        ("fatalities_min", "1.5"),
        ("fatalities_max", "²"),
        ("fatalities_max", "99999999999999999999"),
        ("page_size", "0"),
        ("page_size", "1001"),
        ("page_size", "ten"),
        ("order", "title"),
        ("order", "sources__name"),
        ("q", "x" * 201),
        ("q", " ".join("abcdefghijklm")),
        ("q", "!?…"),
        ("cursor", "x" * 1001),
        ("bbox", "1,2,3"),
        ("bbox", "1,2,3,4,5"),
        ("bbox", "a,2,3,4"),
        ("bbox", "nan,2,3,4"),
        ("bbox", "inf,2,3,4"),
        ("bbox", "1e99,2,3,4"),
        ("bbox", "-181,0,0,1"),
        ("bbox", "0,-91,0,1"),
        ("bbox", "0,0,181,1"),
        ("bbox", "0,0,1,91"),
        ("bbox", "2,0,1,1"),
        ("bbox", "0,2,1,1"),
        ("near", "1,2"),
        ("near", "91,0,10"),
        ("near", "0,181,10"),
        ("near", "0,0,0"),
        ("near", "0,0,-5"),
        ("near", "0,0,5001"),
        ("within", "0 0,1 1"),
        ("within", "0 0,1 1,0 0"),
        ("within", "0 0,1 1,2"),
        ("within", "0 0,1 x,1 1"),
        ("within", "0 0,200 0,1 1"),
        ("within", "0 0,0 95,1 1"),
        ("within", "0 0,1 1,1 0,0 1"),
        ("within", "{"),
        ("within", '{"type":"Point","coordinates":[0,0]}'),
        ("within", '{"type":"Polygon","coordinates":[]}'),
        ("within", '{"type":"Polygon","coordinates":5}'),
        ("within", '{"type":"Polygon","coordinates":[5]}'),
        ("within", '{"type":"Polygon","coordinates":[[[0,0],[1,1],["a",0]]]}'),
        ("within", '{"type":"Polygon","coordinates":[[[0,0],[1,1],[true,false]]]}'),
        ("within", '{"type":"Polygon","coordinates":[[[0,0],[1,1],[5]]]}'),
        ("within", '{"type":"Polygon","coordinates":[[[0,0],[1,1],[1e7,0]]]}'),
        ("within", ",".join(f"{n / 1000} {n % 2}" for n in range(502))),
        ("within", '{"type":"Polygon","coordinates":' + DEEP),
        ("within", DEEP),
    ],
)
def test_a_bad_value_names_its_field_and_the_remedy(name: str, text: str) -> None:
    ((field, (reason, remedy)),) = refused(**{name: text}).items()
    assert field == name
    assert len(reason) > 10
    assert len(remedy) > 10
    assert len(reason) < 400


def test_a_polygon_of_too_many_corners_is_refused_in_either_form() -> None:
    ring = [[n / 1000, (n * n) / 1e6] for n in range(501)]
    assert "corners" in refused(within=f'{{"type":"Polygon","coordinates":[{ring}]}}')["within"][0]


def test_a_list_has_at_most_a_hundred_values() -> None:
    assert len(parse(actor=",".join(f"a{n}" for n in range(100))).actor) == 100
    assert "101 values" in refused(actor=",".join(f"a{n}" for n in range(101)))["actor"][0]


def test_a_single_value_given_twice_is_refused() -> None:
    for name in ("after", "bbox", "near", "within", "q", "order", "page_size", "actor_exact"):
        assert "more than once" in refused(**{name: ["1", "2"]})[name][0]


def test_an_unknown_parameter_is_named_with_those_that_exist() -> None:
    found = refused(colour="red", ordering="sources__name")
    assert found.keys() == {"colour", "ordering"}
    assert "after, before, country" in found["colour"][1]


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert refused(after="x", bbox="y", nonsense="z").keys() == {"after", "bbox", "nonsense"}


def test_the_name_of_the_form_of_the_answer_is_no_filter() -> None:
    assert parse(format="csv") == Filters()


@pytest.mark.parametrize("name", [*INCIDENTS.names(), "other"])
def test_a_nul_byte_is_refused_wherever_it_stands(name: str) -> None:
    assert name in refused(**{name: "a\0b"})


def test_an_error_repeats_a_value_short_and_on_one_line() -> None:
    reason = refused(certainty="a\r\nb" + "c" * 500)["certainty"][0]
    assert "\n" not in reason
    assert len(reason) < 100


def test_an_unknown_name_is_repeated_short_and_on_one_line() -> None:
    (field,) = refused(**{"x\n" * 100: "1"})
    assert "\n" not in field
    assert len(field) <= 40


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"after": "2024-01-02", "before": "2024-01-02"}, "before"),
        ({"after": "2024-01-02", "before": "2024-01-01"}, "before"),
        ({"fatalities_min": "5", "fatalities_max": "4"}, "fatalities_max"),
    ],
)
def test_two_values_that_can_match_nothing_together_are_refused(
    given: dict[str, str], field: str
) -> None:
    assert refused(**given).keys() == {field}


def test_half_open_days_and_closed_figures_may_meet() -> None:
    parse(after="2024-01-01", before="2024-01-02")
    parse(fatalities_min="4", fatalities_max="4")


def test_a_polygon_in_words_and_in_geojson_is_the_same() -> None:
    ring = ((-1.0, 15.0), (2.0, 15.0), (2.0, 17.0), (-1.0, 17.0))
    assert parse(within="-1 15,2 15,2 17,-1 17").within == Polygon(ring)
    assert parse(within="-1 15, 2 15, 2 17, -1 17, -1 15").within == Polygon(ring)
    shape = '{"type":"Polygon","coordinates":[[[-1,15],[2,15],[2,17],[-1,17],[-1,15]]]}'
    assert parse(within=shape).within == Polygon(ring)


def test_a_geojson_polygon_keeps_its_holes_and_forgets_heights() -> None:
    shape = (
        '{"type":"Polygon","coordinates":[[[0,0,300],[9,0],[9,9],[0,9],[0,0]],'
        "[[1,1],[2,1],[2,2],[1,1]]]}"
    )
    within = parse(within=shape).within
    assert within is not None
    assert within.ring[0] == (0.0, 0.0)
    assert within.holes == (((1.0, 1.0), (2.0, 1.0), (2.0, 2.0)),)


def test_taking_filters_off_leaves_the_others() -> None:
    filters = parse(country="ML", kind="battles", q="gao")
    assert filters.without("country", "q") == parse(kind="battles")


def test_a_walk_is_named_by_its_filters_and_order_and_not_by_its_page() -> None:
    one = parse(country="ML", page_size="5", cursor="x")
    assert one.digest() == parse(country="ML").digest()
    assert one.digest() != parse(country="BF").digest()
    assert one.digest() != parse(country="ML", order="start").digest()


def test_other_lists_read_their_own_parameters() -> None:
    claims = CLAIMS.parse({"incident": ["VS-0123456789AB"], "measure": ["killed,none"]})
    assert claims.incident == "VS-0123456789AB"
    assert claims.measure == ("killed", "none")
    assert ADMIN_UNITS.parse({"level": ["0"], "geometry": ["true"]}).level == 0
    assert SEARCH.parse({"q": ["tomb"]}).limit == 8
    assert SEARCH.only("q").names() == ["q"]


@pytest.mark.parametrize(
    ("declaration", "given"),
    [
        (CLAIMS, {"incident": ["VS-1"]}),
        (CLAIMS, {"incident": ["CL-0123456789AB"]}),
        (CLAIMS, {"report": ["VS-0123456789AB"]}),
        (CLAIMS, {"carrier": ["none"]}),
        (REPORTS, {"language": ["none"]}),
        (SOURCES, {"kind": ["none"]}),
        (ADMIN_UNITS, {"level": ["4"]}),
        (SEARCH, {"after": ["2024-01-01"]}),
    ],
)
def test_other_lists_refuse_what_they_do_not_take(
    declaration: Any, given: dict[str, list[str]]
) -> None:
    with pytest.raises(Refused) as caught:
        declaration.parse(given)
    assert [one.field for one in caught.value.refusals] == [*given]


def test_pages_of_two_lists_are_never_taken_for_one_another() -> None:
    assert CLAIMS.parse({}).digest() != REPORTS.parse({}).digest()
    assert CLAIMS.parse({"cursor": ["x"]}).digest() == CLAIMS.parse({}).digest()


def test_refusals_read_as_one_sentence_in_a_log() -> None:
    with pytest.raises(Refused, match="after: “x” is not a day"):
        parse(after="x")
