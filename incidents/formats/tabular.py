"""Opening a table that somebody was sent: CSV in any usual encoding, XLSX, or either in a ZIP.

A table is a header and a stream of numbered lines. What is not a table is refused with the remedy
before anything is read from it; sizes are capped, so that a small file cannot fill the memory.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Protocol

from incidents.formats.encodings import encoding_of
from incidents.formats.sheets import MAX_UNPACKED, check_workbook, sheet_rows
from incidents.values import RowError

MAX_BYTES = 4 * 1024**3
"""Of an unpacked CSV file. It is read as a stream: this only bounds the time."""
MAX_CELL = 1_000_000
"""Characters in one cell."""
MAX_COLUMNS = 1000
TABLES = (".csv", ".tsv", ".txt", ".xlsx")
SAMPLE = 4096
NOT_TABLES = {
    b"\xd0\xcf\x11\xe0": ("an old Excel file (.xls)", "Save it as .xlsx or as CSV UTF-8"),
    b"%PDF": ("a PDF file", "Ask for the data as CSV or XLSX"),
    b"\x1f\x8b": ("a gzip archive", "Unpack it first"),
    b"7z\xbc\xaf": ("a 7-Zip archive", "Unpack it first"),
    b"Rar!": ("a RAR archive", "Unpack it first"),
    b"PAR1": ("a Parquet file", "Write it as CSV first"),
    b"SQLite": ("an SQLite database", "Export the table as CSV first"),
}

Opener = Callable[[], IO[bytes]]


class Reader(Protocol):
    """A CSV reader, as far as it is used here."""

    @property
    def line_num(self) -> int: ...
    def __next__(self) -> list[str]: ...


class TableError(Exception):
    """The file as a whole cannot be read: why, and what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table under its column names, or why it cannot be read as one."""

    number: int
    """Of the physical line on which it begins; the header is usually 1."""
    cells: dict[str, str]
    raw: Sequence[str]
    error: RowError | None = None


@dataclass(slots=True)
class Table:
    """An open table. `lines` can be walked once."""

    name: str
    """Of the file, or of the file inside the archive."""
    header: tuple[str, ...]
    """Column names as written."""
    lines: Iterator[Line]
    _share: Callable[[], float] = field(default=lambda: 0.0)

    @property
    def columns(self) -> tuple[str, ...]:
        return column_names(self.header)

    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return min(1.0, self._share())


def column_names(header: Sequence[str]) -> tuple[str, ...]:
    """Names by which cells are found: lower case, blanks as underscores."""
    return tuple("_".join(name.strip("\ufeff \t").lower().split()) for name in header)


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """Open the table in `path`. Raises TableError where there is none, or a broken one."""
    try:
        with path.open("rb") as file:
            start = file.read(SAMPLE)
            size = path.stat().st_size
    except OSError as error:
        reason = f"{path.name} cannot be read: {error.strerror}."
        raise TableError(reason, "Check the path.") from None
    _refuse_others(path.name, start)
    if start.startswith(b"PK"):
        with _open_archive(path) as table:
            yield table
    else:
        with _open_text(path.name, lambda: path.open("rb"), size) as table:
            yield table


def _refuse_others(name: str, start: bytes) -> None:
    if not start.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise TableError(f"{name} is empty.", "Download it again.")
    for magic, (what, remedy) in NOT_TABLES.items():
        if start.startswith(magic):
            raise TableError(f"{name} is {what}, not a table.", f"{remedy}.")
    text = start.lstrip(b"\xef\xbb\xbf\t\r\n ")
    if text.startswith(b"<"):
        raise TableError(
            f"{name} is a web page or XML, not a table.",
            "It may be a sign-in or error page that was saved instead of the data: "
            "download the CSV file again.",
        )
    if text.startswith((b"{", b"[")):
        raise TableError(f"{name} is JSON, not a table.", "Ask for the data as CSV or XLSX.")


@contextmanager
def _open_archive(path: Path) -> Iterator[Table]:
    try:
        with zipfile.ZipFile(path) as archive:
            if _is_workbook(archive):
                check_workbook(archive, path.name, TableError)
                yield _open_sheet(path.name, path.read_bytes())
                return
            table = _member(archive, path.name)
            if table.filename.lower().endswith(".xlsx"):
                yield _open_inner_sheet(archive, table)
                return
            opener = partial(archive.open, table)
            with _open_text(table.filename, opener, table.file_size) as opened:
                yield opened
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        reason = f"{path.name} is a damaged archive: {error}."
        raise TableError(reason, "Download it again.") from None


def _is_workbook(archive: zipfile.ZipFile) -> bool:
    return "[Content_Types].xml" in archive.namelist()


def _open_inner_sheet(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Table:
    if member.file_size > MAX_UNPACKED:
        raise TableError(f"{member.filename} is too large.", "Unpack it, and save it as CSV UTF-8.")
    workbook = archive.read(member)
    with zipfile.ZipFile(io.BytesIO(workbook)) as inner:
        check_workbook(inner, member.filename, TableError)
    return _open_sheet(member.filename, workbook)


def _member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """The only table of an archive."""
    files = [
        one
        for one in archive.infolist()
        if not one.is_dir()
        and not one.filename.startswith("__MACOSX/")
        and not Path(one.filename).name.startswith(".")
    ]
    tables = [one for one in files if one.filename.lower().endswith(TABLES)]
    if len(tables) != 1:
        names = ", ".join(sorted(one.filename for one in tables or files)[:5])
        raise TableError(
            f"{name} holds {len(tables)} tables ({names}).",
            "Unpack it, and name the file to import.",
        )
    if tables[0].flag_bits & 1:
        raise TableError(f"{name} is protected by a password.", "Unpack it first.")
    return tables[0]


@contextmanager
def _open_text(name: str, opener: Opener, size: int) -> Iterator[Table]:
    if size > MAX_BYTES:
        raise TableError(f"{name} is larger than {MAX_BYTES >> 30} GB.", "Import it in parts.")
    with opener() as stream:
        encoding = encoding_of(stream)
    if encoding is None:
        raise TableError(
            f"{name} is not text in an encoding that we know.", "Save it as CSV UTF-8."
        )
    with opener() as stream, io.TextIOWrapper(stream, encoding=encoding, newline="") as text:
        skipped, first = 0, text.readline(MAX_CELL)
        while first and not first.strip():
            skipped, first = skipped + 1, text.readline(MAX_CELL)
        delimiter = _delimiter(first)
        csv.field_size_limit(MAX_CELL)
        header = next(csv.reader([first], delimiter=delimiter), [])
        _check_header(name, header)
        lines = _lines(csv.reader(text, delimiter=delimiter, strict=True), header, skipped + 2)
        yield Table(name, tuple(header), lines, lambda: stream.tell() / max(size, 1))


def _delimiter(line: str) -> str:
    return max(",;\t|", key=lambda one: len(next(csv.reader([line], delimiter=one), [])))


def _check_header(name: str, header: Sequence[str]) -> None:
    if len(header) > MAX_COLUMNS:
        raise TableError(f"{name} has more than {MAX_COLUMNS} columns.", "Check the separator.")


def _lines(reader: Reader, header: Sequence[str], first: int) -> Iterator[Line]:
    """`first` is the number of the line under the header."""
    names = column_names(header)
    begins = first
    while True:
        try:
            raw = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"cannot be read as CSV ({error}): look for a quote that is not closed"
            yield Line(begins, {}, (), RowError("row", reason))
        else:
            line = _line(begins, names, raw, under=begins == first)
            if line is not None:
                yield line
        begins = first + reader.line_num


def _line(number: int, names: Sequence[str], raw: Sequence[str], *, under: bool) -> Line | None:
    """None for an empty line, and for the line of #tags that HDX puts under the header."""
    if not any(map(str.strip, raw)) or (under and _is_tags(raw)):
        return None
    cells = dict(zip(names, raw, strict=False))
    error = None
    if len(raw) < len(names) or any(map(str.strip, raw[len(names) :])):
        reason = f"has {len(raw)} cells where the header has {len(names)}: is it cut off?"
        error = RowError("row", reason)
    if "\0" in "".join(raw):
        held = [name for name, cell in cells.items() if "\0" in cell]
        if held:
            error = RowError(held[-1] or "row", "holds a NUL byte; take it out")
    return Line(number, cells, raw, error)


def _is_tags(raw: Sequence[str]) -> bool:
    return all(cell.lstrip().startswith("#") for cell in raw if cell.strip())


def _open_sheet(name: str, workbook: bytes) -> Table:
    rows, total = sheet_rows(workbook, name, TableError)
    first, header = next(rows, (0, []))
    _check_header(name, header)
    names = column_names(header)
    done = [0]

    def lines() -> Iterator[Line]:
        for number, raw in rows:
            done[0] = number
            line = _line(number, names, raw, under=number == first + 1)
            if line is not None:
                yield line

    return Table(name, tuple(header), lines(), lambda: done[0] / max(total, 1))
