"""The dashboard on a screen of 360 pixels: what stays in sight, and whether a finger can hit it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.dashboard.reading import Open, row
from tests.browser.record import YEAR

pytestmark = pytest.mark.django_db

SMALLEST = 24
"""CSS pixels that a control needs each way: WCAG 2.2, 2.5.8."""
CONTROLS = """() => {
  const found = [];
  const inText = (node) => {
    if (node.tagName !== "A" || getComputedStyle(node).display !== "inline") return false;
    const block = node.closest("p, li, dd, dt, td, h1, h2, h3, small");
    return Boolean(block) && block.textContent.trim() !== node.textContent.trim();
  };
  const wanted = "a[href], button, input, select, summary, textarea, " +
    "[role=slider], [role=option], [tabindex='0']";
  for (const node of document.querySelectorAll(wanted)) {
    if (!node.checkVisibility({ visibilityProperty: true }) || inText(node)) continue;
    if (node.matches(".skip-link")) continue;
    const { width, height } = node.getBoundingClientRect();
    const name = node.getAttribute("aria-label") || node.textContent.trim() || node.className;
    found.push([`${node.tagName} ${node.className}: ${name.slice(0, 40)}`, width, height]);
  }
  return found;
}"""


@pytest.fixture
def small(page: Page) -> Page:
    page.set_viewport_size({"width": 360, "height": 740})
    return page


def too_small(page: Page) -> list[str]:
    """Controls in sight that are smaller than a finger needs."""
    found: list[Any] = page.evaluate(CONTROLS)
    assert len(found) > 10
    return [
        f"{name} {width:.1f} x {height:.1f}"
        for name, width, height in found
        if min(width, height) < SMALLEST - 0.01
    ]


def sheet(page: Page, name: str) -> None:
    page.locator(f'.sheet-tab[data-sheet="{name}"]').click()


def in_sight(page: Page) -> None:
    """The whole count line lies on the screen, and nothing lies over it."""
    line = page.locator(".countline")
    expect(line).to_be_visible()
    box = line.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert box["y"] + box["height"] <= 740
    assert line.evaluate("node => node.scrollHeight <= node.clientHeight + 1")
    over = line.evaluate(
        "node => { const box = node.getBoundingClientRect();"
        " return node.contains(document.elementFromPoint(box.x + 20, box.y + box.height / 2)); }"
    )
    assert over


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_count_line_stands_beside_every_sheet(visit: Open, small: Page, lang: str) -> None:
    page = visit(f"/?lang={lang}")
    in_sight(page)
    sheet(page, "filters")
    in_sight(page)
    row(page, "place", "BF").click()
    expect(page.locator(".count-incidents strong")).to_have_text("8")
    sheet(page, "list")
    in_sight(page)
    page.locator(".list-body .list-row:visible").first.click()
    expect(page.locator(".dossier-title")).to_be_visible()
    in_sight(page)
    assert page.locator(".countline").count() == 1


def test_the_count_line_goes_back_over_the_map_where_there_is_room(
    visit: Open, small: Page
) -> None:
    page = visit("/")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".map-foot .countline")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator(".dashboard > .countline")).to_be_visible()
    assert page.locator(".count-incidents strong").inner_text() == str(YEAR)


def test_what_was_not_understood_is_told_beside_every_sheet(visit: Open, small: Page) -> None:
    page = visit("/?foo=1")
    for name in ("filters", "list", "map"):
        sheet(page, name)
        expect(page.locator(".notice-line")).to_be_visible()
        expect(page.locator(".notice-line")).to_contain_text("foo=1")


def test_every_control_of_the_map_can_be_hit_with_a_finger(visit: Open, small: Page) -> None:
    page = visit("/?foo=1&compare=1")
    assert too_small(page) == []
    page.locator(".legend-fold").click()
    assert too_small(page) == []
    for menu in (".export-menu", ".site-menu", ".draw-menu"):
        page.locator(f"{menu} summary").click()
        assert too_small(page) == [], menu
        page.keyboard.press("Escape")


def test_every_control_of_the_filters_can_be_hit_with_a_finger(visit: Open, small: Page) -> None:
    page = visit("/?country=ML&fatalities_min=1&q=a&period=all")
    sheet(page, "filters")
    expect(page.locator(".active-chip").first).to_be_visible()
    page.get_by_role("button", name="Show or hide the parts of Mali").click()
    assert too_small(page) == []


def test_every_control_of_list_and_dossier_can_be_hit_with_a_finger(
    visit: Open, small: Page, reference: str
) -> None:
    page = visit("/")
    sheet(page, "list")
    assert too_small(page) == []
    page = visit(f"/?selected={reference}")
    expect(page.locator(".dossier-title")).to_be_visible()
    assert too_small(page) == []


def test_what_opens_over_the_page_can_be_hit_with_a_finger(visit: Open, small: Page) -> None:
    page = visit("/?view=-1.63,14.1,9")
    page.locator(".map").press("Enter")
    expect(page.locator(".spot-row")).to_have_count(3)
    assert too_small(page) == []
    page.keyboard.press("Escape")
    page.locator(".search-input").fill("ba")
    expect(page.get_by_role("option").nth(1)).to_be_visible()
    assert too_small(page) == []
    page.keyboard.press("Escape")
    page = visit("/?after=2024-03-01&before=2024-03-02&compare=1")
    assert too_small(page) == []


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_a_comparison_tells_is_not_cut_off(
    visit: Open, page: Page, width: int, lang: str
) -> None:
    page.set_viewport_size({"width": width, "height": 860})
    visit(f"/?after=2024-01-17&before=2024-12-29&compare=1&lang={lang}")
    note = page.locator(".period-note")
    expect(note).to_contain_text("2023")
    cut = note.evaluate(
        "node => { const box = node.getBoundingClientRect();"
        " const around = node.closest('.timeline-panel').getBoundingClientRect();"
        " return [node.scrollWidth > node.clientWidth, box.right > around.right,"
        " getComputedStyle(node).textOverflow]; }"
    )
    assert cut == [False, False, "clip"]
    axis = page.locator(".timeline-axis").bounding_box()
    panel = page.locator(".timeline-panel").bounding_box()
    assert axis
    assert panel
    assert axis["y"] + axis["height"] <= panel["y"] + panel["height"] + 0.5
