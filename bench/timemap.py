"""Our page against a page that loads every event: bytes, the first useful view, a filter.

    python bench/timemap.py [incidents, 100000] [--rounds 3] [--slow-rounds 1]
        [--data-dir var/bench-100000]

The peer (bench/timemap.html) does what dashboards do that load every event as one JSON with its
text: it groups them by place, kind and month, draws a Leaflet circle for each place, and filters
the array on each brush. Its JSON is made of the site's own CSV of the same synthetic record, one
language and 22 of its columns, as gzip; the composed titles and sentences of a synthetic record are
shorter than what people write. Ours is the real server's. The same Chromium, in turns, empty
caches, 1.6 Mbit/s with 150 ms; and 400 kbit/s with 400 ms, where the peer takes minutes: one round
is the default. A filter in both is a step of the brush by one bar, until it is painted; both must
hold the same incidents in that period. Prints a table, writes bench/results/timemap-N.json.

Budgets: those of bench/firstview.py. Here: a first useful view sooner than the peer's, and no more
than half of its bytes with everything there.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import statistics
import tempfile
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pageserver
from firstview import LINKS, filled, served, slow_down, visit, warm_up

ROOT = pageserver.ROOT
SLOW, FAST = LINKS
STEPS = 8
LIMIT = 600_000
FIELDS = [
    "id",
    "start",
    "end",
    "date_precision",
    "kind",
    "sub_kind",
    "certainty",
    "contested",
    "deaths_state",
    "deaths_low",
    "deaths_retained",
    "deaths_high",
    "country",
    "admin1",
    "precision",
    "latitude",
    "longitude",
    "tags",
    "dataset",
]
OF_ENGLISH = {"title": "title_en", "place": "place_en", "involved": "involved_en"}
WINDOW = {"width": 1440, "height": 900}


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("incidents", type=int, nargs="?", default=100_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--slow-rounds", type=int, default=1)
    asked.add_argument("--data-dir", type=Path)
    given = asked.parse_args()
    environment = filled(given.incidents, given.data_dir)
    pageserver.settings()
    load = [os.getloadavg()[0]]
    with served(environment) as ours, tempfile.TemporaryDirectory() as folder:
        events = Path(folder) / "events.json"
        events.write_text(json.dumps(_events(ours), ensure_ascii=False, separators=(",", ":")))
        with pageserver.served(Path(folder), {"/bench/events.json": events}, packed=True) as peer:
            urllib.request.urlopen(peer + "/bench/events.json").read()  # noqa: S310
            rounds = _rounds(ours, peer, {FAST: given.rounds, SLOW: given.slow_rounds})
    load.append(os.getloadavg()[0])
    found = {
        "incidents": given.incidents,
        "synthetic": True,
        "seed": 1,
        **pageserver.machine(),
        "load": [round(one, 1) for one in load],
        "rounds": {link: len(of["ours"]) for link, of in rounds.items()},
        "median": {
            link: {name: _medians(each) for name, each in of.items()} for link, of in rounds.items()
        },
    }
    held = _tell(found)
    pageserver.keep("timemap", found)
    return 0 if held else 1


def _events(address: str) -> list[dict[str, str]]:
    """Every incident of the site's CSV, with its texts in English."""
    with urllib.request.urlopen(address + "api/v1/incidents/?format=csv") as answer:  # noqa: S310
        rows = csv.DictReader(io.TextIOWrapper(answer, "utf-8-sig", newline=""))
        kept = {**{name: name for name in FIELDS}, **OF_ENGLISH}
        return [{name: row[column] for name, column in kept.items()} for row in rows]


Rounds = dict[str, dict[str, list[dict[str, float]]]]


def _rounds(ours: str, peer: str, wanted: dict[str, int]) -> Rounds:
    found: Rounds = {link: {"ours": [], "every event": []} for link in wanted if wanted[link]}
    with pageserver.chromium() as browser:
        warm_up(browser, ours)
        for link, rounds in wanted.items():
            for _ in range(rounds):
                of_ours, periods = _ours(browser, ours, link)
                found[link]["ours"].append(of_ours)
                found[link]["every event"].append(_peer(browser, peer, link, periods))
    return found


def _ours(browser: Any, address: str, link: str) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """What it took, and the periods that were asked for, with how many incidents they hold."""
    context = browser.new_context(viewport=WINDOW)
    page = context.new_page()
    seen = visit(page, address, *LINKS[link])
    source = (ROOT / "bench" / "recording.js").read_text().replace("export ", "")
    page.evaluate(f"() => {{ {source}; window.bench = {{ answered }}; }}")
    page.locator(".brush-body").focus()
    taken, periods = [], []
    for _ in range(STEPS):
        page.evaluate("() => { bench.next = bench.answered('.count-incidents'); }")
        page.keyboard.press("ArrowLeft")
        taken.append(page.evaluate("bench.next"))
        page.wait_for_timeout(400)
        query = parse_qs(urlsplit(page.url).query)
        after, before = query["after"][0], query["before"][0]
        asked = f"api/v1/incidents/?after={after}&before={before}&page_size=1"
        with urllib.request.urlopen(address + asked) as answer:  # noqa: S310
            periods.append({"after": after, "before": before, "rows": json.load(answer)["rows"]})
    context.close()
    found = {
        "picture_s": seen["painted_s"],
        "useful_s": seen["answers_s"],
        "useful_kb": seen["answers_kb"],
        "everything_s": seen["everything_s"],
        "all_kb": seen["all_kb"],
        "filter_ms": statistics.median(taken),
    }
    return found, periods


def _peer(browser: Any, address: str, link: str, periods: list[dict[str, Any]]) -> dict[str, float]:
    """Nothing of it is useful before all of it is there."""
    context = browser.new_context(viewport=WINDOW)
    page = context.new_page()
    slow_down(page, *LINKS[link])
    page.goto(address + "/bench/timemap.html", wait_until="commit")
    page.wait_for_function("window.began > 0", timeout=LIMIT)
    useful = page.evaluate("window.began")
    kilobytes = page.evaluate(
        "['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))"
        ".reduce((sum, one) => sum + one.transferSize, 0)"
    )
    taken = []
    for period in periods:
        answer = page.evaluate("(period) => filter(period)", period)
        if answer["events"] != period["rows"]:
            raise SystemExit(f"{period}: the peer holds {answer['events']}.")
        taken.append(answer["ms"])
    context.close()
    return {
        "useful_s": useful,
        "useful_kb": kilobytes / 1000,
        "everything_s": useful,
        "all_kb": kilobytes / 1000,
        "filter_ms": statistics.median(taken),
    }


def _medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(one[name] for one in rounds), 2) for name in rounds[0]}


def _tell(found: dict[str, Any]) -> bool:
    held = True
    print(f"{found['incidents']:,} synthetic incidents, load {found['load']}")
    for link, of in found["median"].items():
        print(f"  {link}, {found['rounds'][link]} rounds{'ours':>20}{'every event':>14}")
        ours, peer = of["ours"], of["every event"]
        for name, value in ours.items():
            print(f"    {name:30}{value:>16}{peer.get(name, ''):>14}")
        held &= ours["useful_s"] < peer["useful_s"] and 2 * ours["all_kb"] <= peer["all_kb"]
    return held


if __name__ == "__main__":
    raise SystemExit(main())
