"""The seed files as the tests read them, and how a name or an address leads to an entry."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
DATA = CHECKOUT / "incidents" / "data"
SHARED = CHECKOUT.parent / "shared" / "data"

IN_SCOPE = [
    "Mali",
    "Burkina Faso",
    "Niger",
    "Chad",
    "Mauritania",
    "Nigeria",
    "Cameroon",
    "Benin",
    "Togo",
    "Ghana",
    "Ivory Coast",
    "Senegal",
    "Algeria",
    "Libya",
]
"""UCDP's names of the countries that the record keeps, in the order of `values.COUNTRIES`."""


def load(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


VOCABULARY = load("vocabulary.json")
KINDS: list[dict[str, Any]] = VOCABULARY["kinds"]
TERMS: list[dict[str, Any]] = VOCABULARY["terms"]
ACTORS: list[dict[str, Any]] = load("actors.json")["actors"]
RELATIONS: list[dict[str, Any]] = load("actors.json")["relations"]
SOURCES: list[dict[str, Any]] = load("sources.json")
SIDES: list[dict[str, Any]] = load("ucdp_sides.json")
COMMUNITIES: dict[str, list[str]] = load("community_literals.json")
ACTOR_KEYS = {actor["key"] for actor in ACTORS}


def terms(vocabulary: str) -> set[str]:
    return {term["key"] for term in TERMS if term["vocabulary"] == vocabulary}


def repeated(values: list[Any]) -> list[Any]:
    return [value for value, times in Counter(values).items() if times > 1]


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the checkout (shared/data)")
    return path


def curated() -> list[dict[str, Any]]:
    own = DATA / "demo" / "curated_incidents.json"
    path = own if own.exists() else shared("curated_incidents.json")
    incidents: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["incidents"]
    return incidents


def ucdp_rows(name: str) -> Iterator[dict[str, str]]:
    with shared(name).open(encoding="utf-8", newline="") as lines:
        yield from (row for row in csv.DictReader(lines) if row["country"] in IN_SCOPE)


def named(literal: str) -> set[str]:
    """Actors that bear this name, or whose patterns match it."""
    return {
        actor["key"]
        for actor in ACTORS
        if any(name["name"].casefold() == literal.casefold() for name in actor["names"])
        or any(re.search(pattern, literal) for pattern in actor["literal_patterns"])
    }


def is_community(literal: str) -> bool:
    return literal in COMMUNITIES["ucdp"] or any(
        re.search(pattern, literal) for pattern in COMMUNITIES["acled_patterns"]
    )


def _host(address: str) -> str:
    """The web host that published an address; an archive's copy is its original's."""
    archived = re.match(r"https?://web\.archive\.org\.?/web/\w+/(.+)", address)
    name = urlsplit(archived[1] if archived else address).hostname or ""
    return name.rstrip(".").removeprefix("www.")


def sources_of(address: str) -> list[str]:
    if "://" not in address:
        return [s["key"] for s in SOURCES if s["key"] == address.split(maxsplit=1)[0].casefold()]
    host = _host(address)
    return [s["key"] for s in SOURCES for h in s["hosts"] if host == h or host.endswith(f".{h}")]


def sides_of(literal: str, country: str, day: str, longitude: float) -> list[dict[str, Any]]:
    """Rows of the table that apply; those without a country only where no other does."""
    rows = [
        row
        for row in SIDES
        if row["literal"] == literal
        and row["country"] in (country, None)
        and (row.get("from") or "") <= day < (row.get("to") or "9999")
        and (row.get("west") is None or longitude >= row["west"])
        and (row.get("east") is None or longitude < row["east"])
    ]
    return [row for row in rows if row["country"]] or rows
