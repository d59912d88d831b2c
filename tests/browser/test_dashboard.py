"""The dashboard, used as a person uses it: every control, by pointer and by keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from incidents.models import Incident
from tests.browser.record import HOSTILE, REFERENCE, YEAR, make_record

pytestmark = pytest.mark.django_db

Open = Callable[[str], Page]
ROUGH = re.compile(r"ERR_(INTERNET_DISCONNECTED|FAILED)|50\d|404")
"""What a browser says by itself when a request fails on purpose."""


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveServer]:
    """One site with one record for all tests here, which only read it."""
    with django_db_blocker.unblock():
        make_record()
        server = LiveServer("localhost")
        yield server
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def reference(site: LiveServer) -> str:
    return Incident.objects.get(title_en=REFERENCE).public_id


@pytest.fixture
def visit(page: Page, site: LiveServer) -> Iterator[Open]:
    """Opens an address of the dashboard; afterwards: no error, no request to another host."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: _note(message, said))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: _host(request, asked))

    def visit(address: str = "/") -> Page:
        page.goto(site.url + address)
        page.wait_for_selector('body[data-status="ready"]')
        return page

    yield visit
    assert said == []
    assert set(asked) <= {urlsplit(site.url).netloc}


def _note(message: ConsoleMessage, said: list[str]) -> None:
    if message.type in ("error", "warning") and not ROUGH.search(message.text):
        said.append(message.text)


def _host(request: Request, asked: list[str]) -> None:
    if not request.url.startswith(("data:", "blob:")):
        asked.append(urlsplit(request.url).netloc)


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def counted(page: Page) -> int:
    text = page.locator(".count-incidents strong").inner_text()
    return int(re.sub(r"\D", "", text))


def wait_counted(page: Page, number: int) -> None:
    expect(page.locator(".count-incidents strong")).to_have_text(str(number))


def row(page: Page, section: str, key: str) -> Any:
    return page.locator(f'.rail-row[data-section="{section}"][data-row="{key}"]')


def middle(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{finding['id']}: {node['html']}"
        for finding in found
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
    ]


# --- What stands there at first ------------------------------------------------------------------


def test_the_page_opens_on_the_newest_year_with_data_and_says_what_it_counts(visit: Open) -> None:
    page = visit("/")
    chip = page.locator(".chip", has_text="2024")
    expect(chip).to_have_attribute("aria-pressed", "true")
    wait_counted(page, YEAR)
    expect(page.locator(".count-incidents")).to_contain_text("1 not on the map")
    # 78 in the months, 50 at Arbinda, 4 at Ayorou: of the same in two data sets, our own counts.
    expect(page.locator(".count-deaths")).to_have_text(
        "132 reported deaths in 18 incidents with a figure; 5 without"
    )
    expect(page.locator(".list-title")).to_contain_text("1 row says the same as another")


def test_the_count_line_equals_what_the_api_answers_for_the_same_filters(
    visit: Open, site: LiveServer
) -> None:
    for address in ("/", "/?period=all", "/?country=BF&period=all", "/?fatalities=unknown"):
        page = visit(address)
        page.locator(".export-menu summary").click()
        link = str(page.locator('[data-format="csv"]').get_attribute("href"))
        asked = site.url + link.replace("format=csv", "format=json")
        answer = json.loads(page.request.get(asked).text())
        assert counted(page) == answer["count"], address


def test_no_word_of_the_page_is_missing_in_either_language(visit: Open) -> None:
    for lang in ("en", "fr"):
        page = visit(f"/?lang={lang}&compare=1&mode=regions")
        page.locator(".draw-menu summary").click()
        text = page.locator("body").inner_text()
        assert not re.findall(r"\b[a-z_]+\.[a-z_]+(?:\.[a-z_]+)*\b(?<!\.org)", text), lang


# --- Period --------------------------------------------------------------------------------------


def test_a_chip_chooses_a_period_and_a_second_click_takes_it_off(visit: Open) -> None:
    page = visit("/")
    page.locator(".chip", has_text="2024").click()
    wait_counted(page, YEAR + 13)
    assert query(page) == {"period": "all"}
    page.locator(".chip", has_text="2024").click()
    wait_counted(page, YEAR)
    page.locator(".chip", has_text="30 d").click()
    expect(page.get_by_text("That is not proof of calm.").first).to_be_visible()
    assert {"after", "before"} <= query(page).keys()


def test_dragging_over_the_bars_chooses_months(visit: Open) -> None:
    page = visit("/?period=all&unit=month")
    box = page.locator(".timeline-plot").bounding_box()
    assert box
    y = box["y"] + 40
    page.mouse.move(box["x"] + box["width"] - 40, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 8, y, steps=6)
    page.mouse.up()
    page.wait_for_url(re.compile("after="))
    chosen = query(page)
    assert re.fullmatch("2024-..-01", chosen["after"])
    assert chosen["before"] in ("2024-12-01", "2025-01-01")
    assert 0 < counted(page) < YEAR


def test_the_edges_and_the_whole_of_the_brush_can_be_dragged(visit: Open) -> None:
    page = visit("/?after=2024-03-01&before=2024-09-01&unit=month")
    brush = page.locator(".brush").bounding_box()
    assert brush
    y = brush["y"] + 40
    page.mouse.move(brush["x"], y)
    page.mouse.down()
    page.mouse.move(brush["x"] - 9, y, steps=4)
    page.mouse.up()
    page.wait_for_url(lambda url: "after=2024-03-01" not in url)
    moved = query(page)
    assert moved["after"] < "2024-03-01"
    assert moved["before"] == "2024-09-01"

    brush = page.locator(".brush").bounding_box()
    assert brush
    page.mouse.move(brush["x"] + brush["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(brush["x"] + brush["width"] / 2 - 60, y, steps=4)
    page.mouse.up()
    page.wait_for_url(lambda url: "before=2024-09-01" not in url)
    assert query(page)["before"] < "2024-09-01"


def test_arrow_keys_move_the_period_and_its_edges_by_one_bar(visit: Open) -> None:
    page = visit("/?after=2024-03-01&before=2024-05-01&unit=month")
    page.get_by_role("slider", name="Period", exact=True).press("ArrowRight")
    page.wait_for_url(re.compile("after=2024-04-01&before=2024-06-01"))
    page.get_by_role("slider", name="Start of the period").press("ArrowLeft")
    page.wait_for_url(re.compile("after=2024-03-01&before=2024-06-01"))
    page.get_by_role("slider", name="End of the period").press("ArrowRight")
    page.wait_for_url(re.compile("after=2024-03-01&before=2024-07-01"))
    expect(page.locator(".period-title")).to_have_text("1 Mar – 30 Jun 2024")


def test_a_brush_never_filters_its_own_bars(visit: Open) -> None:
    page = visit("/?period=all&unit=month")
    label = page.locator(".timeline-canvas").get_attribute("aria-label")
    page.get_by_role("button", name="Choose 2023").or_(
        page.get_by_text("2024", exact=True)
    ).first.click()
    page.wait_for_timeout(300)
    assert page.locator(".timeline-canvas").get_attribute("aria-label") == label


def test_unit_and_measure_are_chosen_and_kept_in_the_address(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("button", name="Week", exact=True).click()
    page.get_by_label("What the bars count").select_option("deaths")
    page.wait_for_url(re.compile("unit=week.*measure=deaths|measure=deaths.*unit=week"))
    expect(page.locator(".period-note")).to_contain_text("by week")
    expect(page.locator(".timeline-canvas")).to_have_attribute(
        "aria-label", re.compile("^Reported deaths")
    )


def test_comparing_tells_the_change_and_no_percent_on_small_numbers(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".period-note")).to_have_text(
        "+92% · 23, against 12 in 1 Jan – 31 Dec 2023"
    )
    assert query(page)["compare"] == "1"
    page = visit("/?after=2024-04-01&before=2024-05-01&compare=1")
    expect(page.locator(".period-note")).to_have_text("4, against 1 in 1 – 31 Mar 2024")


def test_play_moves_the_period_on_and_stops(visit: Open) -> None:
    page = visit("/?after=2024-01-01&before=2024-02-01&unit=month")
    page.get_by_role("button", name="Play", exact=False).click()
    expect(page.locator(".period-title")).to_have_text("1 – 29 Feb 2024", timeout=4000)
    page.get_by_role("button", name="Pause").click()
    title = page.locator(".period-title").inner_text()
    page.wait_for_timeout(1600)
    assert page.locator(".period-title").inner_text() == title


# --- The rail ------------------------------------------------------------------------------------


def test_a_row_shows_the_count_that_its_click_gives_and_a_second_click_clears(visit: Open) -> None:
    page = visit("/")
    for section, key in (
        ("place", "NE"),
        ("kind", "explosions"),
        ("actor", "jnim"),
        ("actor", "none"),
        ("certainty", "verified"),
        ("contested", "toll"),
        ("deaths", "5"),
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


def test_all_filters_are_listed_and_cleared_together(visit: Open) -> None:
    page = visit("/?country=NE&fatalities_min=5&bbox=-5,10,5,18")
    chips = page.locator(".active-chip")
    expect(chips).to_have_count(3)
    chips.filter(has_text="at least 5 deaths").click()
    expect(chips).to_have_count(2)
    page.get_by_role("button", name="Clear all filters").click()
    wait_counted(page, YEAR)
    assert query(page) == {}


# --- The map -------------------------------------------------------------------------------------


def test_a_click_on_a_point_opens_its_dossier(visit: Open, reference: str) -> None:
    page = visit("/?view=-7.947,12.594,11")
    page.mouse.click(*middle(page, ".map"))
    expect(page.locator(".dossier-title")).to_have_text(REFERENCE)
    assert query(page)["selected"] == reference
    page.keyboard.press("Escape")


def test_several_incidents_on_one_spot_open_a_list(visit: Open) -> None:
    page = visit("/?view=-1.63,14.1,9")
    page.mouse.click(*middle(page, ".map"))
    expect(page.locator(".spot-row")).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".dossier-title")).to_have_text("Mine 2 near Djibo")
    expect(page.locator(".spot")).to_be_hidden()


def test_the_map_can_be_used_by_keyboard_alone(visit: Open) -> None:
    page = visit("/?view=-1.63,14.1,9")
    page.locator(".map").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".spot-row")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(page.locator(".spot")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: "view=-1.63,14.1,9" not in url)


def test_the_modes_show_and_keep_themselves(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("button", name="Density").click()
    expect(page.locator(".legend-title")).to_have_text("Incidents in each cell")
    page.get_by_role("button", name="Regions").click()
    expect(page.locator(".legend")).to_contain_text("Incidents in each region")
    page.wait_for_url(re.compile("mode=regions"))
    page.reload()
    page.wait_for_selector('body[data-status="ready"]')
    expect(page.get_by_role("button", name="Regions")).to_have_attribute("aria-pressed", "true")


def test_a_region_on_the_map_refines_to_itself(visit: Open) -> None:
    page = visit("/?mode=regions&view=0.5,17,7")
    expect(page.locator(".legend")).to_contain_text("Incidents in each region")
    page.mouse.click(*middle(page, ".map"))
    page.wait_for_url(re.compile("admin1=ML-gao"))
    wait_counted(page, 1)


def test_a_circle_is_drawn_and_taken_off(visit: Open) -> None:
    page = visit("/?view=-1.63,14.1,8")
    page.locator(".draw-menu summary").click()
    page.get_by_role("button", name="Circle", exact=False).click()
    x, y = middle(page, ".map")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile("near="))
    wait_counted(page, 3)
    page.locator(".active-chip").click()
    wait_counted(page, YEAR)


def test_a_polygon_is_drawn_by_its_corners(visit: Open) -> None:
    page = visit("/?view=-1.3,14.15,7.5")
    page.locator(".draw-menu summary").click()
    page.get_by_role("button", name="Polygon", exact=False).click()
    x, y = middle(page, ".map")
    for dx, dy in ((-120, -80), (120, -80), (120, 80), (-120, 80)):
        page.mouse.click(x + dx, y + dy)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("within="))
    wait_counted(page, 8)


def test_an_area_can_be_set_without_a_pointer(visit: Open) -> None:
    page = visit("/?view=-1.63,14.1,8")
    page.locator(".draw-menu summary").press("Enter")
    page.get_by_label("Kilometres around the middle of the map").fill("20")
    page.get_by_role("button", name="Apply").press("Enter")
    page.wait_for_url(re.compile(r"near=14\.\d+,-1\.6\d+,20"))
    wait_counted(page, 3)


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


def test_a_part_of_the_address_that_cannot_be_read_is_named(visit: Open) -> None:
    page = visit("/?after=2024-02-31&country=BF")
    expect(page.locator(".notice-line")).to_contain_text("after")
    expect(row(page, "place", "BF")).to_have_attribute("aria-pressed", "true")


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
    page.route("**/api/v1/columns/", lambda route: route.fulfill(status=503, body="{}"))
    page.goto(f"{site.url}/")
    expect(page.locator(".notice-line")).to_contain_text("could not be loaded")
    page.unroute("**/api/v1/columns/")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector('body[data-status="ready"]')
    wait_counted(page, YEAR)


def test_a_slow_record_shows_how_much_has_come(page: Page, site: LiveServer) -> None:
    def late(route: Any) -> None:
        answer = route.fetch()
        page.wait_for_timeout(1500)
        route.fulfill(response=answer)

    page.route("**/api/v1/columns/", late)
    page.goto(f"{site.url}/")
    assert page.locator(".rail .skeleton").is_visible()
    page.wait_for_selector('body[data-status="ready"]')
    expect(page.locator(".rail .skeleton")).to_have_count(0)


def test_an_empty_record_is_said_to_be_empty(visit: Open, page: Page) -> None:
    page.route("**/api/v1/columns/", _emptied)
    visit("/")
    expect(page.locator(".notice-line")).to_contain_text("The record holds no incident yet.")


def _emptied(route: Any) -> None:
    """The answer of a record without incidents: every column empty, every list cut at 0."""
    answer = route.fetch().json() | {"count": 0, "data_to": None, "titles": {}}
    for table in ("incidents", "sites", "participations", "sources", "tags"):
        answer[table] = {name: [0] if name == "start" else [] for name in answer[table]}
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/", "/?mode=regions&compare=1&country=BF", "/?lang=fr"])
def test_nothing_keeps_anybody_out(visit: Open, page: Page, scheme: Any, address: str) -> None:
    page.emulate_media(color_scheme=scheme)
    visit(address)
    page.wait_for_timeout(400)
    assert serious(page) == []


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
