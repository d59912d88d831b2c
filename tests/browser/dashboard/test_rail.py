"""The filter rail: what each row counts, what its click gives, and what it says."""

from __future__ import annotations

import itertools
import json
import re

import numpy as np
import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from incidents.snapshot.layout import Frame
from tests.browser.dashboard.reading import Open, query, rewrite_snapshot, row, wait_counted
from tests.browser.record import YEAR

pytestmark = pytest.mark.django_db


def test_a_row_shows_the_count_that_its_click_gives_and_a_second_click_clears(visit: Open) -> None:
    page = visit("/")
    for section, key in (
        ("place", "NE"),
        ("kind", "explosions"),
        ("actor", "jnim"),
        ("actor", "none"),
        ("certainty", "verified"),
        ("contested", "toll"),
        ("deaths", "1"),
        ("dataset", "ucdp"),
        ("precision", "admin1"),
    ):
        told = int(row(page, section, key).locator(".rail-count").inner_text())
        row(page, section, key).click()
        expect(row(page, section, key)).to_have_attribute("aria-pressed", "true")
        wait_counted(page, told)
        row(page, section, key).click()
        wait_counted(page, YEAR)


def test_a_section_is_counted_under_the_filters_of_the_others_alone(visit: Open) -> None:
    page = visit("/")
    before = row(page, "place", "BF").locator(".rail-count").inner_text()
    row(page, "place", "NE").click()
    expect(row(page, "place", "BF").locator(".rail-count")).to_have_text(before)
    expect(row(page, "kind", "explosions").locator(".rail-count")).to_have_text("0")


def test_a_country_opens_to_its_regions(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("button", name="Show or hide the parts of Mali").click()
    row(page, "place", "ML-gao").click()
    wait_counted(page, 1)
    assert query(page)["admin1"] == "ML-gao"
    expect(page.locator(".count-incidents")).to_contain_text("1 not on the map")


def test_actors_are_counted_in_the_role_that_is_asked(visit: Open) -> None:
    page = visit("/")
    expect(row(page, "actor", "ml_army").locator(".rail-count")).to_have_text("4")
    page.locator('[data-side="attributed"]').click()
    expect(row(page, "actor", "ml_army")).to_have_count(0)
    row(page, "actor", "jnim").click()
    wait_counted(page, 7)
    assert query(page)["role"] == "perpetrator"


@pytest.mark.parametrize(
    ("side", "key", "roles"),
    [
        ("party", "militia", "party"),
        ("attributed", "jnim", "perpetrator"),
        ("targeted", "ml_army", "target,victim,affected"),
    ],
)
def test_each_role_counts_as_the_api_does(
    visit: Open, site: LiveServer, side: str, key: str, roles: str
) -> None:
    page = visit("/?period=all")
    page.locator(f'[data-side="{side}"]').click()
    told = row(page, "actor", key).locator(".rail-count").inner_text()
    address = f"{site.url}/api/v1/incidents/?actor={key}&role={roles}"
    assert int(told) == json.loads(page.request.get(address).text())["count"] > 0
    row(page, "actor", key).click()
    wait_counted(page, int(told))
    assert query(page)["role"] == roles
    expect(page.locator(f'[data-side="{side}"]')).to_have_attribute("aria-pressed", "true")


def test_a_role_in_the_address_can_be_changed_and_taken_off(visit: Open) -> None:
    page = visit("/?role=party")
    wait_counted(page, 5)
    expect(page.locator('[data-side="party"]')).to_have_attribute("aria-pressed", "true")
    page.locator('[data-side="any"]').click()
    wait_counted(page, YEAR)
    assert "role" not in query(page)


def test_a_search_in_the_rail_that_finds_none_says_so(visit: Open) -> None:
    used, given = itertools.count(), set[int]()

    def many(frame: Frame) -> Frame:
        """Twelve groups more: each stands where somebody else stood."""
        if frame.head["kind"] == "names":
            actors = frame.text["actor"]
            more = [
                {"key": f"group-{number}", "name_en": f"Group {number}", "name_fr": ""}
                for number in range(12)
            ]
            return Frame(frame.head, frame.columns, {**frame.text, "actor": [*more, *actors]})
        if frame.head["kind"] != "rest":
            return frame
        actor = [1 + next(used) % 12 if one else 0 for one in frame.columns["actor"].tolist()]
        given.update(one - 1 for one in actor if one)
        return Frame(frame.head, {**frame.columns, "actor": np.array(actor)}, frame.text)

    page = visit("/")
    rewrite_snapshot(page, many)
    page.goto(page.url + "?period=all")
    search = page.get_by_label("Search: Who")
    search.fill("nobody by that name")
    note = page.locator(".rail-actor .rail-note")
    expect(note).to_have_text("Nothing found by that name")
    expect(page.locator(".rail-actor .rail-item")).to_have_count(0)
    search.fill("group 1")
    expect(note).to_be_hidden()
    found = [number for number in given if str(number).startswith("1")]
    assert len(found) in range(2, 4)
    expect(page.locator(".rail-actor .rail-item")).to_have_count(len(found))


def test_bands_of_deaths_that_touch_are_one_range_and_one_apart_says_what_gave_way(
    visit: Open,
) -> None:
    page = visit("/")
    counts = [row(page, "deaths", key).locator(".rail-count") for key in ("1", "10")]
    told = sum(int(count.inner_text()) for count in counts)
    row(page, "deaths", "1").click()
    row(page, "deaths", "10").click()
    page.wait_for_url(re.compile(r"fatalities_min=1&fatalities_max=49$"))
    wait_counted(page, told)
    for key in ("1", "10"):
        expect(row(page, "deaths", key)).to_have_attribute("aria-pressed", "true")
    chips = page.locator(".active-chip")
    expect(chips).to_have_text(["at least 1 deaths×", "at most 49 deaths×"])
    row(page, "deaths", "single").click()
    wait_counted(page, 1)
    assert query(page) == {"fatalities": "single"}
    note = page.locator(".rail-deaths .rail-note")
    expect(note).to_contain_text("Taken off: 1–9, 10–49")
    row(page, "deaths", "single").click()
    expect(note).to_be_hidden()


def test_all_filters_are_listed_and_cleared_together(visit: Open) -> None:
    page = visit("/?country=NE&fatalities_min=5&bbox=-5,10,5,18")
    chips = page.locator(".active-chip")
    expect(chips).to_have_count(3)
    chips.filter(has_text="at least 5 deaths").click()
    expect(chips).to_have_count(2)
    page.get_by_role("button", name="Clear all filters").click()
    wait_counted(page, YEAR)
    assert query(page) == {}
