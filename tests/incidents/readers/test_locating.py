"""From points and names to units on a day, with the units and towns of the product."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.actions.places import Tally
from incidents.actions.signing import Signature
from incidents.actions.units import store_units
from incidents.folding import fold
from incidents.formats import bundled
from incidents.formats.geography import NewUnit
from incidents.models import AdminUnit
from incidents.readers import locating
from incidents.readers.locating import Located, locate, locator
from tests import factories

pytestmark = pytest.mark.django_db
BY = Signature(label="test")


@pytest.fixture(scope="module")
def units(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The bundled units, once for this file: storing them takes longer than asking."""
    with django_db_blocker.unblock():
        store_units(units=bundled.units(), tally=Tally(), by=BY)
        yield
        for level in (3, 2, 1, 0):
            AdminUnit.objects.filter(level=level).delete()


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "day", "region", "district"),
    [
        ("Bamako", 12.6352, -8.0308, "2024-09-17", "ML-bamako", ""),
        ("Gao", 16.2717, -0.0447, "2024-09-17", "ML-gao", ""),
        ("Kidal", 18.4411, 1.4078, "2024-09-17", "ML-kidal", ""),
        ("Djibo", 14.0994, -1.6255, "2019-01-01", "BF-sahel", "BF-sahel-soum"),
        ("Djibo", 14.0994, -1.6255, "2025-07-01", "BF-sahel", "BF-sahel-soum"),
        ("Djibo", 14.0994, -1.6255, "2025-07-02", "BF-soum-2025", ""),
        ("Dori", 14.0354, -0.0345, "2026-01-01", "BF-liptako-2025", "BF-liptako-2025-seno"),
        ("Diapaga", 12.0707, 1.7889, "2026-01-01", "BF-tapoa-2025", ""),
        ("Kaya", 13.0917, -1.0844, "2026-01-01", "BF-kuilse-2025", "BF-kuilse-2025-sandbondtenga"),
        ("Inates", 15.2314, 1.3142, "2019-12-10", "NE-tillaberi", ""),
        ("Diffa", 13.3154, 12.6113, "2020-01-01", "NE-diffa", ""),
        ("Maiduguri", 11.8464, 13.1603, "2020-01-01", "NG-borno", ""),
        ("Maroua", 10.591, 14.3159, "2020-01-01", "CM-extreme-nord", ""),
        ("Bassikounou", 15.8665, -5.946, "2020-01-01", "MR-hodh-ech-chargui", ""),
        ("Bol", 13.4586, 14.7147, "2020-01-01", "TD-lac", ""),
    ],
)
def test_a_town_lies_in_its_units_of_that_day(  # noqa: PLR0917
    units: None,
    place: str,
    latitude: float,
    longitude: float,
    day: str,
    region: str,
    district: str,
) -> None:
    found = locate(latitude, longitude, on=date.fromisoformat(day))
    assert found == Located(region[:2], region, district)


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "day", "region"),
    [
        ("Ménaka", 15.9182, 2.4022, "2015-06-01", "ML-gao"),
        ("Ménaka", 15.9182, 2.4022, "2016-01-18", "ML-gao"),
        ("Ménaka", 15.9182, 2.4022, "2016-01-19", "ML-menaka"),
        ("Ménaka", 15.9182, 2.4022, "2024-01-01", "ML-menaka"),
        ("Ansongo", 15.6597, 0.5022, "2024-01-01", "ML-gao"),
        ("Taoudénit", 22.6769, -3.9792, "2010-01-01", "ML-tombouctou"),
        ("Taoudénit", 22.6769, -3.9792, "2020-01-01", "ML-taoudenit"),
        ("Timbuktu", 16.7735, -3.0074, "2020-01-01", "ML-tombouctou"),
        ("Fada", 17.1833, 21.5833, "2020-01-01", "TD-ennedi-ouest"),
        ("Amdjarass", 16.0667, 22.8333, "2020-01-01", "TD-ennedi-est"),
        ("Fada", 17.1833, 21.5833, "2010-01-01", "TD-ennedi"),
    ],
)
def test_where_no_outline_tells_the_nearest_town_decides(  # noqa: PLR0917
    units: None, place: str, latitude: float, longitude: float, day: str, region: str
) -> None:
    found = locate(latitude, longitude, on=date.fromisoformat(day))
    assert (found.admin1_key, found.former) == (region, False)


def test_where_nobody_knows_the_former_outline_answers_and_says_so(units: None) -> None:
    bandiagara = (14.3501, -3.6104)
    assert locate(*bandiagara, on=date(2022, 1, 1)) == Located("ML", "ML-mopti")
    assert locate(*bandiagara, on=date(2024, 1, 1)) == Located("ML", "ML-mopti", "", former=True)


def test_a_point_just_off_the_coast_belongs_to_the_nearest_region(units: None) -> None:
    assert locate(6.12, 1.27, on=date(2024, 1, 1)).admin1_key == "TG-maritime"


def test_the_stated_country_decides_on_a_border(units: None) -> None:
    across = (13.35, 12.72)
    day = date(2020, 1, 1)
    assert {locate(*across, on=day, country=code).admin1_key for code in ("NE", "NG")} == {
        "NE-diffa",
        "NG-borno",
    }
    assert locate(12.64, -8.0, on=day, country="NE") == Located("NE")


@pytest.mark.parametrize("point", [(0.0, -20.0), (48.85, 2.35), (33.6, -7.6), (-89.0, 179.0)])
def test_a_point_outside_the_region_lies_nowhere(units: None, point: tuple[float, float]) -> None:
    assert locate(*point, on=date(2024, 1, 1)) == Located()


@pytest.mark.parametrize(
    ("name", "country", "day", "key"),
    [
        ("Gao", "ML", "2024-01-01", "ML-gao"),
        ("Gao region", "ML", "2024-01-01", "ML-gao"),
        ("Région de Tombouctou", "ML", "2024-01-01", "ML-tombouctou"),
        ("Timbuktu", "ML", "2024-01-01", "ML-tombouctou"),
        ("تمبكتو", "ML", "2024-01-01", "ML-tombouctou"),
        ("Tillabéry", "NE", "2024-01-01", "NE-tillaberi"),
        ("Borno state", "NG", "2024-01-01", "NG-borno"),
        ("Extrême-Nord", "CM", "2024-01-01", "CM-extreme-nord"),
        ("Far North", "CM", "2024-01-01", "CM-extreme-nord"),
        ("Soum", "BF", "2026-01-01", "BF-soum-2025"),
        ("Sahel", "BF", "2020-01-01", "BF-sahel"),
        ("Sahel", "BF", "2026-01-01", "BF-sahel"),
        ("Niger", "NG", "2024-01-01", "NG-niger-state"),
        ("Nowhere", "ML", "2024-01-01", ""),
        ("", "ML", "2024-01-01", ""),
        ("Gao", "NE", "2024-01-01", ""),
    ],
)
def test_a_unit_is_found_by_any_of_its_names(
    units: None, name: str, country: str, day: str, key: str
) -> None:
    found = locator().unit_named(name, country=country, level=1, on=date.fromisoformat(day))
    assert found == key


def test_a_province_is_found_in_its_own_years(units: None) -> None:
    def named(day: date) -> str:
        return locator().unit_named("Séno", country="BF", level=2, on=day)

    assert named(date(2020, 1, 1)) == "BF-sahel-seno"
    assert named(date(2026, 1, 1)) == "BF-liptako-2025-seno"


def test_ten_thousand_points_cost_one_query(units: None) -> None:
    locator()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        where = locator()
        for step in range(2000):
            where.locate(10 + step / 400, -8 + step / 150, on=date(2024, 1, 1))
    assert len(queries) == 1


def test_a_changed_outline_is_seen_at_once(units: None) -> None:
    before = locator()
    assert locator() is before
    square = {"type": "Polygon", "coordinates": [[[1, 15], [3, 15], [3, 17], [1, 17], [1, 15]]]}
    row = NewUnit(
        country="ML", level=1, name_en="Ménaka", name_fr="Ménaka", source="test", geometry=square
    )
    store_units(units=[row], tally=Tally(), by=BY)
    assert locator() is not before
    assert locate(15.5, 1.2, on=date(2024, 1, 1)).admin1_key == "ML-menaka"
    assert locate(15.5, 1.2, on=date(2014, 1, 1)).admin1_key == "ML-gao"
    # Gao's own outline is right again where it is not covered: nothing is former any more.
    assert locate(16.27, -0.04, on=date(2024, 1, 1)) == Located("ML", "ML-gao")


def test_the_nearest_place_is_told_with_its_distance() -> None:
    gao = factories.make_place(name="Gao", latitude=16.2717, longitude=-0.0447)
    factories.make_place(name="Ansongo", latitude=15.6597, longitude=0.5022)
    factories.make_place(name="a base", feature_class="S", latitude=16.26, longitude=-0.01)
    found = locating.nearest_place(16.26, -0.01)
    assert found is not None
    assert (found.id, found.name) == (gao.pk, "Gao")
    assert found.kilometres == pytest.approx(3.9, abs=0.2)
    assert locating.nearest_place(20.0, -5.0, within=30) is None


def test_places_are_found_by_exact_name_however_spelled() -> None:
    village = factories.make_place(name="Tinzaouaten", population=10)
    factories.make_place_name(place=village, name="Tinzaouaten", folded=fold("Tinzaouaten"))
    other = factories.make_place(name="Tinzaouaten-Sud")
    factories.make_place_name(place=other, name="Tinzaouaten-Sud", folded=fold("Tinzaouaten-Sud"))
    assert locating.places_named("Tin Zeouaten") == [village]
    assert locating.places_named("Tin Zeouaten", country="NE") == []


def test_inhabited_and_large_places_come_first() -> None:
    made = [
        factories.make_place(name="Ber", feature_class=kind, population=people)
        for kind, people in (("S", 0), ("P", 10), ("P", 9000))
    ]
    for place in made:
        factories.make_place_name(place=place, name="Ber", folded="bir")
    assert locating.places_named("Ber") == [made[2], made[1], made[0]]
