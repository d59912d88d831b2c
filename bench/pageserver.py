"""The real page over a synthetic snapshot, with no database: what benches of the page share."""

from __future__ import annotations

import contextlib
import functools
import gzip
import json
import mimetypes
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--js-flags=--max-old-space-size=8192",
]


def settings() -> None:
    """Settings alone: nothing here asks a database."""
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    os.environ.setdefault("SECRET_KEY", "bench-" + "x7" * 30)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    import django

    django.setup()


def make_snapshot(count: int, folder: str) -> None:
    import playwright

    node = Path(playwright.__file__).parent / "driver" / "node"
    command = [str(node), "--max-old-space-size=8192", "bench/synthetic_snapshot.js"]
    subprocess.run([*command, str(count), folder], cwd=ROOT, check=True)


def fetched(peer: str, file: str) -> Path | None:
    """A file of the npm package that bench/PEER/ names; installed where it is not there yet."""
    built = ROOT / "bench" / peer / "node_modules" / file
    npm = shutil.which("npm")
    if not built.exists() and npm:
        quiet = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        subprocess.run([npm, "install", *quiet], cwd=ROOT / "bench" / peer, check=False)
    return built if built.exists() else None


@contextlib.contextmanager
def served(
    snapshot: Path, peers: Mapping[str, Path | None] | None = None, *, packed: bool = False
) -> Iterator[str]:
    """The address of the page over the snapshot in a folder, and of `peers`: files by path.

    `packed`: as gzip, as over a real link.
    """
    handler = _handler(snapshot, peers or {}, packed)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _handler(
    snapshot: Path, peers: Mapping[str, Path | None], packed: bool
) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content, kind = self._find(self.path.split("?")[0]) or (None, "")
            self.send_response(404 if content is None else 200)
            if content is not None:
                self.send_header("Content-Type", kind)
                if packed:
                    content = _gzip(content)
                    self.send_header("Content-Encoding", "gzip")
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
            return _file(path, peers)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    return Handler


@functools.cache
def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 9)


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


def _file(path: str, peers: Mapping[str, Path | None]) -> tuple[bytes, str] | None:
    from django.contrib.staticfiles import finders

    found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
    if re.fullmatch(r"/bench/\w+\.(js|html)", path):
        found = str(ROOT / path[1:])
    found = str(peers.get(path) or found or "")
    if not found or not Path(found).is_file():
        return None
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return Path(found).read_bytes(), "text/javascript" if path.endswith(".js") else kind


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        executable = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=executable, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def peak_memory(browser: Any) -> int | None:
    """The most that any page of the browser has held at once, in MB; known on Linux alone."""
    link = browser.new_browser_cdp_session()
    processes = link.send("SystemInfo.getProcessInfo")["processInfo"]
    link.detach()
    found = []
    for one in processes:
        status = Path(f"/proc/{one['id']}/status")
        if one["type"] == "renderer" and status.exists():
            held = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
            found.append(int(held.group(1)) if held else 0)
    return round(max(found) / 1000) if found else None


def recorded(page: Any, act: Callable[[], None]) -> list[float]:
    """The gaps between the frames while `act` runs, in ms."""
    page.evaluate("import('/bench/recording.js').then((m) => { window.stop = m.recordFrames(); })")
    act()
    page.wait_for_timeout(100)
    gaps: list[float] = page.evaluate("window.stop()")
    return gaps


def of_gaps(gaps: Sequence[float]) -> dict[str, float]:
    return {
        "frames": len(gaps),
        "p50": round(statistics.median(gaps), 1),
        "p95": quantile(gaps, 0.95),
        "worst": round(max(gaps), 1),
    }


def quantile(values: Sequence[float], share: float) -> float:
    return round(sorted(values)[int(share * (len(values) - 1))], 1)


def machine() -> dict[str, Any]:
    return {"cores": os.cpu_count(), "machine": platform.machine()}


def keep(name: str, found: dict[str, Any]) -> None:
    """The results, under bench/results/."""
    to = ROOT / "bench" / "results" / f"{name}-{found['incidents']}.json"
    to.parent.mkdir(exist_ok=True)
    to.write_text(json.dumps(found, indent=1) + "\n")
