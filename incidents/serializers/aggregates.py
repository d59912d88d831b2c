"""Totals, the timeline and the facets as the API shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from incidents.readers.aggregates import Bar, Totals
from incidents.readers.facets import Facet
from incidents.serializers.names import Answer


def totals(sums: Totals) -> Answer:
    """ "n reported deaths in m incidents with a figure; k without"."""
    return {
        "incidents": sums.incidents,
        "not_on_map": sums.not_on_map,
        "deaths": {
            "retained": sums.deaths,
            "low": sums.low,
            "high": sums.high,
            "with_figure": sums.with_figure,
            "without": sums.without,
        },
        "datasets": list(sums.datasets),
    }


def timeline(bars: Iterable[Bar], unit: str) -> Answer:
    """Bars in order of time; those without incidents are left out."""
    shown: dict[str, Answer] = {}
    for bar in bars:
        start = bar.start.isoformat()
        one = shown.setdefault(
            start, {"start": start, "count": 0, "kinds": {}, "deaths": 0, "with_figure": 0}
        )
        one["count"] += bar.incidents
        one["kinds"][bar.kind] = bar.incidents
        one["deaths"] += bar.deaths
        one["with_figure"] += bar.with_figure
    return {
        "unit": unit,
        "count": sum(one["count"] for one in shown.values()),
        "bars": list(shown.values()),
    }


def facets(values: Mapping[str, Sequence[Facet]]) -> Answer:
    """By dimension, each value with its count; names where the value is a row of the record."""
    return {dimension: [_facet(one) for one in found] for dimension, found in values.items()}


def _facet(one: Facet) -> Answer:
    shown: Answer = {"key": one.key, "count": one.incidents}
    if one.name_en is not None:
        shown["name"] = {"en": one.name_en, "fr": one.name_fr or one.name_en}
    if one.parent is not None:
        shown["parent"] = one.parent
    return shown
