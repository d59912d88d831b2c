"""The documentation of the API works under the site's strict policy, and asks nobody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_operation_is_shown_and_tried_from_here(page: Page, live_server: Any) -> None:
    factories.make_incident(title_en="An attack")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: _keep(message, said))
    page.on("pageerror", lambda error: said.append(str(error)))

    page.goto(f"{live_server.url}/api/docs/")
    expect(page.get_by_text("The record of security incidents in the Sahel")).to_be_visible()
    operation = page.locator(".opblock", has_text=re.compile(r"^GET/api/v1/incidents/(?!\{)")).first
    operation.locator(".opblock-summary").click()
    expect(operation.get_by_text("Incidents that start on this day or later")).to_be_visible()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table")).to_contain_text("An attack")

    assert not said
    other = [url for url in asked if not url.startswith((live_server.url, "data:", "blob:"))]
    assert not other


def _keep(message: ConsoleMessage, said: list[str]) -> None:
    if message.type in ("error", "warning"):
        said.append(message.text)
