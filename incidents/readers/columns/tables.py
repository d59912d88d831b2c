"""The tables of the columns, each from one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Model, QuerySet

from incidents.filters.components import Component, accepted_parts, wholes_of
from incidents.models import Incident, Participation, Site
from incidents.readers.columns.dictionaries import Dictionaries
from incidents.readers.columns.words import BITS, NUMBERS
from incidents.readers.heard import HEARD
from incidents.readers.statements import rows_with
from incidents.values import MAPPABLE

EPOCH = date(1970, 1, 1).toordinal()
DEGREE = 100_000
"""Coordinates are whole numbers of 1/100,000 degree, about a metre."""
INCIDENT = (
    "id",
    "public_id",
    "start",
    "end",
    "date_precision",
    "kind_id",
    "sub_kind_id",
    "certainty",
    "contested",
    "dataset_id",
    "deaths_state",
    "deaths_low",
    "deaths_retained",
    "deaths_high",
    "same_group",
    "dataset__rank",
    "composed_title",
    "title_en",
    "title_fr",
)
SITE = (
    "incident_id",
    "order",
    "country",
    "admin1_id",
    "admin2_id",
    "longitude",
    "latitude",
    "precision",
    "name_en",
    "name_fr",
    "radius_km",
)
Row = tuple[Any, ...]
Table = dict[str, list[Any]]
Wholes = Mapping[int, Sequence[Component]]


class Places:
    """Where each incident stands in the answer, to sort and cut the rows of the other tables."""

    def __init__(self, shown: QuerySet[Incident], ids: Sequence[int]) -> None:
        self.shown = shown
        self.of = {row: place for place, row in enumerate(ids)}

    def rows(self, found: QuerySet[Any, Any], *columns: str) -> list[Row]:
        """Rows of the shown incidents, in their order; the first two columns sort them."""
        return self.sorted(found.filter(incident__in=self.shown).order_by().values_list(*columns))

    def sorted(self, rows: Iterable[Row]) -> list[Row]:
        of = self.of
        keyed = [(of[row[0]], row[1], row) for row in rows if row[0] in of]
        keyed.sort(key=itemgetter(0, 1))
        return [row for _place, _order, row in keyed]

    def cuts(self, rows: Iterable[Row]) -> list[int]:
        """Where the rows of each incident start, and after the last one where all end."""
        sizes = [0] * len(self.of)
        for row in rows:
            sizes[self.of[row[0]]] += 1
        starts = [0]
        for size in sizes:
            starts.append(starts[-1] + size)
        return starts


def incidents(rows: Sequence[Row], used: Dictionaries) -> Table:
    """One number of each column for every incident."""
    by = dict(zip(INCIDENT, zip(*rows, strict=True) if rows else [()] * len(INCIDENT), strict=True))
    return {
        "id": list(by["public_id"]),
        "day": [day.toordinal() - EPOCH for day in by["start"]],
        "span": [(end - day).days for day, end in zip(by["start"], by["end"], strict=True)],
        "date_precision": _numbered("date_precision", by["date_precision"]),
        "kind": used.kind.all(by["kind_id"]),
        "sub_kind": used.sub_kind.all(by["sub_kind_id"]),
        "certainty": _numbered("certainty", by["certainty"]),
        "contested": [sum(BITS[point] for point in points) for points in by["contested"]],
        "dataset": used.dataset.all(by["dataset_id"]),
        "deaths_state": _numbered("deaths_state", by["deaths_state"]),
        "low": list(by["deaths_low"]),
        "retained": list(by["deaths_retained"]),
        "high": list(by["deaths_high"]),
        "group": _groups(by["same_group"]),
        "rank": list(by["dataset__rank"]),
    }


def titles(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Titles that say more than kind and place, by the incident's number."""
    composed, english, french = map(INCIDENT.index, ("composed_title", "title_en", "title_fr"))
    return {
        str(number): [row[english], row[french]]
        for number, row in enumerate(rows)
        if not row[composed]
    }


def sites(places: Places, used: Dictionaries) -> Table:
    """Public places. Only exact and near ones have a point here: the others are never drawn."""
    rows = places.rows(Site.objects.all(), *SITE)
    drawn = [row[7] in MAPPABLE for row in rows]
    return {
        "start": places.cuts(rows),
        "country": used.country.all(row[2] for row in rows),
        "admin1": used.admin1.all(row[3] for row in rows),
        "admin2": used.admin2.all(row[4] for row in rows),
        "lon": [_degrees(row[5]) if on else None for row, on in zip(rows, drawn, strict=True)],
        "lat": [_degrees(row[6]) if on else None for row, on in zip(rows, drawn, strict=True)],
        "precision": _numbered("precision", (row[7] for row in rows)),
        "place": used.place.all((row[8], row[9] or row[8]) if row[8] else None for row in rows),
        "radius": [row[10] for row in rows],
    }


def participations(places: Places, used: Dictionaries, days: Sequence[date]) -> Table:
    """Who was involved; and, marked `via`, what their accepted wholes were on that day."""
    direct = places.rows(
        Participation.objects.all(), "incident_id", "order", "actor_id", "role", "attribution"
    )
    wholes = _wholes()
    rows = [(*row, 0) for row in direct]
    rows += _via(direct, wholes, {row: days[place] for row, place in places.of.items()})
    rows = places.sorted(rows)
    return {
        "start": places.cuts(rows),
        "actor": used.actor.all(row[2] for row in rows),
        "role": _numbered("role", (row[3] for row in rows)),
        "attribution": _numbered("attribution", (row[4] for row in rows)),
        "via": [row[5] for row in rows],
    }


def sources(places: Places, used: Dictionaries) -> Table:
    """Open sources that are heard of each incident, each once."""
    rows = places.sorted(
        rows_with(
            places.shown.order_by().values("id"),
            f"SELECT h.incident_id, h.source_id FROM ({HEARD}) h JOIN base b "  # noqa: S608
            "ON b.id = h.incident_id JOIN incidents_source s "
            "ON s.id = h.source_id AND NOT s.protected",
        )
    )
    return {"start": places.cuts(rows), "source": used.source.all(row[1] for row in rows)}


def tags(places: Places, used: Dictionaries) -> Table:
    links: QuerySet[Model] = Incident.tags.through.objects.all()
    rows = places.rows(links, "incident_id", "term_id")
    return {"start": places.cuts(rows), "tag": used.tag.all(row[1] for row in rows)}


def _via(direct: Sequence[Row], wholes: Wholes, days: Mapping[int, date]) -> list[Row]:
    """A row for each whole of an actor on the incident's day, unless it stands there itself."""
    known = {(row[0], row[2], row[3]) for row in direct}
    found = []
    for incident, order, actor, role, attribution in direct:
        for whole in wholes.get(actor, ()):
            key = (incident, whole.whole, role)
            if whole.first <= days[incident] <= whole.last and key not in known:
                known.add(key)
                found.append((incident, order, whole.whole, role, attribution, 1))
    return found


def _wholes() -> Wholes:
    parts = accepted_parts()
    return {part: [one for one in wholes_of(part, parts) if one.whole != part] for part in parts}


def _numbered(name: str, words: Iterable[str]) -> list[int]:
    numbers = NUMBERS[name]
    return [numbers[word] for word in words]


def _groups(groups: Iterable[int | None]) -> list[int]:
    """Small numbers for groups of incidents linked as the same; -1 for an incident alone."""
    seen: dict[int | None, int] = {None: -1}
    return [seen.setdefault(group, len(seen) - 1) for group in groups]


def _degrees(value: float) -> int:
    return round(value * DEGREE)
