"""Rows of other data sets that the curated incidents name: the same incident, told twice.

The file names them in words, in a figure ("UCDP best (event 227689)") or as the origin of a point
("UCDP GED event 219115"). The mapping table says of each whether that row is this incident, or
only lends it a point. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from incidents.values import RowError

Row = Mapping[str, Any]
Named = tuple[str, str]
"""A data set and the key of a row in it."""
NUMBERED = re.compile(r"\bUCDP\b.*?\bevents? (?P<keys>\d+(?:, \d+)*)")


def check(row: Row, table: Row) -> None:
    """Raises RowError where the table leaves out a row that the file names, or names another."""
    said = {words: keys.split(", ") for words, keys in _named(row)}
    read = {choice["original"]: choice["keys"] for choice in table.get("same_as", ())}
    for words in said.keys() ^ read.keys():
        raise RowError("same_as", f"{row['id']}: {words!r} stands in the file or the table alone")
    for words, keys in read.items():
        if not set(keys) <= set(said[words]):
            raise RowError("same_as", f"{row['id']}: {words!r} does not name {keys}")


def twins(mapping: Row) -> dict[str, tuple[Named, ...]]:
    """By the key of a curated incident: the rows of other data sets that are the same incident."""
    found = {
        row["id"]: tuple(
            (choice["dataset"], key) for choice in row.get("same_as", ()) for key in choice["keys"]
        )
        for row in mapping["incidents"]
    }
    return {key: named for key, named in found.items() if named}


def _named(row: Row) -> Iterator[tuple[str, str]]:
    told = [row["location"].get("basis") or "", *(said["said_by"] for said in row["figures"])]
    for words in told:
        if found := NUMBERED.search(words):
            yield words, found["keys"]
