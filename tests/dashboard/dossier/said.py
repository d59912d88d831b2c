"""Dictionaries as the API's serializers give them, written out for the tests of the dossier."""

from __future__ import annotations

from typing import Any

from dashboard.dossier import Reader

READER = Reader(
    link=lambda address: address,
    names={
        ("kind", "battles"): {"en": "Battles", "fr": "Combats"},
        ("kind", "armed_clash"): {"en": "Armed clash", "fr": "Affrontement armé"},
        ("source_kind", "local_partner"): {"en": "Local partner", "fr": "Partenaire local"},
        ("report_kind", "article"): {"en": "Article", "fr": "Article"},
        ("term", "airport"): {"en": "Airport", "fr": "Aéroport"},
        ("dataset", "own"): {"en": "Our record", "fr": "Notre base"},
        ("licence", "own"): {"en": "CC BY 4.0"},
    },
)


def both(english: str, french: str = "") -> dict[str, str]:
    return {"en": english, "fr": french or english}


def actor(key: str, name: str = "") -> dict[str, Any]:
    return {"type": "actor", "key": key, "name": both(name or key.upper())}


def source(key: str, kind: str = "newspaper") -> dict[str, Any]:
    return {"key": key, "name": both(key.upper()), "kind": kind}


def voice(english: str, french: str = "") -> dict[str, Any]:
    return {"type": "voice", "key": None, "name": both(english, french)}


PROTECTED = {"protected": True, "kind": "local_partner"}
DEATHS = {
    "state": "unknown",
    "low": None,
    "retained": None,
    "high": None,
    "rule": "none",
    "rule_text": both("no figure is given"),
    "claim": None,
    "because": "",
}


def claim(number: int, **fields: Any) -> dict[str, Any]:
    """A statement about control by JNIM, that the BBC carries, unless told otherwise."""
    made: dict[str, Any] = {
        "id": f"CL-{number:012}",
        "incident": "VS-000000000001",
        "order": number,
        "report": "RP-000000000001",
        "site": None,
        "speaker": actor("jnim"),
        "carrier": source("bbc"),
        "part_of": None,
        "same_statement_as": None,
        "about": "control",
        "measure": "",
        "group": both(""),
        "side": "not_stated",
        "scope": "whole",
        "low": None,
        "best": None,
        "high": None,
        "words": "",
        "state": "not_a_figure",
        "stance": "asserts",
        "standing": "reported",
        "said_on": None,
        "said_at": None,
        "said_part_of_day": "",
        "said_precision": "unknown",
        "credibility": None,
        "text": both(f"says sentence {number}"),
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
    return made | fields


def figure(number: int, **fields: Any) -> dict[str, Any]:
    """A number of the killed for the whole incident."""
    given = {
        "about": "casualties",
        "measure": "killed",
        "state": "stated",
        "side": "victims",
        "text": both(""),
    }
    return claim(number, **(given | fields))


def oppose(first: dict[str, Any], second: dict[str, Any]) -> None:
    """The second contradicts the first; the link is known at both ends."""
    second["contradicts"] = [*second["contradicts"], first["id"]]
    first["contradicted_by"] = [*first["contradicted_by"], second["id"]]


def site(**fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "order": 0,
        "name": both("Sénou"),
        "country": "ML",
        "admin1": {"key": "ml-bamako", "name": both("Bamako")},
        "admin2": None,
        "latitude": 12.5,
        "longitude": -7.9,
        "precision": "exact",
        "radius_km": None,
        "generalised": False,
        "local_time": None,
        "part_of_day": "",
    }
    return made | fields


def participation(**fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "actor": {"key": "jnim", "name": both("JNIM", "GSIM (JNIM)"), "type": "rebel"},
        "description": both(""),
        "literal": "",
        "role": "perpetrator",
        "attribution": "claimed",
        "attributed_by": both(""),
        "alternative": None,
        "note": both(""),
    }
    return made | fields


def report(number: int, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": f"RP-{number:012}",
        "source": source("bbc"),
        "kind": "article",
        "title": "An attack",
        "address": "https://news.example/attack",
        "published_on": "2024-09-17",
        "published_at": None,
        "published_precision": "day",
        "retrieved_at": None,
        "language": "en",
        "sha256": "",
        "edition": 1,
        "origin": f"RP-{number:012}",
        "dataset": None,
        "release": "",
    }
    return made | fields


def incident(**fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": "VS-000000000001",
        "page": "/incidents/VS-000000000001/",
        "title": both("Attack on a post", "Attaque contre un poste"),
        "kind": "battles",
        "sub_kind": "armed_clash",
        "start": "2024-09-17",
        "end": "2024-09-17",
        "date_precision": "day",
        "local_time": None,
        "part_of_day": "",
        "end_part_of_day": "",
        "zone": "",
        "status": "published",
        "dataset": "own",
        "certainty": "verified",
        "contested": [],
        "deaths": DEATHS,
        "sites": [site()],
        "participations": [],
        "tags": [],
        "flags": [],
        "version": 3,
        "updated_at": "2024-09-20T10:00:00Z",
        "claims": [],
        "reports": [],
        "links": [],
        "remarks": {"en": [], "fr": []},
        "signed": "",
        "published_at": "2024-09-18T12:00:00Z",
        "counts": {"claims": 0, "voices": 0, "origins": 0},
    }
    return made | fields
