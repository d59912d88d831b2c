"""Combinations of filters, drawn from a seed over every dimension that an address can name.

Each starts from an incident of the record, its anchor, which fulfils most of what is asked: so
nearly every combination finds some incidents, and hardly any finds them all.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection

from incidents.folding import search_terms
from tests.browser.dashboard.awkward import LATTICE
from tests.browser.dashboard.counting import HEARD_AND_STANDS, PAIRS, VISIBLE, Query

Point = tuple[float, float]
"""Longitude and latitude."""

LISTS = tuple(PAIRS)
"""Dimensions of which an incident has values."""

OWN = """
SELECT i.id, i.start, i.title_en, coalesce(i.deaths_retained, 0)
FROM incidents_incident i JOIN incidents_dataset d ON d.id = i.dataset_id
WHERE {visible} ORDER BY i.start, i.public_id COLLATE "C"
"""
POINTS = "SELECT incident_id, longitude, latitude FROM drawn ORDER BY 1, 2, 3"
PEOPLE = "SELECT incident_id, key, role FROM stands ORDER BY 1, 2, 3"
NAMES = """
SELECT p.incident_id, n.name FROM incidents_participation p
JOIN incidents_actorname n USING (actor_id)
UNION SELECT s.incident_id, n.name FROM incidents_site s JOIN incidents_placename n USING (place_id)
UNION SELECT s.incident_id, u.name_fr FROM incidents_site s
JOIN incidents_adminunit u ON u.id IN (s.admin1_id, s.admin2_id) ORDER BY 1, 2
"""


@dataclass
class Anchor:
    """One visible incident: what it would take to find it."""

    start: date
    title: str
    deaths: int
    values: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in LISTS})
    points: list[Point] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def anchors(role: str) -> list[Anchor]:
    """All incidents that a role sees, in an order of their own."""
    rows = _rows(OWN.format(visible=VISIBLE[role]))
    found = {pk: Anchor(start, title, deaths) for pk, start, title, deaths in rows}
    for name, pairs in PAIRS.items():
        for pk, key in _rows(f"{pairs} ORDER BY 1, 2"):
            if pk in found:
                found[pk].values[name].append(key)
    for pk, *point in _rows(POINTS):
        if pk in found:
            found[pk].points.append((point[0], point[1]))
    for pk, *person in _rows(PEOPLE):
        if pk in found:
            found[pk].people.append((person[0], person[1]))
    for pk, name in _rows(NAMES):
        if pk in found:
            found[pk].names.append(name)
    return list(found.values())


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(HEARD_AND_STANDS + statement)
        return list(cursor.fetchall())


def combinations(known: Sequence[Anchor], *, seed: int, count: int) -> Iterator[Query]:
    """`count` combinations; the same ones for the same incidents and seed."""
    drawing = _Drawing(random.Random(seed), known)
    for _ in range(count):
        yield drawing.one()


class _Drawing:
    def __init__(self, chance: random.Random, known: Sequence[Anchor]) -> None:
        self.chance = chance
        self.known = known
        self.every = {
            name: sorted({value for one in known for value in one.values[name]}) for name in LISTS
        }
        self.actors = sorted({key for one in known for key, _ in one.people})
        self.roles = sorted({role for one in known for _, role in one.people})
        self.ways: dict[str, Callable[[Anchor], Query]] = {
            **{name: self._of(name) for name in LISTS},
            "actor": self._actor,
            "role": self._role,
            "figures": self._figures,
            "q": self._words,
            "bbox": self._box,
            "near": self._circle,
            "within": self._polygon,
        }

    def one(self) -> Query:
        # Drawn ones outnumber awkward ones ten to one: half of the anchors are awkward.
        awkward = self.chance.random() < 0.5
        some = [one for one in self.known if awkward != ("synthetic" in one.values["dataset"])]
        anchor = self.chance.choice(some)
        query: dict[str, str] = {}
        for name in self.chance.sample(list(self.ways), self.chance.choice((1, 1, 2, 2, 3, 4))):
            query.update(self.ways[name](anchor))
        return {**query, **self._period(anchor)}

    def _period(self, anchor: Anchor) -> Query:
        """By the day, month or year around the anchor's start, on its edges too; or all time."""
        chance, start = self.chance, anchor.start
        way = chance.choice(("all", "all", "day", "days", "month", "year", "from", "until"))
        first = start - timedelta(days=chance.choice((0, 1, 30, 400)))
        month = start.replace(day=1)
        ends: dict[str, tuple[date | None, date | None]] = {
            "all": (None, None),
            "day": (start, start + timedelta(days=1)),
            "days": (first, start + timedelta(days=chance.choice((1, 2, 30, 1000)))),
            "month": (month, (month + timedelta(days=31)).replace(day=1)),
            "year": (date(start.year, 1, 1), date(start.year + 1, 1, 1)),
            "from": (start, None),
            "until": (None, start + timedelta(days=chance.choice((0, 1, 365)))),
        }
        after, before = ends[way]
        return {
            name: day.isoformat() for name, day in (("after", after), ("before", before)) if day
        }

    def _some(self, own: Sequence[str], every: Sequence[str]) -> str:
        """Mostly a value of the anchor's own, and others; `none` where it has none."""
        chance = self.chance
        values = [chance.choice(own) if own else "none"] if chance.random() < 0.9 else []
        values += chance.sample(list(every), min(len(every), chance.choice((0, 0, 1, 3))))
        values += ["none"] if chance.random() < 0.05 else []
        return ",".join(dict.fromkeys(values)) or chance.choice(list(every))

    def _of(self, name: str) -> Callable[[Anchor], Query]:
        def way(anchor: Anchor) -> Query:
            return {name: self._some(anchor.values[name], self.every[name])}

        return way

    def _actor(self, anchor: Anchor) -> Query:
        chance = self.chance
        person = chance.choice(anchor.people) if anchor.people else None
        query = {"actor": self._some([person[0]] if person else [], self.actors)}
        if chance.random() < 0.5:
            query |= {"role": self._some([person[1]] if person else [], self.roles)}
        if chance.random() < 0.3:
            query |= {"actor_exact": chance.choice(("true", "true", "false"))}
        return query

    def _role(self, anchor: Anchor) -> Query:
        own = [role for _, role in anchor.people]
        return {"role": self._some(own, self.roles)}

    def _figures(self, anchor: Anchor) -> Query:
        """Bands, as the rail has them or as anybody writes them; with states, or without."""
        chance = self.chance
        bands = ((0, 0), (0, 9), (1, 9), (10, 49), (50, None), (None, 10), (anchor.deaths, None))
        least, most = chance.choice((*bands, (anchor.deaths, anchor.deaths)))
        query = {} if least is None else {"fatalities_min": str(least)}
        query |= {} if most is None else {"fatalities_max": str(most)}
        return query | ({"fatalities": "retained"} if chance.random() < 0.2 else {})

    def _words(self, anchor: Anchor) -> Query:
        """Words as people type them: with accents or without, large or small, some cut off."""
        chance = self.chance
        name = chance.choice([anchor.title, *anchor.names])
        words = [word for word in name.split() if any(map(str.isalnum, word))]
        word = chance.choice(words or ["Gao"])
        cut = word[: chance.choice((5, 9, 40))]
        asked = [chance.choice((cut, cut.upper(), cut.lower(), cut.translate(BARE)))]
        if chance.random() < 0.3:
            asked.append(chance.choice(words or ["Gao"]))
        # Of an article alone (al-) nothing is left to look for.
        return {"q": " ".join(asked) if search_terms(" ".join(asked)) else "Gao"}

    def _middle(self, anchor: Anchor) -> Point:
        return self.chance.choice(anchor.points or [(1.0, 14.5)])

    def _box(self, anchor: Anchor) -> Query:
        """Around the anchor; often with the anchor itself on an edge or a corner."""
        chance, (lon, lat) = self.chance, self._middle(anchor)
        reach = chance.choice((0.00001, 0.01, LATTICE, 2.0, 5.0))
        sides = [
            centre + sign * chance.choice((0, reach, reach * chance.random()))
            for centre, sign in ((lon, -1), (lat, -1), (lon, 1), (lat, 1))
        ]
        return {"bbox": ",".join(written(side) for side in sides)}

    def _circle(self, anchor: Anchor) -> Query:
        chance, (lon, lat) = self.chance, self._middle(anchor)
        far = chance.choice((0.0, 0.001, 0.3, 2.0))
        lon, lat = (centre + far * chance.uniform(-1, 1) for centre in (lon, lat))
        km = chance.choice((0.1, 10, 25, 50, 300, round(chance.uniform(1, 500), 3)))
        return {"near": f"{written(lat)},{written(lon)},{km}"}

    def _polygon(self, anchor: Anchor) -> Query:
        """On the lattice (slanted, with a notch), or a star around the anchor with many corners."""
        chance, (lon, lat) = self.chance, self._middle(anchor)
        if chance.random() < 0.4:
            west, south = (math.floor(one / LATTICE) * LATTICE for one in (lon, lat))
            ring = chance.choice(SHAPES)
            return {"within": drawn([(west + LATTICE * x, south + LATTICE * y) for x, y in ring])}
        size = chance.choice((0.003, 0.03, 0.5, 3.0))
        corners = chance.choice((3, 5, 9, 60 if size > 0.1 else 400))
        digits = chance.choice((4, 6))
        far = chance.choice((0.0, 0.0, 0.9, 1.0)) * size
        turn = chance.uniform(0, math.tau)
        lon, lat = lon + far * math.cos(turn), lat + far * math.sin(turn)
        least = 1.0 if corners > 9 else 0.5
        angles = [math.tau * (n + chance.uniform(0, 0.8)) / corners for n in range(corners)]
        reach = [size * chance.uniform(least, 1) for _ in angles]
        star = [
            (lon + one * math.cos(angle), lat + one * math.sin(angle))
            for one, angle in zip(reach, angles, strict=True)
        ]
        return {"within": drawn([(round(x, digits), round(y, digits)) for x, y in star])}


BARE = str.maketrans("éèêàâôûîçÉÈ", "eeeaaouicEE")
SHAPES: tuple[tuple[tuple[int, int], ...], ...] = (
    ((0, 0), (3, 0), (3, 3), (0, 3)),
    ((-1, -1), (4, -1), (-1, 4)),
    ((-2, -2), (4, -2), (4, 4), (1, 1), (-2, 4)),
    ((0, -3), (3, 0), (0, 3), (-3, 0)),
    ((-4, 0), (0, 2), (4, 0), (2, 4), (-2, 4)),
    ((-2, 0), (2, 0), (2, 4), (0, 4), (0, 2), (-2, 2)),
)
"""Rings in steps of the lattice, whose edges run through its points."""


def written(number: float) -> str:
    """At most seven decimals, and none that a point of the lattice does not have."""
    return str(round(number, 7) + 0.0)


def drawn(ring: Sequence[Point]) -> str:
    """A ring as the filter `within` writes it, without corners that stand twice."""
    corners = [f"{written(lon)} {written(lat)}" for lon, lat in ring]
    before = [*corners[-1:], *corners[:-1]]
    return ",".join(one for one, other in zip(corners, before, strict=True) if one != other)
