"""Whatever is asked: list, count, facets, timeline and totals agree with plain Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from incidents.filters import INCIDENTS, Filters
from incidents.readers import incidents as reader
from incidents.readers.aggregates import timeline, totals
from incidents.readers.facets import by_dimension, facets
from incidents.readers.paging import walk
from tests.incidents.readers import brute_force, record

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
SIZE = 60
COLLAPSED = ("after", "before", "bbox", "near", "within", "q", "fatalities_min", "fatalities_max")


def some(*words: str, none: bool = True) -> st.SearchStrategy[list[str]]:
    return st.lists(
        st.sampled_from([*words, *(["none"] if none else [])]), min_size=1, max_size=3, unique=True
    )


days = st.integers(0, record.DAYS).map(lambda day: record.FIRST + timedelta(days=day))
longitudes, latitudes = st.floats(-6, 4), st.floats(11, 18)


def box(corners: tuple[float, float, float, float]) -> tuple[float, ...]:
    one, other, low, high = (round(corner, 3) for corner in corners)
    return min(one, other), min(low, high), max(one, other), max(low, high)


def quadrilateral(points: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    west, south, east, north = box(points)
    east, north = east + 0.5, north + 0.5
    return [(west, south), (east, south + 0.2), (east - 0.1, north), (west - 0.3, north - 0.1)]


corners = st.tuples(longitudes, longitudes, latitudes, latitudes)
ASKED: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "after": days,
        "before": days,
        "country": some(*record.COUNTRIES),
        "admin1": some("ML-1", "BF-1"),
        "admin2": some("ML-1-1", "NE-1-1"),
        "bbox": corners.map(box),
        "near": st.tuples(latitudes, longitudes, st.floats(1, 600)).map(
            lambda circle: tuple(round(value, 3) for value in circle)
        ),
        "within": corners.map(quadrilateral),
        "kind": some("battles", "protests"),
        "sub_kind": some("armed_clash", "peaceful"),
        "actor": some("front", "cell", "league", "army"),
        "actor_exact": st.booleans(),
        "role": some(*record.ROLES),
        "source": some("paper", "radio"),
        "dataset": some("own", "ucdp"),
        "certainty": some(*record.CERTAINTIES),
        "contested": some(*record.CONTESTED),
        "precision": some(*record.PRECISIONS),
        "fatalities": some(*record.STATES, none=False),
        "fatalities_min": st.integers(0, 20),
        "fatalities_max": st.integers(0, 30),
        "tag": some("airport", "market", "school"),
        "q": st.lists(
            st.sampled_from(["menaka", "GAO", "ber", "att", "front", "Timbuktu", "ML"]),
            min_size=1,
            max_size=2,
        ).map(" ".join),
    },
)


def written(asked: dict[str, Any]) -> dict[str, list[str]]:
    """What is asked, as an address has it."""
    query = {}
    for name, value in asked.items():
        if name == "within":
            text = ",".join(f"{lon} {lat}" for lon, lat in value)
        elif isinstance(value, (list, tuple)):
            text = ",".join(str(part) for part in value)
        else:
            text = str(value)
        query[name] = [text]
    return query


def sensible(asked: dict[str, Any]) -> bool:
    days_cross = asked.get("after") and asked.get("before") and asked["after"] >= asked["before"]
    low, high = asked.get("fatalities_min", 0), asked.get("fatalities_max", 99)
    return not days_cross and low <= high


@pytest.fixture
def rows() -> record.Rows:
    return record.build(seed=20240917, size=SIZE)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=ASKED.filter(sensible), order=st.sampled_from([*reader.SORTED]))
def test_list_count_timeline_and_totals(
    rows: record.Rows, asked: dict[str, Any], order: str
) -> None:
    filters = replace(INCIDENTS.parse(written(asked)), order=order, page_size=7)
    found = reader.find(filters, NOBODY)
    expected = [row for row in rows if brute_force.matches(row, asked)]
    counted = brute_force.counted(rows, asked)

    listed = [row["public_id"] for row in _walked(filters)]
    assert listed == [row.id for row in _in_order(expected, order)]
    numbers = reader.count(found)
    assert (numbers.incidents, numbers.rows) == (len(counted), len(expected))

    for unit in ("day", "week", "month"):
        bars = timeline(found, unit)
        assert {(bar.start, bar.kind): bar.incidents for bar in bars} == Counter(
            (_bar(row.start, unit), row.kind) for row in counted
        )
    sums, figured = totals(found), [row for row in counted if row.figure is not None]
    assert (sums.incidents, sums.with_figure, sums.without) == (
        len(counted),
        len(figured),
        len(counted) - len(figured),
    )
    assert sums.deaths == sum(row.figure or 0 for row in figured)
    assert (sums.low, sums.high) == (
        sum(row.low or 0 for row in figured),
        sum(row.high or 0 for row in figured),
    )
    assert sums.not_on_map == sum(not brute_force._points(row) for row in counted)
    assert list(sums.datasets) == sorted({row.dataset for row in counted})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(asked=ASKED.filter(sensible))
@example(asked={"role": ["none"]})
@example(asked={"role": ["none"], "actor": ["none"]})
@example(asked={"role": ["target", "none"], "actor": ["front", "none"]})
def test_a_facet_counts_what_a_click_on_it_would_list(
    rows: record.Rows, asked: dict[str, Any]
) -> None:
    filters = INCIDENTS.parse(written(asked))
    for dimension, values in by_dimension(facets(filters, NOBODY)).items():
        shown = {value.key: value.incidents for value in values}
        expected = {
            key: len(brute_force.counted(rows, {**asked, dimension: [key]}))
            for key in _possible(dimension)
        }
        assert shown == {key: number for key, number in expected.items() if number}, dimension


def _walked(filters: Filters) -> list[dict[str, Any]]:
    """Every page by its cursor, seven rows at a time."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = reader.page(reader.find(filters, NOBODY), replace(filters, cursor=cursor))
        found += page.rows
        cursor = page.next
        if not cursor:
            return found


def _in_order(rows: list[record.Plain], order: str) -> list[record.Plain]:
    down = order.startswith("-")
    if order.endswith("fatalities"):
        figured = [row for row in rows if row.figure is not None]
        rest = sorted(
            (row for row in rows if row.figure is None), key=lambda row: row.pk, reverse=down
        )
        return [
            *sorted(figured, key=lambda row: (row.figure or 0, row.pk), reverse=down),
            *rest,
        ]
    column = "start" if order.endswith("start") else "updated"
    return sorted(rows, key=lambda row: (getattr(row, column), row.pk), reverse=down)


def _bar(day: Any, unit: str) -> Any:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _possible(dimension: str) -> list[str]:
    values: dict[str, list[str]] = {
        "country": [*record.COUNTRIES],
        "admin1": [f"{country}-1" for country in record.COUNTRIES],
        "admin2": [f"{country}-1-1" for country in record.COUNTRIES],
        "kind": ["battles", "protests"],
        "sub_kind": ["armed_clash", "shelling_fight", "peaceful"],
        "actor": ["front", "cell", "league", "army"],
        "role": [*record.ROLES, "responder", "affected"],
        "source": ["paper", "radio"],
        "dataset": ["own", "ucdp"],
        "certainty": [*record.CERTAINTIES],
        "contested": [*record.CONTESTED],
        "precision": [*record.PRECISIONS],
        "fatalities": [*record.STATES],
        "tag": ["airport", "market", "school"],
    }
    return values[dimension] if dimension == "fatalities" else [*values[dimension], "none"]


def test_a_stream_gives_every_row_of_the_view_in_order(rows: record.Rows) -> None:
    filters = Filters(page_size=3)
    found = reader.find(filters, NOBODY)
    streamed = [row["public_id"] for row in reader.stream(found, filters)]
    assert streamed == [row["public_id"] for row in _walked(filters)]
    assert len(list(walk(lambda part: reader.page(found, part), filters))) == len(streamed)
