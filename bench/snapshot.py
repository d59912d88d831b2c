"""The snapshot: how fast it is built, how many bytes it takes, how soon a change is seen.

    python bench/snapshot.py [incidents, 100000] [--rounds 7] [--data-dir var/bench-100000]

The record is synthetic (`manage.py synthesize`, seed 1), in an embedded cluster of its own that is
kept for the next time. Each round builds the whole snapshot anew and runs the same COPYs through
psycopg alone, in turns. Arrow needs a Python with pyarrow, brotli and numpy (BENCH_PYTHON, or
.venv/bench made by `make bench`); without one it is left out. Prints a table, writes
bench/results/snapshot-N.json.

Budgets: build without compression at most 2 times the COPYs alone; 8.5 bytes an incident with all
columns; half of Arrow IPC; a change visible within 2 s.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "bench"))
BUILD, BYTES, ARROW, VISIBLE = 2.0, 8.5, 0.5, 2.0
CHANGES = 7
PATIENCE = 60.0


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("incidents", type=int, nargs="?", default=100_000)
    asked.add_argument("--rounds", type=int, default=0)
    asked.add_argument("--data-dir", type=Path)
    options = asked.parse_args()
    rounds = options.rounds or (7 if options.incidents <= 200_000 else 3)
    folder = options.data_dir or ROOT / "var" / f"bench-{options.incidents}"
    os.environ["DATA_DIR"] = str(folder.absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "dashboard.settings"
    os.environ.pop("DATABASE_URL", None)
    with _record(options.incidents):
        import django

        django.setup()
        found = {"incidents": options.incidents, "synthetic": True, "seed": 1, **_machine()}
        found |= _building(rounds)
        found |= _weighing()
        found["visible"] = _seen()
        found["load_after"] = os.getloadavg()[0]
    _tell(found)
    to = ROOT / "bench" / "results" / f"snapshot-{options.incidents}.json"
    to.parent.mkdir(exist_ok=True)
    to.write_text(json.dumps(found, indent=1) + "\n")
    return 0 if all(found["held"].values()) else 1


@contextlib.contextmanager
def _record(count: int) -> Iterator[None]:
    """A running cluster with that many synthetic incidents."""
    began = "started" in _manage("database", "start")
    try:
        _manage("migrate", "-v0")
        held = _manage("shell", "-v0", "-c", HOW_MANY).split()[-1]
        if held == "0":
            _manage("synthesize", str(count), "--seed", "1")
        elif held != str(count):
            raise SystemExit(f"{os.environ['DATA_DIR']} holds {held} incidents: name another.")
        yield
    finally:
        from django.db import connections

        connections.close_all()
        if began:
            _manage("database", "stop")


HOW_MANY = "from incidents.models import Incident; print(Incident.objects.count())"


def _manage(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


def _machine() -> dict[str, Any]:
    import brotli
    import numpy as np
    import psycopg
    from django.db import connection

    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "load_before": os.getloadavg()[0],
        "versions": {
            "python": platform.python_version(),
            "postgresql": str(connection.cursor().connection.info.server_version),
            "psycopg": psycopg.__version__,
            "numpy": np.__version__,
            "brotli": brotli.__version__,
        },
    }


# ── building ────────────────────────────────────────────────────────────────


def _building(rounds: int) -> dict[str, Any]:
    """Whole builds and the same COPYs alone, in turns; seconds."""
    from incidents import snapshot

    timed = _Timed()
    snapshot.build()
    builds, packing, copies = [], [], []
    for _ in range(rounds):
        _forget()
        timed.reset()
        seconds = _clocked(snapshot.build)
        builds.append(seconds)
        packing.append(timed.packing)
        copies.append(_clocked(timed.copy_again))
    ratios = [
        (build - packed) / copy for build, packed, copy in zip(builds, packing, copies, strict=True)
    ]
    return {
        "rounds": rounds,
        "build_s": _median(builds),
        "packing_s": _median(packing),
        "copy_s": _median(copies),
        "build_to_copy": _median(ratios),
        "build_to_copy_each": [round(one, 2) for one in ratios],
        "statements": len(timed.statements),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _forget() -> None:
    """As after an upgrade: no file stands, and everything waits to be built."""
    from incidents.actions.outbox import note
    from incidents.models import SnapshotFile
    from incidents.values import Topic

    SnapshotFile.objects.all().delete()
    note(Topic.SNAPSHOT, "*")


class _Timed:
    """Watches what a build sends to the database and how long it compresses."""

    def __init__(self) -> None:
        import brotli

        from incidents.actions import snapshot_files
        from incidents.snapshot import copying

        self.reset()
        received, compress = copying.received, brotli.compress

        def receive(statement: Any) -> Any:
            self.statements.append(statement)
            return received(statement)

        def packed(*arguments: Any, **options: Any) -> bytes:
            began = time.perf_counter()
            content: bytes = compress(*arguments, **options)
            self.packing += time.perf_counter() - began
            return content

        copying.received = receive
        setattr(snapshot_files, "brotli", _Brotli(packed))  # noqa: B010

    def reset(self) -> None:
        self.statements: list[Any] = []
        self.packing = 0.0

    def copy_again(self) -> None:
        from django.db import connection

        for statement in self.statements:
            with connection.cursor() as cursor, cursor.copy(statement) as copy:
                for _ in copy:
                    pass


class _Brotli:
    def __init__(self, compress: Callable[..., bytes]) -> None:
        self.compress = compress


def _clocked(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _median(values: list[float]) -> float:
    return round(statistics.median(values), 3)


# ── bytes ───────────────────────────────────────────────────────────────────


def _weighing() -> dict[str, Any]:
    """Bytes an incident of what a first visit fetches, of each column, and of Arrow."""
    from bytes_of import by_column, on_the_wire, whole

    frames, rows = whole()
    wire = on_the_wire(rows)
    with tempfile.TemporaryDirectory() as folder:
        arrow = _arrow(frames, rows, Path(folder))
    return {
        "bytes": wire,
        "bytes_by_column": by_column(frames, rows),
        "arrow": arrow,
        "to_arrow": round(wire["all"] / arrow["all"], 3) if arrow else None,
        "to_arrow_without_ids": (
            round(wire["without_ids"] / arrow["without_ids"], 3) if arrow else None
        ),
    }


def _arrow(frames: Any, rows: int, folder: Path) -> dict[str, float] | None:
    from bytes_of import arrow_columns

    python = os.environ.get("BENCH_PYTHON") or str(ROOT / ".venv" / "bench" / "bin" / "python")
    if not Path(python).exists():
        return None
    arrow_columns(frames, folder)
    command = [python, str(ROOT / "bench" / "arrow_bytes.py"), str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    sizes: dict[str, Any] = json.loads(done.stdout)
    version = sizes.pop("pyarrow")
    return {name: round(size / rows, 3) for name, size in sizes.items()} | {"pyarrow": version}


# ── a change ────────────────────────────────────────────────────────────────


def _seen() -> dict[str, Any]:
    """Seconds from the commit of one change to the manifest that holds it, by the real worker."""
    from django.db import connections

    connections.close_all()
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "maintain", f"--end-with={os.getpid()}"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        time.sleep(5)
        _settle()
        recent = [_change(newest=True) for _ in range(CHANGES)]
        old = [_change(newest=False) for _ in range(CHANGES)]
    finally:
        worker.terminate()
        worker.wait()
    return {
        "recent_s": _median(recent),
        "old_s": _median(old),
        "worst_s": round(max(recent + old), 3),
        "changes": 2 * CHANGES,
    }


def _change(*, newest: bool) -> float:
    from incidents.models import Incident

    shown = Incident.objects.filter(status="published")
    chosen = shown.order_by("-start" if newest else "start", "id")[1000 if newest else 100]
    chosen.deaths_state, chosen.deaths_retained = "retained", (chosen.deaths_retained or 0) + 1
    chosen.deaths_low, chosen.deaths_high = chosen.deaths_retained, chosen.deaths_retained
    before = _manifest()
    began = time.perf_counter()
    chosen.save()
    while _manifest() == before:
        if time.perf_counter() - began > PATIENCE:
            raise SystemExit("The worker did not build what was changed.")
        time.sleep(0.02)
    seen = time.perf_counter() - began
    _settle()
    return seen


def _manifest() -> Any:
    from django.contrib.auth.models import AnonymousUser

    from incidents.readers import snapshot as reader
    from incidents.serializers.snapshot import manifest

    return manifest(reader.files(AnonymousUser()))


def _settle() -> None:
    from incidents.models import Outbox

    until = time.perf_counter() + PATIENCE
    while Outbox.objects.exists() and time.perf_counter() < until:
        time.sleep(0.1)


def _tell(found: dict[str, Any]) -> None:
    wire, seen, arrow = found["bytes"], found["visible"], found["arrow"]
    rows = [
        ("build without compression / COPY alone", found["build_to_copy"], BUILD, "×"),
        ("bytes an incident, all columns", wire["all"], BYTES, "B"),
        ("change visible, median, newest month", seen["recent_s"], VISIBLE, "s"),
        ("change visible, median, oldest year", seen["old_s"], VISIBLE, "s"),
    ]
    if arrow:
        rows.append(("of Arrow IPC, all columns", found["to_arrow"], ARROW, "×"))
    found["held"] = {what: value <= budget for what, value, budget, _ in rows}
    print(f"snapshot of {found['incidents']:,} synthetic incidents")
    for what, value, budget, unit in rows:
        said = "held" if value <= budget else "NOT HELD"
        print(f"  {what:42}{value:8.2f} {unit} of {budget} {unit}: {said}")
    print(f"  build {found['build_s']} s, of it compression {found['packing_s']} s")
    print(f"  COPY alone {found['copy_s']} s; peak {found['peak_mb']} MB")
    print(f"  the slowest change was seen after {seen['worst_s']} s")
    print(f"  bytes without ids {wire['without_ids']}; Arrow {arrow or 'not measured'}")
    print(f"  load {found['load_before']:.1f} to {found['load_after']:.1f}")


if __name__ == "__main__":
    raise SystemExit(main())
