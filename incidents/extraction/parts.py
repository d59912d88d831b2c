"""Who did it: named actors on whose part somebody claims, attributes or denies the facts.

An actor that is only mentioned takes no part. Armed men whom nobody names are a description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from incidents.extraction.known import KnownActor
from incidents.extraction.lexicon import ARMED, ATTACKERS, RESPONSIBILITY, UNCLAIMED, words
from incidents.extraction.names import ActorMention
from incidents.extraction.proposal import ProposedPart, Span
from incidents.extraction.reading import Reading
from incidents.extraction.speakers import Frame, speaker_at
from incidents.extraction.text import Sentence
from incidents.extraction.voices import voice_of
from incidents.values import Attribution, ParticipationRole

_HELPERS: Final = (
    r"(?:\s+(?:fighters|militants|insurgents|jihadists?|jihadis|gunmen|members|troops|soldiers"
    r"|forces|mercenar\w+"
    r"|militia\w*|hunters|rebels|elements|auxiliaries|affiliate|branch|group|terrorists?|men"
    r"|militiamen))?"
)
_ASIDE: Final = r"(?:\s*\([^)]*\))?(?:,[^,.;]{1,90},)?"
_AUX: Final = (
    r"(?:\s+(?:have|has|had|also|later|then|allegedly|reportedly|ont|a|avait|avaient|auraient"
    r"|aurait|en|y|se|s['’]"
    r"|l['’]|aussi|également|on \w+|\w+ment|immédiatement|,|who|qui|that|in|dans|un|une|statement"
    r"|communiqué))*"
)
_DID: Final = re.compile(
    rf"^(?:['’]s)?{_HELPERS}{_ASIDE}{_AUX}\s+(?:attack(?:ed|ing)?|kill(?:ed|ing)?|raid(?:ed)?"
    rf"|storm(?:ed)?|ambush(?:ed)?"
    r"|abduct(?:ed)?|kidnap(?:ped)?|execut(?:ed|ing)|massacr(?:ed)?|bomb(?:ed)?|shot|opened fire"
    r"|overran|struck|seized"
    r"|encircled|burned|surrounded|entered|swept|carried out|summarily|targeted|hit"
    r"|attaqu(?:é|ent|aient|e)|tu(?:é|ent|aient|e)|exécut(?:é|ent)|massacr(?:é|ent)|enlev(?:é|ent)"
    r"|bombard(?:é|ent)"
    r"|men(?:é|ent)|frapp(?:é|ent)|tendu|ouvert le feu|pris (?:le contrôle|d['’]assaut|pour cible)"
    r"|abattu|assassin"
    r"|incendi|investi|fait irruption|visé|brûl|arrêté et|égorg|pos(?:é|ent)|encercl|perpétr)\w*",
    re.IGNORECASE,
)
_CLAIMED_AFTER: Final = re.compile(
    rf"^(?:['’]s)?{_HELPERS}{_ASIDE}{_AUX}\s+(?:claim\w* (?!that no)|revendiqu|said (?:it"
    rf"|its \w+) (?:was|were|had) (?:behind"
    r"|killed|carried|attacked)|said (?:it|its)|affirmé avoir|dit avoir|assuré avoir|says it)",
    re.IGNORECASE,
)
_CLAIMED_BEFORE: Final = re.compile(
    r"\b(?:claimed|claim of responsibility|revendiqu\w+|revendication)\s+(?:[\w'’]+\s+){0,5}?(?:by"
    r"|from|par|d[eu]|des)\s+"
    r"(?:[\w'’-]+\s+){0,5}(?:l['’])?$",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    rf"^(?:['’]s)?{_HELPERS}{_ASIDE}(?:\s+\w+){{0,4}}?\s+(?:denied|denies|rejected|rejects|démenti"
    rf"|dément|nié|nie|rejet"
    r"|réfut)",
    re.IGNORECASE,
)
_BLAMED: Final = re.compile(
    r"(?:\b(?:attribu\w+|imput\w+|blam\w+|accus\w+|pointed (?:the finger )?(?:at|to)|soupçonn\w+"
    r"|suspect\w+|mett\w+ en cause"
    r"|mis\w* en cause|portant la marque|hallmarks of|responsib\w+ of|responsab\w+ d[eu]"
    r"|incombe\w*|désign\w+|la main|the hand|the work|l['’]œuvre|la signature)\b"
    r"(?:\s+(?!reported|said|told|of\b|avoir|d['’]avoir|for\b|while|but)[\w'’-]+){0,9}\s*(?:l['’]"
    r"|d['’])?)$",
    re.IGNORECASE,
)
_MEN: Final = (
    r"(?:(?:the|some|les|des|le|la|un|une|suspected|présumés|fighters|combattants|éléments|membres"
    r"|hommes|armed"
    r"|members|of|from|du|de|jihadistes|djihadistes|terroristes|groupe|group|traditional|soldats"
    r"|soldiers|drones?"
    r"|militants|affiliés|au|à|aux|liés|unités|allied|its|forces|mercenaires|de la|groupes?|armés?"
    r"|secteur \d|jihadist"
    r"|rebelles?|be|to)\b\s*|[ld]['’])*$"
)
_BY: Final = re.compile(
    r"\b(?:killed|kidnapped|abducted|executed|attacked|carried out|perpetrated|massacred|ambushed"
    r"|raided|staged|claimed"
    r"|captured|shot|burned|launched|laid|targeted|taken|seized|suspected|held|detained"
    r"|tuée?s?|enlevée?s?|exécutée?s?|attaquée?s?|perpétrée?s?|menée?s?|commise?s?|massacrée?s?"
    r"|abattue?s?|tendue"
    r"|lancée?s?|conduite?s?|visée?s?|posée?s?|arrêtée?s?|assassinée?s?)\b"
    r"(?:,?\s+[\w'’-]+){0,12}?,?\s+(?:by|par|to be)\s+" + _MEN,
    re.IGNORECASE,
)
_BLOW_OF: Final = re.compile(
    r"\b(?:attacks?|strikes?|raid|massacre|ambush|assault|frappes?|attaques?|embuscade|assaut"
    r"|incursions?|raids?|offensive)\s+"
    r"(?:[\w'’-]+\s+){0,2}?(?:by|of|par|d[eu]|des)\s+" + _MEN,
    re.IGNORECASE,
)
_THEIR_MEN: Final = re.compile(
    r"\b(?:combattants|éléments|membres|hommes|jihadistes|djihadistes|terroristes|fighters|members"
    r"|militants|soldiers"
    r"|soldats|assaillants|mercenaires|gunmen|affiliés|chasseurs)\s+(?:(?:armés|présumés|suspected"
    r"|affiliés|liés|of|from"
    r"|du|de|d['’]|des|de la|au|à|the|l['’]|appartenant)\s*)+$",
    re.IGNORECASE,
)
_AGAINST: Final = re.compile(
    r"\b(?:contre|against|visant|targeting|hunting|fight(?:ing)?|combat(?:tre|tant)?|lutte contre"
    r"|ciblant|neutralis\w+"
    r"|attack on|attaque contre|position d[eu]|positions d[eu]|base d[eu]|arrest\w+|join\w*"
    r"|rejoin\w*|headed by"
    r"|uniform of|clashes? between|repell?ed)\b(?:\s+[\w'’-]+){0,5}\s*(?:l['’])?$",
    re.IGNORECASE,
)
_HABIT: Final = words(
    r"often",
    r"souvent",
    r"régulièrement",
    r"regularly",
    r"généralement",
    r"usually",
    r"frequently",
    r"fréquemment",
    r"typically",
    r"habituellement",
)
_LINKED: Final = re.compile(
    r"(?:\b(?:linked|affiliated|allied|loyal|liée?s?|affiliée?s?|rattachée?s?|proches?|allégeance"
    r"|branch|branche|filiale"
    r"|inféodée?s?|franchise)\s+(?:to |with |of |à |au |de |d['’])?(?:the |l['’]|la |al-)?"
    r"(?:[\w'’-]+ (?:and|et|ou|or) )?)$",
    re.IGNORECASE,
)
_LINKED_AFTER: Final = re.compile(
    r"^[\s-]*(?:-?linked|-?affiliated|-?aligned|-?backed)\b", re.IGNORECASE
)
_FORCES: Final = (
    (
        "army",
        (
            r"armée|army|military|armed forces|forces armées|soldats?|soldiers?|militaires|troops"
            r"|état-major"
        ),
    ),
    (
        "unspecified_state_forces",
        r"forces de défense et de sécurité|security forces|forces de sécurité|FDS",
    ),
    ("gendarmerie", r"gendarmes?|gendarmerie"),
    ("police", r"police|policiers?"),
)
_STATE_TEMPLATE: Final = (
    (
        r"\b(?:accus\w+|blam\w+|imput\w+|attribu\w+|held responsible|mett\w+ en cause"
        r"|mis\w* en cause)\s+"
        r"(?:(?!de\b|of\b|d['’])[\w'’-]+\s+){0,4}?(?:à |aux |on |the |l['’]|la |les |des "
        r"|government "
        r"|regular )*(?P<a>%s)\b"
    ),
    (
        r"\b(?:frappes?|drones?|bombardements?|tirs?|raids?|strikes?|bavures?)\s+"
        r"(?:[\w'’-]+\s+){0,3}?"
        r"(?:de |d['’]|du |des |by |of |from |par )(?:the |l['’]|la |les |des |[\w]+['’]s )*"
        r"(?P<a>%s)\b"
    ),
    (
        r"\b(?:aéronefs?|drones?|avions?|hélicoptères?|aircraft|helicopters?|planes?) (?:de |of "
        r"|d['’]"
        r"|from |du |des )"
        r"(?:the |l['’]|la |les )*(?P<a>%s)\b"
    ),
    (
        r"\b(?P<a>%s)(?:['’]s)?(?:\s+\w+)?\s+(?:drone |air ?)?(?:strikes?|drones?)\s+"
        r"(?:[\w'’-]+\s+){0,3}?(?:kill|hit|tu)\w*"
    ),
    (
        r"\b(?:tuée?s?|exécutée?s?|abattue?s?|killed|executed|shot(?: dead)?|massacred|enlevée?s?"
        r"|abducted)\s+"
        r"(?:[\w'’,-]+\s+){0,6}?(?:par|by)\s+(?:the |l['’]|la |les |des |un |some |[\w]+ ){0,3}"
        r"(?P<a>%s)\b"
    ),
    (
        r"\b(?P<a>%s)(?:\s+[\w'’-]+){0,5}?\s+(?:ont |have |had |avaient |auraient |a |allegedly "
        r"|reportedly )*"
        r"(?:(?:exécut|execut|massacr)\w+|killed (?:[\w'’-]+ ){0,4}(?:civil|villag|people|resid"
        r"|herder"
        r"|men\b)\w*"
        r"|tué (?:[\w'’-]+ ){0,4}(?:civil|villag|person|habit|berger|éleveur)\w*)"
    ),
)
_STATE: Final = [
    (subtype, re.compile(template % names, re.IGNORECASE))
    for subtype, names in _FORCES
    for template in _STATE_TEMPLATE
]


_OWN_DEED: Final = re.compile(
    r"\b(?:(?:its|his) (?:fighters|men|forces|soldiers|militants) (?:had|have|were)|(?:said"
    r"|says)[^.;]{0,30}? it (?:had )?(?:kill|attack|storm|captur|seiz"
    r"|punish|carried|taken|struck|hit|ambush|overr|burn)\w*|ses (?:combattants|hommes|éléments"
    r"|forces) (?:ont|avaient|auraient)|(?:avoir|s['’]être|d['’]avoir)"
    r" (?:\w+ )?(?:tué|attaqué|mené|pris|emparé|tendu|abattu|visé|lancé|détruit|neutralisé|capturé"
    r"|infligé|frappé|incendié))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Ground:
    actor: KnownActor
    attribution: Attribution
    by: str
    span: Span
    confidence: float


def parts_of(reading: Reading, country: str) -> list[ProposedPart]:
    """Perpetrators with their ground; a description where the text names armed men and no more."""
    best: dict[str, _Ground] = {}
    denied: dict[str, _Ground] = {}
    for sentence in reading.told():
        for ground in _grounds(reading, sentence, country):
            store = denied if ground.attribution == Attribution.DENIED else best
            old = store.get(ground.actor.key)
            if old is None or _rank(ground) > _rank(old):
                store[ground.actor.key] = ground
    parts = [_part(ground) for ground in _without_wholes(list(best.values()))]
    parts += [_part(ground) for key, ground in denied.items() if key in best]
    return parts or _described(reading)


def _rank(ground: _Ground) -> tuple[bool, float]:
    return ground.attribution == Attribution.CLAIMED, ground.confidence


def _part(ground: _Ground) -> ProposedPart:
    return ProposedPart(
        role=ParticipationRole.PERPETRATOR,
        attribution=ground.attribution,
        actor=ground.actor.key,
        name=ground.actor.name,
        attributed_by=ground.by,
        evidence=ground.span,
        confidence=ground.confidence,
    )


def _without_wholes(grounds: list[_Ground]) -> list[_Ground]:
    """A claim settles it among groups: others that are only attributed stay out of the first rank."""
    claimed = [g for g in grounds if g.attribution == Attribution.CLAIMED and not g.actor.of_state]
    if not claimed:
        return grounds
    return [g for g in grounds if g in claimed or g.actor.of_state or g.confidence >= 0.8]


def _grounds(reading: Reading, sentence: Sentence, country: str) -> Iterator[_Ground]:
    for mention in reading.mentions.actors_in(sentence.index):
        found = _of_mention(reading, sentence, mention)
        if found is not None:
            yield found
    yield from _claiming_back(reading, sentence)
    yield from _of_forces(reading, sentence, country)


def _of_mention(reading: Reading, sentence: Sentence, mention: ActorMention) -> _Ground | None:
    before = reading.text[max(sentence.span.start, mention.span.start - 130) : mention.span.start]
    after = reading.text[mention.span.end : min(sentence.span.end, mention.span.end + 150)]
    actor = mention.actor
    own = reading.frames.get(sentence.index, ())
    if actor.of_state or actor.subtype == "government":
        return _state_mention(reading, sentence, mention, before, after)
    if _only_linked(actor, before, after):
        return None
    claims = bool(RESPONSIBILITY.search(sentence.text)) and not UNCLAIMED.search(sentence.text)
    voice = next((f for f in own if f.named.meets(mention.span)), None)
    speaking = voice is not None and _nearest(reading, sentence, mention, voice)
    if claims and (_CLAIMED_AFTER.match(after) or _CLAIMED_BEFORE.search(before) or speaking):
        return _Ground(actor, Attribution.CLAIMED, actor.name, mention.span, 0.95)
    if _DENIED.match(after):
        return _Ground(actor, Attribution.DENIED, actor.name, mention.span, 0.8)
    if speaking and _OWN_DEED.search(after):
        return _Ground(actor, Attribution.CLAIMED, actor.name, mention.span, 0.85)
    return _attributed(reading, sentence, mention, before, after)


def _nearest(reading: Reading, sentence: Sentence, mention: ActorMention, frame: Frame) -> bool:
    """True where no other actor stands between this one and the verb of its frame."""
    return not any(
        frame.named.covers(other.span) and other.span.start > mention.span.end
        for other in reading.mentions.actors_in(sentence.index)
        if other.actor.key != mention.actor.key
    )


def _claiming_back(reading: Reading, sentence: Sentence) -> Iterator[_Ground]:
    """ "It said its fighters…", "il revendique": the actor named before claims it here."""
    if UNCLAIMED.search(sentence.text):
        return
    for frame in reading.frames.get(sentence.index, ()):
        if not frame.back:
            continue
        text = reading.text[frame.named.start : frame.covers.end]
        _, key = voice_of(reading, frame)
        actor = reading.known.actors_by_key.get(key)
        if actor is None or actor.type in ("state", "external"):
            continue
        if RESPONSIBILITY.search(text) or _OWN_DEED.search(text):
            yield _Ground(actor, Attribution.CLAIMED, actor.name, frame.named, 0.8)


def _attributed(
    reading: Reading, sentence: Sentence, mention: ActorMention, before: str, after: str
) -> _Ground | None:
    if _HABIT.search(sentence.text) or _AGAINST.search(before):
        return None
    if UNCLAIMED.search(sentence.text) and not _BLAMED.search(before):
        return None
    strong = bool(_BLAMED.search(before))
    plain = bool(_BY.search(before) or _BLOW_OF.search(before) or _DID.match(after))
    plain = plain or _they_were(before)
    if not strong and not plain:
        return None
    frame = speaker_at(reading.frames.get(sentence.index, ()), mention.span)
    by = frame.speaker if frame else ""
    return _Ground(mention.actor, Attribution.ATTRIBUTED, by, mention.span, 0.8 if strong else 0.7)


def _they_were(before: str) -> bool:
    """ "They were Dozo": somebody says who it was."""
    return bool(
        re.search(
            r"\b(?:they were|it was|c['’]était|c['’]étaient|ce sont|il s['’]agit d[e'’])\s+(?:the "
            r"|les |des |l['’])?$",
            before,
            re.IGNORECASE,
        )
    )


def _only_linked(actor: KnownActor, before: str, after: str) -> bool:
    """A parent organisation that others are linked to."""
    if _LINKED_AFTER.match(after):
        return True
    return actor.key in _PARENTS and bool(_LINKED.search(before))


_PARENTS: Final = frozenset({"islamic_state", "aqim"})


def _state_mention(
    reading: Reading, sentence: Sentence, mention: ActorMention, before: str, after: str
) -> _Ground | None:
    """A state force by its full name: only where somebody accuses it, or its blow hit civilians."""
    if mention.actor.subtype == "government":
        return None
    blamed = bool(_BLAMED.search(before)) and not re.search(r"\baccus\w+ by\b", before)
    blow = bool(
        re.search(
            r"\b(?:strikes?|frappes?|drones?|bombardement\w*|tirs?)\s+(?:[\w'’-]+\s+){0,3}?(?:by"
            r"|of|de|d['’]|par|du)\s*"
            r"(?:the |l['’]|des |les )?$",
            before,
            re.IGNORECASE,
        )
    )
    did = bool(_DID.match(after)) or bool(
        re.search(r"\b(?:by|par) ", before[-20:]) and _BY.search(before)
    )
    if (did or blow) and not _civilians(sentence):
        return None
    if not (blamed or blow or did) or _AGAINST.search(before):
        return None
    frame = speaker_at(reading.frames.get(sentence.index, ()), mention.span)
    by = frame.speaker if frame else ""
    return _Ground(mention.actor, Attribution.ATTRIBUTED, by, mention.span, 0.8)


def _civilians(sentence: Sentence) -> bool:
    return bool(_CIVILIANS.search(sentence.text)) or not ATTACKERS.search(sentence.text)


_CIVILIANS: Final = words(
    r"civil\w*",
    r"villag\w*",
    r"habitant\w*",
    r"residents?",
    r"people",
    r"personnes",
    r"enfants?",
    r"children",
    r"femmes?",
    r"women",
    r"marché",
    r"market",
    r"wedding",
    r"mariage",
    r"éleveurs?",
    r"herders?",
    r"foire",
)


def _of_forces(reading: Reading, sentence: Sentence, country: str) -> Iterator[_Ground]:
    """ "The army", "soldiers" of the country, where somebody lays it at their door."""
    if not country:
        return
    for subtype, pattern in _STATE:
        match = pattern.search(sentence.text)
        if match is None or _denies_only(sentence.text, match):
            continue
        span = Span(sentence.span.start + match.start("a"), sentence.span.start + match.end("a"))
        near = [
            c.country
            for c in reading.mentions.countries
            if (c.sentence == sentence.index and -14 < c.span.start - span.end < 4)
            or 0 <= span.start - c.span.end < 4
        ]
        actor = reading.known.force_of(near[0] if near else country, subtype)
        if actor is None:
            continue
        if any(m.span.meets(span) for m in reading.mentions.actors_in(sentence.index)):
            continue
        frame = speaker_at(reading.frames.get(sentence.index, ()), span)
        yield _Ground(actor, Attribution.ATTRIBUTED, frame.speaker if frame else "", span, 0.75)


def _denies_only(text: str, match: re.Match[str]) -> bool:
    """True where the people hit are armed men: that is a fight, and no accusation."""
    stretch = text[match.start() : match.end() + 60]
    return bool(ATTACKERS.search(stretch)) and not _CIVILIANS.search(text)


def _described(reading: Reading) -> list[ProposedPart]:
    for sentence in reading.told():
        found = ARMED.search(sentence.text)
        if found:
            start = sentence.span.start
            return [
                ProposedPart(
                    role=ParticipationRole.PERPETRATOR,
                    attribution=Attribution.UNKNOWN,
                    actor="",
                    name=found[0],
                    attributed_by="",
                    evidence=Span(start + found.start(), start + found.end()),
                    confidence=0.6,
                )
            ]
    return []
