"""Shapes drawn by hand and pasted: at the map's border, crossing themselves, with holes."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.dashboard.reading import Open, counted, middle, query, wait_counted
from tests.browser.record import YEAR

pytestmark = pytest.mark.django_db
HOLED = (
    '{"type":"Polygon","coordinates":[[[-2,13],[2,13],[2,16],[-2,16],[-2,13]],'
    "[[-1,14],[0,14],[0,15],[-1,15],[-1,14]]]}"
)
COUNT = "async (url) => (await (await fetch(url)).json()).count"


def draw(page: Page, shape: str) -> tuple[float, float]:
    page.locator(".draw-menu summary").click()
    page.get_by_role("button", name=shape, exact=False).click()
    return middle(page, ".map")


def test_a_circle_may_end_outside_of_the_map(visit: Open) -> None:
    page = visit("/?view=-1.63,14.1,8")
    x, y = draw(page, "Circle")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y)
    page.mouse.move(x, 2, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("near="))
    expect(page.locator(".draw-hint")).to_be_hidden()
    near = query(page)["near"]
    expect(page.locator(".draw-menu")).to_be_visible()
    page.mouse.move(x + 20, y + 20)
    assert query(page)["near"] == near


def test_a_polygon_that_crosses_itself_is_not_taken_until_it_is_mended(visit: Open) -> None:
    page = visit("/?view=0,15,6")
    x, y = draw(page, "Polygon")
    for dx, dy in ((-150, -100), (150, 100), (150, -100), (-150, 100)):
        page.mouse.click(x + dx, y + dy)
    page.keyboard.press("Enter")
    expect(page.locator(".draw-hint")).to_contain_text("cross")
    assert "within" not in query(page)
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.mouse.click(x - 150, y + 100)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("within="))


@pytest.mark.parametrize(
    "within", [HOLED, "-2 13,2 13,2 13,2 16,-2 16", "-1.63 14.1,1.45 14.2,-0.86 14.23"]
)
def test_a_pasted_polygon_counts_as_in_the_api(visit: Open, within: str) -> None:
    """With a hole, with a corner written twice, with incidents on all of its corners."""
    asked = f"within={quote(within)}&after=2024-01-01&before=2025-01-01"
    page = visit(f"/?{asked}")
    number = page.evaluate(COUNT, f"/api/v1/incidents/?page_size=1&{asked}")
    assert 0 < number < YEAR
    wait_counted(page, number)
    assert counted(page) == number
