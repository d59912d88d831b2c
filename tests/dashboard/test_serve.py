"""`make run`, from the first start to the last signal, and after every kind of kill."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from dashboard.embedded import OWNER, Cluster
from tests.dashboard.site import PATIENCE, Site


@pytest.fixture(scope="module")
def first_start() -> Iterator[Site]:
    """The first start on an empty folder, ended by Ctrl-C: (what it said, what it left)."""
    home = Path(tempfile.mkdtemp(prefix="vigie-site-"))
    site = Site(home / "var").start()
    try:
        site.until("Serving on")
        (link,) = re.findall(r"http://127\.0\.0\.1:\d+(/setup/[\w-]+/)", "\n".join(site.said))
        site.answers = {path: site.get(path) for path in ("/ready", link)}  # type: ignore[attr-defined]
        site.status = site.end(signal.SIGINT)  # type: ignore[attr-defined]
        yield site
    finally:
        site.clean_up()
        shutil.rmtree(home)


@pytest.fixture
def site(first_start: Site) -> Iterator[Site]:
    """A site whose folder has lived through a first start."""
    home = Path(tempfile.mkdtemp(prefix="vigie-site-"))
    subprocess.run(["cp", "-a", first_start.data_dir, home / "var"], check=True)
    site = Site(home / "var")
    yield site
    site.clean_up()
    shutil.rmtree(Cluster(site.data_dir).socket_dir, ignore_errors=True)
    shutil.rmtree(home)


def test_the_first_start_prints_the_address_and_a_link_for_the_first_administrator(
    first_start: Site,
) -> None:
    assert list(first_start.answers.values()) == [200, 200]  # type: ignore[attr-defined]
    said = "\n".join(first_start.said)
    assert f"Serving on http://127.0.0.1:{first_start.port}" in said
    assert "password" not in said.lower()


def test_ctrl_c_ends_everything_the_database_too(first_start: Site) -> None:
    assert first_start.status == 0  # type: ignore[attr-defined]
    assert first_start.said[-1] == "Stopped."
    assert first_start.is_gone
    assert not Cluster(first_start.data_dir).socket_dir.exists()


def test_a_second_start_collects_nothing_again(site: Site) -> None:
    stamp = site.data_dir / "static" / "collected.sha256"
    before = stamp.stat().st_mtime_ns
    site.start().until("Serving on").end()
    assert stamp.stat().st_mtime_ns == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything(site: Site, number: signal.Signals) -> None:
    site.start().until("Serving on")
    assert site.end(number) == 0
    assert site.is_gone


def test_a_signal_during_the_start_ends_everything(site: Site) -> None:
    site.start()
    while not site.servers:
        time.sleep(0.01)
    assert site.end(signal.SIGTERM) == 0
    assert site.is_gone


def test_an_impatient_second_ctrl_c_leaves_nothing_behind(site: Site) -> None:
    site.start().until("Serving on")
    os.killpg(site.process.pid, signal.SIGINT)
    assert site.end(signal.SIGINT) == 0
    assert site.is_gone


def test_after_a_killed_launcher_the_next_start_adopts_the_database_and_stops_it(
    site: Site,
) -> None:
    site.start().until("Serving on")
    postmaster = site.postmaster
    os.kill(site.process.pid, signal.SIGKILL)
    site.wait()
    assert postmaster in site.servers

    again = Site(site.data_dir, port=site.port).start()
    try:
        again.until("Serving on")
        assert again.postmaster == postmaster
        assert again.get("/ready") == 200
        assert again.end() == 0
        assert again.is_gone
    finally:
        again.clean_up()


def test_after_a_killed_web_server_the_rest_ends_and_the_next_start_serves(site: Site) -> None:
    site.start().until("Serving on")
    os.kill(site.web, signal.SIGKILL)
    assert site.wait() == 1
    assert "web server ended unexpectedly" in site.said[-1]
    assert site.servers == []

    site.start().until("Serving on")
    assert site.get("/ready") == 200


def test_a_killed_database_comes_back_under_the_running_site(site: Site) -> None:
    site.start().until("Serving on")
    site.until_ready()
    os.kill(site.postmaster, signal.SIGKILL)
    site.until("starting it again")
    site.until_ready()
    assert site.end() == 0
    assert site.is_gone


def test_after_everything_was_killed_the_next_start_serves(site: Site) -> None:
    site.start().until("Serving on")
    for pid in [site.process.pid, site.web, *site.servers]:
        os.kill(pid, signal.SIGKILL)
    site.wait()

    site.start().until("Serving on")
    assert site.get("/ready") == 200


def test_a_busy_port_is_told_before_anything_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        site = Site(tmp_path / "var", port=other.getsockname()[1]).start()
        assert site.wait() == 1
    assert re.search(r"PORT=\d+ make run", site.said[-1])
    assert list(site.data_dir.glob("postgres-*")) == []


def test_a_second_site_on_the_same_folder_is_refused_and_harms_nothing(site: Site) -> None:
    site.start().until("Serving on")
    second = Site(site.data_dir).start()
    assert second.wait() == 1
    assert f"http://127.0.0.1:{site.port}" in second.said[-1]
    assert f"process {site.process.pid}" in second.said[-1]
    assert site.get("/ready") == 200


def test_an_operators_own_database_is_used_and_no_embedded_one_is_made(tmp_path: Path) -> None:
    own = Cluster(tmp_path / "own", options={"fsync": "off"})
    own.start()
    at = own.address(OWNER)
    address = f"postgresql://{at['user']}:{at['password']}@{quote(at['host'], safe='')}/vigie"
    site = Site(tmp_path / "var", environment={"DATABASE_URL": address})
    site.program += ("--no-demo",)
    site.start()
    try:
        site.until("Serving on")
        assert site.get("/ready") == 200
        assert site.end() == 0
        assert list(site.data_dir.glob("postgres-*")) == []
        assert own.state().answers
    finally:
        site.clean_up()
        own.stop()


def test_an_operators_database_that_is_away_is_told_in_one_line(tmp_path: Path) -> None:
    address = {"DATABASE_URL": "postgresql://vigie@127.0.0.1:1/vigie"}
    site = Site(tmp_path / "var", environment=address).start()
    assert site.wait() == 1
    assert "Traceback" not in "\n".join(site.said)
    assert "The database cannot be used" in "\n".join(site.said)


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    asked = subprocess.run(
        [sys.executable, "manage.py", "serve", f"--port={port}"],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 1
    assert "PORT=8001 make run" in asked.stderr


@pytest.mark.parametrize(
    "number",
    [
        signal.SIGTERM,
        signal.SIGKILL,
        pytest.param(signal.SIGINT, marks=pytest.mark.slow),
        pytest.param(signal.SIGHUP, marks=pytest.mark.slow),
    ],
)
def test_everything_ends_with_make_alone(site: Site, number: signal.Signals) -> None:
    site.program = ("make", "run")
    site.start().until("Serving on")
    site.process.send_signal(number)
    limit = time.monotonic() + PATIENCE
    while not site.is_gone:
        assert time.monotonic() < limit
        time.sleep(0.1)
