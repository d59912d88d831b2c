"""A figure as the page writes it: at least 100 killed (soldiers); never without what it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dashboard.writing import labels
from dashboard.writing.names import named
from dashboard.writing.numbers import number
from incidents.values import FigureState, Measure

Claim = Mapping[str, Any]
ROUND = "about "
"""With this word before it a speaker's number is a round one."""


def figure(claim: Claim) -> str:
    """What a claim says in numbers, with whose people it counts; a silence in words."""
    if claim["state"] == FigureState.NONE:
        return _nobody(claim["measure"])
    if claim["state"] == FigureState.UNKNOWN:
        return pgettext("a figure", "toll not known")
    if claim["state"] == FigureState.WITHHELD:
        return pgettext("a figure", "gives no figure")
    return _with_group(_said(claim), named(claim["group"]))


def _said(claim: Claim) -> str:
    if any(claim[end] is not None for end in ("low", "best", "high")):
        return measured(amount(claim), largest(claim), claim["measure"])
    counted = labels.measure(claim["measure"])
    if not claim["words"]:
        return pgettext("a figure", "%(measure)s: no number given") % {"measure": counted}
    return pgettext("a figure in words", "“%(words)s” %(measure)s") % {
        "words": vague(claim["words"]),
        "measure": counted,
    }


def amount(claim: Claim) -> str:
    """77, about 20, 77 to 100, at least 100, up to 15, 5 (3 to 8)."""
    low, best, high = claim["low"], claim["best"], claim["high"]
    if best is not None and (low, high) not in ((None, None), (best, best)):
        return _("%(best)s (%(range)s)") % {"best": number(best), "range": bounds(low, high)}
    said = number(best) if best is not None else bounds(low, high)
    rounded = claim["words"].casefold().startswith(ROUND) and low == high
    return _("about %(n)s") % {"n": said} if rounded else said


def bounds(low: int | None, high: int | None) -> str:
    """A range as stated: closed, open at one end, or a single number."""
    if low is None and high is None:
        return ""
    if high is None:
        return _("at least %(n)s") % {"n": number(low or 0)}
    if low is None:
        return _("up to %(n)s") % {"n": number(high)}
    if low == high:
        return number(low)
    return _("%(low)s to %(high)s") % {"low": number(low), "high": number(high)}


def largest(claim: Claim) -> int:
    """The number by which the word that follows is singular or plural."""
    values: list[int] = [claim[end] for end in ("low", "best", "high") if claim[end] is not None]
    return max(values)


def measured(said: str, n: int, measure: str) -> str:
    """An amount and what it counts."""
    return _sentence(measure, n) % {"n": said}


def deaths(n: int) -> str:
    """3 reported deaths: "reported" stays in every total."""
    return ngettext("%(n)s reported death", "%(n)s reported deaths", n) % {"n": number(n)}


def vague(words: str) -> str:
    """The usual words that stand for a number, in the reader's language; others as they are."""
    return {
        "several": pgettext("instead of a number", "several"),
        "some": pgettext("instead of a number", "some"),
        "many": pgettext("instead of a number", "many"),
        "dozens": pgettext("instead of a number", "dozens"),
        "hundreds": pgettext("instead of a number", "hundreds"),
        "thousands": pgettext("instead of a number", "thousands"),
        "a large number": pgettext("instead of a number", "a large number"),
        "large number": pgettext("instead of a number", "a large number"),
        "heavy": pgettext("instead of a number", "heavy"),
        "all": pgettext("instead of a number", "all"),
    }.get(words.strip().lower(), words)


def _with_group(said: str, group: str) -> str:
    return (
        pgettext("a figure and whom it counts", "%(figure)s (%(group)s)")
        % {
            "figure": said,
            "group": group,
        }
        if group
        else said
    )


def _nobody(measure: str) -> str:
    return {
        Measure.KILLED: pgettext("a figure", "nobody killed"),
        Measure.WOUNDED: pgettext("a figure", "nobody wounded"),
    }.get(Measure(measure)) or pgettext("a figure", "none")


def _sentence(measure: str, n: int) -> str:
    harmed = {
        Measure.KILLED: ngettext("%(n)s killed", "%(n)s killed", n),
        Measure.WOUNDED: ngettext("%(n)s wounded", "%(n)s wounded", n),
        Measure.KILLED_OR_WOUNDED: ngettext(
            "%(n)s killed or wounded", "%(n)s killed or wounded", n
        ),
        Measure.KILLED_OR_MISSING: ngettext(
            "%(n)s killed or missing", "%(n)s killed or missing", n
        ),
        Measure.KILLED_OR_ARRESTED: ngettext(
            "%(n)s killed or arrested", "%(n)s killed or arrested", n
        ),
        Measure.MISSING: ngettext("%(n)s missing", "%(n)s missing", n),
        Measure.SEXUAL_VIOLENCE: ngettext(
            "%(n)s subjected to sexual violence", "%(n)s subjected to sexual violence", n
        ),
        Measure.DISPLACED: ngettext("%(n)s displaced", "%(n)s displaced", n),
    }
    others = {
        Measure.ABDUCTED: ngettext("%(n)s abducted", "%(n)s abducted", n),
        Measure.DETAINED: ngettext("%(n)s detained", "%(n)s detained", n),
        Measure.CAPTURED: ngettext("%(n)s captured", "%(n)s captured", n),
        Measure.FREED: ngettext("%(n)s freed", "%(n)s freed", n),
        Measure.PRESENT: ngettext("%(n)s present", "%(n)s present", n),
        Measure.DESTROYED: ngettext("%(n)s destroyed", "%(n)s destroyed", n),
        Measure.CLOSED: ngettext("%(n)s closed", "%(n)s closed", n),
        Measure.NEUTRALISED: ngettext("%(n)s “neutralised”", "%(n)s “neutralised”", n),
        Measure.LOSSES: ngettext("%(n)s losses", "%(n)s losses", n),
    }
    return (harmed | others)[Measure(measure)]
