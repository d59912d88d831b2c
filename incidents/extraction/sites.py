"""Where: of all places that a text names, those where it happened, and their points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from incidents.extraction.distances import Distance, distances_in, moved
from incidents.extraction.homonyms import choose
from incidents.extraction.known import KnownPlace
from incidents.extraction.lexicon import EVENT
from incidents.extraction.names import PlaceMention
from incidents.extraction.proposal import ProposedSite, Span
from incidents.extraction.reading import Reading, body_start
from incidents.extraction.strangers import strangers_in
from incidents.extraction.text import Sentence
from incidents.values import Precision

_OFFICE: Final = re.compile(
    r"\b(?:sources?|officials?|residents?|habitante?s?|élue?s?|responsables?|jointe?s?|reached"
    r"|contactée?s?|hôpital"
    r"|hospital|médecins?|doctors?|bureau|diplomat\w*|correspondant\w*|reporting|told|speaking"
    r"|basée?s?|based|centre"
    r" (?:médical|de santé)|medical|mortuary|morgue|ressortissants?|originaires?|natifs?|maire"
    r"|mayor|préfet|junte"
    r"|junta|authorities|autorités|gouvernement|government|aéroport international|annoncé|déclaré"
    r"|siège"
    r"|headquart\w+|enterrée?s?|inhumée?s?|buried|funeral|obsèques|procureur|tribunal|prosecutor"
    r"|université)\b"
    r"[^,;.:]{0,32}$",
    re.IGNORECASE,
)
_ROUTE: Final = re.compile(
    r"\b(?:évacu\w+|transport\w+|transfér\w+|conduite?s?|emmen\w+|fui\w*|réfugi\w*|fled|taken"
    r"|brought|evacuated|bound"
    r"|heading|headed|headquart\w+|returning|en route|ravitaill\w+|destination|venant|coming"
    r"|revenant|revenai\w+"
    r"|provenance|partie?s?|parti|quitté|left|leaving|towards?|vers|direction|pour rallier"
    r"|ralliai\w+|rejoindre"
    r"|acheminé\w*|s['’]est rendue?|arriv\w+|se rendai\w+|arrived|travell?ing|convoy to|regagn\w+"
    r"|escort\w+)\b"
    r"[^,;.:]{0,34}$",
    re.IGNORECASE,
)
_BORDER: Final = re.compile(
    r"\b(?:border\w*|frontière|frontali\w+|not far|non loin|limitrophe)\b[^,;.]{0,30}$",
    re.IGNORECASE,
)
_VILLAGE: Final = re.compile(
    r"\b(?:villages?|localités?|hameaux?|hamlets?|campements?|towns?|villes?|bourgs?|quartiers?"
    r"|cit(?:y|ies)|camps?"
    r"|base|poste|marché|foire|market|mosque|mosquée|détachement|garnison|garrison|site|mine"
    r"|bourgade)\s+"
    r"(?:militaires? |hebdomadaire |de |du |des |d['’]|of |d['’]orpaillage de |in |at |à )*"
    r"(?:l['’]|la |le )?$",
    re.IGNORECASE,
)
_CONTAINER: Final = re.compile(
    r"\b(?:régions?|province|cercle|département|district|préfecture|sous-préfecture|gouvernorat"
    r"|wilaya|moughataa|zone"
    r"|secteur|arrondissement|axe|departement|state of|commune(?: rurale| urbaine)?|municipality"
    r"|county|area)\s+"
    r"(?:de la |de l['’]|du |des |de |d['’]|of (?:the )?|administrative d[eu] )*$",
    re.IGNORECASE,
)
_CONTAINER_AFTER: Final = re.compile(
    r"^\s+(?:regions?|province|district|department|circle|cercle|state|area|prefecture|commune"
    r"|municipality)\b",
    re.IGNORECASE,
)
_LOCATIVE: Final = re.compile(
    r"\b(?:à|a|au|aux|in|at|near|près d[eu]|outside|around|autour d[eu]|dans|on|sur|entre|between"
    r"|hit|struck|attaqué"
    r"|attacked|stormed|visé|aux abords d[eu]|au niveau d[eu]|à hauteur d[eu]|aux environs d[eu]"
    r"|from|raided|into|of|de|du|d['’])\s*"
    r"(?:the |la |le |l['’])?$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\b(?:entre|between|axe|road|route)\b[^.;:]{0,30}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where it may have happened."""

    name: str
    span: Span
    score: float
    mention: PlaceMention | None
    distance: Distance | None
    village: bool


def sites_of(reading: Reading, country: str) -> list[ProposedSite]:
    """The sites of the main incident, the likeliest first; only a unit where no place is named."""
    candidates = _candidates(reading)
    containers = [one for one in _units(reading, country) if one.score > 0]
    ranked = _ranked(_also_below(reading, candidates))
    sites: list[ProposedSite] = []
    for candidate in ranked[:3]:
        if sites and candidate.score < 0.6 * ranked[0].score:
            break
        site = _site(reading, candidate, country, ranked)
        if site is not None and not any(site.name == other.name for other in sites):
            sites.append(site)
    if not sites or ranked[0].score < 1.2:
        unit = _unit_site(containers, country)
        if unit and not sites:
            sites.append(unit)
    return sites


def _also_below(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
    """A name of the headline alone, whose words are all capitals, weighs less."""
    titles = [one.span for one in reading.sentences if one.title]
    below = {c.name for c in candidates if not any(t.covers(c.span) for t in titles)}
    return [c if c.name in below else replace(c, score=c.score / 4) for c in candidates]


def _ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """One of each name, with what all its mentions weigh together."""
    best: dict[str, Candidate] = {}
    total: dict[str, float] = {}
    for one in candidates:
        total[one.name] = total.get(one.name, 0.0) + one.score / 4
        if one.name not in best or _better(one, best[one.name]):
            best[one.name] = one
    found = [replace(one, score=total[name] + 0.75 * one.score) for name, one in best.items()]
    return sorted(found, key=lambda one: (-one.score, one.span))


def _better(one: Candidate, other: Candidate) -> bool:
    return (one.distance is not None, one.score) > (other.distance is not None, other.score)


def _candidates(reading: Reading) -> list[Candidate]:
    found: list[Candidate] = []
    for sentence in reading.told():
        weight = _weight(sentence)
        distances = distances_in(reading.text, sentence.span, reading.language)
        strangers = strangers_in(reading, sentence)
        own = {m.span.start: m for m in reading.mentions.in_sentence(sentence.index)}
        for mention in own.values():
            found += _of_mention(reading, sentence, mention, weight, distances)
        for stranger in strangers:
            near = _distance_after(distances, stranger.span)
            score = weight * (1.6 if near or stranger.village else 0.8)
            if not _elsewhere(reading, sentence, stranger.span):
                found.append(
                    Candidate(stranger.name, stranger.span, score, None, near, stranger.village)
                )
    return found


def _of_mention(
    reading: Reading,
    sentence: Sentence,
    mention: PlaceMention,
    weight: float,
    distances: Sequence[Distance],
) -> list[Candidate]:
    before = reading.text[sentence.span.start : mention.span.start]
    after = reading.text[mention.span.end : sentence.span.end]
    if mention.span.start < body_start(sentence):
        return []
    score = weight * _manner(before, after, mention)
    measured = next((d for d in distances if d.reference == mention.span.start), None)
    if measured is not None:
        if _named_before(reading, sentence, measured):
            score *= 0.25
        else:
            return [
                Candidate(mention.text, mention.span, max(score, weight), mention, measured, False)
            ]
    near = _distance_after(distances, mention.span)
    if _elsewhere(reading, sentence, mention.span):
        score *= 0.15
    if score <= 0:
        return []
    village = bool(_VILLAGE.search(before))
    return [Candidate(mention.text, mention.span, score, mention, near, village)]


def _manner(before: str, after: str, mention: PlaceMention) -> float:
    """How much the words around a name make it the place of the facts."""
    if _VILLAGE.search(before) or re.match(r"\s+(?:village|town|hamlet)\b", after):
        return 1.5
    commune = re.search(r"\b(?:commune|municipality)\b[^,;.]{0,22}$", before, re.IGNORECASE)
    if _CONTAINER.search(before) or _CONTAINER_AFTER.match(after):
        return 0.5 if commune or re.match(r"\s+area", after) else 0.12
    only_unit = not any(place.feature_class in "PS" for place in mention.places)
    if only_unit:
        return 0.25
    if _BORDER.search(before) or _BETWEEN.search(before):
        return 0.3
    return 1.0 if _LOCATIVE.search(before[-26:]) else 0.6


def _elsewhere(reading: Reading, sentence: Sentence, span: Span) -> bool:
    """True for where somebody speaks, comes from, goes or is taken."""
    before = reading.text[sentence.span.start : span.start]
    return bool(_OFFICE.search(before) or _ROUTE.search(before))


def _weight(sentence: Sentence) -> float:
    weight = 2.4 if sentence.title else 3.0 if sentence.paragraph < 2 else 2.4
    if sentence.paragraph > 3:
        weight = 1.2
    return weight if EVENT.search(sentence.text) else weight * 0.45


def _distance_after(distances: Sequence[Distance], span: Span) -> Distance | None:
    """The distance that the text gives for a place just named."""
    for distance in distances:
        if 0 <= distance.span.start - span.end <= 40:
            return distance
    return None


def _named_before(reading: Reading, sentence: Sentence, distance: Distance) -> bool:
    """True where the distance belongs to a place named just before it."""
    gap = reading.text[max(sentence.span.start, distance.span.start - 48) : distance.span.start]
    return bool(
        re.search(
            r"[A-Z][\w'’-]+\s*(?:,|\()?\s*(?:un[e]? (?:village|localité|hameau)[^,;.]{0,20}|a "
            r"(?:village|town)\s*)?"
            r"(?:situé\w*|located|distante? d[e'’]|sis\w*|lies|qui se trouve|,)?\s*(?:à|a|about"
            r"|around|some|environ)?\s*$",
            gap,
        )
    )


def _site(
    reading: Reading, one: Candidate, country: str, ranked: Sequence[Candidate]
) -> ProposedSite | None:
    reference = _reference(reading, one.distance, country)
    if one.mention is None:
        return _stranger_site(reading, one, country, reference)
    own = one.distance is not None and one.distance.reference == one.span.start
    chosen, others = choose(reading, one.mention, country, None if own else reference)
    if chosen is None:
        return None
    site = _of_place(one, chosen, others)
    if own and one.distance is not None and chosen.latitude is not None:
        return _offset(site, chosen, one.distance)
    return site


def _reference(
    reading: Reading, distance: Distance | None, country: str
) -> tuple[KnownPlace, Distance] | None:
    if distance is None:
        return None
    for mention in reading.mentions.places:
        if mention.span.start == distance.reference:
            chosen, _ = choose(reading, mention, country, None)
            return (chosen, distance) if chosen and chosen.latitude is not None else None
    return None


def _of_place(one: Candidate, place: KnownPlace, others: Sequence[KnownPlace]) -> ProposedSite:
    unit = place.feature_class == "A"
    precision = Precision.ADMIN2 if unit and not one.village else Precision.NEAR
    if place.latitude is None:
        precision = Precision.AREA
    return ProposedSite(
        name=one.name,
        country=place.country,
        precision=precision,
        evidence=one.span,
        confidence=round(min(0.95, 0.35 + one.score / 12) - 0.1 * bool(others), 2),
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=5.0 if precision == Precision.NEAR else None,
        admin1=place.admin1,
        place=place.id,
        homonyms=tuple(other.id for other in others),
    )


def _offset(site: ProposedSite, place: KnownPlace, distance: Distance) -> ProposedSite:
    latitude, longitude = moved(place.latitude or 0.0, place.longitude or 0.0, distance)
    return replace(
        site,
        latitude=latitude,
        longitude=longitude,
        radius_km=distance.radius,
        precision=Precision.NEAR,
    )


def _stranger_site(
    reading: Reading,
    one: Candidate,
    country: str,
    reference: tuple[KnownPlace, Distance] | None,
) -> ProposedSite:
    site = ProposedSite(
        name=one.name,
        country=country,
        precision=Precision.COUNTRY,
        evidence=one.span,
        confidence=round(min(0.8, 0.3 + one.score / 12), 2),
    )
    if reference:
        return _offset(replace(site, country=reference[0].country), *reference)
    around = _around(reading, one, country)
    if around is None:
        return site
    return replace(
        site,
        country=around.country,
        latitude=around.latitude,
        longitude=around.longitude,
        radius_km=30.0,
        precision=Precision.NEAR,
        admin1=around.admin1,
    )


def _around(reading: Reading, one: Candidate, country: str) -> KnownPlace | None:
    """The nearest named place of the same country after the name, in its sentence or the next."""
    sentences = [s.index for s in reading.told()]
    places = [m for m in reading.mentions.places if m.sentence in sentences]
    after = [m for m in places if 0 <= m.span.start - one.span.end < 200]
    before = [m for m in reversed(places) if 0 <= one.span.start - m.span.end < 200]
    for mention in (*after, *before):
        chosen, _ = choose(reading, mention, country, None)
        if chosen and chosen.latitude is not None and chosen.country == country:
            return chosen
    return None


def _units(reading: Reading, country: str) -> list[Candidate]:
    found = []
    for sentence in reading.told():
        for mention in reading.mentions.in_sentence(sentence.index):
            inside = [unit for unit in mention.units if unit.country == country]
            if inside and mention.span.start >= body_start(sentence):
                score = _weight(sentence)
                found.append(Candidate(mention.text, mention.span, score, mention, None, False))
    return sorted(found, key=lambda one: (-one.score, one.span))


def _unit_site(units: Sequence[Candidate], country: str) -> ProposedSite | None:
    for one in units:
        unit = (
            next((u for u in one.mention.units if u.country == country), None)
            if one.mention
            else None
        )
        if unit is None or one.mention is None:
            continue
        place = next((p for p in one.mention.places if p.country == country), None)
        return ProposedSite(
            name=one.name,
            country=country,
            precision=Precision.ADMIN1 if unit.level == 1 else Precision.ADMIN2,
            evidence=one.span,
            confidence=0.4,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            admin1=unit.key,
        )
    return None
