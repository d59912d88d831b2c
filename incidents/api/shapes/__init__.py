"""The shapes of the answers as JSON schemas: the components of the OpenAPI document.

Tests hold every answer against them.
"""

from __future__ import annotations

from incidents.api.shapes.lists import LISTS
from incidents.api.shapes.parts import Schema, closed, list_of, ref, shape
from incidents.api.shapes.record import RECORD
from incidents.api.shapes.sums import AGGREGATES
from incidents.api.shapes.wire import WIRE

__all__ = ["COMPONENTS", "Schema", "closed", "list_of", "ref", "shape"]

COMPONENTS: dict[str, Schema] = {**RECORD, **LISTS, **AGGREGATES, **WIRE}
