from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.translation import override
from django.views import defaults

from tests import factories as make
from tests.dashboard.pages.test_actors import read

pytestmark = pytest.mark.django_db


def test_the_method_says_how_figures_are_chosen_and_whose_data_it_is(client: Client) -> None:
    make.make_dataset(
        key="ucdp",
        name_en="UCDP GED",
        name_fr="UCDP GED",
        credit="Sundberg & Melander 2013",
        licence_fr="Licence libre",
        credit_fr="Sundberg et Melander 2013",
        address="https://ucdp.example/",
        may_export=False,
    )
    make.make_dataset(key="closed", name_en="Closed set", may_show=False)
    make.make_kind("armed_clash")
    page = read(client, "/about/?lang=en")
    for words in (
        "the newest figure that two independent origins give;",
        "Rival figures are never added up",
        "UCDP GED CC BY 4.0 Sundberg & Melander 2013",
        "not taken away in files",
        "Armed clash",
        "Some places are blurred on purpose",
    ):
        assert words in page
    assert "Closed set" not in page
    french = read(client, "/about/?lang=fr")
    assert "Comment les morts sont comptés" in french
    assert "UCDP GED Licence libre Sundberg et Melander 2013" in french


def test_a_page_that_does_not_exist_says_so_in_the_readers_language(client: Client) -> None:
    answer = client.get("/nothing/here/?lang=fr")
    assert answer.status_code == 404
    assert "Cette page n'existe pas" in answer.content.decode().replace("&#x27;", "'")


def request() -> HttpRequest:
    return RequestFactory().get("/")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_error_has_a_page(language: str) -> None:
    with override(language):
        pages = [
            defaults.bad_request(request(), ValueError()),
            defaults.permission_denied(request(), ValueError()),
            defaults.page_not_found(request(), ValueError()),
            defaults.server_error(request()),
        ]
    assert [page.status_code for page in pages] == [400, 403, 404, 500]
    for page in pages:
        html = page.content.decode()
        assert f'<html lang="{language}"' in html
        assert "<h1>" in html
        assert 'href="/incidents/"' in html


def test_a_form_sent_from_another_site_gets_a_page_that_says_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-out/", headers={"Accept-Language": "en"})
    assert answer.status_code == 403
    assert "Not allowed" in answer.content.decode()


def test_the_head_marks_the_section_and_says_who_is_signed_in(client: Client) -> None:
    html = client.get("/actors/?lang=en").content.decode()
    assert '<a href="/actors/?lang=en" aria-current="page">Actors</a>' in html
    assert html.count('aria-current="page"') == 1
    assert "Sign in" in html
    client.force_login(make.make_user(username="awa"))
    html = client.get("/actors/?lang=en").content.decode()
    assert "Signed in as awa" in html
    assert "Sign out" in html
