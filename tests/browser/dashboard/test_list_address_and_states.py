"""List, dossier, search, address and what happens when something is missing."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.dashboard.reading import (
    Open,
    query,
    row,
    serious,
    wait_counted,
)
from tests.browser.record import HOSTILE, REFERENCE, YEAR

pytestmark = pytest.mark.django_db

# --- List, dossier, search -----------------------------------------------------------------------


def test_the_list_is_sorted_by_date_and_by_deaths(visit: Open) -> None:
    page = visit("/")
    rows = page.locator(".list-body .list-row:visible")
    expect(rows.first).to_contain_text("10 Dec 2024")
    page.get_by_role("columnheader").get_by_text("Deaths").click()
    expect(rows.first.locator(".list-deaths")).to_have_text("12")
    page.wait_for_url(re.compile("order=-fatalities"))
    page.get_by_role("columnheader").get_by_text("Date").click()
    page.get_by_role("columnheader").get_by_text("Date").click()
    expect(rows.first).to_contain_text("10 Jan 2024")


def test_the_list_is_used_by_keyboard_and_opens_the_dossier(visit: Open) -> None:
    page = visit("/")
    page.locator('.list-body .list-row[tabindex="0"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".dossier-title")).to_have_text("Killing of villagers 11 at Tillabéri")
    page.get_by_role("button", name="List").first.click()
    expect(page.locator(".list")).to_be_visible()
    page.keyboard.press("End")


def test_the_list_makes_rows_only_for_what_is_on_screen(visit: Open) -> None:
    page = visit("/?period=all")
    assert page.locator(".list-body .list-row").count() <= 40
    assert page.locator(".list-grid").get_attribute("aria-rowcount") == str(YEAR + 1 + 13 + 1)


def test_text_of_the_record_stays_text(visit: Open) -> None:
    page = visit("/?after=2012-01-01&before=2013-01-01")
    expect(page.locator(".list-body .list-text").first).to_have_text(HOSTILE)
    page.locator(".list-body .list-row:visible").click()
    expect(page.locator(".dossier-title")).to_have_text(HOSTILE)
    assert page.locator(".dossier-body img, .list-body img").count() == 0


def test_an_unknown_incident_is_said_to_be_so(visit: Open) -> None:
    page = visit("/?selected=VS-0000000000ZZ")
    expect(page.locator(".dossier-body")).to_contain_text("does not exist, or is not shown")


def test_search_finds_as_one_types_and_slash_brings_the_keyboard(visit: Open) -> None:
    page = visit("/")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search incidents, places, actors")).to_be_focused()
    page.keyboard.type("gendarm")
    expect(page.get_by_role("option", name=re.compile(REFERENCE))).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".dossier-title")).to_have_text(REFERENCE)


def test_an_actor_that_is_found_becomes_a_filter(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("combobox", name="Search incidents, places, actors").fill("jnim")
    page.get_by_role("option", name="JNIM", exact=True).click()
    wait_counted(page, 7)
    assert query(page)["actor"] == "jnim"


def test_words_filter_the_whole_page(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("combobox", name="Search incidents, places, actors").fill("arbinda")
    page.get_by_role("combobox", name="Search incidents, places, actors").press("Enter")
    wait_counted(page, 5)
    assert query(page)["q"] == "arbinda"
    page.get_by_role("combobox", name="Search incidents, places, actors").fill("")
    page.get_by_role("combobox", name="Search incidents, places, actors").press("Enter")
    wait_counted(page, YEAR)


# --- The address, languages, taking along --------------------------------------------------------


def test_reload_back_and_forward_give_the_same_screen(visit: Open) -> None:
    page = visit("/")
    row(page, "place", "BF").click()
    page.wait_for_url(re.compile("country=BF"))
    row(page, "kind", "explosions").click()
    page.wait_for_url(re.compile("kind=explosions"))
    wait_counted(page, 3)
    page.go_back()
    wait_counted(page, 8)
    page.go_back()
    wait_counted(page, YEAR)
    page.go_forward()
    wait_counted(page, 8)
    page.reload()
    page.wait_for_selector('body[data-status="ready"]')
    wait_counted(page, 8)
    expect(row(page, "place", "BF")).to_have_attribute("aria-pressed", "true")


def test_a_copied_link_says_the_period_in_full(visit: Open) -> None:
    page = visit("/?country=BF")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".copy-link").click()
    expect(page.locator(".copy-link")).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "after=2024-01-01&before=2025-01-01&country=BF" in link


def test_the_language_changes_and_the_screen_stays(visit: Open) -> None:
    page = visit("/?country=BF&mode=density")
    page.get_by_role("link", name="Français").click()
    page.wait_for_selector('body[data-status="ready"]')
    assert page.locator("html").get_attribute("lang") == "fr"
    expect(page.locator(".count-incidents")).to_have_text("8 incidents, 0 sans point sur la carte")
    expect(page.locator(".period-title")).to_have_text("1er janv. – 31 déc. 2024")
    assert query(page) == {"country": "BF", "mode": "density", "lang": "fr"}
    page.get_by_role("link", name="English").click()
    page.wait_for_selector('body[data-status="ready"]')
    wait_counted(page, 8)


def test_exports_are_links_to_the_api_with_exactly_these_filters(
    visit: Open, site: LiveServer
) -> None:
    page = visit("/?kind=explosions")
    page.locator(".export-menu summary").click()
    expect(page.locator(".export-menu")).to_contain_text("3 incidents.")
    for kind, accepted in (("csv", "text/csv"), ("geojson", "geo+json")):
        link = page.locator(f'[data-format="{kind}"]').get_attribute("href")
        assert link
        assert "after=2024-01-01&before=2025-01-01&kind=explosions" in link
        answer = page.request.get(site.url + link)
        assert answer.status == 200
        assert accepted in answer.headers["content-type"]
        assert answer.text().count("near Djibo") >= 3


def test_dark_colours_are_a_choice_that_lasts(visit: Open) -> None:
    page = visit("/")
    page.locator(".site-menu summary").click()
    page.get_by_role("button", name="Dark colours").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


# --- When something is missing -------------------------------------------------------------------


def test_nothing_found_offers_what_to_clear(visit: Open) -> None:
    page = visit("/?actor=jnim&country=BF")
    notice = page.locator(".notice-line")
    expect(notice).to_contain_text("Nothing matches these filters.")
    expect(notice).to_contain_text("That is not proof of calm.")
    notice.get_by_role("button", name="Clear: actor").click()
    wait_counted(page, 8)
    expect(notice).to_be_hidden()


def test_offline_what_is_loaded_keeps_working(visit: Open, reference: str) -> None:
    page = visit("/")
    page.context.set_offline(True)
    expect(page.locator(".notice-line")).to_contain_text("What is loaded keeps working")
    row(page, "place", "BF").click()
    wait_counted(page, 8)
    page.locator(".list-body .list-row:visible").first.click()
    expect(page.locator(".dossier-body")).to_contain_text("The server does not answer")
    page.context.set_offline(False)
    expect(page.locator(".notice-line")).to_be_hidden()


def test_a_record_that_cannot_be_loaded_says_what_to_do(page: Page, site: LiveServer) -> None:
    page.route("**/api/v1/snapshot/", lambda route: route.fulfill(status=503, body="{}"))
    page.goto(f"{site.url}/")
    expect(page.locator(".notice-line")).to_contain_text("could not be loaded")
    page.unroute("**/api/v1/snapshot/")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector('body[data-status="ready"]')
    wait_counted(page, YEAR)


def test_a_slow_record_shows_how_much_has_come(page: Page, site: LiveServer) -> None:
    def late(route: Any) -> None:
        answer = route.fetch()
        page.wait_for_timeout(1500)
        route.fulfill(response=answer)

    page.route("**/api/v1/snapshot/", late)
    page.goto(f"{site.url}/")
    assert page.locator(".rail .skeleton").is_visible()
    page.wait_for_selector('body[data-status="ready"]')
    expect(page.locator(".rail .skeleton")).to_have_count(0)


def test_an_empty_record_is_said_to_be_empty(visit: Open, page: Page) -> None:
    page.route("**/api/v1/snapshot/", _emptied)
    visit("/")
    expect(page.locator(".notice-line")).to_contain_text("The record holds no incident yet.")


def _emptied(route: Any) -> None:
    """The manifest of a record without incidents: dictionaries, and no parts."""
    answer = route.fetch().json() | {"data_to": None}
    for label in answer["labels"]:
        label |= {"rows": 0, "parts": [], "bundles": []}
    route.fulfill(json=answer)


def test_without_scripts_the_page_leads_to_the_plain_list(
    browser: Browser, site: LiveServer
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/")
    page.wait_for_url("**/incidents/*")
    expect(page.get_by_role("link", name=REFERENCE)).to_be_visible()
    context.close()


# --- Everyone ------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/?mode=regions&compare=1&country=BF", "/?lang=fr"])
def test_nothing_keeps_anybody_out(visit: Open, page: Page, address: str) -> None:
    visit(address)
    schemes: list[Literal["light", "dark"]] = ["light", "dark"]
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(400)
        assert serious(page) == [], scheme


def test_the_dossier_keeps_nobody_out(visit: Open, reference: str) -> None:
    page = visit(f"/?selected={reference}")
    expect(page.locator(".dossier-title")).to_be_visible()
    assert serious(page) == []


def test_on_a_small_screen_rail_and_dossier_are_sheets_and_the_timeline_stays(
    visit: Open, page: Page, reference: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    visit("/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not page.locator(".rail-panel").is_visible()
    page.locator('.sheet-tab[data-sheet="filters"]').click()
    row(page, "place", "ML").click()
    expect(page.locator(".timeline-canvas")).to_be_visible()
    page.locator('.sheet-tab[data-sheet="list"]').click()
    page.locator(".list-row:visible", has_text="gendarmerie").click()
    expect(page.locator(".dossier-title")).to_be_visible()
    expect(page.locator(".timeline-canvas")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert serious(page) == []


def test_the_page_obeys_a_strict_policy_of_scripts(page: Page, site: LiveServer) -> None:
    answer = page.goto(f"{site.url}/")
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    html = answer.text()
    assert not re.search(r"\sstyle=|\son\w+=|<script(?![^>]*(src|application/json))", html)
