"""Sentences that never lose their attribution, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import get_language, gettext_lazy, override

from incidents.serializers.wording import in_both, involvement


def person(**fields: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "actor": {"key": "x", "name": {"en": "JNIM", "fr": "GSIM (JNIM)"}},
        "description": {"en": "", "fr": ""},
        "literal": "",
        "role": "perpetrator",
        "attribution": "claimed",
        "attributed_by": {"en": "", "fr": ""},
        "alternative": None,
    }
    return plain | fields


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "claimed by JNIM"),
        ({"attribution": "attributed"}, "attributed to JNIM"),
        (
            {"attribution": "attributed", "attributed_by": {"en": "the army", "fr": "l'armée"}},
            "attributed to JNIM by the army",
        ),
        ({"attribution": "denied"}, "attributed to JNIM, who denies it"),
        ({"attribution": "disputed"}, "attributed to JNIM, disputed"),
        ({"attribution": "stated"}, "attributed to JNIM"),
        ({"attribution": "unknown", "actor": None}, "not identified: nobody named"),
        (
            {"attribution": "unknown", "actor": None, "description": {"en": "gunmen", "fr": ""}},
            "not identified: gunmen",
        ),
        (
            {"actor": None, "literal": "Some Militia", "role": "target"},
            "target: local armed group (UCDP: Some Militia)",
        ),
        ({"role": "party"}, "party to the clash: JNIM"),
        ({"role": "victim"}, "victim: JNIM"),
        ({"role": "responder"}, "responding force: JNIM"),
        ({"role": "affected"}, "affected: JNIM"),
    ],
)
def test_one_participation_is_one_sentence(fields: dict[str, Any], sentence: str) -> None:
    assert involvement([person(**fields)], "en", dataset="ucdp_ged") == [sentence]
    assert involvement([person(**fields)], "fr")


def test_alternatives_share_one_sentence_and_are_never_a_joint_actor() -> None:
    other = {"key": "y", "name": {"en": "IS Sahel", "fr": "EIS"}}
    rows = [
        person(attribution="attributed", alternative=1),
        person(role="target", alternative=1),
        person(attribution="attributed", alternative=1, actor=other),
    ]
    assert involvement(rows, "en") == [
        "attributed to JNIM or IS Sahel, not settled",
        "target: JNIM",
    ]


FORCES = {"key": "f", "name": {"en": "Armed forces of Niger", "fr": "Forces armées nigériennes"}}
DEFENCE = {"en": "defence ministry", "fr": "Ministère nigérien de la Défense"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "revendiqué par le GSIM (JNIM)"),
        ({"attribution": "attributed"}, "attribué au GSIM (JNIM)"),
        (
            {"attribution": "attributed", "attributed_by": DEFENCE},
            "attribué au GSIM (JNIM) par le ministère nigérien de la Défense",
        ),
        (
            {"attribution": "denied", "actor": FORCES},
            "attribué aux forces armées nigériennes, qui démentent",
        ),
        (
            {"actor": None, "literal": "Some Militia", "role": "target"},
            "cible\u202f: groupe armé local (UCDP\u202f: Some Militia)",
        ),
        (
            {"actor": None, "literal": "Some Militia", "attribution": "attributed"},
            "attribué à un groupe armé local (UCDP\u202f: Some Militia)",
        ),
        ({"role": "party"}, "partie à l'affrontement\u202f: GSIM (JNIM)"),
    ],
)
def test_in_french_a_name_takes_its_article(fields: dict[str, Any], sentence: str) -> None:
    assert involvement([person(**fields)], "fr", dataset="ucdp_ged") == [sentence]


def test_in_french_each_alternative_takes_its_preposition() -> None:
    other = {"key": "y", "name": {"en": "IS Sahel", "fr": "EIS"}}
    rows = [person(attribution="attributed", alternative=1, actor=one) for one in (None, other)]
    rows[0]["description"] = {"en": "gunmen", "fr": "hommes armés"}
    assert involvement(rows, "fr") == ["attribué à des hommes armés ou à l'EIS, non tranché"]


def test_people_in_words_keep_their_english_where_there_is_no_french() -> None:
    row = person(actor=None, role="victim", description={"en": "trainees", "fr": ""})
    assert "trainees" in involvement([row], "fr")[0]


def test_the_language_of_the_request_is_left_as_it_was() -> None:
    with override("fr"):
        involvement([person()], "en")
        assert in_both(gettext_lazy("Permanent id."))["en"] == "Permanent id."
        assert get_language() == "fr"
