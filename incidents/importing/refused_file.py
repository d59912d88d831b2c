"""The refused lines as they came, with two columns more, to be mended and imported again."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from incidents.formats.tabular import open_table


def write_refused(to: Path, path: Path, refused: Iterator[tuple[int, str, str]]) -> None:
    """Write those lines of the table in `path` whose places `refused` gives, in their order.

    No file is made where there are none.
    """
    one = next(refused, None)
    if one is None:
        return
    with open_table(path) as table, to.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        write([*table.header, "refused_field", "refused_reason"])
        width = len(table.header)
        for place, line in enumerate(table.lines):
            if one is None:
                return
            if place == one[0]:
                write([*[*line.raw, *[""] * width][:width], *one[1:]])
                one = next(refused, None)
