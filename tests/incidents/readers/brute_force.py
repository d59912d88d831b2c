"""Questions about a record, answered by looking at each incident. No filter of ours is used."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

from shapely.geometry import Point
from shapely.geometry import Polygon as Shape

from incidents.folding import fold
from tests.incidents.readers.record import PARTS, Plain

Where = dict[str, Any]


def matches(row: Plain, asked: Where) -> bool:
    """True when one visible incident fulfils all that is asked, by the words of the contract."""
    return row.visible and all(check(row, asked) for check in CHECKS)


def counted(rows: Iterable[Plain], asked: Where) -> list[Plain]:
    """Those that count: of linked ones that match, the one whose data set ranks first."""
    best: dict[int, Plain] = {}
    for row in sorted(rows, key=lambda row: (row.rank, row.start, row.id)):
        if matches(row, asked):
            best.setdefault(row.group or -row.pk, row)
    return list(best.values())


def _days(row: Plain, asked: Where) -> bool:
    after: date = asked.get("after", date.min)
    before: date = asked.get("before", date.max)
    return after <= row.start < before


def _plain_words(row: Plain, asked: Where) -> bool:
    of = {
        "kind": row.kind,
        "sub_kind": row.sub_kind,
        "dataset": row.dataset,
        "certainty": row.certainty,
        "fatalities": row.state,
    }
    return all(value in asked[name] for name, value in of.items() if asked.get(name))


def _lists(row: Plain, asked: Where) -> bool:
    of: dict[str, set[Any]] = {
        "contested": set(row.contested),
        "tag": row.tags,
        "source": row.sources,
        **{
            name: {site[name] for site in row.sites} - {None}
            for name in ("country", "precision", "admin1", "admin2")
        },
    }
    return all(
        bool(values & set(asked[name])) or ("none" in asked[name] and not values)
        for name, values in of.items()
        if asked.get(name)
    )


def stands_for(key: str, day: date, *, exact: bool = False) -> set[str]:
    """The actor, and what it is part of on that day, by the chain of its wholes."""
    found = {key}
    if exact:
        return found
    for whole, begins, ends in PARTS.get(key, []):
        if (begins or date.min) <= day <= (ends or date.max):
            found |= stands_for(whole, day)
    return found


def _people(row: Plain, asked: Where) -> bool:
    actors, roles = set(asked.get("actor", ())), set(asked.get("role", ()))
    given = roles - {"none"}
    if not actors:
        by_role = any(role in given for _key, role in row.people)
        return not roles or by_role or ("none" in roles and not row.people)
    exact = asked.get("actor_exact", False)
    if given or not roles:
        for key, role in row.people:
            stands = stands_for(key, row.start, exact=exact) if key else set()
            if actors & stands and (not given or role in given):
                return True
        named = {role for key, role in row.people if key}
        if "none" in actors and not named & (given or {"perpetrator", "party"}):
            return True
    return "none" in actors and "none" in roles and not row.people


def _points(row: Plain) -> list[tuple[float, float]]:
    return [
        site["point"]
        for site in row.sites
        if site["point"] and site["precision"] in ("exact", "near")
    ]


def _shapes(row: Plain, asked: Where) -> bool:
    points = _points(row)
    if "bbox" in asked:
        west, south, east, north = asked["bbox"]
        if not any(south <= lat <= north and west <= lon <= east for lat, lon in points):
            return False
    if "near" in asked:
        lat, lon, km = asked["near"]
        if not any(kilometres((lat, lon), point) <= km for point in points):
            return False
    if "within" in asked:
        shape = Shape(asked["within"])
        return any(shape.intersects(Point(lon, lat)) for lat, lon in points)
    return True


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Haversine on a sphere of the mean radius."""
    (lat1, lon1), (lat2, lon2) = [tuple(map(math.radians, point)) for point in (one, other)]
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def _figures(row: Plain, asked: Where) -> bool:
    if "fatalities_min" in asked and (row.figure is None or row.figure < asked["fatalities_min"]):
        return False
    return "fatalities_max" not in asked or (
        row.figure is not None and row.figure <= asked["fatalities_max"]
    )


def _text(row: Plain, asked: Where) -> bool:
    words = [word for text in row.texts for word in text.split()]
    return all(
        any(word == wanted if len(wanted) <= 3 else wanted in word for word in words)
        for wanted in fold(asked.get("q", "")).split()
    )


CHECKS = (_days, _plain_words, _lists, _people, _shapes, _figures, _text)
