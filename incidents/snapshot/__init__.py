"""The columnar picture of the record: built beside the tables, kept by any cache.

docs/snapshot.md describes what leaves; docs/decisions/snapshot.md tells why it is as it is.
"""

from __future__ import annotations

from incidents.snapshot.build import Built, build
from incidents.snapshot.matches import matches

__all__ = ["Built", "build", "matches"]
