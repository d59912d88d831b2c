"""Answers as the OpenAPI document and docs/api.md show them. Tests hold them against the shapes."""

from __future__ import annotations

from typing import Any

ID = "VS-0123456789AB"
INCIDENT: dict[str, Any] = {
    "id": ID,
    "url": f"/api/v1/incidents/{ID}/",
    "page": f"/incidents/{ID}/",
    "title": {
        "en": "Attack on a gendarmerie school and the airport",
        "fr": "Attaque contre une école de gendarmerie et l'aéroport",
    },
    "kind": "battles",
    "sub_kind": "armed_clash",
    "start": "2024-09-17",
    "end": "2024-09-17",
    "date_precision": "day",
    "local_time": None,
    "part_of_day": "dawn",
    "end_part_of_day": "early_afternoon",
    "zone": "Africa/Bamako",
    "status": "published",
    "dataset": "curated",
    "dataset_key": "bamako-2024-09-17",
    "certainty": "corroborated",
    "contested": ["toll", "control"],
    "deaths": {"state": "rival", "low": 70, "retained": None, "high": 100, "rule": "none"},
    "sites": [
        {
            "order": 0,
            "name": {"en": "Faladié", "fr": "Faladié"},
            "country": "ML",
            "admin1": {"key": "ml-bamako", "name": {"en": "Bamako", "fr": "Bamako"}},
            "admin2": None,
            "latitude": 12.59,
            "longitude": -7.94,
            "precision": "near",
            "radius_km": 2.0,
            "generalised": False,
            "local_time": None,
            "part_of_day": "dawn",
        }
    ],
    "participations": [
        {
            "actor": {
                "key": "jnim",
                "name": {"en": "JNIM", "fr": "GSIM (JNIM)"},
                "type": "rebel",
            },
            "description": {"en": "", "fr": ""},
            "literal": "",
            "role": "perpetrator",
            "attribution": "claimed",
            "alternative": None,
            "attributed_by": {"en": "", "fr": ""},
            "note": {"en": "", "fr": ""},
        }
    ],
    "tags": ["airport"],
    "sensitive": False,
    "episode": None,
    "flags": [],
    "version": 3,
    "updated_at": "2026-11-21T18:40:00Z",
}
CLAIM: dict[str, Any] = {
    "id": "CL-0123456789AB",
    "incident": ID,
    "order": 4,
    "report": "RP-0123456789AB",
    "site": None,
    "speaker": {
        "type": "voice",
        "key": None,
        "name": {
            "en": "members of the security forces",
            "fr": "des membres des forces de sécurité",
        },
    },
    "carrier": {
        "key": "new-york-times",
        "name": {"en": "New York Times", "fr": "New York Times"},
        "kind": "newspaper",
    },
    "about": "casualties",
    "measure": "killed_or_wounded",
    "group": {"en": "officers", "fr": "officiers"},
    "side": "victims",
    "scope": "whole",
    "part_of": None,
    "same_statement_as": None,
    "low": None,
    "best": None,
    "high": None,
    "words": "several",
    "state": "stated",
    "stance": "asserts",
    "standing": "single_source",
    "said_on": "2024-09-17",
    "said_at": None,
    "said_part_of_day": "",
    "said_precision": "day",
    "credibility": None,
    "text": {
        "en": "say that several officers were killed or injured",
        "fr": "disent que plusieurs officiers ont été tués ou blessés",
    },
    "wording": "",
    "wording_language": "",
    "translation": "",
    "translation_by": "",
    "flags": [],
    "contradicts": [],
    "contradicted_by": [],
    "supersedes": [],
    "superseded_by": [],
}
TOTALS: dict[str, Any] = {
    "incidents": 5007,
    "not_on_map": 213,
    "deaths": {
        "retained": 9812,
        "low": 6940,
        "high": 13205,
        "with_figure": 3403,
        "without": 1604,
    },
    "datasets": ["curated", "ucdp_ged"],
}
NEXT = "https://vigie.example.org/api/v1/incidents/?cursor=WyJ…"
EXAMPLES: dict[str, dict[str, Any]] = {
    "IncidentPage": {
        "count": 5007,
        "rows": 5009,
        "next": NEXT,
        "previous": None,
        "results": [INCIDENT],
    },
    "ClaimPage": {"count": 348, "next": None, "previous": None, "results": [CLAIM]},
    "Timeline": {
        "unit": "month",
        "count": 5007,
        "bars": [
            {
                "start": "2024-09-01",
                "count": 412,
                "kinds": {"battles": 260, "civilians": 152},
                "deaths": 803,
                "with_figure": 290,
            }
        ],
        "totals": TOTALS,
    },
    "Facets": {
        "count": 5007,
        "totals": TOTALS,
        "facets": {
            "country": [{"key": "BF", "count": 2081}, {"key": "ML", "count": 1941}],
            "actor": [
                {
                    "key": "jnim",
                    "count": 1612,
                    "name": {"en": "JNIM", "fr": "GSIM (JNIM)"},
                    "parent": "rebel",
                },
                {"key": "none", "count": 611},
            ],
        },
    },
    "Found": {
        "incidents": [],
        "places": [
            {
                "id": "geonames:2449066",
                "name": "Tombouctou",
                "matched": "Timbuktu",
                "country": "ML",
                "admin1": {
                    "key": "ml-tombouctou",
                    "name": {"en": "Timbuktu", "fr": "Tombouctou"},
                },
                "latitude": 16.77348,
                "longitude": -3.00742,
            }
        ],
        "actors": [],
        "units": [],
    },
}
"""By the name of the shape that they are examples of."""
