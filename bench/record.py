"""What the benches of the API share: a synthetic record in a cluster of its own, the site that
serves it, rounds in turns, and the file that the results go to.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
HOW_MANY = "from incidents.models import Incident; print(Incident.objects.count())"
BENCH_PYTHON = Path(os.environ.get("BENCH_PYTHON") or ROOT / ".venv" / "bench" / "bin" / "python")
Row = tuple[str, float | None, str, float | None, str]
"""What was measured, its value, "≤" or "≥", its budget, its unit."""


def options(documentation: str, *, rounds: int = 7) -> argparse.Namespace:
    """The arguments that all of them take; names the record to everything that is started."""
    asked = argparse.ArgumentParser(
        description=documentation, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("incidents", type=int, nargs="?", default=100_000)
    asked.add_argument("--rounds", type=int, default=rounds)
    asked.add_argument("--data-dir", type=Path)
    asked.add_argument("--smaller", type=Path, help="data folder of 100,000 incidents, beside more")
    given = asked.parse_args()
    given.data_dir = given.data_dir or ROOT / "var" / f"bench-{given.incidents}"
    os.environ["DATA_DIR"] = str(given.data_dir.absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "dashboard.settings"
    os.environ.pop("DATABASE_URL", None)
    return given


@contextlib.contextmanager
def record(count: int) -> Iterator[None]:
    """A running cluster with that many synthetic incidents, and their snapshot built.

    The cluster ends with it.
    """
    manage("database", "start")
    import django
    from django.db import connections

    django.setup()
    try:
        manage("migrate", "-v0")
        held = manage("shell", "-v0", "-c", HOW_MANY).split()[-1]
        if held == "0":
            manage("synthesize", str(count), "--seed", "1")
        elif held != str(count):
            raise SystemExit(f"{os.environ['DATA_DIR']} holds {held} incidents: name another.")
        manage("shell", "-v0", "-c", "from incidents.snapshot import build; build()")
        yield
    finally:
        connections.close_all()
        manage("database", "stop")


@contextlib.contextmanager
def served(port: int, folder: Path | None = None) -> Iterator[int]:
    """The site as `manage.py serve` serves it, with two web processes; its process number."""
    environment = {**os.environ, "WEB_WORKERS": "2"}
    if folder is not None:
        environment["DATA_DIR"] = str(folder.absolute())
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--no-demo", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if not any(line.startswith("Serving") for line in server.stdout or ()):
            raise SystemExit("The site did not start.")
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def manage(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


def alternate(
    peers: Mapping[str, Callable[[], Any]], rounds: int, *, seed: int = 1
) -> dict[str, list[Any]]:
    """What each gives in each round; in every round all of them, in another order."""
    found: dict[str, list[Any]] = {name: [] for name in peers}
    chance = random.Random(seed)  # noqa: S311
    for _ in range(rounds):
        for name in chance.sample(list(peers), len(peers)):
            found[name].append(peers[name]())
    return found


def ratios(over: Sequence[float], under: Sequence[float]) -> list[float]:
    """Round by round."""
    return [one / other for one, other in zip(over, under, strict=True)]


def median(values: Sequence[float], digits: int = 3) -> float:
    return round(statistics.median(values), digits)


def quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def machine() -> dict[str, Any]:
    import django
    import numpy as np
    import psycopg
    import rest_framework
    from django.db import connection

    processor = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "processor": processor.group(1) if processor else "",
        "load_before": os.getloadavg()[0],
        "versions": {
            "python": platform.python_version(),
            "postgresql": str(connection.cursor().connection.info.server_version),
            "psycopg": psycopg.__version__,
            "django": django.__version__,
            "djangorestframework": rest_framework.VERSION,
            "numpy": np.__version__,
        },
    }


def finish(name: str, found: dict[str, Any], rows: Sequence[Row], title: str) -> int:
    """Print the table, write the results; the exit status says whether all budgets were held."""
    found["load_after"] = os.getloadavg()[0]
    found["held"] = {}
    print(title)
    for what, value, sign, budget, unit in rows:
        said = ""
        if budget is not None and value is not None:
            held = value <= budget if sign == "≤" else value >= budget
            found["held"][what] = held
            said = f" {sign} {budget:g}: {'held' if held else 'NOT HELD'}"
        shown = "not measured" if value is None else f"{value:,.2f} {unit}"
        print(f"  {what:58}{shown:>16}{said}")
    print(f"  load {found['load_before']:.1f} to {found['load_after']:.1f}")
    to = ROOT / "bench" / "results" / f"{name}-{found['incidents']}.json"
    to.parent.mkdir(exist_ok=True)
    to.write_text(json.dumps(found, indent=1) + "\n")
    return 0 if all(found["held"].values()) else 1
