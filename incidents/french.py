"""French names in French sentences: articles, elision, contraction. Pure.

A name stands in the record as it stands at the head of a line ("Gouvernement du Mali", "AFP").
Inside a sentence it wants its article ("selon le gouvernement du Mali", "attribué à l'AFP"). What
article a name takes is data: of its first word, or of the name itself. Where nobody knows it, the
sentence takes a colon instead ("selon : X"), which is right with any name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

HEADS = {
    "le": "gouvernement ministère parquet groupe bataillon mouvement porte-parole gouverneur "
    "maire procureur président chef syndicat parti communiqué conseiller préfet",
    "la": "police gendarmerie garde présidence brigade milice katiba presse mairie population",
    "l'": "armée état-major opération",
    "les": "forces groupes chasseurs comités autorités habitants survivants blogueurs "
    "responsables élus",
    "un": "site témoin militaire responsable élu habitant ministre",
    "une": "source autre",
    "des": "hommes individus combattants civils sources membres vidéos publications "
    "informations données",
}
"""First words that are no part of a proper name, and are written small in a sentence."""
CAPITALS = {
    "la": "Voix Force Commission Coalition Coordination Mission Légion Chambre Plateforme Task",
    "le": "Journal Bureau Conseil Front Haut-Commissariat Comité",
    "l'": "Union Agence État Organisation Aube",
    "les": "Nations Bérets Taliban",
}
NAMES = {
    "le": "GSIM JNIM MUJAO FLA CSP MNLA HCUA MAA GATIA MSA CJA HCDH CISC G5 CNT MPS MDD CNR FNT "
    "MNJ MFDC MPCI MPIGO MJP GIA FPR New",
    "la": "BBC RTB CMA CMFPR MINUSMA CEDEAO FMM",
    "l'": "AFP ORTM APA AP AIB ANI UCDP ONU OMS OCHA UNICEF EI EIS ISWAP EIGS ANL AIS",
    "les": "VDP FAMa FAN FDS Koglweogo FRCI",
    "": "ACLED AQMI RFI SITE CNN HRW ACTED INSO VOA TV5 TV5Monde UNews SOFX SOFREP IOL VICE ABC "
    "TRT TPI WIC NYK RTF KM iciLomé aBamako aOuaga e-NNW codelist.biz al-Zallaqa "
    "Africanews ReliefWeb HadNews",
}
"""Words with which a proper name begins; they keep their capitals."""
EXACT = {
    "Africa Corps": "l'",
    "Forces nouvelles": "les",
    "groupe armé local": "un",
    "Les Nouvelles d'Afrique": "",
    "West Africa Brief": "",
}
FULL = {
    "le ": "le",
    "la ": "la",
    "l'": "l'",
    "les ": "les",
    "un ": "un",
    "une ": "une",
    "des ": "des",
}
BARE = ("son ", "sa ", "ses ", "leur ", "leurs ", "deux ", "plusieurs ", "d'autres ")
MANY = frozenset({"les", "des"})
VOWEL = re.compile(r"[aeiouyhàâéèêëîïôûœAEIOUHÀÂÉÈÊËÎÏÔÛŒ]")
NOUN_PHRASE = re.compile(r" (?:de|du|des|de la|d'|de l')\b|\bd'")
CONTRACTED = {("à", "le"): "au", ("à", "les"): "aux", ("de", "le"): "du", ("de", "les"): "des"}
FILLED = re.compile(r"(?:\b(à|de|par|selon|que) )?(?:\{(\w+)\}|%\((\w+)\)s)")
COLON = "\u202f: "

_SMALL = {word: article for article, words in HEADS.items() for word in words.split()}
_PROPER = {
    word: article
    for table in (CAPITALS, NAMES)
    for article, words in table.items()
    for word in words.split()
}


def noun(name: str) -> tuple[str | None, str]:
    """The article of a name and the name as it follows it; None where no article is known."""
    for exact, article in EXACT.items():
        if name == exact or name.startswith((f"{exact},", f"{exact} (")):
            return article, name
    for start, article in FULL.items():
        if name.startswith(start):
            return article, name[len(start) :]
    if name.startswith(BARE):
        return "", name
    word = re.split(r"[ ,;(]", name, maxsplit=1)[0]
    if word in _PROPER:
        return _PROPER[word], name
    if word.lower() in _SMALL:
        return _SMALL[word.lower()], name[:1].lower() + name[1:]
    return (None if _needs_one(word, name) else ""), name


def _needs_one(word: str, name: str) -> bool:
    """A sigle, a description, or a noun with its complement: French sets an article before it."""
    return (len(word) > 1 and (word.isupper() or word[:1].islower())) or bool(
        NOUN_PHRASE.search(name)
    )


def attached(preposition: str, name: str) -> tuple[str, str]:
    """What precedes a name after a preposition, spaces included, and the name itself.

    `preposition` is à, de, par, selon or que; empty for a plain object ("contredit …").
    """
    article, rest = noun(name)
    if article is None:
        return f"{preposition}{COLON}" if preposition else "", rest
    if (preposition, article) in CONTRACTED:
        return f"{CONTRACTED[preposition, article]} ", rest
    if preposition == "de" and article == "des":
        article = ""
    following = article or rest
    if preposition in ("de", "que") and VOWEL.match(following) and article != "l'":
        lead = preposition[:-1] + "'"
    else:
        lead = f"{preposition} " if preposition else ""
    return lead + article + ("" if article in ("", "l'") else " "), rest


def after(preposition: str, name: str) -> str:
    """The name in a sentence: after("à", "Gouvernement du Mali") is "au gouvernement du Mali"."""
    return "".join(attached(preposition, name))


def is_plural(name: str) -> bool:
    return noun(name)[0] in MANY


def prepositions(sentence: str) -> tuple[str, dict[str, str]]:
    """A French pattern without the prepositions before its placeholders, and which these were.

    Placeholders are {name} or %(name)s; the value of each then brings its own preposition.
    """
    found = {one[2] or one[3]: one[1] or "" for one in FILLED.finditer(sentence)}
    return FILLED.sub(lambda one: one[0].removeprefix(f"{one[1]} "), sentence), found


def fill(sentence: str, values: Mapping[str, str | Callable[[str], str]]) -> str:
    """A French pattern with its values: a preposition before a name takes up its article.

    A value may be a function of the preposition (empty where there is none), for what is more
    than one name.
    """
    _, before = prepositions(sentence)

    def put(found: re.Match[str]) -> str:
        name = found[2] or found[3]
        value, preposition = values[name], before[name]
        if callable(value):
            return value(preposition)
        return after(preposition, value) if preposition else value

    return FILLED.sub(put, sentence)


def several(preposition: str, names: str) -> str:
    """Names with semicolons between them, each with its preposition: "par X et par Y"."""
    said = [name for name in re.split(r"\s*;\s*", names) if name]
    return " et ".join(after(preposition, name) if preposition else name for name in said)
