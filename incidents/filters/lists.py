"""The parameters of the other lists: claims, documents, sources, actors, places, units."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext_lazy

from incidents.filters.declared import Declaration, Parameter
from incidents.filters.incidents import LARGEST_PAGE, PAGE_SIZE
from incidents.filters.kinds import (
    Choice,
    Day,
    Flag,
    Keys,
    Opaque,
    PublicId,
    Text,
    Whole,
    Words,
    plain,
)
from incidents.filters.shapes import Circle, CircleKind
from incidents.values import (
    COUNTRIES,
    About,
    ActorType,
    FigureState,
    Measure,
    Scope,
    Side,
    Stance,
    Standing,
)

UNITS = ("day", "week", "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """A page of a list."""

    page_size: int = PAGE_SIZE
    cursor: str = ""

    def digest(self) -> str:
        """Names the filters: equal for two pages of one walk alone."""
        asked = [
            (one.name, getattr(self, one.name))
            for one in fields(self)
            if one.name not in ("page_size", "cursor")
        ]
        return hashlib.sha256(repr((type(self).__name__, asked)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilters(Paged):
    incident: str = ""
    report: str = ""
    dataset: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    carrier: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    said_after: date | None = None
    said_before: date | None = None
    order: str = "-said"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFilters(Paged):
    incident: str = ""
    source: tuple[str, ...] = ()
    dataset: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    published_after: date | None = None
    published_before: date | None = None
    q: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFilters(Paged):
    kind: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    q: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFilters(Paged):
    type: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    q: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFilters(Paged):
    country: tuple[str, ...] = ()
    near: Circle | None = None
    q: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilters(Paged):
    country: tuple[str, ...] = ()
    level: int | None = None
    parent: tuple[str, ...] = ()
    valid_on: date | None = None
    geometry: bool = False
    q: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """A list without parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFilters:
    vocabulary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    q: str = ""
    limit: int = 8


PAGING = (
    Parameter(
        "page_size",
        Whole(1, LARGEST_PAGE, PAGE_SIZE),
        gettext_lazy("Rows in an answer."),
        "50",
        paging=True,
    ),
    Parameter(
        "cursor",
        Opaque(),
        gettext_lazy("Where the next page starts: taken from “next”."),
        "eyJ…",
        paging=True,
    ),
)
Q = Parameter(
    "q",
    Text(),
    gettext_lazy("Words that must all occur in its names; accents do not matter."),
    "gao",
)
COUNTRY = Parameter(
    "country",
    Words(COUNTRIES, none=False, upper=True),
    gettext_lazy("Countries of the region, as ISO 3166-1 codes of two letters."),
    "ML",
)
OF_INCIDENT = Parameter(
    "incident", PublicId("VS"), gettext_lazy("Those of one incident."), "VS-0123456789AB"
)

CLAIMS: Declaration[ClaimFilters] = Declaration(
    ClaimFilters,
    (
        OF_INCIDENT,
        Parameter(
            "report", PublicId("RP"), gettext_lazy("Those in one document."), "RP-0123456789AB"
        ),
        Parameter(
            "dataset",
            Keys("datasets/", none=False),
            gettext_lazy("About incidents of these data sets, by the keys of datasets/."),
            "curated",
        ),
        Parameter(
            "speaker",
            Keys("actors/"),
            gettext_lazy(
                "Who says it, by the keys of actors/ or sources/; none: a voice without a key, "
                "such as “members of the security forces”."
            ),
            "jnim",
        ),
        Parameter(
            "carrier",
            Keys("sources/", none=False),
            gettext_lazy("Who published or quotes it, by the keys of sources/."),
            "bbc",
        ),
        Parameter(
            "about", Words(plain(About), none=False), gettext_lazy("What it is about."), "control"
        ),
        Parameter(
            "measure",
            Words(plain(Measure)),
            gettext_lazy("What a figure counts; none: claims that are no figure."),
            "killed",
        ),
        Parameter(
            "side",
            Words(plain(Side), none=False),
            gettext_lazy("Whose people a figure counts."),
            "victims",
        ),
        Parameter(
            "scope",
            Words(plain(Scope), none=False),
            gettext_lazy("The whole incident, one site, a part of another figure, or more."),
            "whole",
        ),
        Parameter(
            "state",
            Words(plain(FigureState), none=False),
            gettext_lazy(
                "stated, or a silence: none (nobody killed), unknown, withheld; not_a_figure."
            ),
            "withheld",
        ),
        Parameter(
            "stance",
            Words(plain(Stance), none=False),
            gettext_lazy("How it is said."),
            "denies",
        ),
        Parameter(
            "standing",
            Words(plain(Standing), none=False),
            gettext_lazy("Where it stands today."),
            "superseded",
        ),
        Parameter(
            "said_after", Day(), gettext_lazy("Said on this day or later (UTC)."), "2024-09-17"
        ),
        Parameter("said_before", Day(), gettext_lazy("Said before this day (UTC)."), "2024-09-24"),
        Parameter(
            "order",
            Choice(("-said", "said"), "-said"),
            gettext_lazy("By the day on which it was said; those without a day come last."),
            "said",
            paging=True,
        ),
        *PAGING,
    ),
)
REPORTS: Declaration[ReportFilters] = Declaration(
    ReportFilters,
    (
        OF_INCIDENT,
        Parameter("source", Keys("sources/", none=False), gettext_lazy("Of these sources."), "bbc"),
        Parameter(
            "dataset",
            Keys("datasets/"),
            gettext_lazy("Rows of these data sets; none: documents that are no such row."),
            "ucdp",
        ),
        Parameter(
            "language",
            Keys("reports/", none=False),
            gettext_lazy("Languages, as ISO 639 codes."),
            "fr",
        ),
        Parameter(
            "published_after",
            Day(),
            gettext_lazy("Published on this day or later."),
            "2024-09-17",
        ),
        Parameter(
            "published_before", Day(), gettext_lazy("Published before this day."), "2024-09-24"
        ),
        Parameter("q", Text(), gettext_lazy("Words that all occur in the title."), "airport"),
        *PAGING,
    ),
)
SOURCES: Declaration[SourceFilters] = Declaration(
    SourceFilters,
    (
        Parameter(
            "kind",
            Keys("terms/?vocabulary=source_kind", none=False),
            gettext_lazy("Kinds of source."),
            "newspaper",
        ),
        COUNTRY,
        Q,
        *PAGING,
    ),
)
ACTORS: Declaration[ActorFilters] = Declaration(
    ActorFilters,
    (
        Parameter(
            "type",
            Words(plain(ActorType), none=False),
            gettext_lazy("Types of actor."),
            "rebel",
        ),
        COUNTRY,
        Q,
        *PAGING,
    ),
)
PLACES: Declaration[PlaceFilters] = Declaration(
    PlaceFilters,
    (
        COUNTRY,
        Parameter(
            "near",
            CircleKind(),
            gettext_lazy("latitude,longitude,kilometres: within that distance of the point."),
            "16.27,-0.04,50",
        ),
        Q,
        *PAGING,
    ),
)
ADMIN_UNITS: Declaration[UnitFilters] = Declaration(
    UnitFilters,
    (
        COUNTRY,
        Parameter(
            "level",
            Whole(0, 3),
            gettext_lazy("0 country, 1 region, 2 district, 3 commune."),
            "1",
        ),
        Parameter(
            "parent",
            Keys("admin-units/", none=False),
            gettext_lazy("Units directly within these, by their keys."),
            "ml-gao",
        ),
        Parameter("valid_on", Day(), gettext_lazy("Units that exist on this day."), "2025-07-02"),
        Parameter(
            "geometry",
            Flag(),
            gettext_lazy("true: with their outlines, where these are known."),
            "true",
        ),
        Q,
        *PAGING,
    ),
)
TERMS: Declaration[TermFilters] = Declaration(
    TermFilters,
    (
        Parameter(
            "vocabulary",
            Keys("terms/", none=False),
            gettext_lazy("Vocabularies: target, weapon, access, crime…"),
            "target",
        ),
    ),
)
SEARCH: Declaration[Search] = Declaration(
    Search,
    (
        Parameter("q", Text(), gettext_lazy("What is typed so far."), "tombouc"),
        Parameter("limit", Whole(1, 50, 8), gettext_lazy("At most so many of each."), "8"),
    ),
)
NOTHING: Declaration[Nothing] = Declaration(Nothing, ())
