from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client
from django.utils import timezone

from incidents.actions.administrators import DeadLink, forget_dead_links, issue_link, redeem_link
from incidents.models import FirstAdministratorLink, User
from incidents.values import Role

pytestmark = pytest.mark.django_db

PASSWORD = "the river is low in May"
AISSATA = {"username": "aissata", "password1": PASSWORD, "password2": PASSWORD}


def test_the_first_administrator_is_made_by_the_one_time_address(client: Client) -> None:
    address = f"/setup/{issue_link()}/"

    assert "First administrator" in client.get(address).content.decode()
    answer = client.post(address, AISSATA)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    aissata = User.objects.get()
    assert aissata.username == "aissata"
    assert aissata.has_role(Role.ADMINISTRATOR)
    assert aissata.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(aissata.pk)


def test_the_address_is_dead_after_it_was_used(client: Client) -> None:
    address = f"/setup/{issue_link()}/"
    client.post(address, AISSATA)

    second = {**AISSATA, "username": "moussa"}

    assert client.get(address).status_code == 404
    assert client.post(address, second).status_code == 404
    assert not User.objects.filter(username="moussa").exists()


def test_the_address_is_dead_after_an_hour(client: Client) -> None:
    secret = issue_link()
    FirstAdministratorLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.get(f"/setup/{secret}/").status_code == 404
    with pytest.raises(DeadLink):
        redeem_link(secret=secret, username="aissata", password=PASSWORD)
    assert not User.objects.exists()


def test_an_address_lives_for_one_hour() -> None:
    issue_link()
    link = FirstAdministratorLink.objects.get()
    assert abs(link.expires_at - timezone.now() - timedelta(hours=1)) < timedelta(seconds=20)


def test_a_new_address_kills_those_given_out_before(client: Client) -> None:
    first = issue_link()
    second = issue_link()
    assert client.get(f"/setup/{first}/").status_code == 404
    assert client.get(f"/setup/{second}/").status_code == 200


def test_only_a_hash_of_the_secret_is_kept() -> None:
    secret = issue_link()
    link = FirstAdministratorLink.objects.get()
    assert secret not in str(vars(link))
    assert len(secret) >= 43


def test_a_weak_password_is_refused_and_the_address_stays_good(client: Client) -> None:
    address = f"/setup/{issue_link()}/"
    answer = client.post(address, {**AISSATA, "password1": "aissata", "password2": "aissata"})
    assert "too short" in answer.content.decode()
    assert not User.objects.exists()
    assert client.post(address, AISSATA).status_code == 302


@pytest.mark.parametrize("secret", ["unknown", "%00", "é", "a" * 5000])
def test_an_address_that_was_never_given_out_does_not_exist(client: Client, secret: str) -> None:
    assert client.get(f"/setup/{secret}/").status_code == 404


def test_the_address_is_kept_by_no_cache_and_told_to_no_other_site(client: Client) -> None:
    answer = client.get(f"/setup/{issue_link()}/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_person_signs_in_and_out(client: Client) -> None:
    User.objects.create_user("moussa", password=PASSWORD)

    wrong = client.post("/sign-in/", {"username": "moussa", "password": "no"})
    assert "correct username and password" in wrong.content.decode()

    right = client.post("/sign-in/", {"username": "moussa", "password": PASSWORD})
    assert (right.status_code, right.headers["Location"]) == (302, "/")

    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_signing_in_leads_back_to_the_page_but_never_to_another_site(client: Client) -> None:
    User.objects.create_user("moussa", password=PASSWORD)
    person = {"username": "moussa", "password": PASSWORD}
    back = client.post("/sign-in/", {**person, "next": "/admin/"})
    assert back.headers["Location"] == "/admin/"
    client.post("/sign-out/")
    away = client.post("/sign-in/", {**person, "next": "https://elsewhere.example/"})
    assert away.headers["Location"] == "/"


def test_passwords_are_kept_by_argon2(settings: object) -> None:
    from dashboard import settings as declared  # noqa: TID251  (the tests' own hasher is a fast one)

    settings.PASSWORD_HASHERS = declared.PASSWORD_HASHERS  # type: ignore[attr-defined]
    assert identify_hasher(make_password(PASSWORD)).algorithm == "argon2"


def test_dead_addresses_are_forgotten_and_live_ones_kept(client: Client) -> None:
    used = issue_link()
    redeem_link(secret=used, username="aissata", password=PASSWORD)
    live = issue_link()
    assert forget_dead_links() == 1
    assert client.get(f"/setup/{live}/").status_code == 200


def test_sign_in_is_in_french_for_a_french_reader(client: Client) -> None:
    page = client.get("/sign-in/", headers={"accept-language": "fr"}).content.decode()
    assert 'lang="fr"' in page
    assert "Se connecter" in page
