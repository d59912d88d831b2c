"""Frames: columns of numbers as bytes, and back. docs/snapshot.md is their description.

Pure: neither the record nor the database is known here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

MAGIC = b"VGS2"
WIDTHS = (1, 2, 4)
Whole = NDArray[Any]
"""One-dimensional, of whole numbers from 0 to 2³² - 1."""


class LayoutError(ValueError):
    """Bytes that are no frame, or numbers that no column holds."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One section of one part, or one dictionary."""

    head: Mapping[str, Any]
    """What the header says besides columns and text: kind, label, part, rows, first_day."""
    columns: Mapping[str, Whole] = field(default_factory=dict)
    text: Any = None
    """What JSON can say."""


def written(frame: Frame) -> bytes:
    """The frame's bytes. Raises LayoutError for a number that does not fit."""
    named = {name: (_width(name, column), column) for name, column in frame.columns.items()}
    text = b"" if frame.text is None else orjson.dumps(frame.text)
    head = orjson.dumps(
        {
            **frame.head,
            "columns": [[name, width, len(column)] for name, (width, column) in named.items()],
            "text": len(text),
        }
    )
    planes = [_planes(width, column) for width, column in named.values()]
    return b"".join([MAGIC, struct.pack("<I", len(head)), head, *planes, text])


def read(content: bytes) -> Iterator[Frame]:
    """The frames of a file, one after the other. Raises LayoutError where one is damaged."""
    at = 0
    while at < len(content):
        frame, at = _read_one(content, at)
        yield frame


def _width(name: str, column: Whole) -> int:
    if not len(column):
        return 1
    least, most = int(column.min()), int(column.max())
    if least < 0 or most >= 1 << 32:
        raise LayoutError(f"{name}: {least} to {most} is outside 0 to 2³² - 1")
    return next(width for width in WIDTHS if most < 1 << (8 * width))


def _planes(width: int, column: Whole) -> bytes:
    narrow = np.ascontiguousarray(column, dtype=f"<u{width}")
    return narrow.view(np.uint8).reshape(-1, width).T.tobytes()


def _read_one(content: bytes, at: int) -> tuple[Frame, int]:
    start = at + 8
    if content[at : at + 4] != MAGIC or len(content) < start:
        raise LayoutError(f"no frame begins at byte {at}")
    end = start + struct.unpack_from("<I", content, at + 4)[0]
    try:
        head = orjson.loads(content[start:end])
    except orjson.JSONDecodeError as error:
        raise LayoutError(f"the header at byte {start} is damaged") from error
    columns = {}
    for name, width, count in head.pop("columns"):
        stop = end + width * count
        _require(content, stop)
        columns[name] = _unplaned(content[end:stop], width)
        end = stop
    size = head.pop("text")
    _require(content, end + size)
    text = orjson.loads(content[end : end + size]) if size else None
    return Frame(head, columns, text), end + size


def _unplaned(planes: bytes, width: int) -> Whole:
    turned = np.frombuffer(planes, np.uint8).reshape(width, -1).T
    return np.ascontiguousarray(turned).view(f"<u{width}").reshape(-1)


def _require(content: bytes, stop: int) -> None:
    if len(content) < stop:
        raise LayoutError(f"{len(content)} bytes end before byte {stop}, where the frame goes on")
