"""Reading one cell: what it says, or a named error with the remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from incidents.values import RowError

Row = Mapping[str, str]
EMPTY = frozenset({"", "na", "n/a", "nan", "null", "none"})
LONGEST_EMPTY = max(map(len, EMPTY))
MAX_FIGURE = 10_000_000
YEARS = range(1900, 2101)
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_SERIALS = range(25_000, 75_000)
"""Days since the epoch of Excel's calendar: 1968 to 2105."""
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "janv", "janvier"),
            ("feb", "february", "févr", "février", "fev", "fevr", "fevrier"),
            ("mar", "march", "mars"),
            ("apr", "april", "avr", "avril"),
            ("may", "mai"),
            ("jun", "june", "juin"),
            ("jul", "july", "juil", "juillet"),
            ("aug", "august", "août", "aout"),
            ("sep", "sept", "september", "septembre"),
            ("oct", "october", "octobre"),
            ("nov", "november", "novembre"),
            ("dec", "december", "déc", "décembre", "decembre"),
        ),
        1,
    )
    for name in names
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: .*)?")
_WORDS = re.compile(r"(\d{1,2})[-/ ]([^\W\d]+)\.?[-/ ,]+(\d{4}|\d{2})(?: .*)?")
_WHOLE = re.compile(r"[+-]?\d{1,15}(?:\.0*)?")
SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}(?: .*)?")


def text(row: Row, field: str, *, limit: int = 1000) -> str:
    """The cell without blanks around it; empty where it is missing, NA or blank.

    What is longer than `limit` characters ends with an ellipsis.
    """
    found = row.get(field, "").strip()
    if len(found) <= LONGEST_EMPTY and found.casefold() in EMPTY:
        return ""
    return found if len(found) <= limit else found[: limit - 1] + "…"


def needed(row: Row, field: str, *, limit: int = 120) -> str:
    """A cell that must be filled, and is kept as it is."""
    found = text(row, field, limit=limit + 1)
    if not found:
        raise RowError(field, "is empty")
    if len(found) > limit:
        raise RowError(field, f"is longer than {limit} characters")
    return found


def whole(row: Row, field: str, *, low: int = 0, high: int = MAX_FIGURE) -> int | None:
    """A whole number, or None where the cell is empty. "3.0" is 3."""
    found = text(row, field)
    if not found:
        return None
    if not _WHOLE.fullmatch(found):
        raise RowError(field, f"{found[:40]!r} is not a whole number")
    number = int(found.partition(".")[0])
    if not low <= number <= high:
        raise RowError(field, f"{number} is not between {low} and {high}")
    return number


def degrees(row: Row, field: str, limit: int) -> float | None:
    """Degrees WGS 84 between ±limit, or None where the cell is empty."""
    found = text(row, field)
    if not found:
        return None
    try:
        number = float(found.replace(",", "."))
    except ValueError:
        raise RowError(field, f"{found[:40]!r} is not a number") from None
    if not -limit <= number <= limit:
        raise RowError(field, f"{found[:40]} is outside ±{limit} degrees")
    return number


def point(row: Row) -> tuple[float | None, float | None]:
    """Latitude and longitude: both or neither."""
    latitude, longitude = degrees(row, "latitude", 90), degrees(row, "longitude", 180)
    if (latitude is None) != (longitude is None):
        missing = "latitude" if latitude is None else "longitude"
        raise RowError(missing, "is empty although the other coordinate is given")
    return latitude, longitude


def day(row: Row, field: str, *, month_first: bool = False) -> date:
    """A day in any of the forms that the data sets were seen with.

    2009-06-09, with or without a time; 9/6/2009; 16-Feb-21; 16 February 2021; Excel's 44243.
    `month_first` decides what 9/6 is.
    """
    found = text(row, field)
    if not found:
        raise RowError(field, "is empty")
    try:
        read = _day(found, month_first)
    except ValueError:
        read = None
    if read is None:
        raise RowError(field, f"{found[:40]!r} is not a day: write it as 2009-06-09")
    if read.year not in YEARS:
        raise RowError(field, f"{found[:40]!r} is not a day of our time")
    return read


def _day(found: str, month_first: bool) -> date | None:
    if match := _ISO.fullmatch(found):
        year, month, number = map(int, match.groups())
        return date(year, month, number)
    if match := _NUMBERS.fullmatch(found):
        first, second = int(match[1]), int(match[2])
        number, month = (second, first) if month_first else (first, second)
        return date(_year(match[3]), month, number)
    if match := _WORDS.fullmatch(found):
        named = MONTHS.get(match[2].casefold())
        return date(_year(match[3]), named, int(match[1])) if named else None
    if _WHOLE.fullmatch(found) and int(found.split(".", maxsplit=1)[0]) in EXCEL_SERIALS:
        return EXCEL_EPOCH + timedelta(days=int(found.split(".", maxsplit=1)[0]))
    return None


def _year(digits: str) -> int:
    """Two digits belong to the years in which the data sets have rows: 1989 to 2088."""
    number = int(digits)
    if len(digits) == 4:
        return number
    return number + (1900 if number >= 89 else 2000)
