"""What a page shows and does before its record is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.dashboard.reading import Open

pytestmark = pytest.mark.django_db
MAIN = "**/dashboard/main.js"


@contextmanager
def held_back(page: Page, pattern: str) -> Iterator[list[Route]]:
    """Requests that are answered when this ends."""
    waiting: list[Route] = []
    page.route(pattern, lambda route: waiting.append(route))  # noqa: PLW0108 - no builtin is taken
    yield waiting
    for route in waiting:
        route.continue_()
    page.unroute(pattern)


def any_record_is_large(route: Route) -> None:
    text = route.fetch().text()
    assert "SMALL = 1_500_000" in text
    route.fulfill(
        body=text.replace("SMALL = 1_500_000", "SMALL = 1"), content_type="text/javascript"
    )


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any record counts as one that is worth a summary."""
    monkeypatch.setattr("dashboard.picture.LARGE", 1)


def where(page: Page, selector: str) -> list[int]:
    box = page.locator(selector).first.bounding_box()
    assert box
    return [round(box[side]) for side in ("x", "y", "width", "height")]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (360, 740)])
def test_the_picture_gives_way_without_a_jump(
    page: Page, visit: Open, site: LiveServer, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    with held_back(page, MAIN):
        page.goto(site.url + "/?period=all&unit=month", wait_until="commit")
        expect(page.locator(".picture-bars path").first).to_be_attached()
        before = {name: where(page, name) for name in (".map-panel", ".timeline-panel")}
        said = page.inner_text('[data-view="countline"]').split()
        bars = where(page, ".picture-plot")
    page.wait_for_selector('body[data-status="ready"]')
    expect(page.locator(".picture")).to_have_count(0)
    assert page.inner_text('[data-view="countline"]').split() == said
    assert {name: where(page, name) for name in before} == before
    assert where(page, ".timeline-canvas") == bars


def test_a_summary_answers_and_hands_over(
    page: Page, visit: Open, site: LiveServer, large: None
) -> None:
    with held_back(page, MAIN):
        page.goto(site.url + "/?link=slow&unit=month", wait_until="commit")
        page.wait_for_selector('body[data-status="summary"]')
        start = page.locator(".picture .brush-start")
        start.focus()
        start.press("ArrowLeft")
        title = page.inner_text(".period-title")
        counted = page.inner_text(".count-incidents")
        assert re.search(r"after=\d{4}-12-01", page.url)
    page.wait_for_selector('body[data-status="ready"]')
    assert page.inner_text(".period-title") == title
    assert page.inner_text(".count-incidents") == counted
    expect(page.locator(".timeline .brush-start")).to_be_focused()


def test_the_first_columns_work_and_the_rest_comes_when_it_is_asked_for(
    page: Page, visit: Open, site: LiveServer
) -> None:
    page.route("**/dashboard/stages.js", any_record_is_large)
    page.goto(site.url + "/?link=slow&period=all", wait_until="commit")
    page.wait_for_selector('body[data-status="partial"]')
    expect(page.get_by_text("Slow connection")).to_be_visible()
    expect(page.locator(".rail-actor[aria-busy]")).to_be_visible()
    total = page.inner_text(".count-incidents")
    page.locator('[data-section="kind"]').first.click()
    expect(page.locator(".count-incidents")).not_to_have_text(total)
    page.locator(".list-row[data-at]").first.click()
    page.wait_for_selector('body[data-status="ready"]')
    expect(page.locator('[data-view="dossier"]')).to_be_visible()
    expect(page.locator(".rail-actor[aria-busy]")).to_have_count(0)
