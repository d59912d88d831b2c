"""The dashboard as a picture, inside the page: what a reader sees before its scripts are there.

Map, timeline and counts for exactly the page's address, from the columns that this reader may
have. Where something of the address is not understood, or the columns are not the record as it
stands, there is none, and the page is as it would be without: docs/decisions/first-view.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import get_language

from dashboard import writing
from dashboard.picture.address import Asked, asked
from dashboard.picture.bars import BarsPicture, bars_picture
from dashboard.picture.map import MapPicture, map_picture
from dashboard.words.saying import count, say
from incidents.filters import Refused
from incidents.readers.aggregates import Totals
from incidents.snapshot.columns_at_hand import Moved
from incidents.snapshot.glance import Glance, glance

__all__ = ["Picture", "picture"]


@dataclass(frozen=True, slots=True)
class Strong:
    """A sentence of which one number stands out."""

    before: str
    number: str
    after: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The count line, as countline.js writes it."""

    incidents: Strong
    deaths: Strong | None
    range: str
    without: str
    mixed: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What the template draws."""

    map: MapPicture
    bars: BarsPicture
    counts: Counts
    period: str
    by: str
    map_label: str
    bars_label: str
    synthetic: bool
    summarised: bool
    """Whether sums by month are worth their request: the record is large, and drawn by month."""


LARGE = 20_000
"""Incidents; a smaller record is there as soon as its sums would be."""


def picture(request: HttpRequest) -> Picture | None:
    """One statement, and one or two for keys that filters name.

    Of the same columns, address and language the same picture comes again; not where words are
    looked for, which columns do not hold.
    """
    wanted = asked(request)
    if wanted is None:
        return None
    try:
        found = glance(wanted.filters, request.user, all_time=wanted.all_time)
        if found is None:
            return None
        key = (found.files, wanted, get_language())
        drawn = _kept.get(key) or _drawn(found, wanted)
    except (Refused, Moved):
        return None
    if not wanted.filters.q and key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = drawn
    return drawn


MOST_KEPT = 64
"""Pictures of about 100 kB that a process keeps; then it starts anew."""
_kept: dict[tuple[tuple[str, ...], Asked, str | None], Picture] = {}


def _drawn(found: Glance, wanted: Asked) -> Picture:
    french = (get_language() or "").startswith("fr")
    bars = bars_picture(found, wanted.unit, wanted.measure)
    counts = _counts(found.totals())
    return Picture(
        map=map_picture(found, wanted.mode, wanted.view, french=french),
        bars=bars,
        counts=counts,
        period=_period(found),
        by=say("timeline.by", unit=say(f"unit.{bars.unit}")),
        map_label=_sentence(counts),
        bars_label=_bars_label(bars, wanted.measure),
        synthetic=found.synthetic,
        summarised=found.rows >= LARGE and bars.unit == "month",
    )


def _counts(totals: Totals) -> Counts:
    all_of_them = f"{count('count.incidents', totals.incidents)}, " + count(
        "count.off_map", totals.not_on_map
    )
    mixed = count("count.mixed", len(totals.datasets)) if len(totals.datasets) > 1 else ""
    incidents = _strong(all_of_them, totals.incidents)
    if totals.incidents == 0:
        return Counts(incidents, None, "", "", mixed)
    if totals.with_figure == 0:
        return Counts(
            incidents, Strong(count("count.none_retained", totals.without), "", ""), "", "", mixed
        )
    deaths = f"{count('count.deaths', totals.deaths)} " + count(
        "count.with_figure", totals.with_figure
    )
    apart = totals.high > totals.low
    return Counts(
        incidents,
        _strong(deaths, totals.deaths),
        say("count.range", low=totals.low, high=totals.high) if apart else "",
        count("count.without", totals.without),
        mixed,
    )


def _strong(text: str, number: int) -> Strong:
    """The number stands out, wherever the language puts it."""
    written = writing.number(number)
    before, _, after = text.partition(written)
    return Strong(before, written, after)


def _sentence(counts: Counts) -> str:
    def whole(one: Strong | None) -> str:
        return f"{one.before}{one.number}{one.after}" if one else ""

    deaths = " ".join(part for part in (whole(counts.deaths), counts.range) if part)
    return ". ".join(part for part in (whole(counts.incidents), deaths + counts.without) if part)


def _period(found: Glance) -> str:
    day = timedelta(days=1)
    after, before = found.asked.after, found.asked.before
    last = max(found.newest, after) if after else found.newest
    return writing.period(after or found.first, before - day if before else last)


def _bars_label(bars: BarsPicture, measure: str) -> str:
    marks = bars.marks
    start, end = marks[bars.highest_at], marks[bars.highest_at + 1] - timedelta(days=1)
    return say(
        f"timeline.label.{measure}",
        unit=say(f"unit.{bars.unit}"),
        period=writing.period(marks[0], marks[-1] - timedelta(days=1)),
        highest=bars.highest,
        bar=writing.day(start, "month") if bars.unit == "month" else writing.period(start, end),
    )
