"""One incident with all that is said of it; nothing through which a protected source shows."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.models import ClaimLink, Incident, IncidentLink, SourceIdentity
from incidents.readers.incidents import dossier
from incidents.serializers import incident_detail, sees_grades
from tests import factories

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def detail(incident: Incident, user: Any = NOBODY) -> dict[str, Any]:
    found = dossier(incident.public_id, user)
    assert found is not None
    return incident_detail(found, grades=sees_grades(user))


def test_what_does_not_exist_for_a_user_is_none() -> None:
    draft = factories.make_incident(status="draft")
    assert dossier(draft.public_id, NOBODY) is None
    assert dossier("VS-000000000000", NOBODY) is None
    assert dossier(draft.public_id, factories.make_user(role="analyst")) is not None


def test_an_incident_tells_where_when_who_and_how_sure() -> None:
    region = factories.make_unit(key="ML-gao", name_en="Gao", name_fr="Gao")
    incident = factories.make_incident(
        start=date(2024, 9, 17),
        local_time=time(5, 30),
        part_of_day="dawn",
        end_part_of_day="early_afternoon",
        zone="Africa/Bamako",
        contested=["toll", "control"],
        episode=factories.make_episode(key="siege"),
        remarks_en="One.\nTwo.",
        signed="demo import",
    )
    incident.tags.add(factories.make_term(key="airport"))
    factories.make_site(incident=incident, admin1=region, admin2_literal="Cercle X")
    actor = factories.make_actor(key="jnim", name_en="JNIM", name_fr="GSIM (JNIM)")
    factories.make_participation(
        incident=incident, actor=actor, attributed_by="the government", attributed_by_fr=""
    )
    shown = detail(incident)
    assert (shown["start"], shown["local_time"], shown["zone"]) == (
        "2024-09-17",
        "05:30:00",
        "Africa/Bamako",
    )
    assert shown["contested"] == ["toll", "control"]
    assert (shown["tags"], shown["episode"]) == (["airport"], "siege")
    assert shown["remarks"] == {"en": ["One.", "Two."], "fr": []}
    (site,) = shown["sites"]
    assert site["admin1"] == {"key": "ML-gao", "name": {"en": "Gao", "fr": "Gao"}}
    assert site["admin2"] == {"key": None, "name": {"en": "Cercle X", "fr": "Cercle X"}}
    (who,) = shown["participations"]
    assert who["actor"] == {
        "key": "jnim",
        "name": {"en": "JNIM", "fr": "GSIM (JNIM)"},
        "type": "rebel",
    }
    assert who["attributed_by"] == {"en": "the government", "fr": "the government"}


def test_why_a_place_is_blurred_is_never_told() -> None:
    incident = factories.make_incident(sensitive="idp_site")
    factories.make_site(incident=incident, precision="admin1", generalised=True)
    text = json.dumps(detail(incident))
    assert detail(incident)["sensitive"] is True
    assert "idp_site" not in text


def test_what_could_name_a_blurred_place_is_left_out_on_both_sides() -> None:
    """The data set's own key, and the incidents that it is linked with."""
    hidden = factories.make_incident(sensitive="idp_site", dataset_key="canary-village")
    open_one = factories.make_incident(dataset_key="plain")
    IncidentLink.objects.create(first=hidden, second=open_one, same=True)
    assert "canary" not in json.dumps(detail(hidden))
    assert detail(hidden)["links"] == detail(open_one)["links"] == []
    assert detail(open_one)["dataset_key"] == "plain"


def test_a_claim_names_its_speaker_and_who_quotes_it() -> None:
    bbc = factories.make_source(key="bbc", name_en="BBC", name_fr="BBC", reliability="B")
    ortm = factories.make_source(key="ortm", name_en="ORTM", name_fr="")
    article = factories.make_report(source=bbc)
    incident = factories.make_incident()
    site = factories.make_site(incident=incident)
    actor = factories.make_actor(key="army")
    by_actor = factories.make_claim(
        incident=incident, report=article, speaker_actor=actor, site=site
    )
    factories.make_claim(incident=incident, report=article)
    factories.make_claim(incident=incident, report=article, carrier=ortm, speaker_source=bbc)
    factories.make_claim(
        incident=incident, report=article, speaker_voice_en="A resident", speaker_voice_fr=""
    )
    one, two, three, four = detail(incident)["claims"]
    assert one["id"] == by_actor.public_id
    assert (one["speaker"]["type"], one["speaker"]["key"], one["site"]) == ("actor", "army", 0)
    assert one["carrier"] == {"key": "bbc", "name": {"en": "BBC", "fr": "BBC"}, "kind": "newspaper"}
    assert (two["speaker"]["key"], two["carrier"]) == ("bbc", None)
    assert three["carrier"]["name"] == {"en": "ORTM", "fr": "ORTM"}
    assert four["speaker"] == {
        "type": "voice",
        "key": None,
        "name": {"en": "A resident", "fr": "A resident"},
    }


def test_claims_point_at_each_other_in_both_directions() -> None:
    incident = factories.make_incident()
    first, second = (factories.make_claim(incident=incident) for _ in range(2))
    part = factories.make_claim(
        incident=incident, scope="part", part_of=second, same_statement_as=second
    )
    ClaimLink.objects.create(claim=second, kind="supersedes", other=first)
    ClaimLink.objects.create(claim=first, kind="contradicts", other=part)
    shown = {claim["id"]: claim for claim in detail(incident)["claims"]}
    assert shown[second.public_id]["supersedes"] == [first.public_id]
    assert shown[first.public_id]["superseded_by"] == [second.public_id]
    assert shown[first.public_id]["contradicts"] == [part.public_id]
    assert shown[part.public_id]["contradicted_by"] == [first.public_id]
    assert shown[part.public_id]["part_of"] == second.public_id
    assert shown[part.public_id]["same_statement_as"] == second.public_id


def test_a_claim_about_another_incident_is_never_pointed_at() -> None:
    """That incident may be a draft."""
    hidden = factories.make_claim(incident=factories.make_incident(status="draft"))
    claim = factories.make_claim(part_of=hidden, same_statement_as=hidden)
    ClaimLink.objects.create(claim=claim, kind="contradicts", other=hidden)
    (shown,) = detail(claim.incident)["claims"]
    assert (shown["part_of"], shown["same_statement_as"], shown["contradicts"]) == (None, None, [])


def test_a_silence_is_a_state_and_a_stated_zero_is_a_number() -> None:
    incident = factories.make_incident()
    for state, low in (("none", None), ("unknown", None), ("withheld", None), ("stated", 0)):
        factories.make_claim(incident=incident, state=state, low=low, high=low)
    shown = [(claim["state"], claim["low"]) for claim in detail(incident)["claims"]]
    assert shown == [("none", None), ("unknown", None), ("withheld", None), ("stated", 0)]


def test_voices_and_origins_are_counted_by_what_they_go_back_to() -> None:
    incident = factories.make_incident()
    wire = factories.make_report()
    copies = [factories.make_report(origin=wire) for _ in range(2)]
    actor = factories.make_actor()
    for report in (wire, *copies):
        factories.make_claim(incident=incident, report=report, speaker_actor=actor)
    for voice in ("A resident", "a Resident", "A doctor"):
        factories.make_claim(incident=incident, report=wire, speaker_voice_en=voice)
    factories.make_claim(incident=incident, report=wire)
    incident.reports.add(factories.make_report())
    shown = detail(incident)
    assert shown["counts"] == {"claims": 7, "voices": 4, "origins": 2}
    origins = [report["origin"] for report in shown["reports"]]
    assert (len(origins), len(set(origins)), origins.count(wire.public_id)) == (4, 2, 3)


@pytest.mark.parametrize(
    ("state", "rule", "english"),
    [
        ("retained", "analyst", "analyst"),
        ("retained", "independent_origins", "two independent origins"),
        ("retained", "dataset_best", "data set"),
        ("rival", "none", "none yet"),
        ("single", "none", "one figure"),
        ("none", "none", "nobody was killed"),
        ("withheld", "none", "no figure"),
        ("unknown", "none", "no figure"),
    ],
)
def test_the_rule_of_the_deaths_is_said_in_both_languages(
    state: str, rule: str, english: str
) -> None:
    incident = factories.make_incident(deaths_state=state, deaths_rule=rule)
    deaths = detail(incident)["deaths"]
    assert english in deaths["rule_text"]["en"]
    assert deaths["rule_text"]["fr"]


def test_linked_incidents_are_named_where_they_may_be_seen() -> None:
    one, same, related, draft = (factories.make_incident(title_en=f"I {n}") for n in range(4))
    Incident.objects.filter(pk=draft.pk).update(status="draft")
    IncidentLink.objects.create(first=one, second=same, same=True)
    IncidentLink.objects.create(first=one, second=related, same=False)
    IncidentLink.objects.create(first=one, second=draft, same=True)
    links = detail(one)["links"]
    assert {(link["id"], link["same"]) for link in links} == {
        (same.public_id, True),
        (related.public_id, False),
    }
    assert [link["id"] for link in detail(related)["links"]] == [one.public_id]


def test_a_protected_source_is_its_kind_and_for_analysts_its_reliability() -> None:
    secret = factories.make_source(
        key="canarykey",
        protected=True,
        name_en="",
        name_fr="",
        kind="local_partner",
        reliability="B",
    )
    SourceIdentity.objects.create(source=secret, name="canaryname", contact="canarycontact")
    report = factories.make_report(
        source=secret, title="canarytitle", address="https://canary.example/"
    )
    incident = factories.make_incident()
    factories.make_claim(incident=incident, report=report)
    factories.make_claim(incident=incident, report=report, speaker_voice_en="A resident")
    incident.reports.add(report)
    for role in (None, "viewer", "analyst", "editor", "administrator"):
        user = factories.make_user(role=role) if role else NOBODY
        shown = detail(incident, user)
        text = json.dumps(shown)
        assert "canary" not in text, role
        assert report.public_id not in text, role
        spoken, quoted = shown["claims"]
        expected = {"protected": True, "kind": "local_partner"}
        if role in ("analyst", "editor", "administrator"):
            expected["reliability"] = "B"
        assert spoken["speaker"] == {"type": "source", **expected}
        assert quoted["carrier"] == expected
        assert spoken["report"] is quoted["report"] is None
        assert shown["reports"] == []
        assert shown["counts"]["claims"] == 2


def test_a_document_that_copies_a_protected_one_does_not_name_it() -> None:
    hidden = factories.make_report(
        source=factories.make_source(protected=True, name_en="", name_fr="")
    )
    copy = factories.make_report(origin=hidden)
    incident = factories.make_incident()
    factories.make_claim(incident=incident, report=copy)
    (report,) = detail(incident)["reports"]
    assert report["origin"] is None
    original = factories.make_report()
    factories.make_claim(incident=incident, report=original)
    shown = {report["id"]: report["origin"] for report in detail(incident)["reports"]}
    assert shown[original.public_id] == original.public_id


def test_reliability_shows_to_signed_in_analysts_only() -> None:
    source = factories.make_source(reliability="C")
    claim = factories.make_claim(report=factories.make_report(source=source))
    for role, sees in ((None, False), ("viewer", False), ("analyst", True), ("editor", True)):
        user = factories.make_user(role=role) if role else NOBODY
        shown = detail(claim.incident, user)
        assert ("reliability" in shown["reports"][0]["source"]) is sees
        assert ("reliability" in shown["claims"][0]["speaker"]) is sees
    gone = factories.make_user(role="analyst", is_active=False)
    assert "reliability" not in detail(claim.incident, gone)["reports"][0]["source"]


def test_moments_are_utc_with_a_z() -> None:
    claim = factories.make_claim(said_at=datetime(2024, 9, 17, 8, 0, tzinfo=UTC))
    shown = detail(claim.incident)
    assert shown["claims"][0]["said_at"] == "2024-09-17T08:00:00Z"
    assert shown["updated_at"].endswith("Z")


def test_five_statements_whatever_is_said(django_assert_num_queries: Any) -> None:
    """May it be seen; its row with places, people and tags; its claims; documents; links."""
    incident = factories.make_incident()
    for _ in range(5):
        factories.make_site(incident=incident)
        factories.make_participation(incident=incident)
        factories.make_claim(incident=incident)
    with django_assert_num_queries(5):
        dossier(incident.public_id, NOBODY)
