"""One door for every read: what each role may know of."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.models import Incident, Report, Source
from tests import factories

pytestmark = pytest.mark.django_db

NOBODY = AnonymousUser()


def _ids(user: Any) -> set[str]:
    return {incident.title_en for incident in Incident.objects.visible_to(user)}


@pytest.fixture
def record() -> None:
    open_set = factories.make_dataset(key="open", may_show=True)
    closed_set = factories.make_dataset(key="closed", may_show=False)
    for status in ("draft", "in_review", "published", "retracted"):
        factories.make_incident(title_en=f"{status} open", status=status, dataset=open_set)
        factories.make_incident(title_en=f"{status} closed", status=status, dataset=closed_set)


@pytest.mark.usefixtures("record")
def test_nobody_signed_in_sees_what_is_published_and_may_be_shown() -> None:
    assert _ids(NOBODY) == {"published open"}


@pytest.mark.usefixtures("record")
def test_a_reader_sees_all_that_is_published() -> None:
    assert _ids(factories.make_user(role="viewer")) == {"published open", "published closed"}


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("role", ["analyst", "editor", "administrator"])
def test_the_desk_sees_everything(role: str) -> None:
    assert len(_ids(factories.make_user(role=role))) == 8


@pytest.mark.usefixtures("record")
def test_a_deactivated_analyst_sees_no_more_than_a_reader() -> None:
    gone = factories.make_user(role="analyst", is_active=False)
    assert _ids(gone) == {"published open", "published closed"}


@pytest.mark.usefixtures("record")
def test_where_sign_in_is_required_nobody_else_sees_anything(settings: Any) -> None:
    settings.REQUIRE_SIGN_IN = True
    assert _ids(NOBODY) == set()
    assert len(_ids(factories.make_user(role="viewer"))) == 2


def test_a_protected_source_is_known_to_editors_alone() -> None:
    for source in (
        factories.make_source(key="open-paper"),
        factories.make_source(key="hidden", protected=True, name_en="", name_fr=""),
    ):
        factories.make_claim(report=factories.make_report(source=source))
    for user in (NOBODY, factories.make_user(role="analyst")):
        assert {source.key for source in Source.objects.visible_to(user)} == {"open-paper"}
    editor = factories.make_user(role="editor")
    assert {source.key for source in Source.objects.visible_to(editor)} == {"open-paper", "hidden"}


def test_a_source_that_stands_only_behind_drafts_is_not_known_to_readers() -> None:
    claim = factories.make_claim(incident=factories.make_incident(status="draft"))
    viewer, analyst = factories.make_user(role="viewer"), factories.make_user(role="analyst")
    assert not Source.objects.visible_to(NOBODY).exists()
    assert not Source.objects.visible_to(viewer).exists()
    assert Source.objects.visible_to(analyst).get() == claim.report.source


@pytest.mark.parametrize("role", [None, "viewer", "analyst", "editor", "administrator"])
def test_no_role_sees_the_documents_of_a_protected_source(role: str | None) -> None:
    hidden = factories.make_source(protected=True, name_en="", name_fr="")
    claim = factories.make_claim(report=factories.make_report(source=hidden))
    Incident.objects.filter(pk=claim.incident_id).update(status="published")
    user = factories.make_user(role=role) if role else NOBODY
    assert not Report.objects.visible_to(user).filter(source=hidden).exists()


def test_a_document_is_seen_only_through_an_incident_that_is() -> None:
    seen = factories.make_claim(incident=factories.make_incident(status="published")).report
    factories.make_claim(incident=factories.make_incident(status="draft"))
    assert list(Report.objects.visible_to(NOBODY)) == [seen]
