"""Keeping documents: each text once, a changed page as a new edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from incidents.actions.reports import Document, keep_report
from incidents.actions.signing import Signature
from incidents.filters import Refused
from incidents.models import Report, ReportText
from tests import factories

pytestmark = pytest.mark.django_db
BY = Signature(label="test")
ARTICLE = Document(
    kind="article",
    text="Two posts were attacked.\n",
    title="Two posts",
    address="https://paper.example/1",
    published_on=date(2024, 9, 17),
    language="en",
)


def test_a_document_is_kept_with_its_private_text() -> None:
    source = factories.make_source()
    report = keep_report(source=source, document=ARTICLE, by=BY)
    assert (report.source, report.title, report.edition) == (source, "Two posts", 1)
    assert (report.published_on, report.published_precision) == (date(2024, 9, 17), "day")
    assert len(report.sha256) == 64
    assert ReportText.objects.get(report=report).text == ARTICLE.text
    assert ARTICLE.text not in repr(ARTICLE)


def test_the_same_words_are_kept_once_whatever_their_blanks() -> None:
    source = factories.make_source()
    first = keep_report(source=source, document=ARTICLE, by=BY)
    spaced = replace(ARTICLE, text="Two  posts\r\nwere attacked.", address="https://b.example/2")
    assert keep_report(source=source, document=spaced, by=BY) == first
    assert Report.objects.count() == 1


def test_another_source_has_its_own_document() -> None:
    first, second = factories.make_source(), factories.make_source()
    keep_report(source=first, document=ARTICLE, by=BY)
    keep_report(source=second, document=ARTICLE, by=BY)
    assert Report.objects.count() == 2


def test_a_changed_page_is_a_new_edition() -> None:
    source = factories.make_source()
    first = keep_report(source=source, document=ARTICLE, by=BY)
    second = keep_report(source=source, document=replace(ARTICLE, text="Three posts."), by=BY)
    third = keep_report(source=source, document=replace(ARTICLE, text="Four posts."), by=BY)
    assert (second.edition, second.previous_edition) == (2, first)
    assert (third.edition, third.previous_edition) == (3, second)
    assert third.public_id != first.public_id


def test_a_pasted_text_without_an_address_has_no_editions() -> None:
    source = factories.make_source()
    for text in ("One.", "Two."):
        keep_report(source=source, document=replace(ARTICLE, address="", text=text), by=BY)
    assert {report.edition for report in Report.objects.all()} == {1}


def test_a_moment_tells_the_day() -> None:
    moment = datetime(2024, 9, 17, 21, 30, tzinfo=UTC)
    document = replace(ARTICLE, published_on=None, published_at=moment)
    report = keep_report(source=factories.make_source(), document=document, by=BY)
    assert (report.published_on, report.published_precision) == (date(2024, 9, 17), "minute")
    undated = replace(ARTICLE, published_on=None, text="x")
    unknown = keep_report(source=factories.make_source(), document=undated, by=BY)
    assert unknown.published_precision == "unknown"


def test_nothing_is_kept_of_an_empty_text_or_for_a_reader() -> None:
    source = factories.make_source()
    with pytest.raises(Refused, match="text"):
        keep_report(source=source, document=replace(ARTICLE, text=" \n"), by=BY)
    with pytest.raises(PermissionDenied):
        keep_report(
            source=source,
            document=ARTICLE,
            by=Signature(user=factories.make_user(role="viewer")),
        )
    assert not Report.objects.exists()
