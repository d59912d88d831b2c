"""One claim as a line: the sentence, and in small its carrier, moment and standing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.dossier.parts import Against, Line, Reader, Row
from dashboard.dossier.speakers import carried, person, speaker_of
from dashboard.writing import day, hour, labels, named, time_of_day
from dashboard.writing.attributions import as_object
from dashboard.writing.dates import day_and_month
from dashboard.writing.figures import figure
from incidents.values import FigureState, Standing, TimePrecision

SILENT = frozenset({FigureState.UNKNOWN, FigureState.WITHHELD})
SPENT = frozenset({Standing.SUPERSEDED, Standing.RETRACTED})


def line_of(
    claim: Row, reader: Reader, *, others: Mapping[str, Row], places: tuple[str, ...] = ()
) -> Line:
    """`others` are the incident's claims by id; `places` its sites, where it has several."""
    return Line(
        claim=claim["id"],
        text=sentence(claim),
        notes=notes(claim, reader, places=places),
        against=tuple(_against(claim, reader, others)),
        wording=claim["wording"],
        wording_language=claim["wording_language"],
        translation=claim["translation"],
        translation_by=claim["translation_by"],
        spent=claim["standing"] in SPENT,
        silent=claim["state"] in SILENT,
    )


def sentence(claim: Row) -> str:
    """What is said, as asserted; a bare figure where nobody wrote a sentence."""
    text = named(claim["text"])
    if text:
        return text
    if claim["state"] != FigureState.NOT_A_FIGURE and claim["measure"]:
        return figure(claim)
    return claim["wording"] or labels.about(claim["about"])


def notes(claim: Row, reader: Reader, *, places: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Carrier, moment, place among several, standing, credibility, oddities."""
    site, grade = claim["site"], claim["credibility"]
    found = [
        person(claim),
        carried(claim, reader),
        when(claim),
        places[site] if site is not None and len(places) > 1 and site < len(places) else "",
        labels.standing(claim["standing"]),
        _("credibility of the claim: %(words)s") % {"words": labels.credibility(grade)}
        if grade
        else "",
        *(labels.flag(flag) for flag in claim["flags"]),
    ]
    return tuple(note for note in found if note)


def when(claim: Row) -> str:
    """The moment at which it was said, as well as it is known."""
    if not claim["said_on"]:
        return ""
    on, precision = date.fromisoformat(claim["said_on"]), claim["said_precision"]
    if precision in (TimePrecision.MONTH, TimePrecision.YEAR):
        return day(on, precision)
    at = _hour(claim) or time_of_day(claim["said_part_of_day"] or "")
    return (
        pgettext("day and time of day", "%(day)s, %(time)s")
        % {
            "day": day_and_month(on),
            "time": at,
        }
        if at
        else day(on)
    )


def _hour(claim: Row) -> str:
    exact = claim["said_precision"] in (TimePrecision.HOUR, TimePrecision.MINUTE)
    if not claim["said_at"] or not exact:
        return ""
    return _("%(hour)s UTC") % {"hour": hour(datetime.fromisoformat(claim["said_at"]).time())}


def _against(claim: Row, reader: Reader, others: Mapping[str, Row]) -> list[Against]:
    """Both ends of a contradiction lead to each other."""
    ends = (
        ("contradicts", pgettext("one claim and another", "contradicts")),
        ("contradicted_by", pgettext("one claim and another", "contradicted by")),
    )
    return [
        Against(
            claim=other,
            words=words,
            name=as_object(speaker_of(others[other], reader).name),
        )
        for end, words in ends
        for other in claim[end]
        if other in others
    ]
