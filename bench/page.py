"""A page of 100 incidents with sites, actors and tags under box, dates and kind, and its peers.

    python bench/page.py [incidents, 100000] [--rounds 7] [--data-dir var/bench-100000]
        [--smaller var/bench-100000]

The record is synthetic (`manage.py synthesize`, seed 1), in an embedded cluster of its own. The
filters are seeded: boxes of 1 to 8 degrees around places, 1 to 12 years, one kind, at least 100
matches. In each round all of these answer for a second and a half, four clients at a time, in an
order that changes: our own address as `manage.py serve` serves it (two web processes); the usual
way of Django REST framework on the same tables (bench/usual, same server, two processes), by limit
and offset, which counts the matches as ours does, and by cursor, which does not; tipg and pygeoapi,
two workers each, on a flat table of PostGIS of the same rows (bench/flat.py); the SQL of our pages
through psycopg alone, two processes; and as limits a view that sends the bytes of a page from
memory, and one that does nothing. The ids of every page are compared first. With `--smaller`, our
address on 100,000 incidents answers in the same rounds.

Budgets: at least 4 times as many pages a second as the usual way, the faster of both, and 5 times
tipg and pygeoapi; at most twice the time of the SQL through psycopg alone; p95 at most 3 times that
of 100,000 incidents.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent))
import alone
import flat
from asking import Connection, Served, drive
from record import (
    ROOT,
    Row,
    alternate,
    finish,
    machine,
    median,
    options,
    quantile,
    ratios,
    record,
    served,
)

USUAL, FLAT, ALONE, GROWTH = 4.0, 5.0, 2.0, 3.0
OURS, PEERS, TIPG, PYGEOAPI, SMALLER = range(8763, 8768)
FILTERS, PAGE, SECONDS = 24, 100, 1.5
KINDS = ("battles", "civilians", "explosions", "protests", "riots", "other")
ADDRESS = "/api/v1/incidents/"
COUNTED, CURSOR, FASTER = "DRF, limit and offset", "DRF, cursor", "DRF, the faster"


class Asked(NamedTuple):
    """One combination of filters; the last day is included."""

    box: tuple[float, float, float, float]
    first: date
    last: date
    kind: str

    def ours(self) -> str:
        before = self.last + timedelta(days=1)
        box = ",".join(f"{edge:g}" for edge in self.box)
        return urlencode({"bbox": box, "after": self.first, "before": before, "kind": self.kind})

    def features(self, **more: str) -> str:
        """The same as OGC API Features has it."""
        box = ",".join(f"{edge:g}" for edge in self.box)
        days = f"{self.first}T00:00:00Z/{self.last}T23:59:59Z"
        given = {"bbox": box, "datetime": days, "kind": self.kind, "limit": str(PAGE)}
        return urlencode({**given, "sortby": "-start,-id", **more})


def main() -> int:
    given = options(__doc__ or "")
    with record(given.incidents), contextlib.ExitStack() as running:
        found = {"incidents": given.incidents, "synthetic": True, "seed": 1, **machine()}
        running.enter_context(served(OURS))
        asked = _filters(given.incidents)
        pages = [f"{ADDRESS}?{one.ours()}" for one in asked]
        peers = _ours(pages, running)
        if given.smaller:
            running.enter_context(served(SMALLER, given.smaller))
            peers["ours at 100 k"] = partial(drive, SMALLER, pages, SECONDS)
        left_out = flat.missing()
        if left_out is None:
            peers |= _flat(asked, given, running)
        for answer in peers.values():
            answer()
        measured = alternate(peers, given.rounds)
        found |= {"filters": pages, "pages": _weigh(pages), "left_out": left_out}
    return _told(given, found, measured)


# ── what is asked ───────────────────────────────────────────────────────────


def _filters(incidents: int) -> list[Asked]:
    """Seeded combinations with at least a page of matches, as many in a record of any size."""
    chance = random.Random(8)  # noqa: S311
    connection, found = Connection(OURS), []
    least = max(PAGE + 1, 150 * incidents // 100_000)
    while len(found) < FILTERS:
        one = _drawn(chance)
        query = f"{ADDRESS}?{one.ours()}&page_size=1"
        if json.loads(connection.get(query))["rows"] >= least:
            found.append(one)
    connection.close()
    return found


def _drawn(chance: random.Random) -> Asked:
    west, south = round(chance.uniform(-9, 14), 2), round(chance.uniform(9, 18), 2)
    width, height = chance.uniform(1, 8), chance.uniform(1, 8)
    first = date(1997, 1, 1) + timedelta(days=chance.randrange(365 * 27))
    last = first + timedelta(days=chance.randrange(365, 365 * 12))
    box = (west, south, round(west + width, 2), round(south + height, 2))
    return Asked(box, first, last, chance.choice(KINDS))


def _weigh(pages: list[str]) -> dict[str, float]:
    connection = Connection(OURS)
    sizes = [len(connection.get(page)) for page in pages]
    connection.close()
    return {"kb": round(sum(sizes) / len(sizes) / 1000, 1)}


# ── who answers ─────────────────────────────────────────────────────────────

Peers = dict[str, Callable[[], Served]]


def _ours(pages: list[str], running: contextlib.ExitStack) -> Peers:
    """Our address, and what shares our tables: the usual way, the SQL alone, the limits."""
    connection = Connection(OURS)
    wanted = [_ids(connection.get(page)) for page in pages]
    kept = Path(running.enter_context(tempfile.TemporaryDirectory())) / "page.json"
    kept.write_bytes(connection.get(pages[0]))
    running.enter_context(_usual(kept))
    usual = {
        name: [page.replace(ADDRESS, f"/{name}/") for page in pages]
        for name in ("counted", "cursor")
    }
    for name, paths in usual.items():
        _same(name, PEERS, paths, wanted, _ids)
    processes = running.enter_context(alone.pool(_database(), [_statements(one) for one in pages]))
    return {
        "ours": partial(drive, OURS, pages, SECONDS),
        COUNTED: partial(drive, PEERS, usual["counted"], SECONDS),
        CURSOR: partial(drive, PEERS, usual["cursor"], SECONDS),
        "SQL alone": partial(alone.drive, processes, SECONDS),
        "bytes from memory": partial(drive, PEERS, ["/bytes/"], SECONDS),
        "empty view": partial(drive, PEERS, ["/nothing/"], SECONDS),
    }


def _flat(asked: list[Asked], given: Any, running: contextlib.ExitStack) -> Peers:
    address = running.enter_context(flat.flat_table(given.data_dir, given.incidents))
    folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
    running.enter_context(flat.tipg(address, TIPG))
    running.enter_context(flat.pygeoapi(address, PYGEOAPI, folder))
    of_tipg = {"f": "geojson", "datetime-column": "start"}
    paths = {
        TIPG: [f"/collections/public.incidents/items?{one.features(**of_tipg)}" for one in asked],
        PYGEOAPI: [f"/collections/incidents/items?{one.features(f='json')}" for one in asked],
    }
    connection = Connection(OURS)
    wanted = [_ids(connection.get(f"{ADDRESS}?{one.ours()}")) for one in asked]
    for port, asked_of in paths.items():
        _same(str(port), port, asked_of, wanted, _feature_ids)
    return {
        "tipg": partial(drive, TIPG, paths[TIPG], SECONDS),
        "pygeoapi": partial(drive, PYGEOAPI, paths[PYGEOAPI], SECONDS),
    }


@contextlib.contextmanager
def _usual(kept: Path) -> Iterator[None]:
    """bench/usual under gunicorn, with the settings that we are served with."""
    environment = {
        **os.environ,
        "BENCH_BYTES": str(kept),
        "DJANGO_SETTINGS_MODULE": "usual.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "bench")]),
        "WEB_WORKERS": "2",
    }
    settings = ROOT / "dashboard" / "gunicorn_settings.py"
    command = [sys.executable, "-m", "gunicorn", "--config", str(settings)]
    command += ["--bind", f"127.0.0.1:{PEERS}", "usual.wsgi"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        flat.wait_for(PEERS, server)
        yield
    finally:
        server.terminate()
        server.wait()


def _ids(body: bytes) -> list[str]:
    return [one["id"] for one in json.loads(body)["results"]]


def _feature_ids(body: bytes) -> list[str]:
    return [one["properties"]["public_id"] for one in json.loads(body)["features"]]


def _same(
    name: str,
    port: int,
    paths: list[str],
    wanted: list[list[str]],
    ids: Callable[[bytes], list[str]],
) -> None:
    """A peer that answers something else is not measured."""
    connection = Connection(port)
    for path, expected in zip(paths, wanted, strict=True):
        if ids(connection.get(path)) != expected:
            raise SystemExit(f"{name} answers {path} with other incidents.")
    connection.close()


def _database() -> dict[str, Any]:
    from dashboard.embedded import APPLICATION, Cluster

    return {**Cluster(Path(os.environ["DATA_DIR"])).address(APPLICATION)}


def _statements(page: str) -> list[str]:
    """What our address asks of the database for a page, once its columns are at hand."""
    from django.db import connection
    from django.test import Client

    from incidents.readers import belonging

    said: list[str] = []

    def listen(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        said.append(connection.ops.compose_sql(sql, params) if params else str(sql))  # type: ignore[attr-defined]
        return execute(sql, params, many, context)

    def copied(select: str) -> Iterator[bytes]:
        said.append(f"COPY ({select}) TO STDOUT CSV")
        return copy(select)

    client = Client(headers={"host": "localhost"})
    client.get(page)
    copy = belonging.copied
    belonging.copied = copied
    with connection.execute_wrapper(listen):
        client.get(page)
    belonging.copied = copy
    return said


# ── what is told ────────────────────────────────────────────────────────────


def _told(given: Any, found: dict[str, Any], measured: dict[str, list[Served]]) -> int:
    rates = {name: [one.rate for one in windows] for name, windows in measured.items()}
    seconds = {
        name: [second for one in windows for second in one.seconds]
        for name, windows in measured.items()
    }
    found["rounds"] = given.rounds
    found["peers"] = {name: _peer(rates[name], seconds[name]) for name in measured}
    found["times"] = _times(rates)
    found["of_sql_alone"] = median(ratios(rates["SQL alone"], rates["ours"]), 2)
    if "ours at 100 k" in seconds:
        p95 = {name: quantile(seconds[name], 0.95) for name in ("ours", "ours at 100 k")}
        found["p95_of_100k"] = round(p95["ours"] / p95["ours at 100 k"], 2)
    if found["left_out"]:
        print(f"tipg and pygeoapi were left out: {found['left_out']}")
    title = (
        f"a page of {PAGE} of {given.incidents:,} synthetic incidents, {found['pages']['kb']} kB"
    )
    return finish("page", found, _rows(found), title)


def _peer(rates: list[float], seconds: list[float]) -> dict[str, Any]:
    return {
        "a_second": median(rates, 1),
        "a_second_each": [round(rate, 1) for rate in rates],
        "p50_ms": round(1000 * quantile(seconds, 0.5), 2),
        "p95_ms": round(1000 * quantile(seconds, 0.95), 2),
    }


def _times(rates: dict[str, list[float]]) -> dict[str, float]:
    """How many times as many pages as each peer; of DRF's two ways the faster, round by round."""
    usual = list(map(max, rates[COUNTED], rates[CURSOR]))
    others = {name: rates[name] for name in (COUNTED, CURSOR, "tipg", "pygeoapi") if name in rates}
    compared = {FASTER: usual, **others}
    return {name: median(ratios(rates["ours"], each), 2) for name, each in compared.items()}


def _rows(found: dict[str, Any]) -> list[Row]:
    times = found["times"]
    rows: list[Row] = [
        ("pages, of the usual DRF way, the faster", times[FASTER], "≥", USUAL, "×"),
        ("pages, of DRF with limit and offset, which counts", times[COUNTED], "", None, "×"),
        ("pages, of tipg", times.get("tipg"), "≥", FLAT, "×"),
        ("pages, of pygeoapi", times.get("pygeoapi"), "≥", FLAT, "×"),
        ("time, of the same SQL through psycopg alone", found["of_sql_alone"], "≤", ALONE, "×"),
        ("p95, of that at 100,000 incidents", found.get("p95_of_100k"), "≤", GROWTH, "×"),
    ]
    for name, one in found["peers"].items():
        shown = f"{name}: p50 {one['p50_ms']:.1f} ms, p95 {one['p95_ms']:.1f} ms"
        rows.append((shown, one["a_second"], "", None, "/s"))
    return rows


if __name__ == "__main__":
    raise SystemExit(main())
