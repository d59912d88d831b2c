"""The snapshot as a reader may have it: what there is, and the bytes of one file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from incidents.models import SnapshotFile
from incidents.values import Label, Role, Topic

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

STANDING = """
SELECT f.label, encode(sha256(convert_to(
    string_agg(f.address, ' ' ORDER BY f.address COLLATE "C"), 'UTF8')), 'hex')
FROM incidents_snapshotfile f
WHERE NOT f.gone AND f.bundle = '' AND f.section = ANY(%s) AND f.label = ANY(%s)
    AND NOT EXISTS (SELECT FROM incidents_outbox WHERE topic = %s)
    AND EXISTS (SELECT FROM incidents_snapshotstate)
GROUP BY 1
"""
CONTENT = """
SELECT f.section, f.parts, f.address,
    CASE WHEN f.section = ANY(%s) AND f.address <> ALL(%s) THEN f.packed END
FROM incidents_snapshotfile f
WHERE NOT f.gone AND f.bundle = '' AND f.section = ANY(%s) AND f.label = %s
ORDER BY f.parts
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


def standing(user: Any, sections: Sequence[str]) -> dict[Label, str]:
    """Of each label of a reader that has files: a name for what they are; one statement.

    Empty where they are not the record as it stands: something waits to be built, or nothing
    ever was.
    """
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [list(sections), list(labels_of(user)), Topic.SNAPSHOT])
        return {Label(label): name for label, name in cursor.fetchall()}


def name_of(addresses: Iterable[str]) -> str:
    """The name under which `standing` knows files of these addresses."""
    return hashlib.sha256(" ".join(sorted(addresses)).encode()).hexdigest()


def contents(
    label: Label, sections: Sequence[str], *, read: Sequence[str], known: Iterable[str] = ()
) -> list[tuple[str, str, str, bytes | None]]:
    """The frames of a label in one statement: section, part, address, and packed bytes.

    Those of sections that are not to be read, or whose address is known, come without bytes;
    dictionaries come with an empty part.
    """
    with connection.cursor() as cursor:
        cursor.execute(CONTENT, [list(read), list(known), list(sections), label])
        return [
            (section, parts[0] if parts else "", address, content and bytes(content))
            for section, parts, address, content in cursor.fetchall()
        ]


def packed(address: str) -> bytes | None:
    """The bytes as brotli packed them."""
    rows = SnapshotFile.objects.filter(address=address, gone=False)
    return next((bytes(content) for (content,) in rows.values_list("packed")), None)
