"""The first administrator and signing in, as a person does it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from incidents.actions.administrators import issue_link
from incidents.models import User
from incidents.values import Role

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "the river is low in May"


def serious(page: Page) -> list[str]:
    """The accessibility findings that keep somebody out."""
    found = Axe().run(page).response["violations"]
    return [
        f"{finding['id']}: {node['html']}"
        for finding in found
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
    ]


def test_a_person_becomes_the_administrator_by_the_one_time_address(
    page: Page, live_server: Any
) -> None:
    address = f"{live_server.url}/setup/{issue_link()}/"
    page.goto(address)
    assert serious(page) == []

    page.get_by_label("Username").fill("aissata")
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_label(re.compile("confirmation", re.IGNORECASE)).fill("another one entirely")
    page.get_by_role("button", name="Create the administrator").click()
    expect(page.get_by_role("alert")).to_contain_text("match")

    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_label(re.compile("confirmation", re.IGNORECASE)).fill(PASSWORD)
    page.get_by_role("button", name="Create the administrator").click()
    page.wait_for_url(f"{live_server.url}/")

    assert User.objects.get(username="aissata").role == Role.ADMINISTRATOR
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404


def test_a_person_signs_in_by_keyboard_alone(page: Page, live_server: Any) -> None:
    User.objects.create_user("moussa", password=PASSWORD)
    page.goto(f"{live_server.url}/sign-in/")
    assert serious(page) == []

    page.get_by_label("Username").press_sequentially("moussa")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")


@pytest.mark.parametrize("width", [360, 1440])
def test_the_sheet_fits_the_screen(page: Page, live_server: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/sign-in/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
