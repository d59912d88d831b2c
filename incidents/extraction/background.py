"""What a text tells of other times: earlier attacks, yearly totals, how long it has gone on.

A sentence is background by its words (habits, years, sums), by its date (long before the facts), by
its tense, or because it goes on from such a sentence in the same paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from incidents.extraction.dates import Mention
from incidents.extraction.lexicon import words
from incidents.extraction.text import Sentence
from incidents.values import DatePrecision

MARKED: Final = words(
    r"(?:in|over|during) (?:the )?(?:recent|past|last) (?:few |several |\w+ )?(?:years|months"
    r"|weeks|decades?)",
    r"(?:ces|au cours des|dans les|depuis) (?:dernier\w*|derniè\w*|récent\w*|quelques|plusieurs"
    r"|\w+) "
    r"(?:dernières |derniers )?(?:années|mois|semaines|ans)",
    r"(?:for|in) (?:more than|over|nearly|almost|about|at least) (?:a|one|two|ten|\d+) (?:decades?"
    r"|years)",
    r"for (?:\w+ )?(?:years|a decade|months|decades)",
    r"depuis (?:plus|près|environ) (?:de |d['’])[^.]{0,14}(?:ans?|années?|mois|décennie)",
    r"depuis (?:le début|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
    r"|novembre"
    r"|décembre|des (?:années|mois)|(?:19|20)\d\d|\w+ ans|le coup)",
    r"since (?:the (?:start|beginning|coup)|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|early|late|mid|(?:19|20)\d\d|its)",
    r"(?:so far|earlier) this (?:year|month)",
    r"this year",
    r"cette année",
    r"last year",
    r"last month",
    r"l['’]an(?:née)? derni[eè]re?r?",
    r"le mois dernier",
    r"a (?:month|year|week) (?:ago|earlier|before)",
    r"il y a (?:un|une|deux|trois|quelques|plusieurs|\d+) (?:ans?|mois|semaines?|années?)",
    r"(?:two|three|several|\w+) (?:weeks|months|years) (?:ago|earlier|before)",
    r"(?:days|jours|semaines?|mois) (?:earlier|before that|plus tôt|auparavant|avant)",
    r"la semaine (?:dernière|précédente)",
    r"the (?:previous|preceding) (?:week|month|day)s?",
    r"régulièrement",
    r"fréquemment",
    r"souvent",
    r"quotidien\w*",
    r"récurrent\w*",
    r"habituellement",
    r"regularly",
    r"frequently",
    r"often",
    r"routinely",
    r"repeatedly",
    r"recurrent",
    r"en proie (?:à|aux)",
    r"confrontée?s? (?:à|aux|depuis)",
    r"fai(?:t|sant) face (?:à|aux) (?:une|des)",
    r"théâtre (?:de|d['’])",
    r"épicentre",
    r"en première ligne",
    r"minée?s? par",
    r"plongée?s? (?:dans|depuis)",
    r"plagued",
    r"wracked",
    r"ravaged",
    r"gripped",
    r"battling",
    r"grappling",
    r"struggl\w+",
    r"hotbed",
    r"bastion",
    r"fief",
    r"epicent\w+",
    r"spread(?:ing|s)? (?:to|from|across|towards)",
    r"coups?(?: d['’]état)?",
    r"putschs?",
    r"took power",
    r"(?:arrivée?|au) (?:au )?pouvoir (?:depuis|par|après|en)",
    r"seized power",
    r"pris le pouvoir",
    r"expelled",
    r"expuls\w+",
    r"one of the most active",
    r"operates? in",
    r"operating in",
    r"actifs? dans",
    r"insurgency",
    r"insurrection",
    r"au total",
    r"in total, .{0,60}since",
    r"précédente? attaque\w*",
    r"previous attacks?",
    r"similar attacks?",
    r"attaques? similaires?",
    r"under siege",
    r"blockaded? since",
    r"une série d['’]attaques",
    r"a (?:series|string|wave|growing number|spate) of",
    r"recrudescence",
    r"multiplication des",
    r"se multiplient",
    r"is (?:one of|home to)",
    r"a longtemps",
    r"have killed (?:thousands|tens)",
    r"ont fait (?:des )?milliers",
    r"tens of thousands",
    r"dizaines de milliers",
    r"the deadliest (?:attacks?|in)",
    r"la plus meurtrière",
    r"en \w+ (?:19|20)\d\d",
    r"rappel\w+ qu['e]",
    r"pour rappel",
    r"for the record",
    r"autrefois",
    r"jusqu['’](?:alors|ici)",
    r"once spared",
    r"generally|généralement",
    r"of (?:that|the same) year",
)
_STRONG: Final = words(
    r"pour rappel",
    r"rappel\w+ que",
    r"en proie (?:à|aux)",
    r"for more than a decade",
    r"plagued",
    r"wracked",
)
_RESUMES: Final = words(
    r"(?:the|this|latest|tuesday's|monday's) (?:latest |new )?attack (?:comes|came)",
    r"cette nouvelle attaque",
    r"this latest",
    r"l['’]attaque de (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)",
)
_PLUPERFECT: Final = re.compile(
    r"\b(?:avait|avaient|s['’]étaient|s['’]était|étaient?)\s+(?:\w+ment\s+|déjà\s+|tous\s+"
    r"|alors\s+)?"
    r"(?:été\s+)?\w+(?:é|ée|és|ées|i|is|ie|ies|u|us|ue|ues|it|ert)\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r"^(?:Then|Ces|Cette|Ce|This|That|These|Those|It|Its|They|Their|Elles?|Ils?|Le groupe|Les deux"
    r"|The"
    r" group|Both|Alors|Since|Plus de|More than|Some|Many|Au moins|Depuis|Un mois|Une semaine)\b"
)
RECENT: Final = timedelta(days=45)
NEAR: Final = timedelta(days=8)


def marked(sentence: Sentence) -> bool:
    """True where the words alone say that the sentence is about other times, or about habits."""
    return bool(MARKED.search(sentence.text)) and not _RESUMES.search(sentence.text)


def dated_away(mentions: Sequence[Mention], main: tuple[date, date] | None) -> bool:
    """True where a sentence names a time long before the facts, and none near them."""
    if main is None or not mentions:
        return False
    start, end = main
    near = [m for m in mentions if m.start <= end + NEAR and m.end >= start - timedelta(days=3)]
    exact = [m for m in near if m.precision in (DatePrecision.DAY, DatePrecision.DAYS)]
    far = [m for m in mentions if m.end < start - timedelta(days=3)]
    return bool(far) and not exact


def background_of(
    sentences: Sequence[Sentence],
    mentions: Mapping[int, Sequence[Mention]],
    main: tuple[date, date] | None,
    published: date | None = None,
) -> set[int]:
    """The indices of sentences that are background.

    Where the day of the facts is not known, what lies two months before publication is.
    """
    if main is None and published is not None:
        main = (published - RECENT, published)
    found: set[int] = set()
    for sentence in sentences:
        own = mentions.get(sentence.index, ())
        if sentence.link or _is(sentence, own, main, found, sentences):
            found.add(sentence.index)
    return found


def _is(
    sentence: Sentence,
    own: Sequence[Mention],
    main: tuple[date, date] | None,
    found: set[int],
    sentences: Sequence[Sentence],
) -> bool:
    if sentence.title:
        return False
    exact = _on_the_day(own, main)
    lead = sentence.paragraph <= 2
    if _STRONG.search(sentence.text) and not lead:
        return True
    if marked(sentence) and not exact and not (lead and sentence.paragraph <= 1):
        return True
    if dated_away(own, main):
        return True
    before = sentences[sentence.index - 1] if sentence.index else None
    same = before is not None and before.paragraph == sentence.paragraph
    after_background = before is not None and before.index in found and not before.link
    if exact or not (same and after_background):
        return False
    return bool(_PLUPERFECT.search(sentence.text) or _GOES_ON.search(sentence.text)) or not lead


def _on_the_day(own: Sequence[Mention], main: tuple[date, date] | None) -> bool:
    if main is None:
        return False
    days = (DatePrecision.DAY, DatePrecision.DAYS)
    return any(m.precision in days and m.start <= main[1] + NEAR and m.end >= main[0] for m in own)
