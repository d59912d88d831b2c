"""The worker beside a running site: what changes is there soon, and it ends with the site."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Page, expect

from dashboard.embedded import OWNER, Cluster
from dashboard.embedded.processes import is_running
from tests.dashboard.site import Site

RETRACT = (
    "UPDATE incidents_incident SET status = 'retracted' WHERE id = "
    "(SELECT min(id) FROM incidents_incident WHERE status = 'published')"
)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    home = Path(tempfile.mkdtemp(prefix="vigie-worker-"))
    site = Site(home / "var").start()
    try:
        yield site.until("Serving on")
    finally:
        site.clean_up()
        shutil.rmtree(Cluster(site.data_dir).socket_dir, ignore_errors=True)
        shutil.rmtree(home)


def manifest(site: Site) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    try:
        connection.request("GET", "/api/v1/snapshot/")
        return json.loads(connection.getresponse().read())
    finally:
        connection.close()


def rows(site: Site) -> int:
    return sum(label["rows"] for label in manifest(site)["labels"])


def write(site: Site, statement: str) -> None:
    with psycopg.connect(**Cluster(site.data_dir).address(OWNER)) as connection:
        connection.execute(statement)


def until(expected: int, site: Site) -> None:
    limit = time.monotonic() + 60
    while rows(site) != expected:
        assert time.monotonic() < limit, f"{rows(site)} rows, not {expected}"
        time.sleep(0.1)


def worker_of(site: Site) -> int:
    """The process of the worker."""
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        if b"maintain" in words and parent == site.process.pid:
            return int(folder.name)
    raise AssertionError("no worker runs")


def test_the_first_page_finds_the_demo_record_built(site: Site) -> None:
    assert rows(site) == 66


def test_the_page_of_a_site_waits_for_one_script_and_one_style_sheet(
    site: Site, page: Page
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"http://127.0.0.1:{site.port}/?period=all")
    page.wait_for_selector('body[data-status="ready"]')
    expect(page.locator(".count-incidents strong")).to_have_text("66")
    assert said == []
    ours = [url for url in asked if "/static/" in url and "leaflet" not in url]
    assert len([url for url in ours if "/static/dashboard/" in url]) == 1  # the theme, first of all
    joined = {url.rpartition("/")[2].partition(".")[0] for url in ours if "/static/joined/" in url}
    # What brings the picture to life, and the sheet of what opens later, keep nothing waiting.
    assert joined == {"first", "early", "dashboard", "later"}
    assert len([url for url in ours if url.endswith(".css")]) == 2


def test_what_is_withdrawn_leaves_the_snapshot_without_anybody_asking(site: Site) -> None:
    write(site, RETRACT)
    until(65, site)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_killed_worker_comes_back_and_does_what_waited(site: Site) -> None:
    killed = worker_of(site)
    os.kill(killed, signal.SIGKILL)
    write(site, RETRACT)
    until(64, site)
    assert worker_of(site) != killed


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_the_worker_ends_with_a_site_that_was_killed(site: Site) -> None:
    worker = worker_of(site)
    site.process.kill()
    limit = time.monotonic() + 60
    while is_running(worker):
        assert time.monotonic() < limit
        time.sleep(0.1)
