"""The demo record: 66 real incidents, published under the signature of the import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shapely.geometry import Point, shape

from incidents.actions.seeds import read_seeds
from incidents.actions.signing import Signature, signed
from incidents.actions.store import store
from incidents.actions.twins import link_twins
from incidents.folding import fold
from incidents.formats import curated
from incidents.models import AdminUnit, Incident, IncidentLink
from incidents.values import NewIncident, NewSite


@dataclass(frozen=True, slots=True)
class DemoCounts:
    new: int
    changed: int
    same: int
    links: int
    """Links between related incidents that were missing."""


def load_demo(*, by: Signature) -> DemoCounts:
    """Store and publish what is missing or differs from the files; all of it or nothing.

    Needs the seeds. Raises RowError where a file, the mapping table and the seeds disagree.
    """
    with signed(by):
        units = _Units()
        incidents = [units.placed(incident) for incident in read_demo()]
        known = dict(
            Incident.objects.filter(dataset__key=curated.DATASET).values_list(
                "dataset_key", "fingerprint"
            )
        )
        new = [row for row in incidents if row.key not in known]
        changed = [
            row for row in incidents if known.get(row.key, row.fingerprint()) != row.fingerprint()
        ]
        store(new=new, changed=changed, by=by, publish=True)
        links = _relate(incidents)
        link_twins(datasets=[curated.DATASET], by=by)
    same = len(incidents) - len(new) - len(changed)
    return DemoCounts(new=len(new), changed=len(changed), same=same, links=links)


def read_demo() -> tuple[NewIncident, ...]:
    """The incidents of the committed files, as they are before the record knows them."""
    return curated.parse(
        read_seeds("demo/curated_incidents.json"),
        mapping=read_seeds("demo/mapping.json"),
        reference=read_seeds("demo/reference_case.json"),
        sources=read_seeds("sources.json"),
    )


class _Units:
    """Which unit a name, or else a point, means on a day: the file writes names, not keys."""

    def __init__(self) -> None:
        self._named: dict[tuple[str, int, str], list[AdminUnit]] = {}
        for unit in AdminUnit.objects.filter(level__in=(1, 2)).defer("geometry"):
            for name in {fold(unit.name_fr), fold(unit.name_en)}:
                self._named.setdefault((unit.country, unit.level, name), []).append(unit)

    def placed(self, row: NewIncident) -> NewIncident:
        return replace(row, sites=tuple(self._site(site, row.start) for site in row.sites))

    def _site(self, site: NewSite, day: date) -> NewSite:
        named = [
            self._key(site.country, level, name, day)
            for level, name in ((1, site.admin1_name), (2, site.admin2_name))
        ]
        if not site.admin1_name and site.latitude is not None and site.longitude is not None:
            named[0] = _around(site.country, Point(site.longitude, site.latitude), day)
        return replace(site, admin1=named[0], admin2=named[1])

    def _key(self, country: str, level: int, name: str, day: date) -> str:
        """The only unit of that name on that day, or none."""
        found = self._named.get((country, level, fold(name)), []) if name else []
        return _only(unit.key for unit in found if _stands(unit, day))


def _around(country: str, point: Point, day: date) -> str:
    """The region around a point on that day, where a polygon of it is known."""
    regions = AdminUnit.objects.valid_on(day).filter(country=country, level=1)
    shapes = regions.values_list("key", "geometry")
    return _only(key for key, region in shapes if region and shape(region).contains(point))


def _only(keys: Iterable[str]) -> str:
    found = list(keys)
    return found[0] if len(found) == 1 else ""


def _stands(unit: AdminUnit, day: date) -> bool:
    begun = unit.valid_from is None or unit.valid_from <= day
    return begun and (unit.valid_to is None or unit.valid_to > day)


def _relate(rows: Sequence[NewIncident]) -> int:
    """Link incidents that the file calls related; they stay incidents of their own."""
    ids = dict(
        Incident.objects.filter(dataset__key=curated.DATASET).values_list("dataset_key", "id")
    )
    pairs = set(_pairs(rows, ids))
    known = set(IncidentLink.objects.filter(first__in=ids.values()).values_list("first", "second"))
    missing = sorted(pairs - known)
    IncidentLink.objects.bulk_create(
        IncidentLink(first_id=first, second_id=second, same=False) for first, second in missing
    )
    return len(missing)


def _pairs(rows: Iterable[NewIncident], ids: Mapping[str, int]) -> Iterable[tuple[int, int]]:
    for row in rows:
        for other in row.related:
            first, second = sorted((ids[row.key], ids[other]))
            yield first, second
