"""What a person reads off the dashboard, and where things are on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

if TYPE_CHECKING:
    from incidents.snapshot.layout import Frame

Open = Callable[[str], Page]


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


def rewrite_snapshot(page: Page, change: Callable[[Frame], Frame]) -> None:
    """Every frame that the page gets is changed on the way; checksums are left out."""
    # Only here: when this file is read, Django may not be set up yet.
    from incidents.snapshot.layout import read, written

    def unchecked(route: Route) -> None:
        manifest = route.fetch().json()
        for label in manifest["labels"]:
            sections = [file for part in label["parts"] for file in part["sections"].values()]
            for file in (*label["dictionaries"].values(), *label["bundles"], *sections):
                del file["bytes"], file["crc32"]
        route.fulfill(json=manifest)

    def changed(route: Route) -> None:
        frames = map(change, read(route.fetch().body()))
        route.fulfill(body=b"".join(map(written, frames)))

    page.route("**/api/v1/snapshot/", unchecked)
    page.route("**/api/v1/snapshot/files/**", changed)
