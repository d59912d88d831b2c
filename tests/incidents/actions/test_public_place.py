"""A sensitive place: what is shown tells the unit, and nothing else, however often one asks."""

from __future__ import annotations

import math
from dataclasses import replace
from statistics import mean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.actions.public_place import PublicPlaces, cell_point
from incidents.actions.signing import Signature
from incidents.actions.store import store
from incidents.models import AdminUnit, Change, ExactSite, Incident, Site
from incidents.values import NewIncident, Precision
from tests import factories
from tests.incidents.actions.values import ROW, SITE, new_incident
from tests.incidents.ground import lay_ground

BY = Signature(label="test import")
SQUARE = {"type": "Polygon", "coordinates": [[[-4, 14], [-1, 14], [-1, 17], [-4, 17], [-4, 14]]]}


def _camp(key: str = "7", **said: Any) -> NewIncident:
    site = replace(SITE, name="Camp of Boulikessi", basis="GeoNames 1 (Boulikessi)")
    plain = {"sites": (site,), "sensitive": "displaced_people_site"}
    return new_incident(key, report=replace(ROW, dataset_key=key), **(plain | said))


def _store(*rows: NewIncident) -> None:
    store(new=rows, by=BY)


@given(st.floats(-30, 30), st.floats(-20, 30))
def test_the_point_of_a_cell_is_the_same_for_every_place_in_it(
    latitude: float, longitude: float
) -> None:
    point = cell_point(latitude, longitude)
    south, west = math.floor(latitude), math.floor(longitude)
    assert south <= point[0] <= south + 1
    assert west <= point[1] <= west + 1
    assert cell_point(south + 0.5, west + 0.5) == point


def test_only_the_secret_key_tells_where_in_the_cell_it_lies(settings: Any) -> None:
    before = cell_point(14.5, -3.5)
    settings.SECRET_KEY = "another key of this site, as long as keys have to be to be taken"
    assert cell_point(14.5, -3.5) != before


@pytest.mark.django_db
class TestStoredPlaces:
    @pytest.fixture(autouse=True)
    def _ground(self) -> None:
        lay_ground()

    def _units(self) -> tuple[AdminUnit, AdminUnit]:
        region = factories.make_unit(
            key="ML-mopti", name_en="Mopti", name_fr="Mopti", geometry=SQUARE
        )
        district = factories.make_unit(
            key="ML-mopti-douentza", level=2, parent=region, name_en="Douentza", name_fr="Douentza"
        )
        return region, district

    def test_the_public_place_is_a_coarser_unit(self) -> None:
        region, district = self._units()
        site = replace(_camp().sites[0], admin1=region.key, admin2=district.key)
        _store(_camp(sites=(site,)))
        public = Site.objects.get()
        assert (public.name_en, public.precision, public.generalised) == (
            "Douentza",
            "admin2",
            True,
        )
        assert (public.latitude, public.longitude) == (15.5, -2.5)
        assert (public.radius_km, public.place_id, public.basis) == (None, None, "")
        exact = ExactSite.objects.get()
        assert (exact.name, exact.latitude, exact.precision) == (
            "Camp of Boulikessi",
            15.03,
            "exact",
        )

    def test_a_district_is_shown_as_its_region(self) -> None:
        region, district = self._units()
        site = replace(
            SITE,
            precision=Precision.ADMIN2,
            admin1=region.key,
            admin2=district.key,
            admin2_name="Douentza cercle",
        )
        _store(_camp(sites=(site,)))
        public = Site.objects.get()
        assert (public.precision, public.name_en) == ("admin1", "Mopti")
        assert (public.admin2, public.admin2_literal) == (None, "")

    def test_without_units_only_the_cell_is_known(self) -> None:
        _store(_camp())
        public = Site.objects.get()
        assert (public.precision, public.name_en) == ("area", "")
        assert (public.latitude, public.longitude) == cell_point(15.03, -1.45)

    def test_a_country_says_no_more_than_the_country(self) -> None:
        _store(_camp(sites=(replace(SITE, precision=Precision.COUNTRY),)))
        public = Site.objects.get()
        assert (public.precision, public.latitude) == ("country", None)
        _store(
            _camp(
                "8",
                sites=(
                    replace(
                        SITE,
                        precision=Precision.ADMIN1,
                        latitude=None,
                        longitude=None,
                        admin1_name="Mopti region",
                    ),
                ),
            )
        )
        named = Site.objects.get(incident__dataset_key="8")
        assert (named.name_en, named.latitude) == ("Mopti region", None)

    def test_many_incidents_of_one_camp_show_one_point(self) -> None:
        jitter = [
            replace(SITE, latitude=15.03 + step / 1000, longitude=-1.45) for step in range(40)
        ]
        _store(*(_camp(str(key), sites=(site,)) for key, site in enumerate(jitter)))
        points = {(site.latitude, site.longitude) for site in Site.objects.all()}
        assert len(points) == 1
        truth = mean(exact.latitude or 0 for exact in ExactSite.objects.all())
        assert abs(points.pop()[0] - truth) > 0.01  # type: ignore[operator]

    def test_saving_again_moves_nothing(self) -> None:
        _store(_camp())
        before = Site.objects.values().get()
        store(new=(), changed=[_camp(title_en="Camp attacked")], by=BY)
        assert Site.objects.values().get() == before
        assert ExactSite.objects.count() == 1

    def test_nothing_public_names_the_place(self) -> None:
        region, _ = self._units()
        site = replace(_camp().sites[0], admin1=region.key)
        _store(
            _camp(sites=(site,), title_en="Camp attacked, Boulikessi", title_fr="Camp attaqué"),
            _camp("8", sites=(site,), title_en="Camp attacked", title_fr="Camp attaqué"),
        )
        told, kept = Incident.objects.order_by("id")
        assert (told.title_en, told.composed_title) == ("Armed clash, Mopti region (Mali)", True)
        assert (kept.title_en, kept.composed_title) == ("Camp attacked", False)
        for row in (*Incident.objects.values(), *Site.objects.values()):
            assert "oulikessi" not in str(row).casefold()

    def test_the_history_that_may_be_read_never_held_the_truth(self) -> None:
        _store(_camp())
        store(new=(), changed=[_camp(sites=(replace(SITE, latitude=16.5),))], by=BY)
        Incident.objects.get().delete()
        kept = [change.before for change in Change.objects.all()]
        points = [(row["latitude"], row["longitude"]) for row in kept if "latitude" in row]
        assert points
        assert not {(15.03, -1.45), (16.5, -1.45)} & set(points)
        assert not any("oulikessi" in str(row).casefold() for row in kept)

    def test_a_place_that_is_no_longer_sensitive_is_shown_again(self) -> None:
        _store(_camp())
        Incident.objects.update(sensitive="")
        store(new=(), changed=[_camp(sensitive="")], by=BY)
        public = Site.objects.get()
        assert (public.latitude, public.generalised) == (15.03, False)
        assert not ExactSite.objects.exists()


def test_a_point_of_a_unit_is_read_once(django_assert_num_queries: Any, db: None) -> None:
    unit = factories.make_unit(geometry=SQUARE)
    places = PublicPlaces()
    with django_assert_num_queries(1):
        for _ in range(3):
            places.generalise(
                Site(
                    name_en="x",
                    country="ML",
                    precision="exact",
                    admin1=unit,
                    latitude=14.0,
                    longitude=-3.0,
                )
            )
