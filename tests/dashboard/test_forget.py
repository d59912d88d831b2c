"""Wiping a device: what the server takes back, and from whom it takes the request."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_session_ends_and_the_browser_is_told_to_drop_its_copies(client: Client) -> None:
    client.force_login(make.make_user())
    client.get("/?lang=fr")
    assert Session.objects.count() == 1
    answer = client.post("/forget/", headers={"X-Forget": "1"})
    assert answer.status_code == 204
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert Session.objects.count() == 0
    for name in (
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
    ):
        assert answer.cookies[name].value == ""
        assert answer.cookies[name]["max-age"] == 0


def test_a_page_of_another_site_cannot_ask_for_it() -> None:
    # A form sends no such header, and a script of another site may not.
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.make_user())
    answer = client.post("/forget/")
    assert answer.status_code == 403
    assert "Clear-Site-Data" not in answer.headers
    assert Session.objects.count() == 1


def test_nobody_needs_to_be_signed_in() -> None:
    answer = Client(enforce_csrf_checks=True).post("/forget/", headers={"X-Forget": "1"})
    assert answer.status_code == 204


def test_it_cannot_be_followed_as_a_link(client: Client) -> None:
    assert client.get("/forget/").status_code == 405
