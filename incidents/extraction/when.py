"""The day of the facts: of all days that a text names, the one on which it happened."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from incidents.extraction.calendar import part_of_day
from incidents.extraction.dates import Mention
from incidents.extraction.lexicon import A_DIT, DIT, EVENT, SAID
from incidents.extraction.proposal import When
from incidents.extraction.reading import Reading, body_start
from incidents.extraction.text import Sentence
from incidents.values import DatePrecision

_SPEECH_BEFORE: Final = re.compile(
    rf"(?:\b(?:{SAID}|a dit|(?:a|ont|avait|avaient|été|t-(?:il|elle|on)) (?:\w+ment )?(?:{A_DIT})"
    rf"|{DIT}"
    r"|statement|communiqué|message|posted|published|publiée?|diffusée?|lu|read|rendu public"
    r"|transmis|visite"
    r"|press conference|conférence de presse|reportage|interview|joint(?:e|s)?|contactée?s?"
    r"|interrogée?s?"
    r"|speaking|video|vidéo|condemn\w+|télévision|television|releas\w+|bulletin|briefed|footage"
    r"|apprend-on"
    r"|a-t-on appris|condolé\w+|inhum\w+|enterr\w+|buried|réunion|revendiqu\w+|claimed|visited"
    r"|rendu)"
    r"(?P<gap>(?:\s+(?!qu|that|hat)[\w'’-]+){0,6})?,?\s*(?:on\s+|le\s+|ce\s+|late\s+|early\s+"
    r"|dans la soirée de\s+|par\s+)*)$",
    re.IGNORECASE,
)
_SPEECH_AFTER: Final = re.compile(
    rf"^(?:\s+\w+)?(?:,\s*|\s+)(?:par\s+)?(?:[\w'’-]+\s+){{0,7}}?(?:{SAID}|(?:a|ont|avait) "
    rf"(?:\w+ment )?(?:{A_DIT})|{DIT})\b",
    re.IGNORECASE,
)
_AHEAD: Final = re.compile(
    r"\b(?:until|jusqu['’]|jusqu['’]au|à partir d[eu]|from|since|depuis|by|before|avant|next"
    r"|prochain|will|après|after)"
    r"\s*(?:le\s+|the\s+)?$",
    re.IGNORECASE,
)
_HAPPENED: Final = re.compile(
    r"\b(?:attacks? (?:took place|happened|occurred|began)|took place|happened|occurred|eu lieu"
    r"|produite?s?"
    r"|survenue?s?|passée?s?|remont\w+ à|perpétrée?s?|aux (?:environs|alentours)|les faits|struck"
    r"|hit)\b",
    re.IGNORECASE,
)
_DAYS: Final = (DatePrecision.DAY, DatePrecision.DAYS)


def when_of(reading: Reading) -> When | None:
    """The day or days of the facts; None where the text names none."""
    weights: dict[tuple[date, date], float] = defaultdict(float)
    first: dict[tuple[date, date], tuple[float, Mention, Sentence]] = {}
    for sentence in reading.told():
        for mention in reading.dates.get(sentence.index, ()):
            weight = _weight(reading, sentence, mention)
            if weight <= 0:
                continue
            days = (mention.start, mention.end)
            weights[days] += weight
            if days not in first or weight > first[days][0]:
                first[days] = (weight, mention, sentence)
    if not weights:
        return None
    best = max(weights, key=lambda days: (weights[days], -first[days][1].span.start))
    best = _wider(best, weights)
    return _made(first[best][1], first[best][2], weights[best] / sum(weights.values()))


def _wider(best: tuple[date, date], weights: dict[tuple[date, date], float]) -> tuple[date, date]:
    """A night over two days says more than one of its days."""
    for days, weight in weights.items():
        inside = days[0] <= best[0] and best[1] <= days[1] and days != best
        if inside and days[1] - days[0] == timedelta(days=1) and weight >= weights[best] / 3:
            return days
    return best


def _made(mention: Mention, sentence: Sentence, share: float) -> When:
    return When(
        start=mention.start,
        end=mention.end,
        precision=mention.precision,
        part_of_day=mention.part_of_day or part_of_day(sentence.text),
        evidence=mention.span,
        confidence=round(min(0.95, 0.4 + share / 2), 2),
    )


def _weight(reading: Reading, sentence: Sentence, mention: Mention) -> float:
    offset = sentence.span.start
    before = sentence.text[: mention.span.start - offset]
    after = sentence.text[mention.span.end - offset :]
    if mention.precision not in _DAYS or _AHEAD.search(before):
        return _vague(reading, sentence, mention, before)
    published = reading.published
    if published and not timedelta(0) <= published - mention.start <= timedelta(days=400):
        return 0.0
    said = _SPEECH_BEFORE.search(before[-90:])
    first = len(before.strip()) < 25 and bool(_SPEECH_AFTER.match(after[:90]))
    if (said and not EVENT.search(said["gap"])) or (first and not EVENT.search(after[:60])):
        return 0.0
    weight = _place_in_text(sentence)
    close = sentence.text[
        max(0, mention.span.start - offset - 110) : mention.span.end - offset + 110
    ]
    if EVENT.search(close):
        weight *= 2
    if _HAPPENED.search(close):
        weight *= 1.5
    if mention.span.start < body_start(sentence):
        return 0.0
    return weight


def _vague(reading: Reading, sentence: Sentence, mention: Mention, before: str) -> float:
    """A week or a month is the day of the facts only where the lead says so and no day is named."""
    if sentence.paragraph > 2 or mention.precision == DatePrecision.YEAR or _AHEAD.search(before):
        return 0.0
    return 0.2 if EVENT.search(sentence.text) and reading.published else 0.0


def _place_in_text(sentence: Sentence) -> float:
    if sentence.title:
        return 2.0
    return (3.0, 3.0, 2.5, 2.0)[sentence.paragraph] if sentence.paragraph < 4 else 1.2
