from __future__ import annotations

import pytest
from django.utils.translation import override

from dashboard.dossier.documents import documents, web_address
from tests.dashboard.dossier.said import READER, both, report, source


def test_copies_of_one_wire_are_one_origin_and_say_so() -> None:
    first, copy, own = (
        report(1, source=source("afp")),
        report(2, source=source("rfi"), origin="RP-000000000001"),
        report(3),
    )
    with override("en"):
        found = documents([first, copy, own], READER)
    assert found.count == "3 documents · 2 origins"
    assert [any("same origin as AFP" in note for note in one.notes) for one in found.listed] == [
        False,
        True,
        False,
    ]


def test_a_second_page_of_one_source_is_a_copy_of_its_first() -> None:
    with override("en"):
        found = documents([report(1), report(2, origin="RP-000000000001")], READER)
    assert found.listed[1].notes[-1] == "a copy of another document here"


@pytest.mark.parametrize("kind", ["armed_group", "social_media"])
def test_no_link_leads_to_an_armed_group_or_a_private_account(kind: str) -> None:
    found = documents([report(1, source=source("zallaqa", kind))], READER)
    assert found.listed[0].address == ""
    assert found.listed[0].title == "An attack"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://news.example/a?b=1", "https://news.example/a?b=1"),
        ("http://news.example/", "http://news.example/"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("//news.example/", ""),
        ("UCDP GED 21.1", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str, expected: str) -> None:
    assert web_address(address) == expected


def test_dates_releases_and_versions_have_labels_of_their_own() -> None:
    with override("en"):
        found = documents(
            [
                report(1, retrieved_at="2024-09-18T09:30:00Z"),
                report(2, release="24.1", published_on=None),
                report(3, edition=2, published_on="2024-09-01", published_precision="month"),
            ],
            READER,
        )
    assert [one.notes for one in found.listed] == [
        ("Article", "published on 17 Sep 2024", "read on 18 Sep 2024, 09:30 UTC"),
        ("Article", "release 24.1"),
        ("Article", "published in September 2024", "version 2 of the page"),
    ]


def test_a_source_leads_to_its_page_and_a_document_to_the_incidents_it_tells_of() -> None:
    found = documents([report(1)], READER, tellings={"RP-000000000001": [("VS-1", both("Attack"))]})
    assert found.listed[0].source_address == "/sources/bbc/"
    assert found.listed[0].host == "news.example"
    assert found.listed[0].incidents[0].address == "/incidents/VS-1/"


def test_without_documents_there_is_no_count() -> None:
    assert documents([], READER).count == ""
