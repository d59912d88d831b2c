"""Builders that write an object out with sensible values; every field can be given.

`make_x(**fields)` makes one saved row and the rows it needs. Names and keys are unique.
"""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from typing import Any

from incidents import models
from incidents.values import Role, Status

_numbers = itertools.count(1)

MOMENT = datetime(2024, 9, 18, 12, 0, tzinfo=UTC)


def make_user(*, role: str = Role.VIEWER, **fields: Any) -> models.User:
    number = next(_numbers)
    values: dict[str, Any] = {
        "username": f"person-{number}",
        "first_name": "Awa",
        "last_name": f"Traoré {number}",
        "role": role,
    }
    return models.User.objects.create(**(values | fields))


def make_dataset(**fields: Any) -> models.Dataset:
    key = fields.pop("key", "own")
    values: dict[str, Any] = {
        "name_en": f"Data set {key}",
        "name_fr": f"Jeu {key}",
        "licence": "CC BY 4.0",
        "may_show": True,
        "may_export": True,
    }
    return models.Dataset.objects.get_or_create(key=key, defaults=values | fields)[0]


def make_kind(key: str = "armed_clash", parent: str | None = "battles") -> models.Kind:
    """A sub-kind and its kind; `parent=None` makes a kind alone."""
    if parent:
        make_kind(parent, None)
    values = {
        "name_en": key.replace("_", " ").capitalize(),
        "name_fr": f"{key} (fr)",
        "parent_id": parent,
        "order": next(_numbers),
    }
    return models.Kind.objects.get_or_create(key=key, defaults=values)[0]


def make_term(**fields: Any) -> models.Term:
    number = next(_numbers)
    values: dict[str, Any] = {
        "key": f"term_{number}",
        "vocabulary": "target",
        "name_en": f"Term {number}",
        "name_fr": f"Terme {number}",
    }
    return models.Term.objects.create(**(values | fields))


def make_source(**fields: Any) -> models.Source:
    number = next(_numbers)
    values: dict[str, Any] = {
        "key": f"source-{number}",
        "name_en": f"Paper {number}",
        "name_fr": f"Journal {number}",
        "kind": "newspaper",
    }
    return models.Source.objects.create(**(values | fields))


def make_report(**fields: Any) -> models.Report:
    values: dict[str, Any] = {
        "kind": "article",
        "title": "An attack, by our correspondent",
        "published_on": date(2024, 9, 17),
        "published_precision": "day",
        "language": "en",
    }
    fields.setdefault("source", None)
    fields["source"] = fields["source"] or make_source()
    return models.Report.objects.create(**(values | fields))


def make_actor(**fields: Any) -> models.Actor:
    number = next(_numbers)
    values: dict[str, Any] = {
        "key": f"actor-{number}",
        "type": "rebel",
        "name_en": f"Group {number}",
        "name_fr": f"Groupe {number}",
    }
    return models.Actor.objects.create(**(values | fields))


def make_actor_name(**fields: Any) -> models.ActorName:
    values: dict[str, Any] = {"language": "en", "kind": "alias"}
    fields["actor"] = fields.get("actor") or make_actor()
    fields.setdefault("folded", str(fields["name"]).lower())
    return models.ActorName.objects.create(**(values | fields))


def make_relation(**fields: Any) -> models.ActorRelation:
    values: dict[str, Any] = {
        "kind": "component_of",
        "status": "accepted",
        "source": "a named register",
    }
    for end in ("subject", "object"):
        fields[end] = fields.get(end) or make_actor()
    return models.ActorRelation.objects.create(**(values | fields))


def make_unit(**fields: Any) -> models.AdminUnit:
    number = next(_numbers)
    values: dict[str, Any] = {
        "key": f"ML-unit-{number}",
        "country": "ML",
        "level": 1,
        "name_en": f"Region {number}",
        "name_fr": f"Région {number}",
    }
    return models.AdminUnit.objects.create(**(values | fields))


def make_place(**fields: Any) -> models.Place:
    number = next(_numbers)
    values: dict[str, Any] = {
        "key": f"place-{number}",
        "name": f"Village {number}",
        "country": "ML",
        "feature_class": "P",
        "latitude": 14.0,
        "longitude": -3.0,
    }
    return models.Place.objects.create(**(values | fields))


def make_place_name(**fields: Any) -> models.PlaceName:
    fields["place"] = fields.get("place") or make_place()
    fields.setdefault("folded", str(fields["name"]).lower())
    return models.PlaceName.objects.create(**fields)


def make_episode(**fields: Any) -> models.Episode:
    number = next(_numbers)
    values: dict[str, Any] = {
        "key": f"episode-{number}",
        "name_en": f"Siege {number}",
        "name_fr": f"Siège {number}",
    }
    return models.Episode.objects.create(**(values | fields))


def make_incident(**fields: Any) -> models.Incident:
    """One incident without sites; published unless another status is given."""
    sub_kind = fields.pop("sub_kind", "armed_clash")
    kind = fields.pop("kind", "battles")
    make_kind(sub_kind, kind)
    start = fields.get("start", date(2024, 9, 17))
    values: dict[str, Any] = {
        "title_en": "Attack on a post",
        "title_fr": "Attaque contre un poste",
        "kind_id": kind,
        "sub_kind_id": sub_kind,
        "start": start,
        "end": start,
        "status": Status.PUBLISHED,
        "certainty": "single_origin",
    }
    fields["dataset"] = fields.get("dataset") or make_dataset()
    values["search"] = str(fields.get("title_en", values["title_en"])).lower()
    if fields.get("status", Status.PUBLISHED) == Status.PUBLISHED:
        values["published_at"] = MOMENT
    return models.Incident.objects.create(**(values | fields))


def make_site(**fields: Any) -> models.Site:
    values: dict[str, Any] = {
        "name_en": "Djibo",
        "name_fr": "Djibo",
        "country": "BF",
        "latitude": 14.1,
        "longitude": -1.63,
        "precision": "exact",
    }
    fields["incident"] = fields.get("incident") or make_incident()
    values["order"] = fields["incident"].sites.count()
    return models.Site.objects.create(**(values | fields))


def make_participation(**fields: Any) -> models.Participation:
    values: dict[str, Any] = {"role": "perpetrator", "attribution": "claimed"}
    fields["incident"] = fields.get("incident") or make_incident()
    if "actor" not in fields and not fields.get("description_en") and not fields.get("literal"):
        fields["actor"] = make_actor()
    values["order"] = fields["incident"].participations.count()
    return models.Participation.objects.create(**(values | fields))


def make_claim(**fields: Any) -> models.Claim:
    """A figure of one dead unless told otherwise, spoken by the source of its report."""
    values: dict[str, Any] = {
        "about": "casualties",
        "measure": "killed",
        "state": "stated",
        "side": "victims",
        "scope": "whole",
        "said_on": date(2024, 9, 17),
        "said_precision": "day",
        "text_en": "says one person was killed",
        "text_fr": "dit qu’une personne a été tuée",
    }
    fields["incident"] = fields.get("incident") or make_incident()
    fields["report"] = fields.get("report") or make_report()
    if not {"speaker_actor", "speaker_source", "speaker_voice_en"} & fields.keys():
        fields["speaker_source"] = fields["report"].source
    if fields.get("state", "stated") == "stated" and not {"low", "words"} & fields.keys():
        fields["low"] = fields["high"] = 1
    values["order"] = fields["incident"].claims.count()
    return models.Claim.objects.create(**(values | fields))
