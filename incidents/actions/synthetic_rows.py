"""A chunk of a synthetic record as rows of every table it touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model

from incidents.actions.bulk import check_references
from incidents.actions.copy_text import NULL, copy_columns, escaped
from incidents.actions.titles import Where, composed_title
from incidents.folding import fold
from incidents.models import (
    AdminUnit,
    Claim,
    Incident,
    IncidentLink,
    Kind,
    Participation,
    Report,
    Site,
    Term,
)
from incidents.synthesis import Chunk, Spots, words
from incidents.synthesis.drawing import day_of
from incidents.values import (
    COUNTRIES,
    CROCKFORD,
    MAPPABLE,
    About,
    Attribution,
    Certainty,
    Contested,
    DatePrecision,
    DeathsRule,
    DeathsState,
    FigureState,
    Measure,
    ParticipationRole,
    Precision,
    Standing,
    Status,
    TimePrecision,
)

NEXT = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
TABLES: tuple[type[Model], ...] = (
    *(Report, Incident, Site, Participation, Claim, IncidentLink),
    *(Incident.reports.through, Incident.tags.through),
)
TITLES = 1 << 15
"""Titles kept at hand: most places come back often."""
PAIRS = [first + second for first in CROCKFORD for second in CROCKFORD]
Cells = list[str]
CONTESTED = [
    "{" + ",".join(word for place, word in enumerate(Contested) if bits >> place & 1) + "}"
    for bits in range(1 << len(Contested))
]


@dataclass(frozen=True, slots=True)
class Ground:
    """The places of a record: what they are to the draw, and what to the tables."""

    spots: Spots
    places: Sequence[int | None]
    """Row of the gazetteer; None: nowhere in it."""
    names: Sequence[tuple[str, str]]
    """English and French."""
    points: Sequence[tuple[float, float]]
    """Latitude and longitude, degrees WGS 84."""


class Writer:
    """Writes one chunk after the other; nothing is kept of those that are written."""

    def __init__(
        self,
        seed: int,
        ground: Ground,
        dataset: int,
        sources: Sequence[int],
        actors: Sequence[int],
    ) -> None:
        self.seed = seed
        self.ground = ground
        self.dataset = str(dataset)
        self.sources = [str(one) for one in sources]
        self.actors = [str(one) for one in actors]
        kinds = {kind.key: kind for kind in Kind.objects.all()}
        self.sub_kinds = [kinds[key] for key in words.SUB_KINDS]
        terms = dict(Term.objects.values_list("key", "id"))
        self.tags = [str(terms[key]) for key in words.TAGS]
        shown = AdminUnit.objects.only("id", "name_en", "name_fr", "type")
        self.units = {unit.pk: unit for unit in shown}
        self.title = lru_cache(TITLES)(self._title)
        spots = range(len(ground.names))
        self.latitude, self.longitude = ([str(ground.points[n][i]) for n in spots] for i in (0, 1))
        self.names = [tuple(map(escaped, names)) for names in ground.names]
        self.days = [str(day_of(number)) for number in range(365 * 31)]

    def write(self, chunk: Chunk) -> None:
        ids = taken(Incident, chunk.rows)
        reports = taken(Report, chunk.rows)
        claims = taken(Claim, len(chunk.claims["row"]))
        self._reports(chunk, reports)
        self._incidents(chunk, ids, claims)
        self._sites(chunk, ids)
        self._participations(chunk, ids)
        self._claims(chunk, ids, reports, claims)
        self._lists(chunk, ids, reports)
        self._twins(chunk, ids)
        check_references()

    def _reports(self, chunk: Chunk, ids: Cells) -> None:
        of = chunk.incidents
        columns = {
            "id": ids,
            "public_id": coded("RP", of["report_code"]),
            "source_id": picked(self.sources, of["source"]),
            "dataset_id": self.dataset,
            "dataset_key": self._keys(chunk),
            "kind": "article",
            "published_on": picked(self.days, of["published"]),
            "published_precision": TimePrecision.DAY.value,
            "language": "fr",
            "retrieved_at": NULL,
        }
        copy_columns(Report, columns, chunk.rows)

    def _incidents(self, chunk: Chunk, ids: Cells, claims: Cells) -> None:
        of = chunk.incidents
        titles = self._titles(chunk)
        public = coded("VS", of["code"])
        kinds = self.sub_kinds
        published = picked(self.days, of["published"])
        columns = {
            "id": ids,
            "public_id": public,
            "status": Status.PUBLISHED.value,
            "dataset_id": self.dataset,
            "dataset_key": self._keys(chunk),
            "title_en": [escaped(title[0]) for title in titles],
            "title_fr": [escaped(title[1]) for title in titles],
            "composed_title": "t",
            "kind_id": picked([str(kind.parent_id) for kind in kinds], of["sub_kind"]),
            "sub_kind_id": picked([kind.key for kind in kinds], of["sub_kind"]),
            "start": picked(self.days, of["day"]),
            "end": picked(self.days, of["end"]),
            "date_precision": picked(DatePrecision, of["date_precision"]),
            "certainty": picked(Certainty, of["certainty"]),
            "contested": picked(CONTESTED, of["contested"]),
            "deaths_state": picked(DeathsState, of["deaths_state"]),
            "deaths_low": counted(of["low"]),
            "deaths_retained": counted(of["retained"]),
            "deaths_high": counted(of["high"]),
            "deaths_rule": picked(DeathsRule, of["rule"]),
            "deaths_claim_id": self._chosen(chunk, claims),
            "same_group": self._groups(chunk, ids),
            "search": self._searched(chunk, titles, public),
            "signed": "synthetic data",
            "published_at": [f"{day} 12:00+00" for day in published],
        }
        copy_columns(Incident, columns, chunk.rows)

    def _keys(self, chunk: Chunk) -> Cells:
        return [f"{self.seed}-{chunk.first + row}" for row in range(chunk.rows)]

    def _titles(self, chunk: Chunk) -> list[tuple[str, str, tuple[str, ...]]]:
        sites, kinds = chunk.sites, chunk.incidents["sub_kind"].tolist()
        first = (sites["order"] == 0).nonzero()[0]
        names = ("spot", "precision", "admin1", "admin2")
        where = zip(*(sites[name][first].tolist() for name in names), strict=True)
        return [self.title(kind, *one) for kind, one in zip(kinds, where, strict=True)]

    def _title(
        self, kind: int, spot: int, precision: int, admin1: int, admin2: int
    ) -> tuple[str, str, tuple[str, ...]]:
        """English, French, and what a search finds: as `titles` makes it of a stored incident."""
        how = PRECISIONS[precision]
        district = admin2 if how == Precision.ADMIN2 else 0
        unit = self.units.get(district or admin1)
        english, french = self.ground.names[spot] if how in MAPPABLE else ("", "")
        country = COUNTRIES[int(self.ground.spots.country[spot])]
        where = Where(
            country=country,
            place_en=english,
            place_fr=french,
            unit_en=unit.name_en if unit else "",
            unit_fr=unit.name_fr if unit else "",
            unit_type=unit.type if unit else "",
            unit_level=2 if district else 1,
        )
        of = self.sub_kinds[kind]
        titles = composed_title((of.name_en, of.name_fr), where)
        return (*titles, tuple(fold(title) for title in titles))

    def _searched(self, chunk: Chunk, titles: Sequence[Any], public: Cells) -> Cells:
        """Each row's words, folded: title, ids, places, people."""
        ids = folded_pairs(public)
        keys = folded_pairs(self._keys(chunk))
        found = [[*titles[row][2], ids[row], keys[row]] for row in range(chunk.rows)]
        drawn = [PRECISIONS[one] in MAPPABLE for one in chunk.sites["precision"].tolist()]
        sites = zip(*(chunk.sites[name].tolist() for name in ("row", "spot")), drawn, strict=True)
        for row, spot, named in sites:
            if named:
                found[row] += map(fold, self.ground.names[spot])
        of = chunk.participations
        for row, people in zip(of["row"].tolist(), of["people"].tolist(), strict=True):
            if people >= 0:
                found[row] += map(fold, words.PEOPLE[people])
        return [" ".join(dict.fromkeys(one)) for one in found]

    def _chosen(self, chunk: Chunk, claims: Cells) -> Cells:
        """The first claim of each incident whose deaths are retained."""
        first = (chunk.claims["order"] == 0).nonzero()[0].tolist()
        kept = (chunk.incidents["retained"] >= 0).tolist()
        return [claims[at] if one else NULL for at, one in zip(first, kept, strict=True)]

    def _groups(self, chunk: Chunk, ids: Cells) -> Cells:
        groups = [NULL] * chunk.rows
        for row in chunk.incidents["twin"].nonzero()[0].tolist():
            groups[row] = groups[row - 1] = ids[row - 1]
        return groups

    def _sites(self, chunk: Chunk, ids: Cells) -> None:
        of = chunk.sites
        spots = of["spot"].tolist()
        drawn = [PRECISIONS[one] in MAPPABLE for one in of["precision"].tolist()]
        named = [self.names[n] if is_ else ("", "") for n, is_ in zip(spots, drawn, strict=True)]
        pairs = list(zip(spots, drawn, strict=True))
        places = [NULL if one is None else str(one) for one in self.ground.places]
        columns = {
            "incident_id": picked(ids, of["row"]),
            "order": counted(of["order"]),
            "place_id": [places[n] if is_ else NULL for n, is_ in pairs],
            "name_en": [names[0] for names in named],
            "name_fr": [names[1] for names in named],
            "country": picked(COUNTRIES, of["country"]),
            "admin1_id": numbered(of["admin1"]),
            "admin2_id": numbered(of["admin2"]),
            "latitude": [self.latitude[n] if is_ else NULL for n, is_ in pairs],
            "longitude": [self.longitude[n] if is_ else NULL for n, is_ in pairs],
            "precision": picked(Precision, of["precision"]),
            "radius_km": [NULL if one < 0 else str(one) for one in of["radius"].tolist()],
        }
        copy_columns(Site, columns, len(spots))

    def _participations(self, chunk: Chunk, ids: Cells) -> None:
        of = chunk.participations
        people = of["people"].tolist()
        columns = {
            "incident_id": picked(ids, of["row"]),
            "order": counted(of["order"]),
            "actor_id": picked([*self.actors, NULL], of["actor"]),
            "description_en": [words.PEOPLE[n][0] if n >= 0 else "" for n in people],
            "description_fr": [words.PEOPLE[n][1] if n >= 0 else "" for n in people],
            "role": picked(ParticipationRole, of["role"]),
            "attribution": picked(Attribution, of["attribution"]),
        }
        copy_columns(Participation, columns, len(people))

    def _claims(self, chunk: Chunk, ids: Cells, reports: Cells, own: Cells) -> None:
        of = chunk.claims
        said = [int(one) for one in (chunk.incidents["published"][of["row"]]).tolist()]
        killed = [ABOUTS[one] == About.CASUALTIES for one in of["about"].tolist()]
        voices = [("", ""), *words.VOICES]
        voice = (of["voice"] + 1).tolist()
        columns = {
            "id": own,
            "public_id": coded("CL", of["code"]),
            "incident_id": picked(ids, of["row"]),
            "order": counted(of["order"]),
            "report_id": picked(reports, of["row"]),
            "speaker_source_id": picked([*self.sources, NULL], of["source"]),
            "speaker_actor_id": picked([*self.actors, NULL], of["actor"]),
            "carrier_id": picked([*self.sources, NULL], of["carrier"]),
            "speaker_voice_en": [voices[n][0] for n in voice],
            "speaker_voice_fr": [voices[n][1] for n in voice],
            "about": picked(About, of["about"]),
            "measure": [Measure.KILLED.value if one else "" for one in killed],
            "low": counted(of["low"]),
            "best": counted(of["best"]),
            "high": counted(of["high"]),
            "state": picked(FigureState, of["state"]),
            "standing": Standing.REPORTED.value,
            "said_on": [self.days[day] for day in said],
            "said_precision": TimePrecision.DAY.value,
        }
        copy_columns(Claim, columns, len(said))

    def _lists(self, chunk: Chunk, ids: Cells, reports: Cells) -> None:
        copy_columns(
            Incident.reports.through, {"incident_id": ids, "report_id": reports}, chunk.rows
        )
        tags = {
            "incident_id": picked(ids, chunk.tags["row"]),
            "term_id": picked(self.tags, chunk.tags["tag"]),
        }
        copy_columns(Incident.tags.through, tags, len(chunk.tags["row"]))

    def _twins(self, chunk: Chunk, ids: Cells) -> None:
        rows = chunk.incidents["twin"].nonzero()[0]
        columns = {
            "first_id": picked(ids, rows - 1),
            "second_id": picked(ids, rows),
            "same": "t",
            "reason": "Drawn as one incident told twice.",
        }
        copy_columns(IncidentLink, columns, len(rows))


PRECISIONS = list(Precision)
ABOUTS = list(About)


def taken(model: type[Model], count: int) -> Cells:
    """Ids that nobody else will get."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [model._meta.db_table, count])
        return [str(one) for (one,) in cursor.fetchall()]


def picked(cells: Iterable[str], places: Any) -> Cells:
    """For each place the cell that stands there; the last one for -1."""
    listed = [str(one) for one in cells]
    return [listed[place] for place in places.tolist()]


def counted(column: Any) -> Cells:
    """Numbers from 0; nothing for -1."""
    return [str(one) if one >= 0 else NULL for one in column.tolist()]


def numbered(column: Any) -> Cells:
    """Ids of rows; nothing for 0."""
    return [str(one) if one else NULL for one in column.tolist()]


def coded(prefix: str, codes: Any) -> Cells:
    """Public ids: 12 characters of Crockford's base 32."""
    halves = [PAIRS[one] for one in range(1024)]
    shifts = range(50, -1, -10)
    return [
        prefix + "-" + "".join([halves[code >> shift & 1023] for shift in shifts])
        for code in codes.tolist()
    ]


def folded_pairs(ids: Cells) -> Cells:
    """Each folded as it would be alone: ids of two words, which no rule joins with the next."""
    found = fold.__wrapped__("\n".join(ids)).split(" ")
    return list(map(" ".join, zip(found[::2], found[1::2], strict=True)))
