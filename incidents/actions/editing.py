"""Which columns of an incident people may change, and what follows from a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from incidents.actions.hiding import entitle, hide_or_show, places_of, reason_of_twins
from incidents.actions.public_place import names_the_truth
from incidents.filters import Refusal, Refused
from incidents.models import ExactSite, Incident, Kind, Site

MAY_CHANGE = (
    "title_en",
    "title_fr",
    "kind",
    "sub_kind",
    "start",
    "end",
    "date_precision",
    "local_time",
    "part_of_day",
    "end_part_of_day",
    "zone",
    "certainty",
    "contested",
    "sensitive",
    "remarks_en",
    "remarks_fr",
)
KEYS = {"kind": "kind_id", "sub_kind": "sub_kind_id"}
"""Given by the key of the vocabulary."""


def edited(incident: Incident, changes: Mapping[str, Any]) -> None:
    """Check and save changes of a locked incident, and what follows from them.

    Raises Refused with every field at fault, and changes nothing then.
    """
    refusals = [
        Refusal(
            name,
            _("It cannot be changed here."),
            _("These can: %(names)s.") % {"names": ", ".join(MAY_CHANGE)},
        )
        for name in changes
        if name not in MAY_CHANGE
    ]
    for name in MAY_CHANGE:
        if name in changes:
            setattr(incident, KEYS.get(name, name), changes[name])
    refusals += _refusals(incident, changes)
    if refusals:
        raise Refused(refusals)
    sites = places_of(incident)
    if "sensitive" in changes:
        own = incident.sensitive
        incident.sensitive = own or reason_of_twins(incident)
        incident.hidden_by_link = bool(incident.sensitive) and not own
        hide_or_show(incident, sites)
    _entitle(incident, sites, changes)
    incident.save()


def _refusals(incident: Incident, changes: Mapping[str, Any]) -> list[Refusal]:
    found = list(_invalid(incident, changes))
    if not found and incident.end < incident.start:
        found.append(
            Refusal("end", _("It is before the start."), _("Give the last day of the facts."))
        )
    if not found and {"kind", "sub_kind"} & changes.keys():
        kind = Kind.objects.filter(key=incident.sub_kind_id, parent__key=incident.kind_id)
        if not kind.exists():
            reason = _("It does not belong to this kind.")
            found.append(Refusal("sub_kind", reason, _("Choose one of the kind's own.")))
    return found


def _invalid(incident: Incident, changes: Mapping[str, Any]) -> Sequence[Refusal]:
    """What the columns themselves cannot hold."""
    skipped = [f.name for f in incident._meta.concrete_fields if f.name not in changes]
    try:
        incident.clean_fields(exclude=skipped)
    except ValidationError as error:
        return [
            Refusal(name, " ".join(reasons), _("Correct it."))
            for name, reasons in error.message_dict.items()
        ]
    return []


def _entitle(incident: Incident, sites: list[Site], changes: Mapping[str, Any]) -> None:
    """Raises Refused for a new title that names the place that is hidden."""
    titled = {"title_en", "title_fr"} & changes.keys()
    hidden = list(ExactSite.objects.filter(site__in=sites))
    if titled and names_the_truth(f"{incident.title_en} {incident.title_fr}", hidden, sites):
        reason = _("It names the place that is hidden.")
        raise Refused([Refusal(min(titled), reason, _("Name the region only."))])
    incident.composed_title = incident.composed_title and not titled
    entitle(incident, sites)
