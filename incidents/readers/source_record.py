"""How a source has reported: how early, and how often its figures fell outside the final range."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from incidents.models import Claim, Incident
from incidents.readers.claims import shown_claims
from incidents.readers.heard import HEARD
from incidents.readers.statements import rows_with
from incidents.values import FigureState, Measure, Scope, Side, Stance

YEARS = f"""
SELECT date_trunc('year', base.start::timestamp)::date AS year,
    count(DISTINCT coalesce(base.same_group, -base.id))
FROM base JOIN ({HEARD}) h ON h.incident_id = base.id AND h.source_id = %s
GROUP BY 1 ORDER BY 1
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Conduct:
    """Numbers about one source's figures of the dead of whole incidents, each with its whole."""

    years: list[tuple[Any, int]]
    """Visible incidents in which it is heard, by year."""
    compared: int
    """Incidents in which it and another source give dated figures."""
    first: int
    """Of those, in how many no other source gave one on an earlier day."""
    figures: int
    """Its figures about incidents that have a final range."""
    outside: int
    """Of those, how many lie wholly below or above it."""
    says: dict[str, int]
    """Claims in which it speaks itself, by what they are about."""


def conduct_of(source: int, user: Any) -> Conduct:
    """Four statements."""
    shown = Incident.objects.visible_to(user).order_by().values("id", "start", "same_group")
    figures = _figures(user)
    own = figures.filter(by=source)
    compared, first = _earliness(own, figures)
    numbers = own.filter(incident__deaths_low__isnull=False).aggregate(
        figures=Count("pk"), outside=Count("pk", filter=_outside())
    )
    says = shown_claims(user).filter(speaker_source=source).order_by().values_list("about")
    return Conduct(
        years=[(row[0], row[1]) for row in rows_with(shown, YEARS, [source])],
        compared=compared,
        first=first,
        figures=numbers["figures"],
        outside=numbers["outside"],
        says=dict(says.annotate(number=Count("pk")).order_by(F("number").desc(), "about")),
    )


def tellings(reports: Collection[str], user: Any) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """By the id of a document: the visible incidents that it tells of. Two statements."""
    shown = Incident.objects.visible_to(user)
    columns = ("incident__public_id", "incident__title_en", "incident__title_fr")
    listed = Incident.reports.through.objects.filter(
        report__public_id__in=reports, incident__in=shown
    ).values_list("report__public_id", *columns)
    claims = Claim.objects.filter(report__public_id__in=reports, incident__in=shown).order_by()
    found: dict[str, dict[str, dict[str, str]]] = {}
    for rows in (listed, claims.values_list("report__public_id", *columns).distinct()):
        for report, incident, english, french in rows:
            found.setdefault(report, {})[incident] = {"en": english, "fr": french}
    return {report: sorted(told.items()) for report, told in found.items()}


def _figures(user: Any) -> QuerySet[Any, Any]:
    """Numbers of the dead of whole incidents, replaced ones too, with who published them."""
    return (
        shown_claims(user)
        .filter(
            measure=Measure.KILLED,
            scope=Scope.WHOLE,
            state=FigureState.STATED,
            stance__in=[Stance.ASSERTS, Stance.CLAIMS],
        )
        .exclude(side=Side.ATTACKERS)
        .filter(Q(low__isnull=False) | Q(best__isnull=False) | Q(high__isnull=False))
        .annotate(by=Coalesce("carrier_id", "report__source_id"))
        .order_by()
    )


def _earliness(own: QuerySet[Any, Any], figures: QuerySet[Any, Any]) -> tuple[int, int]:
    dated = figures.filter(said_on__isnull=False)
    others = dated.filter(incident=OuterRef("incident")).exclude(by=OuterRef("by"))
    firsts = others.order_by().values("incident").annotate(day=Min("said_on")).values("day")
    mine = (
        own.filter(said_on__isnull=False)
        .filter(Exists(others))
        .annotate(theirs=Subquery(firsts))
        .values("incident")
        .annotate(early=Min("said_on"), others=Max("theirs"))
    )
    rows = list(mine.values_list("early", "others"))
    return len(rows), sum(early <= theirs for early, theirs in rows)


def _outside() -> Q:
    """Wholly below the lowest or above the highest figure that counts in the end."""
    least = Coalesce("low", "best", "high")
    most = Coalesce("high", "best", "low")
    return Q(
        pk__in=Claim.objects.annotate(least=least, most=most)
        .filter(Q(least__gt=F("incident__deaths_high")) | Q(most__lt=F("incident__deaths_low")))
        .values("pk")
    )
