"""Saying which table a file is when it is not the one that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from incidents.formats.tabular import TableError

MARKS = {
    "UCDP GED": ({"type_of_violence", "side_a"}, "Use `import ucdp`."),
    "ACLED": ({"event_type", "event_date", "actor1"}, "Use `import acled`."),
    "an aggregate of ACLED (HDX HAPI)": (
        {"reference_period_start", "events"},
        "It counts incidents by month and district: it cannot be imported as incidents.",
    ),
}


def check_header(
    name: str, header: Sequence[str], needed: Sequence[str], *, own: str, begins: str
) -> None:
    """Raises TableError where the table lacks columns, is another one, or has no header at all.

    `own` is the format's name in MARKS; `begins` the start of the header that is expected.
    """
    found = set(header)
    columns = [column for column in needed if column not in found]
    if not columns:
        twice = [column for column in needed if header.count(column) > 1]
        if twice:
            raise TableError(f"{name} has the column {twice[0]!r} twice.", "Take one of them out.")
        return
    for what, (marks, remedy) in MARKS.items():
        if marks <= found and what != own:
            raise TableError(f"{name} holds the columns of {what}.", remedy)
    if _looks_like_data(header):
        raise TableError(
            f"{name} has no line of column names.",
            f"Put the header of another release above the first line ({begins},…).",
        )
    raise TableError(
        f"{name} lacks the columns {', '.join(columns)}.",
        "Import the file as it was downloaded, with its header.",
    )


def _looks_like_data(header: Iterable[str]) -> bool:
    """Column names are words; a line of data has numbers and days in it."""
    cells = [cell for cell in header if cell]
    return sum(cell[0].isdigit() or cell[0] == "-" for cell in cells) * 10 > len(cells)
