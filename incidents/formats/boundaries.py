"""Boundaries of units as GeoJSON: geoBoundaries, OCHA's COD-AB, or plain name, pcode and iso3.

| what | geoBoundaries | COD-AB (until 2024) | COD-AB (2025 on) | plain |
|---|---|---|---|---|
| name | shapeName | ADM1_FR, ADM1_EN | adm1_name, adm1_name1 | name, name_en, name_fr |
| code | shapeISO | ADM1_PCODE | adm1_pcode | pcode |
| country | shapeGroup | ADM0_PCODE | iso3, iso2, adm0_pcode | iso3, country |
| level | shapeType ("ADM1") | the last ADMn | the last admn | level, or adm1 beside name |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from incidents.formats.geography import AREAS, COUNTRY_OF, NewUnit, geometry_of
from incidents.formats.geojson import features_of, properties_of
from incidents.values import COUNTRIES, OutOfScope, RowError

COLUMNS = ("name", "pcode", "iso3", "level", "parent")
KEY = "pcode"
Line = tuple[int, NewUnit | RowError | None]
"""Number of the feature, and the unit, the error, or None for another country."""
_LEVEL = re.compile(r"adm(\d)(?:_|$)")
_NAMES = ("adm{n}_fr", "adm{n}_en", "adm{n}_name", "adm{n}_name1", "adm{n}_ar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the person who loads a file says about it."""

    level: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""


def read(path: Path, reading: Reading) -> Iterator[Line]:
    """The numbered features of a file. Raises TableError where it is no GeoJSON in WGS 84."""
    for number, feature in enumerate(features_of(path), 1):
        try:
            yield number, parse(feature, reading)
        except RowError as error:
            yield number, error
        except OutOfScope:
            yield number, None


def parse(feature: Mapping[str, Any], reading: Reading) -> NewUnit:
    """One unit. Raises RowError where the feature is wrong, OutOfScope for other countries."""
    row = properties_of(feature)
    country = _country(row)
    level = _level(row, reading)
    french, english, others = _names(row, level)
    return NewUnit(
        country=country,
        level=level,
        name_en=english,
        name_fr=french,
        names=others,
        pcode=_code(row, level),
        parent=_parent(row, level),
        valid_from=reading.valid_from,
        valid_to=reading.valid_to,
        source=reading.source,
        geometry=geometry_of(feature, AREAS),
    )


def _country(row: Mapping[str, str]) -> str:
    names = ("iso2", "iso3", "shapegroup", "country", "adm0_pcode", "adm0_a3", "pcode")
    for name in names:
        code = row.get(name, "").upper()
        if name == "pcode":
            code = re.split(r"\d", code, maxsplit=1)[0]
        code = COUNTRY_OF.get(code, code)
        if code in COUNTRIES:
            return code
        if re.fullmatch(r"[A-Z]{2,3}", code):
            raise OutOfScope
    raise RowError("iso3", "no country: iso3, shapeGroup, ADM0_PCODE or country is needed")


def _level(row: Mapping[str, str], reading: Reading) -> int:
    if reading.level is not None:
        return reading.level
    written = row.get("shapetype") or row.get("level") or row.get("admin_level") or ""
    digits = re.sub(r"\D", "", written)
    if digits:
        level = int(digits)
    else:
        found = [int(match[1]) for name in row if (match := _LEVEL.match(name))]
        # Beside a plain name, `adm1` names the unit above.
        level = max(found, default=-1) + (1 if "name" in row and found else 0)
    if not 0 <= level <= 3:
        raise RowError("level", "unknown: say it with --level 0, 1, 2 or 3")
    return level


def _names(row: Mapping[str, str], level: int) -> tuple[str, str, tuple[str, ...]]:
    """French, English, and all others."""
    columns = [
        *(name.format(n=level) for name in _NAMES),
        "shapename",
        "name_fr",
        "name_en",
        "name",
    ]
    found = {name: row[name] for name in columns if row.get(name)}
    if not found:
        raise RowError("name", f"missing: shapeName, ADM{level}_FR, adm{level}_name or name")
    first = next(iter(found.values()))
    french = found.get(f"adm{level}_fr") or found.get("name_fr") or first
    english = found.get(f"adm{level}_en") or found.get("name_en") or first
    for name in found.values():
        if len(name) > 120:
            raise RowError("name", f"over 120 characters: {name[:40]!r}…")
    others = tuple(dict.fromkeys(n for n in found.values() if n not in (french, english)))
    return french, english, others


def _code(row: Mapping[str, str], level: int) -> str:
    code = row.get(f"adm{level}_pcode") or row.get("pcode") or row.get("shapeiso") or ""
    if len(code) > 24:
        raise RowError("pcode", f"over 24 characters: {code!r}")
    return code


def _parent(row: Mapping[str, str], level: int) -> str:
    names = ("adm{n}_pcode", "parent", "adm{n}_fr", "adm{n}_en", "adm{n}_name", "adm{n}")
    columns = [name.format(n=level - 1) for name in names] if level > 1 else []
    return next((row[name] for name in columns if row.get(name)), "")
