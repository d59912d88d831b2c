"""A draft written by a person, and changes of what one word cannot hold: the tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models.functions import Now

from incidents.actions.refusals import refused
from incidents.actions.signing import Signature, signed
from incidents.actions.store import store
from incidents.actions.workflow import edit
from incidents.models import Incident, Term
from incidents.values import NewIncident, Role, RowError, Status


def draft(*, row: NewIncident, by: Signature) -> Incident:
    """Keep an incident that a person wrote, as a draft. Raises Refused for a key not known."""
    by.require(Role.ANALYST)
    _known_reason(row.sensitive)
    with signed(by):
        try:
            store(new=[row], by=by)
        except RowError as error:
            reason = error.reason.split(";")[0] + "."
            raise refused(error.field, reason, "Use a key that the API's lists give.") from None
        incident = Incident.objects.get(dataset__key=row.dataset, dataset_key=row.key)
        incident.status, incident.created_by = Status.DRAFT, by.user
        incident.save(update_fields=["status", "created_by"])
    incident.refresh_from_db()
    return incident


def change(
    *,
    incident: Incident,
    changes: Mapping[str, Any],
    tags: Sequence[str] | None,
    by: Signature,
    expected_version: int,
) -> Incident:
    """`edit`, and with it the tags, where they are given. Raises Refused, StaleVersion."""
    _known_reason(changes.get("sensitive", ""))
    with signed(by):
        row = edit(incident=incident, changes=changes, by=by, expected_version=expected_version)
        if tags is not None:
            _tag(row, tags)
    row.refresh_from_db()
    return row


def _known_reason(key: str) -> None:
    """Why a place is blurred is a word of the vocabulary."""
    if key and not Term.objects.filter(key=key).exists():
        raise refused("sensitive", f"There is no {key}.", "Use a key that /api/v1/terms/ gives.")


def _tag(incident: Incident, keys: Sequence[str]) -> None:
    """Set the tags. The incident itself is touched, so that its version grows."""
    terms = dict(Term.objects.filter(key__in=keys).values_list("key", "id"))
    missing = [key for key in keys if key not in terms]
    if missing:
        reason = f"There is no {', '.join(missing)}."
        raise refused("tags", reason, "Use keys that /api/v1/terms/ gives.")
    if set(incident.tags.values_list("pk", flat=True)) != set(terms.values()):
        incident.tags.set(terms.values())
        Incident.objects.filter(pk=incident.pk).update(updated_at=Now())
