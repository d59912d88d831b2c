"""Words that the builder of the snapshot and its manifest share: see docs/snapshot.md."""

from __future__ import annotations

from datetime import date

FORMAT = 4
SECTIONS = ("first", "rest", "ids", "titles")
"""Of a part, in the order in which a page needs them."""
EPOCH = date(1970, 1, 1)
DEGREE = 10_000_000
"""Longitudes and latitudes are counted in so many parts of a degree, about a centimetre each.

Finer than any data set states them: a point on the edge of a shape is the same point everywhere.
"""
