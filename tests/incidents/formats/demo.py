"""The demo record as its three files give it, parsed once for the tests that read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from incidents.figures import Deaths, Figure, derive
from incidents.formats import curated
from incidents.values import NewClaim, NewIncident
from tests.incidents.seeds import DATA, SOURCES

DEMO = DATA / "demo"
REFERENCE = "bamako-2024-09-17"


def read(name: str) -> Any:
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


FILE, TABLE, ARTICLE = map(read, ("curated_incidents.json", "mapping.json", "reference_case.json"))
ROWS: dict[str, Any] = {row["id"]: row for row in FILE["incidents"]}
MAPPED: dict[str, Any] = {row["id"]: row for row in TABLE["incidents"]}


def parse(**changed: Any) -> tuple[NewIncident, ...]:
    given = {"mapping": TABLE, "reference": ARTICLE, "sources": SOURCES} | changed
    return curated.parse(given.pop("curated", FILE), **given)


INCIDENTS = {incident.key: incident for incident in parse()}


def figures(key: str) -> list[NewClaim]:
    return [claim for claim in INCIDENTS[key].claims if claim.key.startswith("figure:")]


def figure(number: int, claim: NewClaim) -> Figure:
    names = "measure side scope state stance standing low best high said_on"
    plain = {name: getattr(claim, name) for name in names.split()}
    return Figure(claim=number, speaker="one voice", origin="one document", **plain)


def deaths(key: str) -> Deaths:
    """State and bounds alone: who supports whom needs the record."""
    return derive([figure(number, claim) for number, claim in enumerate(INCIDENTS[key].claims)])


def texts(entry: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a table in the product's own words, with its path."""
    if isinstance(entry, dict):
        for name, value in entry.items():
            if name not in ("original", "about", "wording"):
                yield from texts(value, f"{path}/{name}")
    elif isinstance(entry, list):
        for number, value in enumerate(entry):
            yield from texts(value, f"{path}/{number}")
    elif isinstance(entry, str):
        yield path, entry
