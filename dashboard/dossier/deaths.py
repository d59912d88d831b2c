"""The dead of the whole incident: the retained figure with its rule, then every rival figure.

What does not count stands apart and says why: replaced figures, parts, attackers. Nothing is
summed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.dossier.lines import notes
from dashboard.dossier.parts import Reader, Row, Speaker
from dashboard.dossier.speakers import speaker_of
from dashboard.writing import figures, labels, named, number
from dashboard.writing.attributions import filled
from incidents.figures import SPENT, Figure, counts
from incidents.values import (
    DeathsState,
    FigureState,
    Measure,
    Scope,
    Side,
    Stance,
    Standing,
)

WIDTH = 100
"""Units of the bar's picture; it is drawn as wide as its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One figure of the table, with a link to the claim that it is."""

    claim: str
    speaker: Speaker
    figure: str
    notes: tuple[str, ...]
    why: str = ""
    """Why it is not part of the toll."""
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Low, retained and high on one scale that starts at 0; positions in units of WIDTH."""

    start: str
    width: str
    retained: str
    low: str
    middle: str
    high: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    retained: str
    """The retained figure; empty where none is."""
    rule: str
    because: str
    claim: str
    """The claim whose figure is retained."""
    figures: tuple[Stated, ...]
    replaced: tuple[Stated, ...]
    apart: tuple[Stated, ...]
    bar: Bar | None
    contested: bool


def toll(incident: Row, reader: Reader) -> Toll:
    said, claims = (
        incident["deaths"],
        [claim for claim in incident["claims"] if claim["measure"] == Measure.KILLED],
    )
    counted = [claim for claim in claims if counts(_figure(claim))]
    replaced = [claim for claim in claims if _replaced(claim)]
    rest = [claim for claim in claims if claim not in counted and claim not in replaced]
    known = {claim["id"]: claim for claim in incident["claims"]}
    return Toll(
        retained=figures.measured(number(said["retained"]), said["retained"], Measure.KILLED)
        if said["retained"] is not None
        else "",
        rule=named(said["rule_text"]),
        because=said["because"],
        claim=said["claim"] or "",
        figures=tuple(_stated(claim, reader) for claim in counted),
        replaced=tuple(_stated(claim, reader) for claim in replaced),
        apart=tuple(_stated(claim, reader, why=_why(claim, known, reader)) for claim in rest),
        bar=_bar(said, counted),
        contested="toll" in incident["contested"],
    )


def deaths_phrase(deaths: Row) -> str:
    """An incident's dead in a list: the retained figure, a range that nobody settled, a silence."""
    if deaths["state"] == DeathsState.RETAINED:
        return figures.measured(number(deaths["retained"]), deaths["retained"], Measure.KILLED)
    if deaths["state"] == DeathsState.RIVAL:
        return pgettext("deaths in a list", "%(range)s killed, not settled") % {
            "range": figures.bounds(deaths["low"], deaths["high"])
        }
    if deaths["state"] == DeathsState.SINGLE:
        said = figures.bounds(deaths["low"], deaths["high"])
        return pgettext("deaths in a list", "%(figure)s, one figure only") % {
            "figure": figures.measured(said, deaths["high"], Measure.KILLED)
        }
    return {
        DeathsState.NONE: pgettext("deaths in a list", "nobody killed"),
        DeathsState.WITHHELD: pgettext("deaths in a list", "no figure given"),
    }.get(DeathsState(deaths["state"]), pgettext("deaths in a list", "toll not known"))


def _figure(claim: Row) -> Figure:
    return Figure(
        claim=0,
        speaker="",
        origin="",
        measure=Measure(claim["measure"]),
        side=Side(claim["side"]),
        scope=Scope(claim["scope"]),
        state=FigureState(claim["state"]),
        stance=Stance(claim["stance"]),
        standing=Standing(claim["standing"]),
    )


def _replaced(claim: Row) -> bool:
    return (
        claim["standing"] in SPENT
        and claim["scope"] == Scope.WHOLE
        and claim["side"] != Side.ATTACKERS
    )


def _stated(claim: Row, reader: Reader, *, why: str = "") -> Stated:
    return Stated(
        claim=claim["id"],
        speaker=speaker_of(claim, reader),
        figure=figures.figure(claim),
        notes=notes(claim, reader),
        why=why,
        silent=claim["state"] in (FigureState.WITHHELD, FigureState.UNKNOWN),
    )


def _why(claim: Row, known: Mapping[str, Row], reader: Reader) -> str:
    if claim["side"] == Side.ATTACKERS:
        return pgettext("not part of the toll", "attackers")
    if claim["stance"] in (Stance.DENIES, Stance.RETRACTS):
        return labels.stance(claim["stance"])
    if claim["scope"] == Scope.SITE:
        return pgettext("not part of the toll", "one of the places")
    if claim["scope"] == Scope.BEYOND:
        return pgettext("not part of the toll", "more than this incident")
    whole = known.get(claim["part_of"] or "")
    if whole is not None:
        return filled(
            _("part of %(figure)s, says %(speaker)s"),
            figure=figures.figure(whole),
            speaker=speaker_of(whole, reader).name,
        )
    return pgettext("not part of the toll", "a part of the dead")


def _bar(said: Row, counted: Sequence[Row]) -> Bar | None:
    low, retained, high = said["low"], said["retained"], said["high"]
    if low is None or high is None or low == high:
        return None
    scale = WIDTH / max(high, 1)
    open_ended = any(
        claim["high"] is None and claim["low"] == high and claim["best"] is None
        for claim in counted
    )
    top = _("%(n)s or more") % {"n": number(high)} if open_ended else number(high)
    middle = number(retained) if retained is not None else ""
    return Bar(
        start=f"{low * scale:.2f}",
        width=f"{(high - low) * scale:.2f}",
        retained=f"{retained * scale:.2f}" if retained is not None else "",
        low=number(low),
        middle=middle,
        high=top,
        words=_("low %(low)s, retained %(retained)s, high %(high)s")
        % {"low": number(low), "retained": middle, "high": top}
        if middle
        else _("low %(low)s, high %(high)s, none retained") % {"low": number(low), "high": top},
    )
