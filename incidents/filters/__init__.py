"""What incidents are asked for: one declaration, read once at the door."""

from __future__ import annotations

from incidents.filters.conditions import conditions
from incidents.filters.declared import Declaration, Parameter, Refusal, Refused
from incidents.filters.incidents import INCIDENTS, LARGEST_PAGE, PAGE_SIZE, PAGING, Filters
from incidents.filters.known import Known, declared_for, known, open_sources, shown_datasets

__all__ = [
    "INCIDENTS",
    "LARGEST_PAGE",
    "PAGE_SIZE",
    "PAGING",
    "Declaration",
    "Filters",
    "Known",
    "Parameter",
    "Refusal",
    "Refused",
    "conditions",
    "declared_for",
    "known",
    "open_sources",
    "shown_datasets",
]
