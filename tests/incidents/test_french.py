"""French names inside French sentences."""

from __future__ import annotations

import pytest

from incidents.french import after, fill, is_plural, noun
from tests.incidents.formats.demo import INCIDENTS
from tests.incidents.seeds import ACTORS, SOURCES

CASES = [
    ("selon", "Ministère malien de la Défense", "selon le ministère malien de la Défense"),
    ("à", "Gouvernement du Mali", "au gouvernement du Mali"),
    ("de", "Gouvernement du Mali", "du gouvernement du Mali"),
    ("à", "Forces armées maliennes (FAMa)", "aux forces armées maliennes (FAMa)"),
    ("de", "Forces armées maliennes (FAMa)", "des forces armées maliennes (FAMa)"),
    ("à", "État-major général des armées du Mali", "à l'état-major général des armées du Mali"),
    ("de", "État islamique au Sahel (EIS)", "de l'État islamique au Sahel (EIS)"),
    ("par", "Nations unies", "par les Nations unies"),
    ("à", "Nations unies", "aux Nations unies"),
    ("selon", "AFP", "selon l'AFP"),
    ("par", "BBC", "par la BBC"),
    ("à", "GSIM (JNIM)", "au GSIM (JNIM)"),
    ("par", "UCDP GED", "par l'UCDP GED"),
    ("par", "New York Times", "par le New York Times"),
    ("selon", "Reuters", "selon Reuters"),
    ("par", "Le Monde", "par Le Monde"),
    ("à", "Boko Haram", "à Boko Haram"),
    ("de", "Ansar Dine", "d'Ansar Dine"),
    ("que", "Africanews", "qu'Africanews"),
    ("que", "BBC", "que la BBC"),
    ("à", "Africa Corps", "à l'Africa Corps"),
    ("à", "Forces nouvelles, faction d'Ibrahim", "aux Forces nouvelles, faction d'Ibrahim"),
    ("selon", "Source sécuritaire", "selon une source sécuritaire"),
    ("de", "sources locales", "de sources locales"),
    ("de", "une source locale", "d'une source locale"),
    ("selon", "le président Idriss Déby", "selon le président Idriss Déby"),
    ("à", "le président Idriss Déby", "au président Idriss Déby"),
    ("de", "les habitants", "des habitants"),
    ("par", "son communiqué", "par son communiqué"),
    ("selon", "armée", "selon l'armée"),
    ("", "Gouvernement du Mali", "le gouvernement du Mali"),
    ("", "FUNDEM", "FUNDEM"),
    ("selon", "FUNDEM", "selon\u202f: FUNDEM"),
    ("à", "Tribunal de Niamey", "à\u202f: Tribunal de Niamey"),
    ("par", "voisins du marché", "par\u202f: voisins du marché"),
]


@pytest.mark.parametrize(("preposition", "name", "said"), CASES)
def test_a_name_takes_its_article_or_a_colon(preposition: str, name: str, said: str) -> None:
    assert after(preposition, name) == said


def test_a_sentence_takes_up_articles_behind_its_prepositions_only() -> None:
    values = {"who": "GSIM (JNIM)", "by": "Ministère malien de la Défense"}
    assert (
        fill("attribué par {by} à {who}", values)
        == "attribué par le ministère malien de la Défense au GSIM (JNIM)"
    )
    assert fill("cible\u202f: %(who)s", values) == "cible\u202f: GSIM (JNIM)"
    several = {"who": lambda word: " ou ".join(after(word, name) for name in ("GSIM", "VDP"))}
    assert fill("attribué à %(who)s", several) == "attribué au GSIM ou aux VDP"


@pytest.mark.parametrize(
    ("name", "many"),
    [("Nations unies", True), ("Forces armées du Niger", True), ("BBC", False), ("X", False)],
)
def test_who_is_many_takes_a_plural_verb(name: str, many: bool) -> None:
    assert is_plural(name) is many


def test_no_source_of_the_seeds_needs_a_colon() -> None:
    names = [source["name_fr"] or source["name_en"] for source in SOURCES]
    assert [name for name in names if noun(name)[0] is None] == []


def test_in_the_demo_a_french_verb_agrees_with_who_speaks() -> None:
    """The verb opens the sentence; of the singular ones only "dément" ends like a plural."""
    names = {source["key"]: source["name_fr"] or source["name_en"] for source in SOURCES}
    names |= {
        actor["key"]: name["name"]
        for actor in ACTORS
        for name in actor["names"]
        if (name["language"], name["kind"]) == ("fr", "usual")
    }
    disagreeing = []
    for incident in INCIDENTS.values():
        for claim in incident.claims:
            speaker = names.get(claim.speaker_actor or claim.speaker_source)
            speaker = speaker or claim.speaker_voice_fr or claim.speaker_voice_en
            verb = claim.text_fr.removeprefix("ne ").partition(" ")[0]
            if verb and (verb.endswith("nt") and verb != "dément") != is_plural(speaker):
                disagreeing.append(f"{speaker}: {claim.text_fr}")
    assert disagreeing == []
