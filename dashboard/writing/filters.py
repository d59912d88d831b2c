"""What filters and their values are called. The names of the parameters are never translated."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import pgettext

from dashboard.writing import labels, places

NONE = "none"

WORDS: dict[str, Callable[[str], str]] = {
    "country": places.country,
    "role": labels.role,
    "certainty": labels.certainty,
    "contested": labels.contested,
    "precision": places.precision_level,
    "fatalities": labels.deaths_state,
    "about": labels.about,
    "measure": labels.measure,
    "side": labels.side,
    "scope": labels.scope,
    "state": labels.figure_state,
    "stance": labels.stance,
    "standing": labels.standing,
    "status": labels.status,
    "type": labels.actor_type,
}
"""Filters by closed vocabularies: how each of their words is written."""


def word(parameter: str, value: str) -> str:
    """A value of a filter by words. "none" is a row of its own, and says what is lacking."""
    return (
        none(parameter) if value == NONE and parameter != "fatalities" else WORDS[parameter](value)
    )


def none(parameter: str) -> str:
    return {
        "actor": pgettext("filter by actor", "nobody named"),
        "role": pgettext("filter by role", "nobody recorded"),
        "contested": pgettext("filter by what accounts differ on", "accounts do not differ"),
        "source": pgettext("filter by source", "no open source"),
        "measure": pgettext("filter by measure", "not a figure"),
        "speaker": pgettext("filter by speaker", "a voice described in words"),
    }.get(parameter) or pgettext("filter", "not recorded")


def parameter(name: str) -> str:
    """What a filter is called on the page."""
    return (_of_incidents() | _of_other_lists())[name]


def order(value: str) -> str:
    return {
        "-start": pgettext("order", "newest first"),
        "start": pgettext("order", "oldest first"),
        "-fatalities": pgettext("order", "most deaths first"),
        "fatalities": pgettext("order", "fewest deaths first"),
        "-updated": pgettext("order", "last changed first"),
        "updated": pgettext("order", "first changed first"),
        "-said": pgettext("order", "said last first"),
        "said": pgettext("order", "said first first"),
    }[value]


def _of_incidents() -> dict[str, str]:
    return {
        "after": pgettext("filter", "from this day"),
        "before": pgettext("filter", "before this day"),
        "country": pgettext("filter", "country"),
        "admin1": pgettext("filter", "region"),
        "admin2": pgettext("filter", "district"),
        "bbox": pgettext("filter", "within a box (west,south,east,north)"),
        "near": pgettext("filter", "around a point (latitude,longitude,km)"),
        "within": pgettext("filter", "within a polygon (longitude latitude, …)"),
        "kind": pgettext("filter", "what happened"),
        "sub_kind": pgettext("filter", "in detail"),
        "actor": pgettext("filter", "who"),
        "actor_exact": pgettext("filter", "without the components of the actors"),
        "role": pgettext("filter", "in which role"),
        "source": pgettext("filter by who publishes", "source"),
        "dataset": pgettext("filter", "data set"),
        "certainty": pgettext("filter", "how sure that it happened"),
        "contested": pgettext("filter", "accounts differ on"),
        "precision": pgettext("filter", "how well the place is known"),
        "fatalities": pgettext("filter", "deaths"),
        "fatalities_min": pgettext("filter", "deaths, at least"),
        "fatalities_max": pgettext("filter", "deaths, at most"),
        "tag": pgettext("filter", "tag"),
        "status": pgettext("filter", "publication status"),
        "q": pgettext("filter", "words"),
        "order": pgettext("filter", "order"),
        "page_size": pgettext("filter", "rows on a page"),
    }


def _of_other_lists() -> dict[str, str]:
    return {
        "incident": pgettext("filter", "incident"),
        "report": pgettext("filter", "document"),
        "type": pgettext("filter", "type"),
        "speaker": pgettext("filter", "who says it"),
        "carrier": pgettext("filter", "who quotes it"),
        "about": pgettext("filter", "about"),
        "measure": pgettext("filter", "what is counted"),
        "side": pgettext("filter", "whose people"),
        "scope": pgettext("filter", "scope of the figure"),
        "state": pgettext("filter", "figure or silence"),
        "stance": pgettext("filter", "how it is said"),
        "standing": pgettext("filter", "where it stands"),
        "said_after": pgettext("filter", "said from this day"),
        "said_before": pgettext("filter", "said before this day"),
    }
