"""What an import compares its rows with: what is known of a data set, and who is who."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incidents.formats.names import Names
from incidents.formats.reading import release_order
from incidents.models import Actor, ActorName, Dataset, Incident, Kind, Report, Source

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Stored:
    """One incident of a data set as the record has it."""

    fingerprint: str
    releases: frozenset[str]
    """Those whose document of this row is kept."""

    def is_newer_than(self, release: str) -> bool:
        """True when a later release has spoken already. An unknown release is never older."""
        order = release_order(release)
        return bool(order) and any(release_order(kept) > order for kept in self.releases)


def known(dataset: str, keys: Collection[str]) -> dict[str, Stored]:
    """The stored incidents of a data set among these keys; two statements."""
    releases: dict[str, set[str]] = defaultdict(set)
    documents = Report.objects.filter(dataset__key=dataset, dataset_key__in=keys)
    for key, release in documents.values_list("dataset_key", "release"):
        releases[key].add(release)
    found = Incident.objects.filter(dataset__key=dataset, dataset_key__in=keys)
    return {
        key: Stored(fingerprint, frozenset(releases[key]))
        for key, fingerprint in found.values_list("dataset_key", "fingerprint")
    }


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
