"""What people do with an incident: mend it, send it on, publish it, take it back.

Every action is keyword-only, signed, and refuses to write over a version that its author has not
seen. Analysts work on what is not published; what readers see is an editor's to change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.actions.editing import edited
from incidents.actions.figures import figures_of_incidents
from incidents.actions.hiding import hide_together
from incidents.actions.refusals import StaleVersion, refused
from incidents.actions.rows import set_deaths
from incidents.actions.signing import Signature, signed
from incidents.models import Claim, Incident, IncidentNote
from incidents.values import Role, Status

MOST = 2_147_483_647


def edit(
    *, incident: Incident, changes: Mapping[str, Any], by: Signature, expected_version: int
) -> Incident:
    """Change columns of an incident; titles, places and search text follow.

    Whether the place is hidden is one answer for all incidents that are the same. Raises
    Refused with every field that may not be changed or cannot hold its value.
    """
    with signed(by):
        row = _held(incident, expected_version)
        _require_hand(row, by)
        edited(row, changes)
        if "sensitive" in changes:
            hide_together([row.pk], by=by)
    return _again(row)


def send_for_review(*, incident: Incident, by: Signature, expected_version: int) -> Incident:
    """A draft is ready for somebody else's eyes."""
    with signed(by):
        row = _held(incident, expected_version)
        by.require(Role.ANALYST)
        _move(row, Status.DRAFT, Status.IN_REVIEW)
        row.save(update_fields=["status"])
    return _again(row)


def send_back(*, incident: Incident, note: str, by: Signature, expected_version: int) -> Incident:
    """Back to its author with a note, which stays private to the desk."""
    with signed(by):
        row = _held(incident, expected_version)
        by.require(Role.EDITOR)
        _move(row, Status.IN_REVIEW, Status.DRAFT)
        IncidentNote.objects.create(incident=row, text=_reason("note", note))
        row.save(update_fields=["status"])
    return _again(row)


def publish(*, incident: Incident, by: Signature, expected_version: int) -> Incident:
    """Readers may see it from now on."""
    with signed(by):
        row = _held(incident, expected_version)
        by.require(Role.EDITOR)
        _move(row, Status.IN_REVIEW, Status.PUBLISHED)
        if not row.sites.exists():
            raise refused(
                "sites", _("It has no place."), _("Add at least the country, then publish it.")
            )
        row.published_at, row.published_by = timezone.now(), by.user
        row.signed = row.signed or by.name
        row.save(update_fields=["status", "published_at", "published_by", "signed"])
    return _again(row)


def retract(*, incident: Incident, note: str, by: Signature, expected_version: int) -> Incident:
    """Withdraw what was published. It stays in the record, with the reason."""
    with signed(by):
        row = _held(incident, expected_version)
        by.require(Role.EDITOR)
        _move(row, Status.PUBLISHED, Status.RETRACTED)
        row.retracted_note = _reason("note", note)
        row.save(update_fields=["status", "retracted_note"])
    return _again(row)


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure retained by hand, the claim it comes from where there is one, and why."""

    number: int
    because: str
    claim: Claim | None = None


def choose_deaths(
    *, incident: Incident, choice: Choice | None, by: Signature, expected_version: int
) -> Incident:
    """Retain a figure by hand, with the reason; `choice=None` gives it up again."""
    with signed(by):
        row = _held(incident, expected_version)
        _require_hand(row, by)
        if choice is None:
            row.chosen_deaths = row.chosen_claim = row.chosen_by = None
            row.chosen_because = ""
        else:
            _choose(row, choice, by)
        set_deaths(row, figures_of_incidents([row.pk]).get(row.pk, []))
        row.save()
    return _again(row)


def _choose(row: Incident, choice: Choice, by: Signature) -> None:
    if not 0 <= choice.number <= MOST:
        raise refused("number", _("This number counts nobody."), _("Give a whole number from 0."))
    if choice.claim is not None and choice.claim.incident_id != row.pk:
        raise refused(
            "claim", _("It is about another incident."), _("Choose one of its own claims.")
        )
    row.chosen_deaths, row.chosen_claim = choice.number, choice.claim
    row.chosen_because, row.chosen_by = _reason("because", choice.because), by.user


def _held(incident: Incident, expected_version: int) -> Incident:
    """The row, locked. Raises StaleVersion where it is not the version that was read."""
    row = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if row.version != expected_version:
        raise StaleVersion(row.version)
    return row


def _again(row: Incident) -> Incident:
    """As it stands now: triggers raise the version."""
    row.refresh_from_db()
    return row


def _require_hand(row: Incident, by: Signature) -> None:
    by.require(Role.EDITOR if row.status == Status.PUBLISHED else Role.ANALYST)


def _move(row: Incident, source: Status, target: Status) -> None:
    if row.status != source:
        raise refused(
            "status",
            _("It is %(now)s, not %(needed)s.") % {"now": row.status, "needed": source.value},
            _("Read it again: somebody may have moved it."),
        )
    row.status = target


def _reason(field: str, text: str) -> str:
    said = text.strip()
    if not said:
        raise refused(field, _("It is empty."), _("Say why, in a sentence."))
    return said
