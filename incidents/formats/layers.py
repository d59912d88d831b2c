"""Layers for display as GeoJSON: roads, ferries, sites. Lines and points with a name and a kind.

Only what the map shows is kept: OpenStreetMap, HDX and hand-made files call it by many names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from incidents.formats.geography import Geometry, geometry_of
from incidents.formats.geojson import features_of, properties_of
from incidents.values import RowError

COLUMNS = ("name_en", "name_fr", "kind")
KEY = "name_en"
SHAPES = ("Point", "MultiPoint", "LineString", "MultiLineString")
KINDS = ("kind", "type", "highway", "route", "fclass", "class", "surface")
Feature = dict[str, Any]
Line = tuple[int, Feature | RowError]


def read(path: Path) -> Iterator[Line]:
    """The numbered features of a file. Raises TableError where it is no GeoJSON in WGS 84."""
    for number, feature in enumerate(features_of(path), 1):
        try:
            yield number, parse(feature)
        except RowError as error:
            yield number, error


def parse(feature: Mapping[str, Any]) -> Feature:
    """One feature, reduced to its shape, its names and its kind. Raises RowError."""
    row = properties_of(feature)
    geometry: Geometry = geometry_of(feature, SHAPES)
    name = row.get("name") or row.get("name_en") or row.get("name_fr") or row.get("ref") or ""
    english = row.get("name_en") or row.get("name:en") or name
    french = row.get("name_fr") or row.get("name:fr") or name
    kind = next((row[column] for column in KINDS if row.get(column)), "")
    for field, text in (("name", english), ("name", french), ("kind", kind)):
        if len(text) > 200:
            raise RowError(field, f"over 200 characters: {text[:40]!r}…")
    return {
        "type": "Feature",
        "properties": {"name_en": english, "name_fr": french, "kind": kind},
        "geometry": geometry,
    }
