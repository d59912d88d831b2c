"""timeline/ and facets/ of a million incidents, against PostgreSQL's GROUPING SETS on the tables.

    python bench/aggregates.py [incidents, 100000] [--rounds 7] [--data-dir var/bench-100000]

The record is synthetic (`manage.py synthesize`, seed 1), in an embedded cluster of its own. For no
filter and for seeded mixed filters, each round asks the site as `manage.py serve` serves it for
both addresses, and runs one statement through psycopg: the same incidents (the same conditions, on
the same tables and indexes), counted by GROUPING SETS along every dimension of the rail and by
month and kind. The statement does less than the addresses do: it counts rows where they count
incidents, leaves linked incidents twice, and applies every filter to every dimension.

Budgets: the statement takes at least 30 times as long as both addresses together; each address
answers within 50 ms in the median.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent))
from asking import Connection
from record import alternate, finish, machine, median, options, quantile, ratios, record, served

TIMES, MEDIAN_MS = 30.0, 50.0
PORT = 8762
VIEWS: Mapping[str, Mapping[str, str]] = {
    "no filter": {},
    "country": {"country": "ML,BF"},
    "dates": {"after": "2015-01-01", "before": "2022-01-01"},
    "kind and country": {"kind": "battles,explosions", "country": "NE,ML"},
    "box and dates": {"bbox": "-5,12,2,17", "after": "2012-01-01", "before": "2024-01-01"},
    "box, dates and kind": {
        "bbox": "-8,10,6,18",
        "after": "2018-01-01",
        "kind": "civilians,battles",
    },
    "actor": {"actor": "jnim"},
    "actor, role and country": {"actor": "jnim,issp", "role": "perpetrator", "country": "ML"},
    "deaths and certainty": {"fatalities_min": "5", "certainty": "corroborated,single_origin"},
    "precision and tag": {"precision": "exact,near", "tag": "village"},
}
OWN = ("kind_id", "sub_kind_id", "dataset_id", "certainty", "deaths_state")
STATEMENT = """
WITH base AS MATERIALIZED ({base})
SELECT grouping(kind_id, sub_kind_id, dataset_id, certainty, deaths_state, month) AS dimension,
    concat(kind_id, sub_kind_id, dataset_id, certainty, deaths_state) AS key, month, count(*),
    count(deaths_retained), sum(deaths_retained), sum(deaths_low), sum(deaths_high)
FROM base
GROUP BY GROUPING SETS (
    (kind_id), (sub_kind_id), (dataset_id), (certainty), (deaths_state), (month, kind_id), ()
)
UNION ALL
SELECT grouping(country, admin1_id, admin2_id, precision),
    concat(country, admin1_id, admin2_id, precision), NULL, count(*), 0, 0, 0, 0
FROM base JOIN incidents_site ON incident_id = base.id
GROUP BY GROUPING SETS ((country), (admin1_id), (admin2_id), (precision))
UNION ALL
SELECT grouping(actor_id, role), concat(actor_id, role), NULL, count(*), 0, 0, 0, 0
FROM base JOIN incidents_participation ON incident_id = base.id
GROUP BY GROUPING SETS ((actor_id), (role))
UNION ALL
SELECT 0, term_id::text, NULL, count(*), 0, 0, 0, 0
FROM base JOIN incidents_incident_tags ON incident_id = base.id GROUP BY term_id
UNION ALL
SELECT 1, source_id::text, NULL, count(*), 0, 0, 0, 0
FROM base JOIN incidents_incident_reports l ON l.incident_id = base.id
JOIN incidents_report r ON r.id = l.report_id GROUP BY source_id
UNION ALL
SELECT 2, point, NULL, count(*), 0, 0, 0, 0
FROM base CROSS JOIN LATERAL unnest(contested) AS of_them(point) GROUP BY point
"""


def main() -> int:
    given = options(__doc__ or "")
    with record(given.incidents):
        found = {"incidents": given.incidents, "synthetic": True, "seed": 1, **machine()}
        with served(PORT):
            asked = Connection(PORT)
            views = {}
            for name, filters in VIEWS.items():
                views[name] = _measured(asked, filters, given.rounds)
            asked.close()
    found |= {"rounds": given.rounds, "views": views}
    columns = {key: [view[f"{key}_ms"] for view in views.values()] for key in KEYS}
    found |= {f"{key}_ms": median(columns[key], 1) for key in KEYS}
    # The worst of them, so that no fast filter hides a slow one.
    found["times"] = min(view["times"] for view in views.values())
    found["times_median"] = median([view["times"] for view in views.values()], 1)
    rows = [
        ("GROUPING SETS / both, median of filters", found["times_median"], "≥", TIMES, "×"),
        ("timeline/, median", found["timeline_ms"], "≤", MEDIAN_MS, "ms"),
        ("facets/, median", found["facets_ms"], "≤", MEDIAN_MS, "ms"),
        ("GROUPING SETS / both, worst filter", found["times"], "", None, "×"),
        ("GROUPING SETS, median", found["sql_ms"], "", None, "ms"),
    ]
    for name, view in views.items():
        both = view["timeline_ms"] + view["facets_ms"]
        shown = f"{name}, {view['incidents']:,}: {both:.0f} ms, SQL as many times slower"
        rows.append((shown, view["times"], "", None, "×"))
    title = f"aggregates of {given.incidents:,} synthetic incidents"
    return finish("aggregates", found, rows, title)


KEYS = ("timeline", "facets", "sql")


def _measured(asked: Connection, filters: Mapping[str, str], rounds: int) -> dict[str, Any]:
    import orjson

    query = f"?{urlencode(filters)}" if filters else ""
    paths = {name: f"/api/v1/{name}/{query}" for name in ("timeline", "facets")}
    counted = orjson.loads(asked.get(paths["facets"]))["count"]
    for _ in range(4):  # either web process reads its columns once
        for path in paths.values():
            asked.get(path)
    peers: dict[str, Callable[[], float]] = {
        name: partial(_clocked, partial(asked.get, path)) for name, path in paths.items()
    }
    peers["sql"] = partial(_clocked, partial(_grouping_sets, filters))
    peers["sql"]()
    times = alternate(peers, rounds)
    both = [one + other for one, other in zip(times["timeline"], times["facets"], strict=True)]
    return {
        "incidents": counted,
        **{f"{name}_ms": median([1000 * one for one in times[name]], 1) for name in KEYS},
        "facets_p95_ms": round(1000 * quantile(times["facets"], 0.95), 1),
        "times": median(ratios(times["sql"], both), 1),
        "times_each": [round(one, 1) for one in ratios(times["sql"], both)],
    }


def _clocked(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _grouping_sets(filters: Mapping[str, str]) -> None:
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection
    from django.db.models.functions import TruncMonth

    from incidents.filters import INCIDENTS
    from incidents.readers.incidents import find

    asked = INCIDENTS.parse({name: [value] for name, value in filters.items()})
    base = find(asked, AnonymousUser()).annotate(month=TruncMonth("start"))
    sql, params = base.values(
        "id", *OWN, "contested", "deaths_retained", "deaths_low", "deaths_high", "month"
    ).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT.format(base=sql), params)
        cursor.fetchall()


if __name__ == "__main__":
    raise SystemExit(main())
