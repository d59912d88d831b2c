"""An incident as a row of a list, and whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import orjson
from orjson import Fragment

from incidents.readers.belonging import participations, sites, tags
from incidents.readers.incidents import Dossier
from incidents.serializers.claims import claim, voice
from incidents.serializers.names import Answer, Row, both, moment, named, translated
from incidents.serializers.sources import report
from incidents.serializers.wording import rule_text

PLAIN = (
    "date_precision",
    "part_of_day",
    "end_part_of_day",
    "zone",
    "status",
    "certainty",
    "contested",
    "flags",
    "version",
)

ALIKE = 20_000
"""Lists of places, of people involved, and of tags whose JSON a process keeps at hand, each."""


def incident_summary(row: Row) -> Answer:
    """A row of incidents/, from `readers.rows.summary_rows`."""
    places = [site(one) for one in row["of_sites"]]
    involved = [participation(one) for one in row["of_participations"]]
    return _summary(row, places, involved, row["of_tags"])


def incident_told(row: Row) -> Answer:
    """The same from `readers.rows.told_rows`, to be written as JSON and not looked into."""
    involved = _participations(row["of_participations"])
    return _summary(row, _sites(row["of_sites"]), involved, _tags(row["of_tags"]))


@lru_cache(ALIKE)
def _sites(text: bytes) -> Fragment:
    return Fragment(orjson.dumps([site(one) for one in sites(text)]))


@lru_cache(ALIKE)
def _participations(text: bytes) -> Fragment:
    return Fragment(orjson.dumps([participation(one) for one in participations(text)]))


@lru_cache(ALIKE)
def _tags(text: bytes) -> Fragment:
    return Fragment(orjson.dumps(tags(text)))


def _summary(row: Row, places: Any, involved: Any, tagged: Any) -> Answer:
    return {
        "id": row["public_id"],
        "url": f"/api/v1/incidents/{row['public_id']}/",
        "page": f"/incidents/{row['public_id']}/",
        "title": both(row, "title"),
        "kind": row["kind_id"],
        "sub_kind": row["sub_kind_id"],
        "start": moment(row["start"]),
        "end": moment(row["end"]),
        "local_time": moment(row["local_time"]),
        **{name: row[name] for name in PLAIN},
        "dataset": row["of_dataset"],
        # A data set's key, and what an incident is linked to, may name a place that is blurred.
        "dataset_key": "" if row["sensitive"] else row["dataset_key"],
        "deaths": {
            "state": row["deaths_state"],
            "low": row["deaths_low"],
            "retained": row["deaths_retained"],
            "high": row["deaths_high"],
            "rule": row["deaths_rule"],
        },
        "sites": places,
        "participations": involved,
        "tags": tagged,
        "sensitive": bool(row["sensitive"]),
        "episode": row["of_episode"],
        "updated_at": moment(row["updated_at"]),
    }


def incident_detail(dossier: Dossier, *, grades: bool) -> Answer:
    """An incident with all that is said of it, from `readers.incidents.dossier`.

    `grades` shows the reliability of sources: `sees_grades(user)`.
    """
    row, claims, reports = dossier.incident, dossier.claims, dossier.reports
    shown = incident_summary(row)
    shown["deaths"] |= {
        "rule_text": rule_text(row["deaths_state"], row["deaths_rule"]),
        "claim": row["of_deaths_claim"],
        "because": row["chosen_because"],
    }
    return shown | {
        "claims": [claim(one, grades=grades) for one in claims],
        "reports": [report(one, grades=grades) for one in reports],
        "links": [
            {"id": one["public_id"], "same": one["same"], "title": both(one, "title")}
            for one in ([] if row["sensitive"] else dossier.related)
            if not one["sensitive"]
        ],
        "remarks": {language: row[f"remarks_{language}"].splitlines() for language in ("en", "fr")},
        "signed": row["signed"],
        "published_at": moment(row["published_at"]),
        "counts": counts(claims, reports),
    }


def site(one: Row) -> Answer:
    """One public place. Where no unit of ours fits, the source's own name of it stands."""
    return {
        "order": one["order"],
        "name": both(one, "name"),
        "country": one["country"],
        "admin1": _unit(one, "admin1"),
        "admin2": _unit(one, "admin2"),
        "latitude": one["latitude"],
        "longitude": one["longitude"],
        "precision": one["precision"],
        "radius_km": one["radius_km"],
        "generalised": one["generalised"],
        "local_time": one["local_time"],
        "part_of_day": one["part_of_day"],
    }


def participation(one: Row) -> Answer:
    """An actor, or people in words, in a role; and why it stands there."""
    actor = named(one["actor"])
    return {
        "actor": actor and {**actor, "type": one["actor"]["type"]},
        "description": both(one, "description"),
        **{name: one[name] for name in ("literal", "role", "attribution", "alternative")},
        "attributed_by": translated(one, "attributed_by"),
        "note": translated(one, "note"),
    }


def counts(claims: Sequence[Row], reports: Sequence[Row]) -> dict[str, int]:
    """ "16 claims, 9 voices, 1 origin": copies of one wire are one origin.

    The second figure of one statement is no claim of its own.
    """
    origins = {one["of_report_origin"] for one in claims}
    origins |= {one["origin_id"] or one["id"] for one in reports}
    return {
        "claims": sum(one["of_statement"] is None for one in claims),
        "voices": len({voice(one) for one in claims}),
        "origins": len(origins),
    }


def _unit(one: Row, level: str) -> Answer | None:
    unit = named(one[level])
    literal = one[f"{level}_literal"]
    if unit is None and literal:
        return {"key": None, "name": {"en": literal, "fr": literal}}
    return unit
