"""New incidents as lines of the staging tables: ids taken, words made, nothing in the record yet.

Most rows of a data set are alike: a document of their own, a place that is shown, no title. Those
are written here from their values, without an object for each row. The others are built as the
desk's are (`rows.Builder`) and written from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Model

from incidents.actions.bulk import Ids
from incidents.actions.copy_text import NULL, cell
from incidents.actions.documents import moment_of, published
from incidents.actions.rows import DEATHS, Builder, Built, where_of
from incidents.actions.titles import Where
from incidents.figures import Deaths, Figure, derive
from incidents.folding import fold, fold_each
from incidents.models import (
    Claim,
    ClaimLink,
    ExactSite,
    Incident,
    Participation,
    Report,
    Site,
)
from incidents.values import NewIncident, NewParticipation, NewSite, new_public_ids

MEMORY = 1 << 14
"""Titles, parties and statements kept at hand: most come back often."""
BLOCK = 2048
"""Ids taken at once."""
WITH_IDS: tuple[type[Model], ...] = (Report, Incident, Site, ExactSite, Participation, Claim)
STATEMENT = (
    *("speaker_actor", "speaker_source", "speaker_voice_en", "speaker_voice_fr", "carrier"),
    *("about", "measure", "group", "group_fr", "side", "scope", "low", "best", "high", "words"),
    *("state", "stance", "standing", "said_on", "said_time", "said_part_of_day"),
    *("said_precision", "credibility", "text_en", "text_fr", "wording", "wording_language"),
    *("translation", "translation_by", "flags"),
)
"""What a claim says, apart from its keys and its place in the incident."""
STAGED: Mapping[type[Model], tuple[str, ...]] = {
    Report: (
        *("id", "public_id", "source_id", "dataset_key", "release", "kind", "title", "address"),
        *("published_on", "published_at", "published_precision", "language"),
    ),
    Incident: (
        *("id", "public_id", "dataset_key", "fingerprint", "deaths_claim_id", "search"),
        *("title_en", "title_fr", "composed_title", "kind_id", "sub_kind_id", "episode_id"),
        *("start", "end", "date_precision", "local_time", "zone", "part_of_day"),
        *("end_part_of_day", "certainty", "contested", "flags", "sensitive", "remarks_en"),
        *("remarks_fr", *(f"deaths_{name}" for name in DEATHS)),
    ),
    Site: (
        *("id", "incident_id", "order", "place_id", "name_en", "name_fr", "country", "admin1_id"),
        *("admin2_id", "admin1_literal", "admin2_literal", "latitude", "longitude", "precision"),
        *("radius_km", "local_time", "part_of_day", "generalised", "basis"),
    ),
    ExactSite: (
        *("id", "site_id", "name", "name_fr", "place_id", "admin2_id", "admin2_literal", "basis"),
        *("latitude", "longitude", "precision", "radius_km"),
    ),
    Participation: (
        *("id", "incident_id", "order", "actor_id", "description_en", "description_fr"),
        *("literal", "role", "attribution", "attributed_by", "attributed_by_fr", "alternative"),
        *("note", "note_fr"),
    ),
    Claim: (
        *("id", "public_id", "incident_id", "order", "dataset_key", "report_id", "site_id"),
        *("part_of_id", "same_statement_as_id"),
        *("speaker_actor_id", "speaker_source_id", "speaker_voice_en", "speaker_voice_fr"),
        *("carrier_id", "about", "measure", "group", "group_fr", "side", "scope", "low", "best"),
        *("high", "words", "state", "stance", "standing", "said_on", "said_at"),
        *("said_part_of_day", "said_precision", "credibility", "text_en", "text_fr", "wording"),
        *("wording_language", "translation", "translation_by", "flags"),
    ),
    ClaimLink: ("claim_id", "kind", "other_id"),
    Incident.reports.through: ("incident_id", "report_id"),
    Incident.tags.through: ("incident_id", "term_id"),
}
"""Columns that differ from row to row. The others are the same in all rows of a run."""
_SAID = attrgetter(*STATEMENT)
_FIGURE = attrgetter(
    *("measure", "side", "scope", "state", "stance", "standing", "low", "best", "high"),
    *("said_on", "speaker_actor", "speaker_source", "speaker_voice_en"),
)
_PLACE = attrgetter("country", "name", "name_fr", "precision", "admin1_name", "admin2_name")
Units = tuple[str, str]
"""Keys of a region and a district, or empty."""


class NewRow(NamedTuple):
    """A new incident on its way."""

    place: int
    """Of its line in the file."""
    row: NewIncident
    units: tuple[Units, ...]
    """Of each of its sites."""
    fingerprint: str


Titles = tuple[str, str, str]
"""English and French, in COPY's text form, and both as a search finds them."""


def has_own_document(row: NewIncident) -> bool:
    """True where all that is told of the incident stands in its own row of the data set."""
    return (
        row.report.dataset_key == row.key
        and not (row.reports or row.report.origin)
        and not any(said.report for said in row.claims)
        and not any(said.report for said in row.participations)
    )


class RowWriter:
    """Turns new incidents into lines, each after the place of its line in the file."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.register = builder.register
        self.lines: dict[type[Model], list[str]] = {table: [] for table in STAGED}
        self._ids = {table: _ids(table) for table in WITH_IDS}
        self._reports, self._statements = _public_ids("RP"), _public_ids("CL")
        self._public = _found_ids("VS")
        self._titles = lru_cache(MEMORY)(self._composed)
        self._party = lru_cache(MEMORY)(self._party_cells)
        self._statement = lru_cache(MEMORY)(self._statement_cells)

    def write(self, rows: Sequence[NewRow]) -> None:
        """The documents of these rows are not kept yet. Raises RowError for unknown keys."""
        keys = fold_each([one.row.key for one in rows])
        for one, key in zip(rows, keys, strict=True):
            if _is_like_most(one.row):
                self._write(one, key)
            else:
                self._build(one)

    def write_documents(self, rows: Sequence[tuple[int, NewIncident]]) -> None:
        """Of incidents that stand: the documents alone."""
        for position, row in rows:
            self._report(position, row, self._take(Report))

    def _take(self, table: type[Model]) -> str:
        return next(self._ids[table])

    def _add(self, table: type[Model], position: int, *cells: str) -> None:
        self.lines[table].append("\t".join((str(position), *cells)))

    # ── rows that are like most ─────────────────────────────────────────────

    def _write(self, new: NewRow, key: str) -> None:
        position, row, units, fingerprint = new
        incident, report = self._take(Incident), self._take(Report)
        self._report(position, row, report)
        self._add(Incident.reports.through, position, incident, report)
        sites = [
            self._site(position, site, (incident, str(order)), units[order])
            for order, site in enumerate(row.sites)
        ]
        for order, party in enumerate(row.participations):
            cells = (self._take(Participation), incident, str(order), self._party(party))
            self._add(Participation, position, *cells)
        claims = self._claims(position, row, (incident, report), sites)
        deaths = _deaths(tuple(map(_FIGURE, row.claims)), row.report.published_on)
        public, folded = next(self._public)
        title_en, title_fr, found = self._titles(row.sub_kind, _place(row), units[:1])
        said = map(fold, filter(None, _words(row)))
        words = dict.fromkeys((*found.split("\n"), folded, key, *said))
        self._add(
            Incident,
            position,
            *(incident, public, cell(row.key), fingerprint),
            *(cell(None if deaths.claim is None else claims[deaths.claim]), " ".join(words)),
            *(title_en, title_fr, "t"),
            *(self.register.kind(row.kind).key, self.register.kind(row.sub_kind).key),
            *(cell(self.register.episode(row.episode)), str(row.start), str(row.end)),
            *(row.date_precision, cell(row.local_time), cell(row.zone), row.part_of_day or ""),
            *(row.end_part_of_day or "", row.certainty, cell(row.contested), cell(row.flags)),
            *("", cell(row.remarks_en), cell(row.remarks_fr)),
            *(deaths.state, cell(deaths.low), cell(deaths.retained), cell(deaths.high)),
            deaths.rule,
        )

    def _report(self, position: int, row: NewIncident, report: str) -> None:
        said = row.report
        day, precision = published(said)
        self._add(
            Report,
            position,
            *(report, next(self._reports), str(self.register.source(said.source))),
            *(cell(said.dataset_key), cell(said.release), cell(said.kind), cell(said.title[:400])),
            *(cell(said.address), cell(day), cell(said.published_at), precision, said.language),
        )

    def _site(self, position: int, site: NewSite, of: tuple[str, str], units: Units) -> str:
        pk, place = self._take(Site), None
        if site.geonames_id:
            place = self.register.places([site.geonames_id]).get(site.geonames_id)
        first, second = map(self.register.unit, units)
        self._add(
            Site,
            position,
            *(pk, *of, cell(place), cell(site.name)),
            *(cell(site.name_fr or site.name), site.country),
            *(str(first.pk) if first else NULL, str(second.pk) if second else NULL),
            *(cell(site.admin1_name), cell(site.admin2_name), cell(site.latitude)),
            *(cell(site.longitude), site.precision, cell(site.radius_km), cell(site.local_time)),
            *(site.part_of_day or "", "f", cell(site.basis)),
        )
        return pk

    def _party_cells(self, said: NewParticipation) -> str:
        cells = (
            *(self.register.actor(said.actor), said.description_en),
            *(said.description_fr or said.description_en, said.literal, said.role),
            *(said.attribution, said.attributed_by, said.attributed_by_fr or said.attributed_by),
            *(said.alternative, said.note, said.note_fr or said.note),
        )
        return "\t".join(map(cell, cells))

    def _claims(
        self, position: int, row: NewIncident, of: tuple[str, str], sites: Sequence[str]
    ) -> Sequence[str]:
        """Write the claims of an incident and its document; answers their ids."""
        keys = [said.key or f"{row.key}/{order}" for order, said in enumerate(row.claims)]
        ids = [self._take(Claim) for _ in keys]
        known = dict(zip(keys, ids, strict=True))
        for order, said in enumerate(row.claims):
            self._add(
                Claim,
                position,
                *(ids[order], next(self._statements), of[0], str(order)),
                *(cell(keys[order]), of[1], cell(None if said.site is None else sites[said.site])),
                *(cell(known.get(said.part_of)), cell(known.get(said.same_statement_as))),
                self._statement(_SAID(said)),
            )
        return ids

    def _statement_cells(self, told: tuple[Any, ...]) -> str:
        said = dict(zip(STATEMENT, told, strict=True))
        said["said_time"] = moment_of(said["said_on"], said["said_time"])
        said["speaker_actor"] = self.register.actor(said["speaker_actor"])
        for name in ("speaker_source", "carrier"):
            said[name] = self.register.source(said[name]) if said[name] else None
        for name in ("measure", "said_part_of_day"):
            said[name] = said[name] or ""
        for name, other in (("speaker_voice_fr", "speaker_voice_en"), ("group_fr", "group")):
            said[name] = said[name] or said[other]
        return "\t".join(map(cell, said.values()))

    def _composed(self, sub_kind: str, place: tuple[Any, ...], units: tuple[Units, ...]) -> Titles:
        where = Where(country="")
        if place:
            country, name, name_fr, precision, *literals = place
            first, second = map(self.register.unit, units[0])
            names = name, name_fr or name
            where = where_of(country, names, precision, (first, second), (literals[0], literals[1]))
        titles = self.builder.composed(sub_kind, where)
        return cell(titles[0]), cell(titles[1]), "\n".join(map(fold, titles))

    # ── all others ──────────────────────────────────────────────────────────

    def _build(self, new: NewRow) -> None:
        incident = Incident(
            pk=int(self._take(Incident)), dataset_key=new.row.key, fingerprint=new.fingerprint
        )
        sites = [
            replace(site, admin1=first, admin2=second)
            for site, (first, second) in zip(new.row.sites, new.units, strict=True)
        ]
        row = replace(new.row, sites=tuple(sites))
        documents = self.builder.documents(row)
        report = documents.make(row.report)
        built = self.builder.build(row, incident, lambda table, _: int(self._take(table)))
        documents.forget(row.report)
        for one in (report, *_rows(built)):
            cells = (cell(getattr(one, name)) for name in STAGED[type(one)])
            self._add(type(one), new.place, *cells)


def _ids(table: type[Model]) -> Iterator[str]:
    """Ids of a table that nobody else will get."""
    ids = Ids(table, block=BLOCK)
    while True:
        yield from [str(ids.take()) for _ in range(BLOCK)]


def _public_ids(prefix: str) -> Iterator[str]:
    while True:
        yield from new_public_ids(prefix, BLOCK)


def _found_ids(prefix: str) -> Iterator[tuple[str, str]]:
    """Public ids, and what a search finds them by."""
    while True:
        ids = new_public_ids(prefix, BLOCK)
        yield from zip(ids, fold_each(ids), strict=True)


def _is_like_most(row: NewIncident) -> bool:
    return not (
        row.sensitive
        or row.title_en
        or row.tags
        or any(said.contradicts or said.supersedes for said in row.claims)
    )


def _place(row: NewIncident) -> tuple[Any, ...]:
    """What a title tells of the place."""
    found: tuple[Any, ...] = _PLACE(row.sites[0]) if row.sites else ()
    return found


def _words(row: NewIncident) -> Iterator[str]:
    """What a search finds besides titles and keys, as `rows.search_text` has it."""
    for site in row.sites:
        yield from (site.name, site.name_fr or site.name, site.admin1_name, site.admin2_name)
    for said in row.participations:
        yield from (said.description_en, said.description_fr or said.description_en, said.literal)


def _rows(built: Built) -> Iterator[Model]:
    incident = built.incident
    yield incident
    for name in ("sites", "exact", "participations", "claims", "links"):
        yield from getattr(built, name)
    for report in built.reports:
        yield Incident.reports.through(incident_id=incident.pk, report_id=report)
    for term in built.tags:
        yield Incident.tags.through(incident_id=incident.pk, term_id=term)


@lru_cache(MEMORY)
def _deaths(told: tuple[tuple[Any, ...], ...], published_on: date | None) -> Deaths:
    """By the rule, from claims of one document; a claim is called by its place."""
    figures = []
    for place, said in enumerate(told):
        measure, side, scope, state, stance, standing, low, best, high, said_on, *speaker = said
        figures.append(
            Figure(
                claim=place,
                speaker=repr((*speaker[:2], speaker[2].casefold())),
                origin="",
                measure=measure,
                side=side,
                scope=scope,
                state=state,
                stance=stance,
                standing=standing,
                low=low,
                best=best,
                high=high,
                said_on=said_on or published_on,
                dataset_best=best is not None,
            )
        )
    return derive(figures)
