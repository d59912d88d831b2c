"""The seeds: vocabularies, data sets with their licences, sources, actors and their relations.

Vocabularies are ours and follow the files. Everything else is only added where it is missing:
what people have since corrected in the record stays as they left it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import Model

from incidents.actions.signing import Signature, signed
from incidents.folding import fold
from incidents.models import Actor, ActorName, ActorRelation, Dataset, Kind, Source, Term
from incidents.values import TimePrecision

Row = TypeVar("Row", bound=Model)
WordedRow = TypeVar("WordedRow", Kind, Term)

DATA = Path(__file__).resolve().parent.parent / "data"

WORDED = ("order", "name_en", "name_fr", "name_ar", "definition_en", "definition_fr")
KIND = ("parent_id", "acled", "disorder", *WORDED)
TERM = ("vocabulary", *WORDED)


def read_seeds(name: str) -> Any:
    """The content of one seed file, e.g. `sources.json`."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def load_seeds(*, by: Signature) -> dict[str, int]:
    """Load all seeds in one transaction; how many rows of each table were added or changed."""
    with signed(by):
        return {
            "kinds": _kinds(read_seeds("vocabulary.json")["kinds"]),
            "terms": _terms(read_seeds("vocabulary.json")["terms"]),
            "datasets": _datasets(read_seeds("datasets.json")),
            "sources": _sources(read_seeds("sources.json")),
            **_actors(read_seeds("actors.json")),
        }


def _kinds(entries: Sequence[Mapping[str, Any]]) -> int:
    top = sorted(entries, key=lambda entry: entry["parent"] is not None)
    rows = [
        Kind(key=entry["key"], parent_id=entry["parent"], **_plain(entry, KIND[1:]))
        for entry in top
    ]
    return _follow(Kind, rows, KIND)


def _terms(entries: Sequence[Mapping[str, Any]]) -> int:
    rows = [Term(key=entry["key"], **_plain(entry, TERM)) for entry in entries]
    return _follow(Term, rows, TERM)


def _datasets(entries: Sequence[Mapping[str, Any]]) -> int:
    """Add those that are missing; those of a time before French texts get them beside ours."""
    filled = sum(_fill_french(entry, text) for entry in entries for text in ("licence", "credit"))
    return filled + _add(Dataset, [Dataset(**entry) for entry in entries], ("key",))


def _fill_french(entry: Mapping[str, Any], text: str) -> int:
    """Where the English is still the seed's and no French stands beside it."""
    french = f"{text}_fr"
    stale = Dataset.objects.filter(**{"key": entry["key"], text: entry[text], french: ""})
    return stale.exclude(**{text: ""}).update(**{french: entry[french]})


def _sources(entries: Sequence[Mapping[str, Any]]) -> int:
    return _add(Source, [Source(**_plain(entry, tuple(entry))) for entry in entries], ("key",))


def _actors(seeds: Mapping[str, Any]) -> dict[str, int]:
    entries, relations = seeds["actors"], seeds["relations"]
    actors = _add(Actor, [_actor(entry) for entry in entries], ("key",))
    ids = dict(Actor.objects.values_list("key", "id"))
    names = [_name(ids[entry["key"]], name) for entry in entries for name in entry["names"]]
    links = [_relation(ids, relation) for relation in relations]
    return {
        "actors": actors,
        "actor names": _add(ActorName, names, ("actor_id", "language", "name", "kind")),
        "relations": _add(ActorRelation, links, ("subject_id", "kind", "object_id", "valid_from")),
    }


def _actor(entry: Mapping[str, Any]) -> Actor:
    usual = {
        f"name_{name['language']}": name["name"]
        for name in entry["names"]
        if name["kind"] == "usual"
    }
    plain = ("key", "type", "subtype", "country", "literal_patterns", "note_en", "note_fr")
    return Actor(**_plain(entry, plain), **_dated(entry, "active_from", "active_to"), **usual)


def _name(actor: int, name: Mapping[str, Any]) -> ActorName:
    fields = _plain(name, ("language", "name", "kind", "source"))
    return ActorName(actor_id=actor, folded=fold(name["name"]), **fields)


def _relation(ids: Mapping[str, int], entry: Mapping[str, Any]) -> ActorRelation:
    return ActorRelation(
        subject_id=ids[entry["from"]],
        object_id=ids[entry["to"]],
        **_plain(entry, ("kind", "status", "source", "note_en", "note_fr")),
        **_dated(entry, "valid_from", "valid_to"),
    )


def _plain(entry: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """Fields as the files hold them; what they leave open is empty here."""
    return {field: "" if entry[field] is None else entry[field] for field in fields}


def _dated(entry: Mapping[str, Any], *fields: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        day = entry[field]
        found[field] = date.fromisoformat(day) if day else None
        found[f"{field}_precision"] = entry[f"{field}_precision"] or TimePrecision.UNKNOWN
    return found


def _add(model: type[Row], rows: Sequence[Row], key: tuple[str, ...]) -> int:
    """Add the rows whose key is not in the table yet."""
    known = set(model._default_manager.values_list(*key))
    fresh = [row for row in rows if tuple(getattr(row, field) for field in key) not in known]
    model._default_manager.bulk_create(fresh)
    return len(fresh)


def _follow(model: type[WordedRow], rows: Sequence[WordedRow], fields: tuple[str, ...]) -> int:
    """Make the table's rows say what the file says; nothing is ever removed."""
    known = {row.key: row for row in model.objects.all()}
    changed = []
    for row in rows:
        old = known.get(row.key)
        if old is not None and any(getattr(old, f) != getattr(row, f) for f in fields):
            row.pk = old.pk
            changed.append(row)
    added = _add(model, rows, ("key",))
    if changed:
        model.objects.bulk_update(changed, fields)
    return added + len(changed)
