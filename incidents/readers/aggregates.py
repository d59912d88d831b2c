"""Sums over the incidents that match: honest totals, and the timeline.

Incidents linked as the same count once: the one of the data set that ranks first among those that
match. Rival figures add to no total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, QuerySet, Value, When

from incidents.models import Incident, Site
from incidents.models.deaths import figure
from incidents.readers.rows import Rows
from incidents.readers.statements import rows_with
from incidents.values import MAPPABLE

UNITS = ("day", "week", "month")

COUNTED = """
, counted AS (
    SELECT * FROM base WHERE same_group IS NULL
    UNION ALL (
        SELECT DISTINCT ON (same_group) * FROM base WHERE same_group IS NOT NULL
        ORDER BY same_group, rank, start, public_id COLLATE "C"
    )
)
"""
TOTALS = (
    COUNTED
    + """
SELECT count(*), count(figure), coalesce(sum(figure), 0),
    coalesce(sum(coalesce(deaths_low, figure)) FILTER (WHERE figure IS NOT NULL), 0),
    coalesce(sum(coalesce(deaths_high, figure)) FILTER (WHERE figure IS NOT NULL), 0),
    count(*) FILTER (WHERE NOT mapped),
    coalesce(array_agg(DISTINCT of_dataset ORDER BY of_dataset), '{}')
FROM counted
"""
)
TIMELINE = (
    COUNTED
    + """
SELECT date_trunc(%s, start::timestamp)::date AS bar, kind_id, count(*), count(figure),
    coalesce(sum(figure), 0)
FROM counted GROUP BY 1, 2 ORDER BY 1, 2
"""
)


@dataclass(frozen=True, slots=True)
class Totals:
    """`deaths` in `with_figure` incidents, low to high over the same; the rest are `without`."""

    incidents: int = 0
    with_figure: int = 0
    deaths: int = 0
    low: int = 0
    high: int = 0
    not_on_map: int = 0
    datasets: Sequence[str] = ()

    @property
    def without(self) -> int:
        return self.incidents - self.with_figure


@dataclass(frozen=True, slots=True)
class Bar:
    """Incidents of one kind that start in the day, week (by its Monday) or month at `start`."""

    start: date
    kind: str
    incidents: int
    with_figure: int
    deaths: int


def totals(found: QuerySet[Incident]) -> Totals:
    """One statement."""
    rows = rows_with(_base(found), TOTALS)
    if not rows:
        return Totals()
    numbers = dict(zip(Totals.__slots__, rows[0], strict=True))
    return Totals(**{**numbers, "datasets": tuple(numbers["datasets"])})


def timeline(found: QuerySet[Incident], unit: str) -> list[Bar]:
    """One statement. `unit` is one of UNITS; bars without incidents are left out."""
    return [Bar(*row) for row in rows_with(_base(found), TIMELINE, [unit])]


def on_map() -> Q:
    """Incidents with a public point that is exact or near; all others are counted, not drawn."""
    sites = Site.objects.filter(precision__in=sorted(MAPPABLE), latitude__isnull=False)
    return Q(pk__in=sites.order_by().values("incident_id"))


def _base(found: QuerySet[Incident]) -> Rows:
    rows: Rows = found.annotate(
        figure=figure(),
        rank=F("dataset__rank"),
        of_dataset=F("dataset__key"),
        mapped=Case(When(on_map(), then=Value(True)), default=Value(False)),
    ).values(
        "id",
        "public_id",
        "same_group",
        "start",
        "kind_id",
        "rank",
        "of_dataset",
        "deaths_low",
        "deaths_high",
        "figure",
        "mapped",
    )
    return rows
