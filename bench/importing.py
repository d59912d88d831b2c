"""An import: how fast it is beside Django's bulk_create of the same rows, and what memory it takes.

    python bench/importing.py [rows, 100000] [--rounds 7] [--data-dir var/bench-import] [--alone]

The file is drawn from a seed (bench/ucdp_file.py). In each round, in an embedded cluster of its
own whose record is empty again before each step:

  peer       the rows that the import makes, read back from a copy of the record, as model objects
             by bulk_create in batches of 1,000, one transaction, constraints live; timed without
             reading them, and with what every import must do besides: read and parse the file
  live       the import, constraints and indexes live
  again      the same file once more, nothing changed
  changed    the same file with 5 % of its rows changed
  release    that file once more as the next release: every row is one more document
  empty      the import as `manage.py import` does it into an empty record: indexes and foreign
             keys afterwards

With --alone only `empty` and then `again`, once: a million rows without the hours of the peer.

Each step is a process of its own; its peak memory is that of the process. Prints a table, writes
bench/results/importing-N.json (importing-alone-N.json).

Budgets: live at least 3 times bulk_create, empty 6 times, again 5 times as fast as live, 150 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "bench"))
LIVE, EMPTY, AGAIN, MEMORY = 3.0, 6.0, 5.0, 150
STEPS = ("peer", "live", "again", "changed", "release", "empty")
AFTER = ("again", "changed", "release")
"""Steps into the record that the one before left."""
BATCH = 1000
KEPT = "kept"
"""The database that holds a copy of the imported record, for the peer to read."""
CLEAR = """
TRUNCATE incidents_incident, incidents_report, incidents_importrun, incidents_outbox,
    incidents_change, incidents_importedrow RESTART IDENTITY CASCADE
"""


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("rows", type=int, nargs="?", default=100_000)
    asked.add_argument("--rounds", type=int, default=0)
    asked.add_argument("--data-dir", type=Path)
    asked.add_argument("--alone", action="store_true")
    asked.add_argument("--step", choices=STEPS)
    options = asked.parse_args()
    folder = (options.data_dir or ROOT / "var" / "bench-import").absolute()
    os.environ["DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "dashboard.settings"
    os.environ.pop("DATABASE_URL", None)
    if options.step:
        print(json.dumps(_step(options.step, folder)))
        return 0
    if options.alone:
        return _alone(options.rows, folder)
    rounds = options.rounds or (7 if options.rows <= 200_000 else 3)
    return _measure(options.rows, rounds, folder)


def _alone(rows: int, folder: Path) -> int:
    began = "started" in _manage("database", "start")
    try:
        _prepare(folder, rows)
        found: dict[str, Any] = {"rows": rows, "synthetic": True, "seed": 1, **_machine()}
        found |= {step: _child(step, folder) for step in ("empty", "again")}
        found["load_after"] = os.getloadavg()[0]
    finally:
        if began:
            _manage("database", "stop")
    times = found["empty"]["s"] / found["again"]["s"]
    memory = max(found[step]["peak_mb"] for step in ("empty", "again"))
    print(f"import of {rows:,} synthetic rows, load {found['load_before']:.1f}")
    for step in ("empty", "again"):
        seconds = found[step]["s"]
        print(f"  {step:6}{seconds:9.1f} s {rows / seconds:9,.0f} rows/s  {found[step]['said']}")
    print(f"  again {times:.1f} times as fast (≥ {AGAIN}), peak memory {memory} MB (≤ {MEMORY})")
    _keep(found, f"importing-alone-{rows}")
    return 0 if times >= AGAIN and memory <= MEMORY else 1


def _measure(rows: int, rounds: int, folder: Path) -> int:
    began = "started" in _manage("database", "start")
    try:
        _prepare(folder, rows)
        _keep_a_copy(folder)
        found: dict[str, Any] = {"rows": rows, "synthetic": True, "seed": 1, **_machine()}
        found["rounds"] = rounds
        told: list[dict[str, Any]] = [
            {step: _child(step, folder) for step in STEPS} for _ in range(rounds)
        ]
        found |= _summary(rows, told)
        found["load_after"] = os.getloadavg()[0]
    finally:
        from django.db import connections

        connections.close_all()
        if began:
            _manage("database", "stop")
    _tell(found)
    _keep(found, f"importing-{rows}")
    return 0 if all(found["held"].values()) else 1


def _keep(found: dict[str, Any], name: str) -> None:
    to = ROOT / "bench" / "results" / f"{name}.json"
    to.parent.mkdir(exist_ok=True)
    to.write_text(json.dumps(found, indent=1) + "\n")


def _prepare(folder: Path, rows: int) -> None:
    """Vocabularies, units and places; and the two files."""
    import ucdp_file

    _manage("migrate", "-v0")
    _manage("load_seeds")
    _manage("load_places")
    (folder / "later").mkdir(exist_ok=True)
    ucdp_file.write(folder / "ged251.csv", count=rows)
    ucdp_file.write(folder / "later" / "ged251.csv", count=rows, changed=0.05)
    (folder / "ged261.csv").unlink(missing_ok=True)
    (folder / "ged261.csv").symlink_to(folder / "later" / "ged251.csv")


def _keep_a_copy(folder: Path) -> None:
    """Of the imported record, for the peer to read."""
    _child("live", folder)
    _as_owner([f"DROP DATABASE IF EXISTS {KEPT}", f"CREATE DATABASE {KEPT} TEMPLATE vigie"])


def _child(step: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--step", step, "--data-dir", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    told: dict[str, Any] = json.loads(done.stdout.decode().splitlines()[-1])
    return told


def _manage(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


# ── one step, in a process of its own ───────────────────────────────────────


def _step(step: str, folder: Path) -> dict[str, Any]:
    import django

    django.setup()
    if step not in AFTER:
        _as_owner([CLEAR])
    if step == "peer":
        return _peer(folder / "ged251.csv")
    names = {"changed": "later/ged251.csv", "release": "ged261.csv"}
    return _import(folder / names.get(step, "ged251.csv"), bare=step == "empty")


def _as_owner(statements: list[str]) -> None:
    import psycopg

    from dashboard.embedded import OWNER, Cluster

    address = Cluster(Path(os.environ["DATA_DIR"])).address(OWNER)
    with psycopg.connect(**address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _import(path: Path, *, bare: bool) -> dict[str, Any]:
    from contextlib import nullcontext

    from incidents.actions.signing import Signature
    from incidents.actions.staged_store import TABLES
    from incidents.importing import Plan, run
    from incidents.management import bare_tables

    def without_indexes(rows: int) -> Any:
        return bare_tables.bare(TABLES, lambda share: None)

    began, before = time.perf_counter(), _peak()
    with bare_tables.as_owner() if bare else nullcontext():
        outcome = run(
            "ucdp",
            Plan(path=path),
            by=Signature(label="bench"),
            within=without_indexes if bare else nullcontext,
        )
    seconds = time.perf_counter() - began
    told = {"s": seconds, "peak_mb": _peak(), "before_mb": before, "said": str(outcome)}
    return told | {"python_s": time.process_time()}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _peer(path: Path) -> dict[str, Any]:
    from django.db import transaction

    from incidents.actions.staged_store import TABLES

    parsing = _clocked(lambda: _parse(path))
    began, reading, rows = time.perf_counter(), 0.0, 0
    with transaction.atomic():
        for model in TABLES:
            before = time.perf_counter()
            for names, values in _kept_rows(model):
                reading += time.perf_counter() - before
                objects = [model(**dict(zip(names, row, strict=True))) for row in values]
                model._default_manager.bulk_create(objects, batch_size=BATCH)
                rows += len(objects)
                before = time.perf_counter()
            reading += time.perf_counter() - before
    seconds = time.perf_counter() - began - reading
    return {"s": seconds, "parsing_s": parsing, "table_rows": rows, "peak_mb": _peak()}


def _parse(path: Path) -> None:
    from incidents.formats import ucdp
    from incidents.formats.reading import Reading
    from incidents.formats.tabular import open_table
    from incidents.readers.imports import names

    reading = Reading(release="25.1", names=names())
    with open_table(path) as table:
        for line in table.lines:
            ucdp.parse(line.cells, reading)


def _kept_rows(model: Any) -> Iterator[tuple[list[str], list[Any]]]:
    """Rows of one table of the copy, so many at a time, with the names of their attributes."""
    import psycopg
    from django.db.models import NOT_PROVIDED

    from dashboard.embedded import OWNER, Cluster

    fields = [one for one in model._meta.concrete_fields if one.db_default is NOT_PROVIDED]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    address = Cluster(Path(os.environ["DATA_DIR"])).address(OWNER) | {"dbname": KEPT}
    with psycopg.connect(**address) as kept, kept.cursor("rows") as cursor:
        cursor.execute(f"SELECT {columns} FROM {model._meta.db_table} ORDER BY id")  # noqa: S608
        while rows := cursor.fetchmany(BATCH):
            yield [field.attname for field in fields], rows


def _clocked(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


# ── what it comes to ────────────────────────────────────────────────────────


def _machine() -> dict[str, Any]:
    import django
    import psycopg
    from django.db import connection

    django.setup()
    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "load_before": os.getloadavg()[0],
        "versions": {
            "python": platform.python_version(),
            "django": django.get_version(),
            "psycopg": psycopg.__version__,
            "postgresql": str(connection.cursor().connection.info.server_version),
        },
    }


def _summary(rows: int, told: list[dict[str, Any]]) -> dict[str, Any]:
    def median(values: list[float]) -> float:
        return round(statistics.median(values), 2)

    seconds = {step: [one[step]["s"] for one in told] for step in STEPS}
    usual = [one["peer"]["s"] + one["peer"]["parsing_s"] for one in told]
    found: dict[str, Any] = {
        "seconds": {step: median(values) for step, values in seconds.items()},
        "bulk_create_with_parsing_s": median(usual),
        "rows_per_s": {step: round(rows / median(values)) for step, values in seconds.items()},
        "table_rows": told[0]["peer"]["table_rows"],
        "peak_mb": {step: max(one[step]["peak_mb"] for one in told) for step in STEPS},
        "said": {step: told[0][step].get("said", "") for step in STEPS},
        "each": [{step: round(one[step]["s"], 2) for step in STEPS} for one in told],
    }
    for step in ("live", "empty"):
        pairs = list(zip(seconds["peer"], usual, seconds[step], strict=True))
        found[f"bulk_create_to_{step}"] = median([peer / own for peer, _, own in pairs])
        found[f"parsing_and_bulk_create_to_{step}"] = median([all_ / own for _, all_, own in pairs])
    for step in AFTER:
        ratios = [first / own for first, own in zip(seconds["live"], seconds[step], strict=True)]
        found[f"live_to_{step}"] = median(ratios)
    return found


def _tell(found: dict[str, Any]) -> None:
    memory = max(found["peak_mb"][step] for step in STEPS[1:])
    rows = [
        ("live, times bulk_create", found["bulk_create_to_live"], LIVE, "×"),
        ("into an empty record, times bulk_create", found["bulk_create_to_empty"], EMPTY, "×"),
        ("again, times the first", found["live_to_again"], AGAIN, "×"),
    ]
    found["held"] = {what: value >= budget for what, value, budget, _ in rows}
    found["held"]["memory"] = memory <= MEMORY
    print(f"import of {found['rows']:,} synthetic rows in UCDP's 49 columns")
    for what, value, budget, unit in rows:
        said = "held" if value >= budget else "NOT HELD"
        print(f"  {what:42}{value:8.2f} {unit} of {budget} {unit}: {said}")
    said = "held" if memory <= MEMORY else "NOT HELD"
    print(f"  {'peak memory of the importer':42}{memory:8} MB of {MEMORY} MB: {said}")
    for step in STEPS:
        per = found["rows_per_s"][step]
        print(f"  {step:10}{found['seconds'][step]:9.2f} s {per:9,} rows/s  {found['said'][step]}")
    print(f"  bulk_create after reading and parsing {found['bulk_create_with_parsing_s']} s: live")
    print(f"    {found['parsing_and_bulk_create_to_live']} ×, empty", end=" ")
    print(f"{found['parsing_and_bulk_create_to_empty']} ×", end="; ")
    print(f"5 % changed {found['live_to_changed']} × as fast as the first")
    print(f"    the next release of the same {found['live_to_release']} ×")
    print(f"  load {found['load_before']:.1f} to {found['load_after']:.1f}")


if __name__ == "__main__":
    raise SystemExit(main())
