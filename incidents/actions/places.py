"""Storing the gazetteer and the display layers: in bulk, signed, twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from incidents.actions.signing import Signature, signed
from incidents.folding import fold
from incidents.formats import bundled, geonames
from incidents.formats.geography import NewLayer, NewPlace
from incidents.models import AdminUnit, Layer, Place, PlaceName
from incidents.values import RowError

BATCH = 2000
RANKS = (bundled.SOURCE, geonames.SOURCE, bundled.OWN)
"""A source never overwrites what a later one in this list has said of a place."""
PLAIN = (
    "name",
    "country",
    "feature_class",
    "feature_code",
    "latitude",
    "longitude",
    "geometry",
    "admin1_id",
    "admin1_code",
    "admin2_code",
    "population",
    "source",
)
Admin1Of = Callable[[NewPlace], str]
"""The key of the region that a place lies in, or empty."""


@dataclass(slots=True)
class Tally:
    """What a load did. A refused line is its number and the error."""

    new: int = 0
    changed: int = 0
    same: int = 0
    skipped: int = 0
    """Right, but not kept: another country, another kind of feature."""
    refused: list[tuple[int, RowError]] = field(default_factory=list)


def store_places(
    *, places: Iterable[NewPlace], admin1_of: Admin1Of, tally: Tally, by: Signature
) -> None:
    """Store places in one transaction and count them in `tally`.

    A place is found again by its GeoNames id or our key. Names are only ever added: an old spelling
    still finds the place.
    """
    with signed(by):
        units = dict(AdminUnit.objects.filter(level=1).values_list("key", "id"))
        for batch in _batches(places):
            _Batch(batch, units, admin1_of, tally).store()


def store_layer(*, layer: NewLayer, by: Signature) -> str:
    """Store a layer; "new", "changed" or "same"."""
    values = {
        "name_en": layer.name_en,
        "name_fr": layer.name_fr,
        "credit": layer.credit,
        "features": layer.features,
    }
    with signed(by):
        found = Layer.objects.filter(key=layer.key).first()
        if found and all(getattr(found, name) == value for name, value in values.items()):
            return "same"
        Layer.objects.update_or_create(key=layer.key, defaults=values)
    return "changed" if found else "new"


class _Batch:
    """Some places, compared with what is stored of them."""

    def __init__(
        self,
        rows: Sequence[NewPlace],
        units: Mapping[str, int],
        admin1_of: Admin1Of,
        tally: Tally,
    ) -> None:
        self.rows = {_identity(row): row for row in rows}
        self.units, self.admin1_of, self.tally = units, admin1_of, tally
        self.stored = {_identity(place): place for place in self._stored()}

    def _stored(self) -> Iterator[Place]:
        ids = [row.geonames_id for row in self.rows.values() if row.geonames_id]
        keys = [row.key for row in self.rows.values() if row.key and not row.geonames_id]
        yield from Place.objects.filter(geonames_id__in=ids)
        yield from Place.objects.filter(key__in=keys, geonames_id=None)

    def store(self) -> None:
        new = {
            at: Place(
                geonames_id=row.geonames_id,
                key=None if row.geonames_id else row.key,
                **self._values(row),
            )
            for at, row in self.rows.items()
            if at not in self.stored
        }
        changed = {at for at, place in self.stored.items() if self._change(place, self.rows[at])}
        Place.objects.bulk_create(new.values())
        Place.objects.bulk_update((self.stored[at] for at in changed), PLAIN)
        renamed = self._name({**self.stored, **new})
        self.tally.new += len(new)
        self.tally.changed += len(changed | (renamed & self.stored.keys()))
        self.tally.same += len(self.stored.keys() - changed - renamed)

    def _values(self, row: NewPlace) -> dict[str, Any]:
        return {
            "name": row.name,
            "country": row.country,
            "feature_class": row.feature_class,
            "feature_code": row.feature_code,
            "latitude": row.latitude,
            "longitude": row.longitude,
            "geometry": row.geometry,
            "admin1_id": self.units.get(row.admin1 or self.admin1_of(row)),
            "admin1_code": row.admin1_code,
            "admin2_code": row.admin2_code,
            "population": row.population,
            "source": row.source,
        }

    def _change(self, place: Place, row: NewPlace) -> bool:
        if _rank(row.source) < _rank(place.source):
            return False
        values = self._values(row)
        if row.source == bundled.OWN:
            # Our own file corrects names and points, and knows nothing of the rest.
            for name in ("admin1_code", "admin2_code", "population"):
                values[name] = getattr(place, name)
        changed = [name for name, value in values.items() if getattr(place, name) != value]
        for name in changed:
            setattr(place, name, values[name])
        return bool(changed)

    def _name(self, places: Mapping[object, Place]) -> set[object]:
        """Add the names that are missing; the places that got one."""
        known: dict[int, set[tuple[str, str]]] = {}
        ids = [place.pk for place in self.stored.values()]
        stored = PlaceName.objects.filter(place__in=ids)
        for row, language, name in stored.values_list("place_id", "language", "name"):
            known.setdefault(row, set()).add((language, name))
        missing, named = [], set()
        for at, place in places.items():
            wanted = dict.fromkeys(self.rows[at].names)
            for language, name in wanted.keys() - known.get(place.pk, set()):
                folded = fold(name)[:200]
                missing.append(PlaceName(place=place, language=language, name=name, folded=folded))
                named.add(at)
        PlaceName.objects.bulk_create(missing, batch_size=BATCH)
        return named


def _identity(place: NewPlace | Place) -> object:
    return place.geonames_id or place.key


def _rank(source: str) -> int:
    return RANKS.index(source) if source in RANKS else len(RANKS)


def _batches(places: Iterable[NewPlace]) -> Iterator[list[NewPlace]]:
    left = iter(places)
    while batch := list(islice(left, BATCH)):
        yield batch
