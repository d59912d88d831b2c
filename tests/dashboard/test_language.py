from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils.translation import override

from dashboard.catalogues import languages
from dashboard.language import in_language, switches

ABOUT = "/about/"
FRENCH = {"Accept-Language": "fr-FR,fr;q=0.9,en;q=0.5"}


def language_of(html: str) -> str:
    found = re.search(r'<html lang="(\w+)"', html)
    assert found
    return found.group(1)


@pytest.mark.django_db
def test_the_browser_chooses_where_the_address_names_no_language(client: Client) -> None:
    answer = client.get(ABOUT, headers=FRENCH)
    assert language_of(answer.content.decode()) == "fr"
    assert answer.headers["Content-Language"] == "fr"
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.django_db
def test_the_address_wins_over_the_browser(client: Client) -> None:
    answer = client.get(ABOUT + "?lang=en", headers=FRENCH)
    assert language_of(answer.content.decode()) == "en"
    assert answer.headers["Content-Language"] == "en"


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["xx", "", "fr%00", "FR"])
def test_a_language_that_we_do_not_have_is_no_language(client: Client, given: str) -> None:
    answer = client.get(f"{ABOUT}?lang={given}", headers=FRENCH)
    assert language_of(answer.content.decode()) == "fr"


@pytest.mark.django_db
def test_the_language_of_the_address_stays_in_every_link(client: Client) -> None:
    html = client.get(ABOUT + "?lang=fr").content.decode()
    own = [link for link in re.findall(r'href="(/[^"]*)"', html) if "/static/" not in link]
    assert len(own) > 6
    assert [link for link in own if "lang=" not in link] == []
    plain = client.get(ABOUT).content.decode()
    assert 'href="/incidents/"' in plain


@pytest.mark.django_db
def test_a_form_keeps_the_language_of_the_address(client: Client) -> None:
    assert '<input type="hidden" name="lang" value="fr">' in (
        client.get("/incidents/?lang=fr").content.decode()
    )
    assert 'name="lang"' not in client.get("/incidents/").content.decode()


def test_the_switch_leads_to_the_same_page_with_its_filters() -> None:
    request = RequestFactory().get("/incidents/?country=ML&country=BF&q=gao%20ber&lang=en")
    with override("en"):
        found = {str(one["code"]): one for one in switches(request)}
    assert found["fr"]["address"] == "/incidents/?country=ML&country=BF&q=gao+ber&lang=fr"
    assert found["en"]["current"]
    assert not found["fr"]["current"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", "/?lang=fr"),
        ("/incidents/?actor=jnim", "/incidents/?actor=jnim&lang=fr"),
        ("/incidents/VS-1/?lang=en#CL-1", "/incidents/VS-1/?lang=fr#CL-1"),
    ],
)
def test_an_address_takes_the_language(address: str, expected: str) -> None:
    assert in_language(address, "fr") == expected
    assert in_language(address, "") == address


def test_a_compiled_catalogue_adds_a_language_and_no_code(tmp_path: Path) -> None:
    assert languages(tmp_path) == [("en", "English")]
    for code in ("fr", "ar", "zz"):
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.mo").touch()
    assert languages(tmp_path) == [("en", "English"), ("ar", "العربيّة"), ("fr", "Français")]


@pytest.mark.django_db
def test_a_page_in_a_language_written_from_right_to_left_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LANGUAGES", [("en", "English"), ("ar", "العربيّة")])
    assert '<html lang="ar" dir="rtl">' in client.get(ABOUT + "?lang=ar").content.decode()
    assert " dir=" not in client.get(ABOUT + "?lang=en").content.decode()[:120]
