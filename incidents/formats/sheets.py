"""Reading the first sheet of an XLSX workbook, after looking how large it really is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

MAX_UNPACKED = 256 * 1024**2
"""Bytes of a workbook, unpacked."""
MAX_ROWS = 200_000
MAX_CELLS = 8_000_000
CHUNK = 1 << 20

Cell = int | float | str | bool | time | date | datetime | timedelta
Refuse = Callable[[str, str], Exception]
STREAM_IT = "Save the sheet as CSV UTF-8, which is read as a stream, or import it in parts."


def check_workbook(archive: zipfile.ZipFile, name: str, refuse: Refuse) -> None:
    """Raises what `refuse` makes where the workbook would not fit: a small file can hold millions
    of rows, and is unpacked in memory as a whole."""
    if sum(one.file_size for one in archive.infolist()) > MAX_UNPACKED:
        raise refuse(f"{name} unpacks to more than {MAX_UNPACKED >> 20} MB.", STREAM_IT)
    for part in archive.namelist():
        rows, cells = _size(archive, part)
        if rows > MAX_ROWS or cells > MAX_CELLS:
            raise refuse(
                f"{name} has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells.", STREAM_IT
            )


def _size(archive: zipfile.ZipFile, part: str) -> tuple[int, int]:
    """Rows and cells of a part, counted up to just over the limits.

    To read a part to its end also proves that it is not larger than the archive says.
    """
    rows = cells = 0
    left = b""
    with archive.open(part) as stream:
        while rows <= MAX_ROWS and cells <= MAX_CELLS and (chunk := stream.read(CHUNK)):
            text = left + chunk
            rows += text.count(b"<row")
            cells += text.count(b"<c ") + text.count(b"<c>")
            left = text[-4:]
            rows -= left.count(b"<row")
            cells -= left.count(b"<c ") + left.count(b"<c>")
    return rows, cells


def sheet_rows(
    workbook: bytes, name: str, refuse: Refuse
) -> tuple[Iterator[tuple[int, list[str]]], int]:
    """Numbered rows of the first sheet that holds any, as text, and how many there are."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
        sheets = [book.get_sheet_by_name(title) for title in book.sheet_names]
    except CalamineError as error:
        raise refuse(f"{name} cannot be read as a workbook: {error}.", "Save it again.") from None
    filled = [sheet for sheet in sheets if sheet.height]
    if not filled:
        raise refuse(f"{name} has no rows.", "Check which sheet holds the data.")
    sheet = filled[0]
    first = (sheet.start or (0, 0))[0] + 1
    rows = ([_text(cell) for cell in row] for row in sheet.iter_rows())
    return enumerate(rows, first), sheet.height


def _text(cell: Cell) -> str:
    """A cell as it would stand in a CSV file: days in ISO form, whole numbers without a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
