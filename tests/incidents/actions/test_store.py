"""Storing incidents of a data set: all or nothing, and what a new release leaves alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, connection

from incidents.actions.signing import Signature
from incidents.actions.store import Batch, alone, store, store_batches
from incidents.filters import Refused
from incidents.folding import fold
from incidents.models import (
    Change,
    Claim,
    ClaimLink,
    ImportRun,
    Incident,
    Report,
    Term,
)
from incidents.values import (
    Flag,
    NewIncident,
    NewParticipation,
    NewReport,
    ParticipationRole,
    PartOfDay,
    Precision,
    RowError,
    Scope,
    Side,
)
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


def _only() -> Incident:
    return Incident.objects.get(dataset_key="7")


def test_an_incident_comes_with_all_its_rows() -> None:
    assert _store(new_incident()) == 1
    incident = _only()
    assert re.fullmatch("VS-[0-9A-HJKMNP-TV-Z]{12}", incident.public_id)
    assert (incident.status, incident.published_at) == ("in_review", None)
    assert incident.signed == "test import"
    assert incident.fingerprint == new_incident().fingerprint()
    assert incident.sites.get().name_en == "Boulikessi"
    assert incident.participations.get().actor is not None
    assert incident.claims.get().best == 4
    report = incident.reports.get()
    assert (report.dataset_key, report.release, report.source.key) == ("7", "21.1", "ucdp")


def test_its_deaths_are_derived_at_once() -> None:
    _store(new_incident())
    incident = _only()
    assert (incident.deaths_low, incident.deaths_retained, incident.deaths_high) == (3, 4, 6)
    assert (incident.deaths_state, incident.deaths_rule) == ("retained", "dataset_best")
    assert incident.deaths_claim == incident.claims.get()


def test_a_first_import_leaves_no_history_behind() -> None:
    before = Change.objects.count()
    _store(*(new_incident(str(number)) for number in range(30)))
    assert Incident.objects.filter(version=1).count() == 30
    assert Change.objects.count() == before


def test_publishing_is_asked_for() -> None:
    user = factories.make_user(role="administrator")
    store(new=[new_incident()], by=Signature(user=user), publish=True)
    incident = _only()
    assert (incident.status, incident.published_by) == ("published", user)
    assert incident.published_at is not None
    assert incident.signed == user.username


def test_titles_are_composed_in_both_languages() -> None:
    _store(new_incident())
    incident = _only()
    assert (incident.title_en, incident.title_fr) == (
        "Armed clash, Boulikessi (Mali)",
        "Affrontement armé, Boulikessi (Mali)",
    )
    assert incident.composed_title


def test_a_title_of_the_row_stands() -> None:
    _store(new_incident(title_en="Attack on a post", title_fr="Attaque d’un poste"))
    incident = _only()
    assert (incident.title_en, incident.composed_title) == ("Attack on a post", False)


def test_the_search_text_is_folded_and_holds_public_words_only() -> None:
    hidden = new_incident(sensitive="displaced_people_site")
    _store(new_incident(), replace(hidden, key="8", report=replace(ROW, dataset_key="8")))
    assert fold("Boulikessi") in _only().search
    assert fold("Boulikessi") not in Incident.objects.get(dataset_key="8").search


def test_documents_are_kept_once_and_copies_share_an_origin() -> None:
    page = NewReport(source="ucdp", kind="article", address="https://a.example/1", dataset_key="a")
    wire = NewReport(source="ucdp", kind="wire", dataset_key="b", origin="wire 12")
    copy = NewReport(source="acled", kind="article", dataset_key="c", origin="wire 12")
    claims = tuple(
        new_claim(number, key=f"c{number}", report=report)
        for number, report in enumerate((page, wire, copy, page), 1)
    )
    _store(new_incident(claims=claims), new_incident("8", reports=(page,)))
    assert Report.objects.count() == 5
    kept = {report.dataset_key: report for report in Report.objects.all()}
    assert kept["c"].origin == kept["b"]
    assert kept["b"].origin is None
    assert _only().reports.count() == 4


def test_a_later_copy_finds_the_origin_that_is_kept() -> None:
    wire = NewReport(source="ucdp", kind="wire", dataset_key="b", origin="wire 12")
    _store(new_incident(reports=(wire,)))
    _store(new_incident("8", reports=(replace(wire, dataset_key="c"),)))
    later = Report.objects.get(dataset_key="c")
    assert later.origin == Report.objects.get(dataset_key="b")


def test_two_copies_of_one_wire_retain_no_figure() -> None:
    wire = NewReport(source="ucdp", kind="wire", dataset_key="b", origin="wire 12")
    other = replace(wire, source="acled", dataset_key="c")
    plain: dict[str, Any] = {"best": None, "low": 5, "high": 5}
    claims = (
        new_claim(key="one", report=wire, speaker_source="ucdp", **plain),
        new_claim(key="two", report=other, speaker_source="acled", **plain),
    )
    _store(new_incident(claims=claims))
    assert _only().deaths_state == "single"
    apart = (claims[0], replace(claims[1], report=replace(other, origin="", dataset_key="d")))
    _store(new_incident("8", claims=apart))
    assert Incident.objects.get(dataset_key="8").deaths_rule == "independent_origins"


def test_claims_are_joined_by_their_keys() -> None:
    claims = (
        new_claim(key="whole"),
        new_claim(
            key="part",
            scope=Scope.PART,
            part_of="whole",
            side=Side.VICTIMS,
            flags=(Flag.AGGREGATED,),
            said_on=date(2017, 3, 30),
            said_time=time(8, 0),
        ),
        new_claim(key="later", supersedes=("whole",), contradicts=("part", "nobody")),
        new_claim(key="more", same_statement_as="later", site=0),
    )
    _store(new_incident(claims=claims))
    whole, part, later, more = Claim.objects.order_by("order")
    assert part.part_of == whole
    assert str(part.said_at) == "2017-03-30 08:00:00+00:00"
    assert more.same_statement_as == later
    assert more.site == _only().sites.get()
    links = set(ClaimLink.objects.values_list("claim", "kind", "other"))
    assert links == {(later.pk, "supersedes", whole.pk), (later.pk, "contradicts", part.pk)}


def test_an_unknown_key_stores_nothing() -> None:
    known = new_incident("8")
    for wrong, field in (
        (new_incident(kind="parades"), "kind"),
        (new_incident(tags=("no_such_tag",)), "tag"),
        (new_incident(dataset="no_such_set"), "dataset"),
        (new_incident(claims=(new_claim(speaker_source="nobody"),)), "source"),
        (new_incident(sites=(replace(SITE, admin1="ML-atlantis"),)), "admin unit"),
    ):
        with pytest.raises(RowError, match=field):
            _store(known, wrong)
        assert not Incident.objects.exists()
        assert not Report.objects.exists()


def test_an_error_while_rows_still_come_stores_nothing() -> None:
    def rows() -> Iterator[NewIncident]:
        yield from (new_incident(str(number)) for number in range(700))
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        store(new=rows(), by=BY)
    assert not Incident.objects.exists()
    assert not Report.objects.exists()


def test_the_same_row_twice_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="incident_once_per_dataset"):
        _store(new_incident(), new_incident())


def test_a_reference_into_nothing_is_found_with_its_batch() -> None:
    def rows() -> Iterator[Batch]:
        yield Batch(new=[(new_incident(tags=("airport",)), "f" * 64)])
        Term.objects.filter(key="airport").delete()
        yield Batch(new=[(new_incident("8", tags=("airport",)), "f" * 64)])
        raise AssertionError("the batch with the missing term went through")

    factories.make_term(key="airport")
    with pytest.raises(IntegrityError, match="term"):
        store_batches(rows(), by=BY)
    assert not Incident.objects.exists()


def test_the_run_is_kept_with_what_it_stored() -> None:
    dataset = factories.make_dataset(key="ucdp_ged")
    run = ImportRun(dataset=dataset, signed="test import", new=1)
    store_batches([Batch(new=[(new_incident(), "f" * 64)])], by=BY, run=run)
    assert ImportRun.objects.get() == run
    assert _only().fingerprint == "f" * 64


def test_all_that_a_row_may_say_is_kept() -> None:
    factories.make_term(key="airport")
    episode = factories.make_episode(key="siege-of-x")
    site = replace(
        SITE,
        name_fr="Boulikessi (fr)",
        radius_km=3.0,
        basis="GeoNames",
        precision=Precision.NEAR,
        admin1_name="Mopti",
        local_time=time(5, 0),
        part_of_day=PartOfDay.DAWN,
    )
    said = NewParticipation(
        role=ParticipationRole.TARGET,
        literal="x",
        description_en="a post",
        note="a note",
        attributed_by="A",
        attributed_by_fr="B",
        alternative=1,
        report=replace(ROW, release="0.1"),
    )
    _store(
        new_incident(
            sites=(site,),
            participations=(said,),
            tags=("airport",),
            episode="siege-of-x",
            zone="Africa/Bamako",
            local_time=time(5, 30),
            part_of_day=PartOfDay.DAWN,
            end_part_of_day=PartOfDay.EVENING,
            flags=(Flag.AGGREGATED,),
            remarks_en="One.",
            remarks_fr="Un.",
        )
    )
    incident = _only()
    assert [term.key for term in incident.tags.all()] == ["airport"]
    assert incident.episode == episode
    assert (incident.part_of_day, incident.end_part_of_day) == ("dawn", "evening")
    assert (incident.flags, incident.remarks_fr) == (["aggregated"], "Un.")
    kept = incident.sites.get()
    assert (kept.name_fr, kept.radius_km, kept.basis) == ("Boulikessi (fr)", 3.0, "GeoNames")
    party = incident.participations.get()
    assert (party.description_fr, party.attributed_by_fr, party.note_fr) == (
        "a post",
        "B",
        "a note",
    )
    assert party.report is not None
    assert party.report.release == "0.1"


# ── one at a time ───────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_data_set_do_not_run_at_once() -> None:
    other = connection.copy()
    lock = "SELECT pg_advisory_{}lock(hashtextextended('vigie import ucdp_ged', 0))"
    try:
        with other.cursor() as cursor:
            cursor.execute(lock.format(""))
        with pytest.raises(Refused, match="Another import"), alone("ucdp_ged"):
            pass
        with alone("acled"):
            pass
        with other.cursor() as cursor:
            cursor.execute(lock.format("un"))
        with alone("ucdp_ged"):
            pass
    finally:
        other.close()
