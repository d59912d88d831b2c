"""The readers of single pages: names of keys, an actor's part, how a source has reported."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from incidents import models
from incidents.readers.actor_part import part_of
from incidents.readers.claim_choices import carriers, speakers
from incidents.readers.source_record import conduct_of, tellings
from incidents.readers.wordings import names, titles
from tests import factories as make

pytestmark = pytest.mark.django_db

ANYONE: Any = AnonymousUser()
SEPTEMBER = date(2024, 9, 17)


def toll(incident: models.Incident, source: models.Source, **fields: Any) -> models.Claim:
    return make.make_claim(incident=incident, report=make.make_report(source=source), **fields)


def test_names_of_keys_come_in_one_statement(django_assert_num_queries: Any) -> None:
    make.make_kind("armed_clash")
    make.make_term(key="airport", vocabulary="target", name_en="Airport", name_fr="Aéroport")
    make.make_term(key="agency", vocabulary="source_kind", name_en="Agency", name_fr="Agence")
    make.make_dataset(key="ucdp", name_en="UCDP", credit="Uppsala", licence_fr="Libre")
    with django_assert_num_queries(1):
        found = names(
            {
                "kind": {"battles"},
                "term": {"airport"},
                "source_kind": {"agency", "airport"},
                "dataset": {"ucdp"},
                "report_kind": set(),
            }
        )
    assert found["kind", "battles"]["en"] == "Battles"
    assert found["term", "airport"] == {"en": "Airport", "fr": "Aéroport"}
    assert found["source_kind", "agency"]["fr"] == "Agence"
    assert ("source_kind", "airport") not in found
    assert found["licence", "ucdp"] == {"en": "CC BY 4.0", "fr": "Libre"}
    assert found["credit", "ucdp"] == {"en": "Uppsala", "fr": "Uppsala"}
    assert names({"kind": set()}) == {}


def test_titles_are_told_of_visible_incidents_alone() -> None:
    shown, draft = make.make_incident(title_fr="Attaque"), make.make_incident(status="draft")
    assert titles({shown.public_id, draft.public_id}, ANYONE) == {
        shown.public_id: {"en": "Attack on a post", "fr": "Attaque"}
    }


def test_an_actors_part_counts_visible_incidents_with_its_components() -> None:
    whole, part, enemy = (make.make_actor() for _ in range(3))
    make.make_relation(subject=part, object=whole)
    for actor, attribution in ((whole, "claimed"), (whole, "denied"), (part, "claimed")):
        made = make.make_incident(start=SEPTEMBER)
        make.make_participation(incident=made, actor=actor, attribution=attribution)
        make.make_participation(incident=made, actor=enemy, role="target", attribution="stated")
    hidden = make.make_incident(status="draft")
    make.make_participation(incident=hidden, actor=whole)
    make.make_claim(
        incident=made, speaker_actor=whole, about="denial", measure="", state="not_a_figure"
    )

    found = part_of(whole.pk, whole.key, ANYONE)

    assert [(bar.start, bar.incidents) for bar in found.months] == [(date(2024, 9, 1), 3)]
    assert [(one.key, one.role, one.its_role, one.incidents) for one in found.meets] == [
        (enemy.key, "perpetrator", "target", 2)
    ]
    assert found.says == {"denial": 1}
    assert found.attributed == {"claimed": 1, "denied": 1}


def test_a_source_is_measured_against_the_final_range() -> None:
    bbc, afp = make.make_source(), make.make_source()
    made = make.make_incident(deaths_state="rival", deaths_low=10, deaths_high=20)
    toll(made, bbc, low=8, high=9, standing="superseded")
    toll(made, bbc, low=5, high=12, standing="superseded")
    toll(made, bbc, low=25, standing="superseded")
    toll(made, bbc, low=10, high=20)
    toll(made, bbc, low=90, high=90, side="attackers")
    toll(made, bbc, low=2, high=2, scope="part")
    toll(made, afp, low=1, high=1, standing="superseded")
    toll(make.make_incident(), bbc, low=3, high=3)  # no final range
    found = conduct_of(bbc.pk, ANYONE)
    assert (found.outside, found.figures) == (2, 4)


def test_a_source_is_early_when_no_other_gave_a_figure_on_an_earlier_day() -> None:
    bbc, afp = make.make_source(), make.make_source()
    for mine, theirs in ((17, 18), (17, 17), (19, 18)):
        made = make.make_incident()
        toll(made, bbc, low=1, high=1, said_on=date(2024, 9, mine))
        toll(made, bbc, low=2, high=2, said_on=date(2024, 9, 25))
        toll(made, afp, low=1, high=1, said_on=date(2024, 9, theirs))
    toll(make.make_incident(), bbc, low=1, high=1)  # nobody to compare with
    undated = make.make_incident()
    toll(undated, bbc, low=1, high=1, said_on=None)
    toll(undated, afp, low=1, high=1)
    found = conduct_of(bbc.pk, ANYONE)
    assert (found.first, found.compared) == (2, 3)
    assert [(year.year, number) for year, number in found.years] == [(2024, 5)]
    assert found.says == {"casualties": 8}


def test_the_carrier_is_measured_not_who_published_the_document() -> None:
    bbc, afp = make.make_source(), make.make_source()
    made = make.make_incident(deaths_state="rival", deaths_low=10, deaths_high=20)
    toll(made, bbc, carrier=afp, low=1, high=1, standing="superseded")
    assert conduct_of(bbc.pk, ANYONE).figures == 0
    assert conduct_of(afp.pk, ANYONE).outside == 1


def test_nothing_of_a_draft_is_measured() -> None:
    bbc = make.make_source()
    toll(make.make_incident(status="draft", deaths_low=1, deaths_high=1), bbc, low=9, high=9)
    found = conduct_of(bbc.pk, ANYONE)
    assert (found.figures, found.compared, found.years, found.says) == (0, 0, [], {})


def test_a_document_tells_of_the_visible_incidents_it_is_listed_or_quoted_in() -> None:
    listed, quoted, draft = (
        make.make_incident(),
        make.make_incident(start=date(2024, 9, 20)),
        make.make_incident(status="draft"),
    )
    report = make.make_report()
    for incident in (listed, draft):
        incident.reports.add(report)
    make.make_claim(incident=quoted, report=report)
    make.make_claim(incident=listed, report=report)
    found = tellings({report.public_id}, ANYONE)
    assert {incident for incident, _ in found[report.public_id]} == {
        listed.public_id,
        quoted.public_id,
    }
    assert len(found[report.public_id]) == 2


def test_speakers_and_carriers_are_offered_by_how_much_they_say() -> None:
    bbc, partner = make.make_source(), make.make_source(protected=True, name_en="", name_fr="")
    jnim = make.make_actor()
    made, draft = make.make_incident(), make.make_incident(status="draft")
    for _ in range(2):
        make.make_claim(incident=made, report=make.make_report(source=bbc), speaker_actor=jnim)
    make.make_claim(incident=made, report=make.make_report(source=bbc))
    make.make_claim(incident=made, report=make.make_report(source=partner))
    make.make_claim(incident=draft, report=make.make_report(source=bbc), speaker_actor=jnim)
    assert [(one.key, one.claims) for one in speakers(ANYONE)] == [(jnim.key, 2), (bbc.key, 1)]
    assert [(one.key, one.claims) for one in carriers(ANYONE)] == [(bbc.key, 3)]
