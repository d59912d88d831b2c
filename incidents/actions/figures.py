"""The deaths of incidents, derived anew from their claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from incidents.actions.rows import figure_of, set_deaths
from incidents.figures import Figure
from incidents.models import Claim, Incident
from incidents.values import About

COLUMNS = (
    "deaths_state",
    "deaths_low",
    "deaths_retained",
    "deaths_high",
    "deaths_rule",
    "deaths_claim_id",
)


def figures_of_incidents(incidents: Collection[int]) -> Mapping[int, Sequence[Figure]]:
    """What is said of casualties, by incident; one statement."""
    found: dict[int, list[Figure]] = defaultdict(list)
    claims = Claim.objects.filter(incident__in=incidents, about=About.CASUALTIES)
    for claim in claims.select_related("report").order_by("incident_id", "order"):
        origin, published = str(claim.report.origin_key), claim.report.published_on
        found[claim.incident_id].append(figure_of(claim, origin=origin, published=published))
    return found


def refresh_deaths(*, incidents: Collection[int]) -> int:
    """Derive the deaths of these incidents (ids) again; answers how many changed.

    Belongs inside the signed transaction of the action that touched the claims.
    """
    figures = figures_of_incidents(incidents)
    changed = 0
    for incident in Incident.objects.select_for_update().filter(pk__in=incidents):
        before = [getattr(incident, column) for column in COLUMNS]
        set_deaths(incident, figures.get(incident.pk, []))
        if before != [getattr(incident, column) for column in COLUMNS]:
            incident.save(update_fields=[column.removesuffix("_id") for column in COLUMNS])
            changed += 1
    return changed
