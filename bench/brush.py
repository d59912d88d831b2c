"""Does the page keep up? Frames of the real page in Chromium, and the passes behind them.

    python bench/brush.py [incidents, 15000] [--pass-only] [--only WORD]

Brushes, clicks facets, pans and zooms the real page on a synthetic record (seeded; no database),
then times the pass itself by differences, in full, and against the npm library crossfilter2
(installed into bench/crossfilter2/ when npm can be reached). Prints a table, writes
bench/results/brush-N.json. `--pass-only` leaves the page out, and writes brush-pass-N.json: at ten
million it is the pass by differences that has a budget. `--only "brush a year"` leaves out other
deeds.

Budgets (milliseconds, at 1,000,000): frames 16.7 in the median and 33 at p95; a full pass 40; a
brush by differences 16.7, at 10,000,000 incidents 50; five times the library.
"""

from __future__ import annotations

import argparse
import functools
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pageserver import (
    chromium,
    fetched,
    keep,
    machine,
    make_snapshot,
    of_gaps,
    peak_memory,
    recorded,
    served,
    settings,
)

ROUNDS = 7
MOVES = 120
FRAME_P50, FRAME_P95, FULL, DIFFERENCES, DIFFERENCES_10M = 16.7, 33.0, 40.0, 16.7, 50.0
PATIENCE_MS = 60_000
"""For a million incidents; more take longer."""
JITTER = 0.3
"""A frame at 60 Hz is 16.67 ms and is reported to a tenth."""
LONG_TASKS = """
window.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
}).observe({ type: "longtask", buffered: true });
"""
LIBRARY = "/bench/crossfilter2.js"


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


def _frames(browser: Any, address: str, count: int, only: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, start, act in DEEDS:
        if only not in name:
            continue
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(LONG_TASKS)
        page.goto(address + start)
        patience = PATIENCE_MS * max(1, count // 1_000_000)
        page.wait_for_selector('body[data-status="ready"]', timeout=patience)
        ready = page.evaluate("performance.now()")
        page.wait_for_timeout(1500)
        loading = page.evaluate("window.longest")
        rounds = [recorded(page, functools.partial(act, page)) for _ in range(3)]
        found[name] = {
            **of_gaps([gap for one in rounds for gap in one]),
            "ready": round(ready),
            "longest_task_while_loading": round(loading),
            "peak_memory_mb": peak_memory(browser),
        }
        page.close()
    return found


def _passes(browser: Any, address: str, count: int) -> dict[str, Any]:
    page = browser.new_page()
    page.goto(address + "/empty")
    rounds = ROUNDS if count <= 1_000_000 else 3
    script = f"import('/bench/brush.js').then((m) => m.passes({rounds}))"
    found: dict[str, Any] = {"pass": page.evaluate(script)}
    found["pass"]["peak_memory_mb"] = peak_memory(browser)
    if count <= 1_000_000 and page.evaluate(f"fetch('{LIBRARY}').then((one) => one.ok)"):
        page.add_script_tag(url=LIBRARY)
        found["crossfilter2"] = page.evaluate(script.replace("passes", "library"))
    page.close()
    return found


def _measure(address: str, asked: argparse.Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {"frames": {}}
    with chromium() as browser:
        if not asked.pass_only:
            found["frames"] = _frames(browser, address, asked.incidents, asked.only)
        found |= _passes(browser, address, asked.incidents)
        found["chromium"] = browser.version
    return found


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
    memory = {name: one["peak_memory_mb"] for name, one in found["frames"].items()}
    print(f"  most memory, MB: { ({**memory, 'pass': found['pass']['peak_memory_mb']}) }")
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
    asked = argparse.ArgumentParser()
    asked.add_argument("incidents", type=int, nargs="?", default=15_000)
    asked.add_argument("--pass-only", action="store_true")
    asked.add_argument("--only", default="", metavar="WORD")
    given = asked.parse_args()
    settings()
    peers = {LIBRARY: fetched("crossfilter2", "crossfilter2/crossfilter.min.js")}
    with tempfile.TemporaryDirectory() as folder:
        make_snapshot(given.incidents, folder)
        before = os.getloadavg()[0]
        with served(Path(folder), peers) as address:
            measured = _measure(address, given)
    load = [round(before, 1), round(os.getloadavg()[0], 1)]
    found: dict[str, Any] = {"incidents": given.incidents, **measured, "load": load, **machine()}
    kept = _print(found)
    keep("brush-pass" if given.pass_only else "brush", found)
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
