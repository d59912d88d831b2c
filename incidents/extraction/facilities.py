"""What was hit within a place: a camp, an airport, a school, as the text calls it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from incidents.extraction.proposal import ProposedSite, Span
from incidents.extraction.reading import Reading
from incidents.values import Precision

_HIT: Final = (
    r"(?:targeted|targeting|struck|attacked|stormed|hit|raided|control of|near|against|inside"
    r"|assault on|attack on"
    r"|visé|attaqué|ciblé|contre|près d[eu]|contrôle d[eu]|assaut (?:contre|du|de)|frappé|touché"
    r"|pris pour cible|dans"
    r"|investi)"
)
_NOUN_EN: Final = (
    r"(?:training (?:school|centre|center)|school|airport|police station|barracks|(?:air )?base"
    r"|camp|checkpoint"
    r"|market|mosque|church|hospital|prison|post|gold mine|refugee camp)"
)
_NOUN_FR: Final = (
    r"(?:école|aéroport|commissariat|caserne|base|camp|poste|marché|mosquée|église|hôpital|prison"
    r"|mine|brigade)"
)
_WITHIN: Final = (
    re.compile(
        rf"\b{_HIT}\s+(?:both\s+)?(?:the\s+|an?\s+|its\s+|[A-Z]\w+['’]s\s+)(?:nearby\s+)?"
        rf"(?P<name>(?:[a-z-]+\s+){{0,2}}?{_NOUN_EN}\b(?:\s+(?:controlling|guarding|by|at"
        rf"|next to)\s+[a-z ]{{4,60}}?"
        rf"(?:terminal|airport|town|road)\b)?)"
    ),
    re.compile(rf"\band\s+[A-Z]\w+['’]s\s+(?P<name>(?:[a-z-]+\s+){{0,2}}?{_NOUN_EN}\b)"),
    re.compile(
        rf"\b{_HIT}\s*(?:le\s+|la\s+|les\s+|l['’]|une?\s+|du\s+|de la\s+)(?P<name>{_NOUN_FR}\b"
        rf"(?:\s+(?:militaire|civile?"
        rf"|de (?:police|gendarmerie|transit)|hebdomadaire|centrale?|internationale?|aérienne"
        rf"|des douanes|d['’]orpaillage))*)"
    ),
)
MOST: Final = 4
WITHIN_KM: Final = 15.0


def within(reading: Reading, main: ProposedSite) -> list[ProposedSite]:
    """The facilities that were hit in or near the main site, by name: their points are unknown."""
    found: dict[str, ProposedSite] = {}
    for sentence in reading.told():
        for pattern in _WITHIN:
            for match in pattern.finditer(sentence.text):
                name = " ".join(match["name"].split())
                start = sentence.span.start + match.start("name")
                site = replace(
                    main,
                    name=name,
                    precision=Precision.NEAR if main.latitude is not None else main.precision,
                    evidence=Span(start, start + len(match["name"])),
                    radius_km=WITHIN_KM,
                    place=None,
                    homonyms=(),
                    confidence=0.5,
                )
                if " " in name or reading.language == "fr":
                    found.setdefault(name.lower(), site)
    return _fullest(list(found.values()))[:MOST]


def _fullest(sites: Sequence[ProposedSite]) -> list[ProposedSite]:
    """Each once: "the airport" is the military airport that was named in full."""
    return [
        site
        for site in sites
        if not any(other is not site and site.name in other.name for other in sites)
    ]
