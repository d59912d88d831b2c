"""The one statement that counts every dimension at once.

A branch of its UNION counts one dimension over the common base `b`, in which each filter of the
rail stands as a flag `m_<dimension>`: so a dimension is counted under all the other filters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from incidents.filters.components import Component
from incidents.readers.heard import HEARD

BASE_COLUMNS = (
    "id",
    "start",
    "kind_id",
    "sub_kind_id",
    "dataset_id",
    "certainty",
    "contested",
    "deaths_state",
)
SITES = "JOIN incidents_site s ON s.incident_id = b.id"
HEARD_OPENLY = (
    f"SELECT h.incident_id, h.source_id FROM ({HEARD}) h "  # noqa: S608
    "JOIN incidents_source o ON o.id = h.source_id AND NOT o.protected"
)


class Stored(NamedTuple):
    """A dimension whose values are rows of a table `v`."""

    value: str
    joins: str
    table: str
    parent: str = "NULL"
    key: str = "id"


WORDS = {
    "certainty": ("b.certainty", ""),
    "fatalities": ("b.deaths_state", ""),
    "contested": ("w.word", "CROSS JOIN LATERAL unnest(b.contested) AS w(word)"),
    "country": ("s.country", SITES),
    "precision": ("s.precision", SITES),
}
STORED = {
    "kind": Stored("b.kind_id", "", "incidents_kind", key="key"),
    "sub_kind": Stored("b.sub_kind_id", "", "incidents_kind", "v.parent_id", "key"),
    "dataset": Stored("b.dataset_id", "", "incidents_dataset"),
    "admin1": Stored("s.admin1_id", SITES, "incidents_adminunit", "v.country"),
    "admin2": Stored(
        "s.admin2_id",
        SITES,
        "incidents_adminunit",
        "(SELECT a.key FROM incidents_adminunit a WHERE a.id = v.parent_id)",
    ),
    "tag": Stored(
        "t.term_id",
        "JOIN incidents_incident_tags t ON t.incident_id = b.id",
        "incidents_term",
        "v.vocabulary",
    ),
    "source": Stored(
        "h.source_id",
        f"JOIN ({HEARD_OPENLY}) h ON h.incident_id = b.id",
        "incidents_source",
        "v.kind",
    ),
}
NONE = {
    "contested": "b.contested = '{}'",
    "country": "NOT EXISTS (SELECT FROM incidents_site s WHERE s.incident_id = b.id)",
    "precision": "NOT EXISTS (SELECT FROM incidents_site s WHERE s.incident_id = b.id)",
    "admin1": "NOT EXISTS (SELECT FROM incidents_site s WHERE s.incident_id = b.id "
    "AND s.admin1_id IS NOT NULL)",
    "admin2": "NOT EXISTS (SELECT FROM incidents_site s WHERE s.incident_id = b.id "
    "AND s.admin2_id IS NOT NULL)",
    "tag": "NOT EXISTS (SELECT FROM incidents_incident_tags t WHERE t.incident_id = b.id)",
    "source": f"NOT EXISTS (SELECT FROM ({HEARD_OPENLY}) h WHERE h.incident_id = b.id)",
}
SPAN = ("actor", "whole", "first", "last")
NOBODY = "NOT EXISTS (SELECT FROM incidents_participation p WHERE p.incident_id = b.id)"


class Statement:
    """Branches of the UNION, with their parameters."""

    def __init__(self, flags: Collection[str]) -> None:
        self.flags = flags
        self.branches: list[str] = []
        self.params: list[Any] = []
        for dimension, (value, joins) in WORDS.items():
            self.words(dimension, value, joins)
        for dimension, stored in STORED.items():
            self.stored(dimension, stored)
        for dimension, condition in NONE.items():
            self.none(dimension, condition)

    def sql(self) -> str:
        return " UNION ALL ".join(self.branches)

    def words(self, dimension: str, value: str, joins: str) -> None:
        counted = self._counted(dimension, value, joins)
        self.branches.append(
            f"SELECT '{dimension}', x.value, NULL, NULL, NULL, x.incidents FROM {counted} x"  # noqa: S608
        )

    def stored(self, dimension: str, of: Stored, *params: Any) -> None:
        counted = self._counted(dimension, of.value, of.joins)
        self.branches.append(
            f"SELECT '{dimension}', v.key, v.name_en, v.name_fr, {of.parent}, x.incidents "  # noqa: S608
            f"FROM {counted} x JOIN {of.table} v ON v.{of.key} = x.value"
        )
        self.params += params

    def none(self, dimension: str, condition: str) -> None:
        self.flagged(dimension, "none", condition)

    def flagged(self, dimension: str, value: str, condition: str) -> None:
        """Count the incidents of the base that fulfil a condition under one name."""
        self.branches.append(
            f"SELECT '{dimension}', '{value}', NULL, NULL, NULL, count(DISTINCT b.counted) "  # noqa: S608
            f"FROM base b WHERE {self._others(dimension)} AND {condition} HAVING count(*) > 0"
        )

    def actors(self, roles: list[str], spans: Iterable[Component]) -> None:
        """Count by actor: whoever stands there, and what it was part of on that day."""
        given = "p.role = ANY(%s)" if roles else "p.actor_id IS NOT NULL"
        asked = [roles] if roles else []
        spans = list(spans)
        columns = [[getattr(one, name) for one in spans] for name in SPAN]
        self.stored(
            "actor",
            Stored(
                "c.actor",
                f"JOIN (SELECT p.incident_id, p.actor_id AS actor "  # noqa: S608
                f"FROM incidents_participation p WHERE {given} UNION ALL "
                "SELECT p.incident_id, w.whole FROM incidents_participation p "
                "JOIN unnest(%s::bigint[], %s::bigint[], %s::date[], %s::date[]) "
                "AS w(actor, whole, first, last) ON w.actor = p.actor_id "
                "JOIN incidents_incident i ON i.id = p.incident_id "
                f"AND i.start BETWEEN w.first AND w.last WHERE {given}"
                ") c ON c.incident_id = b.id",
                "incidents_actor",
                "v.type",
            ),
            *asked,
            *columns,
            *asked,
        )

    def _counted(self, dimension: str, value: str, joins: str) -> str:
        """Each pair of value and incident once, however many rows it has; then counted."""
        return (
            f"(SELECT d.value, count(*) AS incidents FROM (SELECT DISTINCT {value} AS value, "  # noqa: S608
            f"b.counted FROM base b {joins} WHERE {self._others(dimension)}) d GROUP BY 1)"
        )

    def _others(self, dimension: str) -> str:
        own = "actor" if dimension == "role" else dimension
        return " AND ".join(f"b.m_{name}" for name in self.flags if name != own) or "true"
