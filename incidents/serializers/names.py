"""The small shapes that every answer shares: names in both languages, and what a key leads to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

Row = Mapping[str, Any]
Answer = dict[str, Any]


def both(row: Row, field: str) -> dict[str, str]:
    """The English and the French of a field that is stored in two columns."""
    return {"en": row[f"{field}_en"], "fr": row[f"{field}_fr"]}


def translated(row: Row, field: str) -> dict[str, str]:
    """A field in English with a French column beside it; without that, the same words."""
    return {"en": row[field], "fr": row[f"{field}_fr"] or row[field]}


def named(linked: Row | None) -> Answer | None:
    """Key and names of a linked row; None where the link is empty."""
    if linked is None or linked["key"] is None:
        return None
    return {"key": linked["key"], "name": {"en": linked["en"], "fr": linked["fr"]}}


def moment(value: date | datetime | time | None) -> str | None:
    """ISO 8601; moments in UTC with a final Z."""
    if value is None:
        return None
    return value.isoformat().replace("+00:00", "Z")
