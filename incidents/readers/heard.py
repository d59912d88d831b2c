"""Which open sources are heard of an incident: publishers, carriers and speakers."""

from __future__ import annotations

HEARD = """
SELECT l.incident_id, r.source_id FROM incidents_incident_reports l
    JOIN incidents_report r ON r.id = l.report_id
UNION SELECT c.incident_id, r.source_id FROM incidents_claim c
    JOIN incidents_report r ON r.id = c.report_id
UNION SELECT incident_id, carrier_id FROM incidents_claim WHERE carrier_id IS NOT NULL
UNION SELECT incident_id, speaker_source_id FROM incidents_claim
    WHERE speaker_source_id IS NOT NULL
"""
"""Pairs of incident and source; protected sources are still among them."""
