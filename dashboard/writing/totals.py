"""The count line: honest totals, equal to what the API answers for the same filters."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dashboard.writing import figures
from dashboard.writing.numbers import number


def incidents(n: int) -> str:
    return ngettext("%(n)s incident", "%(n)s incidents", n) % {"n": number(n)}


def counted(n: int, not_on_map: int) -> str:
    """5,007 incidents, 213 not on the map."""
    if not not_on_map:
        return incidents(n)
    return _("%(incidents)s, %(n)s not on the map") % {
        "incidents": incidents(n),
        "n": number(not_on_map),
    }


def toll(deaths: int, with_figure: int, without: int) -> str:
    """9,812 reported deaths in 3,403 incidents with a figure; 1,604 without.

    "0 deaths in 0 incidents" would read as calm: where no toll is retained, it says so.
    """
    if with_figure == 0:
        return ngettext(
            "No toll retained for this incident",
            "No toll retained for any of these %(n)s incidents",
            without,
        ) % {"n": number(without)}
    said = ngettext(
        "%(deaths)s in %(n)s incident with a figure",
        "%(deaths)s in %(n)s incidents with a figure",
        with_figure,
    ) % {"deaths": figures.deaths(deaths), "n": number(with_figure)}
    if not without:
        return said
    return pgettext("deaths, and incidents without a figure", "%(said)s; %(n)s without") % {
        "said": said,
        "n": number(without),
    }


def bounds(low: int, high: int) -> str:
    """(6,940 to 13,205); empty where both are the same."""
    return f"({figures.bounds(low, high)})" if low != high else ""


def mixed(datasets: Sequence[str]) -> str:
    """A sum over several data sets says so; empty where there is one."""
    if len(datasets) < 2:
        return ""
    return _(
        "These numbers mix data sets: %(names)s. Incidents that nobody has linked may stand "
        "in several of them."
    ) % {"names": ", ".join(datasets)}
