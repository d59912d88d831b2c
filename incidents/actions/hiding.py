"""A place is hidden or shown; incidents that are the same are hidden together.

What one of them hides, its twin in another data set would tell. So all incidents of a group are
hidden as soon as one has a reason of its own, and shown again when the last such reason, or the
link, is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from django.db.models import Q

from incidents.actions.bulk import Ids, copy_in
from incidents.actions.public_place import PublicPlaces, names_the_truth, restore
from incidents.actions.register import Register
from incidents.actions.rows import Builder, search_text
from incidents.actions.signing import Signature
from incidents.models import ExactSite, Incident, Site
from incidents.values import Role, Status


def places_of(incident: Incident) -> list[Site]:
    return list(incident.sites.select_related("admin1", "admin2").order_by("order"))


def hide_or_show(incident: Incident, sites: Sequence[Site]) -> None:
    """Save the sites as `sensitive` now says: the public form, or the true place again."""
    exact = {row.site_id: row for row in ExactSite.objects.filter(site__in=sites)}
    if not incident.sensitive:
        for site in sites:
            if site.pk in exact:
                restore(site, exact[site.pk])
                site.save()
                exact[site.pk].delete()
        return
    places, ids = PublicPlaces(), Ids(ExactSite, block=len(sites) or 1)
    fresh = []
    for site in sites:
        if site.pk not in exact:
            truth = places.generalise(site)
            truth.pk, truth.site = ids.take(), site
            site.save()
            fresh.append(truth)
    copy_in(fresh)


def entitle(incident: Incident, sites: Sequence[Site]) -> None:
    """A title that names what is hidden gives way to kind and region; the search text follows."""
    hidden = list(ExactSite.objects.filter(site__in=sites))
    if names_the_truth(f"{incident.title_en} {incident.title_fr}", hidden, sites):
        incident.composed_title = True
    if incident.composed_title:
        titles = Builder(Register()).title(incident.sub_kind_id, sites)
        incident.title_en, incident.title_fr = titles
    incident.search = search_text(incident, sites, list(incident.participations.all()))


def reason_of_twins(incident: Incident) -> str:
    """The reason of another incident of the group to be hidden, or nothing."""
    if incident.same_group is None:
        return ""
    return _own_reason(
        Incident.objects.filter(same_group=incident.same_group).exclude(pk=incident.pk)
    )


def hide_together(incidents: Collection[int], *, by: Signature | None = None) -> None:
    """Give all members of these incidents' groups one answer to whether the place is hidden.

    `by` must be an editor where the place of a published one changes; nobody asks an import.
    """
    groups = Incident.objects.filter(pk__in=incidents).exclude(same_group=None)
    members = Incident.objects.select_for_update(of=("self",)).filter(
        Q(pk__in=incidents) | Q(same_group__in=set(groups.values_list("same_group", flat=True)))
    )
    rows = sorted(members.order_by("pk"), key=_group)
    for _, group in groupby(rows, key=_group):
        together = list(group)
        shared = _own_reason(together)
        for row in together:
            reason = row.sensitive if _has_own(row) else shared
            if (row.sensitive, row.hidden_by_link) != (reason, bool(reason) and not _has_own(row)):
                _set(row, reason, by)


def _group(row: Incident) -> tuple[int, int]:
    return (row.same_group, 0) if row.same_group is not None else (0, row.pk)


def _has_own(row: Incident) -> bool:
    return bool(row.sensitive) and not row.hidden_by_link


def _own_reason(rows: Iterable[Incident]) -> str:
    return min((row.sensitive for row in rows if _has_own(row)), default="")


def _set(row: Incident, reason: str, by: Signature | None) -> None:
    if by is not None and row.status == Status.PUBLISHED:
        by.require(Role.EDITOR)
    row.sensitive, row.hidden_by_link = reason, bool(reason)
    sites = places_of(row)
    hide_or_show(row, sites)
    entitle(row, sites)
    row.save(
        update_fields=[
            *("sensitive", "hidden_by_link", "composed_title", "title_en", "title_fr", "search")
        ]
    )
