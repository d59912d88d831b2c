"""GeoNames country dumps (download.geonames.org, readme.txt): 19 columns by tab, UTF-8, no header.

Kept are inhabited places (class P), administrative areas (A), areas (L, military bases among
them), and of the spots (S) airports, airfields and military installations.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from incidents.folding import fold
from incidents.formats.geography import NewPlace, degrees
from incidents.formats.tabular import TableError
from incidents.values import COUNTRIES, OutOfScope, RowError

COLUMNS = (
    "geonameid",
    "name",
    "asciiname",
    "alternatenames",
    "latitude",
    "longitude",
    "feature class",
    "feature code",
    "country code",
    "cc2",
    "admin1 code",
    "admin2 code",
    "admin3 code",
    "admin4 code",
    "population",
    "elevation",
    "dem",
    "timezone",
    "modification date",
)
KEY = "geonameid"
SOURCE = "GeoNames"
CLASSES = frozenset("PAL")
SPOTS = frozenset({"AIRP", "AIRF", "AIRB", "AIRS", "AIRQ", "INSM"})
MOST_NAMES = 40
MAX_BYTES = 1 << 30
"""Of an unpacked dump; the largest country's has under 300 MB."""
Line = tuple[int, NewPlace | RowError | None]
"""Number of the line, and the place, the error, or None for what is not kept."""


def parse(cells: Sequence[str]) -> NewPlace:
    """One line of a dump.

    Raises RowError where it is wrong, OutOfScope for features and countries that are not kept.
    """
    if len(cells) != len(COLUMNS):
        raise RowError("line", f"{len(cells)} columns, and not {len(COLUMNS)}")
    row = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
    kind, code, country = row["feature class"], row["feature code"], row["country code"]
    if country not in COUNTRIES or not (kind in CLASSES or (kind == "S" and code in SPOTS)):
        raise OutOfScope
    if not row["name"]:
        raise RowError("name", "empty")
    return NewPlace(
        geonames_id=_whole(row, "geonameid"),
        name=row["name"][:200],
        names=_names(row),
        country=country,
        feature_class=kind,
        feature_code=code[:10],
        latitude=degrees("latitude", row["latitude"], 90),
        longitude=degrees("longitude", row["longitude"], 180),
        admin1_code=row["admin1 code"][:20],
        admin2_code=row["admin2 code"][:80],
        population=_whole(row, "population") if row["population"] else 0,
        source=SOURCE,
    )


def read(path: Path) -> Iterator[Line]:
    """The numbered lines of a country dump, `ML.zip` or the text file inside it, as a stream.

    Raises TableError where the file is none.
    """
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            cells = line.rstrip("\r\n").split("\t")
            if number == 1:
                _check_first(path.name, line, cells)
            try:
                yield number, parse(cells)
            except RowError as error:
                yield number, error
            except OutOfScope:
                yield number, None


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[str]]:
    with path.open("rb") as stream:
        start = stream.read(512)
    if not start:
        raise TableError(f"{path.name} is empty.", "Download it again.")
    if start.lstrip()[:1] == b"<":
        raise TableError(
            f"{path.name} is a web page, not a country dump.",
            "The address answered with an error page: look at it in a browser, or try later.",
        )
    if start.startswith(b"PK"):
        with _unzipped(path) as lines:
            yield lines
        return
    with path.open(encoding="utf-8", errors="strict", newline="\n") as lines:
        yield _readable(path.name, lines)


@contextmanager
def _unzipped(path: Path) -> Iterator[Iterator[str]]:
    try:
        packed = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise TableError(f"{path.name} is a damaged zip.", "Download it again.") from None
    with packed:
        texts = [
            entry
            for entry in packed.infolist()
            if entry.filename.endswith(".txt") and "readme" not in entry.filename.lower()
        ]
        if len(texts) != 1:
            raise TableError(
                f"{path.name} holds {len(texts)} country files.",
                "A GeoNames zip holds one, e.g. ML.txt in ML.zip.",
            )
        if texts[0].file_size > MAX_BYTES:
            raise TableError(f"{texts[0].filename} unpacks to over 1 GB.", "It is no country dump.")
        with packed.open(texts[0]) as stream:
            lines = io.TextIOWrapper(stream, encoding="utf-8", errors="strict", newline="\n")
            yield _readable(path.name, lines)


def _readable(name: str, lines: Iterator[str]) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError:
        raise TableError(f"{name} is not UTF-8 text.", "Download it again, as it is.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise TableError(f"{name} is a damaged zip.", "Download it again.") from None


def _check_first(name: str, line: str, cells: Sequence[str]) -> None:
    if len(cells) == len(COLUMNS) and cells[0].isdecimal():
        return
    if cells[0] == KEY:
        raise TableError(f"{name} begins with column names.", "Take the dump as GeoNames gives it.")
    raise TableError(
        f"{name} is no GeoNames country dump: its first line has {len(cells)} columns by tab, "
        f"{len(COLUMNS)} are expected ({line.strip()[:60]!r}).",
        "Take e.g. ML.zip from the export/dump folder of GeoNames, not the postal codes.",
    )


def _whole(row: dict[str, str], field: str) -> int:
    if not row[field].isdecimal():
        raise RowError(field, f"not a whole number: {row[field]!r}")
    return int(row[field])


def _names(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Spellings that folding does not bring together; a dump does not say their languages."""
    names: dict[str, str] = {}
    for name in (row["name"], row["asciiname"], *row["alternatenames"].split(",")):
        shown = name.strip()
        if 0 < len(shown) <= 200 and fold(shown) and not shown.startswith("http"):
            names.setdefault(fold(shown)[:200], shown)
    return tuple(("", name) for name in list(names.values())[:MOST_NAMES])
