"""What an import compares its rows with: what is known of a data set, and who is who."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from incidents.formats.names import Names
from incidents.formats.reading import release_order
from incidents.models import Actor, ActorName, Dataset, Kind, Source

KNOWN = """
SELECT incident.dataset_key, fingerprint, coalesce(encode(line.digest, 'hex'), '')
FROM incidents_incident incident JOIN incidents_dataset dataset ON dataset.id = dataset_id
LEFT JOIN incidents_importedrow line ON line.incident_id = incident.id
WHERE dataset.key = %s AND incident.dataset_key <> '' AND incident.dataset_key = ANY(%s)
"""
RELEASES = """
SELECT report.dataset_key, release
FROM incidents_report report JOIN incidents_dataset dataset ON dataset.id = dataset_id
WHERE dataset.key = %s AND report.dataset_key <> '' AND report.dataset_key = ANY(%s)
"""
DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Stored:
    """One incident of a data set as the record has it."""

    fingerprint: str
    digest: str
    """Of the line that said so (hex), where one is known."""


Releases = Mapping[str, Set[str]]
"""By key, the releases whose document of this row is kept."""


def known(dataset: str, keys: Collection[str]) -> dict[str, Stored]:
    """The stored incidents of a data set among these keys."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [dataset, list(keys)])
        return {key: Stored(*said) for key, *said in cursor.fetchall()}


def releases(dataset: str, keys: Collection[str]) -> Releases:
    """The releases whose documents of these rows are kept."""
    found: dict[str, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(RELEASES, [dataset, list(keys)])
        for key, release in cursor.fetchall():
            found[key].add(release)
    return found


def is_older(release: str, kept: Set[str]) -> bool:
    """True when a later release has spoken already. An unknown release is never older."""
    order = release_order(release)
    return bool(order) and any(release_order(one) > order for one in kept)


def missing_seeds(dataset: str, source: str) -> bool:
    """True where the vocabularies, the data set or its source are not in the record yet."""
    return not (
        Kind.objects.exists()
        and Dataset.objects.filter(key=dataset).exists()
        and Source.objects.filter(key=source).exists()
    )


def names() -> Names:
    """Who the data sets' strings mean: names and expressions of actors, and the tables of sides."""
    named = list(ActorName.objects.values_list("name", "actor__key"))
    patterns: list[tuple[str, str]] = []
    for key, name_en, name_fr, expressions in Actor.objects.order_by("key").values_list(
        "key", "name_en", "name_fr", "literal_patterns"
    ):
        named += [(name_en, key), (name_fr, key)]
        patterns += [(expression, key) for expression in expressions]
    return Names.of(
        actors=named,
        patterns=patterns,
        sides=_table("ucdp_sides.json"),
        communities=_table("community_literals.json"),
    )


def _table(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
