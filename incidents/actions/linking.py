"""Incidents of two data sets that are one: linked by a person, they count once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from incidents.actions.hiding import hide_together
from incidents.actions.refusals import refused
from incidents.actions.signing import Signature, signed
from incidents.models import Incident, IncidentLink
from incidents.values import Role, Status


def link_incidents(
    *, first: Incident, second: Incident, same: bool, reason: str = "", by: Signature
) -> IncidentLink:
    """Say that two incidents are the same, or only related. A second word replaces the first.

    Where the place of one is hidden, the same incident's place is hidden in all.
    """
    if first.pk == second.pk:
        raise refused("second", _("It is the same record."), _("Name another incident."))
    with signed(by):
        low, high = _locked(first, second)
        _require(by, low, high)
        link, _created = IncidentLink.objects.update_or_create(
            first=low,
            second=high,
            defaults={"same": same, "reason": reason[:300], "created_by": by.user},
        )
        join({low.pk, high.pk}, by=by)
    return link


def unlink_incidents(*, first: Incident, second: Incident, by: Signature) -> None:
    """Take the link back; a place hidden for its sake is shown again.

    Raises Refused where there is none.
    """
    with signed(by):
        low, high = _locked(first, second)
        _require(by, low, high)
        gone, _rows = IncidentLink.objects.filter(first=low, second=high).delete()
        if not gone:
            raise refused("second", _("They are not linked."), _("Read the incident again."))
        join({low.pk, high.pk}, by=by)


def _locked(first: Incident, second: Incident) -> list[Incident]:
    """Both rows, the older first: two people who link at once wait for each other."""
    found = Incident.objects.select_for_update(of=("self",)).filter(pk__in=[first.pk, second.pk])
    return list(found.order_by("pk"))


def _require(by: Signature, *rows: Incident) -> None:
    published = any(row.status == Status.PUBLISHED for row in rows)
    by.require(Role.EDITOR if published else Role.ANALYST)


def join(touched: set[int], *, by: Signature | None = None) -> None:
    """Make groups of what links say is the same, from these incidents on, and hide as one.

    Belongs inside a signed transaction. `by` must be an editor where the place of a published
    incident changes; without it nobody is asked.
    """
    hide_together(_regroup(touched), by=by)


def _regroup(touched: set[int]) -> set[int]:
    """Give each set of incidents that are the same its number: the smallest id among them."""
    former = Incident.objects.filter(pk__in=touched).exclude(same_group=None)
    groups = set(former.values_list("same_group", flat=True))
    members = set(Incident.objects.filter(same_group__in=groups).values_list("pk", flat=True))
    left = touched | members
    seen = set(left)
    while left:
        together = _together({min(left)})
        number = min(together) if len(together) > 1 else None
        stale = Incident.objects.filter(pk__in=together).exclude(same_group=number)
        stale.update(same_group=number)
        left -= together
        seen |= together
    return seen


def _together(found: set[int]) -> set[int]:
    """All incidents that a chain of links joins with these."""
    new: Iterable[int] = found
    while new:
        links = IncidentLink.objects.filter(
            Q(first__in=new) | Q(second__in=new), same=True
        ).values_list("first", "second")
        reached = {pk for pair in links for pk in pair}
        new = reached - found
        found = found | reached
    return found
