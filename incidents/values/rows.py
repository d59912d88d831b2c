"""Rows that are right: what a format or a desk hands over to be kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, time
from itertools import compress
from operator import attrgetter, is_not
from typing import Any

from incidents.values.words import (
    About,
    Attribution,
    Certainty,
    Contested,
    DatePrecision,
    FigureState,
    Flag,
    Measure,
    ParticipationRole,
    PartOfDay,
    Precision,
    Scope,
    Side,
    Stance,
    Standing,
    TimePrecision,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """One document: of a data set (its row in one release) or of a named source."""

    source: str
    """Key of the source."""
    kind: str
    title: str = ""
    address: str = ""
    published_on: date | None = None
    published_at: datetime | None = None
    language: str = ""
    origin: str = ""
    """Names the wire or statement copied; equal text is one origin."""
    dataset_key: str = ""
    release: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """One place of an incident. Without a point, only the unit is known."""

    name: str
    country: str
    precision: Precision
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    admin1: str = ""
    """Key of an admin unit, or empty where none could be assigned."""
    admin2: str = ""
    admin1_name: str = ""
    """The source's own literal, kept when no unit of ours matches it."""
    admin2_name: str = ""
    geonames_id: int | None = None
    local_time: time | None = None
    part_of_day: PartOfDay | None = None
    name_fr: str = ""
    """Empty: the same name in French."""
    basis: str = ""
    """Where the point comes from, e.g. "GeoNames 2457816 (Faladié)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParticipation:
    """Who was involved and in which role. Without an actor, a description in words."""

    role: ParticipationRole
    attribution: Attribution = Attribution.STATED
    actor: str = ""
    """Key of an actor; empty for a description."""
    description_en: str = ""
    description_fr: str = ""
    literal: str = ""
    """The data set's own string, never shown as an actor of ours."""
    attributed_by: str = ""
    alternative: int | None = None
    """Same number = "A or B, not settled"."""
    attributed_by_fr: str = ""
    """Empty: the same words in French."""
    report: NewReport | None = None
    """Where it is said, where that is not the incident's own document."""
    note: str = ""
    note_fr: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """One attributed statement about an incident."""

    about: About
    key: str = ""
    """The data set's key of this statement, unique within the data set."""
    speaker_actor: str = ""
    speaker_source: str = ""
    speaker_voice_en: str = ""
    speaker_voice_fr: str = ""
    carrier: str = ""
    """Key of the source that carries it, where that is not the report's own source."""
    report: NewReport | None = None
    """Its own document, where that is not the incident's."""
    site: int | None = None
    """Index of the site it is about."""
    measure: Measure | None = None
    group: str = ""
    side: Side = Side.NOT_STATED
    scope: Scope = Scope.WHOLE
    low: int | None = None
    best: int | None = None
    high: int | None = None
    words: str = ""
    state: FigureState = FigureState.NOT_A_FIGURE
    stance: Stance = Stance.ASSERTS
    standing: Standing = Standing.REPORTED
    said_on: date | None = None
    said_time: time | None = None
    said_precision: TimePrecision = TimePrecision.UNKNOWN
    said_part_of_day: PartOfDay | None = None
    credibility: int | None = None
    text_en: str = ""
    text_fr: str = ""
    wording: str = ""
    wording_language: str = ""
    translation: str = ""
    translation_by: str = ""
    flags: tuple[Flag, ...] = ()
    group_fr: str = ""
    part_of: str = ""
    """Key of the figure of the same incident that this one is a part of."""
    same_statement_as: str = ""
    """Key of the claim of which this is a further figure."""
    contradicts: tuple[str, ...] = ()
    """Keys of claims of the same incident."""
    supersedes: tuple[str, ...] = ()
    """Keys of claims of the same incident that this one replaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIncident:
    """An incident as one data set tells it, right in every field."""

    dataset: str
    key: str
    kind: str
    sub_kind: str
    start: date
    end: date
    date_precision: DatePrecision
    sites: tuple[NewSite, ...]
    participations: tuple[NewParticipation, ...] = ()
    claims: tuple[NewClaim, ...] = ()
    report: NewReport
    title_en: str = ""
    """Empty: composed from kind and place."""
    title_fr: str = ""
    certainty: Certainty = Certainty.SINGLE_ORIGIN
    contested: tuple[Contested, ...] = ()
    tags: tuple[str, ...] = ()
    local_time: time | None = None
    part_of_day: PartOfDay | None = None
    zone: str = ""
    episode: str = ""
    flags: tuple[Flag, ...] = field(default=())
    end_part_of_day: PartOfDay | None = None
    reports: tuple[NewReport, ...] = ()
    """Further documents about it, besides those that its claims stand in."""
    sensitive: str = ""
    """Why its public place is blurred (a term of the target vocabulary), or empty."""
    remarks_en: str = ""
    remarks_fr: str = ""
    """Public remarks of method, one a line."""
    related: tuple[str, ...] = ()
    """Keys of related incidents of the same data set; never the same incident."""

    def fingerprint(self) -> str:
        """SHA-256 of what the row says: equal rows are the same row, in whatever release."""
        return hashlib.sha256(_said(self).encode()).hexdigest()


def _said(value: Any) -> str:
    """The content of a value. What is left at its default says nothing: a field more in a later
    version of this program must not make every stored row a changed one."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_said, value))}]"
    if isinstance(value, str):
        return repr(str(value))
    told = _told(type(value))
    if told is None:
        return repr(value)
    values = told.read(value)
    columns = zip(told.names, values, told.defaults, strict=True)
    # Most fields are at their default, and most defaults are the same object.
    content = [
        f"({name}, {repr(said) if type(said) is str else _said(said)})"
        for name, said, default in compress(columns, map(is_not, values, told.defaults))
        if said != default
    ]
    return f"[{', '.join(content)}]"


@dataclass(frozen=True, slots=True)
class _Told:
    """The fields of a dataclass that are part of what it says."""

    names: tuple[str, ...]
    """Quoted."""
    defaults: tuple[object, ...]
    read: Callable[[Any], tuple[object, ...]]


_TOLD: dict[type[Any], _Told | None] = {}


def _told(kind: type[Any]) -> _Told | None:
    """None for what is no dataclass."""
    if kind not in _TOLD:
        _TOLD[kind] = None
        if is_dataclass(kind):
            told = [one for one in fields(kind) if one.name != "release"]
            names = tuple(one.name for one in told)
            defaults = tuple(one.default for one in told)
            _TOLD[kind] = _Told(tuple(map(repr, names)), defaults, attrgetter(*names))
    return _TOLD[kind]
