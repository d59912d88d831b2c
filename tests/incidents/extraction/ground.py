"""Names for the tests: the register's actors and countries as seeded, and places made up."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache

from incidents.actions.seeds import read_seeds
from incidents.extraction.known import Known, KnownActor, KnownPlace, KnownSource, KnownUnit
from incidents.extraction.proposal import Proposal
from incidents.extraction.proposing import propose
from incidents.extraction.reading import Reading, read, with_day
from incidents.extraction.when import when_of
from incidents.folding import fold

TUESDAY = date(2024, 9, 17)
PLACES = (
    ("Tinfara", "ML", "P", 14.0, -4.0, "ML-mopti", 20_000),
    ("Tinfara", "NE", "P", 13.5, 2.0, "NE-tillaberi", 0),
    ("Badougou", "BF", "P", 13.0, -1.0, "BF-soum-2025", 30_000),
    ("Kelwa", "BF", "P", 13.4, -1.2, "BF-soum-2025", 900),
    ("Sanfolo", "ML", "P", 12.6, -8.0, "", 1_000_000),
    ("Gouma", "BF", "P", 12.4, -1.5, "", 900_000),
)


@lru_cache
def known() -> Known:
    """The seeded actors, four countries, two regions, and six places that do not exist."""
    places: dict[str, list[KnownPlace]] = {}
    for number, (name, country, sort, lat, lon, unit, people) in enumerate(PLACES, 1):
        places.setdefault(fold(name), []).append(
            KnownPlace(
                id=number,
                name=name,
                country=country,
                feature_class=sort,
                feature_code="PPL",
                latitude=lat,
                longitude=lon,
                admin1=unit,
                population=people,
            )
        )
    return Known(places=places, units=_units(), actors=_actors(), sources=_sources())


def _units() -> tuple[KnownUnit, ...]:
    rows = (
        ("ML", "ML", 0, ("Mali",)),
        ("BF", "BF", 0, ("Burkina Faso",)),
        ("NE", "NE", 0, ("Niger",)),
        ("BJ", "BJ", 0, ("Benin", "Bénin")),
        ("ML-mopti", "ML", 1, ("Mopti",)),
        ("BF-soum-2025", "BF", 1, ("Soum",)),
    )
    return tuple(
        KnownUnit(key=key, country=country, level=level, names=names)
        for key, country, level, names in rows
    )


def _actors() -> tuple[KnownActor, ...]:
    entries = read_seeds("actors.json")["actors"]
    return tuple(
        KnownActor(
            key=entry["key"],
            name=next(n["name"] for n in entry["names"] if n["kind"] == "usual"),
            type=entry["type"],
            subtype=entry["subtype"] or "",
            country=entry["country"] or "",
            names=tuple(n["name"] for n in entry["names"] if n["kind"] not in ("acled", "ucdp")),
        )
        for entry in json.loads(json.dumps(entries))
    )


def _sources() -> tuple[KnownSource, ...]:
    return (KnownSource(key="afp", names=("AFP",)), KnownSource(key="rfi", names=("RFI",)))


def proposed(text: str, published: date | None = TUESDAY, language: str = "") -> Proposal:
    """What the extraction proposes from a text of the tests."""
    return propose(text, published, known(), language=language)


def reading_of(text: str, published: date | None = TUESDAY) -> Reading:
    """The reading of a text, with its background seen from the day of the facts."""
    reading = read(text, published, known())
    when = when_of(reading)
    return with_day(reading, (when.start, when.end) if when else None)
