"""A new release of a data set: what it changes, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from incidents.actions.signing import Signature
from incidents.actions.store import Batch, store, store_batches
from incidents.models import Change, Claim, ClaimLink, Incident, Site
from incidents.values import NewIncident, NewParticipation, ParticipationRole, Scope
from tests import factories
from tests.incidents.actions.values import ROW, SITE, new_claim, new_incident
from tests.incidents.ground import lay_ground

pytestmark = pytest.mark.django_db
BY = Signature(label="test import")


@pytest.fixture(autouse=True)
def _ground() -> None:
    lay_ground()


def _store(*new: NewIncident, **how: Any) -> int:
    return store(new=new, by=BY, **how)


def _change(*changed: NewIncident, **how: Any) -> int:
    return store(new=(), changed=changed, by=BY, **how)


def _only() -> Incident:
    return Incident.objects.get(dataset_key="7")


def _next(**said: Any) -> NewIncident:
    return new_incident(report=replace(ROW, release="22.1"), **said)


def test_a_changed_row_keeps_every_id_and_adds_its_document() -> None:
    _store(new_incident())
    before, claim, site = _only(), Claim.objects.get(), Site.objects.get()
    moved = replace(SITE, latitude=15.5)
    _change(_next(sites=(moved,), claims=(new_claim(9),)))
    after = _only()
    assert (after.pk, after.public_id) == (before.pk, before.public_id)
    assert Claim.objects.get().public_id == claim.public_id
    assert (Site.objects.get().pk, Site.objects.get().latitude) == (site.pk, 15.5)
    assert after.deaths_retained == 9
    assert sorted(after.reports.values_list("release", flat=True)) == ["21.1", "22.1"]
    assert Claim.objects.get().report.release == "22.1"


def test_what_stood_before_is_in_the_history_with_the_signature() -> None:
    _store(new_incident())
    _change(_next(claims=(new_claim(9),)))
    claim = Change.objects.get(table="incidents_claim")
    assert (claim.before["best"], claim.signed, claim.action) == (4, "test import", "update")
    incident = Change.objects.get(table="incidents_incident")
    assert incident.before["deaths_retained"] == 4
    assert not Change.objects.filter(table="incidents_site").exists()


def test_rows_that_are_gone_are_taken_out_and_new_ones_added() -> None:
    part = new_claim(key="7:part", scope=Scope.PART, part_of="7:deaths")
    _store(new_incident(claims=(new_claim(), part)))
    people = NewParticipation(role=ParticipationRole.VICTIM, description_en="civilians")
    third = new_claim(2, key="7:third", scope=Scope.PART, contradicts=("7:deaths",))
    second = replace(SITE, name="Douna")
    _change(
        _next(
            claims=(new_claim(), third),
            sites=(SITE, second),
            participations=(*new_incident().participations, people),
        )
    )
    incident = _only()
    assert sorted(incident.claims.values_list("dataset_key", flat=True)) == ["7:deaths", "7:third"]
    assert [site.name_en for site in incident.sites.all()] == ["Boulikessi", "Douna"]
    assert incident.participations.count() == 2
    assert ClaimLink.objects.count() == 1
    _change(_next(participations=()))
    incident.refresh_from_db()
    assert incident.participations.count() == 0
    assert ClaimLink.objects.count() == 0


def test_what_people_added_stays() -> None:
    _store(new_incident())
    incident = _only()
    own = factories.make_claim(incident=incident, report=incident.reports.get(), low=11, high=11)
    incident.title_en, incident.title_fr, incident.composed_title = "By hand", "À la main", False
    incident.chosen_deaths, incident.chosen_claim, incident.chosen_because = 11, own, "Checked."
    incident.save()
    tag = factories.make_term()
    incident.tags.add(tag)
    _change(_next(claims=(new_claim(9), new_claim(2, key="7:part", scope=Scope.PART))))
    incident.refresh_from_db()
    assert incident.claims.filter(pk=own.pk).exists()
    assert incident.claims.count() == 3
    assert (incident.title_en, incident.title_fr) == ("By hand", "À la main")
    assert (incident.deaths_retained, incident.deaths_rule) == (11, "analyst")
    assert incident.deaths_claim == own
    assert list(incident.tags.all()) == [tag]


def test_a_changed_row_lands_in_review_again_unless_it_publishes() -> None:
    _store(new_incident(), publish=True)
    _change(_next(claims=(new_claim(9),)))
    assert (_only().status, _only().published_at) == ("in_review", None)
    _change(_next(claims=(new_claim(8),)), publish=True)
    assert _only().status == "published"


def test_what_was_withdrawn_stays_withdrawn() -> None:
    _store(new_incident(), publish=True)
    Incident.objects.update(status="retracted")
    _change(_next(claims=(new_claim(9),)), publish=True)
    assert _only().status == "retracted"
    assert _only().deaths_retained == 9


def test_a_place_that_a_person_hid_is_not_shown_by_the_next_release() -> None:
    _store(new_incident())
    Incident.objects.update(sensitive="school")
    _change(_next(claims=(new_claim(9),)))
    site = Site.objects.get()
    assert (site.generalised, site.name_en) == (True, "")
    assert site.exact.name == "Boulikessi"


def test_one_more_document_changes_no_incident() -> None:
    _store(new_incident(), publish=True)
    before = _only()
    done = store_batches([Batch(documents=[_next()])], by=BY, publish=True)
    assert (done.stored, done.published) == (0, 0)
    after = _only()
    assert (after.version, after.status) == (before.version, "published")
    assert after.reports.count() == 2


def test_what_waits_for_review_is_published_by_a_run_that_publishes() -> None:
    _store(new_incident(), new_incident("8"))
    Incident.objects.filter(dataset_key="8").update(status="draft")
    batch = Batch(same=[new_incident(), new_incident("8")])
    assert store_batches([batch], by=BY, publish=True).published == 1
    assert _only().status == "published"
    assert store_batches([batch], by=BY, publish=False).published == 0
