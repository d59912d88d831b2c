"""Keeping the snapshot's files: under the address of their content, one for each thing."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import brotli

from incidents.models import SnapshotFile
from incidents.values import Label

QUALITY = 5
WINDOW = 22
"""Bits: the largest distance at which repetition is found, 4 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    label: Label
    section: str
    content: bytes
    parts: tuple[str, ...] = ()
    bundle: str = ""
    rows: int = 0
    first_day: date | None = None
    last_day: date | None = None

    @property
    def address(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:40]


def replace_files(old: Iterable[str], new: Iterable[NewFile]) -> None:
    """Take the files of some addresses away, and keep others. Whoever asks for old ones gets 410.

    One content has one address: a file that comes back stands there again.
    """
    gone = set(old)
    SnapshotFile.objects.filter(address__in=gone).update(gone=True, packed=b"")
    SnapshotFile.objects.bulk_create(
        [_row(file) for file in new],
        update_conflicts=True,
        unique_fields=["address"],
        update_fields=["packed", "gone", "made_at"],
    )


def _row(file: NewFile) -> SnapshotFile:
    return SnapshotFile(
        address=file.address,
        label=file.label,
        section=file.section,
        parts=list(file.parts),
        bundle=file.bundle,
        rows=file.rows,
        first_day=file.first_day,
        last_day=file.last_day,
        size=len(file.content),
        crc32=zlib.crc32(file.content),
        packed=brotli.compress(file.content, quality=QUALITY, lgwin=WINDOW),
    )
