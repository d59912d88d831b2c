"""Changed incidents: what differs is written, what is gone is taken out, the rest stays.

Ids stay, so that an address of a claim outlives a new release of its data set; what people added
(claims of their own, links, a chosen figure, a title) stays too. The triggers keep what stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import NOT_PROVIDED, Model, Q

from incidents.actions.bulk import copy_in
from incidents.actions.figures import figures_of_incidents
from incidents.actions.rows import Built, IdOf, search_text, set_deaths
from incidents.models import Claim, ClaimLink, ExactSite, Incident, Participation, Site

LEFT: dict[type[Model], tuple[str, ...]] = {
    Incident: ("signed", "created_by_id"),
    Claim: ("public_id", "order"),
}
"""Columns that a new release does not touch."""


@dataclass(slots=True)
class Kept:
    """The incidents of a batch as they stand, with all their rows."""

    incidents: dict[tuple[int, str], Incident]
    rows: dict[type[Model], dict[int, Model]] = field(default_factory=dict)
    ids: dict[tuple[int, type[Model], object], int] = field(default_factory=dict)
    """By incident, table and the row's order or key in its data set."""

    @classmethod
    def of(cls, keys: set[tuple[int, str]]) -> Kept:
        found = Incident.objects.select_for_update().filter(
            dataset__in={dataset for dataset, _ in keys}, dataset_key__in={key for _, key in keys}
        )
        kept = cls({(one.dataset_id, one.dataset_key): one for one in found})
        incidents = [one.pk for one in kept.incidents.values()]
        kept._read(Site, Site.objects.filter(incident__in=incidents), "order")
        kept._read(Participation, Participation.objects.filter(incident__in=incidents), "order")
        claims = Claim.objects.filter(incident__in=incidents).exclude(dataset_key="")
        kept._read(Claim, claims, "dataset_key")
        for exact in ExactSite.objects.filter(site__incident__in=incidents).select_related("site"):
            kept._add(ExactSite, exact, exact.site.incident_id, exact.site.order)
        return kept

    def _read(self, table: type[Model], rows: Iterable[Any], key: str) -> None:
        self.rows[table] = {}
        for row in rows:
            self._add(table, row, row.incident_id, getattr(row, key))

    def _add(self, table: type[Model], row: Model, incident: int, key: object) -> None:
        self.rows.setdefault(table, {})[row.pk] = row
        self.ids[incident, table, key] = row.pk

    def id_of(self, incident: Incident, fresh: IdOf) -> IdOf:
        def known(table: type[Model], key: object) -> int:
            return self.ids.get((incident.pk, table, key)) or fresh(table, key)

        return known

    def keep_title(self, stood: Incident, built: Built) -> None:
        """A title that a person gave outlives a row that has none."""
        incident = built.incident
        incident.title_en, incident.title_fr = stood.title_en, stood.title_fr
        incident.composed_title = False
        incident.search = search_text(incident, built.sites, built.participations)


def reconcile(kept: Kept, built: Sequence[Built]) -> None:
    """Make the stored rows say what the built ones do."""
    wanted: dict[type[Model], list[Any]] = {
        Site: [row for one in built for row in one.sites],
        ExactSite: [row for one in built for row in one.exact],
        Participation: [row for one in built for row in one.participations],
        Claim: [row for one in built for row in one.claims],
    }
    for table, rows in reversed(wanted.items()):
        gone = kept.rows.get(table, {}).keys() - {row.pk for row in rows}
        if gone:
            table._default_manager.filter(pk__in=gone).delete()
    _number(kept, wanted[Claim])
    for table, rows in wanted.items():
        stand = kept.rows.get(table, {})
        copy_in([row for row in rows if row.pk not in stand])
        for row in rows:
            if row.pk in stand:
                save_difference(stand[row.pk], row)
    _links(built)
    _incidents(kept, built)


def save_difference(stood: Model, wanted: Model) -> bool:
    """Write the columns that differ, and only those; true when there were any."""
    skipped = LEFT.get(type(stood), ())
    fields = [
        one
        for one in stood._meta.concrete_fields
        if one.attname not in skipped
        and one.db_default is NOT_PROVIDED
        and getattr(stood, one.attname) != getattr(wanted, one.attname)
    ]
    if not fields:
        return False
    for one in fields:
        setattr(stood, one.attname, getattr(wanted, one.attname))
    stood.save(update_fields=[one.name for one in fields])
    return True


def _number(kept: Kept, claims: Sequence[Claim]) -> None:
    """New claims follow those that stand, which keep their places."""
    new = [claim for claim in claims if claim.pk not in kept.rows.get(Claim, {})]
    taken = Claim.objects.filter(incident__in={claim.incident_id for claim in new})
    last: dict[int, int] = {}
    for incident, order in taken.values_list("incident_id", "order"):
        last[incident] = max(order, last.get(incident, -1))
    for claim in new:
        last[claim.incident_id] = claim.order = last.get(claim.incident_id, -1) + 1


def _links(built: Sequence[Built]) -> None:
    """Contradictions and replacements among the data set's own claims."""
    own = {claim.pk for one in built for claim in one.claims}
    wanted = {(row.claim_id, row.kind, row.other_id): row for one in built for row in one.links}
    stand = {
        (row.claim_id, row.kind, row.other_id): row.pk
        for row in ClaimLink.objects.filter(Q(claim__in=own), Q(other__in=own))
    }
    gone = [pk for key, pk in stand.items() if key not in wanted]
    ClaimLink.objects.filter(pk__in=gone).delete()
    copy_in([row for key, row in wanted.items() if key not in stand])


def _incidents(kept: Kept, built: Sequence[Built]) -> None:
    figures = figures_of_incidents([one.incident.pk for one in built])
    for one in built:
        incident = one.incident
        set_deaths(incident, figures.get(incident.pk, []))
        save_difference(kept.incidents[incident.dataset_id, incident.dataset_key], incident)
