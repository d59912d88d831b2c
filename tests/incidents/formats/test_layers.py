from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from incidents.formats import layers
from incidents.formats.tabular import TableError
from incidents.values import RowError

ROAD = {"type": "LineString", "coordinates": [[-0.0447, 16.2717], [0.5, 15.66]]}


def feature(geometry: Any = ROAD, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def test_only_names_and_kind_are_kept() -> None:
    found = layers.parse(feature(name="RN17", highway="primary", osm_id=12))
    assert found["properties"] == {"name_en": "RN17", "name_fr": "RN17", "kind": "primary"}
    assert found["geometry"] == ROAD


def test_names_in_two_languages_are_kept_apart() -> None:
    found = layers.parse(feature(**{"name:en": "Ferry", "name:fr": "Bac", "route": "ferry"}))
    assert found["properties"] == {"name_en": "Ferry", "name_fr": "Bac", "kind": "ferry"}


@pytest.mark.parametrize(
    ("geometry", "ok"),
    [
        ({"type": "Point", "coordinates": [0, 15, 300]}, True),
        ({"type": "MultiLineString", "coordinates": [[[0, 15], [1, 15]]]}, True),
        ({"type": "LineString", "coordinates": [[0, 15]]}, False),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}, False),
        ({"type": "Point", "coordinates": [200, 15]}, False),
        (None, False),
    ],
    ids=str,
)
def test_lines_and_points_in_degrees_are_taken(geometry: Any, ok: bool) -> None:
    if ok:
        assert layers.parse(feature(geometry))["geometry"]["type"] == geometry["type"]
    else:
        with pytest.raises(RowError):
            layers.parse(feature(geometry))


def test_a_broken_feature_keeps_its_number_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "roads.geojson"
    rows = [feature(name="A"), feature(None), feature(name="C" * 201)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    found = list(layers.read(path))
    assert [type(one).__name__ for _, one in found] == ["dict", "RowError", "RowError"]


def test_a_web_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roads.geojson"
    path.write_text("<html>")
    with pytest.raises(TableError, match="web page"):
        list(layers.read(path))
