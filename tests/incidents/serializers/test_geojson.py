"""A geometry only where a public point is exact or near."""

from __future__ import annotations

from typing import Any

import pytest

from incidents.serializers.geojson import geometry, incident_feature, point


def site(precision: str, latitude: float | None = 14.0) -> dict[str, Any]:
    return {"precision": precision, "latitude": latitude, "longitude": -3.0}


@pytest.mark.parametrize("precision", ["admin3", "admin2", "admin1", "country", "area"])
def test_the_middle_of_a_unit_is_no_place(precision: str) -> None:
    assert geometry([site(precision)]) is None


def test_one_place_is_a_point_and_several_are_one_multipoint() -> None:
    assert geometry([]) is None
    assert geometry([site("exact"), site("country")]) == {
        "type": "Point",
        "coordinates": [-3.0, 14.0],
    }
    assert geometry([site("exact"), site("near", 15.0)]) == {
        "type": "MultiPoint",
        "coordinates": [[-3.0, 14.0], [-3.0, 15.0]],
    }


def test_a_feature_keeps_the_whole_row() -> None:
    row = {"id": "VS-1", "sites": [site("exact")], "title": {"en": "x"}}
    assert incident_feature(row) == {
        "type": "Feature",
        "id": "VS-1",
        "geometry": {"type": "Point", "coordinates": [-3.0, 14.0]},
        "properties": row,
    }


def test_a_row_without_a_point_has_none() -> None:
    assert point({"latitude": None, "longitude": None}) is None
