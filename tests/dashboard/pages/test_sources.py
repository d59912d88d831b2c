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
    with django_assert_num_queries(12):
        read(client, "/sources/bbc/")


def test_a_source_that_stands_behind_drafts_alone_does_not_exist(
    client: Client, told: Told
) -> None:
    draft = make_draft(told)
    hidden = make.make_source(key="only-draft")
    draft.reports.add(make.make_report(source=hidden))
    assert client.get("/sources/only-draft/").status_code == 404
    assert "only-draft" not in client.get("/sources/").content.decode()
