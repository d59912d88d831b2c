"""What a spreadsheet would run as a formula: said once, for Python and for SQL."""

from __future__ import annotations

FORMULA = "=+-@\t\r\n＝＋－＠"
"""Characters with which what runs begins."""
BEFORE_FORMULA = " \"'\u00a0"
"""Characters that may stand before these, and it still runs."""
SEPARATOR = "; "
"""Between the values of a list in one cell."""
