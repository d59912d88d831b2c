"""The page, the API and plain SQL count the same, whatever is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from incidents.models import User
from tests.browser.dashboard import counting
from tests.browser.dashboard.combinations import anchors, combinations
from tests.browser.dashboard.page_counting import Counted, address_of, begin, counted
from tests.browser.dashboard.reading import Open

pytestmark = pytest.mark.django_db

COMBINATIONS = {"": 230, "analyst": 80}
"""By role; `make check` takes as many again MORE times."""
FACETS = {"": 12, "analyst": 6}
ADDRESSES = {"": 12, "analyst": 8}
MORE = 7
NAMED_NONE = ("admin1", "contested", "source", "tag")
"""Dimensions of which the rail has a row for none."""
SECTIONS = (
    ("country", "admin1", "admin2"),
    ("kind", "sub_kind"),
    ("actor", "actor_exact"),
    ("fatalities", "fatalities_min", "fatalities_max"),
)
"""Filters that are one section of the rail, which never filters itself."""


class Asked(NamedTuple):
    query: counting.Query
    address: str
    numbers: counting.Numbers


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveServer]:
    """One site with one awkward record for all tests here, which only read it."""
    # Only here: when this file is read, Django may not be set up yet.
    from incidents.snapshot import build
    from tests import factories as make
    from tests.browser.dashboard.awkward import make_record

    with django_db_blocker.unblock():
        make_record()
        make.make_user(username="analyst", role="analyst")
        build()
        server = LiveServer("localhost")
        yield server
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def clients(site: LiveServer) -> dict[str, Client]:
    """By role, a client of the API; "" is nobody signed in."""
    found = {name: Client(raise_request_exception=True) for name in COMBINATIONS}
    for name, client in found.items():
        if name:
            client.force_login(User.objects.get(username=name))
    return found


@dataclass(frozen=True)
class Reader:
    """Somebody with a browser and a client of the API, signed in or not."""

    role: str
    client: Client
    page: Page
    visit: Open

    def begin(self) -> None:
        self.visit("/")
        begin(self.page)


@pytest.fixture(params=list(COMBINATIONS), ids=["anonymous", "analyst"])
def reader(
    request: pytest.FixtureRequest, clients: dict[str, Client], visit: Open, page: Page
) -> Reader:
    client = clients[request.param]
    if request.param:
        value = client.cookies["sessionid"].value
        url = request.getfixturevalue("site").url
        page.context.add_cookies([{"name": "sessionid", "value": value, "url": url}])
    return Reader(request.param, client, page, visit)


def asked(role: str, seed: int, count: int) -> list[Asked]:
    queries = combinations(anchors(role), seed=seed, count=count)
    return [Asked(one, address_of(one), counting.numbers(one, role)) for one in queries]


def api(client: Client, path: str, address: str) -> Any:
    answer = client.get(f"/api/v1/{path}/?{address}")
    assert answer.status_code == 200, (address, answer.content)
    return answer.json()


def of_page(one: Counted) -> counting.Numbers:
    totals = one["totals"]
    return counting.Numbers(
        incidents=totals["incidents"],
        rows=one["listed"],
        with_figure=totals["withFigure"],
        deaths=totals["deaths"],
        low=totals["low"],
        high=totals["high"],
        off_map=totals["notOnMap"],
    )


def of_api(client: Client, address: str) -> counting.Numbers:
    listed = api(client, "incidents", f"{address}&page_size=1")
    timeline = api(client, "timeline", f"{address}&unit=month")
    totals, deaths = timeline["totals"], timeline["totals"]["deaths"]
    assert listed["count"] == totals["incidents"] == timeline["count"]
    return counting.Numbers(
        incidents=listed["count"],
        rows=listed["rows"],
        with_figure=deaths["with_figure"],
        deaths=deaths["retained"],
        low=deaths["low"],
        high=deaths["high"],
        off_map=totals["not_on_map"],
    )


def told_by_api(client: Client, address: str) -> dict[str, dict[str, int]]:
    """The facets, each value with its count."""
    facets = api(client, "facets", address)["facets"]
    return {name: {one["key"]: one["count"] for one in found} for name, found in facets.items()}


def itself_alone(dimension: str, query: counting.Query) -> bool:
    """No other filter of the same section is set: the rail and `facets/` ask for the same."""
    section = next((one for one in SECTIONS if dimension in one), (dimension,))
    return not [name for name in section if name != dimension and name in query]


@pytest.mark.parametrize("times", [1, pytest.param(MORE, marks=pytest.mark.slow)])
def test_page_api_and_sql_count_the_same(reader: Reader, times: int) -> None:
    every = asked(reader.role, seed=times, count=times * COMBINATIONS[reader.role])
    whole = counting.numbers({}, reader.role)
    some = [one for one in every if 0 < one.numbers.rows < whole.rows]
    assert len(some) > 0.7 * len(every), "too few of them could fail"
    reader.begin()
    on_page = counted(reader.page, [one.address for one in every])
    for one, shown in zip(every, on_page, strict=True):
        assert shown["ignored"] == [], one.address
        told = {"page": of_page(shown), "api": of_api(reader.client, one.address)}
        assert told == {"page": one.numbers, "api": one.numbers}, one.address


@pytest.mark.parametrize("times", [1, pytest.param(MORE, marks=pytest.mark.slow)])
def test_rail_timeline_facets_and_sql_count_the_same(reader: Reader, times: int) -> None:
    every = asked(reader.role, seed=10 + times, count=times * FACETS[reader.role])
    reader.begin()
    on_page = counted(reader.page, [one.address for one in every], parts=True)
    for one, shown in zip(every, on_page, strict=True):
        told = told_by_api(reader.client, one.address)
        for dimension in counting.PAIRS:
            expected = counting.facet(dimension, one.query, reader.role)
            assert told[dimension] == expected, (dimension, one.address)
            if dimension in shown["rail"] and itself_alone(dimension, one.query):
                named = expected.items()
                known = {key: n for key, n in named if key != "none" or dimension in NAMED_NONE}
                assert shown["rail"][dimension] == known, (dimension, one.address)
        assert shown["deaths"] == counting.bands(one.query, reader.role), one.address
        if itself_alone("actor", one.query):
            assert shown["rail"]["actor"] == told["actor"], one.address
        if "after" not in one.query and "before" not in one.query:
            assert shown["months"] == counting.months(one.query, reader.role), one.address
            bars = api(reader.client, "timeline", one.address)["bars"]
            assert shown["months"] == {
                f"{bar['start'][:7]} {kind}": n for bar in bars for kind, n in bar["kinds"].items()
            }


def test_the_count_line_says_it_at_every_address(reader: Reader) -> None:
    """Once as a pasted link, else by going back and forth, as with the browser's own buttons."""
    for number, one in enumerate(asked(reader.role, seed=20, count=ADDRESSES[reader.role])):
        timed = "after" in one.query or "before" in one.query
        address = f"/?{one.address}" if timed else f"/?{one.address}&period=all"
        if number % 5 == 0:
            reader.visit(address)
        else:
            reader.page.evaluate(GO, address)
        found = one.numbers
        line = reader.page.locator(".count-incidents")
        expect(line).to_have_text(re.compile(rf"^{found.incidents:,} incidents?, "))
        if found.off_map:
            assert re.search(rf", {found.off_map:,} ", line.inner_text()), one.address
        if found.with_figure:
            deaths = reader.page.locator(".count-deaths")
            expect(deaths).to_have_text(re.compile(rf"^{found.deaths:,} reported deaths?"))
            text = deaths.inner_text().replace("\u202f", " ")
            assert f"{found.with_figure:,} incident" in text, (one.address, text)
            if found.high > found.low:
                for bound in (found.low, found.high):
                    assert f"{bound:,}" in text, (one.address, text)


GO = """
(address) => {
  history.pushState(null, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}
"""
