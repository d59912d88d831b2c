from __future__ import annotations

import pytest

from incidents.extraction.sites import sites_of
from tests.incidents.extraction.ground import reading_of

HEAD = "Titre de quatre mots\n"


def test_a_homonym_is_resolved_by_the_country() -> None:
    reading = reading_of(HEAD + "Lundi, une attaque a fait dix morts à Tinfara, au Niger.")
    site = sites_of(reading, "NE")[0]

    assert (site.country, site.latitude) == ("NE", 13.5)


def test_a_distance_moves_the_point() -> None:
    reading = reading_of(HEAD + "Lundi, dix soldats ont été tués à 30 km au nord de Badougou.")
    site = sites_of(reading, "BF")[0]

    assert site.latitude == pytest.approx(13.27, abs=0.01)
    assert site.longitude == pytest.approx(-1.0)
    assert site.radius_km == 10.0


def test_a_village_that_the_gazetteer_lacks_is_still_a_site() -> None:
    text = "Lundi, une attaque a visé le village de Zorbani, situé à 20 km à l'est de Badougou."
    site = sites_of(reading_of(HEAD + text), "BF")[0]

    assert (site.name, site.place) == ("Zorbani", None)
    assert site.longitude == pytest.approx(-0.815, abs=0.01)


def test_where_a_source_speaks_from_is_no_site() -> None:
    text = "Lundi, une attaque a fait dix morts à Kelwa, selon une source jointe à Gouma."
    sites = sites_of(reading_of(HEAD + text), "BF")

    assert [site.name for site in sites] == ["Kelwa"]


def test_only_a_region_where_no_place_is_named() -> None:
    sites = sites_of(
        reading_of(HEAD + "Lundi, dix soldats sont morts dans la région de Mopti."), "ML"
    )

    assert [(site.name, site.precision.value) for site in sites] == [("Mopti", "admin1")]
