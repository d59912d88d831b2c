from __future__ import annotations

import pytest

from incidents.extraction.parts import parts_of
from incidents.values import Attribution
from tests.incidents.extraction.ground import reading_of


def perpetrators(text: str, country: str = "ML") -> list[tuple[str, str]]:
    reading = reading_of("Titre de quatre mots\n" + text)
    return [(one.actor, one.attribution.value) for one in parts_of(reading, country) if one.actor]


@pytest.mark.parametrize(
    ("text", "actor", "attribution"),
    [
        ("L'attaque a été revendiquée par le GSIM.", "jnim", Attribution.CLAIMED),
        ("JNIM claimed responsibility for the raid.", "jnim", Attribution.CLAIMED),
        ("L'attaque de lundi est attribuée au GSIM par des élus.", "jnim", Attribution.ATTRIBUTED),
        ("Lundi, des combattants de l'EIGS ont tué dix civils.", "issp", Attribution.ATTRIBUTED),
        (
            "Residents accuse the army of executing ten villagers on Monday.",
            "ml_armed_forces",
            Attribution.ATTRIBUTED,
        ),
        (
            "Une frappe de drone de l'armée a tué dix civils lundi.",
            "ml_armed_forces",
            Attribution.ATTRIBUTED,
        ),
    ],
)
def test_somebody_claims_or_attributes(text: str, actor: str, attribution: Attribution) -> None:
    assert perpetrators(text) == [(actor, attribution.value)]


@pytest.mark.parametrize(
    "text",
    [
        "Lundi, des hommes armés ont attaqué un village. L'attaque n'a pas été revendiquée.",
        "Suspected jihadists killed ten people on Monday.",
        "No group has claimed responsibility, and JNIM is active in the area.",
        "Neither JNIM nor any other group had claimed the attack on Monday.",
        "Les attaques sont souvent attribuées au GSIM.",
        "Militants linked to al-Qaeda and Islamic State killed ten people on Monday.",
        "The army killed 20 terrorists in an operation against JNIM on Monday.",
    ],
)
def test_without_claim_or_attribution_nobody_is_named(text: str) -> None:
    assert perpetrators(text) == []


def test_a_denial_stands_beside_the_attribution() -> None:
    found = perpetrators("Lundi, des élus accusent le GSIM du massacre. Le GSIM a démenti.")

    assert sorted(found) == [("jnim", "attributed"), ("jnim", "denied")]
