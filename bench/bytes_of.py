"""What the snapshot weighs, as it lies in the database; and its columns for other formats."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import brotli
import numpy as np
from numpy.typing import NDArray

from incidents.models import SnapshotFile
from incidents.snapshot import layout
from incidents.snapshot.coding import plain_first, plain_rest
from incidents.snapshot.layout import Frame
from incidents.snapshot.matches import summed
from incidents.values import Label

QUALITY, WINDOW = 5, 22
Columns = dict[str, NDArray[Any]]


def whole() -> tuple[list[tuple[str, list[Frame]]], int]:
    """The public frames of each file of a first visit, by section; and how many incidents."""
    standing = SnapshotFile.objects.filter(gone=False, label=Label.PUBLIC)
    bundles = list(standing.exclude(bundle=""))
    inside = {(one.section, part) for one in bundles for part in one.parts}
    single = [
        one
        for one in standing.filter(bundle="").exclude(parts=[])
        if (one.section, one.parts[0]) not in inside
    ]
    files = sorted([*bundles, *single], key=lambda one: (one.section, one.parts))
    frames = [
        (one.section, list(layout.read(brotli.decompress(bytes(one.packed))))) for one in files
    ]
    first = [frame for section, some in frames if section == "first" for frame in some]
    rows = sum(frame.head["rows"] for frame in first)
    return frames, rows


def on_the_wire(rows: int) -> dict[str, float]:
    """Packed bytes an incident: of each section, of the dictionaries, and of all."""
    standing = SnapshotFile.objects.filter(gone=False, label=Label.PUBLIC)
    bundled = {(one.section, part) for one in standing.exclude(bundle="") for part in one.parts}
    sizes: dict[str, int] = defaultdict(int)
    for one in standing:
        if one.bundle or not one.parts or (one.section, one.parts[0]) not in bundled:
            sizes[one.section if one.parts else "dictionaries"] += len(one.packed)
    total = sum(sizes.values())
    found = {**sizes, "all": total, "without_ids": total - sizes["ids"]}
    return {name: round(size / rows, 3) for name, size in found.items()}


def by_column(frames: list[tuple[str, list[Frame]]], rows: int) -> dict[str, float]:
    """Bytes an incident of each column packed alone, file by file."""
    sizes: dict[str, int] = defaultdict(int)
    for section, some in frames:
        for name in some[0].columns:
            alone = [Frame({}, {name: frame.columns[name]}) for frame in some]
            sizes[f"{section}.{name}"] += len(_packed(layout.written(*alone)))
    return {name: round(size / rows, 3) for name, size in sorted(sizes.items())}


def arrow_columns(frames: list[tuple[str, list[Frame]]], folder: Path) -> None:
    """The columns of each file of a first visit as plain ones: days, ids, offsets of lists."""
    sections: dict[str, dict[tuple[str, ...], list[Frame]]] = defaultdict(dict)
    for section, some in frames:
        sections[section][tuple(frame.head["part"] for frame in some)] = some
    for number, (parts, first) in enumerate(sections["first"].items()):
        rest, ids = sections["rest"][parts], sections["ids"][parts]
        columns = [_plain(*one) for one in zip(first, rest, ids, strict=True)]
        joined = {name: np.concatenate([one[name] for one in columns]) for name in columns[0]}
        np.savez(folder / f"{number}.npz", **{name: _narrow(joined[name]) for name in joined})


def _plain(first: Frame, rest: Frame, ids: Frame) -> Columns:
    days = np.arange(len(first.columns["per_day"])) + first.head["first_day"]
    per_day = first.columns["per_day"]
    plain = plain_first(first.columns)
    found: Columns = {**plain, **plain_rest(rest.columns, rest.head["tag_bits"], plain)}
    del found["per_day"]
    for name in ("grouped", "group_hi", "group_lo"):
        del found[name]
    group = np.zeros(first.head["rows"], np.uint64)
    row = np.cumsum(rest.columns["grouped"].astype(np.int64))
    hi, lo = (rest.columns[name].astype(np.uint64) for name in ("group_hi", "group_lo"))
    group[row] = hi << np.uint64(30) | lo
    return {
        "day": np.repeat(days, per_day).astype(np.int32),
        "id": summed(ids.columns, per_day),
        "group": group,
        **found,
    }


def _narrow(column: NDArray[Any]) -> NDArray[Any]:
    if column.dtype == np.int32:
        return column
    most = int(column.max()) if len(column) else 0
    return column.astype(np.min_scalar_type(most))


def _packed(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, quality=QUALITY, lgwin=WINDOW)
    return packed
