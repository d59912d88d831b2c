"""Frames: columns of numbers as bytes, and back. docs/snapshot.md is their description.

Pure: neither the record nor the database is known here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

MAGIC = b"VGS3"
WIDTHS = (1, 2, 4)
PAIR = 2
"""Lower bytes are written in the order of the higher ones: what is near in number is alike."""
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


def written(*frames: Frame) -> bytes:
    """The bytes of frames that travel together. Raises LayoutError for a number that does not fit.

    Columns of one name stand together, whatever frame they are of: they pack better.
    """
    widths = [[_width(*item) for item in frame.columns.items()] for frame in frames]
    texts = [b"" if frame.text is None else orjson.dumps(frame.text) for frame in frames]
    heads = [
        orjson.dumps(
            {
                **frame.head,
                "columns": [
                    [name, width, len(column)]
                    for (name, column), width in zip(frame.columns.items(), own, strict=True)
                ],
                "text": len(text),
            }
        )
        for frame, own, text in zip(frames, widths, texts, strict=True)
    ]
    planes = [
        [_planes(width, column) for width, column in zip(own, frame.columns.values(), strict=True)]
        for own, frame in zip(widths, frames, strict=True)
    ]
    described = [part for head in heads for part in (struct.pack("<I", len(head)), head)]
    in_turns = [part for turn in zip_longest(*planes, fillvalue=b"") for part in turn]
    return b"".join([MAGIC, struct.pack("<I", len(frames)), *described, *in_turns, *texts])


def read(content: bytes) -> Iterator[Frame]:
    """The frames of a file, one after the other. Raises LayoutError where one is damaged."""
    at = 0
    while at < len(content):
        frames, at = _read_together(content, at)
        yield from frames


def _width(name: str, column: Whole) -> int:
    if not len(column):
        return 1
    least, most = int(column.min()), int(column.max())
    if least < 0 or most >= 1 << 32:
        raise LayoutError(f"{name}: {least} to {most} is outside 0 to 2³² - 1")
    return next(width for width in WIDTHS if most < 1 << (8 * width))


def _planes(width: int, column: Whole) -> bytes:
    narrow = np.ascontiguousarray(column, dtype=f"<u{width}")
    planes = narrow.view(np.uint8).reshape(-1, width).T
    if width != PAIR:
        return planes.tobytes()
    low, high = planes
    return high.tobytes() + low[np.argsort(high, kind="stable")].tobytes()


def _read_together(content: bytes, at: int) -> tuple[list[Frame], int]:
    if content[at : at + 4] != MAGIC or len(content) < at + 8:
        raise LayoutError(f"no frames begin at byte {at}")
    heads, end = _heads(content, at + 8, _number(content, at + 4))
    listed = [head.pop("columns") for head in heads]
    columns: list[dict[str, Whole]] = [{} for _ in heads]
    for turn in zip_longest(*listed):
        for own, described in zip(columns, turn, strict=True):
            if described is not None:
                name, width, count = described
                stop = _require(content, end + width * count)
                own[name] = _unplaned(content[end:stop], width)
                end = stop
    frames = []
    for head, own in zip(heads, columns, strict=True):
        stop = _require(content, end + head.pop("text"))
        frames.append(Frame(head, own, orjson.loads(content[end:stop]) if stop > end else None))
        end = stop
    return frames, end


def _heads(content: bytes, at: int, count: int) -> tuple[list[dict[str, Any]], int]:
    heads = []
    for _ in range(count):
        start = _require(content, at + 4)
        at = _require(content, start + _number(content, at))
        try:
            heads.append(orjson.loads(content[start:at]))
        except orjson.JSONDecodeError as error:
            raise LayoutError(f"the header at byte {start} is damaged") from error
    return heads, at


def _number(content: bytes, at: int) -> int:
    number: int = struct.unpack_from("<I", content, at)[0]
    return number


def _unplaned(planes: bytes, width: int) -> Whole:
    turned = np.frombuffer(planes, np.uint8).reshape(width, -1).T
    if width == PAIR:
        high, low = turned.T
        turned = np.empty(turned.shape, np.uint8)
        turned[:, 1] = high
        turned[np.argsort(high, kind="stable"), 0] = low
    return np.ascontiguousarray(turned).view(f"<u{width}").reshape(-1)


def _require(content: bytes, stop: int) -> int:
    if len(content) < stop:
        raise LayoutError(f"{len(content)} bytes end before byte {stop}, where the frame goes on")
    return stop
