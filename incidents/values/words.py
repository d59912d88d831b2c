"""The closed vocabularies of the record, and what may be wrong with a row."""

from __future__ import annotations

import enum
import secrets
import struct

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [first + second for first in CROCKFORD for second in CROCKFORD]
LOOK_ALIKE = str.maketrans("ILO", "110")
"""Letters that Crockford's base32 leaves out because people read them as digits."""
COUNTRIES = ("ML", "BF", "NE", "TD", "MR", "NG", "CM", "BJ", "TG", "GH", "CI", "SN", "DZ", "LY")
"""The fourteen countries whose incidents the record keeps (ISO 3166-1 alpha-2)."""

SYNTHETIC = "synthetic"
"""Key of the data set that a program drew: it is marked as such wherever it is shown."""


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
    bits = secrets.randbits(60)
    return prefix + "-" + "".join(CROCKFORD[bits >> shift & 31] for shift in range(0, 60, 5))


def new_public_ids(prefix: str, count: int) -> list[str]:
    """Many of them at once, a good deal faster."""
    codes = struct.unpack(f"<{count}Q", secrets.token_bytes(8 * count))
    return [
        prefix + "-" + "".join([_PAIRS[code >> shift & 1023] for shift in range(0, 60, 10)])
        for code in codes
    ]


def canonical_id(written: str) -> str:
    """A public id as the record has it, from one as people type it.

    Crockford's rules: case does not matter, I and L are read as 1, O as 0. What is no id stays
    none; nothing is raised.
    """
    prefix, dash, code = written.upper().partition("-")
    return prefix + dash + code.translate(LOOK_ALIKE)


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


class Label(enum.StrEnum):
    """Sorts of incidents by who may see them; a reader of one sort sees those before it too."""

    PUBLIC = "public"
    READER = "reader"
    """Published, of a data set whose licence lets nobody show it: for signed-in people."""
    DESK = "desk"
    """Drafts, in review, retracted: for analysts and above."""


class Topic(enum.StrEnum):
    """What kind of work waits in the outbox."""

    SNAPSHOT = "snapshot"


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
    PARTY = "party"
    """A side of a clash of which nobody says who attacked whom."""
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

    `retained`: a named rule or person chose a figure. `rival`: figures differ, none chosen.
    `single`: one figure, which no second independent origin gives, and which is not retained.
    `none`: someone says nobody died. `withheld`: someone declines to say. `unknown`: nothing said.
    """

    RETAINED = "retained"
    RIVAL = "rival"
    SINGLE = "single"
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
