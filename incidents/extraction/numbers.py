"""Numbers as people write them, in digits and words, English and French, with what bounds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from incidents.extraction.lexicon import each
from incidents.extraction.proposal import Span

SPACE = r"[ \u00a0\u202f]"
EN: Final = dict(
    zip(
        each(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen"
        ),
        range(20),
        strict=True,
    )
) | dict(
    zip(
        each("twenty thirty forty fifty sixty seventy eighty ninety"),
        range(20, 100, 10),
        strict=True,
    )
)
FR: Final = (
    dict(
        zip(
            each(
                "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
                "quinze seize"
            ),
            range(17),
            strict=True,
        )
    )
    | {"une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50}
    | {"soixante": 60, "septante": 70, "huitante": 80, "nonante": 90}
)
ABOUT_FR: Final = {
    "huitaine": 8,
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
}
SCALE: Final = {
    "hundred": 100,
    "cent": 100,
    "cents": 100,
    "thousand": 1000,
    "mille": 1000,
    "million": 10**6,
    "millions": 10**6,
}
VAGUE: Final = (
    r"(?:plusieurs|quelques)"
    + SPACE
    + r"(?:dizaines|centaines|milliers)|des"
    + SPACE
    + r"(?:dizaines|centaines|milliers)|dizaines|centaines|milliers|de très nombreux"
    r"|de très nombreuses|de nombreux|de nombreuses|un grand nombre|plusieurs|quelques|nombreux"
    r"|(?:several|many|a few)" + SPACE + r"(?:dozen|hundred|thousand)s?|dozens|scores|hundreds"
    r"|thousands|several|a number|numerous|(?<!how )many|a few|a handful"
)
_WORDS = "|".join(sorted({*EN, *FR} - {"one", "un", "une"}, key=len, reverse=True))
_SCALES = "|".join(sorted(SCALE, key=len, reverse=True))
_DIGITS = rf"\d{{1,3}}(?:(?:{SPACE}|[.,])\d{{3}})+(?![\d])|\d+(?:[.,]\d+)?"
_WORDED = (
    rf"(?:{_WORDS}|{_SCALES}|(?:one|un|une)(?=(?:-|{SPACE})(?:{_SCALES})))"
    rf"(?:(?:-|{SPACE})(?:(?:et|and)(?:-|{SPACE}))?(?:{_WORDS}|{_SCALES}|one\b|une?\b))*"
)
_ABOUT = "|".join(ABOUT_FR)
NUMBER = re.compile(
    rf"(?<![\w.,/:-])(?:(?P<vague>{VAGUE})|une{SPACE}(?P<about>{_ABOUT})"
    rf"|(?P<dozens>half{SPACE}a|a|one|two|three|four|five|six){SPACE}dozen"
    rf"|(?P<digits>{_DIGITS})(?:{SPACE}(?P<scale>{_SCALES}))?"
    rf"|a{SPACE}(?P<one>hundred|thousand|million)|(?P<words>{_WORDED})|(?P<article>une?|an?|one))"
    r"(?![\w]|[.,]\d|[:/]\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?P<least>au moins|pas moins de|au minimum|plus d[e'’]|at least|more than|no fewer than"
    r"|no less than|over|upwards of|au-delà de|not less than)"
    r"|(?P<most>jusqu['’]à|up to|as many as|au plus|au maximum|at most|moins de|fewer than"
    r"|less than)"
    r"|(?P<near>environ|près de|presque|à peu près|quelque|autour de|about|around|some|nearly"
    r"|almost|roughly|approximately|an estimated|close to|just over|une))\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s+(?:\w+\s+){0,2}?(?P<least>au moins|at least|or more|ou plus)\b", re.I)
_RANGE = re.compile(r"(?:(?P<open>between|entre|from|de)\s+)?$", re.IGNORECASE)
_RANGE_LINK = re.compile(rf"{SPACE}*(?:-|–|to|à|and|et|ou|or){SPACE}*$", re.IGNORECASE)
_NOT_A_COUNT = re.compile(
    r"[ \u00a0\u202f-]?(?:km|kilom|miles?\b|m\b|mètres|met(?:er|re)s|heures?|hours?|h\b|h\d"
    r"|minutes?"
    r"|days?\b|jours?\b|weeks?\b|semaines?\b|months?\b|mois\b|years?\b|ans?\b|années?\b|%|°|pour"
    r" cent|percent|per cent|am\b|pm\b|a\.m|p\.m|gmt|f\s?cfa|francs?|euros?|dollars?|tonnes?"
    r"|hectares?|janvier|février|mars\b|avril|mai\b|juin|juillet|août|septembre|octobre|novembre"
    r"|décembre|january|february|march|april|may\b|june|july|august|september|october|november"
    r"|december|(?:st|nd|rd|th|e|er|ème|ième)\b|mm\b|kg|kilos?|décennies?|decades?|o['’]clock"
    r"|local time|nuits?\b|nights?\b|siècles?|fois\b|times\b)",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|aug|sept|sep|oct|nov|dec|janvier|février|mars|avril|mai|juin|juillet|août"
    r"|septembre|octobre|novembre|décembre|article|route|rn|opération|n°|numéro|mm|of age|aged"
    r"|âgée?"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\.?\s+(?:de\s+)?$",
    re.IGNORECASE,
)
_FOREIGN_ONE: Final = {"fr": ("a", "an", "one"), "en": ("un", "une")}
YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its bounds. Both bounds None: said, but in vague words."""

    span: Span
    low: int | None
    high: int | None
    words: str
    article: bool = False
    """True for "a", "an", "un", "une": a one only before somebody who can be counted."""


def numbers_in(
    text: str, start: int = 0, end: int | None = None, *, language: str = ""
) -> list[Number]:
    """The counts in a stretch of text, in order; dates, hours, distances, ages are none.

    A one that is an article counts in its own language only.
    """
    foreign = _FOREIGN_ONE.get(language, ())
    end = len(text) if end is None else end
    found: list[Number] = []
    for match in NUMBER.finditer(text, start, end):
        number = _read(text, match, start, end)
        if number is None or (number.article and number.words.lower() in foreign):
            continue
        joined = _joined(text, found[-1] if found else None, number)
        if joined is not None:
            found[-1] = joined
        else:
            found.append(number)
    return found


def value_of(written: str) -> int | None:
    """The value of a number in words ("vingt-trois", "two hundred and ten"); None for none."""
    total, current = 0, 0
    for word in re.split(rf"[-]|{SPACE}", written.lower()):
        if word in ("et", "and"):
            continue
        if word in SCALE:
            current = max(current, 1) * SCALE[word]
            if SCALE[word] >= 1000:
                total, current = total + current, 0
        elif word in ("vingt", "vingts") and current % 100 == 4:
            current += 76
        elif word in EN or word in FR:
            current += EN.get(word, FR.get(word, 0))
        else:
            return None
    return total + current


def _read(text: str, match: re.Match[str], start: int, end: int) -> Number | None:
    span = Span(match.start(), match.end())
    if match["vague"]:
        return Number(span, None, None, match[0])
    value = _value(match)
    if value is None or _no_count(text, match, value):
        return None
    if match["article"] and re.search(
        r"(?i)\bno $", text[max(0, match.start() - 3) : match.start()]
    ):
        return None
    if match["article"] and match["article"].lower() != "one":
        return Number(span, 1, 1, match[0], article=True)
    before = _BEFORE.search(text, max(start, span.start - 24), span.start)
    after = _AFTER.match(text, span.end, min(end, span.end + 40))
    if before and not before["near"]:
        span = Span(before.start(), span.end)
        low, high = (value, None) if before["least"] else (None, value)
        return Number(span, low, high, text[span.start : span.end])
    if before:
        span = Span(before.start(), span.end)
    return Number(span, value, None if after else value, text[span.start : span.end])


def _value(match: re.Match[str]) -> int | None:
    if match["about"]:
        return ABOUT_FR[match["about"].lower()]
    if match["dozens"]:
        first = match["dozens"].lower()
        return 6 if first.startswith("half") else 12 * EN.get(first, 1)
    if match["one"]:
        return SCALE[match["one"].lower()]
    if match["digits"]:
        return _digits(match["digits"], (match["scale"] or "").lower())
    if match["article"]:
        return 1
    return value_of(match["words"])


def _digits(written: str, scale: str) -> int:
    if scale.startswith("million") and re.fullmatch(r"\d+[.,]\d+", written):
        return round(float(written.replace(",", ".")) * 10**6)
    grouped = re.sub(rf"{SPACE}|[.,](?=\d{{3}}(?!\d))", "", written)
    whole = re.split(r"[.,]", grouped)[0]
    return int(whole) * SCALE.get(scale, 1)


def _no_count(text: str, match: re.Match[str], value: int) -> bool:
    if _NOT_A_COUNT.match(text, match.end()):
        return True
    if match["digits"] and value in YEARS and len(match["digits"]) == 4:
        return True
    return bool(
        (match["digits"] or match["words"])
        and _MONTH_BEFORE.search(text[max(0, match.start() - 16) : match.start()])
    )


def _joined(text: str, last: Number | None, number: Number) -> Number | None:
    """One number of two that are the ends of a range: "between 10 and 15", "15 à 20"."""
    if last is None or last.article or number.article or None in (last.high, number.high):
        return None
    link = text[last.span.end : number.span.start]
    if not _RANGE_LINK.fullmatch(link):
        return None
    opened = _RANGE.search(text[: last.span.start])
    both = link.strip().lower() in ("et", "and")
    if both and not (opened and opened["open"]):
        return None
    if last.low is None or number.low is None or last.low >= number.low:
        return None
    start = opened.start() if opened and opened["open"] else last.span.start
    span = Span(start, number.span.end)
    return Number(span, last.low, number.high, text[span.start : span.end])
