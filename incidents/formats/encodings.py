"""In which encoding a text file was written: UTF-8, UTF-16, or the one of old Windows."""

from __future__ import annotations

import codecs
from typing import IO

CHUNK = 1 << 20


def encoding_of(stream: IO[bytes]) -> str | None:
    """The encoding that fits the whole file, read once; None where it is no text."""
    first = stream.read(CHUNK)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _fitting(first, stream, ("utf-16",))
    if _mostly_zero(first[1:200:2]):
        return _fitting(first, stream, ("utf-16-le",))
    if _mostly_zero(first[0:200:2]):
        return _fitting(first, stream, ("utf-16-be",))
    if _is_binary(first[:8192]):
        return None
    return _fitting(first, stream, ("utf-8-sig", "cp1252"))


def _fitting(first: bytes, stream: IO[bytes], names: tuple[str, ...]) -> str | None:
    left = {name: codecs.getincrementaldecoder(name)("strict") for name in names}
    chunk = first
    while left:
        for name in [name for name, decoder in left.items() if not _takes(decoder, chunk)]:
            del left[name]
        if not chunk:
            break
        chunk = stream.read(CHUNK)
    return next(iter(left), None)


def _takes(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    try:
        decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_zero(half: bytes) -> bool:
    return half.count(0) * 2 > len(half)


def _is_binary(start: bytes) -> bool:
    """More than a few bytes that no text has. A stray NUL is left to its line."""
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x1a\x1b" for byte in start)
    return odd > 8 and odd * 50 > len(start)
