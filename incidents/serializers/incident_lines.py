"""Lines of CSV of whole views: PostgreSQL's part of a line, with what many lines share put in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from incidents.readers.belonging import tags
from incidents.readers.copied import PARTS, Line, incident_of
from incidents.serializers.columns import incident_cells, of_people, of_sites
from incidents.serializers.names import Row
from incidents.serializers.tables import Cell, cell, written

ALIKE = 20_000
"""Texts of places, of people involved, and of tags that a process keeps at hand, each."""


def incident_lines(
    portions: Iterable[Sequence[Line]], tell: Callable[[Collection[int]], Iterable[Row]]
) -> Iterator[bytes]:
    """The lines of INCIDENTS: byte by byte what `tables.table` writes of `incident_cells`.

    `tell` gives the rows of incidents (`readers.rows.told_rows`), where a text of a line is such
    that it cannot be told where its parts end.
    """
    for lines in portions:
        for parts, sites, involved, tagged in lines:
            if len(parts) == PARTS:
                _, dataset, before, after = parts
                people = _of_people(involved, dataset)
                yield b"%b%b%b%b,%b\r\n" % (
                    before,
                    _of_sites(sites),
                    people,
                    _of_tags(tagged),
                    after,
                )
            else:
                yield written(incident_cells(tell([incident_of(parts)])))


@lru_cache(ALIKE)
def _of_sites(text: bytes) -> bytes:
    return _in_a_line(of_sites(text))


@lru_cache(ALIKE)
def _of_people(text: bytes, dataset: bytes) -> bytes:
    return _in_a_line(of_people(text, dataset.decode()))


@lru_cache(ALIKE)
def _of_tags(text: bytes) -> bytes:
    return _in_a_line([cell(tags(text))])


def _in_a_line(cells: Sequence[Cell]) -> bytes:
    """Cells as CSV, a comma before them."""
    return written([["", *cells]]).removesuffix(b"\r\n")
