"""Words that the builder of the snapshot and its manifest share: see docs/snapshot.md."""

from __future__ import annotations

from datetime import date

FORMAT = 2
SECTIONS = ("first", "rest", "ids", "titles")
"""Of a part, in the order in which a page needs them."""
EPOCH = date(1970, 1, 1)
