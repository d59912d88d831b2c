"""The units and places that come with the product: incidents/data/, described in docs/data.md."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from incidents.formats import topology
from incidents.formats.geography import NewPlace, NewUnit

DATA = Path(__file__).resolve().parent.parent / "data"
OWN = "Vigie Sahel"
SOURCE = "GeoNames (bundled)"
COLUMNS = (
    "geonames_id",
    "name",
    "name_fr",
    "names",
    "country",
    "feature_class",
    "feature_code",
    "latitude",
    "longitude",
    "population",
    "admin1",
)
KEY = "geonames_id"


def units(folder: Path = DATA) -> Iterator[NewUnit]:
    """Countries, regions and districts, those above before those below them."""
    outlines = dict(topology.polygons(_json(folder / "admin_polygons.json")))
    for row in _json(folder / "admin_units.json"):
        yield NewUnit(
            key=row["key"],
            country=row["country"],
            level=row["level"],
            parent=row["parent"] or "",
            name_en=row["name_en"],
            name_fr=row["name_fr"],
            names=tuple(row["names"]),
            type=row["type"],
            pcode=row["pcode"] or "",
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            predecessors=tuple(row["predecessors"]),
            source=row["source"],
            geometry=outlines.get(row["key"]),
        )


def parse(row: Mapping[str, str]) -> NewPlace:
    """One line of gazetteer.tsv."""
    names = [("", name) for name in (row["name"], *row["names"].split("|")) if name]
    if row["name_fr"]:
        names += [("en", row["name"]), ("fr", row["name_fr"])]
    return NewPlace(
        geonames_id=int(row["geonames_id"]),
        name=row["name"],
        names=tuple(names),
        country=row["country"],
        feature_class=row["feature_class"],
        feature_code=row["feature_code"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"]),
        admin1=row["admin1"],
        source=SOURCE,
    )


def places(folder: Path = DATA) -> Iterator[NewPlace]:
    """The small gazetteer (GeoNames, CC BY 4.0)."""
    with (folder / "gazetteer.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield parse(row)


def own_places(folder: Path = DATA) -> Iterator[NewPlace]:
    """Places that GeoNames lacks or spells otherwise, and our lines and areas."""
    for row in _json(folder / "place_aliases.json"):
        yield NewPlace(
            geonames_id=row["geonames_id"],
            key=row["key"],
            name=row["name"],
            names=tuple((language, name) for language, name in _named(row)),
            country=row["country"],
            feature_class=row["feature_class"],
            feature_code=row["feature_code"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            geometry=row["geometry"],
            admin1=row["admin1"] or "",
            source=OWN,
        )


def _named(row: Mapping[str, Any]) -> Sequence[Sequence[str]]:
    return [*row["names"], ("mul", row["name"])]


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
