"""The snapshot as a reader may have it: what there is, and the bytes of one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from incidents.models import SnapshotFile
from incidents.values import Label, Role

FILE = """
SELECT f.label, f.size, f.gone OR EXISTS (
    SELECT FROM incidents_outbox o WHERE o.topic = 'snapshot' AND o.urgent AND (
        o.key = '*' OR EXISTS (
            SELECT FROM unnest(f.parts) AS p(part) WHERE starts_with(o.key, p.part)
        )
    )
)
FROM incidents_snapshotfile f WHERE f.address = %s AND f.label = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that a reader may have. `gone`: no longer, or something in it is being withdrawn."""

    label: Label
    size: int
    gone: bool


def labels_of(user: Any) -> tuple[Label, ...]:
    """The labels whose incidents together are all that `visible_to(user)` gives."""
    if not getattr(user, "is_authenticated", False):
        return () if settings.REQUIRE_SIGN_IN else (Label.PUBLIC,)
    return tuple(Label) if user.has_role(Role.ANALYST) else (Label.PUBLIC, Label.READER)


def files(user: Any) -> Mapping[Label, Sequence[dict[str, Any]]]:
    """What stands now, by label, in one statement; no bytes."""
    rows = SnapshotFile.objects.filter(label__in=labels_of(user), gone=False).order_by("parts")
    found: dict[Label, list[dict[str, Any]]] = {label: [] for label in labels_of(user)}
    for row in rows.values(
        *("address", "label", "section", "parts", "bundle"),
        *("rows", "first_day", "last_day", "size", "crc32", "made_at"),
    ):
        found[Label(row["label"])].append(row)
    return {label: rows for label, rows in found.items() if rows}


def find(address: str, user: Any) -> Found | None:
    """One statement; None where there is no such file for this user."""
    with connection.cursor() as cursor:
        cursor.execute(FILE, [address, list(labels_of(user))])
        row = cursor.fetchone()
    return row and Found(Label(row[0]), *row[1:])


def packed(address: str) -> bytes | None:
    """The bytes as brotli packed them."""
    rows = SnapshotFile.objects.filter(address=address, gone=False)
    return next((bytes(content) for (content,) in rows.values_list("packed")), None)
