"""Counts by plain SQL on the tables, written from the documents and from no filter of ours.

The rules: docs/api.md ("Filters of incidents", "What is counted"), docs/decisions. Points and
polygons are compared as decimal numbers, which have no rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from django.db import connection

from incidents.folding import search_terms

Query = Mapping[str, str]
"""Filters as an address has them: lists by comma."""

VISIBLE = {
    "": "i.status = 'published' AND d.may_show",
    "viewer": "i.status = 'published'",
    "analyst": "true",
}
"""Who sees what; "" is nobody signed in."""

HEARD_AND_STANDS = """
WITH RECURSIVE links(part, whole, first, last) AS (
    SELECT subject_id, object_id,
        coalesce(CASE valid_from_precision
            WHEN 'year' THEN date_trunc('year', valid_from)
            WHEN 'month' THEN date_trunc('month', valid_from)
            ELSE valid_from END::date, '-infinity'),
        coalesce(CASE valid_to_precision
            WHEN 'year' THEN date_trunc('year', valid_to) + interval '1 year - 1 day'
            WHEN 'month' THEN date_trunc('month', valid_to) + interval '1 month - 1 day'
            ELSE valid_to END::date, 'infinity')
    FROM incidents_actorrelation WHERE kind = 'component_of' AND status = 'accepted'
), belongs(actor, whole, first, last) AS (
    SELECT id, id, '-infinity'::date, 'infinity'::date FROM incidents_actor
    UNION
    SELECT b.actor, l.whole, greatest(b.first, l.first), least(b.last, l.last)
    FROM belongs b JOIN links l ON l.part = b.whole
    WHERE greatest(b.first, l.first) <= least(b.last, l.last)
), stands AS (
    SELECT DISTINCT p.incident_id, p.role, w.key, b.actor = b.whole AS itself
    FROM incidents_participation p JOIN incidents_incident i ON i.id = p.incident_id
    JOIN belongs b ON b.actor = p.actor_id AND i.start BETWEEN b.first AND b.last
    JOIN incidents_actor w ON w.id = b.whole
), heard(incident_id, key) AS (
    SELECT h.incident_id, s.key FROM (
        SELECT l.incident_id, r.source_id FROM incidents_incident_reports l
            JOIN incidents_report r ON r.id = l.report_id
        UNION SELECT c.incident_id, r.source_id FROM incidents_claim c
            JOIN incidents_report r ON r.id = c.report_id
        UNION SELECT incident_id, carrier_id FROM incidents_claim
        UNION SELECT incident_id, speaker_source_id FROM incidents_claim
    ) h JOIN incidents_source s ON s.id = h.source_id AND NOT s.protected
), drawn AS (
    SELECT incident_id, longitude, latitude, longitude::numeric AS x, latitude::numeric AS y
    FROM incidents_site WHERE precision IN ('exact', 'near') AND latitude IS NOT NULL
)
"""
FOUND = """
, found AS (
    SELECT i.*, d.rank, d.key AS of_set, coalesce(i.same_group, -i.id) AS counts_as,
        CASE WHEN i.deaths_retained IS NOT NULL THEN i.deaths_retained
            WHEN i.deaths_state = 'none' THEN 0 END AS figure
    FROM incidents_incident i JOIN incidents_dataset d ON d.id = i.dataset_id
    WHERE {visible} AND {where}
), counted AS (
    SELECT DISTINCT ON (counts_as) * FROM found
    ORDER BY counts_as, rank, start, public_id COLLATE "C"
)
"""
NUMBERS = """
SELECT count(*), (SELECT count(*) FROM found), count(figure), coalesce(sum(figure), 0),
    coalesce(sum(coalesce(deaths_low, figure)) FILTER (WHERE figure IS NOT NULL), 0),
    coalesce(sum(coalesce(deaths_high, figure)) FILTER (WHERE figure IS NOT NULL), 0),
    count(*) FILTER (WHERE id NOT IN (SELECT incident_id FROM drawn))
FROM counted
"""
MONTHS = """
SELECT to_char(start, 'YYYY-MM') || ' ' || kind_id, count(*) FROM counted GROUP BY 1
"""
SITES = "SELECT incident_id, {} AS key FROM incidents_site s"
UNITS = SITES.format("u.key") + " JOIN incidents_adminunit u ON u.id = s.{}_id"
PAIRS = {
    "kind": "SELECT id, kind_id FROM incidents_incident",
    "sub_kind": "SELECT id, sub_kind_id FROM incidents_incident",
    "certainty": "SELECT id, certainty FROM incidents_incident",
    "fatalities": "SELECT id, deaths_state FROM incidents_incident",
    "dataset": "SELECT i.id, d.key FROM incidents_incident i "
    "JOIN incidents_dataset d ON d.id = i.dataset_id",
    "contested": "SELECT id, unnest(contested) FROM incidents_incident",
    "country": SITES.format("country"),
    "precision": SITES.format("precision"),
    "admin1": UNITS.format("admin1"),
    "admin2": UNITS.format("admin2"),
    "tag": "SELECT t.incident_id, k.key FROM incidents_incident_tags t "
    "JOIN incidents_term k ON k.id = t.term_id",
    "source": "SELECT incident_id, key FROM heard",
}
"""By dimension, each incident's values; whoever has none counts under "none"."""
BANDS = ("none", "withheld", "unknown", "rival", "single", "0", "1-9", "10-49", "50-")
BAND = """
SELECT id, CASE WHEN deaths_state <> 'retained' THEN deaths_state
    WHEN deaths_retained = 0 THEN '0' WHEN deaths_retained < 10 THEN '1-9'
    WHEN deaths_retained < 50 THEN '10-49' ELSE '50-' END FROM incidents_incident
"""
FACET = """
SELECT coalesce(p.key, 'none'), count(DISTINCT found.counts_as)
FROM found LEFT JOIN ({}) p(incident_id, key) ON p.incident_id = found.id GROUP BY 1
"""


class Numbers(NamedTuple):
    """What is counted once, and the rows of a list; sums over the incidents with a figure."""

    incidents: int
    rows: int
    with_figure: int
    deaths: int
    low: int
    high: int
    off_map: int


def numbers(query: Query, role: str) -> Numbers:
    """What a combination of filters counts, in one statement."""
    return Numbers(*map(int, _asked(NUMBERS, query, role)[0]))


def months(query: Query, role: str) -> dict[str, int]:
    """Incidents by month and kind, such as "2020-01 battles"."""
    return dict(_asked(MONTHS, query, role))


def facet(dimension: str, query: Query, role: str) -> dict[str, int]:
    """What each value would count, were it asked for in place of the dimension's own filter."""
    others = {name: value for name, value in query.items() if name != dimension}
    return dict(_asked(FACET.format(PAIRS[dimension]), others, role))


def bands(query: Query, role: str) -> list[int]:
    """The rows of the rail's deaths, each once: what is known, then bands of retained figures."""
    others = {name: value for name, value in query.items() if not name.startswith("fatalities")}
    found = dict(_asked(FACET.format(BAND), others, role))
    return [found.get(name, 0) for name in BANDS]


def _asked(select: str, query: Query, role: str) -> list[tuple[Any, ...]]:
    conditions, values = ["true"], dict[str, Any]()
    for name in query:
        if name not in ("actor_exact", "role") or (name == "role" and "actor" not in query):
            conditions.append(f"({CONDITIONS[name](query, values)})")
    found = FOUND.format(visible=VISIBLE[role], where=" AND ".join(conditions))
    statement = HEARD_AND_STANDS + found + select
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


Values = dict[str, Any]
Condition = Callable[[Query, Values], str]


def _bare(sql: str, cast: Callable[[str], Any] = str) -> Callable[[str], Condition]:
    """A condition on one value."""

    def named(name: str) -> Condition:
        def condition(query: Query, values: Values) -> str:
            values[name] = cast(query[name])
            return sql.format(f"%({name})s")

        return condition

    return named


def _column(column: str) -> Callable[[str], Condition]:
    def named(name: str) -> Condition:
        def condition(query: Query, values: Values) -> str:
            values[name] = query[name].split(",")
            return f"{column} = ANY(%({name})s)"

        return condition

    return named


def _listed(name: str) -> Condition:
    def condition(query: Query, values: Values) -> str:
        values[name] = query[name].split(",")
        own = f"SELECT incident_id FROM ({PAIRS[name]}) p(incident_id, key) WHERE key"
        some = f"i.id IN ({own} = ANY(%({name})s))"
        return f"{some} OR i.id NOT IN ({own} IS NOT NULL)" if "none" in values[name] else some

    return condition


def _actor(query: Query, values: Values) -> str:
    """One and the same participation has the actor and the role."""
    actors, roles = query["actor"].split(","), query.get("role", "").split(",")
    given = [role for role in roles if role not in ("", "none")]
    values |= {"actor": actors, "roles": given, "authors": given or ["perpetrator", "party"]}
    exact = "AND t.itself" if query.get("actor_exact") == "true" else ""
    in_role = "AND t.role = ANY(%(roles)s)" if given else ""
    some = ["false"]
    if given or "none" not in roles:
        some.append(
            "i.id IN (SELECT incident_id FROM stands t "
            f"WHERE t.key = ANY(%(actor)s) {in_role} {exact})"
        )
        if "none" in actors:
            some.append(
                "i.id NOT IN (SELECT incident_id FROM incidents_participation "
                "WHERE actor_id IS NOT NULL AND role = ANY(%(authors)s))"
            )
    if "none" in actors and "none" in roles:
        some.append(NOBODY)
    return " OR ".join(some)


NOBODY = "i.id NOT IN (SELECT incident_id FROM incidents_participation)"


def _role(query: Query, values: Values) -> str:
    values["roles"] = query["role"].split(",")
    some = "i.id IN (SELECT incident_id FROM incidents_participation WHERE role = ANY(%(roles)s))"
    return f"{some} OR {NOBODY}" if "none" in values["roles"] else some


def _at(condition: str) -> str:
    return f"i.id IN (SELECT incident_id FROM drawn WHERE {condition})"


def _bbox(query: Query, values: Values) -> str:
    values |= dict(zip(("west", "south", "east", "north"), query["bbox"].split(","), strict=True))
    return _at(
        "x BETWEEN %(west)s::numeric AND %(east)s::numeric "
        "AND y BETWEEN %(south)s::numeric AND %(north)s::numeric"
    )


def _near(query: Query, values: Values) -> str:
    """By the angle between two directions from the middle of the earth."""
    latitude, longitude, km = map(float, query["near"].split(","))
    values |= {"lat": latitude, "lon": longitude, "km": km}
    chord = (
        "sqrt((cosd(latitude) * cosd(longitude) - cosd(%(lat)s) * cosd(%(lon)s)) ^ 2 "
        "+ (cosd(latitude) * sind(longitude) - cosd(%(lat)s) * sind(%(lon)s)) ^ 2 "
        "+ (sind(latitude) - sind(%(lat)s)) ^ 2)"
    )
    return _at(f"2 * 6371.0088 * asin(least(1, {chord} / 2)) <= %(km)s")


EDGE = """
SELECT FROM unnest(%(ax)s::numeric[], %(ay)s::numeric[], %(bx)s::numeric[], %(by)s::numeric[])
    AS e(ax, ay, bx, by)
WHERE (bx - ax) * (y - ay) = (by - ay) * (x - ax)
    AND x BETWEEN least(ax, bx) AND greatest(ax, bx)
    AND y BETWEEN least(ay, by) AND greatest(ay, by)
"""
CROSSED = """
SELECT count(*) %% 2 = 1
FROM unnest(%(ax)s::numeric[], %(ay)s::numeric[], %(bx)s::numeric[], %(by)s::numeric[])
    AS e(ax, ay, bx, by)
WHERE (ay > y) <> (by > y)
    AND sign(by - ay) * (x - ax) * (by - ay) < sign(by - ay) * (bx - ax) * (y - ay)
"""


def _within(query: Query, values: Values) -> str:
    """On an edge, or seen from outside behind an odd number of them."""
    ring = [corner.split() for corner in query["within"].split(",")]
    edges = list(pairwise([*ring, ring[0]]))
    box = [*zip(*(map(float, corner) for corner in ring), strict=True)]
    values |= {"x0": min(box[0]), "x1": max(box[0]), "y0": min(box[1]), "y1": max(box[1])}
    for name, end, axis in (("ax", 0, 0), ("ay", 0, 1), ("bx", 1, 0), ("by", 1, 1)):
        values[name] = [edge[end][axis] for edge in edges]
    # Decimal numbers are slow: most points are nowhere near.
    near = "longitude BETWEEN %(x0)s AND %(x1)s AND latitude BETWEEN %(y0)s AND %(y1)s"
    return _at(f"{near} AND (EXISTS ({EDGE}) OR ({CROSSED}))")


def _text(query: Query, values: Values) -> str:
    """Every word occurs: in title and places, in a name of an actor, a place or a unit."""
    every = []
    for number, word in enumerate(search_terms(query["q"])):
        values[f"word{number}"] = f"%{word}%" if len(word) > 3 else f"% {word} %"
        every.append(_OCCURS.replace("WORD", f"%(word{number})s"))
    return " AND ".join(every)


_OCCURS = """(
    ' ' || i.search || ' ' LIKE WORD
    OR i.id IN (SELECT p.incident_id FROM incidents_participation p
        JOIN incidents_actorname n USING (actor_id) WHERE ' ' || n.folded || ' ' LIKE WORD)
    OR i.id IN (SELECT s.incident_id FROM incidents_site s
        JOIN incidents_placename n USING (place_id) WHERE ' ' || n.folded || ' ' LIKE WORD)
    OR i.id IN (SELECT s.incident_id FROM incidents_site s JOIN incidents_adminunit u
        ON u.id IN (s.admin1_id, s.admin2_id) WHERE ' ' || u.folded || ' ' LIKE WORD)
)"""
FIGURE = "coalesce(i.deaths_retained, CASE WHEN i.deaths_state = 'none' THEN 0 END) {} {{}}"
CONDITIONS: dict[str, Condition] = {
    "after": _bare("i.start >= {}")("after"),
    "before": _bare("i.start < {}")("before"),
    "fatalities_min": _bare(FIGURE.format(">="), int)("fatalities_min"),
    "fatalities_max": _bare(FIGURE.format("<="), int)("fatalities_max"),
    "kind": _column("i.kind_id")("kind"),
    "sub_kind": _column("i.sub_kind_id")("sub_kind"),
    "dataset": _column("d.key")("dataset"),
    "certainty": _column("i.certainty")("certainty"),
    "fatalities": _column("i.deaths_state")("fatalities"),
    **{
        name: _listed(name)
        for name in ("country", "admin1", "admin2", "precision", "contested", "tag", "source")
    },
    "actor": _actor,
    "role": _role,
    "bbox": _bbox,
    "near": _near,
    "within": _within,
    "q": _text,
}
