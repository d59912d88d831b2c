"""What the bodies of writes hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from incidents.values import Certainty, Contested, DatePrecision, PartOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person may change of an incident; only what is given is changed."""

    title_en: str = ""
    title_fr: str = ""
    kind: str = ""
    sub_kind: str = ""
    start: date | None = None
    end: date | None = None
    date_precision: DatePrecision = DatePrecision.DAY
    local_time: time | None = None
    part_of_day: PartOfDay | None = None
    end_part_of_day: PartOfDay | None = None
    zone: str | None = None
    certainty: Certainty = Certainty.UNVERIFIED
    contested: tuple[Contested, ...] = ()
    sensitive: str | None = None
    remarks_en: str | None = None
    remarks_fr: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """No members: the address says it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathsChoice:
    """A figure retained by hand; `claim` is the id of the claim it comes from, where one is."""

    number: int
    because: str
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """Another incident that is the same, told by another data set, or only related."""

    other: str
    same: bool
    reason: str = ""
