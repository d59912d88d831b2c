"""Rows of the record made from values: sites, participations, claims, titles, search text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from incidents.actions.documents import Documents, documents_of, moment_of
from incidents.actions.public_place import PublicPlaces, names_the_truth
from incidents.actions.register import Register
from incidents.actions.titles import Where, composed_title, literal_unit
from incidents.figures import Figure, derive
from incidents.folding import fold
from incidents.models import (
    AdminUnit,
    Claim,
    ClaimLink,
    ExactSite,
    Incident,
    Participation,
    Site,
)
from incidents.values import (
    ClaimLinkKind,
    NewClaim,
    NewIncident,
    NewParticipation,
    NewSite,
    Precision,
)

IdOf = Callable[[type[Model], object], int]
"""The id of a row of one incident, by its table and its order or key: its own, or a new one."""
PLAIN = (
    "start",
    "end",
    "date_precision",
    "local_time",
    "zone",
    "certainty",
    "sensitive",
    "remarks_en",
    "remarks_fr",
)
DEATHS = ("state", "low", "retained", "high", "rule")


@dataclass(slots=True)
class Built:
    """All rows of one incident, with their ids; nothing is saved yet."""

    incident: Incident
    reports: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    exact: list[ExactSite] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    links: list[ClaimLink] = field(default_factory=list)


class Builder:
    """Turns values into rows. What keys mean is read once for a whole run."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.places = PublicPlaces()
        self._documents: dict[int, Documents] = {}

    def documents(self, row: NewIncident) -> Documents:
        dataset = self.register.dataset(row.dataset).pk
        if dataset not in self._documents:
            self._documents[dataset] = Documents(self.register, dataset)
        return self._documents[dataset]

    def build(self, row: NewIncident, incident: Incident, id_of: IdOf) -> Built:
        """The rows of `incident`, whose own columns are set here too.

        The documents of `row` must be kept already. Raises RowError for a key that is not known.
        """
        built = Built(incident)
        documents = self.documents(row)
        built.reports = list(dict.fromkeys(documents.id_of(one) for one in documents_of(row)))
        built.tags = self.register.tags(row.tags)
        self._set(incident, row)
        for order, site in enumerate(row.sites):
            self._site(built, site, order, id_of)
        for order, said in enumerate(row.participations):
            built.participations.append(self._participation(row, said, order, incident, id_of))
        self._claims(built, row, id_of)
        self._entitle(built, row)
        return built

    def _set(self, incident: Incident, row: NewIncident) -> None:
        for name in PLAIN:
            setattr(incident, name, getattr(row, name))
        incident.kind_id = self.register.kind(row.kind).key
        incident.sub_kind_id = self.register.kind(row.sub_kind).key
        incident.episode_id = self.register.episode(row.episode)
        incident.part_of_day = row.part_of_day or ""
        incident.end_part_of_day = row.end_part_of_day or ""
        incident.contested, incident.flags = list(row.contested), list(row.flags)

    def _site(self, built: Built, site: NewSite, order: int, id_of: IdOf) -> None:
        places = self.register.places([site.geonames_id] if site.geonames_id else [])
        public = Site(
            pk=id_of(Site, order),
            incident=built.incident,
            order=order,
            place_id=places.get(site.geonames_id or 0),
            name_en=site.name,
            name_fr=site.name_fr or site.name,
            country=site.country,
            admin1=self.register.unit(site.admin1),
            admin2=self.register.unit(site.admin2),
            admin1_literal=site.admin1_name,
            admin2_literal=site.admin2_name,
            latitude=site.latitude,
            longitude=site.longitude,
            precision=site.precision,
            radius_km=site.radius_km,
            local_time=site.local_time,
            part_of_day=site.part_of_day or "",
            basis=site.basis,
        )
        built.sites.append(public)
        if built.incident.sensitive:
            exact = self.places.generalise(public)
            exact.pk, exact.site = id_of(ExactSite, order), public
            built.exact.append(exact)

    def _participation(
        self, row: NewIncident, said: NewParticipation, order: int, incident: Incident, id_of: IdOf
    ) -> Participation:
        return Participation(
            pk=id_of(Participation, order),
            incident=incident,
            order=order,
            actor_id=self.register.actor(said.actor),
            description_en=said.description_en,
            description_fr=said.description_fr or said.description_en,
            literal=said.literal,
            role=said.role,
            attribution=said.attribution,
            attributed_by=said.attributed_by,
            attributed_by_fr=said.attributed_by_fr or said.attributed_by,
            report_id=self.documents(row).id_of(said.report) if said.report else None,
            alternative=said.alternative,
            note=said.note,
            note_fr=said.note_fr or said.note,
        )

    def _claims(self, built: Built, row: NewIncident, id_of: IdOf) -> None:
        documents = self.documents(row)
        figures = []
        keyed = [said.key or f"{row.key}/{order}" for order, said in enumerate(row.claims)]
        for order, said in enumerate(row.claims):
            claim = self._claim(said, built.incident, keyed[order], order)
            claim.pk = id_of(Claim, keyed[order])
            claim.report_id = documents.id_of(said.report or row.report)
            claim.site_id = None if said.site is None else built.sites[said.site].pk
            built.claims.append(claim)
            published = (said.report or row.report).published_on
            origin = documents.origin_of(said.report or row.report)
            figures.append(figure_of(claim, origin=origin, published=published))
        self._link(built, row)
        set_deaths(built.incident, figures)

    def _claim(self, said: NewClaim, incident: Incident, key: str, order: int) -> Claim:
        source = self.register.source
        return Claim(
            incident=incident,
            order=order,
            dataset_key=key,
            speaker_actor_id=self.register.actor(said.speaker_actor),
            speaker_source_id=source(said.speaker_source) if said.speaker_source else None,
            speaker_voice_en=said.speaker_voice_en,
            speaker_voice_fr=said.speaker_voice_fr or said.speaker_voice_en,
            carrier_id=source(said.carrier) if said.carrier else None,
            about=said.about,
            measure=said.measure or "",
            group=said.group,
            group_fr=said.group_fr or said.group,
            side=said.side,
            scope=said.scope,
            low=said.low,
            best=said.best,
            high=said.high,
            words=said.words,
            state=said.state,
            stance=said.stance,
            standing=said.standing,
            said_on=said.said_on,
            said_at=moment_of(said.said_on, said.said_time),
            said_part_of_day=said.said_part_of_day or "",
            said_precision=said.said_precision,
            credibility=said.credibility,
            text_en=said.text_en,
            text_fr=said.text_fr,
            wording=said.wording,
            wording_language=said.wording_language,
            translation=said.translation,
            translation_by=said.translation_by,
            flags=list(said.flags),
        )

    def _link(self, built: Built, row: NewIncident) -> None:
        """Parts, further figures, contradictions and replacements, by the claims' keys."""
        ids = {claim.dataset_key: claim.pk for claim in built.claims}
        for said, claim in zip(row.claims, built.claims, strict=True):
            claim.part_of_id = ids.get(said.part_of)
            claim.same_statement_as_id = ids.get(said.same_statement_as)
            for kind, keys in (
                (ClaimLinkKind.CONTRADICTS, said.contradicts),
                (ClaimLinkKind.SUPERSEDES, said.supersedes),
            ):
                built.links += [
                    ClaimLink(claim_id=claim.pk, kind=kind, other_id=ids[key])
                    for key in dict.fromkeys(keys)
                    if key in ids
                ]

    def _entitle(self, built: Built, row: NewIncident) -> None:
        """Title and search text. A title that names a hidden place is not taken."""
        incident = built.incident
        titles = (row.title_en, row.title_fr or row.title_en)
        told = names_the_truth(" ".join(titles), built.exact, built.sites)
        incident.composed_title = told or not row.title_en
        if incident.composed_title:
            titles = self.title(row.sub_kind, built.sites)
        incident.title_en, incident.title_fr = titles
        incident.search = search_text(incident, built.sites, built.participations)

    def title(self, sub_kind: str, sites: Sequence[Site]) -> tuple[str, str]:
        """Kind and first public place in both languages."""
        return self.composed(sub_kind, _where(sites))

    def composed(self, sub_kind: str, where: Where) -> tuple[str, str]:
        kind = self.register.kind(sub_kind)
        return composed_title((kind.name_en, kind.name_fr), where)


def figure_of(claim: Claim, *, origin: str, published: Any) -> Figure:
    """A claim as the rule of figures reads it. `published` is the day of its document."""
    speaker = (claim.speaker_actor_id, claim.speaker_source_id, claim.speaker_voice_en.casefold())
    return Figure(
        claim=claim.pk,
        speaker=repr(speaker),
        origin=origin,
        measure=claim.measure or None,  # type: ignore[arg-type]
        side=claim.side,  # type: ignore[arg-type]
        scope=claim.scope,  # type: ignore[arg-type]
        state=claim.state,  # type: ignore[arg-type]
        stance=claim.stance,  # type: ignore[arg-type]
        standing=claim.standing,  # type: ignore[arg-type]
        low=claim.low,
        best=claim.best,
        high=claim.high,
        said_on=claim.said_on or published,
        dataset_best=claim.best is not None,
    )


def set_deaths(incident: Incident, figures: Sequence[Figure]) -> None:
    """The incident's deaths by the rule; a person's choice stands."""
    choice = None
    if incident.chosen_deaths is not None:
        choice = (incident.chosen_deaths, incident.chosen_claim_id)
    deaths = derive(figures, choice=choice)
    for name in DEATHS:
        setattr(incident, f"deaths_{name}", getattr(deaths, name))
    incident.deaths_claim_id = deaths.claim


def search_text(
    incident: Incident, sites: Sequence[Site], participations: Sequence[Participation]
) -> str:
    """Folded words of what readers may see: titles, public places, data sets' own names.

    A data set's key may name the place; where that is blurred, the key is no word to look for.
    """
    words = [incident.title_en, incident.title_fr, incident.public_id]
    if not incident.sensitive:
        words.append(incident.dataset_key)
    for site in sites:
        words += [site.name_en, site.name_fr, site.admin1_literal, site.admin2_literal]
    for said in participations:
        words += [said.description_en, said.description_fr, said.literal]
    return " ".join(dict.fromkeys(fold(word) for word in dict.fromkeys(words) if word))


def _where(sites: Sequence[Site]) -> Where:
    if not sites:
        return Where(country="")
    site = sites[0]
    names = ("", "") if site.generalised else (site.name_en, site.name_fr)
    literals = site.admin1_literal, site.admin2_literal
    return where_of(site.country, names, site.precision, (site.admin1, site.admin2), literals)


def where_of(
    country: str,
    names: tuple[str, str],
    precision: str,
    units: tuple[AdminUnit | None, AdminUnit | None],
    literals: tuple[str, str],
) -> Where:
    """What a title tells of a public place: its names, its units, and the data set's for them."""
    named = precision not in (Precision.COUNTRY, Precision.ADMIN1)
    level = 2 if precision == Precision.ADMIN2 and (units[1] or literals[1]) else 1
    unit = units[level - 1]
    literal, kind = literal_unit(literals[level - 1])
    return Where(
        country=country,
        place_en=names[0] if named else "",
        place_fr=names[1] if named else "",
        unit_en=unit.name_en if unit else literal,
        unit_fr=unit.name_fr if unit else literal,
        unit_type=unit.type if unit else kind,
        unit_level=level,
    )
