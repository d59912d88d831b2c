"""When: mentions of days in a text, resolved by the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from incidents.extraction.calendar import (
    FULL_MONTH,
    MONTH,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    day_of,
    part_of_day,
    weekday_before,
)
from incidents.extraction.proposal import Span
from incidents.values import DatePrecision, PartOfDay

_D = r"(?:1er|\d{1,2}(?:st|nd|rd|th)?)"
_PART = (
    r"(?:\s+(?:dernier|last))?(?:\s+(?:matin|soir|après-midi|nuit|midi|morning|evening|afternoon"
    r"|night|dans la nuit|à l['’]aube|at dawn))?"
)
_DATED = (
    rf"(?:(?:{WEEKDAY}),?\s+)?(?:le\s+|the\s+)?(?P<%s>{_D})(?:\s+(?:of\s+)?(?P<%s>{MONTH})\.?)?"
)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mention:
    """Days that a text names."""

    span: Span
    start: date
    end: date
    precision: DatePrecision
    part_of_day: PartOfDay | None
    relative: bool
    """True where only the day of publication makes it a date."""


_Found = tuple[date, date, DatePrecision]
_Maker = Callable[[re.Match[str], date | None], _Found | None]


def mentions_in(text: str, published: date | None) -> list[Mention]:
    """All mentions of days, months and years, in order; of those that overlap, the fullest."""
    found: list[Mention] = []
    for pattern, make, relative in _RULES:
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if any(other.span.meets(span) for other in found):
                continue
            days = make(match, published)
            if days is not None:
                found.append(_mention(text, span, days, relative))
    return sorted(found, key=lambda mention: mention.span)


def _mention(text: str, span: Span, days: _Found, relative: bool) -> Mention:
    around = text[span.start : span.end] + re.split(r"[.,;\n]", text[span.end : span.end + 30])[0]
    before = re.split(r"[.,;\n]", text[max(0, span.start - 28) : span.start])[-1]
    part = part_of_day(around) or part_of_day(before)
    return Mention(span, days[0], days[1], days[2], part, relative)


def _one(day: date | None) -> _Found | None:
    return None if day is None else (day, day, DatePrecision.DAY)


def _span(start: date | None, end: date | None) -> _Found | None:
    if start is None or end is None or not timedelta(0) <= end - start < timedelta(days=40):
        return None
    return (start, end, DatePrecision.DAY if start == end else DatePrecision.DAYS)


def _number(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _month(written: str) -> int:
    return MONTHS[written.lower().rstrip(".")]


def _weekday(match: re.Match[str], published: date | None) -> _Found | None:
    if published is None:
        return None
    last = bool(re.search(r"\b(?:last|dernier)\b", match[0], re.IGNORECASE))
    return _one(weekday_before(published, WEEKDAYS[match["day"].lower()], last=last))


def _weekdays(match: re.Match[str], published: date | None) -> _Found | None:
    if published is None:
        return None
    end = weekday_before(published, WEEKDAYS[match["second"].lower()])
    start = weekday_before(end, WEEKDAYS[match["first"].lower()], last=True)
    return _span(start, end)


def _range(match: re.Match[str], published: date | None) -> _Found | None:
    year = int(match["year"]) if match["year"] else None
    if not match["month2"]:
        return None
    month = _month(match["month2"])
    end = day_of(_number(match["day2"]), month, year, published)
    first = _month(match["month1"]) if match["month1"] else month
    back = 1 if year and end and first > month else 0
    start = day_of(_number(match["day1"]), first, year - back if year else None, published)
    return _span(start, end)


def _full(match: re.Match[str], published: date | None) -> _Found | None:
    year = int(match["year"]) if match["year"] else None
    return _one(day_of(_number(match["day"]), _month(match["month"]), year, published))


def _numeric(match: re.Match[str], published: date | None) -> _Found | None:
    if match["iso"]:
        year, month, day = match["iso"].split("-")
    else:
        day, month, year = re.split(r"[/.]", match["slashed"])
    return _one(day_of(int(day), int(month), int(year), published))


def _of_month(match: re.Match[str], published: date | None) -> _Found | None:
    """A day of the month of publication: "le mardi 17"."""
    if published is None:
        return None
    day = _number(match["day"])
    month = published.replace(day=1)
    for first in (month, (month - DAY).replace(day=1)):
        try:
            found = first.replace(day=day)
        except ValueError:
            continue
        if found <= published and found.weekday() == WEEKDAYS[match["weekday"].lower()]:
            return _one(found)
    return None


def _ago(days: int) -> _Maker:
    def make(_: re.Match[str], published: date | None) -> _Found | None:
        return None if published is None else _one(published - timedelta(days=days))

    return make


def _days_ago(match: re.Match[str], published: date | None) -> _Found | None:
    count = match["count"].lower()
    words = {"two": 2, "deux": 2, "three": 3, "trois": 3, "four": 4, "quatre": 4}
    number = int(count) if count.isdigit() else words.get(count)
    if published is None or number is None or number > 30:
        return None
    return _one(published - timedelta(days=number))


def _last_night(_: re.Match[str], published: date | None) -> _Found | None:
    return None if published is None else _span(published - DAY, published)


def _weekend(_: re.Match[str], published: date | None) -> _Found | None:
    if published is None:
        return None
    end = weekday_before(published, 6)
    return _span(end - DAY, end)


def _last_week(_: re.Match[str], published: date | None) -> _Found | None:
    if published is None:
        return None
    monday = published - timedelta(days=published.weekday() + 7)
    return (monday, monday + timedelta(days=6), DatePrecision.WEEK)


def _in_month(match: re.Match[str], published: date | None) -> _Found | None:
    written = match["year"] or match["year2"]
    month = _month(match["month"] or match["vowel"])
    start = day_of(1, month, int(written) if written else None, published)
    if start is None:
        return None
    after = (start + timedelta(days=32)).replace(day=1)
    return (start, after - DAY, DatePrecision.MONTH)


def _in_year(match: re.Match[str], _: date | None) -> _Found | None:
    year = int(match["year"])
    return (date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)


_Rule = tuple[str, _Maker, bool]
_YEAR: Final = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"


def _spans() -> tuple[_Rule, ...]:
    """Several days: ranges, nights from one day to the next."""
    day1, day2 = _DATED % ("day1", "month1"), _DATED % ("day2", "month2")
    night = r"(?:nuit|night|overnight)"
    return (
        (
            (
                rf"(?:{night}\s+)?(?:du|des|les|le|between|from|entre(?:\s+le)?|of|on)\s+{day1}"
                rf"\s*(?:au|à|et(?:\s+le)?|and|to|-|–)\s*{day2}{_YEAR}"
            ),
            _range,
            False,
        ),
        (
            (
                rf"(?P<month2>{MONTH})\.?\s+(?P<day1>{_D})(?P<month1>)\s*(?:-|–|to|and)\s*"
                rf"(?P<day2>{_D}){_YEAR}"
            ),
            _range,
            False,
        ),
        (
            (
                rf"{night}\s+(?:de|du|d['’]|of|from|between)?\s*(?P<first>{WEEKDAY})\s*"
                rf"(?:à|au|to|and|et|-|–|into)\s*(?:ce\s+)?(?P<second>{WEEKDAY})"
            ),
            _weekdays,
            True,
        ),
        (
            (
                rf"\b(?P<first>{WEEKDAY})(?:\s+(?:night|evening|soir))?\s+(?:à|to|and|et|into)\s+"
                rf"(?:early\s+)?(?P<second>{WEEKDAY})"
            ),
            _weekdays,
            True,
        ),
        (
            (
                rf"\b(?P<first>{WEEKDAY})(?:\s+\w+)?[^.;]{{0,24}}\b(?:until|jusqu['’](?:à|au)"
                rf"|through)\s+(?:le\s+)?"
                rf"(?P<second>{WEEKDAY})"
            ),
            _weekdays,
            True,
        ),
    )


def _days() -> tuple[_Rule, ...]:
    """One day: of a month, of a week."""
    return (
        (rf"\b(?P<day>{_D})\s+(?:of\s+)?(?P<month>{MONTH})\b\.?{_YEAR}{_PART}", _full, False),
        (rf"\b(?P<month>{MONTH})\.?\s+(?P<day>{_D})\b(?!\s*h){_YEAR}{_PART}", _full, False),
        (
            r"\b(?:(?P<iso>20\d\d-\d\d-\d\d)|(?P<slashed>\d\d?[/.]\d\d?[/.]20\d\d))\b",
            _numeric,
            False,
        ),
        (rf"\b(?P<weekday>{WEEKDAY})\s+(?P<day>{_D})\b", _of_month, True),
        (rf"\b(?:last\s+)?(?P<day>{WEEKDAY})\b(?!s|\s+prochain){_PART}", _weekday, True),
    )


def _reckoned() -> tuple[_Rule, ...]:
    """Days reckoned from publication; then weeks, months and years."""
    return (
        (r"\b(?:avant-hier|the day before yesterday)\b", _ago(2), True),
        (r"\b(?:hier|yesterday)\b", _ago(1), True),
        (r"\b(?:last night|la nuit dernière|cette nuit)\b", _last_night, True),
        (
            (
                r"\b(?:aujourd['’]hui|today|ce matin|ce soir|this morning|this afternoon|tonight"
                r"|cet après-midi)\b"
            ),
            _ago(0),
            True,
        ),
        (
            r"\b(?:il y a\s+(?P<count>\w+)\s+jours)\b",
            _days_ago,
            True,
        ),
        (r"\b(?P<count>two|three|four|\d+) days ago\b", _days_ago, True),
        (
            r"\b(?:le|ce) week-?end(?: dernier)?\b|\b(?:at|over|last|this) (?:the )?weekend\b",
            _weekend,
            True,
        ),
        (r"\b(?:la semaine dernière|last week|la semaine passée)\b", _last_week, True),
        (
            (
                rf"\b(?:in|since|of|until|by|last|early|late|mid|en|depuis|de|fin|début|mi"
                rf"|courant)[ -]"
                rf"(?P<month>{FULL_MONTH})\b(?:\s+(?P<year>(?:19|20)\d\d))?|d['’](?P<vowel>avril"
                rf"|août"
                rf"|octobre)(?:\s+(?P<year2>(?:19|20)\d\d))?"
            ),
            _in_month,
            False,
        ),
        (r"\b(?P<year>(?:19|20)\d\d)\b(?!\s*(?:personnes|people|km|h))", _in_year, False),
    )


_RULES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), make, relative)
    for pattern, make, relative in (*_spans(), *_days(), *_reckoned())
)
