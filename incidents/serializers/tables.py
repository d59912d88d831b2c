"""Views as tables: one declaration of each column feeds the file, the dictionary and the docs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from django.utils.functional import Promise

from incidents.serializers.names import Answer
from incidents.values.cells import BEFORE_FORMULA, FORMULA, SEPARATOR

Item = TypeVar("Item")
Cell = str | int | float | bool | None
RUNS = tuple(FORMULA)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds in words, and how it is taken from a row's answer."""

    name: str
    help: str | Promise
    take: Callable[[Answer], Any]


def plain(name: str, help: str | Promise) -> Column:  # noqa: A002  (as in Parameter)
    """A column that is a member of the answer under the same name."""
    return Column(name, help, itemgetter(name))


def table(columns: Iterable[Column], rows: Iterable[Sequence[Cell]], size: int) -> Iterator[bytes]:
    """A CSV file (RFC 4180, UTF-8) of rows of cells, its header first, then `size` at a time."""
    yield header(columns)
    for some in blocks(rows, size):
        yield written(some)


def header(columns: Iterable[Column]) -> bytes:
    return written([[column.name for column in columns]])


def cells(columns: Iterable[Column], rows: Iterable[Answer]) -> Iterator[list[Cell]]:
    """The cells of each row."""
    takes = [column.take for column in columns]
    for row in rows:
        values = [take(row) for take in takes]
        # Most texts begin with a letter or digit: they need no call to be known as harmless.
        yield [
            value if value.__class__ is str and value[:1].isalnum() else cell(value)
            for value in values
        ]


def blocks(rows: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The rows, `size` at a time."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some


def cell(value: Any) -> Cell:
    """A value as a cell: lists joined, and no text that a spreadsheet would run."""
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, list | tuple):
        return neutral(SEPARATOR.join(map(str, value)))
    typed: Cell = value
    return typed


def neutral(text: str) -> str:
    """Text that a spreadsheet shows as it is: a quote stands before what looks like a formula."""
    if text[:1].isalnum():
        return text
    return f"'{text}" if text.lstrip(BEFORE_FORMULA).startswith(RUNS) else text


def written(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Rows of cells as lines of CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
