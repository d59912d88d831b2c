"""Build the base map that the site serves itself: static/basemap/*.json (format: docs/data.md).

    python scripts/build_basemap.py FOLDER    # of package archives, see natural_earth.py

Run it after build_units.py and build_places.py, whose units and places it draws.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely
from map_labels import COUNTRY_LABELS, LAKES, RIVERS, TOWNS
from natural_earth import FRAME, Feature, features, lakes, rivers
from shapely.geometry import LineString, Point
from topology import Topology, quantised, steps

CHECKOUT = Path(__file__).resolve().parent.parent
DATA = CHECKOUT / "incidents" / "data"
OUT = CHECKOUT / "static" / "basemap"
SOURCE = "Natural Earth (public domain); towns: GeoNames (CC BY 4.0)"
LEVELS = {"sahel": (0.05, 200), "sahel-detail": (0.015, 500)}
"""File → tolerance of the outlines in degrees, and integer steps in a degree."""
CORE = frozenset({"ML", "BF", "NE", "TD", "MR"})
SMALLEST_ISLAND = 0.02
"""Square degrees; smaller islands of countries outside the scope are not drawn."""


class Drawing:
    """One level of detail."""

    def __init__(self, found: list[Feature], folder: Path, name: str) -> None:
        self.tolerance, self.scale = LEVELS[name]
        self.units = json.loads((DATA / "admin_units.json").read_text(encoding="utf-8"))
        self.countries: dict[str, str] = {}
        faces = dict(self._faces(found))
        west, south, east, north = (round(edge * self.scale) for edge in FRAME.bounds)
        self.frame = ({west, east}, {south, north})
        self.topology = Topology(faces, self.scale, on_frame=self._on_frame)
        self.arcs = [steps(line) for line in self.topology.arcs]
        self.folder = folder

    def _on_frame(self, point: tuple[int, int]) -> bool:
        return point[0] in self.frame[0] or point[1] in self.frame[1]

    def _faces(self, found: list[Feature]) -> Iterable[tuple[str, Any]]:
        simplified = shapely.coverage_simplify([f.outline for f in found], self.tolerance)
        outside: dict[str, list[Any]] = {}
        for feature, outline in zip(found, simplified, strict=True):
            inside = shapely.intersection(outline, FRAME)
            if len(feature.country) == 3:
                outside.setdefault(feature.country, []).append(inside)
                continue
            key = _face_key(feature, self.units)
            self.countries[key] = feature.country
            yield key, inside
        for country, parts in outside.items():
            whole = shapely.coverage_union_all(parts)
            kept = [part for part in shapely.get_parts(whole) if part.area > SMALLEST_ISLAND]
            if kept:
                self.countries[country] = country
                yield country, shapely.MultiPolygon(kept)

    def picture(self) -> dict[str, Any]:
        """The whole file, first level: outlines, water, labels."""
        picture = self.outlines()
        picture["rivers"] = [self._river(line) for line in self._rivers()]
        picture["lakes"] = [self._lake(area) for area in lakes(self.folder)]
        picture["countryLabels"] = COUNTRY_LABELS
        picture["unitLabels"] = self._unit_labels()
        picture["towns"] = _towns()
        return picture

    def outlines(self) -> dict[str, Any]:
        topology = self.topology
        coast = [i for i in topology.coast() if not self._along_frame(topology.arcs[i])]
        borders = topology.mesh(self.countries)
        inside = topology.mesh(self._current_regions())
        regions = [i for i in inside if i not in set(borders)]
        units = {
            unit["key"]: topology.rings(_faces_of(unit, self.units))
            for unit in self.units
            if unit["has_polygon"] and unit["level"] < 2
        }
        neighbours = {
            code: topology.rings({code}) for code in sorted(set(self.countries)) if len(code) == 3
        }
        return {
            "format": 1,
            "scale": self.scale,
            "source": SOURCE,
            "arcs": self.arcs,
            "lines": {"coast": coast, "borders": borders, "regions": regions},
            "units": units,
            "neighbours": neighbours,
        }

    def _along_frame(self, line: Iterable[tuple[int, int]]) -> bool:
        return all(self._on_frame(point) for point in line)

    def _current_regions(self) -> dict[str, str]:
        """Face → region of today, or the last one whose outline is known."""
        region: dict[str, str] = {}
        for unit in self.units:
            ended = unit["country"] == "BF" and unit["valid_to"] is not None
            if unit["level"] == 1 and unit["has_polygon"] and not ended:
                region |= dict.fromkeys(_faces_of(unit, self.units), unit["key"])
        return region

    def _add(self, points: Any) -> int | None:
        line = quantised(points, self.scale)
        if len(line) < 2:
            return None
        self.arcs.append(steps(line))
        return len(self.arcs) - 1

    def _rivers(self) -> Iterable[LineString]:
        for line in rivers(self.folder):
            for part in shapely.get_parts(shapely.intersection(line, FRAME)):
                yield part.simplify(self.tolerance / 3)

    def _river(self, line: LineString) -> dict[str, Any]:
        english, french = _nearest(line, RIVERS)
        return {"arcs": [self._add(line.coords)], "en": english, "fr": french}

    def _lake(self, area: Any) -> dict[str, Any]:
        english, french = _nearest(area, LAKES)
        outline = area.simplify(self.tolerance / 3).exterior.coords
        label = area.representative_point()
        at = [round(label.x, 2), round(label.y, 2)]
        return {"rings": [[self._add(outline)]], "en": english, "fr": french, "at": at}

    def _unit_labels(self) -> list[list[Any]]:
        labels = []
        for unit in self.units:
            ended = unit["valid_to"] is not None and unit["country"] == "BF"
            if unit["level"] != 1 or not unit["has_polygon"] or ended:
                continue
            at = self._label_point(unit)
            labels.append([unit["key"], *at, *_two_names(unit["name_en"], unit["name_fr"])])
        return labels

    def _label_point(self, unit: dict[str, Any]) -> list[float]:
        lines = []
        for index, names in enumerate(self.topology.sides):
            if len(names & _faces_of(unit, self.units)) == 1:
                lines.append(LineString(self.topology.arcs[index]))
        area = shapely.build_area(shapely.GeometryCollection(lines))
        widest = max(shapely.get_parts(area), key=lambda part: float(part.area))
        centre = shapely.maximum_inscribed_circle(widest).coords[0]
        return [round(centre[0] / self.scale, 2), round(centre[1] / self.scale, 2)]


def _face_key(feature: Feature, units: list[dict[str, Any]]) -> str:
    level = 2 if feature.country == "BF" else 1
    return next(
        str(unit["key"])
        for unit in units
        if unit["country"] == feature.country
        and unit["level"] == level
        and unit["has_polygon"]
        and (level == 1 or unit["valid_to"])
        and (unit["name_en"], unit["name_fr"]) == (feature.name_en, feature.name_fr)
    )


def _faces_of(unit: dict[str, Any], units: list[dict[str, Any]]) -> set[str]:
    """The faces that make a unit: itself, or (Burkina Faso) the provinces of before 2025."""
    if unit["level"] == 0:
        return {
            str(u["key"])
            for u in units
            if u["country"] == unit["key"] and u["level"] == (2 if unit["key"] == "BF" else 1)
        }
    if unit["country"] != "BF":
        return {unit["key"]}
    inside = {u["key"]: u for u in units if u["parent"] == unit["key"]}
    if unit["valid_to"]:
        return set(inside)
    return {face for u in inside.values() for face in u["predecessors"]}


def _nearest(shape: Any, names: dict[tuple[float, float], tuple[str, str]]) -> tuple[str, str]:
    """The name whose point lies on the shape (0.6 degrees at most), or no name."""
    point = min(names, key=lambda at: float(shape.distance(Point(at))))
    return names[point] if shape.distance(Point(point)) < 0.6 else ("", "")


def _two_names(english: str, french: str) -> list[str]:
    """One name where both languages share it."""
    return [english, french] if french and french != english else [english]


def _towns() -> list[list[Any]]:
    """[longitude, latitude, rank, English, French]; rank 0 capitals … 4 small towns."""
    towns = []
    with (DATA / "gazetteer.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for row in rows:
        rank = _rank(row)
        if rank is not None:
            names = _two_names(row["name"], row["name_fr"])
            point = [round(float(row["longitude"]), 2), round(float(row["latitude"]), 2)]
            towns.append([*point, rank, *names])
    missing = set(TOWNS) - {(row["country"], row["name"]) for row in rows}
    if missing:
        raise ValueError(f"no such towns in the gazetteer: {missing}")
    return sorted(towns, key=lambda town: (town[2], town[3]))


def _rank(row: dict[str, str]) -> int | None:
    code = (row["country"], row["name"])
    if code in TOWNS:
        return TOWNS[code]
    people, core = int(row["population"]), row["country"] in CORE
    for rank, least in ((1, 300_000), (2, 100_000), (3, 30_000), (4, 10_000)):
        if people >= (least if core else least * 6):
            return rank if core or rank < 3 else None
    return None


def main(folder: Path) -> None:
    found = features(folder)
    OUT.mkdir(parents=True, exist_ok=True)
    for name in LEVELS:
        drawing = Drawing(found, folder, name)
        picture = drawing.picture() if name == "sahel" else drawing.outlines()
        if name != "sahel":
            picture.pop("neighbours")
        text = json.dumps(picture, separators=(",", ":"), ensure_ascii=False)
        (OUT / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
