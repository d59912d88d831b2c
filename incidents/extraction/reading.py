"""One reading of a text: its sentences, what they name, who speaks, when; shared by every part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from incidents.extraction.background import background_of
from incidents.extraction.dates import Mention, mentions_in
from incidents.extraction.known import Known
from incidents.extraction.lexicon import EVENT, words
from incidents.extraction.names import Mentions
from incidents.extraction.proposal import Span
from incidents.extraction.speakers import Frame, frames_of
from incidents.extraction.text import Sentence, language_of, sentences_of

_DATELINE = re.compile(
    r"^\s*[A-ZÀ-Ý][\w'’ -]{1,30}(?:,[^(—–-]{0,40})?\s*(?:\([A-Z][\w /.-]{1,24}\))?\s*[-—–]\s"
)
OTHER = words(
    r"in (?:a|another) separate (?:incident|attack)",
    r"separately",
    r"in another (?:incident|attack)",
    r"(?:dans|lors d['’]|au cours d['’])\s?une? autre (?:attaque|incident|localité|embuscade)",
    r"par ailleurs, (?=[^.]*(?:attaqu|tué|mort|bless|enlev|embuscade|explos))",
    r"une autre attaque",
    r"another attack",
    r"(?:une|un) (?:second|deuxième) (?:attaque|incident|embuscade)",
    r"a second (?:attack|ambush|incident)",
    r"un autre incident",
    r"à signaler également",
    r"also on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday),",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text as read. `background` and `apart` hold indices of sentences."""

    text: str
    language: str
    published: date | None
    sentences: Sequence[Sentence]
    mentions: Mentions
    frames: Mapping[int, Sequence[Frame]]
    dates: Mapping[int, Sequence[Mention]]
    background: frozenset[int]
    apart: frozenset[int]
    """Sentences that tell of another incident beside the main one."""

    @property
    def known(self) -> Known:
        return self.mentions.known

    def told(self) -> list[Sentence]:
        """The sentences about the main incident."""
        out = self.background | self.apart
        return [one for one in self.sentences if one.index not in out and not one.link]

    def only(self, indices: Iterable[int]) -> Reading:
        """The same text, of which only these sentences tell."""
        kept = set(indices)
        rest = frozenset(one.index for one in self.sentences if one.index not in kept)
        return replace(self, background=rest, apart=frozenset())


def read(text: str, published: date | None, known: Known, language: str = "") -> Reading:
    """Read a text once; background is told by words alone until the day of the facts is known."""
    language = language if language in ("en", "fr") else language_of(text)
    sentences = sentences_of(text)
    dates = _dates(sentences, published)
    return Reading(
        text=text,
        language=language,
        published=published,
        sentences=sentences,
        mentions=Mentions(text, sentences, known),
        frames=frames_of(sentences, language),
        dates=dates,
        background=frozenset(background_of(sentences, dates, None, published)),
        apart=_apart(sentences),
    )


def with_day(reading: Reading, days: tuple[date, date] | None) -> Reading:
    """The reading once more, with what is background seen from the day of the facts."""
    found = background_of(reading.sentences, reading.dates, days, reading.published)
    return replace(reading, background=frozenset(found))


def body_start(sentence: Sentence) -> int:
    """Where a sentence starts behind its dateline ("BAMAKO, 12 mars (AFP) - ")."""
    found = _DATELINE.match(sentence.text)
    return sentence.span.start + (found.end() if found else 0)


def _dates(sentences: Sequence[Sentence], published: date | None) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    for sentence in sentences:
        if sentence.link:
            continue
        begin = body_start(sentence)
        offset = sentence.span.start
        for mention in mentions_in(sentence.text, published):
            span = Span(mention.span.start + offset, mention.span.end + offset)
            if span.start >= begin:
                found[sentence.index].append(replace(mention, span=span))
    return dict(found)


def _apart(sentences: Sequence[Sentence]) -> frozenset[int]:
    """Sentences that begin another incident, and those that go on in the same paragraph."""
    found: set[int] = set()
    paragraph = -1
    for sentence in sentences:
        opens = bool(OTHER.search(sentence.text)) and bool(EVENT.search(sentence.text))
        if opens and sentence.paragraph > 0 and not sentence.title:
            paragraph = sentence.paragraph
        if sentence.paragraph == paragraph and (opens or found):
            found.add(sentence.index)
    return frozenset(found)
