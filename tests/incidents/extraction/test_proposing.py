from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from incidents.extraction.proposal import Proposal
from incidents.values import About, Attribution, Measure, PartOfDay
from tests.incidents.extraction.ground import proposed

FRENCH = """Burkina : douze morts dans l'attaque du village de Kelwa

Gouma, 17 sept 2024 (AFP) - Au moins douze civils ont été tués dimanche à l'aube dans le village \
de Kelwa, dans la province du Soum, ont indiqué lundi à l'AFP des sources locales.

Des hommes armés ont ouvert le feu sur le marché, selon un habitant. \
Parmi les morts figurent trois femmes.

L'armée n'a pas communiqué de bilan. L'attaque n'a pas été revendiquée.

Depuis 2015, le Burkina Faso est en proie à des violences attribuées au GSIM. \
En mars 2022, 40 soldats avaient été tués à Badougou.

Lire aussi : Niger : trente morts près de Tinfara
"""
ENGLISH = """Fighters raid army base in Tinfara

An al-Qaeda affiliate, JNIM, claimed responsibility for an attack on the town of Tinfara in Mali \
on Sunday, saying its fighters had killed 30 soldiers.

The army said the situation was under control and that 14 soldiers had been wounded.

A resident told AFP that between 10 and 15 bodies lay near the market.

The junta expelled French troops in 2022 and turned to the Wagner group.
"""


@pytest.fixture(scope="module")
def french() -> Proposal:
    return proposed(FRENCH)


@pytest.fixture(scope="module")
def english() -> Proposal:
    return proposed(ENGLISH)


def test_the_day_and_its_part_are_of_the_facts_not_of_the_words(french: Proposal) -> None:
    when = french.main.when

    assert when is not None
    assert (when.start, when.end) == (date(2024, 9, 15), date(2024, 9, 15))
    assert when.part_of_day == PartOfDay.DAWN
    assert FRENCH[when.evidence.start : when.evidence.end].startswith("dimanche")


def test_the_village_is_the_place_and_the_background_is_none(french: Proposal) -> None:
    assert [site.name for site in french.main.sites][:1] == ["Kelwa"]
    assert french.main.country == "BF"
    assert "Badougou" not in {site.name for site in french.main.sites}


def test_nobody_is_proposed_where_the_text_names_nobody(french: Proposal) -> None:
    assert french.main.perpetrators == ()
    assert [part.attribution for part in french.main.parts] == [Attribution.UNKNOWN]


def test_the_toll_stands_first_and_earlier_ones_are_kept_out(french: Proposal) -> None:
    killed = [claim for claim in french.main.claims if claim.measure == Measure.KILLED]

    assert (killed[0].low, killed[0].high, killed[0].speaker) == (12, None, "des sources locales")
    assert [claim.low for claim in killed] == [12, 3]


def test_a_silence_is_a_claim_of_its_own(french: Proposal) -> None:
    silent = [claim for claim in french.main.claims if claim.state.value == "withheld"]

    assert [claim.speaker for claim in silent] == ["L'armée"]


def test_a_group_that_claims_is_named_and_others_are_not(english: Proposal) -> None:
    (jnim,) = english.main.perpetrators

    assert (jnim.actor, jnim.attribution) == ("jnim", Attribution.CLAIMED)
    assert ENGLISH[jnim.evidence.start : jnim.evidence.end] == "JNIM"


def test_each_voice_keeps_its_own_figure(english: Proposal) -> None:
    figures = {
        (claim.speaker, claim.measure, claim.low, claim.high)
        for claim in english.main.claims
        if claim.about == About.CASUALTIES
    }

    assert ("JNIM", Measure.KILLED, 30, 30) in figures
    assert ("The army", Measure.WOUNDED, 14, 14) in figures
    assert ("A resident", Measure.KILLED, 10, 15) in figures


def test_every_value_has_evidence_inside_the_text(english: Proposal, french: Proposal) -> None:
    for proposal, text in ((english, ENGLISH), (french, FRENCH)):
        main = proposal.main
        values = [(one.evidence, one.confidence) for one in main.sites]
        values += [(one.evidence, one.confidence) for one in main.parts]
        values += [(one.evidence, one.confidence) for one in main.claims]
        assert all(0 <= span.start < span.end <= len(text) for span, _ in values)
        assert all(0 < confidence <= 1 for _, confidence in values)


def test_an_empty_text_proposes_nothing() -> None:
    proposal = proposed("")

    assert (proposal.main.when, proposal.main.sites, proposal.main.claims) == (None, (), ())


def test_a_second_incident_stands_beside_the_main_one() -> None:
    text = ENGLISH.replace(
        "The junta",
        "In a separate incident on Monday, gunmen killed two gendarmes in Badougou, Burkina Faso, "
        "a security source said.\n\nThe junta",
    )
    (other,) = proposed(text).others

    assert [site.name for site in other.sites][:1] == ["Badougou"]
    assert other.when is not None
    assert other.when.start == date(2024, 9, 16)


def _reference(shared: Path) -> str:
    text = (shared / "data" / "reference-article.txt").read_text(encoding="utf-8")
    return text.replace("Bamako", "Sanfolo")


def structure(proposal: Proposal) -> list[tuple[str, str]]:
    """Kinds and measures of the claims, in order: what is left when names and numbers change."""
    return [(claim.about.value, str(claim.measure)) for claim in proposal.main.claims]


def test_the_reference_article_gives_its_voices(shared: Path) -> None:
    proposal = proposed(_reference(shared))
    main = proposal.main
    names = {site.name for site in main.sites}

    assert main.when is not None
    assert main.when.start == date(2024, 9, 17)
    assert main.sites[0].name == "Sanfolo"
    assert {"military training school", "military airport"} <= names
    assert any("police station" in name for name in names)
    assert [part.actor for part in main.perpetrators] == ["jnim"]
    assert {"wagner", "minusma", "fr_armed_forces"}.isdisjoint(part.actor for part in main.parts)
    assert len(main.claims) >= 12


def test_with_every_name_day_and_number_changed_the_structure_is_the_same(shared: Path) -> None:
    text = _reference(shared)
    changed = text
    for old, new in (
        ("Jama'at Nusrat al-Islam wal Muslimin", "Katiba Macina"),
        ("JNIM", "FLM"),
        ("Tuesday", "Thursday"),
        ("roughly 20", "roughly 35"),
        ("three unmoving", "seven unmoving"),
        ("Oumar Diarra", "Ali Tamboura"),
        ("Sanfolo", "Tinfara"),
    ):
        changed = re.sub(re.escape(old), new, changed)
    first, second = proposed(text), proposed(changed, date(2024, 9, 19))

    assert structure(first) == structure(second)
    assert [part.actor for part in second.main.perpetrators] == ["katiba_macina"]
    assert second.main.sites[0].name == "Tinfara"
