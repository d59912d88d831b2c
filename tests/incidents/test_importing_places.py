"""In which region and district an imported incident lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.actions.signing import Signature
from incidents.importing import Plan, run
from incidents.models import Site
from tests import factories
from tests.incidents.formats.files import csv_text, ucdp_row, write
from tests.incidents.ground import lay_ground

pytestmark = pytest.mark.usefixtures("_ground")
SQUARE = {"type": "Polygon", "coordinates": [[[-4, 14], [-1, 14], [-1, 17], [-4, 17], [-4, 14]]]}


@pytest.fixture
def _ground(db: None) -> None:
    lay_ground()


def _import(folder: Path, *rows: dict[str, str]) -> None:
    path = write(folder / "ged211.csv", csv_text(rows))
    run("ucdp", Plan(path=path), by=Signature(label="test"))


def _units() -> None:
    region = factories.make_unit(key="ML-mopti", name_en="Mopti", geometry=SQUARE, folded="mopti")
    factories.make_unit(key="ML-douentza", level=2, parent=region, geometry=SQUARE)


def test_a_point_tells_region_and_district(tmp_path: Path) -> None:
    _units()
    _import(tmp_path, ucdp_row())
    site = Site.objects.get()
    assert site.admin1 is not None
    assert site.admin2 is not None
    assert (site.admin1.key, site.admin2.key) == ("ML-mopti", "ML-douentza")
    assert site.admin1_literal == "Mopti region"


def test_a_region_s_centre_tells_no_district_and_an_area_s_none(tmp_path: Path) -> None:
    _units()
    _import(
        tmp_path,
        ucdp_row(where_prec="4", adm_2=""),
        ucdp_row(id="2", where_prec="5", adm_1="", adm_2=""),
    )
    region, area = Site.objects.get(precision="admin1"), Site.objects.get(precision="area")
    assert region.admin1 is not None
    assert (region.admin1.key, region.admin2) == ("ML-mopti", None)
    assert (area.admin1, area.admin2) == (None, None)


def test_the_data_set_s_country_stands_although_the_point_lies_elsewhere(tmp_path: Path) -> None:
    _units()
    row = ucdp_row(country="Burkina Faso", country_id="439", adm_1="", adm_2="")
    _import(tmp_path, row)
    site = Site.objects.get()
    assert (site.country, site.admin1) == ("BF", None)
