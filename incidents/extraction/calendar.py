"""The words of the calendar in English and French, and days reckoned from a day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from incidents.values import PartOfDay

WEEKDAYS: Final = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for number, name in enumerate(names.split())
}
MONTHS: Final = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "jan feb mar apr may jun jul aug sept oct nov dec",
        "janv févr mars avr mai juin juil aout sept oct nov déc",
    )
    for number, name in enumerate(names.split(), 1)
} | {"sep": 9, "fevrier": 2, "decembre": 12}
WEEKDAY: Final = "|".join(WEEKDAYS)
MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
FULL_MONTH: Final = "|".join(
    name
    for name in MONTHS
    if len(name) > 4 or name in ("june", "july", "mars", "juin", "août", "may", "mai")
)
_PARTS: Final = (
    (
        PartOfDay.EARLY_AFTERNOON,
        r"early (?:in the )?afternoon|début d['’](?:après-midi|aprem)|en début d['’]après-midi",
    ),
    (
        PartOfDay.DAWN,
        (
            r"dawn|daybreak|sunrise|aube|aurore|petit(?:es heures du)? matin|lever du (?:jour"
            r"|soleil)"
            r"|early (?:in the )?(?:morning|hours)|early on|at first light|tôt le matin"
        ),
    ),
    (PartOfDay.MIDDAY, r"midday|noon|mi-journée|midi"),
    (PartOfDay.AFTERNOON, r"afternoon|après-midi"),
    (PartOfDay.EVENING, r"evening|soir(?:ée)?|dusk|sunset|crépuscule"),
    (PartOfDay.NIGHT, r"night|nuit|overnight|midnight|minuit|nocturne"),
    (PartOfDay.MORNING, r"morning|matin(?:ée)?"),
)
_PART = [(part, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for part, words in _PARTS]


def weekday_before(published: date, weekday: int, *, last: bool = False) -> date:
    """The latest such weekday up to the day of publication; with `last`, before it."""
    back = (published.weekday() - weekday) % 7
    return published - timedelta(days=back or (7 if last else 0))


def day_of(day: int, month: int, year: int | None, published: date | None) -> date | None:
    """A day of a month; without a year, the latest one up to publication. None if there is none."""
    try:
        if year is not None:
            return date(year, month, day)
        if published is None:
            return None
        found = date(published.year, month, day)
        return (
            found
            if found <= published + timedelta(days=2)
            else date(published.year - 1, month, day)
        )
    except ValueError:
        return None


def part_of_day(words: str) -> PartOfDay | None:
    """The part of the day that a few words name; the earliest named wins, None for none."""
    best: tuple[int, PartOfDay] | None = None
    for part, pattern in _PART:
        found = pattern.search(words)
        if found and (best is None or found.start() < best[0]):
            best = (found.start(), part)
    return best[1] if best else None
