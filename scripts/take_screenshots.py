"""Take the pictures in docs/screenshots from a running site that holds the demo record.

    .venv/bin/python scripts/take_screenshots.py http://127.0.0.1:8000

Needs the development requirements and a Chromium (CHROMIUM, or one on the PATH).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
REFERENCE = "?after=2024-09-17&before=2024-09-18"


@dataclass(frozen=True)
class Picture:
    name: str
    path: str
    width: int
    height: int
    dark: bool = False


def pictures(incident: str) -> list[Picture]:
    """What is shown: the dashboard and one incident, wide and narrow, in both languages."""
    found = []
    for language in ("en", "fr"):
        board = f"/?after=2024-01-01&before=2025-01-01&selected={incident}&lang={language}"
        found += [
            Picture(f"dashboard-1440-{language}", board, 1440, 900),
            Picture(f"dashboard-360-{language}", f"/?period=all&lang={language}", 360, 740),
            Picture(
                f"incident-360-{language}", f"/incidents/{incident}/?lang={language}", 360, 740
            ),
        ]
    dark = Picture("dashboard-1440-dark", "/?period=all&lang=en", 1440, 900, dark=True)
    return [*found, dark]


def take(browser: Browser, address: str, picture: Picture) -> None:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
    )
    page = context.new_page()
    page.goto(address + picture.path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    context.close()
    print(picture.name)


def main(address: str) -> None:
    with urllib.request.urlopen(f"{address}/api/v1/incidents/{REFERENCE}") as answer:  # noqa: S310
        incident = json.load(answer)["results"][0]["id"]
    program = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--disable-background-networking", *root]
        )
        for picture in pictures(incident):
            take(browser, address, picture)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1].rstrip("/"))
