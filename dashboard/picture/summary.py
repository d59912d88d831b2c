"""What the page works with on a slow link until the record's columns are there: sums by month.

Bytes as docs/snapshot.md lays out a frame, computed for one address and one reader: of a filtered
record less is sent, and what a reader may not see is not in it.
"""

from __future__ import annotations

import numpy as np
from django.http import HttpRequest

from dashboard.picture.address import Asked, asked
from dashboard.picture.bars import edges, extent
from dashboard.picture.map import ALL, LEVEL, grid_of, held, in_view
from incidents.filters import Refused
from incidents.snapshot.columns_at_hand import Moved
from incidents.snapshot.glance import Glance, glance
from incidents.snapshot.layout import Frame, written


def summary(request: HttpRequest) -> bytes | None:
    """None where there is no picture either."""
    wanted = asked(request)
    if wanted is None:
        return None
    try:
        found = glance(wanted.filters, request.user, all_time=wanted.all_time)
        return None if found is None else written(_frame(found, wanted))
    except (Refused, Moved):
        return None


def _frame(found: Glance, wanted: Asked) -> Frame:
    view = wanted.view
    level = round(4 + view.zoom) if view else LEVEL
    monthly = found.monthly()
    columns = {**monthly.columns}
    grid = ""
    if wanted.mode == "points":
        cells, codes, counts = found.cells_by_month(level, in_view(view) if view else ALL)
        grid = grid_of(level, held(view))
        order = {kind: place for place, kind in enumerate(found.kinds)}
        columns |= {
            "step": np.diff(codes, prepend=0),
            "count": counts,
            "column": np.array([cell.column for cell in cells.found], np.int64),
            "row": np.array([cell.row for cell in cells.found], np.int64),
            "kind": np.array([order[cell.kind] for cell in cells.found], np.int64),
        }
    first, last = extent(found)
    marks = edges("month", first, last)
    head = {"kind": "summary", "first_month": monthly.first, "months": monthly.months}
    after, before = found.asked.after, found.asked.before
    text = {
        "kinds": found.kinds,
        "grid": grid,
        "first": marks[0].isoformat(),
        "last": last.isoformat(),
        "after": after.isoformat() if after else "",
        "before": before.isoformat() if before else "",
    }
    return Frame(head, columns, text)
