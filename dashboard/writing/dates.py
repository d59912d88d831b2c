"""Days are civil days at the place; hours carry their zone; moments of the record are UTC."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incidents.values import DatePrecision, PartOfDay, TimePrecision


def day(value: date | None, precision: str = TimePrecision.DAY) -> str:
    """17 Sep 2024, September 2024 or 2024: never more than is known."""
    if value is None:
        return ""
    if precision == TimePrecision.YEAR:
        return str(value.year)
    if precision == TimePrecision.MONTH:
        return pgettext("month and year", "%(month)s %(year)d") % {
            "month": _months()[value.month - 1],
            "year": value.year,
        }
    return pgettext("day, month and year", "%(day)s %(month)s %(year)d") % {
        "day": _day_of_month(value),
        "month": _short_months()[value.month - 1],
        "year": value.year,
    }


def day_and_month(value: date) -> str:
    """17 Sep."""
    return pgettext("day and month", "%(day)s %(month)s") % {
        "day": _day_of_month(value),
        "month": _short_months()[value.month - 1],
    }


def span(
    start: date, end: date, precision: str = DatePrecision.DAY, *, part_of_day: str = ""
) -> str:
    """The days of an incident: both ends are days on which it may have happened.

    A night belongs to two civil days, and is named by both.
    """
    if precision == DatePrecision.YEAR:
        return day(start, TimePrecision.YEAR)
    if precision == DatePrecision.MONTH and (start.year, start.month) == (end.year, end.month):
        return day(start, TimePrecision.MONTH)
    if precision == DatePrecision.WEEK:
        return _("week of %(day)s") % {"day": day(start)}
    if start == end:
        return day(start)
    if end - start == timedelta(days=1) and part_of_day == PartOfDay.NIGHT:
        return _("night of %(first)s to %(last)s") % {
            "first": _weekday_and_day(start),
            "last": f"{_weekdays()[end.weekday()]} {day(end)}",
        }
    first = day_and_month(start) if start.year == end.year else day(start)
    return pgettext("first and last day", "%(first)s – %(last)s") % {
        "first": first,
        "last": day(end),
    }


def period(first: date, last: date) -> str:
    """1 Jan – 31 Dec 2026: both days included; what they share is written once."""
    if first == last:
        return day(first)
    start = day(first)
    if first.year == last.year:
        start = _day_of_month(first) if first.month == last.month else day_and_month(first)
    return pgettext("first and last day", "%(first)s – %(last)s") % {
        "first": start,
        "last": day(last),
    }


def short_month(value: date) -> str:
    """Sep."""
    return _short_months()[value.month - 1]


def today() -> date:
    """The civil day of the server: near enough for what a timeline shows."""
    return date.today()  # noqa: DTZ011


def hour(value: time) -> str:
    """08:00; in French 8 h 00."""
    return pgettext("hour and minute", "%(hour)02d:%(minute)02d") % {
        "hour": value.hour,
        "minute": value.minute,
    }


def moment(value: datetime | None) -> str:
    """A moment of the record: 21 Nov 2026, 18:40 UTC."""
    if value is None:
        return ""
    return pgettext("day and moment", "%(day)s, %(hour)s UTC") % {
        "day": day(value.date()),
        "hour": hour(value.time()),
    }


def offset(zone: str, on: date) -> str:
    """UTC+1: what the clocks of that zone showed on that day; empty where no zone is known."""
    if not zone:
        return ""
    ahead = ZoneInfo(zone).utcoffset(datetime.combine(on, time(12))) or timedelta()
    minutes = int(ahead.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


def time_of_day(first: str, last: str = "", at: time | None = None) -> str:
    """At dawn; dawn to early afternoon; an hour, where one is known."""
    if at is not None:
        return hour(at)
    if first and last and first != last:
        return f"{_from_part(first)} {_to_part(last)}"
    return _at_part_of_day(first) if first else ""


def _day_of_month(value: date) -> str:
    return pgettext("first day of a month", "1") if value.day == 1 else str(value.day)


def _weekday_and_day(value: date) -> str:
    return f"{_weekdays()[value.weekday()]} {_day_of_month(value)}"


def _weekdays() -> tuple[str, ...]:
    return (
        pgettext("day of the week", "Monday"),
        pgettext("day of the week", "Tuesday"),
        pgettext("day of the week", "Wednesday"),
        pgettext("day of the week", "Thursday"),
        pgettext("day of the week", "Friday"),
        pgettext("day of the week", "Saturday"),
        pgettext("day of the week", "Sunday"),
    )


def _months() -> tuple[str, ...]:
    return (
        pgettext("month", "January"),
        pgettext("month", "February"),
        pgettext("month", "March"),
        pgettext("month", "April"),
        pgettext("month", "May"),
        pgettext("month", "June"),
        pgettext("month", "July"),
        pgettext("month", "August"),
        pgettext("month", "September"),
        pgettext("month", "October"),
        pgettext("month", "November"),
        pgettext("month", "December"),
    )


def _short_months() -> tuple[str, ...]:
    return (
        pgettext("short month", "Jan"),
        pgettext("short month", "Feb"),
        pgettext("short month", "Mar"),
        pgettext("short month", "Apr"),
        pgettext("short month", "May"),
        pgettext("short month", "Jun"),
        pgettext("short month", "Jul"),
        pgettext("short month", "Aug"),
        pgettext("short month", "Sep"),
        pgettext("short month", "Oct"),
        pgettext("short month", "Nov"),
        pgettext("short month", "Dec"),
    )


def _from_part(part: str) -> str:
    """The first half of "dawn to early afternoon"."""
    return {
        PartOfDay.NIGHT: pgettext("from a part of the day", "night"),
        PartOfDay.DAWN: pgettext("from a part of the day", "dawn"),
        PartOfDay.MORNING: pgettext("from a part of the day", "morning"),
        PartOfDay.MIDDAY: pgettext("from a part of the day", "midday"),
        PartOfDay.EARLY_AFTERNOON: pgettext("from a part of the day", "early afternoon"),
        PartOfDay.AFTERNOON: pgettext("from a part of the day", "afternoon"),
        PartOfDay.EVENING: pgettext("from a part of the day", "evening"),
    }[PartOfDay(part)]


def _to_part(part: str) -> str:
    """The second half of "dawn to early afternoon"."""
    return {
        PartOfDay.NIGHT: pgettext("until a part of the day", "to night"),
        PartOfDay.DAWN: pgettext("until a part of the day", "to dawn"),
        PartOfDay.MORNING: pgettext("until a part of the day", "to morning"),
        PartOfDay.MIDDAY: pgettext("until a part of the day", "to midday"),
        PartOfDay.EARLY_AFTERNOON: pgettext("until a part of the day", "to early afternoon"),
        PartOfDay.AFTERNOON: pgettext("until a part of the day", "to afternoon"),
        PartOfDay.EVENING: pgettext("until a part of the day", "to evening"),
    }[PartOfDay(part)]


def _at_part_of_day(part: str) -> str:
    return {
        PartOfDay.NIGHT: pgettext("time of day", "at night"),
        PartOfDay.DAWN: pgettext("time of day", "at dawn"),
        PartOfDay.MORNING: pgettext("time of day", "in the morning"),
        PartOfDay.MIDDAY: pgettext("time of day", "at midday"),
        PartOfDay.EARLY_AFTERNOON: pgettext("time of day", "in the early afternoon"),
        PartOfDay.AFTERNOON: pgettext("time of day", "in the afternoon"),
        PartOfDay.EVENING: pgettext("time of day", "in the evening"),
    }[PartOfDay(part)]
