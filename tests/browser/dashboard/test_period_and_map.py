"""Period and map, used as a person uses them: every control, by pointer and by keyboard."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.dashboard.reading import (
    Open,
    counted,
    middle,
    query,
    wait_counted,
)
from tests.browser.record import REFERENCE, YEAR

pytestmark = pytest.mark.django_db

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


def test_periods_of_other_data_sets_are_not_compared(visit: Open) -> None:
    page = visit("/?dataset=ucdp&compare=1")
    note = page.locator(".period-note")
    expect(note).to_have_text("no comparison: Data set ucdp begins on 1 Jun 2024")
    page = visit("/?after=2013-01-01&before=2014-01-01&dataset=own&compare=1&lang=fr")
    expect(note).to_have_text("pas de comparaison\u202f: Jeu own commence le 30 mars 2012")
    page = visit("/?after=2024-01-01&before=2026-01-01&dataset=own&compare=1")
    expect(note).to_contain_text("data to 10 Dec 2024")
    assert "%" not in note.inner_text()


def test_play_moves_the_period_on_and_stops(visit: Open) -> None:
    page = visit("/?after=2024-01-01&before=2024-02-01&unit=month")
    page.get_by_role("button", name="Play", exact=False).click()
    expect(page.locator(".period-title")).to_have_text("1 – 29 Feb 2024", timeout=4000)
    page.get_by_role("button", name="Pause").click()
    title = page.locator(".period-title").inner_text()
    page.wait_for_timeout(1600)
    assert page.locator(".period-title").inner_text() == title


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


@pytest.mark.parametrize("mode", ["regions", "density"])
def test_the_highest_class_of_a_coloured_map_names_its_end(visit: Open, mode: str) -> None:
    page = visit(f"/?mode={mode}&measure=incidents&view=-1.3,14.15,7")
    expect(page.locator(".legend-title")).to_be_visible()
    last = page.locator(".legend .legend-item:not(:has(.hatched))").last
    expect(last).to_have_text(re.compile(r"^\d+(–\d+)?$"))
    assert "+" not in page.locator(".legend-body").inner_text()


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


# --- Many incidents ------------------------------------------------------------------------------

ASSEMBLED = """
async ({ worker, large }) => {
  const from = (name) => import(`/static/dashboard/${name}.js`);
  const [api, holdings, followings, assemblings] = await Promise.all(
    ["api", "holding", "following", "assembling"].map(from),
  );
  const ask = { manifest: () => api.getJson("/api/v1/snapshot/") };
  const file = ({ address }) => api.getFile(`/api/v1/snapshot/files/${address}/`);
  const together = assemblings.createAssembling(worker, { large });
  const holding = holdings.createHolding({ file });
  const record = await followings.createFollowing(holding, ask, { together }).next();
  return { ids: Array.from(record.day, (_, i) => record.idOf(i)), ready: "prepared" in record };
}
"""


def test_a_large_record_is_put_together_in_a_worker_and_without_one_just_the_same(
    visit: Open,
) -> None:
    page = visit("/")
    worker = page.locator("#dashboard").get_attribute("data-assembler-url")
    here = page.evaluate(ASSEMBLED, {"worker": worker, "large": 10_000})
    there = page.evaluate(ASSEMBLED, {"worker": worker, "large": 0})
    assert there == {"ids": here["ids"], "ready": True}
    assert not here["ready"]
    assert len(here["ids"]) > YEAR


def test_where_no_worker_starts_the_page_does_the_work_itself(page: Page, site: LiveServer) -> None:
    page.goto(site.url)
    page.wait_for_selector('body[data-status="ready"]')
    found = page.evaluate(ASSEMBLED, {"worker": "/static/dashboard/missing.js", "large": 0})
    assert len(found["ids"]) > YEAR
    assert not found["ready"]
