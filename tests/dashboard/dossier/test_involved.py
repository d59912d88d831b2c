from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.utils.translation import override

from dashboard.dossier.involved import involved
from tests.dashboard.dossier.said import READER, both, incident, participation

NOBODY: dict[str, Any] = {"actor": None}


def told(*people: dict[str, Any], language: str = "en", dataset: str = "own") -> list[str]:
    """The sentences as people read them, without their links."""
    with override(language):
        found = involved(incident(participations=list(people), dataset=dataset), READER)
    return [unescape(re.sub(r"<[^>]+>", "", str(one.sentence))) for one in found]


@pytest.mark.parametrize(
    ("fields", "english", "french"),
    [
        ({}, "claimed by JNIM", "revendiqué par le GSIM (JNIM)"),
        (
            {"attributed_by": both("its statements", "ses communiqués")},
            "claimed by JNIM (its statements)",
            "revendiqué par le GSIM (JNIM) (ses communiqués)",
        ),
        (
            {"attribution": "attributed", "attributed_by": both("the army", "l'armée")},
            "attributed to JNIM by the army",
            "attribué au GSIM (JNIM) par l'armée",
        ),
        (
            {"attribution": "attributed"},
            "attributed to JNIM; by whom is not recorded",
            "attribué au GSIM (JNIM), sans indication de qui l'attribue",
        ),
        (
            {"attribution": "denied"},
            "attributed to JNIM, who denies it",
            "attribué au GSIM (JNIM), qui dément",
        ),
        (
            {"attribution": "denied", "attributed_by": both("the army", "l'armée")},
            "attributed by the army to JNIM, who denies it",
            "attribué par l'armée au GSIM (JNIM), qui dément",
        ),
        (
            {"attribution": "disputed"},
            "attributed to JNIM; this is disputed",
            "attribué au GSIM (JNIM)\u202f; cette attribution est contestée",
        ),
        ({**NOBODY, "attribution": "unknown"}, "nobody named", "auteur non identifié"),
        (
            {**NOBODY, "attribution": "unknown", "description": both("armed men", "hommes armés")},
            "nobody named: armed men",
            "auteur non identifié\u202f: hommes armés",
        ),
        (
            {**NOBODY, "attribution": "unknown", "attributed_by": both("the press", "la presse")},
            "nobody named (the press)",
            "auteur non identifié (la presse)",
        ),
        ({"role": "target"}, "target: JNIM", "cible\u202f: GSIM (JNIM)"),
        (
            {**NOBODY, "role": "affected", "description": both("civilians", "civils")},
            "affected: civilians",
            "personnes touchées\u202f: civils",
        ),
    ],
)
def test_the_label_follows_the_attribution(
    fields: dict[str, Any], english: str, french: str
) -> None:
    assert told(participation(**fields)) == [english]
    assert told(participation(**fields), language="fr") == [french]


FORCES = {"key": "fama", "name": both("Malian Armed Forces", "Forces armées du Mali")}


@pytest.mark.parametrize(
    ("fields", "english", "french"),
    [
        (
            {"attribution": "denied", "attributed_by": both("HCDH; press", "HCDH ; presse")},
            "attributed by HCDH; press to Malian Armed Forces, who deny it",
            "attribué par le HCDH et par la presse aux forces armées du Mali, qui démentent",
        ),
        (
            {"attribution": "denied"},
            "attributed to Malian Armed Forces, who deny it",
            "attribué aux forces armées du Mali, qui démentent",
        ),
        (
            {"attribution": "attributed", "attributed_by": both("ministry", "ministère malien")},
            "attributed to Malian Armed Forces by ministry",
            "attribué aux forces armées du Mali par le ministère malien",
        ),
        (
            {"role": "target"},
            "target: Malian Armed Forces",
            "cible\u202f: Forces armées du Mali",
        ),
    ],
)
def test_forces_are_many_and_take_their_article(
    fields: dict[str, Any], english: str, french: str
) -> None:
    people = participation(actor=FORCES | {"type": "state"}, **fields)
    assert told(people) == [english]
    assert told(people, language="fr") == [french]


def test_in_french_each_alternative_and_a_local_group_take_their_preposition() -> None:
    either = {"attribution": "attributed", "attributed_by": both("UN", "Nations unies")}
    issp = {"key": "issp", "name": both("IS Sahel", "État islamique au Sahel"), "type": "rebel"}
    rows = [participation(**either, alternative=1), participation(**either, alternative=1)]
    rows[1] |= {"actor": issp}
    assert told(*rows, language="fr") == [
        "attribué au GSIM (JNIM) ou à l'État islamique au Sahel par les Nations unies, non tranché"
    ]
    local = participation(**NOBODY, attribution="attributed", literal="Fulani")
    assert told(local, dataset="ucdp_ged", language="fr") == [
        "attribué à un groupe armé local (UCDP\u202f: Fulani), sans indication de qui l'attribue"
    ]


def test_alternatives_share_a_sentence_and_are_not_settled() -> None:
    either = {"attribution": "attributed", "attributed_by": both("UN"), "alternative": 1}
    issp = {"key": "issp", "name": both("IS Sahel"), "type": "rebel"}
    assert told(participation(**either), participation(**either, actor=issp)) == [
        "attributed to JNIM or IS Sahel by UN, not settled"
    ]


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        ("ucdp_ged", "attributed to local armed group (UCDP: Fulani); by whom is not recorded"),
        ("own", "attributed to local armed group (Our record: Fulani); by whom is not recorded"),
    ],
)
def test_a_community_in_a_data_set_is_a_local_armed_group_in_its_words(
    dataset: str, expected: str
) -> None:
    people = participation(**NOBODY, attribution="attributed", literal="Fulani")
    assert told(people, dataset=dataset) == [expected]


def test_a_data_sets_string_is_not_shown_beside_an_actor_or_a_description() -> None:
    people = [
        participation(literal="JNIM (alleged)"),
        participation(**NOBODY, role="victim", description=both("villagers"), literal="Dogon"),
    ]
    assert told(*people) == ["claimed by JNIM", "victim: villagers"]


def test_actors_lead_to_their_pages_and_text_stays_text() -> None:
    evil = "<script>alert(1)</script>"
    with override("en"):
        found = involved(
            incident(
                participations=[
                    participation(attributed_by=both(evil), note=both(evil)),
                    participation(**NOBODY, role="victim", description=both(evil)),
                    participation(**NOBODY, role="victim", literal=evil),
                ]
            ),
            READER,
        )
    sentences = [str(one.sentence) for one in found]
    assert '<a href="/actors/jnim/">JNIM</a>' in sentences[0]
    assert not any("<script" in sentence for sentence in sentences)
    assert all("&lt;script&gt;" in sentence for sentence in sentences)
    assert found[0].note == evil


def test_those_attacked_come_after_those_to_whom_it_is_laid() -> None:
    found = told(participation(role="victim"), participation())
    assert found == ["claimed by JNIM", "victim: JNIM"]
