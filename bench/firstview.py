"""The first view: how soon a page shows, answers, and has everything, on slow links.

    python bench/firstview.py [incidents, 100000] [--rounds 7] [--data-dir var/bench-100000]

The record is synthetic (`manage.py synthesize`, seed 1); the real server serves it with collected
static files. Chromium, an empty cache, network emulation of 400 kbit/s with 400 ms and of 1.6
Mbit/s with 150 ms; in turns. Marks: the picture is painted; the page answers (by its summary where
the link is slow, else by the record's first columns); everything can be cross-filtered; the rest
(ids, titles) is there. Bytes are those that came by then. Prints a table, writes
bench/results/firstview-N.json.

Budgets at 400 kbit/s and 100,000 incidents: picture 1.2 s and 14 kB of page; answers within 3.5 s
and 90 kB; everything within 18 s; code and style 150 kB altogether.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
LINKS = {"400 kbit/s, 400 ms": (50_000, 400), "1.6 Mbit/s, 150 ms": (200_000, 150)}
BUDGETS = {
    "page_kb": 14.0,
    "painted_s": 1.2,
    "answers_s": 3.5,
    "answers_kb": 90.0,
    "everything_s": 18.0,
    "code_kb": 150.0,
}
PATIENCE = 180_000
PAINTED = """() => {
  const look = () => {
    const [map, bars] = [".picture-map path", ".picture-bars path"];
    const there = document.querySelector(map) && document.querySelector(bars);
    if (!there) return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("bench-painted")));
  };
  requestAnimationFrame(look);
}"""
MARKS = """() => Object.fromEntries(
  performance.getEntriesByType("mark").reverse().map((one) => [one.name, one.startTime / 1000]),
)"""
WARM = 12
"""Requests before the first round."""
CODE = (".js", ".css")


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("incidents", type=int, nargs="?", default=100_000)
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--data-dir", type=Path)
    options = asked.parse_args()
    environment = filled(options.incidents, options.data_dir)
    load = os.getloadavg()[0]
    with served(environment) as address:
        rounds, version = _measured(address, options.rounds)
    found = {
        "incidents": options.incidents,
        "synthetic": True,
        "seed": 1,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "versions": {"python": platform.python_version(), "chromium": version},
        "load_before": load,
        "load_after": os.getloadavg()[0],
        "rounds": options.rounds,
        "median": {link: _medians(of) for link, of in rounds.items()},
        "each": rounds,
    }
    slow = found["median"]["400 kbit/s, 400 ms"]
    found["held"] = {name: slow[name] <= most for name, most in BUDGETS.items()}
    _tell(found)
    to = ROOT / "bench" / "results" / f"firstview-{options.incidents}.json"
    to.parent.mkdir(exist_ok=True)
    to.write_text(json.dumps(found, indent=1) + "\n")
    return 0 if all(found["held"].values()) else 1


HOW_MANY = "from incidents.models import Incident; print(Incident.objects.count())"


def filled(count: int, data_dir: Path | None) -> dict[str, str]:
    """An environment that names an embedded cluster with that many synthetic incidents.

    It is kept for the next time.
    """
    folder = data_dir or ROOT / "var" / f"bench-{count}"
    environment = {**os.environ, "DATA_DIR": str(folder.absolute())}
    environment.pop("DATABASE_URL", None)

    def manage(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    manage("database", "start")
    try:
        manage("migrate", "-v0")
        held = manage("shell", "-v0", "-c", HOW_MANY).split()[-1]
        if held == "0":
            manage("synthesize", str(count), "--seed", "1")
        elif held != str(count):
            raise SystemExit(f"{environment['DATA_DIR']} holds {held} incidents: name another.")
    finally:
        manage("database", "stop")
    return environment


@contextlib.contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """The address of the real server; it ends with this."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port), "--no-demo"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if not any("Serving" in line for line in server.stdout or ()):
            raise SystemExit("the server did not start")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)


def _measured(address: str, rounds: int) -> tuple[dict[str, list[dict[str, float]]], str]:
    found: dict[str, list[dict[str, float]]] = {link: [] for link in LINKS}
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=flags)
        warm_up(browser, address)
        for _ in range(rounds):
            for link, (rate, latency) in LINKS.items():
                context = browser.new_context(viewport={"width": 1440, "height": 900})
                page = context.new_page()
                found[link].append(visit(page, address, rate, latency))
                context.close()
        version = browser.version
        browser.close()
    return found, version


def warm_up(browser: Browser, address: str) -> None:
    """Every process of the server has the columns at hand."""
    for _ in range(WARM):
        urllib.request.urlopen(address).read()  # noqa: S310
    warm = browser.new_page()
    warm.goto(address)
    warm.wait_for_selector('body[data-status="ready"]', timeout=PATIENCE)
    warm.close()


def slow_down(page: Page, rate: int, latency: int) -> None:
    """The link of this page from now on: bytes a second, milliseconds."""
    link = page.context.new_cdp_session(page)
    link.send("Network.enable")
    link.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": latency,
            "downloadThroughput": rate,
            "uploadThroughput": rate,
        },
    )


def visit(page: Page, address: str, rate: int, latency: int) -> dict[str, float]:
    """One visit with an empty cache; seconds since it was asked for, and kB (1,000 bytes)."""
    slow_down(page, rate, latency)
    page.add_init_script(f"({PAINTED})()")
    page.goto(address, wait_until="commit")
    page.wait_for_selector(
        'body[data-status="partial"], body[data-status="ready"]', timeout=PATIENCE
    )
    # On a slow link the rest waits to be asked for.
    asked = page.get_by_role("button", name="Load everything")
    if asked.count():
        asked.click()
    page.wait_for_selector('body[data-status="ready"]', timeout=PATIENCE)
    marks: dict[str, float] = page.evaluate(MARKS)
    page_bytes = page.evaluate("performance.getEntriesByType('navigation')[0].transferSize")
    code = page.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter((one) => one.transferSize && /\\.(js|css)$/.test(new URL(one.name).pathname))"
        ".reduce((sum, one) => sum + one.encodedBodySize, 0)"
    )
    columns = marks.get("vigie-partial", marks["vigie-ready"])
    answers = marks.get("vigie-summary", columns)
    return {
        "page_kb": page_bytes / 1000,
        "painted_s": marks["bench-painted"],
        "answers_s": answers,
        "answers_kb": kilobytes(page, answers),
        "columns_s": columns,
        "everything_s": marks["vigie-rest"],
        "ids_s": marks["vigie-ready"],
        "code_kb": code / 1000,
        "all_kb": kilobytes(page, marks["vigie-ready"]),
    }


def kilobytes(page: Page, until: float) -> float:
    """What had come `until` seconds after the page was asked for."""
    entries = page.evaluate(
        "['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))"
        ".map((one) => [one.responseEnd / 1000, one.transferSize])"
    )
    return float(sum(size for end, size in entries if end <= until)) / 1000


def _medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(one[name] for one in rounds), 2) for name in rounds[0]}


def _tell(found: dict[str, Any]) -> None:
    print(f"{found['incidents']:,} synthetic incidents, load {found['load_after']:.1f}")
    names = list(next(iter(found["median"].values())))
    print(f"{'':14}{'budget':>8}" + "".join(f"{link:>22}" for link in found["median"]))
    for name in names:
        budget = BUDGETS.get(name)
        row = "".join(f"{of[name]:>22}" for of in found["median"].values())
        print(f"{name:14}{budget or '':>8}{row}")


if __name__ == "__main__":
    raise SystemExit(main())
