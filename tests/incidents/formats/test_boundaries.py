from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from incidents.formats import boundaries
from incidents.formats.boundaries import Reading
from incidents.formats.geography import NewUnit
from incidents.formats.tabular import TableError
from incidents.values import OutOfScope, RowError

SQUARE = {"type": "Polygon", "coordinates": [[[0, 15], [1, 15], [1, 16], [0, 16], [0, 15]]]}


def feature(geometry: Any = SQUARE, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(path: Path, *features: dict[str, Any], **more: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features} | more))
    return path


SHAPES: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {
    "geoBoundaries": (
        {"shapeName": "Gao", "shapeISO": "ML-7", "shapeGroup": "MLI", "shapeType": "ADM1"},
        ("ML", 1, "Gao", "Gao", "ML-7", ""),
    ),
    "COD-AB": (
        {
            "ADM1_FR": "Gao",
            "ADM1_EN": "Gao Region",
            "ADM1_PCODE": "ML07",
            "ADM0_PCODE": "ML",
            "ADM0_FR": "Mali",
        },
        ("ML", 1, "Gao Region", "Gao", "ML07", ""),
    ),
    "COD-AB districts": (
        {
            "ADM2_FR": "Ansongo",
            "ADM2_PCODE": "ML0701",
            "ADM1_FR": "Gao",
            "ADM1_PCODE": "ML07",
            "ADM0_PCODE": "ML",
        },
        ("ML", 2, "Ansongo", "Ansongo", "ML0701", "ML07"),
    ),
    "COD-AB of 2025": (
        {"adm1_name": "Gao", "adm1_pcode": "ML07", "adm0_pcode": "ML", "iso3": "MLI"},
        ("ML", 1, "Gao", "Gao", "ML07", ""),
    ),
    "plain regions": (
        {"name": "Gao", "pcode": "ML07", "iso3": "MLI", "level": 1},
        ("ML", 1, "Gao", "Gao", "ML07", ""),
    ),
    "plain districts": (
        {"name": "Ansongo", "pcode": "ML0701", "adm1": "Gao", "iso3": "MLI"},
        ("ML", 2, "Ansongo", "Ansongo", "ML0701", "Gao"),
    ),
    "plain districts without region": (
        {"name": "Ansongo", "pcode": "ML0701", "adm1": None, "iso3": "MLI"},
        ("ML", 2, "Ansongo", "Ansongo", "ML0701", ""),
    ),
    "two languages": (
        {"name_en": "Timbuktu", "name_fr": "Tombouctou", "country": "ML", "level": "1"},
        ("ML", 1, "Timbuktu", "Tombouctou", "", ""),
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_source_is_read_by_its_own_names(shape: str) -> None:
    properties, expected = SHAPES[shape]
    unit = boundaries.parse(feature(**properties), Reading())
    found = (unit.country, unit.level, unit.name_en, unit.name_fr, unit.pcode, unit.parent)
    assert found == expected
    assert unit.geometry is not None
    assert unit.geometry["coordinates"] == SQUARE["coordinates"]


def test_the_reading_gives_level_days_and_source() -> None:
    reading = Reading(level=1, valid_to=date(2025, 7, 2), source="a file")
    unit = boundaries.parse(feature(name="Sahel", iso3="BFA"), reading)
    assert (unit.level, unit.valid_from, unit.valid_to) == (1, None, date(2025, 7, 2))
    assert unit.source == "a file"


def test_units_of_other_countries_are_out_of_scope() -> None:
    with pytest.raises(OutOfScope):
        boundaries.parse(feature(shapeName="Paris", shapeGroup="FRA"), Reading(level=1))


OPEN_RING = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 2]]]}
METRES = {"type": "Polygon", "coordinates": [[[5e5, 1.7e6], [6e5, 1.7e6], [6e5, 1.8e6]]]}


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        (feature(iso3="MLI"), "name"),
        (feature(name="x" * 121, iso3="MLI"), "name"),
        (feature(name="Gao"), "iso3"),
        (feature(None, name="Gao", iso3="MLI"), "geometry"),
        (feature({"type": "Point", "coordinates": [0, 0]}, name="Gao", iso3="MLI"), "geometry"),
        (feature(OPEN_RING, name="Gao", iso3="MLI"), "geometry"),
        (feature(METRES, name="Gao", iso3="MLI"), "geometry"),
        (feature({"type": "Polygon", "coordinates": []}, name="Gao", iso3="MLI"), "geometry"),
        (
            feature({"type": "Polygon", "coordinates": [[["a", 1]]]}, name="G", iso3="MLI"),
            "geometry",
        ),
        (feature({"type": "Polygon", "coordinates": [[[1]]]}, name="G", iso3="MLI"), "geometry"),
        (feature(name="Gao", iso3="MLI", pcode="9" * 25), "pcode"),
        ({}, "iso3"),
    ],
)
def test_a_broken_feature_names_the_field(broken: dict[str, Any], field: str) -> None:
    with pytest.raises(RowError) as error:
        boundaries.parse(broken, Reading(level=1))
    assert error.value.field == field


def test_an_unknown_level_asks_for_the_option() -> None:
    with pytest.raises(RowError, match="--level"):
        boundaries.parse(feature(name="Gao", iso3="MLI"), Reading())


def test_errors_and_other_countries_keep_their_number(tmp_path: Path) -> None:
    path = collection(
        tmp_path / "a.geojson",
        feature(name="Gao", iso3="MLI"),
        feature(iso3="MLI"),
        feature(name="Paris", iso3="FRA"),
    )
    kinds = [(n, type(found).__name__) for n, found in boundaries.read(path, Reading(level=1))]
    assert kinds == [(1, "NewUnit"), (2, "RowError"), (3, "NoneType")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<html>502</html>", "is a web page"),
        ('{"type": "FeatureCollection", "features": [', "is not JSON"),
        ('{"type": "Topology"}', "no GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "holds no features"),
        ("[" * 100_000, "nested too deep|is not JSON"),
        ("PK\x03\x04", "is a zip"),
    ],
)
def test_what_is_no_geojson_is_refused_with_the_remedy(
    content: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(content)
    with pytest.raises(TableError, match=words):
        list(boundaries.read(path, Reading(level=1)))


def test_another_reference_system_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32630"}}
    collection(path, feature(name="Gao", iso3="MLI"), crs=named)
    with pytest.raises(TableError, match="another reference system"):
        list(boundaries.read(path, Reading(level=1)))
    named["properties"] = {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}
    collection(path, feature(name="Gao", iso3="MLI"), crs=named)
    assert len(list(boundaries.read(path, Reading(level=1)))) == 1


def test_no_feature_of_the_real_files_is_refused(shared: Path) -> None:
    folder = shared / "data" / "boundaries"
    regions = [found for _, found in boundaries.read(folder / "adm1.geojson", Reading(level=1))]
    districts = [found for _, found in boundaries.read(folder / "adm2.geojson", Reading())]
    assert all(isinstance(found, NewUnit) for found in regions + districts)
    assert (len(regions), len(districts)) == (118, 506)
    levels = Counter(found.level for found in districts if isinstance(found, NewUnit))
    assert levels == {2: 506}
