"""Escape closes what is open, one thing at a time, and the keyboard goes back where it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.dashboard.reading import Open, middle
from tests.browser.record import REFERENCE

pytestmark = pytest.mark.django_db


def title(page: Page) -> str:
    return page.locator(".dossier-title").inner_text()


def focused_row(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('.list-row')?.dataset.id ?? ''"))


def test_from_the_list_by_keyboard_and_back_to_the_same_row(visit: Open) -> None:
    page = visit("/?period=all")
    page.locator('.list-body .list-row[tabindex="0"]').focus()
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    chosen = focused_row(page)
    page.keyboard.press("Enter")
    expect(page.locator(".dossier-title")).to_be_visible()
    expect(page.locator(".dossier-body")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".dossier-panel")).to_be_hidden()
    page.wait_for_function("document.activeElement.closest('.list-row') !== null")
    assert focused_row(page) == chosen
    assert page.locator(".list-row:focus").is_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".dossier-title")).to_be_visible()


def test_a_click_on_a_row_then_escape_from_anywhere(visit: Open) -> None:
    page = visit("/")
    page.locator(".list-body .list-row:visible").nth(4).click()
    expect(page.locator(".dossier-title")).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    expect(page.locator(".dossier-panel")).to_be_hidden()
    page.wait_for_function("document.activeElement.closest('.list-row') !== null")


def test_from_the_map_and_back_to_the_map(visit: Open) -> None:
    page = visit("/?view=-7.947,12.594,11")
    page.mouse.click(*middle(page, ".map"))
    expect(page.locator(".dossier-title")).to_have_text(REFERENCE)
    page.keyboard.press("Escape")
    expect(page.locator(".dossier-panel")).to_be_hidden()
    expect(page.locator(".map")).to_be_focused()


def test_from_the_search_and_back_to_the_search(visit: Open) -> None:
    page = visit("/")
    page.locator(".search-input").fill("gendarm")
    expect(page.get_by_role("option", name=REFERENCE)).to_be_visible()
    page.get_by_role("option", name=REFERENCE).click()
    expect(page.locator(".dossier-title")).to_have_text(REFERENCE)
    page.keyboard.press("Escape")
    expect(page.locator(".dossier-panel")).to_be_hidden()
    expect(page.locator(".search-input")).to_be_focused()


def test_a_dossier_that_came_with_the_address_closes_too(visit: Open, reference: str) -> None:
    page = visit(f"/?selected={reference}")
    expect(page.locator(".dossier-title")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".dossier-panel")).to_be_hidden()
    page.wait_for_function("document.activeElement.closest('.list-row') !== null")
    assert focused_row(page) == reference


def test_an_open_menu_closes_before_the_dossier(visit: Open, reference: str) -> None:
    page = visit(f"/?selected={reference}")
    expect(page.locator(".dossier-title")).to_be_visible()
    page.locator(".export-menu summary").click()
    page.keyboard.press("Escape")
    expect(page.locator(".export-menu .menu-panel")).to_be_hidden()
    assert title(page) == REFERENCE
    page.keyboard.press("Escape")
    expect(page.locator(".dossier-panel")).to_be_hidden()


def test_on_a_small_screen_the_dossier_closes_before_its_sheet(visit: Open, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    visit("/")
    page.locator('.sheet-tab[data-sheet="list"]').click()
    page.locator(".list-body .list-row:visible").nth(1).click()
    expect(page.locator(".dossier-title")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".dossier-panel")).to_be_hidden()
    expect(page.locator(".list-title")).to_be_visible()
    page.wait_for_function("document.activeElement.closest('.list-row') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".list-title")).to_be_hidden()
