"""Loaded rows as plain dictionaries: what the API answers and the templates get."""

from __future__ import annotations

from incidents.serializers.claims import claim
from incidents.serializers.incidents import incident_detail, incident_summary, incident_told
from incidents.serializers.sources import report, sees_grades, source

__all__ = [
    "claim",
    "incident_detail",
    "incident_summary",
    "incident_told",
    "report",
    "sees_grades",
    "source",
]
