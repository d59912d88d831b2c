"""ACLED's event exports of 2015, 2022, 2023 and 2025: CSV or XLSX, in upper or lower case.

ACLED codes the lowest figure that it found, and 0 also where nothing is known: a number is kept as
its claim, 0 as "0 or unknown". Its terms allow the licensee's own analysis: the data set is
neither shown nor exported unless the operator says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from incidents.formats.acled_words import (
    ALIASES,
    DESCRIBED,
    INTER,
    KINDS,
    OLD_EVENTS,
    SENSITIVE_KINDS,
    SENSITIVE_PEOPLE,
    SUB_KINDS,
    TOLD,
    UNIDENTIFIED,
    USUAL,
)
from incidents.formats.countries import GLEDITSCH_WARD, ISO_NUMERIC, country_named
from incidents.formats.fields import Row, day, needed, point, text, whole
from incidents.formats.names import Names, Treatment
from incidents.formats.reading import Reading
from incidents.formats.sensitive import sensitive_place
from incidents.formats.wrong_file import check_header
from incidents.values import (
    About,
    Attribution,
    DatePrecision,
    FigureState,
    Flag,
    Measure,
    NewClaim,
    NewIncident,
    NewParticipation,
    NewReport,
    NewSite,
    OutOfScope,
    ParticipationRole,
    Precision,
    RowError,
    Side,
)

DATASET = "acled"
SOURCE = "acled"
SAYS = "ACLED"
KEY = "event_id_cnty"
COLUMNS = (
    "event_id_cnty",
    "event_date",
    "event_type",
    "actor1",
    "actor2",
    "country",
    "latitude",
    "longitude",
    "fatalities",
)
DAYS = ("event_date",)
ZERO = "0 or unknown (ACLED rule)"
PRECISIONS = {1: Precision.EXACT, 2: Precision.NEAR, 3: Precision.ADMIN1}
DATE_PRECISIONS = {1: DatePrecision.DAY, 2: DatePrecision.WEEK, 3: DatePrecision.MONTH}
AND_OR = re.compile(r"\s+and/or\s+", re.IGNORECASE)
Roles = tuple[ParticipationRole, ParticipationRole]
ROLES: dict[str, Roles] = {
    "battles": (ParticipationRole.PARTY, ParticipationRole.PARTY),
    "civilians": (ParticipationRole.PERPETRATOR, ParticipationRole.VICTIM),
    "explosions": (ParticipationRole.PERPETRATOR, ParticipationRole.TARGET),
    "protests": (ParticipationRole.AFFECTED, ParticipationRole.RESPONDER),
    "riots": (ParticipationRole.PERPETRATOR, ParticipationRole.TARGET),
    "other": (ParticipationRole.PARTY, ParticipationRole.AFFECTED),
}
"""Of the first and second actor, by kind."""
FORCE = (ParticipationRole.VICTIM, ParticipationRole.PERPETRATOR)
"""Where the second actor uses force against the first, who protests."""


def release_of(name: str) -> str:
    """ACLED has no releases: each row carries the moment of its own last change."""
    return ""


def check(name: str, columns: Sequence[str]) -> None:
    """Raises TableError where the header is not ACLED's."""
    check_header(
        name, columns, COLUMNS, own=SAYS, begins="event_id_cnty,event_date,year,time_precision"
    )


def parse(row: Row, reading: Reading) -> NewIncident:
    """One incident. Raises RowError where the row is wrong, OutOfScope for other regions."""
    row = {ALIASES.get(name, name): cell for name, cell in row.items()}
    country = _country(row)
    key = needed(row, KEY)
    start = _day(row, reading)
    kind, sub_kind, guessed = _kind(row)
    site = _site(row, country)
    toll = _toll(row, key)
    notes = _notes(row, key)
    flags = {
        Flag.ZERO_OR_UNKNOWN: Flag.ZERO_OR_UNKNOWN in toll.flags,
        Flag.CODING_UNCERTAIN: guessed,
        Flag.PLACE_MISSING: site.latitude is None,
    }
    return NewIncident(
        dataset=DATASET,
        key=key,
        kind=kind,
        sub_kind=sub_kind,
        start=start,
        end=start,
        date_precision=DATE_PRECISIONS[whole(row, "time_precision", low=1, high=3) or 1],
        sites=(site,),
        participations=tuple(
            _parties(row, reading.names, FORCE if sub_kind == "excessive_force" else ROLES[kind])
        ),
        claims=(toll, *notes),
        report=_report(row, key, reading.release),
        sensitive=_sensitive(row, sub_kind),
        flags=tuple(flag for flag, holds in flags.items() if holds),
    )


def _country(row: Row) -> str:
    """By name; where an older export has none, by its number."""
    iso, gw, name = text(row, "iso"), text(row, "gwno"), text(row, "country")
    if name:
        found = country_named(name)
    elif iso:
        found = ISO_NUMERIC.get(int(iso)) if iso.isdigit() else None
    elif gw:
        found = GLEDITSCH_WARD.get(int(gw)) if gw.isdigit() else None
    else:
        raise RowError("country", "is empty")
    if found is None:
        raise OutOfScope(name or iso or gw)
    return found


def _day(row: Row, reading: Reading) -> date:
    found = day(row, "event_date", month_first=reading.month_first)
    year = whole(row, "year", low=1900, high=2100)
    if year and year != found.year:
        raise RowError("event_date", f"{text(row, 'event_date')!r} is not in the year {year}")
    return found


def _kind(row: Row) -> tuple[str, str, bool]:
    """Kind, sub-kind, and whether the sub-kind had to be guessed."""
    event, sub_event = needed(row, "event_type").casefold(), text(row, "sub_event_type").casefold()
    if event not in KINDS and event not in OLD_EVENTS:
        raise _unknown(row, "event_type")
    if sub_event:
        if sub_event not in SUB_KINDS:
            raise _unknown(row, "sub_event_type")
        return *SUB_KINDS[sub_event], False
    if event in OLD_EVENTS:
        return *SUB_KINDS[event], False
    kind = KINDS[event]
    if kind == "explosions":
        notes = text(row, "notes", limit=5000)
        told = next((one for pattern, one in TOLD if pattern.search(notes)), USUAL[kind])
        return kind, told, True
    if event == "riots/protests" and INTER.get(text(row, "inter1").casefold()) == "protesters":
        kind = "protests"
    return kind, USUAL[kind], True


def _unknown(row: Row, field: str) -> RowError:
    return RowError(field, f"{text(row, field)[:60]!r} is none of ACLED's types")


def _site(row: Row, country: str) -> NewSite:
    latitude, longitude = point(row)
    stated = whole(row, "geo_precision", low=1, high=3) or 1
    precision = PRECISIONS[stated]
    if latitude is None:
        finest = {"admin2": Precision.ADMIN2, "admin1": Precision.ADMIN1}
        precision = next((p for unit, p in finest.items() if text(row, unit)), Precision.COUNTRY)
    return NewSite(
        name=text(row, "location", limit=200),
        country=country,
        precision=precision,
        latitude=latitude,
        longitude=longitude,
        admin1_name=text(row, "admin1", limit=120),
        admin2_name=text(row, "admin2", limit=120),
        basis=f"{SAYS}, geo_precision {stated}" if latitude is not None else "",
    )


def _toll(row: Row, key: str) -> NewClaim:
    number = whole(row, "fatalities")
    known = bool(number)
    return NewClaim(
        about=About.CASUALTIES,
        key=f"{key}:deaths",
        speaker_source=SOURCE,
        measure=Measure.KILLED,
        side=Side.ALL,
        low=number if known else None,
        state=FigureState.STATED if known else FigureState.UNKNOWN,
        words="" if known or number is None else ZERO,
        flags=(Flag.ZERO_OR_UNKNOWN,) if number == 0 else (),
    )


def _notes(row: Row, key: str) -> Iterator[NewClaim]:
    if notes := text(row, "notes", limit=300):
        yield NewClaim(
            about=About.OTHER,
            key=f"{key}:notes",
            speaker_source=SOURCE,
            wording=notes,
            wording_language="en",
        )


def _parties(row: Row, names: Names, roles: Roles) -> Iterator[NewParticipation]:
    alternative = 0
    for number, role in zip("12", roles, strict=True):
        inter = INTER.get(text(row, f"inter{number}").casefold(), "")
        strings = [text(row, f"actor{number}")]
        strings += text(row, f"assoc_actor_{number}", limit=4000).split(";")
        for string in filter(None, map(str.strip, strings)):
            options = AND_OR.split(string)
            if len(options) > 1:
                alternative += 1
            for option in options:
                yield _party(
                    option,
                    names,
                    role=role,
                    inter=inter,
                    alternative=alternative if len(options) > 1 else None,
                )


def _party(
    literal: str, names: Names, *, role: ParticipationRole, inter: str, alternative: int | None
) -> NewParticipation:
    """Who one string means: an actor, people in words, somebody unknown, or a literal alone."""
    kept = literal[:200]
    acting = role == ParticipationRole.PERPETRATOR
    party = role == ParticipationRole.PARTY
    stands = Attribution.ATTRIBUTED if acting else Attribution.STATED
    found = NewParticipation(
        role=role,
        attribution=stands,
        literal=kept,
        attributed_by=SAYS if acting or party else "",
        alternative=alternative,
    )
    for pattern, english, french in DESCRIBED:
        if pattern.search(literal):
            return _people(found, english, french)
    if UNIDENTIFIED.search(literal):
        unknown = Attribution.UNKNOWN if acting or party else stands
        return replace(
            found,
            attribution=unknown,
            description_en="unidentified armed group",
            description_fr="groupe armé non identifié",
        )
    meant = names.acled(literal)
    if meant.actors:
        return replace(found, actor=meant.actors[0])
    if meant.treatment == Treatment.COMMUNITY or inter == "identity_militia":
        return found
    return replace(found, description_en=kept)


def _people(found: NewParticipation, english: str, french: str) -> NewParticipation:
    """People who are no actors, in words; those who were shot at are victims."""
    role = ParticipationRole.VICTIM if found.role == ParticipationRole.TARGET else found.role
    return replace(found, role=role, description_en=english, description_fr=french)


def _sensitive(row: Row, sub_kind: str) -> str:
    """The key of the target vocabulary for which the place is blurred, or empty."""
    if sub_kind in SENSITIVE_KINDS:
        return SENSITIVE_KINDS[sub_kind]
    people = f"{text(row, 'assoc_actor_1')};{text(row, 'assoc_actor_2')}"
    found = (key for pattern, key in SENSITIVE_PEOPLE if pattern.search(people))
    return next(found, "") or sensitive_place(text(row, "location"))


def _report(row: Row, key: str, release: str) -> NewReport:
    sources = text(row, "source", limit=300)
    return NewReport(
        source=SOURCE,
        kind="dataset_row",
        title=f"{SAYS} {key}: {sources}" if sources else f"{SAYS} {key}",
        language="en",
        dataset_key=key,
        release=text(row, "timestamp", limit=24).removesuffix(".0") or release,
    )
