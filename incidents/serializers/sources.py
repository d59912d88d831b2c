"""Sources and their documents as the API shows them.

A protected source is its kind alone (and its reliability, for analysts): no key, no name, and no
id of a document that would link what it said in two places.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from incidents.serializers.names import Answer, Row, both, moment
from incidents.values import Role


def sees_grades(user: Any) -> bool:
    """Reliability is for signed-in analysts and above."""
    return bool(getattr(user, "is_authenticated", False) and user.has_role(Role.ANALYST))


def source(linked: Row, *, grades: bool) -> Answer:
    """A source where it is named; `grades` shows its reliability."""
    shown: Answer = (
        {"protected": True, "kind": linked["kind"]}
        if linked["protected"]
        else {
            "key": linked["key"],
            "name": {"en": linked["en"], "fr": linked["fr"] or linked["en"]},
            "kind": linked["kind"],
        }
    )
    return {**shown, "reliability": linked["reliability"]} if grades else shown


def source_row(row: Row, *, grades: bool) -> Answer:
    """An open source as a row of sources/."""
    shown = {
        "key": row["key"],
        "url": f"/api/v1/sources/{row['key']}/",
        "page": f"/sources/{row['key']}/",
        "name": {"en": row["name_en"], "fr": row["name_fr"] or row["name_en"]},
        "kind": row["kind"],
        "country": row["country"],
        "languages": row["languages"],
        "website": row["website"],
        "counts": {"reports": row["reports"], "claims": row["claims"]},
    }
    return {**shown, "reliability": row["reliability"]} if grades else shown


def report(row: Row, *, grades: bool) -> Answer:
    """A document of an open source."""
    return {
        "id": row["public_id"],
        "url": f"/api/v1/reports/{row['public_id']}/",
        "source": source(row["of_source"], grades=grades),
        "kind": row["kind"],
        "title": row["title"],
        "address": row["address"],
        "published_on": moment(row["published_on"]),
        "published_at": moment(row["published_at"]),
        "published_precision": row["published_precision"],
        "retrieved_at": moment(row["retrieved_at"]),
        "language": row["language"],
        "sha256": row["sha256"],
        "edition": row["edition"],
        "origin": row["of_origin"] if row["origin_id"] else row["public_id"],
        "dataset": row["of_dataset"],
        "release": row["release"],
    }


def report_detail(row: Row, incidents: Sequence[Row], *, grades: bool) -> Answer:
    """A document with the visible incidents that it reports."""
    listed = [
        {
            "id": incident["public_id"],
            "title": both(incident, "title"),
            "start": moment(incident["start"]),
        }
        for incident in incidents
    ]
    return {**report(row, grades=grades), "incidents": listed}
