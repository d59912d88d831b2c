"""Does the page keep up? Frames of the real page in Chromium, and the passes behind them.

    python bench/brush.py [incidents, 15000] [--pass-only]

Brushes, clicks facets, pans and zooms the real page on a synthetic record (seeded; no database),
then times the pass itself by differences, in full, and against the npm library crossfilter2
(installed into bench/crossfilter2/ when npm can be reached). Prints a table, writes
bench/results/brush-N.json. `--pass-only` leaves the page out: at ten million it is the pass by
differences that has a budget.

Budgets (milliseconds, at 1,000,000): frames 16.7 in the median and 33 at p95; a full pass 40; a
brush by differences 16.7, at 10,000,000 incidents 50; five times the library.
"""

from __future__ import annotations

import functools
import json
import mimetypes
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
ROUNDS = 7
MOVES = 120
FRAME_P50, FRAME_P95, FULL, DIFFERENCES, DIFFERENCES_10M = 16.7, 33.0, 40.0, 16.7, 50.0
PATIENCE_MS = 60_000
JITTER = 0.3
"""A frame at 60 Hz is 16.67 ms and is reported to a tenth."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--js-flags=--max-old-space-size=8192",
]
LONG_TASKS = """
window.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
}).observe({ type: "longtask", buffered: true });
"""
PEER = ROOT / "bench" / "crossfilter2"


def _django() -> None:
    """Settings alone: nothing here asks a database."""
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    os.environ.setdefault("SECRET_KEY", "bench-" + "x7" * 30)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    import django

    django.setup()


@functools.cache
def _page() -> bytes:
    from django.template.loader import render_to_string
    from django.test import override_settings

    from dashboard.pages.home import context

    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=plain):
        return render_to_string("dashboard/index.html", context()).encode()


@functools.cache
def _words() -> bytes:
    from dashboard.words import words

    return json.dumps(words()).encode()


def _library() -> Path | None:
    """The peer's one file, fetched by npm where it is not there yet."""
    built = PEER / "node_modules" / "crossfilter2" / "crossfilter.min.js"
    npm = shutil.which("npm")
    if not built.exists() and npm:
        quiet = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        subprocess.run([npm, "install", *quiet], cwd=PEER, check=False)
    return built if built.exists() else None


def _make_snapshot(count: int, folder: str) -> None:
    command = [_bundled_node(), "--max-old-space-size=8192", "bench/synthetic_snapshot.js"]
    subprocess.run([*command, str(count), folder], cwd=ROOT, check=True)


def _bundled_node() -> str:
    import playwright

    return str(Path(playwright.__file__).parent / "driver" / "node")


def _handler(snapshot: Path) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content, kind = self._find(self.path.split("?")[0]) or (None, "")
            self.send_response(404 if content is None else 200)
            if content is not None:
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content or b"")

        def _find(self, path: str) -> tuple[bytes, str] | None:
            if path == "/":
                return _page(), "text/html; charset=utf-8"
            if path.startswith("/words/"):
                return _words(), "application/json"
            if path == "/empty":
                return b"<!doctype html><title>bench</title>", "text/html; charset=utf-8"
            if path.startswith("/api/v1/snapshot/"):
                name = path.rstrip("/").rpartition("/")[2]
                file = snapshot / ("manifest.json" if name == "snapshot" else name)
                return file.read_bytes(), "application/octet-stream"
            return _file(path)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    return Handler


def _file(path: str) -> tuple[bytes, str] | None:
    from django.contrib.staticfiles import finders

    found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
    if path == "/bench/brush.js":
        found = str(ROOT / "bench" / "brush.js")
    if path == "/bench/crossfilter2.js":
        found = str(_library() or "")
    if not found:
        return None
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return Path(str(found)).read_bytes(), "text/javascript" if path.endswith(".js") else kind


def _recorded(page: Any, act: Callable[[], None]) -> list[float]:
    """The gaps between the frames while `act` runs, in ms."""
    page.evaluate("import('/bench/brush.js').then((m) => { window.stop = m.recordFrames(); })")
    act()
    page.wait_for_timeout(100)
    gaps: list[float] = page.evaluate("window.stop()")
    return gaps


def _brush(page: Any) -> None:
    """Drags the brush along the timeline and back."""
    box = page.locator(".timeline-plot").bounding_box()
    brush = page.locator(".brush").bounding_box()
    y = box["y"] + box["height"] / 2
    x = brush["x"] + brush["width"] / 2
    left = box["x"] + brush["width"]
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(MOVES):
        page.mouse.move(left + (x - left) * abs(1 - 2 * step / MOVES), y)
    page.mouse.up()


def _facets(page: Any) -> None:
    rows = page.locator('.rail-row[data-section="kind"], .rail-row[data-section="certainty"]')
    for at in range(min(8, rows.count())):
        rows.nth(at).click()
        page.wait_for_timeout(120)
        rows.nth(at).click()
        page.wait_for_timeout(120)


def _middle(page: Any) -> tuple[float, float]:
    box = page.locator(".map").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _pan(page: Any) -> None:
    x, y = _middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(MOVES):
        turn = abs(1 - 2 * (step % 60) / 60) - 0.5
        page.mouse.move(x + 500 * turn, y + 160 * turn)
    page.mouse.up()


def _zoom(page: Any) -> None:
    page.mouse.move(*_middle(page))
    for delta in (-120, -120, -120, 120, 120, 120):
        page.mouse.wheel(0, delta)
        page.wait_for_timeout(400)


def _point(page: Any) -> None:
    x, y = _middle(page)
    for step in range(MOVES):
        page.mouse.move(x + 3 * step - 180, y + step - 60)


DEEDS: list[tuple[str, str, Callable[[Any], None]]] = [
    ("brush a year", "/", _brush),
    ("brush ten years", "/?after=2005-01-01&before=2015-01-01", _brush),
    ("facet click, all time", "/?period=all", _facets),
    ("pan, all time", "/?period=all", _pan),
    ("zoom, all time", "/?period=all", _zoom),
    ("pan close up, all time", "/?period=all&view=2,14,8", _pan),
    ("hover, all time", "/?period=all&view=2,14,8", _point),
    ("density, brush ten years", "/?mode=density&after=2005-01-01&before=2015-01-01", _brush),
    ("density, pan, all time", "/?mode=density&period=all", _pan),
]


def _frames(browser: Any, address: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, start, act in DEEDS:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(LONG_TASKS)
        page.goto(address + start)
        page.wait_for_selector('body[data-status="ready"]', timeout=PATIENCE_MS)
        ready = page.evaluate("performance.now()")
        page.wait_for_timeout(1500)
        loading = page.evaluate("window.longest")
        rounds = [_recorded(page, functools.partial(act, page)) for _ in range(3)]
        gaps = sorted(gap for one in rounds for gap in one)
        found[name] = {
            "frames": len(gaps),
            "p50": round(statistics.median(gaps), 1),
            "p95": _quantile(gaps, 0.95),
            "worst": round(gaps[-1], 1),
            "ready": round(ready),
            "longest_task_while_loading": round(loading),
        }
        page.close()
    return found


def _passes(browser: Any, address: str, count: int) -> dict[str, Any]:
    page = browser.new_page()
    page.goto(address + "/empty")
    rounds = ROUNDS if count <= 1_000_000 else 3
    script = f"import('/bench/brush.js').then((m) => m.passes({rounds}))"
    found: dict[str, Any] = {"pass": page.evaluate(script)}
    if count <= 1_000_000 and _library():
        page.add_script_tag(url="/bench/crossfilter2.js")
        found["crossfilter2"] = page.evaluate(script.replace("passes", "library"))
    page.close()
    return found


def _measure(address: str, count: int, *, pass_only: bool) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        executable = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=executable, args=FLAGS)
        found: dict[str, Any] = {"frames": {} if pass_only else _frames(browser, address)}
        found |= _passes(browser, address, count)
        found["chromium"] = browser.version
        browser.close()
    return found


def _quantile(values: list[float], share: float) -> float:
    return round(sorted(values)[int(share * (len(values) - 1))], 1)


def _table(found: dict[str, Any]) -> list[tuple[str, float, float, float | None, float | None]]:
    """Name, p50, p95 and their budgets."""
    rows: list[tuple[str, float, float, float | None, float | None]] = [
        (f"frame: {name}", one["p50"], one["p95"], FRAME_P50 + JITTER, FRAME_P95 + JITTER)
        for name, one in found["frames"].items()
    ]
    passes = found["pass"]
    large = found["incidents"] > 1_000_000
    budgets = {
        "differences": DIFFERENCES_10M if large else DIFFERENCES,
        "full": None if large else FULL,
    }
    rows += [
        (f"pass: {name}", passes[name]["p50"], passes[name]["p95"], budgets.get(name), None)
        for name in ("differences", "full", "facet", "flick")
    ]
    return rows


def _print(found: dict[str, Any]) -> bool:
    """The table; False where a budget is broken."""
    kept = True
    print(f"{found['incidents']:,} incidents, synthetic        p50      p95  budget")
    for name, p50, p95, first, second in _table(found):
        fits = (first is None or p50 <= first) and (second is None or p95 <= second)
        kept = kept and fits
        budget = "" if first is None else f"{first:.0f}" + (f"/{second:.0f}" if second else "")
        print(f"  {name:34}{p50:8.1f} {p95:8.1f}  {budget:6}{'' if fits else '  OVER'}")
    made = {name: round(found["pass"][name]) for name in ("decode", "assemble", "making", "first")}
    print(f"  to begin with, ms: {made}")
    if "crossfilter2" in found:
        peer, ours = found["crossfilter2"], found["pass"]
        begun = ours["making"] + ours["first"]
        ratios = {
            "from the columns to the first counts": peer["build"] / begun,
            "facet, mean of five sections": peer["facet"]["mean"] / ours["facet"]["mean"],
            "brush, a step of a month": peer["brush"]["mean"] / ours["differences"]["mean"],
        }
        found["ratios"] = {name: round(ratio, 1) for name, ratio in ratios.items()}
        for name, ratio in found["ratios"].items():
            print(f"  times crossfilter2: {name:42} {ratio:6.1f}")
    return kept


def main() -> int:
    counts = [int(word) for word in sys.argv[1:] if word.isdigit()]
    count = counts[0] if counts else 15_000
    _django()
    with tempfile.TemporaryDirectory() as folder:
        _make_snapshot(count, folder)
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(Path(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        before = os.getloadavg()[0]
        measured = _measure(address, count, pass_only="--pass-only" in sys.argv)
        server.shutdown()
    load = [round(before, 1), round(os.getloadavg()[0], 1)]
    found: dict[str, Any] = {"incidents": count, **measured, "load": load}
    found |= {"cores": os.cpu_count(), "machine": platform.machine()}
    kept = _print(found)
    results = ROOT / "bench" / "results"
    results.mkdir(exist_ok=True)
    (results / f"brush-{count}.json").write_text(json.dumps(found, indent=1) + "\n")
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
