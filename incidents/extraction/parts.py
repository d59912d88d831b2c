"""Who did it: named actors on whose part somebody claims, attributes or denies the facts.

An actor that is only mentioned takes no part. Armed men whom nobody names are a description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from incidents.extraction.deeds import (
    AGAINST,
    BLAMED,
    BLOW_OF,
    BY,
    CIVILIANS,
    CLAIMED_AFTER,
    CLAIMED_BEFORE,
    DENIED,
    DID,
    HABIT,
    LINKED,
    LINKED_AFTER,
    OWN_DEED,
    STATE,
)
from incidents.extraction.known import KnownActor
from incidents.extraction.lexicon import ARMED, ATTACKERS, RESPONSIBILITY, UNCLAIMED
from incidents.extraction.names import ActorMention
from incidents.extraction.proposal import ProposedPart, Span
from incidents.extraction.reading import Reading
from incidents.extraction.speakers import Frame, speaker_at
from incidents.extraction.text import Sentence
from incidents.extraction.voices import voice_of
from incidents.values import Attribution, ParticipationRole


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
    """A claim settles it among groups; others need somebody who blames them outright."""
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
    if claims and (CLAIMED_AFTER.match(after) or CLAIMED_BEFORE.search(before) or speaking):
        return _Ground(actor, Attribution.CLAIMED, actor.name, mention.span, 0.95)
    if DENIED.match(after):
        return _Ground(actor, Attribution.DENIED, actor.name, mention.span, 0.8)
    if speaking and OWN_DEED.search(after):
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
        if RESPONSIBILITY.search(text) or OWN_DEED.search(text):
            yield _Ground(actor, Attribution.CLAIMED, actor.name, frame.named, 0.8)


def _attributed(
    reading: Reading, sentence: Sentence, mention: ActorMention, before: str, after: str
) -> _Ground | None:
    if HABIT.search(sentence.text) or AGAINST.search(before):
        return None
    if UNCLAIMED.search(sentence.text) and not BLAMED.search(before):
        return None
    strong = bool(BLAMED.search(before))
    plain = bool(BY.search(before) or BLOW_OF.search(before) or DID.match(after))
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
    if LINKED_AFTER.match(after):
        return True
    return actor.key in _PARENTS and bool(LINKED.search(before))


_PARENTS: Final = frozenset({"islamic_state", "aqim"})


def _state_mention(
    reading: Reading, sentence: Sentence, mention: ActorMention, before: str, after: str
) -> _Ground | None:
    """A state force by its full name: only where somebody accuses it, or its blow hit civilians."""
    if mention.actor.subtype == "government":
        return None
    blamed = bool(BLAMED.search(before)) and not re.search(r"\baccus\w+ by\b", before)
    blow = bool(
        re.search(
            r"\b(?:strikes?|frappes?|drones?|bombardement\w*|tirs?)\s+(?:[\w'’-]+\s+){0,3}?(?:by"
            r"|of|de|d['’]|par|du)\s*"
            r"(?:the |l['’]|des |les )?$",
            before,
            re.IGNORECASE,
        )
    )
    did = bool(DID.match(after)) or bool(
        re.search(r"\b(?:by|par) ", before[-20:]) and BY.search(before)
    )
    if (did or blow) and not _civilians(sentence):
        return None
    if not (blamed or blow or did) or AGAINST.search(before):
        return None
    frame = speaker_at(reading.frames.get(sentence.index, ()), mention.span)
    by = frame.speaker if frame else ""
    return _Ground(mention.actor, Attribution.ATTRIBUTED, by, mention.span, 0.8)


def _civilians(sentence: Sentence) -> bool:
    return bool(CIVILIANS.search(sentence.text)) or not ATTACKERS.search(sentence.text)


def _of_forces(reading: Reading, sentence: Sentence, country: str) -> Iterator[_Ground]:
    """ "The army", "soldiers" of the country, where somebody lays it at their door."""
    if not country:
        return
    for subtype, pattern in STATE:
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
    return bool(ATTACKERS.search(stretch)) and not CIVILIANS.search(text)


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
