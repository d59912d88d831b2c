"""What the extraction of one text needs to know by name: one statement for each table."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from incidents.extraction.known import Known, KnownActor, KnownPlace, KnownSource, KnownUnit
from incidents.extraction.names import candidates
from incidents.models import Actor, ActorName, AdminUnit, PlaceName, Source

DATA_SETS = ("acled", "ucdp")
"""Kinds of names that are literals of data sets, and no name that people write."""


def known_for(
    text: str, *, user: Any = None, base: Known | None = None, on: date | None = None
) -> Known:
    """Everything that a text may name. With `base`, only the gazetteer is asked: one statement.

    `on` is the day on which units stand; today where nothing is said.
    """
    base = base or known_base(user, on=on)
    return Known(
        places=known_places(text), units=base.units, actors=base.actors, sources=base.sources
    )


def known_base(user: Any = None, *, on: date | None = None) -> Known:
    """What does not depend on the text: units, actors, and sources that the reader may know of.
    Four statements."""
    return Known(units=_units(on), actors=_actors(), sources=_sources(user))


def known_places(text: str) -> dict[str, list[KnownPlace]]:
    """Places that bear a name of the text, by folded name: one statement."""
    rows = (
        PlaceName.objects.filter(folded__in=sorted(candidates(text)))
        .values_list(
            "folded",
            "place",
            "place__name",
            "place__country",
            "place__feature_class",
            "place__feature_code",
            "place__latitude",
            "place__longitude",
            "place__population",
            "place__admin1__key",
        )
        .distinct()
    )
    found: dict[str, list[KnownPlace]] = defaultdict(list)
    for folded, key, name, country, sort, code, latitude, longitude, people, unit in rows:
        found[folded].append(
            KnownPlace(
                id=key,
                name=name,
                country=country,
                feature_class=sort,
                feature_code=code,
                latitude=latitude,
                longitude=longitude,
                admin1=unit or "",
                population=people,
            )
        )
    return dict(found)


def _units(on: date | None) -> tuple[KnownUnit, ...]:
    day = on or date.max
    rows = AdminUnit.objects.order_by("key").values_list(
        "key", "country", "level", "name_en", "name_fr", "folded", "valid_from", "valid_to"
    )
    return tuple(
        KnownUnit(
            key=key,
            country=country,
            level=level,
            names=tuple(dict.fromkeys((english, french))),
            standing=(start or date.min) <= day < (end or date.max) or (on is None and end is None),
        )
        for key, country, level, english, french, _, start, end in rows
    )


def _actors() -> tuple[KnownActor, ...]:
    names: dict[int, list[str]] = defaultdict(list)
    written = ActorName.objects.exclude(kind__in=DATA_SETS).order_by("id")
    for actor, name in written.values_list("actor", "name"):
        names[actor].append(name)
    rows = Actor.objects.order_by("id").values_list(
        "id", "key", "name_en", "type", "subtype", "country"
    )
    return tuple(
        KnownActor(
            key=key, name=name, type=sort, subtype=subtype, country=country, names=tuple(names[row])
        )
        for row, key, name, sort, subtype, country in rows
    )


def _sources(user: Any) -> list[KnownSource]:
    rows = Source.objects.visible_to(user).filter(protected=False).order_by("key")
    return [
        KnownSource(key=key, names=tuple({english, french} - {""}))
        for key, english, french in rows.values_list("key", "name_en", "name_fr")
    ]
