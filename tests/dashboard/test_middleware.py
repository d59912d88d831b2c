from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from dashboard.middleware import CompressPages


@pytest.mark.django_db
def test_signs_of_life_need_neither_host_nor_https(client: Client) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["vigie.example.org"]):
        assert client.get("/live", headers={"host": "10.0.0.7:8000"}).content == b"live\n"
        assert client.get("/ready", headers={"host": "10.0.0.7:8000"}).content == b"ready\n"
        assert client.get("/sign-in/", headers={"host": "vigie.example.org"}).status_code == 301


@pytest.mark.usefixtures("bare_connection")
def test_a_site_without_its_database_lives_and_is_not_ready(client: Client) -> None:
    connection.close()
    kept = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        assert client.get("/live").status_code == 200
        assert client.get("/ready").status_code == 503
    finally:
        connection.settings_dict["HOST"] = kept


@pytest.mark.django_db
def test_a_page_allows_only_its_own_site(client: Client) -> None:
    headers = client.get("/sign-in/").headers
    policy = dict(
        directive.split(" ", 1) for directive in headers["Content-Security-Policy"].split("; ")
    )
    assert policy == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def answer_to(path: str) -> HttpResponse:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("Tessit " * 200)

    request = RequestFactory().get(path, headers={"accept-encoding": "gzip"})
    request.user = AnonymousUser()
    answer = CompressPages(page)(request)
    assert isinstance(answer, HttpResponse)
    return answer


def test_pages_are_compressed_and_the_api_sees_to_its_own() -> None:
    assert answer_to("/actors/").headers.get("Content-Encoding") == "gzip"
    assert answer_to("/api/v1/incidents/").headers.get("Content-Encoding") is None


@pytest.mark.django_db
def test_everything_needs_sign_in_where_the_site_says_so(client: Client) -> None:
    required = "django.contrib.auth.middleware.LoginRequiredMiddleware"
    from django.conf import settings

    position = settings.MIDDLEWARE.index("django.contrib.messages.middleware.MessageMiddleware")
    with_it = [*settings.MIDDLEWARE[:position], required, *settings.MIDDLEWARE[position:]]
    with override_settings(MIDDLEWARE=with_it):
        assert client.get("/sign-in/").status_code == 200
        assert client.get("/setup/unknown/").status_code == 404
        assert client.get("/live").status_code == 200
