"""The retained deaths as expressions that queries and indexes share."""

from __future__ import annotations

from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce

from incidents.values import DeathsState

BELOW_ALL = -1
ABOVE_ALL = 2**31 - 1


def figure() -> Case:
    """The retained deaths; 0 where somebody says that nobody died; else null."""
    return Case(
        When(deaths_retained__isnull=False, then=F("deaths_retained")),
        When(deaths_state=DeathsState.NONE, then=Value(0)),
    )


def ranked_figure(*, descending: bool) -> Coalesce:
    """What incidents are ordered by: those without a figure come last in either direction.

    It is never null, so that one index finds where a page starts: a comparison with null would
    need another condition, which no index serves.
    """
    return Coalesce(figure(), Value(BELOW_ALL if descending else ABOVE_ALL))
