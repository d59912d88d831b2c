"""Views as tables: one declaration of each column feeds the file, the dictionary and the docs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from incidents.serializers.names import Answer

Cell = str | int | float | bool | None
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet would run: with or without spaces or quotes before it."""
SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds in words, and how it is taken from a row's answer."""

    name: str
    help: str | Promise
    take: Callable[[Answer], Any]


def plain(name: str, help: str | Promise) -> Column:  # noqa: A002  (as in Parameter)
    """A column that is a member of the answer under the same name."""
    return Column(name, help, lambda row: row[name])


def lines(columns: Iterable[Column], rows: Iterable[Answer]) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180), its header first."""
    columns = tuple(columns)
    yield _line([column.name for column in columns])
    for row in rows:
        yield _line([cell(column.take(row)) for column in columns])


def cell(value: Any) -> Cell:
    """A value as a cell: lists joined, and no text that a spreadsheet would run."""
    if isinstance(value, list | tuple):
        value = SEPARATOR.join(str(part) for part in value)
    return neutral(value) if isinstance(value, str) else value


def neutral(text: str) -> str:
    """Text that a spreadsheet shows as it is: a quote stands before what looks like a formula."""
    if text[:1].isalnum():
        return text
    start = text.lstrip(" \"'\u00a0")
    return f"'{text}" if start.startswith(FORMULA) or text.startswith(FORMULA) else text


def _line(cells: list[Cell]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()
