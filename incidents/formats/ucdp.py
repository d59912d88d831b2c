"""UCDP GED and Candidate: 49 columns, HDX's copy with its line of tags, the 14-column re-export.

Columns are found by name: their order has changed between releases. UCDP does not say who
attacked: both sides of a fight stand as attributed by UCDP. Its figures stay as they are stated,
also where low ≤ best ≤ high does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from incidents.formats.countries import GLEDITSCH_WARD, country_named
from incidents.formats.fields import Row, day, needed, point, text, whole
from incidents.formats.names import Names, Treatment
from incidents.formats.reading import Reading
from incidents.formats.sensitive import sensitive_place
from incidents.formats.wrong_file import check_header
from incidents.values import (
    About,
    Attribution,
    Certainty,
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
    Scope,
    Side,
)

DATASET = "ucdp_ged"
SOURCE = "ucdp"
SAYS = "UCDP GED"
KEY = "id"
COLUMNS = ("id", "type_of_violence", "side_a", "side_b", "country", "latitude", "longitude")
"""Those that every shape has, besides its days and figures."""
DAYS = ("date_start", "date_end")
SHAPES = (
    (*DAYS, "low", "best", "high"),
    ("year", "month", "day", "low_death", "best_death", "high_death"),
)
KINDS = {
    "1": ("battles", "armed_clash"),
    "2": ("battles", "armed_clash"),
    "3": ("civilians", "attack_on_civilians"),
}
VIOLENCE = {
    "state-based": "1",
    "state-based violence": "1",
    "state-based conflict": "1",
    "non-state": "2",
    "non-state violence": "2",
    "non-state conflict": "2",
    "one-sided": "3",
    "one-sided violence": "3",
}
PRECISIONS = {
    1: Precision.EXACT,
    2: Precision.NEAR,
    3: Precision.ADMIN2,
    4: Precision.ADMIN1,
    5: Precision.AREA,
    6: Precision.COUNTRY,
    7: Precision.AREA,
}
NEAR_KM = 25.0
DATE_PRECISIONS = {
    1: DatePrecision.DAY,
    2: DatePrecision.DAYS,
    3: DatePrecision.WEEK,
    4: DatePrecision.MONTH,
    5: DatePrecision.YEAR,
}
PARTS = (
    ("deaths_a", "a", "side A", "camp A"),
    ("deaths_b", "b", "side B", "camp B"),
    ("deaths_civilians", "civilians", "civilians", "civils"),
    ("deaths_unknown", "unknown", "status unknown", "statut inconnu"),
)
"""Column, key, and the group in words. No name of a side: a side may be a people."""
_RELEASES = (
    re.compile(r"gedevent_v(\d+(?:_\d+)+)", re.IGNORECASE),
    re.compile(r"ged[_-]?(\d{2})[_.-]?(\d{1,2})(?!\d)", re.IGNORECASE),
    re.compile(r"\bv?(\d{2}\.\d{1,2}(?:\.\d{1,2}){0,2})\b"),
)
_MARKUP = re.compile(r"\[/?highlight[^\]]*\]")
_KIND_OF_PLACE = re.compile(r" (?:town|village|city)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Where:
    country: str
    latitude: float | None
    longitude: float | None


def release_of(name: str) -> str:
    """ "21.1" from ged211-csv.zip, "26.0.8" from GEDEvent_v26_0_8.csv; empty where none is told."""
    for pattern in _RELEASES:
        if found := pattern.search(name):
            parts = [part for group in found.groups() for part in re.split(r"[_.]", group)]
            return ".".join(str(int(part)) for part in parts)
    return ""


def path_of(release: str) -> str:
    """Where UCDP keeps a release under its download address: annual, monthly or cumulative."""
    parts = release.split(".")
    if len(parts) == 2:
        return f"ged/ged{''.join(parts)}-csv.zip"
    if len(parts) == 4:
        parts = [part.zfill(2) for part in parts]
    return f"candidateged/GEDEvent_v{'_'.join(parts)}.csv"


def check(name: str, columns: Sequence[str]) -> None:
    """Raises TableError where the header is not UCDP's."""
    shape = SHAPES[1] if set(SHAPES[1]) <= set(columns) else SHAPES[0]
    check_header(name, columns, (*COLUMNS, *shape), own=SAYS, begins="id,relid,year,active_year")


def parse(row: Row, reading: Reading) -> NewIncident:
    """One incident. Raises RowError where the row is wrong, OutOfScope for other regions."""
    country = _country(row)
    key = needed(row, KEY)
    violence = _violence(row)
    start, end = _days(row, reading)
    where = _Where(country, *point(row))
    kind, sub_kind = KINDS[violence]
    whole_toll, *parts = _claims(row, key, violence)
    flags = _flags(row, where, whole_toll)
    return NewIncident(
        dataset=DATASET,
        key=key,
        kind=kind,
        sub_kind=sub_kind,
        start=start,
        end=end,
        date_precision=_date_precision(row, start, end),
        sites=(_site(row, where),),
        participations=tuple(_sides(row, reading.names, violence, where, start)),
        claims=(whole_toll, *parts),
        report=_report(row, key, reading.release),
        certainty=Certainty.SINGLE_ORIGIN,
        sensitive=sensitive_place(text(row, "where_coordinates"), text(row, "where_description")),
        flags=flags,
    )


def _country(row: Row) -> str:
    number = text(row, "country_id")
    name = text(row, "country")
    found = GLEDITSCH_WARD.get(int(number)) if number.isdigit() else None
    found = found or country_named(name)
    if found is None:
        if not name and not number:
            raise RowError("country", "is empty")
        raise OutOfScope(name or number)
    return found


def _violence(row: Row) -> str:
    said = needed(row, "type_of_violence").casefold().removesuffix(".0")
    found = VIOLENCE.get(said, said)
    if found not in KINDS:
        raise RowError("type_of_violence", f"{said!r} is not 1, 2 or 3, nor their names")
    return found


def _days(row: Row, reading: Reading) -> tuple[date, date]:
    if "date_start" not in row:
        numbers = [whole(row, field, low=1, high=9999) for field in ("year", "month", "day")]
        try:
            only = date(*(number or 0 for number in numbers))
        except ValueError:
            raise RowError("day", f"{numbers} is not a day") from None
        return only, only
    start = day(row, "date_start", month_first=reading.month_first)
    end = day(row, "date_end", month_first=reading.month_first)
    if end < start:
        raise RowError("date_end", f"{end} is before date_start, {start}")
    return start, end


def _date_precision(row: Row, start: date, end: date) -> DatePrecision:
    found = DATE_PRECISIONS.get(whole(row, "date_prec") or 1, DatePrecision.DAY)
    return DatePrecision.DAYS if found == DatePrecision.DAY and end > start else found


def _site(row: Row, where: _Where) -> NewSite:
    stated = whole(row, "where_prec", low=1, high=7)
    precision = PRECISIONS[stated] if stated else Precision.NEAR
    if where.latitude is None and precision in (Precision.EXACT, Precision.NEAR):
        precision = Precision.ADMIN1 if text(row, "adm_1") else Precision.COUNTRY
    basis = f"{SAYS}, where_prec {stated}" if stated else f"{SAYS}; the file states no precision"
    return NewSite(
        name=_place(row, precision),
        country=where.country,
        precision=precision,
        latitude=where.latitude,
        longitude=where.longitude,
        radius_km=NEAR_KM if stated == 2 and where.latitude is not None else None,
        admin1_name=text(row, "adm_1", limit=120),
        admin2_name=text(row, "adm_2", limit=120),
        basis=basis,
    )


def _place(row: Row, precision: Precision) -> str:
    """The place in UCDP's words, without "town" or "village"; empty where it is only the unit."""
    name = _KIND_OF_PLACE.sub("", text(row, "where_coordinates", limit=200))
    units = (text(row, "adm_1"), text(row, "adm_2"))
    return "" if precision == Precision.COUNTRY or name in units else name


def _sides(
    row: Row, names: Names, violence: str, where: _Where, on: date
) -> Iterator[NewParticipation]:
    """Both sides. UCDP says who attacked only where violence is one-sided."""
    one_sided = violence == "3"
    role = ParticipationRole.PERPETRATOR if one_sided else ParticipationRole.PARTY
    stands = Attribution.ATTRIBUTED if one_sided else Attribution.STATED
    for column in ("side_a", "side_b"):
        literal = needed(row, column, limit=200)
        if literal == "Civilians":
            yield NewParticipation(
                role=ParticipationRole.VICTIM,
                description_en="civilians",
                description_fr="civils",
                literal=literal,
            )
            continue
        party = names.ucdp(literal, country=where.country, on=on, longitude=where.longitude)
        # A side of a fight without a state that no table knows may well be a people.
        unlisted = violence == "2" and not names.listed(literal)
        described = party.treatment == Treatment.UNRESOLVED and not unlisted
        for actor in party.actors or ("",):
            yield NewParticipation(
                role=role,
                attribution=stands,
                actor=actor,
                description_en=literal if described else "",
                literal=literal,
                attributed_by=SAYS,
            )


def _claims(row: Row, key: str, violence: str) -> Iterator[NewClaim]:
    """The toll of the whole incident, then its parts where the file has them."""
    low, best, high = (_figure(row, field) for field in ("low", "best", "high"))
    stated = [number for number in (low, best, high) if number is not None]
    yield NewClaim(
        about=About.CASUALTIES,
        key=f"{key}:deaths",
        speaker_source=SOURCE,
        measure=Measure.KILLED,
        side=Side.ALL,
        low=low,
        best=best,
        high=high,
        state=FigureState.STATED if stated else FigureState.UNKNOWN,
        flags=() if stated == sorted(stated) else (Flag.FIGURES_OUT_OF_ORDER,),
    )
    for column, part, group, group_fr in PARTS:
        number = whole(row, column)
        if number:
            yield NewClaim(
                about=About.CASUALTIES,
                key=f"{key}:deaths:{part}",
                part_of=f"{key}:deaths",
                speaker_source=SOURCE,
                measure=Measure.KILLED,
                group=group,
                group_fr=group_fr,
                side=_side_of(part, violence),
                scope=Scope.PART,
                low=number,
                high=number,
                state=FigureState.STATED,
            )


def _figure(row: Row, name: str) -> int | None:
    return whole(row, name if name in row else f"{name}_death")


def _side_of(part: str, violence: str) -> Side:
    if part == "civilians":
        return Side.VICTIMS
    return Side.ATTACKERS if part == "a" and violence == "3" else Side.NOT_STATED


def _flags(row: Row, where: _Where, toll: NewClaim) -> tuple[Flag, ...]:
    found = {
        **dict.fromkeys(toll.flags, True),
        Flag.AGGREGATED: text(row, "event_clarity") == "2",
        Flag.CODING_UNCERTAIN: text(row, "code_status").casefold() not in ("", "clear"),
        Flag.PLACE_MISSING: where.latitude is None,
    }
    return tuple(flag for flag, holds in found.items() if holds)


def _report(row: Row, key: str, release: str) -> NewReport:
    article = " ".join(_MARKUP.sub("", text(row, "source_article", limit=2000)).split())
    return NewReport(
        source=SOURCE,
        kind="dataset_row",
        title=f"{SAYS} {key}: {article}"[:400] if article else f"{SAYS} {key}",
        language="en",
        dataset_key=key,
        release=release,
    )
