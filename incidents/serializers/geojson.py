"""Incidents as GeoJSON (RFC 7946): a point only where an exact or near place is known."""

from __future__ import annotations

from typing import Any

from incidents.serializers.names import Answer
from incidents.values import MAPPABLE


def incident_feature(incident: Answer) -> Answer:
    """`incident_summary` as a feature; its geometry is null where only units are known."""
    return {
        "type": "Feature",
        "id": incident["id"],
        "geometry": geometry(incident["sites"]),
        "properties": incident,
    }


def geometry(sites: list[Answer]) -> dict[str, Any] | None:
    """Point of the one place that may be drawn, MultiPoint of several, null of none."""
    points = [
        [site["longitude"], site["latitude"]]
        for site in sites
        if site["precision"] in MAPPABLE and site["latitude"] is not None
    ]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


def point(row: Answer) -> dict[str, Any] | None:
    """The point of a row, where it has one."""
    if row["latitude"] is None:
        return None
    return {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}


def feature(row: Answer, shape: Any) -> Answer:
    """Any other row with its own shape."""
    return {"type": "Feature", "id": row["id"], "geometry": shape, "properties": row}
