"""Build incidents/data/admin_units.json and admin_polygons.json.

    python scripts/build_units.py FOLDER      # of package archives, see natural_earth.py

Natural Earth gives the units of before the reforms; the reforms below are added to them. What no
open source names stays out.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import shapely
from natural_earth import Feature, features
from topology import Topology, steps

DATA = Path(__file__).resolve().parent.parent / "incidents" / "data"
TOLERANCE = 0.005
SCALE = 1000
NATURAL_EARTH = "Natural Earth 4.1, 1:10m admin-1 (public domain)"

COUNTRIES = {
    "ML": ("Mali", "Mali"),
    "BF": ("Burkina Faso", "Burkina Faso"),
    "NE": ("Niger", "Niger"),
    "TD": ("Chad", "Tchad"),
    "MR": ("Mauritania", "Mauritanie"),
    "NG": ("Nigeria", "Nigeria"),
    "CM": ("Cameroon", "Cameroun"),
    "BJ": ("Benin", "Bénin"),
    "TG": ("Togo", "Togo"),
    "GH": ("Ghana", "Ghana"),
    "CI": ("Côte d'Ivoire", "Côte d'Ivoire"),
    "SN": ("Senegal", "Sénégal"),
    "DZ": ("Algeria", "Algérie"),
    "LY": ("Libya", "Libye"),
}
TYPES = {
    "ML": "région",
    "BF": "région",
    "NE": "région",
    "TD": "province",
    "MR": "wilaya",
    "NG": "state",
    "CM": "région",
    "BJ": "département",
    "TG": "région",
    "GH": "region",
    "CI": "région",
    "SN": "région",
    "DZ": "wilaya",
    "LY": "shabiya",
}
ENGLISH = frozenset({"NG", "GH", "LY"})
"""Countries whose keys are made of the English names."""
OTHER_TYPES = {"ML-bamako": "district", "NE-niamey": "communauté urbaine"}

# Mali. 2016: Council of Ministers of 19 January 2016 names the two governors (press).
# 2023: laws 2023-006 and 2023-007 of 13 March 2023; no open polygons of either reform.
MALI = (
    ("Taoudénit", "Tombouctou", "2016-01-19", ("Taoudéni", "Taoudenni")),
    ("Ménaka", "Gao", "2016-01-19", ("منطقة ميناكا",)),
    ("Nioro", "Kayes", "2023-03-13", ("Nioro du Sahel",)),
    ("Kita", "Kayes", "2023-03-13", ()),
    ("Dioïla", "Koulikoro", "2023-03-13", ()),
    ("Nara", "Koulikoro", "2023-03-13", ()),
    ("Bougouni", "Sikasso", "2023-03-13", ()),
    ("Koutiala", "Sikasso", "2023-03-13", ()),
    ("San", "Ségou", "2023-03-13", ()),
    ("Douentza", "Mopti", "2023-03-13", ()),
    ("Bandiagara", "Mopti", "2023-03-13", ()),
)
MALI_SOURCES = {
    "2016-01-19": "Council of Ministers of 19 January 2016 (press); no open polygon",
    "2023-03-13": "Laws 2023-006 and 2023-007 of 13 March 2023; no open polygon",
}

# Burkina Faso, 2 July 2025: new region → (old region, its provinces by their old names).
BURKINA_DAY = "2025-07-02"
BURKINA_SOURCE = (
    "Council of Ministers of 2 July 2025 (press); provinces as public lists of 2026 place them, "
    "not checked against the decree"
)
BURKINA: dict[str, tuple[str, tuple[str, ...]]] = {
    "Bankui": ("Boucle du Mouhoun", ("Balé", "Banwa", "Mouhoun")),
    "Sourou": ("Boucle du Mouhoun", ("Kossi", "Nayala", "Sourou")),
    "Tannounyan": ("Cascades", ("Comoé", "Léraba")),
    "Kadiogo": ("Centre", ("Kadiogo",)),
    "Nakambé": ("Centre-Est", ("Boulgou", "Koulpélogo", "Kouritenga")),
    "Kuilsé": ("Centre-Nord", ("Bam", "Namentenga", "Sanmatenga")),
    "Nando": ("Centre-Ouest", ("Boulkiemdé", "Sanguié", "Sissili", "Ziro")),
    "Nazinon": ("Centre-Sud", ("Bazéga", "Nahouri", "Zoundwéogo")),
    "Goulmou": ("Est", ("Gourma", "Kompienga")),
    "Sirba": ("Est", ("Gnagna", "Komondjari")),
    "Tapoa": ("Est", ("Tapoa",)),
    "Guiriko": ("Hauts-Bassins", ("Houet", "Kénédougou", "Tuy")),
    "Yaadga": ("Nord", ("Loroum", "Passoré", "Yatenga", "Zondoma")),
    "Oubri": ("Plateau-Central", ("Ganzourgou", "Kourwéogo", "Oubritenga")),
    "Liptako": ("Sahel", ("Oudalan", "Séno", "Yagha")),
    "Soum": ("Sahel", ("Soum",)),
    "Djôrô": ("Sud-Ouest", ("Bougouriba", "Ioba", "Noumbiel", "Poni")),
}
RENAMED = {
    "Sanmatenga": "Sandbondtenga",
    "Oubritenga": "Bassitenga",
    "Kossi": "Kossin",
    "Soum": "Djelgodji",
}
CUT_OFF = {"Soum": "Karo-Peli", "Tapoa": "Dyamongou"}
"""Old province → the new one made of a part of it; neither half has an open polygon."""
ALSO = {"Kossin": ("Koosin",), "Tapoa": ("Gobnangou",), "Djôrô": ("Djoro",)}


@dataclass(slots=True)
class Unit:
    key: str
    country: str
    level: int
    parent: str | None
    name_en: str
    name_fr: str
    type: str
    names: list[str] = field(default_factory=list)
    valid_from: str | None = None
    valid_to: str | None = None
    predecessors: list[str] = field(default_factory=list)
    pcode: str | None = None
    source: str = NATURAL_EARTH
    has_polygon: bool = True


class Register:
    """The units in their order, and which faces of the map make each."""

    def __init__(self, found: Iterable[Feature]) -> None:
        self.units: dict[str, Unit] = {}
        self.faces: dict[str, set[str]] = defaultdict(set)
        self.outlines: dict[str, Any] = {}
        self.provinces: dict[str, Feature] = {}
        for code, (english, french) in COUNTRIES.items():
            self.add(Unit(code, code, 0, None, english, french, "pays", source="ISO 3166-1"))
        for feature in found:
            if feature.country in COUNTRIES:
                self._take(feature)

    def add(self, unit: Unit, faces: Iterable[str] = ()) -> Unit:
        if unit.key in self.units:
            raise ValueError(f"two units {unit.key}")
        self.units[unit.key] = unit
        self.faces[unit.key].update(faces)
        return unit

    def _take(self, feature: Feature) -> None:
        english = feature.country in ENGLISH
        key = f"{feature.country}-{slug(feature.name_en if english else feature.name_fr)}"
        parent = feature.country
        level, kind = 1, OTHER_TYPES.get(key, TYPES[feature.country])
        if feature.country == "BF":
            region = self._old_region(feature.region)
            key, parent, level, kind = f"{region}-{slug(feature.name_fr)}", region, 2, "province"
            self.provinces[feature.name_fr] = feature
            self.faces[region].add(key)
        unit = Unit(key, feature.country, level, parent, feature.name_en, feature.name_fr, kind)
        unit.names = list(feature.others)
        self.add(unit, [key])
        self.faces[feature.country].add(key)
        self.outlines[key] = feature.outline

    def _old_region(self, name: str) -> str:
        key = f"BF-{slug(name)}"
        if key not in self.units:
            unit = Unit(key, "BF", 1, "BF", name, name, "région", valid_to=BURKINA_DAY)
            unit.source = f"{NATURAL_EARTH}, provinces joined"
            self.add(unit)
        return key

    def of(self, names: Iterable[str]) -> set[str]:
        return {face for name in names for face in self.faces[name]}


def slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", re.sub("['’]", "", plain)).strip("-")


def reform_mali(register: Register) -> None:
    for name, old, day, others in MALI:
        unit = Unit(f"ML-{slug(name)}", "ML", 1, "ML", name, name, "région", list(others))
        unit.valid_from, unit.predecessors = day, [f"ML-{slug(old)}"]
        unit.source, unit.has_polygon = MALI_SOURCES[day], False
        register.add(unit)


def reform_burkina(register: Register) -> None:
    for unit in list(register.units.values()):
        if unit.country == "BF" and unit.level == 2:
            unit.valid_to = BURKINA_DAY
    for name, (old, provinces) in BURKINA.items():
        former = f"BF-{slug(old)}"
        region = Unit(f"BF-{slug(name)}-2025", "BF", 1, "BF", name, name, "région")
        region.valid_from, region.predecessors = BURKINA_DAY, [former]
        region.names, region.source = list(ALSO.get(name, ())), BURKINA_SOURCE
        faces = {f"{former}-{slug(province)}" for province in provinces}
        if missing := faces - register.outlines.keys():
            raise ValueError(f"no such provinces: {missing}")
        register.add(region, faces)
        for province in provinces:
            _province(register, region.key, former, province)


def _province(register: Register, region: str, former: str, old: str) -> None:
    face = f"{former}-{slug(old)}"
    names = [RENAMED.get(old, old)]
    if old in CUT_OFF:
        names.append(CUT_OFF[old])
    for name in names:
        unit = Unit(f"{region}-{slug(name)}", "BF", 2, region, name, name, "province")
        unit.valid_from, unit.predecessors = BURKINA_DAY, [face]
        unit.names, unit.source = list(ALSO.get(name, ())), BURKINA_SOURCE
        unit.has_polygon = old not in CUT_OFF
        register.add(unit, [face] if unit.has_polygon else [])


def reform_others(register: Register) -> None:
    ennedi = register.units["TD-ennedi"]
    ennedi.valid_to, ennedi.type = "2012-09-04", "région"
    for side in ("Est", "Ouest"):
        name = f"Ennedi-{side}"
        unit = Unit(f"TD-{slug(name)}", "TD", 1, "TD", name, name, "province")
        unit.valid_from, unit.predecessors = "2012-09-04", ["TD-ennedi"]
        unit.source, unit.has_polygon = "Split of Ennedi in 2012; no open polygon", False
        register.add(unit)
    old = register.units["MR-nouakchott"]
    old.valid_to = "2015-11-01"
    for side in ("Nord", "Ouest", "Sud"):
        name = f"Nouakchott-{side}"
        unit = Unit(f"MR-{slug(name)}", "MR", 1, "MR", name, name, "wilaya")
        unit.valid_from, unit.predecessors = "2015-11-01", ["MR-nouakchott"]
        unit.source = "Split of Nouakchott in November 2015, day not verified; no open polygon"
        unit.has_polygon = False
        register.add(unit)
    for unit in register.units.values():
        if unit.country == "CI" and unit.level == 1:
            unit.valid_to = "2011-09-28"
            unit.source = f"{NATURAL_EARTH}; regions of before decree 2011-263"


def polygons(register: Register, found: list[Feature]) -> Mapping[str, Any]:
    simplified = shapely.coverage_simplify([feature.outline for feature in found], TOLERANCE)
    outline = {id(f.outline): shape for f, shape in zip(found, simplified, strict=True)}
    faces = {key: outline[id(old)] for key, old in register.outlines.items()}
    topology = Topology(faces, SCALE)
    units = {
        key: topology.rings(register.faces[key])
        for key, unit in register.units.items()
        if unit.has_polygon
    }
    arcs = [steps(line) for line in topology.arcs]
    return {"format": 1, "scale": SCALE, "source": NATURAL_EARTH, "arcs": arcs, "units": units}


def main(folder: Path) -> None:
    found = features(folder)
    register = Register(found)
    reform_mali(register)
    reform_burkina(register)
    reform_others(register)
    rows = sorted(register.units.values(), key=lambda u: (u.level, u.country, u.key))
    lines = ",\n".join(json.dumps(asdict(unit), ensure_ascii=False) for unit in rows)
    (DATA / "admin_units.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    drawn = json.dumps(polygons(register, found), separators=(",", ":"), ensure_ascii=False)
    (DATA / "admin_polygons.json").write_text(drawn + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
