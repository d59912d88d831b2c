"""`manage.py import`: what it prints, who signs, what it fetches, and how it ends."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterator
from http.client import HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import Request

import pytest
from django.core.management import CommandError, call_command

from incidents.management import downloading
from incidents.management.downloading import DownloadError, download
from incidents.management.progress import Progress
from incidents.models import ImportRun, Incident
from tests import factories
from tests.incidents.formats.files import csv_text, ucdp_row, write, write_zip
from tests.incidents.ground import lay_ground


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of its own: files of refused lines land there."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def _ground(db: None) -> None:
    lay_ground()


def _run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("import", *arguments, stdout=out)
    return out.getvalue()


def _file(folder: Path, *rows: dict[str, str]) -> str:
    return str(write(folder / "ged211.csv", csv_text(rows)))


# ── the command ─────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("_ground")
class TestCommand:
    def test_it_says_what_it_found_and_where_it_went(self, here: Path) -> None:
        path = _file(here, ucdp_row(), ucdp_row(id="2", country="Syria", country_id="652"))
        said = _run("ucdp", path)
        assert "Release 21.1: 1 new, 0 changed, 0 same, 0 refused, 1 outside the region" in said
        assert "Stored, in review." in said
        assert "Syria 1" in said
        assert Incident.objects.get().signed == "command line"
        assert "0 new, 0 changed, 1 same" in _run("ucdp", path)

    def test_a_dry_run_stores_nothing(self, here: Path) -> None:
        assert "Nothing was stored." in _run("ucdp", _file(here, ucdp_row()), "--dry-run")
        assert not Incident.objects.exists()

    def test_refused_lines_are_shown_written_and_stop_it(self, here: Path) -> None:
        rows = [ucdp_row(id=str(number), best="x") for number in range(30)]
        out = io.StringIO()
        with pytest.raises(CommandError, match="Nothing was stored"):
            call_command("import", "ucdp", _file(here, *rows, ucdp_row(id="99")), stdout=out)
        said = out.getvalue()
        assert "line 2: best: 'x' is not a whole number" in said
        assert "and 10 more" in said
        assert "ged211-refused.csv" in said
        assert len((here / "ged211-refused.csv").read_text("utf-8").splitlines()) == 31
        assert not Incident.objects.exists()

    def test_the_good_lines_can_be_stored_all_the_same(self, here: Path) -> None:
        path = _file(here, ucdp_row(), ucdp_row(id="2", best="x"))
        _run("ucdp", path, "--skip-refused", "--refused", str(here / "other.csv"))
        assert Incident.objects.count() == 1
        assert (here / "other.csv").exists()

    def test_the_operator_may_publish(self, here: Path) -> None:
        assert "Stored, published." in _run("ucdp", _file(here, ucdp_row()), "--publish")
        assert Incident.objects.get().status == "published"
        assert ImportRun.objects.get().published

    def test_a_person_who_publishes_must_be_an_administrator(self, here: Path) -> None:
        factories.make_user(username="awa", role="editor")
        factories.make_user(username="boss", role="administrator")
        path = _file(here, ucdp_row())
        with pytest.raises(CommandError, match="administrator"):
            _run("ucdp", path, "--publish", "--by", "awa")
        assert not Incident.objects.exists()
        _run("ucdp", path, "--by", "awa")
        _run("ucdp", path, "--publish", "--by", "boss")
        assert Incident.objects.get().published_by is not None
        with pytest.raises(CommandError, match="no user 'nobody'"):
            _run("ucdp", path, "--by", "nobody")

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--release", "x1"], "write it as 21.1"),
            (["--refused", "ged211.csv"], "names the imported file itself"),
            (["--download"], "not both"),
        ],
    )
    def test_what_cannot_be_is_said(self, here: Path, arguments: list[str], said: str) -> None:
        with pytest.raises(CommandError, match=said):
            _run("ucdp", _file(here, ucdp_row()), *arguments)

    def test_a_wrong_file_is_refused_with_its_remedy(self, here: Path) -> None:
        page = write(here / "page.csv", "<html>Sign in</html>")
        with pytest.raises(CommandError, match=r"web page.*download the CSV file again"):
            _run("ucdp", str(page))
        with pytest.raises(CommandError, match="Name the file"):
            _run("ucdp")
        with pytest.raises(CommandError, match="ucdp only"):
            _run("acled", "--download")

    def test_a_file_of_refused_lines_that_cannot_be_written_is_said(self, here: Path) -> None:
        path = _file(here, ucdp_row(best="x"))
        with pytest.raises(CommandError, match="No such file"):
            _run("ucdp", path, "--refused", str(here / "none" / "x.csv"))

    def test_a_release_is_fetched_and_imported(
        self, here: Path, ucdp: Server, settings: Any
    ) -> None:
        settings.UCDP_DOWNLOAD, settings.DATA_DIR = ucdp.address, here / "data"
        content = write_zip(here / "x.zip", {"GEDEvent_v21_1.csv": csv_text([ucdp_row()])})
        ucdp.files["/ged/ged211-csv.zip"] = content.read_bytes()
        said = _run("ucdp", "--download", "--release", "21.1")
        assert "Release 21.1: 1 new" in said
        assert [one.name for one in (here / "data" / "downloads").iterdir()] == ["ged211-csv.zip"]

    def test_the_newest_annual_release_is_looked_for(
        self, here: Path, ucdp: Server, settings: Any
    ) -> None:
        settings.UCDP_DOWNLOAD, settings.DATA_DIR = ucdp.address, here
        with pytest.raises(CommandError, match="answers 404"):
            _run("ucdp", "--download")
        asked = [path for path in ucdp.asked if path.startswith("/ged/ged")]
        newest, former = (int(path[8:10]) for path in asked)
        assert newest == former + 1


# ── fetching ────────────────────────────────────────────────────────────────


class Server:
    """A web server of this test: files by path, and what was asked for."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.drip: set[str] = set()
        self.asked: list[str] = []
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"

    def _handler(server) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                if self.path in server.redirects:
                    self.send_response(302)
                    self.send_header("Location", server.redirects[self.path])
                    self.end_headers()
                elif self.path in server.drip:
                    self._drip()
                elif self.path in server.files:
                    content = server.files[self.path]
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                else:
                    self.send_error(404)

            def _drip(self) -> None:
                self.send_response(200)
                self.end_headers()
                try:
                    for _ in range(100):
                        self.wfile.write(b"x")
                        time.sleep(0.05)
                except OSError:
                    return

            def log_message(self, *told: Any) -> None:
                """Say nothing."""

        return Handler


@pytest.fixture
def ucdp() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, daemon=True)
    thread.start()
    yield server
    server.http.shutdown()
    server.http.server_close()
    thread.join()


def _silent(step: str, rows: int, share: float) -> None:
    """Watch nothing."""


def test_a_download_is_whole_and_watched(ucdp: Server, tmp_path: Path) -> None:
    ucdp.files["/a.zip"] = b"x" * 300_000
    heard: list[float] = []
    path = download(
        f"{ucdp.address}/a.zip",
        tmp_path / "new" / "a.zip",
        watch=lambda *told: heard.append(told[2]),
    )
    assert path.stat().st_size == 300_000
    assert heard[-1] == 1.0


@pytest.mark.parametrize(
    ("path", "limits", "said"),
    [
        ("/missing", {}, "answers 404"),
        ("/big", {"limit": 1000}, "larger than"),
        ("/drip", {"seconds": 0.3}, "did not come in time"),
        ("/away", {}, "ftp://127.0.0.1/a, which is refused"),
        ("/file", {}, "answers 302"),
        ("/round", {}, "answers 302"),
    ],
)
def test_what_goes_wrong_leaves_no_file(
    ucdp: Server, tmp_path: Path, path: str, limits: dict[str, Any], said: str
) -> None:
    ucdp.files["/big"] = b"x" * 2000
    ucdp.drip.add("/drip")
    ucdp.redirects |= {"/away": "ftp://127.0.0.1/a", "/round": "/round"}
    ucdp.redirects["/file"] = "file:///etc/hostname"
    began = time.monotonic()
    with pytest.raises(DownloadError, match=said):
        download(f"{ucdp.address}{path}", tmp_path / "a.zip", watch=_silent, **limits)
    assert time.monotonic() - began < 3
    assert not list(tmp_path.iterdir())


def test_a_redirect_to_another_file_is_followed(ucdp: Server, tmp_path: Path) -> None:
    ucdp.files["/b"] = b"x"
    ucdp.redirects["/a"] = f"{ucdp.address}/b"
    assert download(f"{ucdp.address}/a", tmp_path / "a", watch=_silent).read_bytes() == b"x"


def test_an_answer_that_breaks_off_is_no_file(
    ucdp: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"x")

    monkeypatch.setattr(ucdp.http.RequestHandlerClass, "do_GET", cut)
    with pytest.raises(DownloadError, match=r"ended after|cannot be fetched"):
        download(f"{ucdp.address}/a", tmp_path / "a", watch=_silent)
    assert not list(tmp_path.iterdir())


def test_only_the_web_is_fetched_from(tmp_path: Path) -> None:
    for address in ("file:///etc/hostname", "ftp://127.0.0.1/a", "ucdp.uu.se/a"):
        with pytest.raises(DownloadError, match="no web address"):
            download(address, tmp_path / "a", watch=_silent)
    with pytest.raises(DownloadError, match="cannot be fetched"):
        download("http://127.0.0.1:9/a", tmp_path / "a", watch=_silent)


def test_https_is_never_left(ucdp: Server) -> None:
    guard = downloading._Redirects()
    request = Request("https://127.0.0.1/a")
    with pytest.raises(DownloadError, match="refused"):
        guard.redirect_request(
            request,
            io.BytesIO(),
            302,
            "",
            HTTPMessage(),
            "http://127.0.0.1/b",
        )


# ── progress ────────────────────────────────────────────────────────────────


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_terminal_shows_a_bar_with_speed_and_time_left() -> None:
    out, clock = Terminal(), Clock()
    progress = Progress(out, clock=clock)
    progress("read", 0, 0.0)
    clock.now = 60.0
    progress("read", 3000, 0.25)
    assert out.getvalue().endswith(
        "\rread ██████░░░░░░░░░░░░░░░░░░  25% 3,000 rows, 50 rows/s, 3:00 left\x1b[K"
    )
    clock.now = 60.01
    progress("read", 3001, 0.26)
    assert "3,001" not in out.getvalue()
    progress.close()
    assert out.getvalue().endswith("\n")


def test_a_log_gets_plain_lines_now_and_then() -> None:
    out, clock = io.StringIO(), Clock()
    progress = Progress(out, clock=clock)
    for second in range(26):
        clock.now = float(second)
        progress("store", second * 100, second / 25)
    progress.close()
    lines = out.getvalue().splitlines()
    assert [line.split(" rows,")[0] for line in lines] == [
        "store:   0% 0",
        "store:  40% 1,000",
        "store:  80% 2,000",
        "store: 100% 2,500",
    ]
    assert "\r" not in out.getvalue()
