"""What people do with an incident, who may, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from incidents.actions.figures import refresh_deaths
from incidents.actions.refusals import StaleVersion
from incidents.actions.signing import Signature
from incidents.actions.workflow import (
    Choice,
    choose_deaths,
    edit,
    publish,
    retract,
    send_back,
    send_for_review,
)
from incidents.filters import Refused
from incidents.folding import fold
from incidents.models import Change, Claim, ExactSite, Incident, IncidentNote
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst() -> Signature:
    return Signature(user=factories.make_user(role="analyst"))


@pytest.fixture
def editor() -> Signature:
    return Signature(user=factories.make_user(role="editor"))


def _draft(**fields: Any) -> Incident:
    incident = factories.make_incident(**({"status": "draft", "signed": ""} | fields))
    factories.make_site(incident=incident)
    incident.refresh_from_db()
    return incident


def _fields(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    assert all(one.reason and one.remedy for one in caught.value.refusals)
    return sorted(one.field for one in caught.value.refusals)


# ── the way to readers and back ─────────────────────────────────────────────


def test_a_draft_goes_through_review_to_readers(analyst: Signature, editor: Signature) -> None:
    incident = _draft()
    incident = send_for_review(incident=incident, by=analyst, expected_version=1)
    assert (incident.status, incident.version) == ("in_review", 2)
    incident = publish(incident=incident, by=editor, expected_version=2)
    assert (incident.status, incident.published_by) == ("published", editor.user)
    assert incident.published_at is not None
    assert incident.signed == editor.name


def test_a_reviewer_sends_back_with_a_private_note(editor: Signature) -> None:
    incident = _draft(status="in_review")
    incident = send_back(incident=incident, note=" Date? ", by=editor, expected_version=1)
    assert incident.status == "draft"
    assert IncidentNote.objects.get().text == "Date?"


def test_what_is_withdrawn_keeps_its_reason(editor: Signature) -> None:
    incident = _draft(status="published")
    incident = retract(incident=incident, note="Two in one.", by=editor, expected_version=1)
    assert (incident.status, incident.retracted_note) == ("retracted", "Two in one.")


def test_each_step_has_its_place(analyst: Signature, editor: Signature) -> None:
    incident = _draft()
    for action, status in ((publish, "in_review"), (send_for_review, "draft")):
        Incident.objects.filter(pk=incident.pk).update(status="retracted")
        version = Incident.objects.get(pk=incident.pk).version
        with pytest.raises(Refused) as caught:
            action(incident=incident, by=editor, expected_version=version)
        assert _fields(caught) == ["status"]
        assert status in str(caught.value)


def test_nothing_is_published_without_a_place(editor: Signature) -> None:
    incident = factories.make_incident(status="in_review")
    with pytest.raises(Refused) as caught:
        publish(incident=incident, by=editor, expected_version=1)
    assert _fields(caught) == ["sites"]


def test_a_withdrawal_needs_a_reason(editor: Signature) -> None:
    with pytest.raises(Refused) as caught:
        retract(incident=_draft(status="published"), note=" ", by=editor, expected_version=1)
    assert _fields(caught) == ["note"]


def test_publishing_is_the_editors(analyst: Signature) -> None:
    incident = _draft(status="in_review")
    for action in (publish, send_back, retract):
        more = {} if action is publish else {"note": "x"}
        with pytest.raises(PermissionDenied):
            action(incident=incident, by=analyst, expected_version=1, **more)
    assert Incident.objects.get().status == "in_review"


def test_a_version_that_is_not_the_last_is_refused(analyst: Signature) -> None:
    incident = _draft()
    edit(incident=incident, changes={"title_en": "New"}, by=analyst, expected_version=1)
    with pytest.raises(StaleVersion) as caught:
        edit(incident=incident, changes={"title_en": "Newer"}, by=analyst, expected_version=1)
    assert caught.value.current == 2
    assert Incident.objects.get().title_en == "New"


# ── editing ─────────────────────────────────────────────────────────────────


def test_a_change_is_kept_with_what_follows_from_it(analyst: Signature) -> None:
    incident = edit(
        incident=_draft(),
        changes={"title_en": "Convoy attacked", "end": date(2024, 9, 18), "contested": ["toll"]},
        by=analyst,
        expected_version=1,
    )
    assert (incident.title_en, incident.contested) == ("Convoy attacked", ["toll"])
    assert fold("Convoy attacked") in incident.search
    change = Change.objects.get(table="incidents_incident")
    assert (change.before["title_en"], change.by) == ("Attack on a post", analyst.user.pk)  # type: ignore[union-attr]


def test_a_composed_title_follows_the_kind(analyst: Signature) -> None:
    factories.make_kind("attack_on_civilians", "civilians")
    incident = _draft(composed_title=True)
    changes = {"kind": "civilians", "sub_kind": "attack_on_civilians"}
    incident = edit(incident=incident, changes=changes, by=analyst, expected_version=1)
    assert incident.title_en == "Attack on civilians, Djibo (Burkina Faso)"
    incident = edit(incident=incident, changes={"title_en": "Mine"}, by=analyst, expected_version=2)
    assert (incident.title_en, incident.composed_title) == ("Mine", False)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"status": "published", "deaths_low": 3}, ["deaths_low", "status"]),
        ({"end": date(2024, 9, 1)}, ["end"]),
        ({"certainty": "sure"}, ["certainty"]),
        ({"title_en": ""}, ["title_en"]),
        ({"start": "yesterday"}, ["start"]),
        ({"title_fr": "x" * 300}, ["title_fr"]),
        ({"contested": ["weather"]}, ["contested"]),
        ({"part_of_day": "teatime"}, ["part_of_day"]),
        ({"kind": "civilians"}, ["sub_kind"]),
        ({"sub_kind": "parade"}, ["sub_kind"]),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    analyst: Signature, changes: dict[str, Any], fields: list[str]
) -> None:
    factories.make_kind("attack_on_civilians", "civilians")
    incident = _draft()
    with pytest.raises(Refused) as caught:
        edit(incident=incident, changes=changes, by=analyst, expected_version=1)
    assert _fields(caught) == fields
    assert Incident.objects.get().version == 1


def test_what_readers_see_is_an_editors_to_change(analyst: Signature, editor: Signature) -> None:
    incident = _draft(status="published")
    with pytest.raises(PermissionDenied):
        edit(incident=incident, changes={"title_en": "New"}, by=analyst, expected_version=1)
    edit(incident=incident, changes={"title_en": "New"}, by=editor, expected_version=1)


def test_hiding_a_place_moves_the_truth_out_of_sight(analyst: Signature) -> None:
    incident = _draft(title_en="School attacked, Djibo", title_fr="École attaquée, Djibo")
    incident = edit(
        incident=incident, changes={"sensitive": "school"}, by=analyst, expected_version=1
    )
    site = incident.sites.get()
    assert (site.generalised, site.name_en) == (True, "")
    assert (site.latitude, site.longitude) != (14.1, -1.63)
    assert ExactSite.objects.get().latitude == 14.1
    assert "Djibo" not in incident.title_en + incident.title_fr
    assert fold("Djibo") not in incident.search
    with pytest.raises(Refused) as caught:
        edit(
            incident=incident,
            changes={"title_en": "School of Djibo attacked"},
            by=analyst,
            expected_version=incident.version,
        )
    assert _fields(caught) == ["title_en"]


def test_showing_a_place_again_brings_the_truth_back(analyst: Signature) -> None:
    incident = _draft()
    for sensitive in ("school", "health", ""):
        incident = edit(
            incident=incident,
            changes={"sensitive": sensitive},
            by=analyst,
            expected_version=incident.version,
        )
    site = incident.sites.get()
    assert (site.name_en, site.latitude, site.precision) == ("Djibo", 14.1, "exact")
    assert not ExactSite.objects.exists()


# ── deaths ──────────────────────────────────────────────────────────────────


def _with_claims() -> tuple[Incident, Claim]:
    incident = _draft()
    factories.make_claim(incident=incident, low=3, high=3)
    claim = factories.make_claim(incident=incident, low=77, high=77)
    refresh_deaths(incidents=[incident.pk])
    incident.refresh_from_db()
    return incident, claim


def test_a_figure_is_chosen_with_a_reason_and_given_up_again(analyst: Signature) -> None:
    incident, claim = _with_claims()
    assert (incident.deaths_state, incident.deaths_retained) == ("rival", None)
    choice = Choice(77, "The list of names was seen.", claim)
    incident = choose_deaths(
        incident=incident, choice=choice, by=analyst, expected_version=incident.version
    )
    assert (incident.deaths_retained, incident.deaths_rule) == (77, "analyst")
    assert (incident.deaths_claim, incident.chosen_by) == (claim, analyst.user)
    incident = choose_deaths(
        incident=incident, choice=None, by=analyst, expected_version=incident.version
    )
    assert (incident.deaths_state, incident.chosen_because) == ("rival", "")


@pytest.mark.parametrize(
    ("choice", "field"),
    [(Choice(-1, "x"), "number"), (Choice(5, "  "), "because"), (Choice(2**40, "x"), "number")],
)
def test_a_choice_that_cannot_be_is_refused(analyst: Signature, choice: Choice, field: str) -> None:
    with pytest.raises(Refused) as caught:
        choose_deaths(incident=_draft(), choice=choice, by=analyst, expected_version=1)
    assert _fields(caught) == [field]


def test_a_claim_about_another_incident_cannot_be_chosen(analyst: Signature) -> None:
    choice = Choice(5, "x", factories.make_claim())
    with pytest.raises(Refused) as caught:
        choose_deaths(incident=_draft(), choice=choice, by=analyst, expected_version=1)
    assert _fields(caught) == ["claim"]


def test_deaths_are_derived_again_only_where_they_change() -> None:
    incident, _ = _with_claims()
    version = incident.version
    assert refresh_deaths(incidents=[incident.pk]) == 0
    factories.make_claim(incident=incident, low=77, high=77)
    assert refresh_deaths(incidents=[incident.pk]) == 1
    incident.refresh_from_db()
    assert (incident.deaths_retained, incident.version) == (77, version + 1)
    assert incident.deaths_rule == "independent_origins"


def test_claims_of_other_matters_count_nobody() -> None:
    incident = _draft()
    factories.make_claim(incident=incident, about="control", measure="", state="not_a_figure")
    refresh_deaths(incidents=[incident.pk])
    incident.refresh_from_db()
    assert incident.deaths_state == "unknown"
