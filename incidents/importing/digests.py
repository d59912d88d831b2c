"""A line as it was written, in few bytes: the same line says the same, if it is read the same way.

The way of reading is part of the digest: the columns, the release, who is meant by which name, and
the program's own rules. So a later version of them reads every line anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from incidents.formats.names import Names
from incidents.formats.reading import Reading

ROOMS = ("formats", "values")
"""Where it is decided what a line says."""
SIZE = 16
Digest = Callable[[Sequence[str], str], str]
"""Of a line's cells and the fingerprint of the row that they are read as (hex)."""


def digests(reading: Reading, columns: Sequence[str]) -> Digest:
    """Digests of the lines of one file."""
    way = hashlib.blake2b(_program(), digest_size=SIZE)
    told = (reading.release, reading.month_first, *columns, *_told(reading.names))
    way.update(repr(told).encode())
    start = way.digest()

    def digest(cells: Sequence[str], fingerprint: str) -> str:
        said = "\x1f".join((fingerprint, *cells)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(said, digest_size=SIZE, key=start).hexdigest()

    return digest


def _told(names: Names) -> Sequence[object]:
    """All that the names say, in an order of its own."""
    return [
        sorted(names.actors.items()),
        sorted(names.keys),
        [(pattern.pattern, key) for pattern, key in names.patterns],
        sorted((literal, repr(rows)) for literal, rows in names.sides.items()),
        sorted(names.communities),
        [pattern.pattern for pattern in names.community_patterns],
    ]


@cache
def _program() -> bytes:
    folder = Path(__file__).resolve().parent.parent
    found = hashlib.blake2b()
    for room in ROOMS:
        for path in sorted((folder / room).glob("*.py")):
            found.update(path.read_bytes())
    return found.digest()
