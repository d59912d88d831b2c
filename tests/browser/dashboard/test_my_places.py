"""My places: read in the browser, kept only where chosen, wiped wholly, told to nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.dashboard.reading import Open, counted, query, serious
from tests.browser.dashboard.test_small_screen import too_small

pytestmark = pytest.mark.django_db

# The record's newest incident is of 10 December 2024, at Tillabéri.
SITES = """Nom;Latitude;Longitude;Type
Tillabéri;14,21;1,45;bureau
Djibo;14,1;-1,63;projet
Bamako;12,53;-7,93;projet
"""
ROUTE = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>Axes</name>
<Placemark><name>Niamey &amp; Ayorou</name><LineString><coordinates>
2.11,13.51,0 1.5,14.2,0 0.92,14.73,0</coordinates></LineString></Placemark>
<Placemark><name>zone</name><Polygon/></Placemark></Folder></Document></kml>"""
BOMB = '<!DOCTYPE kml [<!ENTITY a "x">]><kml><Placemark><name>&a;</name></Placemark></kml>'
HOSTILE = "name,lat,lon\n<img src=x onerror=alert(1)>,14.2,1.45\n"
STORES = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).length, caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length, cookies: document.cookie,
})"""
NOTHING: dict[str, Any] = {
    "local": [],
    "session": [],
    "databases": 0,
    "caches": [],
    "workers": 0,
    "cookies": "",
}
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const node = document.querySelector("#mine .mine-title");
  const how = { dataTransfer: data, bubbles: true, cancelable: true };
  node.dispatchEvent(new DragEvent("drop", how));
}"""


def enter(page: Page) -> None:
    page.locator(".mine-door button").click()
    expect(page.locator(".mine-choose")).to_be_visible()


def give(page: Page, text: str, name: str = "places.csv") -> None:
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.locator("#mine-file").set_input_files(file)  # type: ignore[arg-type]


def choose(page: Page, name: str, value: int) -> None:
    page.locator(f'[data-choice="{name}"][data-value="{value}"]').click()


def rows(page: Page) -> list[tuple[str, str]]:
    return [
        (row.locator(".mine-name").inner_text(), row.locator(".mine-count strong").inner_text())
        for row in page.locator(".mine-row").all()
    ]


def watched(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_reading_a_file_asks_for_nothing_and_keeps_nothing(visit: Open) -> None:
    page = visit("/?period=all")
    before = page.url
    enter(page)
    asked = watched(page)
    give(page, SITES)
    expect(page.locator(".mine-row")).to_have_count(3)
    give(page, ROUTE, "axes.kml")
    page.locator(".mine-take").click()
    expect(page.locator(".mine-row")).to_have_count(4)
    choose(page, "days", 90)
    choose(page, "km", 50)
    page.wait_for_timeout(500)
    assert asked == []
    page.locator(".mine-row").first.click()
    expect(page.locator(".mine-opened")).to_be_visible()
    page.wait_for_timeout(500)
    # A closer look brings the finer outlines of the whole base map, wherever it is.
    assert [address for address in asked if "sahel-detail" not in address] == []
    assert page.url == before
    assert page.evaluate(STORES) == NOTHING
    page.reload()
    page.wait_for_selector('body[data-status="ready"]')
    enter(page)
    expect(page.locator(".mine-row")).to_have_count(0)


def test_incidents_near_each_place_are_counted_against_the_days_before(visit: Open) -> None:
    page = visit("/?country=BF")
    enter(page)
    give(page, SITES)
    expect(page.locator(".mine-span")).to_contain_text("Data to 10 Dec 2024")
    # The filter on a country holds here too; its period and area do not.
    choose(page, "days", 90)
    assert [count for _, count in rows(page)] == ["0", "0", "0"]
    expect(page.locator(".mine-filters")).to_contain_text("Burkina Faso")
    page.get_by_role("button", name="Clear all filters").click()
    assert rows(page)[0] == ("Tillabéri bureau", "3")
    expect(page.locator(".mine-row").first.locator(".mine-compared")).to_have_text("3 before")
    assert rows(page)[1] == ("Bamako projet", "1")
    choose(page, "days", 7)
    assert rows(page)[0] == ("Tillabéri bureau", "1")
    expect(page.locator(".mine-span")).to_contain_text("4 – 10 Dec 2024")
    expect(page.locator(".mine-reserves")).to_contain_text("not proof of calm")


def test_its_incidents_open_the_dossier_and_the_keyboard_comes_back(visit: Open) -> None:
    page = visit("/")
    enter(page)
    give(page, SITES)
    choose(page, "days", 90)
    page.locator(".mine-row").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".mine-incident")).to_have_count(3)
    first = page.locator(".mine-incident").first
    expect(first).to_contain_text("10 Dec 2024")
    expect(first).to_contain_text("1.1 km S")
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".dossier-title")).to_contain_text("Killing of villagers 12")
    expect(page.locator(".mine")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".mine")).to_be_hidden()
    expect(page.locator(".mine-door button")).to_be_focused()


def test_an_open_place_moves_the_map_and_not_the_address_until_it_is_asked_to(
    visit: Open,
) -> None:
    page = visit("/?period=all&view=1.1,15.1,5.25")
    enter(page)
    give(page, SITES)
    choose(page, "km", 50)
    page.locator(".mine-row").first.click()
    page.wait_for_timeout(600)
    assert "view" not in query(page)
    for anchor in page.locator(".languages a").all():
        assert "view=" not in (anchor.get_attribute("href") or "")
    expect(page.locator(".scalebar")).to_contain_text("20 km")
    warning = page.locator(".mine-opened p.muted")
    expect(warning).to_contain_text("address of the page")
    page.locator(".mine-filter").click()
    page.wait_for_function("() => location.search.includes('near=')")
    assert query(page)["near"] == "14.21,1.45,50"
    assert counted(page) == 12
    page.locator(".mine-row").first.click()
    page.locator(".map").press("ArrowRight")
    page.wait_for_function("() => location.search.includes('view=')")


def test_what_is_refused_is_named_before_the_rest_is_taken(visit: Open) -> None:
    page = visit("/")
    enter(page)
    give(page, "name,lat,lon\nA,14,1\nB,14.x,1\nC,,2\nD,14,1,-1,63\nE,48.8,2.3\n")
    review = page.locator(".mine-review")
    expect(review).to_be_focused()
    expect(review).to_contain_text("2 places read in places.csv")
    lines = review.locator("li").all_inner_texts()
    assert lines[0].startswith("Line 3 (B): latitude “14.x” cannot be read.")
    assert lines[1].startswith("Line 4 (C): latitude is empty.")
    assert "decimal commas" in lines[2]
    expect(review).to_contain_text("1 lies outside the region of this record")
    assert rows(page) == []
    page.locator(".mine-take").click()
    assert [name for name, _ in rows(page)] == ["A", "E"]
    give(page, "name,lat,lon\nA,14,1\n")
    expect(review).to_contain_text("1 stands here already")
    page.locator(".mine-drop").click()
    expect(review).to_be_hidden()


def test_degrees_the_wrong_way_round_are_turned_if_a_person_says_so(visit: Open) -> None:
    page = visit("/")
    enter(page)
    give(page, "name,lat,lon\nTillabéri,1.45,14.2\nDjibo,-1.63,14.1\n")
    page.locator(".mine-swap").click()
    choose(page, "days", 90)
    assert rows(page)[0] == ("Tillabéri", "3")


def test_a_file_that_cannot_be_read_says_why(visit: Open) -> None:
    page = visit("/")
    enter(page)
    for text, told in (
        (BOMB, "which are not expanded"),
        ("PK\x03\x04", "Save it as CSV or KML"),
        ("id,commune\n1,Gao\n", "no column for the latitude"),
        ("", "holds no place"),
    ):
        give(page, text)
        expect(page.locator(".mine-review")).to_contain_text(told)
        expect(page.locator(".mine-take")).to_have_count(0)


def test_names_are_text_and_a_dropped_file_is_read(visit: Open) -> None:
    page = visit("/")
    enter(page)
    page.evaluate(DROP, ["places.csv", HOSTILE])
    expect(page.locator(".mine-name")).to_have_text("<img src=x onerror=alert(1)>")
    assert page.locator("#mine img").count() == 0


def test_places_are_kept_where_that_is_chosen_and_no_longer(visit: Open) -> None:
    page = visit("/")
    enter(page)
    give(page, SITES)
    choose(page, "km", 50)
    page.locator("#mine-keep").check()
    assert page.evaluate(STORES) == NOTHING | {"local": ["places"]}
    page.locator("#mine-neutral").check()
    assert page.title() == "Notes"
    page.reload()
    assert page.title() == "Notes"
    assert str(page.locator('link[rel="icon"]').get_attribute("href")).startswith("data:")
    page.wait_for_selector('body[data-status="ready"]')
    enter(page)
    assert len(rows(page)) == 3
    expect(page.locator('[data-value="50"]')).to_have_attribute("aria-pressed", "true")
    page.locator("#mine-keep").uncheck()
    assert page.evaluate(STORES) == NOTHING
    page.reload()
    assert page.title().startswith("Vigie Sahel")


def test_wiping_leaves_nothing_of_this_site(visit: Open) -> None:
    page = visit("/?lang=fr")
    page.evaluate(
        """async () => {
          localStorage.setItem("theme", "dark");
          sessionStorage.setItem("x", "1");
          document.cookie = "x=1; path=/";
          await caches.open("old");
          await new Promise((done) => {
            const request = indexedDB.open("old");
            request.onsuccess = () => (request.result.close(), done());
          });
        }"""
    )
    enter(page)
    give(page, SITES)
    page.locator("#mine-keep").check()
    page.locator("#mine-neutral").check()
    page.locator(".mine-row").first.click()
    page.locator(".mine-filter").click()
    page.wait_for_function("() => location.search.includes('near=')")
    page.locator(".mine-wipe").click()
    told = page.locator(".mine-device .mine-told")
    expect(told).to_have_text(re.compile("n'a plus rien de stocké dans ce navigateur.$"))
    assert page.evaluate(STORES) == NOTHING
    assert page.context.cookies() == []
    assert rows(page) == []
    assert page.title().startswith("Vigie Sahel")
    page.wait_for_function("() => !location.search.includes('near=')")
    expect(page.locator("#mine-keep")).not_to_be_checked()


def test_wiping_without_the_server_says_what_it_could_not_do(visit: Open) -> None:
    page = visit("/")
    enter(page)
    page.route("**/forget/", lambda route: route.abort())
    page.locator(".mine-wipe").click()
    expect(page.locator(".mine-device .mine-told")).to_contain_text("The server did not answer")
    assert page.evaluate(STORES) == NOTHING


@pytest.mark.parametrize(("lang", "title"), [("en", "Incidents near"), ("fr", "Incidents près")])
def test_it_prints_a_table_alone_and_goes_away_again(visit: Open, lang: str, title: str) -> None:
    page = visit(f"/?lang={lang}&country=ML,NE")
    enter(page)
    give(page, SITES)
    choose(page, "days", 90)
    paper = page.pdf(prefer_css_page_size=True)
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert found
    assert [round(float(side)) for side in found.groups()] == [595, 842]
    assert page.locator(".mine-sheet").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    sheet = page.locator(".mine-sheet")
    expect(sheet).to_be_visible()
    expect(page.locator(".dashboard")).to_be_hidden()
    expect(sheet.locator("h1")).to_contain_text(title)
    text = sheet.inner_text()
    for wanted in ("2024", "Mali", "Niger", "Tillabéri", "1.1 km" if lang == "en" else "1,1 km"):
        assert wanted in text, wanted
    assert "14.21" not in text
    assert sheet.locator("li", has_text="Killing of villagers").count() == 3


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_nothing_stands_in_the_way_of_anybody(
    visit: Open, page: Page, width: int, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    visit("/?lang=fr")
    if width == 360:
        page.locator('.sheet-tab[data-sheet="places"]').click()
    else:
        enter(page)
    give(page, SITES + "X;y;z\n")
    assert serious(page) == []
    page.locator(".mine-take").click()
    choose(page, "days", 90)
    page.locator(".mine-row").first.click()
    page.locator(".mine-help summary").click()
    assert serious(page) == []
    panel = page.locator(".mine")
    assert panel.evaluate("node => node.scrollWidth <= node.clientWidth")
    if width == 360:
        assert too_small(page) == []
        page.locator(".mine-show").click()
        expect(page.locator(".mine")).to_be_hidden()
        expect(page.locator(".map-panel")).to_be_visible()


def test_it_opens_from_the_menu_of_pages_too(visit: Open) -> None:
    page = visit("/")
    page.locator(".site-menu summary").click()
    page.locator('[data-view="mine-menu"] button').click()
    expect(page.locator(".mine-choose")).to_be_visible()
    page.locator(".mine-close").click()
    expect(page.locator("#list")).to_be_visible()
    expect(page.locator(".site-menu summary")).to_be_focused()


# The browser itself complains about these two, where `visit` allows no complaint.
def test_broken_xml_is_refused(page: Page, site: LiveServer) -> None:
    page.goto(site.url)
    enter(page)
    give(page, "<kml><Placemark>")
    expect(page.locator(".mine-review")).to_contain_text("no well-formed XML")


def test_where_it_cannot_be_brought_in_that_is_said(page: Page, site: LiveServer) -> None:
    page.route("**/dashboard/places/**", lambda route: route.abort())
    page.goto(site.url)
    page.locator(".mine-door button").click()
    expect(page.locator(".mine")).to_contain_text("could not be loaded")
    expect(page.locator(".mine button")).to_have_text("Try again")
