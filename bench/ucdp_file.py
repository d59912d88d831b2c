"""A file in UCDP's 49 columns, drawn from a seed over the bundled places: to measure imports.

    python bench/ucdp_file.py 100000 FILE [--seed 1] [--changed 0.05]

Nothing in it happened. The same seed and count give the same file; with `--changed` that share of
the rows, the same ones each time, has another toll and another document. Places follow Zipf's law,
sides are UCDP's own of the place's country, notes and sources have the lengths of real ones.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from incidents.formats import bundled  # noqa: E402
from incidents.formats.countries import GLEDITSCH_WARD  # noqa: E402

HEADER = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id"),
    *("dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id"),
    *("side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates"),
    *("where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt"),
    *("priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec"),
    *("date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    *("best", "high", "low", "gwnoa", "gwnob"),
)
FIRST, LAST = date(1997, 1, 1), date(2025, 12, 31)
NAMES = {
    "ML": ("Mali", "Government of Mali"),
    "BF": ("Burkina Faso", "Government of Burkina Faso"),
    "NE": ("Niger", "Government of Niger"),
    "TD": ("Chad", "Government of Chad"),
    "MR": ("Mauritania", "Government of Mauritania"),
    "NG": ("Nigeria", "Government of Nigeria"),
    "CM": ("Cameroon", "Government of Cameroon"),
}
WEIGHTS = (30, 22, 14, 8, 2, 18, 6)
GROUPS = {
    "ML": ("JNIM", "IS", "AQIM", "Ansar Dine", "CMA", "MUJAO", "FLM", "GATIA, MSA"),
    "BF": ("JNIM", "IS", "Ansaroul Islam", "Koglweogo"),
    "NE": ("IS", "JNIM", "Jama'atu Ahlis Sunna Lidda'awati wal-Jihad", "MNJ", "FLAA"),
    "TD": ("Jama'atu Ahlis Sunna Lidda'awati wal-Jihad", "FUCD", "UFDD", "UFR", "MDJT"),
    "MR": ("AQIM",),
    "NG": ("Jama'atu Ahlis Sunna Lidda'awati wal-Jihad", "IS", "Yan Bindiga"),
    "CM": ("Jama'atu Ahlis Sunna Lidda'awati wal-Jihad", "Ambazonia insurgents", "IS"),
}
GW = {country: number for number, country in GLEDITSCH_WARD.items()}
OFFICES = ("Reuters News", "Agence France Presse", "BBC Monitoring Africa", "Xinhua News Agency")
WHAT = (
    "Gunmen attack post near {place}, several dead",
    "Army says fighters killed in clash around {place}",
    "Villagers killed in {place}, residents and officials say",
    "Convoy hit by mine on the road to {place}",
)


def write(path: Path, *, count: int, seed: int = 1, changed: float = 0.0) -> None:
    """Write the file. `changed`: the share of rows that say something else than without it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(HEADER)
        lines.writerows(_rows(count, seed, changed))


def _rows(count: int, seed: int, changed: float) -> Iterator[list[object]]:
    draw = random.Random(seed)  # noqa: S311
    chosen = random.Random(seed + 1)  # noqa: S311
    spots = _spots()
    weights = {
        country: [1 / rank for rank in range(1, len(some) + 1)] for country, some in spots.items()
    }
    countries = draw.choices(list(NAMES), WEIGHTS, k=count)
    for number, country in enumerate(countries):
        spot = draw.choices(spots[country], weights[country])[0]
        row = _row(draw, 1_000_000 + number, country, spot)
        if chosen.random() < changed:
            row["best"] = row["high"] = int(row["high"]) + 1
            row["source_article"] += ';"Reuters News,2025-12-31,Toll rises"'
        yield [row.get(name, "") for name in HEADER]


def _spots() -> dict[str, list[tuple[str, str, float, float]]]:
    """By country: name, region, latitude and longitude; the largest places first."""
    regions = {unit.key: unit.name_en for unit in bundled.units() if unit.level == 1}
    found: dict[str, list[tuple[str, str, float, float]]] = {country: [] for country in NAMES}
    towns = [one for one in bundled.places() if one.country in found and one.latitude is not None]
    for town in sorted(towns, key=lambda one: -one.population):
        spot = town.name, regions.get(town.admin1, ""), town.latitude or 0.0, town.longitude or 0.0
        found[town.country].append(spot)
    return found


def _row(
    draw: random.Random, number: int, country: str, spot: tuple[str, str, float, float]
) -> dict[str, Any]:
    place = spot[0]
    name, government = NAMES[country]
    group = _ranked(draw, GROUPS[country])
    violence = draw.choices("123", (60, 12, 28))[0]
    sides = {
        "1": (government, group),
        "2": (group, _ranked(draw, GROUPS[country])),
        "3": (group, "Civilians"),
    }[violence]
    start = FIRST + timedelta(days=int((LAST - FIRST).days * draw.random() ** 0.5))
    said = draw.choice(WHAT).format(place=place)
    return {
        "id": number,
        "relid": f"{country}-{start.year}-{violence}-{number % 9999}-{number % 97}",
        "year": start.year,
        "active_year": 1,
        "code_status": "Clear",
        "type_of_violence": violence,
        "conflict_new_id": 11000 + len(group),
        "conflict_name": f"{name}: {'Government' if violence == '1' else group}",
        "dyad_name": " - ".join(sides),
        "side_a": sides[0],
        "side_b": sides[1],
        "number_of_sources": draw.randint(1, 4),
        "source_headline": said,
        "country": name,
        "country_id": GW[country],
        "region": "Africa",
        "event_clarity": draw.choices((1, 2), (85, 15))[0],
        **_when(draw, start, said),
        **_where(draw, spot),
        **_dead(draw, violence),
    }


def _when(draw: random.Random, start: date, said: str) -> dict[str, Any]:
    """The days, and the document of the last of them."""
    days = draw.choices((0, draw.randint(1, 5), 6, 20), (80, 10, 6, 4))[0]
    end = min(start + timedelta(days=days), LAST)
    office = draw.choice(OFFICES)
    return {
        "date_prec": {0: 1, 6: 3, 20: 4}.get((end - start).days, 2),
        "date_start": start,
        "date_end": end,
        "source_article": ";".join([f'"{office},{end},{said}"'] * draw.randint(1, 2)),
        "source_office": office,
        "source_date": end,
    }


def _where(draw: random.Random, spot: tuple[str, str, float, float]) -> dict[str, Any]:
    place, region, latitude, longitude = spot
    prec = draw.choices((1, 2, 3, 4, 5, 6), (55, 22, 9, 9, 3, 2))[0]
    if prec == 2:
        latitude, longitude = (one + draw.uniform(-0.2, 0.2) for one in (latitude, longitude))
    latitude, longitude = round(latitude, 6), round(longitude, 6)
    return {
        "where_prec": prec,
        "where_coordinates": region if prec == 4 and region else _kind_of(draw, place),
        "where_description": f"In the area of {place}, {draw.randint(2, 40)} km from the town",
        "adm_1": f"{region} region" if region else "",
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude} {latitude})",
    }


def _dead(draw: random.Random, violence: str) -> dict[str, int]:
    dead = [
        min(int(draw.paretovariate(0.9)) - 1, 400) if draw.random() < 0.5 else 0 for _ in range(4)
    ]
    if violence == "3":
        dead[1] = 0
    best = sum(dead)
    return {
        **dict(
            zip(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), dead, strict=True)
        ),
        "best": best,
        "high": best + draw.choice((0, 0, 0, 2, 10)),
        "low": max(best - draw.choice((0, 0, 0, 1, 3)), 0),
    }


def _ranked(draw: random.Random, names: Sequence[str]) -> str:
    return draw.choices(names, [1 / rank for rank in range(1, len(names) + 1)])[0]


def _kind_of(draw: random.Random, place: str) -> str:
    """One place in a hundred is one that the record hides."""
    if draw.random() < 0.01:
        return f"{place} refugee camp"
    return draw.choice((f"{place} town", f"{place} village", place))


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("count", type=int)
    asked.add_argument("file", type=Path)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--changed", type=float, default=0.0)
    said = asked.parse_args()
    write(said.file, count=said.count, seed=said.seed, changed=said.changed)
