"""Places that the gazetteer does not know: still named, by the words before the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from incidents.extraction.calendar import MONTHS, WEEKDAYS
from incidents.extraction.lexicon import EVENT, each
from incidents.extraction.proposal import Span
from incidents.extraction.reading import Reading, body_start
from incidents.extraction.text import Sentence
from incidents.folding import fold

_NAME: Final = r"(?P<name>[A-ZÀ-ÝƁƊ][\w'’-]+(?:[ ](?:[A-ZÀ-ÝƁƊ][\w'’-]+|\d+))*)"
_SORT: Final = (
    r"(?P<sort>village|localité|hameau|campement|bourgade|quartier|town|city|hamlet|settlement"
    r"|community|ville"
    r"|commune|camp|base|forêt|forest|site(?: d['’]orpaillage| minier)?|island|île|marché|puits"
    r"|mine|poste)"
)
_AFTER_SORT: Final = re.compile(
    rf"\b{_SORT}s?\s+(?:militaire\s+|rural\w*\s+|urbain\w*\s+|dénommée?\s+|called\s+"
    rf"|hebdomadaire\s+|de\s+|du\s+|d['’]|of\s+)+"
    rf"{_NAME}",
)
_BEFORE_SORT: Final = re.compile(rf"\b{_NAME}\s+(?:village|hamlet|town|camp|forest|market|base)\b")
_APPOSED: Final = re.compile(
    rf"{_NAME},\s+(?:an?|une?|the|le|la)\s+(?:[\w'’-]+\s+){{0,3}}(?:village|town|hamlet|localité"
    rf"|hameau|bourgade"
    r"|commune|ville|settlement|campement)\b"
)
_AT: Final = re.compile(rf"\b(?:à|in|at|near|près d[e'’]|vers)\s*{_NAME}")
_NO_NAME: Final = frozenset(
    fold(word)
    for word in each(
        "AFP RFI AP Reuters ONU UN OTAN Nord Sud Est Ouest North South East West Monsieur "
        "Madame Dieu God Islam Facebook Twitter WhatsApp Telegram Internet X Union État "
        "Etat Sahel Afrique Africa Europe Paris Centre"
    )
) | {fold(word) for word in (*MONTHS, *WEEKDAYS)}


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that the gazetteer lacks."""

    name: str
    span: Span
    village: bool
    """True where the words before say that it is a village, a town, a camp…"""


def strangers_in(reading: Reading, sentence: Sentence) -> list[Stranger]:
    """The unknown places that a sentence names."""
    found: list[Stranger] = []
    taken = [m.span for m in reading.mentions.in_sentence(sentence.index)]
    taken += [m.span for m in reading.mentions.actors_in(sentence.index)]
    taken += [m.span for m in reading.mentions.countries if m.sentence == sentence.index]
    for pattern, village in (
        (_AFTER_SORT, True),
        (_BEFORE_SORT, True),
        (_APPOSED, True),
        (_AT, False),
    ):
        for match in pattern.finditer(sentence.text):
            offset = sentence.span.start
            span = Span(offset + match.start("name"), offset + match.end("name"))
            if span.start < body_start(sentence) or not _may_be(reading, sentence, match):
                continue
            if not any(span.meets(other) for other in taken):
                found.append(Stranger(match["name"], span, village))
                taken.append(span)
    return found


def _may_be(reading: Reading, sentence: Sentence, match: re.Match[str]) -> bool:
    name = match["name"]
    folded = fold(name)
    if folded in _NO_NAME or name.isupper() or folded.split()[0] in _NO_NAME:
        return False
    if any(folded == fold(n) for source in reading.known.sources for n in source.names):
        return False
    sort = match.re in (_AFTER_SORT, _BEFORE_SORT, _APPOSED)
    return sort or bool(EVENT.search(sentence.text))
