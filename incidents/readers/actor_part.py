"""An actor's part in the incidents that a user may see: over time, with whom, on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F

from incidents.filters import Filters
from incidents.models import Incident, Participation
from incidents.readers.aggregates import Bar, timeline
from incidents.readers.claims import shown_claims
from incidents.readers.incidents import find
from incidents.readers.statements import rows_with
from incidents.values import ParticipationRole

MOST = 12
MEETS = """
SELECT a.key, a.name_en, a.name_fr, mine.role, other.role, count(DISTINCT base.id) AS number
FROM base
JOIN incidents_participation mine ON mine.incident_id = base.id AND mine.actor_id = %s
JOIN incidents_participation other ON other.incident_id = base.id AND other.actor_id <> %s
JOIN incidents_actor a ON a.id = other.actor_id
GROUP BY 1, 2, 3, 4, 5 ORDER BY number DESC, 1, 4, 5 LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Meeting:
    """In how many incidents another actor stands in `its_role` where this one is in `role`."""

    key: str
    name_en: str
    name_fr: str
    role: str
    its_role: str
    incidents: int


@dataclass(frozen=True, slots=True)
class Part:
    months: list[Bar]
    """With the accepted components of the actor, as the filter by actor counts."""
    meets: list[Meeting]
    says: dict[str, int]
    """Its own claims, by what they are about."""
    attributed: dict[str, int]
    """Visible incidents in which it stands as perpetrator, by attribution."""


def part_of(actor: int, key: str, user: Any) -> Part:
    """What the record shows of one actor; four statements, and two for the filter by actor."""
    shown = Incident.objects.visible_to(user)
    stands = Participation.objects.filter(
        actor=actor, role=ParticipationRole.PERPETRATOR, incident__in=shown
    )
    attributed = stands.order_by().values_list("attribution")
    says = shown_claims(user).filter(speaker_actor=actor).order_by().values_list("about")
    return Part(
        months=timeline(find(Filters(actor=(key,)), user), "month"),
        meets=[
            Meeting(*row)
            for row in rows_with(shown.order_by().values("id"), MEETS, [actor, actor, MOST])
        ],
        says=dict(says.annotate(number=Count("pk")).order_by(F("number").desc(), "about")),
        attributed=dict(attributed.annotate(number=Count("incident", distinct=True))),
    )
