"""Which rows of the snapshot's parts some incidents are: a few bits for each, not its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import brotli
import numpy as np
from numpy.typing import NDArray

from incidents.readers import snapshot as reader
from incidents.snapshot.gather import codes_of
from incidents.snapshot.layout import Frame, Whole, read, written

KEPT = 256
"""Parts whose ids a process keeps at hand: 8 bytes an incident."""


def matches(ids: Sequence[str], user: Any) -> bytes:
    """A frame for each part that holds some of the incidents: their rows, as distances.

    `ids` are permanent ids. The header names the address of the part's ids, so that a page whose
    parts are older notices.
    """
    wanted = codes_of(np.array(ids, "S15"))
    frames = list(_frames(wanted, user)) if ids else []
    return written(*frames) if frames else b""


def _frames(wanted: NDArray[np.uint64], user: Any) -> Iterator[Frame]:
    for label, files in reader.files(user).items():
        frames = {(*file["parts"], file["section"]): file for file in files if not file["bundle"]}
        for (part, *_), file in frames.items():
            if file["section"] != "ids":
                continue
            try:
                codes = codes_of_part(file["address"], frames[part, "first"]["address"])
            except LookupError:  # taken away in this very moment: the page will notice, too
                continue
            rows = np.flatnonzero(np.isin(codes, wanted))
            if len(rows):
                head = {"kind": "matches", "label": label.value, "part": part}
                columns = {"row": np.diff(rows, prepend=0)}
                yield Frame({**head, "ids": file["address"]}, columns)


@lru_cache(KEPT)
def codes_of_part(ids: str, first: str) -> NDArray[np.uint64]:
    """The ids of a part as numbers of 60 bits. Raises LookupError where a file is gone."""
    return summed(frame_at(ids).columns, frame_at(first).columns["per_day"])


def summed(ids: Mapping[str, Whole], per_day: Whole) -> NDArray[np.uint64]:
    """Ids from their distances within each day."""
    hi, lo = (ids[name].astype(np.uint64) for name in ("id_hi", "id_lo"))
    sums = np.cumsum((hi << np.uint64(30)) + lo, dtype=np.uint64)
    counts = per_day.astype(np.intp)
    before = np.concatenate([np.zeros(1, np.uint64), sums])[np.cumsum(counts) - counts]
    codes: NDArray[np.uint64] = sums - np.repeat(before, counts)
    return codes


def frame_at(address: str) -> Frame:
    """The first frame of a file. Raises LookupError where it was taken away meanwhile."""
    packed = reader.packed(address)
    if packed is None:
        raise LookupError(address)
    return next(read(brotli.decompress(packed)))
