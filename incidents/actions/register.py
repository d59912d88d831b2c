"""Keys of the record turned into rows: who is meant by "jnim", "bbc", "ML-gao"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from incidents.models import Actor, AdminUnit, Dataset, Episode, Kind, Place, Source, Term
from incidents.values import RowError


class Register:
    """What the keys in new rows refer to. Read once for a whole run."""

    @cached_property
    def sources(self) -> dict[str, int]:
        return dict(Source.objects.values_list("key", "id"))

    @cached_property
    def actors(self) -> dict[str, int]:
        return dict(Actor.objects.values_list("key", "id"))

    @cached_property
    def units(self) -> dict[str, AdminUnit]:
        found = AdminUnit.objects.defer("geometry").only(
            "key", "level", "country", "name_en", "name_fr", "type", "parent_id"
        )
        return {unit.key: unit for unit in found}

    @cached_property
    def datasets(self) -> dict[str, Dataset]:
        return {dataset.key: dataset for dataset in Dataset.objects.all()}

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        return {kind.key: kind for kind in Kind.objects.all()}

    @cached_property
    def terms(self) -> dict[str, int]:
        return dict(Term.objects.values_list("key", "id"))

    @cached_property
    def episodes(self) -> dict[str, int]:
        return dict(Episode.objects.values_list("key", "id"))

    @cached_property
    def _places(self) -> dict[int, int]:
        return {}

    def places(self, geonames_ids: Iterable[int]) -> dict[int, int]:
        """Our places of those GeoNames ids, where the gazetteer holds them."""
        missing = set(geonames_ids) - self._places.keys()
        if missing:
            found = Place.objects.filter(geonames_id__in=missing).values_list("geonames_id", "id")
            self._places.update({key: row for key, row in found if key is not None})
        return self._places

    def source(self, key: str) -> int:
        return _found(self.sources, key, "source")

    def actor(self, key: str) -> int | None:
        return _found(self.actors, key, "actor") if key else None

    def episode(self, key: str) -> int | None:
        return _found(self.episodes, key, "episode") if key else None

    def dataset(self, key: str) -> Dataset:
        if key not in self.datasets:
            raise RowError("dataset", f"{key!r} is not known; run `manage.py load_seeds` first")
        return self.datasets[key]

    def kind(self, key: str) -> Kind:
        if key not in self.kinds:
            raise RowError("kind", f"{key!r} is not known; run `manage.py load_seeds` first")
        return self.kinds[key]

    def unit(self, key: str) -> AdminUnit | None:
        if not key:
            return None
        if key not in self.units:
            raise RowError("admin unit", f"{key!r} is not known; run `manage.py load_places` first")
        return self.units[key]

    def tags(self, keys: Iterable[str]) -> list[int]:
        return [_found(self.terms, key, "tag") for key in keys]


def _found(known: dict[str, int], key: str, field: str) -> int:
    if key not in known:
        raise RowError(field, f"{key!r} is not known; run `manage.py load_seeds` first")
    return known[key]
