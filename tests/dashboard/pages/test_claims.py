from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.dashboard.pages.record import Told, make_draft, make_told
from tests.dashboard.pages.test_actors import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Told:
    return make_told()


def test_each_claim_stands_with_its_speaker_and_its_incident(client: Client, told: Told) -> None:
    page = read(client, "/claims/?lang=en")
    assert "5 claims" in page
    assert "JNIM says it holds the camp cited by BBC" in page
    html = client.get("/claims/?lang=en").content.decode()
    link = f'href="/incidents/{told.incident.public_id}/?lang=en#{told.holds.public_id}"'
    assert link in html


def test_a_contradicted_claim_says_that_accounts_differ(client: Client, told: Told) -> None:
    assert "Control · accounts differ · Attack on the camp" in read(
        client, "/claims/?speaker=jnim&lang=en"
    )


def test_claims_are_filtered_by_the_data_set_of_their_incident(client: Client, told: Told) -> None:
    key = told.incident.dataset.key
    other = "another-set"
    elsewhere = make.make_incident(dataset=make.make_dataset(key=other))
    make.make_claim(incident=elsewhere, text_en="something else")
    html = client.get(f"/claims/?dataset={key}&lang=en").content.decode()
    said = html[html.index('<dl class="voices claims">') :]
    assert "holds the camp" in said
    assert "something else" not in said
    for one in (key, other):
        assert f'name="dataset" value="{one}"' in html


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("speaker=jnim", "holds the camp", "under control"),
        ("speaker=none", "gives no figure", "holds the camp"),
        ("carrier=bbc", "holds the camp", "77 killed"),
        ("about=control", "holds the camp", "20 killed"),
        ("measure=killed", "20 killed", "holds the camp"),
        ("state=withheld", "gives no figure", "20 killed"),
        ("stance=asserts", "holds the camp", "denies"),
        ("standing=reported", "holds the camp", "nothing"),
        ("said_after=2024-09-17&said_before=2024-09-18", "holds the camp", "nothing"),
    ],
)
def test_claims_are_filtered(client: Client, told: Told, query: str, there: str, gone: str) -> None:
    html = client.get(f"/claims/?{query}&lang=en").content.decode()
    said = html[html.index('<dl class="voices claims">') :]
    assert there in said
    assert gone not in said


def test_nothing_that_matches_says_so(client: Client, told: Told) -> None:
    assert "Nothing matches." in read(client, "/claims/?about=timing&lang=en")


@pytest.mark.parametrize("query", ["speaker=partner-7", "carrier=partner-7", "about=weather"])
def test_an_address_that_cannot_be_taken_is_explained(
    client: Client, told: Told, query: str
) -> None:
    answer = client.get(f"/claims/?{query}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_the_form_offers_speakers_and_carriers_by_how_much_they_say(
    client: Client, told: Told
) -> None:
    make_draft(told)
    html = client.get("/claims/?lang=en").content.decode()
    assert html.index('name="speaker" value="bf_army"') < html.index('name="speaker" value="jnim"')
    assert 'name="carrier" value="bbc"' in html
    assert "partner-7" not in html


def test_the_list_costs_so_many_statements(
    client: Client, told: Told, django_assert_num_queries: Any
) -> None:
    # Speakers; carriers, twice; data sets; the page, twice; titles of incidents; names; how many
    # there are.
    with django_assert_num_queries(10):
        read(client, "/claims/")
