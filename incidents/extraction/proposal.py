"""What the extraction hands over: incidents with, for every value, the words that say so.

Offsets are characters of the text that was given, half-open. Confidence is a share from 0 to 1: how
plainly the words say it, not whether it is true.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from incidents.values import (
    About,
    Attribution,
    DatePrecision,
    FigureState,
    Measure,
    ParticipationRole,
    PartOfDay,
    Precision,
    Scope,
    Side,
    Stance,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something stands in the text: `text[start:end]`."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """True when the other lies inside this one, or is the same."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """True when the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The civil days of the facts at the place, both included."""

    start: date
    end: date
    precision: DatePrecision
    part_of_day: PartOfDay | None
    evidence: Span
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedSite:
    """One place. Without a point only its name is known, or the unit around it."""

    name: str
    country: str
    precision: Precision
    evidence: Span
    confidence: float
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    """How far off the point may be, where the words give only a distance or a village near by."""
    admin1: str = ""
    """Key of an admin unit, or empty."""
    place: int | None = None
    """Id in the gazetteer; None where the gazetteer does not know the name."""
    homonyms: tuple[int, ...] = ()
    """Ids of other places of that name that the text does not rule out, likeliest first."""
    part_of_day: PartOfDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedPart:
    """Who took part, in which role and on what ground."""

    role: ParticipationRole
    attribution: Attribution
    actor: str
    """Key of an actor of the register; empty for a description."""
    name: str
    """The actor's usual name, or the text's own description."""
    attributed_by: str
    evidence: Span
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedClaim:
    """One attributed statement. An empty speaker is the article itself."""

    speaker: str
    about: About
    evidence: Span
    confidence: float
    speaker_actor: str = ""
    carrier: str = ""
    """Who quotes the speaker, as the text names it, where that is not the article."""
    measure: Measure | None = None
    group: str = ""
    side: Side = Side.NOT_STATED
    scope: Scope = Scope.WHOLE
    low: int | None = None
    high: int | None = None
    words: str = ""
    """The figure as the text writes it."""
    state: FigureState = FigureState.NOT_A_FIGURE
    stance: Stance = Stance.ASSERTS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedIncident:
    """One incident, as far as the text tells it."""

    when: When | None
    country: str
    """ISO code, or empty where the text does not say."""
    kind: str
    """Key of a kind of the vocabulary, or empty."""
    kind_evidence: Span | None
    sites: tuple[ProposedSite, ...] = ()
    parts: tuple[ProposedPart, ...] = ()
    claims: tuple[ProposedClaim, ...] = ()

    @property
    def perpetrators(self) -> tuple[ProposedPart, ...]:
        """Named actors that claimed it or to whom somebody attributes it."""
        return tuple(
            part for part in self.parts if part.role == ParticipationRole.PERPETRATOR and part.actor
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What one text proposes: the main incident, and others that it tells of beside it."""

    language: str
    main: ProposedIncident
    others: tuple[ProposedIncident, ...] = ()
    background: tuple[Span, ...] = field(default=())
    """Sentences that tell of other times and places, and were kept out."""
