"""What every format, action and reader speaks: closed vocabularies, and rows that are right.

Nothing here knows Django or the database. Longitudes and latitudes are degrees WGS 84; days are
civil days at the place; timestamps are UTC.
"""

from __future__ import annotations

import enum
import hashlib
import secrets
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
COUNTRIES = ("ML", "BF", "NE", "TD", "MR", "NG", "CM", "BJ", "TG", "GH", "CI", "SN", "DZ", "LY")
"""The fourteen countries whose incidents the record keeps (ISO 3166-1 alpha-2)."""


class RowError(Exception):
    """A row that cannot be taken: the field at fault and the reason with its remedy."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class OutOfScope(Exception):
    """A valid row about a country outside the region: counted, never refused."""


def new_public_id(prefix: str) -> str:
    """An unguessable permanent id: a prefix and 12 characters of Crockford base32 (60 bits)."""
    return prefix + "-" + "".join(secrets.choice(CROCKFORD) for _ in range(12))


class Role(enum.StrEnum):
    """What a user may do; each role includes those before it."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


class Status(enum.StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    RETRACTED = "retracted"


class DatePrecision(enum.StrEnum):
    """How well the day is known; the span is always start..end, both included."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class TimePrecision(enum.StrEnum):
    """How well a moment is known."""

    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class PartOfDay(enum.StrEnum):
    NIGHT = "night"
    DAWN = "dawn"
    MORNING = "morning"
    MIDDAY = "midday"
    EARLY_AFTERNOON = "early_afternoon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Precision(enum.StrEnum):
    """How well a site's place is known (geo precision)."""

    EXACT = "exact"
    NEAR = "near"
    ADMIN3 = "admin3"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    AREA = "area"


MAPPABLE = frozenset({Precision.EXACT, Precision.NEAR})
"""Only these are drawn as points; all others are shaded or counted, never pinned."""


class ParticipationRole(enum.StrEnum):
    PERPETRATOR = "perpetrator"
    TARGET = "target"
    VICTIM = "victim"
    RESPONDER = "responder"
    AFFECTED = "affected"


class Attribution(enum.StrEnum):
    """Why a perpetrator stands there. Other roles are `stated`."""

    CLAIMED = "claimed"
    ATTRIBUTED = "attributed"
    DENIED = "denied"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"
    STATED = "stated"


class Certainty(enum.StrEnum):
    """That it happened at all; says nothing about the toll."""

    VERIFIED = "verified"
    CORROBORATED = "corroborated"
    SINGLE_ORIGIN = "single_origin"
    UNVERIFIED = "unverified"


class Contested(enum.StrEnum):
    """The points on which accounts differ."""

    OCCURRENCE = "occurrence"
    PLACE = "place"
    AUTHOR = "author"
    TOLL = "toll"
    CONTROL = "control"


class About(enum.StrEnum):
    RESPONSIBILITY = "responsibility"
    DENIAL = "denial"
    CASUALTIES = "casualties"
    CONTROL = "control"
    SITUATION = "situation"
    LOCATION = "location"
    TIMING = "timing"
    RESPONSE = "response"
    OTHER = "other"


class Measure(enum.StrEnum):
    KILLED = "killed"
    WOUNDED = "wounded"
    KILLED_OR_WOUNDED = "killed_or_wounded"
    KILLED_OR_MISSING = "killed_or_missing"
    KILLED_OR_ARRESTED = "killed_or_arrested"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    CAPTURED = "captured"
    FREED = "freed"
    DISPLACED = "displaced"
    SEXUAL_VIOLENCE = "sexual_violence"
    PRESENT = "present"
    DESTROYED = "destroyed"
    CLOSED = "closed"
    NEUTRALISED = "neutralised"
    LOSSES = "losses"


class Side(enum.StrEnum):
    """Whose people a figure counts. Deaths of attackers never enter an incident's toll."""

    ALL = "all"
    VICTIMS = "victims"
    ATTACKERS = "attackers"
    NOT_STATED = "not_stated"


class Scope(enum.StrEnum):
    WHOLE = "whole"
    SITE = "site"
    PART = "part"
    BEYOND = "beyond"


class FigureState(enum.StrEnum):
    """`none`, `unknown`, `withheld` and a stated 0 are four different things."""

    STATED = "stated"
    NONE = "none"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    NOT_A_FIGURE = "not_a_figure"


class Stance(enum.StrEnum):
    ASSERTS = "asserts"
    CLAIMS = "claims"
    DENIES = "denies"
    RETRACTS = "retracts"


class Standing(enum.StrEnum):
    """Where a claim stands today, in the words of those who carried it."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    OFFICIAL = "official"
    SINGLE_SOURCE = "single_source"
    FOOTAGE = "footage"
    UNVERIFIED = "unverified"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class DeathsState(enum.StrEnum):
    """What can be said of an incident's dead.

    `retained`: a named rule or person chose a figure. `rival`: figures exist, none chosen.
    `none`: someone says nobody died. `withheld`: someone declines to say. `unknown`: nothing said.
    """

    RETAINED = "retained"
    RIVAL = "rival"
    NONE = "none"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"


class DeathsRule(enum.StrEnum):
    ANALYST = "analyst"
    INDEPENDENT_ORIGINS = "independent_origins"
    DATASET_BEST = "dataset_best"
    NO_RULE = "none"


class RelationKind(enum.StrEnum):
    COMPONENT_OF = "component_of"
    SUCCESSOR_OF = "successor_of"
    SPLIT_FROM = "split_from"
    MERGED_INTO = "merged_into"
    AFFILIATED_WITH = "affiliated_with"
    FIGHTS_WITH = "fights_with"
    COMMANDS = "commands"


class RelationStatus(enum.StrEnum):
    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    REJECTED = "rejected"


class ActorType(enum.StrEnum):
    """ACLED's eight actor types (codebook, table 3), in its order 1–8."""

    STATE = "state"
    REBEL = "rebel"
    POLITICAL_MILITIA = "political_militia"
    IDENTITY_MILITIA = "identity_militia"
    RIOTERS = "rioters"
    PROTESTERS = "protesters"
    CIVILIANS = "civilians"
    EXTERNAL = "external"


class ClaimLinkKind(enum.StrEnum):
    CONTRADICTS = "contradicts"
    SUPERSEDES = "supersedes"


class Flag(enum.StrEnum):
    """Something odd in what a source stated, kept as stated and shown."""

    FIGURES_OUT_OF_ORDER = "figures_out_of_order"
    ZERO_OR_UNKNOWN = "zero_or_unknown"
    AGGREGATED = "aggregated"
    CODING_UNCERTAIN = "coding_uncertain"
    PLACE_MISSING = "place_missing"


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

    def fingerprint(self) -> str:
        """SHA-256 of all that the row says: equal rows are the same row."""
        return hashlib.sha256(repr(asdict(self)).encode()).hexdigest()
