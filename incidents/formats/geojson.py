"""Opening a GeoJSON FeatureCollection (RFC 7946); used by boundaries and layers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from incidents.formats.tabular import TableError

MAX_BYTES = 512 * 1024**2
WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")


def features_of(path: Path) -> list[Mapping[str, Any]]:
    """The features of a file. Raises TableError where it is no FeatureCollection in WGS 84."""
    if path.stat().st_size > MAX_BYTES:
        raise TableError(f"{path.name} is over 512 MB.", "Simplify the outlines first.")
    data = _loaded(path)
    if not isinstance(data, Mapping) or data.get("type") != "FeatureCollection":
        raise TableError(
            f"{path.name} is no GeoJSON FeatureCollection.", "Convert it, e.g. with ogr2ogr."
        )
    _check_reference(path.name, data.get("crs"))
    found = data.get("features")
    if not isinstance(found, list) or not found:
        raise TableError(f"{path.name} holds no features.", "Check what was exported.")
    return [feature if isinstance(feature, Mapping) else {} for feature in found]


def properties_of(feature: Mapping[str, Any]) -> dict[str, str]:
    """The properties by lower-case name, as text without blanks around it; empty where null."""
    found = feature.get("properties")
    if not isinstance(found, Mapping):
        return {}
    return {
        str(name).lower(): "" if value is None else str(value).strip()
        for name, value in found.items()
        if value is None or isinstance(value, str | int | float)
    }


def _loaded(path: Path) -> object:
    data = path.read_bytes()
    start = data.lstrip()[:2]
    if start[:1] == b"<":
        raise TableError(
            f"{path.name} is a web page or XML, not GeoJSON.",
            "The address answered with an error page, or the file is KML: get the GeoJSON.",
        )
    if start == b"PK":
        raise TableError(f"{path.name} is a zip.", "Unpack it and give the .geojson inside.")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError):
        raise TableError(
            f"{path.name} is not JSON.", "Download it again; a cut download ends like this."
        ) from None
    except RecursionError:
        raise TableError(f"{path.name} is nested too deep.", "It is no GeoJSON.") from None


def _check_reference(name: str, reference: object) -> None:
    """RFC 7946 knows WGS 84 only; the older `crs` member may name something else."""
    if reference is None:
        return
    text = json.dumps(reference)
    if not any(known in text for known in WGS84):
        raise TableError(
            f"{name} is in another reference system ({text[:80]}).",
            "Convert it to WGS 84: ogr2ogr -t_srs EPSG:4326 out.geojson in.geojson",
        )
