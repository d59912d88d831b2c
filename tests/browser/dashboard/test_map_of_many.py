"""The map at a size where not every incident has room for a mark: cells, regions, the canvas."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from incidents.snapshot.layout import Frame
from tests.browser.dashboard.reading import Open, middle, rewrite_snapshot, wait_counted
from tests.browser.record import YEAR

pytestmark = pytest.mark.django_db

MARKS = "[...document.querySelectorAll('.map .map-canvas')].find((c) => c.style.zIndex === '40')"
PLACES = f"""(() => {{
  const {{ left, width }} = {MARKS}.getBoundingClientRect();
  return {{ left, width }};
}})()"""
INKED = f"""(() => {{
  const {{ width, height }} = {MARKS};
  const canvas = Object.assign(document.createElement("canvas"), {{ width, height }});
  canvas.getContext("2d").drawImage({MARKS}, 0, 0);
  const {{ data }} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  for (let at = 3; at < data.length; at += 4) inked += data[at] > 0 ? 1 : 0;
  return inked;
}})()"""


def ink(page: Page) -> int:
    """How many pixels of the layer of marks are painted."""
    inked: int = page.evaluate(INKED)
    return inked


SPREAD = 400


def spread(frame: Frame) -> Frame:
    """Every place becomes as many, side by side, and every incident has them all."""
    columns = {name: column.astype(np.int64) for name, column in frame.columns.items()}
    if frame.head["kind"] == "places":
        steps = np.tile(np.arange(SPREAD), len(columns["live"]))
        wide = {name: np.repeat(column, SPREAD) for name, column in columns.items()}
        for name, step in (("lon", steps % 20 * 1_200_000), ("lat", steps // 20 * 1_000_000)):
            wide[name] = np.where(wide[name] > 0, wide[name] + step, 0)
        return Frame(frame.head, wide, frame.text)
    if frame.head["kind"] == "place_names":
        return Frame(frame.head, columns, [name for name in frame.text for _ in range(SPREAD)])
    if frame.head["kind"] == "first":
        steps = np.tile(np.arange(SPREAD), len(columns["place"]))
        place = np.repeat(columns["place"], SPREAD) * SPREAD + steps
        sites = columns["sites"] * SPREAD
        return Frame(frame.head, {**columns, "sites": sites, "place": place}, frame.text)
    return frame


def test_too_many_for_a_mark_each_are_gathered_in_cells_and_close_up_each_has_its_mark(
    visit: Open,
) -> None:
    page = visit("/")
    rewrite_snapshot(page, spread)
    page.goto(page.url + "?period=all&view=1.5,14.5,6")
    page.wait_for_selector('body[data-status="ready"]')
    title = page.locator(".legend-title")
    expect(title).to_have_text("Incidents in each cell, by their most frequent kind")
    expect(page.locator(".count-incidents")).to_contain_text("1 not on the map")
    wait_counted(page, YEAR + 13)
    page.mouse.move(*middle(page, ".map"))
    expect(page.locator(".map-tip")).to_have_text(re.compile(r"^\d+ incidents? here$"))
    page.mouse.click(*middle(page, ".map"))
    expect(page.locator(".spot-row, .dossier-title").first).to_be_visible()
    page.keyboard.press("Escape")
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(400)
    expect(title).to_have_count(0)
    expect(page.locator(".legend")).to_contain_text("accounts differ")


def test_a_region_of_which_nothing_is_known_is_hatched_and_the_legend_says_so(visit: Open) -> None:
    page = visit("/?mode=regions&view=0.5,17,7")
    legend = page.locator(".legend-body")
    expect(legend).to_contain_text("nothing recorded: no proof of calm")
    page.get_by_label("What the bars count").select_option("deaths")
    expect(legend).to_contain_text("no figure recorded")


def test_the_map_moves_with_its_picture_and_is_sharp_where_it_comes_to_rest(visit: Open) -> None:
    page = visit("/?view=-1.63,14.1,8")
    before = ink(page)
    assert before > 0
    x, y = middle(page, ".map")
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(x + 12 * step, y, steps=1)
    moved = page.evaluate(PLACES)
    page.mouse.up()
    page.wait_for_url(lambda url: "view=-1.63,14.1,8" not in url)
    page.wait_for_timeout(300)
    assert ink(page) == pytest.approx(before, rel=0.05)
    assert moved["left"] < 0 or moved["width"] > 0
    assert page.evaluate(PLACES)["width"] == page.locator(".map").bounding_box()["width"]  # type: ignore[index]


def test_the_picture_of_the_map_is_printed(visit: Open) -> None:
    page = visit("/?view=-1.63,14.1,8")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    box = page.locator(".map").bounding_box()
    assert box
    assert (round(box["width"]), round(box["height"])) == (643, 454)
    assert ink(page) > 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.wait_for_timeout(200)
    assert page.evaluate(PLACES)["width"] > 643
