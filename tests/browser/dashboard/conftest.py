"""One site with one record, opened so that errors and foreign requests are seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.browser.dashboard.reading import Open

ROUGH = re.compile(r"ERR_(INTERNET_DISCONNECTED|FAILED)|50\d|40[04]")
"""What a browser says by itself when a request fails on purpose."""


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveServer]:
    """One site with one record for all tests here, which only read it."""
    # Only here: when this file is read, Django may not be set up yet.
    from incidents.snapshot import build
    from tests.browser.record import make_record

    with django_db_blocker.unblock():
        make_record()
        build()
        server = LiveServer("localhost")
        yield server
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def reference(site: LiveServer) -> str:
    from incidents.models import Incident
    from tests.browser.record import REFERENCE

    return Incident.objects.get(title_en=REFERENCE).public_id


@pytest.fixture
def visit(page: Page, site: LiveServer) -> Iterator[Open]:
    """Opens an address of the dashboard; afterwards: no error, no request to another host."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: _note(message, said))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: _host(request, asked))

    def visit(address: str = "/") -> Page:
        page.goto(site.url + address)
        page.wait_for_selector('body[data-status="ready"]')
        return page

    yield visit
    assert said == []
    assert set(asked) <= {urlsplit(site.url).netloc}


def _note(message: ConsoleMessage, said: list[str]) -> None:
    if message.type in ("error", "warning") and not ROUGH.search(message.text):
        said.append(message.text)


def _host(request: Request, asked: list[str]) -> None:
    if not request.url.startswith(("data:", "blob:")):
        asked.append(urlsplit(request.url).netloc)
