"""The files that come with the product: right in themselves, and as docs/data.md tells."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from incidents.folding import fold
from incidents.formats import bundled
from incidents.formats.geography import NewPlace, NewUnit
from incidents.values import COUNTRIES

UNITS = {unit.key: unit for unit in bundled.units()}
PLACES = [*bundled.places(), *bundled.own_places()]
CHECKOUT = Path(bundled.DATA).parent.parent


def standing(country: str, level: int, day: str) -> list[str]:
    on = date.fromisoformat(day)
    return [
        key
        for key, unit in UNITS.items()
        if (unit.country, unit.level) == (country, level)
        and (unit.valid_from or date.min) <= on < (unit.valid_to or date.max)
    ]


@pytest.mark.parametrize(
    ("country", "level", "day", "count"),
    [
        ("ML", 1, "2010-01-01", 8 + 1),
        ("ML", 1, "2016-01-19", 10 + 1),
        ("ML", 1, "2023-03-13", 19 + 1),
        ("BF", 1, "2025-07-01", 13),
        ("BF", 1, "2025-07-02", 17),
        ("BF", 2, "2025-07-01", 45),
        ("BF", 2, "2025-07-02", 47),
        ("NE", 1, "2024-01-01", 7 + 1),
        ("TD", 1, "2024-01-01", 23),
        ("MR", 1, "2015-10-01", 13),
        ("MR", 1, "2016-01-01", 15),
        ("NG", 1, "2024-01-01", 36 + 1),
    ],
)
def test_as_many_units_stand_as_the_law_says(
    country: str, level: int, day: str, count: int
) -> None:
    assert len(standing(country, level, day)) == count


def test_there_are_fourteen_countries_and_every_unit_stands_in_one() -> None:
    assert {key for key, unit in UNITS.items() if unit.level == 0} == set(COUNTRIES)
    for unit in UNITS.values():
        assert unit.level == 0 or UNITS[unit.parent].level == unit.level - 1
        assert unit.country in COUNTRIES
        assert unit.source


def test_a_reform_names_what_was_there_before() -> None:
    for unit in UNITS.values():
        for before in unit.predecessors:
            assert UNITS[before].level == unit.level
            assert unit.valid_from is not None
            ended = UNITS[before].valid_to
            assert ended is None or ended == unit.valid_from, (unit.key, before)
    split = {unit.key for unit in UNITS.values() if "BF-est" in unit.predecessors}
    assert split == {"BF-goulmou-2025", "BF-sirba-2025", "BF-tapoa-2025"}
    assert UNITS["ML-menaka"].predecessors == ("ML-gao",)


def test_units_without_an_open_outline_have_none() -> None:
    without = {unit.key for unit in UNITS.values() if unit.geometry is None}
    assert {"ML-menaka", "ML-taoudenit", "ML-bandiagara", "TD-ennedi-est"} <= without
    assert without == {
        unit.key
        for unit in UNITS.values()
        if "no open polygon" in unit.source or unit.key in _halved()
    }


def _halved() -> set[str]:
    return {
        "BF-soum-2025-djelgodji",
        "BF-soum-2025-karo-peli",
        "BF-tapoa-2025-tapoa",
        "BF-tapoa-2025-dyamongou",
    }


def test_new_regions_of_burkina_faso_cover_the_old_ones() -> None:
    def area(keys: list[str]) -> float:
        return sum(shape(dict(UNITS[key].geometry or {})).area for key in keys)

    old, new = standing("BF", 1, "2025-07-01"), standing("BF", 1, "2025-07-02")
    assert area(old) == pytest.approx(area(new), rel=1e-9)
    assert area(old) == pytest.approx(area(["BF"]), rel=1e-9)


def test_the_capital_of_each_new_region_lies_in_it() -> None:
    capitals = {
        "Bankui": "Dédougou",
        "Sourou": "Tougan",
        "Tannounyan": "Banfora",
        "Kadiogo": "Ouagadougou",
        "Nakambé": "Tenkodogo",
        "Kuilsé": "Kaya",
        "Nando": "Koudougou",
        "Nazinon": "Manga",
        "Goulmou": "Fada N'Gourma",
        "Sirba": "Bogandé",
        "Tapoa": "Diapaga",
        "Guiriko": "Bobo-Dioulasso",
        "Yaadga": "Ouahigouya",
        "Oubri": "Ziniaré",
        "Liptako": "Dori",
        "Soum": "Djibo",
        "Djôrô": "Gaoua",
    }
    towns = {place.name: place for place in PLACES if place.country == "BF"}
    for key in standing("BF", 1, "2025-07-02"):
        unit = UNITS[key]
        assert shape(dict(unit.geometry or {})).contains(_point(towns[capitals.pop(unit.name_fr)]))
    assert not capitals


def _point(place: NewPlace) -> Point:
    assert place.longitude is not None
    assert place.latitude is not None
    return Point(place.longitude, place.latitude)


def test_outlines_are_valid_polygons_of_their_country() -> None:
    for unit in UNITS.values():
        if unit.geometry is not None:
            outline = shape(dict(unit.geometry))
            assert outline.is_valid, unit.key
            assert outline.area > 0.003, unit.key
            inside = outline.representative_point()
            country = UNITS[unit.country].geometry
            assert country is not None
            assert shape(dict(country)).buffer(0.01).contains(inside), unit.key


def test_names_that_natural_earth_gets_wrong_are_put_right() -> None:
    assert UNITS["ML-sikasso"].name_fr == "Sikasso"
    assert (UNITS["ML-tombouctou"].name_en, UNITS["ML-tombouctou"].name_fr) == (
        "Timbuktu",
        "Tombouctou",
    )
    assert UNITS["NG-niger-state"].name_en == "Niger State"
    assert not any("Wilaya" in unit.name_fr for unit in UNITS.values())


def test_the_small_gazetteer_has_all_countries_and_no_place_twice() -> None:
    ids = Counter(place.geonames_id for place in bundled.places())
    assert max(ids.values()) == 1
    assert {place.country for place in bundled.places()} == set(COUNTRIES)
    keys = Counter(place.key for place in bundled.own_places() if place.key)
    assert max(keys.values()) == 1
    for place in PLACES:
        assert place.geonames_id or place.key, place
        assert (place.latitude is None) == (place.longitude is None)


def test_places_with_a_point_lie_in_their_country() -> None:
    outlines = {code: shape(dict(UNITS[code].geometry or {})).buffer(0.2) for code in COUNTRIES}
    outside = [
        (place.name, place.country)
        for place in PLACES
        if place.latitude is not None and not outlines[place.country].contains(_point(place))
    ]
    assert outside == []


def test_maradi_is_maradi() -> None:
    """The public points layer of Natural Earth calls it Niamey."""
    at = {
        place.name
        for place in bundled.places()
        if place.country == "NE"
        and abs((place.latitude or 0) - 13.5) < 0.05
        and abs((place.longitude or 0) - 7.1) < 0.05
    }
    assert at == {"Maradi"}


@pytest.mark.parametrize(
    "name",
    [
        "Solhan",
        "Barsalogho",
        "Tinzaouaten",
        "Inates",
        "Moura",
        "Ogossagou",
        "Sobane Da",
        "Indelimane",
        "Yirgou",
        "Boulkessi",
    ],
)
def test_villages_that_geonames_lacks_or_spells_otherwise_are_there(name: str) -> None:
    (place,) = [place for place in bundled.own_places() if place.name == name]
    assert ("mul", name) in place.names
    assert place.country == {"Solhan": "BF", "Barsalogho": "BF", "Yirgou": "BF"}.get(
        name, "NE" if name == "Inates" else "ML"
    )
    assert (place.latitude is None) == (name == "Moura")


def test_timbuktu_has_its_three_names() -> None:
    (place,) = [place for place in bundled.own_places() if place.name == "Timbuktu"]
    assert {("en", "Timbuktu"), ("fr", "Tombouctou"), ("ar", "تمبكتو")} <= set(place.names)


def test_lines_and_areas_have_a_geometry_and_no_point() -> None:
    own = {place.key: place for place in bundled.own_places() if place.key}
    road = own["gao-ansongo-road"]
    assert road.latitude is None
    assert road.geometry is not None
    assert road.geometry["type"] == "LineString"
    assert ("fr", "Axe Gao–Ansongo") in road.names
    for key in ("liptako-gourma", "tri-border-area", "lake-chad"):
        area = own[key].geometry
        assert area is not None
        assert shape(dict(area)).is_valid
        assert own[key].latitude is None


def test_every_folded_name_of_a_unit_can_be_searched() -> None:
    def names(unit: NewUnit) -> set[str]:
        return {fold(name) for name in (unit.name_en, unit.name_fr, *unit.names)}

    assert fold("تمبكتو") in " ".join(names(UNITS["ML-tombouctou"]))
    assert fold("Hodh Oriental") in names(UNITS["MR-hodh-ech-chargui"])


def test_the_base_map_is_small_enough_for_a_slow_line() -> None:
    folder = CHECKOUT / "static" / "basemap"
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in folder.glob("*.json")}
    assert set(sizes) == {"sahel.json", "sahel-detail.json"}
    assert sum(sizes.values()) <= 90_000, sizes
    assert sizes["sahel.json"] <= 42_000


def test_the_base_map_draws_the_units_of_the_record() -> None:
    for name in ("sahel", "sahel-detail"):
        path = CHECKOUT / "static" / "basemap" / f"{name}.json"
        drawn = json.loads(path.read_text(encoding="utf-8"))["units"]
        wanted = {key for key, unit in UNITS.items() if unit.geometry and unit.level < 2}
        assert set(drawn) == wanted
