from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from incidents.values import Role
from tests import factories as make
from tests.dashboard.pages.record import Told, make_draft, make_told
from tests.dashboard.pages.test_actors import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Told:
    return make_told()


def test_the_list_holds_open_sources_with_their_documents_and_claims(
    client: Client, told: Told
) -> None:
    make_draft(told)
    html = client.get("/sources/?lang=en").content.decode()
    row = html[html.index(">BBC</a>") :]
    numbers = row[: row.index("</tr>")]
    assert '<td class="num">1</td>' in numbers
    assert '<td class="num">4</td>' in numbers
    assert "partner" not in html.lower()


def test_the_list_is_filtered_by_kind(client: Client, told: Told) -> None:
    make.make_term(key="newspaper", vocabulary="source_kind", name_en="Newspaper")
    make.make_term(key="agency", vocabulary="source_kind", name_en="Agency")
    assert "BBC" in read(client, "/sources/?kind=newspaper&lang=en")
    assert "BBC" not in read(client, "/sources/?kind=agency&lang=en")
    assert client.get("/sources/?colour=blue").status_code == 400


def test_a_source_tells_how_it_reported(client: Client, told: Told) -> None:
    page = read(client, "/sources/bbc/?lang=en")
    for words in (
        "documents in the record 1",
        "claims that it carries 4",
        "figures for a whole incident that fell outside the final range: 0 of 1",
        "An attack, by our correspondent ↗"[:30],
        "Attack on the camp, Djibo",
    ):
        assert words in page
    html = client.get("/sources/bbc/").content.decode()
    assert 'href="/claims/?carrier=bbc"' in html
    assert 'href="/incidents/?source=bbc"' in html


@pytest.mark.parametrize(
    ("lang", "none"),
    [
        ("en", "No incident in the record cites this source."),
        ("fr", "Aucun incident de la base ne cite cette source."),
    ],
)
def test_a_source_that_no_incident_cites_says_so_and_counts_no_noughts(
    client: Client, told: Told, lang: str, none: str
) -> None:
    make.make_source(key="quiet")
    client.force_login(make.make_user(role=Role.ANALYST))
    page = read(client, f"/sources/quiet/?lang={lang}")
    assert none in page
    assert not re.search(r"\b0 (?:of|sur)\b|\b(?:of|sur) 0\b", page)
    assert none not in read(client, f"/sources/bbc/?lang={lang}")


def test_a_source_with_nothing_to_compare_says_so(client: Client, told: Told) -> None:
    told.incident.claims.exclude(carrier=told.bbc).delete()
    told.incident.claims.update(measure="wounded")
    page = read(client, "/sources/bbc/?lang=en")
    assert "no incident in which it and others give a figure of the dead" in page
    assert "no figure for a whole incident" in page


def test_no_link_leads_to_the_site_of_an_armed_group(client: Client, told: Told) -> None:
    told.bbc.kind, told.bbc.website = "armed_group", "https://group.example/"
    told.bbc.save()
    assert "group.example" not in client.get("/sources/bbc/").content.decode()
    told.bbc.kind = "newspaper"
    told.bbc.save()
    assert 'href="https://group.example/" rel="noreferrer noopener"' in (
        client.get("/sources/bbc/").content.decode()
    )


def test_a_source_costs_so_many_statements(
    client: Client, told: Told, django_assert_num_queries: Any
) -> None:
    # The source and its two counts; the filter by source and its documents; names; years, how
    # early, how far outside, what it says; which incidents the documents tell of, twice.
    with django_assert_num_queries(13):
        read(client, "/sources/bbc/")


def test_a_source_that_stands_behind_drafts_alone_does_not_exist(
    client: Client, told: Told
) -> None:
    draft = make_draft(told)
    hidden = make.make_source(key="only-draft")
    draft.reports.add(make.make_report(source=hidden))
    assert client.get("/sources/only-draft/").status_code == 404
    assert "only-draft" not in client.get("/sources/").content.decode()
