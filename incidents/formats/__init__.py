"""Outside formats: one file each, of the same shape. A new one is added by copying the nearest."""

from __future__ import annotations

from incidents.formats import acled, ucdp
from incidents.formats.reading import Format

_UCDP: Format = ucdp
_ACLED: Format = acled
FORMATS = {"ucdp": _UCDP, "acled": _ACLED}
"""By the name under which `manage.py import` takes it."""
