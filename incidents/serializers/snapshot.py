"""The manifest of the snapshot: docs/snapshot.md tells its shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from incidents.values import Label
from incidents.values.snapshot import EPOCH, FORMAT, SECTIONS

Row = Mapping[str, Any]


def manifest(files: Mapping[Label, Sequence[Row]]) -> dict[str, Any]:
    labels = [_label(label, rows) for label, rows in files.items()]
    rows = [row for rows in files.values() for row in rows]
    last = [row["last_day"] for row in rows if row["last_day"]]
    made = max((row["made_at"] for row in rows), default=None)
    return {
        "format": FORMAT,
        "data_to": max(last, default=None),
        "changed_at": made and made.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "labels": labels,
    }


def _label(label: Label, rows: Sequence[Row]) -> dict[str, Any]:
    frames = [row for row in rows if row["parts"] and not row["bundle"]]
    parts = [
        _part({row["section"]: row for row in some})
        for _, some in groupby(frames, key=lambda row: row["parts"])
    ]
    return {
        "label": label.value,
        "rows": sum(part["rows"] for part in parts),
        "dictionaries": {row["section"]: _file(row) for row in rows if not row["parts"]},
        "parts": parts,
        "bundles": _bundles(parts, [row for row in rows if row["bundle"]]),
    }


def _part(sections: Mapping[str, Row]) -> dict[str, Any]:
    row = sections[SECTIONS[0]]
    return {
        "part": row["parts"][0],
        "rows": row["rows"],
        "first_day": _day(row["first_day"]),
        "last_day": _day(row["last_day"]),
        "sections": {name: _file(sections[name]) for name in SECTIONS},
    }


def _bundles(parts: Sequence[dict[str, Any]], bundled: Sequence[Row]) -> list[dict[str, Any]]:
    """Every part once in each section: in a bundle, or alone."""
    inside = {part for row in bundled for part in row["parts"]}
    found = [{"section": row["section"], "parts": row["parts"], **_file(row)} for row in bundled]
    found += [
        {"section": name, "parts": [part["part"]], **file}
        for part in parts
        if part["part"] not in inside
        for name, file in part["sections"].items()
    ]
    return sorted(found, key=lambda one: (SECTIONS.index(one["section"]), one["parts"]))


def _file(row: Row) -> dict[str, Any]:
    return {"address": row["address"], "bytes": row["size"], "crc32": row["crc32"]}


def _day(day: date) -> int:
    return (day - EPOCH).days
