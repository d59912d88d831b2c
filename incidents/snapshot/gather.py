"""The rows of one label in one stretch of time, as columns: a COPY for each table.

Rows never become objects. All COPYs of a build are of one moment: the caller holds a transaction
of repeatable reads.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from psycopg import sql

from incidents.filters.components import FIRST_DAY, LAST_DAY, accepted_parts, wholes_of
from incidents.models import Source
from incidents.snapshot.copying import Field, Table, copied
from incidents.values import (
    CROCKFORD,
    MAPPABLE,
    Attribution,
    Certainty,
    Contested,
    DatePrecision,
    DeathsState,
    Label,
    ParticipationRole,
    Precision,
    Status,
)
from incidents.values.snapshot import DEGREE, EPOCH

ENUMS: Mapping[str, type[enum.StrEnum]] = {
    "certainty": Certainty,
    "contested": Contested,
    "precision": Precision,
    "role": ParticipationRole,
    "attribution": Attribution,
    "deaths_state": DeathsState,
    "date_precision": DatePrecision,
}
NOWHERE = -(2**31)
_DIGITS = np.zeros(256, np.uint64)
_DIGITS[[ord(digit) for digit in CROCKFORD]] = np.arange(32)

LABELLED = {
    Label.PUBLIC: f"i.status = '{Status.PUBLISHED}' AND d.may_show",
    Label.READER: f"i.status = '{Status.PUBLISHED}' AND NOT d.may_show",
    Label.DESK: f"i.status <> '{Status.PUBLISHED}'",
}
SEEN = {
    Label.PUBLIC: LABELLED[Label.PUBLIC],
    Label.READER: f"i.status = '{Status.PUBLISHED}'",
    Label.DESK: "true",
}
"""All that a reader of a label sees: its own rows and those of the labels before."""
NOTHING = sql.SQL("")
BASE = "incidents_incident i JOIN incidents_dataset d ON d.id = i.dataset_id"


@dataclass(frozen=True, slots=True)
class Rows:
    """Incidents of one label, sorted by day and id, and what belongs to each.

    Each further table has a column `row`, the place of its incident, by which it is sorted.
    """

    incidents: Table
    sites: Table
    participations: Table
    sources: Table
    tags: Table
    titles: Mapping[int, tuple[str, str]]
    groups: Mapping[int, str]
    """By row: the smallest id among the visible incidents that are the same as this one."""


def gather(label: Label, first: date, end: date) -> Rows:
    """Incidents of `label` that start from `first` on and before `end`."""
    of = _source(label, first, end)
    incidents = copied(INCIDENT, _joined(of, "incidents_kind k", "k.key = i.kind_id", KINDS))
    code = codes_of(incidents.pop("public_id"))
    order = np.lexsort((code, incidents["day"]))
    incidents = {name: column[order] for name, column in incidents.items()}
    incidents["id"] = code[order]
    place = _Place(incidents["pk"])
    return Rows(
        incidents=incidents,
        sites=place.sorted(copied(SITE, _joined(of, "incidents_site s", "s.incident_id = i.id"))),
        participations=_involved(of, place, incidents["day"]),
        sources=_heard(of, place),
        tags=place.sorted(
            copied(TAG, _joined(of, "incidents_incident_tags t", "t.incident_id = i.id"))
        ),
        titles=place.keyed(_fetched("i.id, i.title_en, i.title_fr", of, "NOT i.composed_title")),
        groups={
            row: group
            for row, (group,) in place.keyed(
                _fetched("i.id, g.name", of, "true", _groups(label))
            ).items()
        },
    )


def sizes(label: Label, first: date, end: date) -> Mapping[str, int]:
    """How many incidents `gather` would find, by month ("2026-11")."""
    statement = sql.SQL("SELECT i.start, count(*) FROM {} GROUP BY 1")
    months: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(statement.format(_source(label, first, end)))
        for day, count in cursor:
            months[f"{day.year:04}-{day.month:02}"] += count
    return months


def number(words: type[enum.StrEnum], column: str) -> str:
    """SQL for the place of a word in its vocabulary."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"array_position(ARRAY[{listed}]::text[], {column}::text) - 1"


def ids_of(codes: NDArray[np.uint64]) -> list[str]:
    """The permanent ids that numbers of 60 bits stand for."""
    digits = (codes[:, None] >> np.arange(55, -1, -5, dtype=np.uint64)) & np.uint64(31)
    letters = np.frombuffer(CROCKFORD.encode(), "S1")[digits.astype(np.intp)]
    return ["VS-" + row.tobytes().decode() for row in letters]


def codes_of(ids: NDArray[np.bytes_]) -> NDArray[np.uint64]:
    """Permanent ids, 15 bytes each, as numbers of 60 bits."""
    letters = ids.view(np.uint8).reshape(-1, 15)[:, 3:]
    code = np.zeros(len(ids), np.uint64)
    for column in range(12):
        code = (code << np.uint64(5)) | _DIGITS[letters[:, column]]
    return code


BITS = " + ".join(
    f"(CASE WHEN '{word}' = ANY(i.contested) THEN {1 << place} ELSE 0 END)"
    for place, word in enumerate(Contested)
)
INCIDENT = (
    Field("pk", "big", "i.id"),
    Field("public_id", "id", "i.public_id"),
    Field("day", "int", f"i.start - date '{EPOCH}'"),
    Field("span", "int", 'i."end" - i.start'),
    Field("date_precision", "int", number(DatePrecision, "i.date_precision")),
    Field("kind", "big", "k.id"),
    Field("sub_kind", "big", "k2.id"),
    Field("certainty", "int", number(Certainty, "i.certainty")),
    Field("contested", "int", f"CASE WHEN i.contested = '{{}}' THEN 0 ELSE {BITS} END"),
    Field("dataset", "big", "i.dataset_id"),
    Field("deaths_state", "int", number(DeathsState, "i.deaths_state")),
    Field("low", "int", "coalesce(i.deaths_low, -1)"),
    Field("retained", "int", "coalesce(i.deaths_retained, -1)"),
    Field("high", "int", "coalesce(i.deaths_high, -1)"),
)
KINDS = "JOIN incidents_kind k2 ON k2.key = i.sub_kind_id"
_DRAWN = "s.precision IN ({})".format(", ".join(f"'{word}'" for word in sorted(MAPPABLE)))
SITE = (
    Field("incident", "big", "s.incident_id"),
    Field("order", "int", 's."order"'),
    Field("pk", "big", "s.id"),
    Field("country", "int", "ascii(s.country) * 256 + ascii(substr(s.country, 2))"),
    Field("admin1", "big", "coalesce(s.admin1_id, 0)"),
    Field("admin2", "big", "coalesce(s.admin2_id, 0)"),
    Field("precision", "int", number(Precision, "s.precision")),
    *(
        Field(
            name,
            "int",
            f"CASE WHEN {_DRAWN} THEN coalesce(round(s.{column} * {DEGREE}), {NOWHERE}) "
            f"ELSE {NOWHERE} END",
        )
        for name, column in (("lon", "longitude"), ("lat", "latitude"))
    ),
    Field("radius", "int", "coalesce(round(s.radius_km * 100), -1)"),
    Field("name", "big", "hashtextextended(s.name_en || chr(31) || s.name_fr, 0)"),
)
PARTICIPATION = (
    Field("incident", "big", "p.incident_id"),
    Field("order", "int", 'p."order"'),
    Field("actor", "big", "coalesce(p.actor_id, 0)"),
    Field("role", "int", number(ParticipationRole, "p.role")),
    Field("attribution", "int", number(Attribution, "p.attribution")),
)
REPORT = (Field("incident", "big", "l.incident_id"), Field("source", "big", "r.source_id"))
CLAIM = (
    Field("incident", "big", "c.incident_id"),
    Field("source", "big", "r.source_id"),
    Field("carrier", "big", "coalesce(c.carrier_id, 0)"),
    Field("speaker", "big", "coalesce(c.speaker_source_id, 0)"),
)
TAG = (Field("incident", "big", "t.incident_id"), Field("tag", "big", "t.term_id"))


class _Place:
    """Where each incident stands, to sort the rows of the other tables by it."""

    def __init__(self, pks: NDArray[Any]) -> None:
        self.order = np.argsort(pks)
        self.pks = pks[self.order]

    def sorted(self, table: Table) -> Table:
        """With `row` instead of `incident`; in an incident by the next column, then as it was."""
        second = next(iter(name for name in table if name != "incident"))
        row = self.rows(table["incident"])
        order = np.lexsort((table[second], row))
        return {"row": row[order]} | {
            name: column[order] for name, column in table.items() if name != "incident"
        }

    def rows(self, incidents: NDArray[Any]) -> NDArray[np.intp]:
        """The places of incidents."""
        return self.order[np.searchsorted(self.pks, incidents)]

    def keyed(self, rows: list[tuple[Any, ...]]) -> dict[int, Any]:
        if not rows:
            return {}
        found = self.order[np.searchsorted(self.pks, [row[0] for row in rows])]
        return {int(at): row[1:] for at, row in sorted(zip(found, rows, strict=True))}


def _involved(of: sql.Composed, place: _Place, days: NDArray[Any]) -> Table:
    """Who stands there; and, marked `via`, what these were accepted components of on that day."""
    joined = _joined(of, "incidents_participation p", "p.incident_id = i.id")
    direct = place.sorted(copied(PARTICIPATION, joined))
    direct["via"] = np.zeros(len(direct["row"]), np.int32)
    parts = accepted_parts()
    added = [
        _as_part(direct, days, whole)
        for actor in sorted(parts)
        for whole in wholes_of(actor, parts)
        if whole.whole != actor
    ]
    if not added:
        return direct
    via = _in_order({name: np.concatenate([one[name] for one in added]) for name in direct})
    rows = {name: np.concatenate([direct[name], via[name]]) for name in direct}
    return _in_order(_once(rows, len(direct["row"])))


def _in_order(rows: Table) -> Table:
    """By incident and order; what stands there itself before what it is a part of."""
    order = np.lexsort((rows["order"], rows["row"]))
    return {name: column[order] for name, column in rows.items()}


def _as_part(direct: Table, days: NDArray[Any], whole: Any) -> Table:
    first = _days_since_epoch(whole.first)
    last = _days_since_epoch(whole.last)
    at = np.flatnonzero(direct["actor"] == whole.actor)
    at = at[(days[direct["row"][at]] >= first) & (days[direct["row"][at]] <= last)]
    rows = {name: column[at] for name, column in direct.items()}
    rows["actor"] = np.full(len(at), whole.whole, np.int64)
    rows["via"] = np.ones(len(at), np.int32)
    return rows


def _days_since_epoch(day: date) -> int:
    return {FIRST_DAY: -(2**31), LAST_DAY: 2**31}.get(day, (day - EPOCH).days)


def _once(rows: Table, direct: int) -> Table:
    """All that stand there themselves, and of the others each actor once in a role."""
    key = (rows["row"].astype(np.int64) << 8 | rows["role"]) * (1 << 24) + rows["actor"]
    _, firsts = np.unique(key, return_index=True)
    kept = np.union1d(np.arange(direct), firsts)
    return {name: column[kept] for name, column in rows.items()}


def _source(label: Label, first: date, end: date) -> sql.Composed:
    """The incidents of a label in a stretch of time, under the name `i`.

    Those of earlier labels that have a twin here are among them: what they are the same as is
    another thing for readers of this label.
    """
    own = sql.SQL(LABELLED[label])
    # Asked row by row: a stretch of time must not cost a look at the whole record.
    twins = sql.SQL(
        "i.same_group IS NOT NULL AND ({seen}) AND EXISTS (SELECT FROM (SELECT i.* FROM {base} "
        "WHERE {own}) twin WHERE twin.same_group = i.same_group)"
    ).format(seen=sql.SQL(SEEN[label]), base=sql.SQL(BASE), own=own)
    chosen = own if label == Label.PUBLIC else sql.SQL("({} OR ({}))").format(own, twins)
    return sql.SQL(
        "(SELECT i.* FROM {base} WHERE i.start >= {first} AND i.start < {end} AND {chosen}) i"
    ).format(base=sql.SQL(BASE), first=sql.Literal(first), end=sql.Literal(end), chosen=chosen)


def _joined(of: sql.Composed, table: str, on: str, more: str = "") -> sql.Composed:
    return sql.SQL("{} JOIN {} ON {} {}").format(of, *map(sql.SQL, (table, on, more)))


def _heard(of: sql.Composed, place: _Place) -> Table:
    """The open sources that `incidents.readers.heard` names, each once.

    Publishers, carriers and speakers are put together here: a union of a million incidents'
    would be sorted by the database, or read whole for one month's.
    """
    report = "JOIN incidents_report r ON r.id = "
    reports = copied(
        REPORT,
        _joined(of, "incidents_incident_reports l", "l.incident_id = i.id", f"{report}l.report_id"),
    )
    claims = copied(
        CLAIM, _joined(of, "incidents_claim c", "c.incident_id = i.id", f"{report}c.report_id")
    )
    columns = [reports["source"], *(claims[name] for name in ("source", "carrier", "speaker"))]
    said = place.rows(claims["incident"])
    row = np.concatenate([place.rows(reports["incident"]), said, said, said])
    source = np.concatenate(columns)
    open_ = ~np.isin(
        source, [0, *Source.objects.filter(protected=True).values_list("id", flat=True)]
    )
    both = np.unique(row[open_].astype(np.int64) << 32 | source[open_])
    return {"row": both >> 32, "source": both & 0xFFFFFFFF}


def _groups(label: Label) -> sql.Composed:
    """Groups of which a reader of the label sees more than one incident, named by the least id."""
    return sql.SQL(
        'JOIN (SELECT i.same_group, min(i.public_id COLLATE "C") AS name FROM {} WHERE {} '
        "AND i.same_group IS NOT NULL GROUP BY 1 HAVING count(*) > 1) g "
        "ON g.same_group = i.same_group"
    ).format(sql.SQL(BASE), sql.SQL(SEEN[label]))


def _fetched(
    columns: str, of: sql.Composed, where: str, join: sql.Composable = NOTHING
) -> list[tuple[Any, ...]]:
    statement = sql.SQL("SELECT {} FROM {} {} WHERE {}").format(
        sql.SQL(columns), of, join, sql.SQL(where)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
