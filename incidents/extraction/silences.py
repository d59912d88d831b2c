"""Silences: somebody gives no toll, declines to speak, says nothing of losses. Never a nought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from incidents.extraction.lexicon import words
from incidents.extraction.proposal import ProposedClaim, Span
from incidents.extraction.reading import Reading
from incidents.extraction.speakers import Frame
from incidents.extraction.text import Sentence
from incidents.values import About, FigureState

_SILENT: Final = re.compile(
    r"(?:\b(?:did not|didn['’]t|has not|have not|had not|does not|do not|declined to|would not"
    r"|without|refused to)\b"
    r"(?:\s+\w+){0,3}?\s+(?:mention\w*|say|give|giv\w+|provid\w+|specif\w+|disclos\w+|releas\w+"
    r"|comment\w*|reply|respond\w*"
    r"|report\w*|detail\w*|elaborat\w+|confirm\w*)|\b(?:n['’](?:a|ont|avai\w+)|ne|n['’])\b"
    r"(?:\s+\w+){0,2}?\s*(?:pas|aucun\w*)(?:\s+\w+){0,3}?"
    r"\s*(?:communiqu|donn|fourni|précis|fait état|publi|avanc|réagi|répondu|souhaité|exprim"
    r"|commenté|mentionn|évoqu|bilan)\w*"
    r"|\bn['’](?:a|ont) (?:fait|communiqué|donné|publié) (?:aucun\w*|le moindre|la moindre)\b"
    r"|\bne fait (?:mention|état)"
    r" d['’]aucun\w*|\b(?:has|have|had)?\s*(?:published|given|released|provided|made|issued) no\b"
    r"|\bsans (?:\w+ )?(?:donner|préciser|fournir|mentionner|avancer|faire état|communiquer"
    r"|évoquer)\b)",
    re.IGNORECASE,
)
_NEITHER: Final = re.compile(
    r"\b(?P<speaker>ni\s[^.;:]{3,80}?\sni\s[^.;:]{2,60}?)\s+n['’](?:a|ont)\s", re.IGNORECASE
)
_TOLL_WORD: Final = words(
    r"bilan\w*",
    r"toll",
    r"pertes?",
    r"losses",
    r"casualt\w+",
    r"how many",
    r"combien",
    r"figures?",
    r"chiffres?",
    r"number",
    r"nombre",
    r"victimes?",
    r"morts",
    r"dead",
    r"details",
    r"détails",
)
_ASKED: Final = words(
    r"comment\w*", r"questions?", r"respond\w*", r"reply", r"réagi\w*", r"répondu\w*"
)
_OFFICIAL: Final = words(
    r"army",
    r"armée",
    r"government",
    r"gouvernement",
    r"ministry",
    r"ministère",
    r"authorit\w+",
    r"autorités",
    r"military",
    r"état-major",
    r"officials?",
    r"spokes\w+",
    r"porte-parole",
    r"gouvernorat",
    r"junta",
    r"junte",
    r"police",
)
_SUBJECT: Final = re.compile(
    r"(?:^|[,;:—-]\s+|\b(?:but|mais|et|and)\s+)"
    r"(?P<subject>(?:[A-ZÀ-Ý]|the |an? |le |la |les |l['’]|un |une |des )"
    r"[^,;:()«»“”\"]{2,80}?)\s*"
    r"(?:,[^,]{2,80},\s*)?(?:n['’]|ne |did |has |have |had |does |do |declined|would |refused)"
    r"(?=[^,;]*$|[^,;]+)",
)


def silence(reading: Reading, sentence: Sentence) -> ProposedClaim | None:
    """Somebody gives no toll: a claim of its own, and never a nought."""
    neither = _NEITHER.search(sentence.text)
    if neither and _TOLL_WORD.search(sentence.text[neither.end() :]):
        return _withheld(neither["speaker"], sentence, neither)
    found = _SILENT.search(sentence.text)
    if found is None:
        return None
    rest = sentence.text[found.start() :]
    frames = reading.frames.get(sentence.index, ())
    subject = _SUBJECT.search(sentence.text[: found.end()])
    speaker = subject["subject"].strip() if subject else ""
    official = _OFFICIAL.search(speaker) or re.fullmatch(r"[A-ZÀ-Ý]\w+", speaker)
    if not _TOLL_WORD.search(rest) and not (_ASKED.search(rest) and official):
        return None
    if (
        re.fullmatch(
            r"(?i)it|he|she|they|ils?|elles?|celle-ci|celui-ci|le texte|the statement", speaker
        )
        or not subject
    ):
        speaker = _said_before(reading, sentence, frames)
    speaker = re.sub(r"(?i)\s+(?:also|has|have|had|n['’]|a|ont)$", "", speaker)
    if not speaker:
        return None
    return _withheld(speaker, sentence, found)


def _withheld(speaker: str, sentence: Sentence, found: re.Match[str]) -> ProposedClaim:
    start = sentence.span.start
    return ProposedClaim(
        speaker=speaker,
        about=About.CASUALTIES,
        evidence=Span(start + found.start(), start + found.end()),
        confidence=0.7,
        measure=None,
        state=FigureState.WITHHELD,
    )


def _said_before(reading: Reading, sentence: Sentence, frames: Sequence[Frame]) -> str:
    if frames:
        return frames[-1].speaker
    for index in range(sentence.index - 1, -1, -1):
        if reading.frames.get(index):
            return reading.frames[index][-1].speaker
    return ""


def but_said(sentence: Sentence, silent: ProposedClaim) -> Iterator[ProposedClaim]:
    """ "Gave no toll, but said that…": the same speaker says something else."""
    found = re.search(r"\b(?:but (?:said|says)|mais (?:a|ont) \w+)\b[^.]+", sentence.text)
    if found:
        start = sentence.span.start
        yield ProposedClaim(
            speaker=silent.speaker,
            about=About.SITUATION,
            evidence=Span(start + found.start(), start + found.end()),
            confidence=0.6,
        )
