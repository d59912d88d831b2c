"""What a format needs besides the row: the release, who is who, and how the file writes days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from incidents.formats.fields import SLASHED, Row, text
from incidents.formats.names import Names
from incidents.values import NewIncident


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file being read."""

    release: str = ""
    names: Names = field(default_factory=Names)
    month_first: bool = False
    """True where the file writes 9 June as 6/9."""


class Format(Protocol):
    """One outside format: one file of this shape."""

    @property
    def DATASET(self) -> str:
        """Key of the data set in the record."""

    @property
    def SOURCE(self) -> str:
        """Key of the source that speaks in it."""

    @property
    def KEY(self) -> str:
        """The column that identifies a row in all releases."""

    @property
    def COLUMNS(self) -> Sequence[str]:
        """Columns that every shape of it has."""

    @property
    def DAYS(self) -> Sequence[str]:
        """Columns that hold days."""

    def release_of(self, name: str) -> str:
        """The release that a file name tells, or empty."""

    def check(self, name: str, columns: Sequence[str]) -> None:
        """Raises TableError where the file is not of this format."""

    def parse(self, row: Row, reading: Reading) -> NewIncident:
        """One incident. Raises RowError where the row is wrong, OutOfScope for other regions."""


def writes_month_first(rows: Iterable[Row], columns: Sequence[str]) -> bool:
    """True where a file can only mean 6/9 as 9 June: a second number over 12, no first one.

    Files that never show it are read day first, as both data sets' makers write.
    """
    first = second = 0
    for row in rows:
        for column in columns:
            if found := SLASHED.fullmatch(text(row, column)):
                first = max(first, int(found[1]))
                second = max(second, int(found[2]))
    return second > 12 >= first


def release_order(release: str) -> tuple[int, ...]:
    """By which releases follow each other: 21.1, 22.1, 26.0.8, 26.1; unknown first."""
    return tuple(int(part) for part in release.split(".") if part.isdigit())
