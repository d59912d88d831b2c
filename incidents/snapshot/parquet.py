"""The Arrow stream as one Parquet file, where the package pyarrow is installed."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterable, Iterator
from io import BufferedReader, BytesIO, RawIOBase
from typing import Any

BLOCK = 1 << 16


def is_available() -> bool:
    return importlib.util.find_spec("pyarrow") is not None


def pieces(stream: Iterable[bytes]) -> Iterator[bytes]:
    """The file that says what an Arrow stream says: a row group for each batch.

    Raises ModuleNotFoundError where pyarrow is not installed.
    """
    import pyarrow as arrow
    from pyarrow import parquet

    with tempfile.TemporaryFile() as written:
        with (
            arrow.ipc.open_stream(BufferedReader(_Pieces(stream))) as batches,
            parquet.ParquetWriter(written, batches.schema, compression="zstd") as writer,
        ):
            for batch in batches:
                if batch.num_rows:
                    writer.write_batch(batch)
        written.seek(0)
        while block := written.read(BLOCK):
            yield block


class _Pieces(RawIOBase):
    """Pieces as they come, to be read like a file."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = BytesIO()

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        while not (found := self._left.read(len(into))):
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = BytesIO(piece)
        into[: len(found)] = found
        return len(found)
