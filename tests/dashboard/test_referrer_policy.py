"""No link out of the site tells where it was followed from: an address holds filters."""

from __future__ import annotations

import pytest
from django.test import Client

ANSWERS = {
    "/": 200,
    "/incidents/": 200,
    "/incidents": 301,
    "/nowhere/": 404,
    "/api/v1/": 200,
    "/api/v1/nowhere/": 404,
    "/api/docs/": 200,
    "/admin/": 302,
    "/forget/": 405,
    "/live": 200,
    "/ready": 200,
}


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), ANSWERS.items())
def test_every_answer_keeps_its_address_to_the_site(
    client: Client, address: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_static_file_does_too(client: Client) -> None:
    answer = client.get("/static/favicon.svg")
    assert answer.headers["Referrer-Policy"] == "same-origin"
