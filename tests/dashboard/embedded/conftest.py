from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dashboard.embedded.cluster import Cluster
from dashboard.embedded.processes import all_serving

CHECKOUT = Path(__file__).resolve().parents[3]
IS_ROOT = os.geteuid() == 0


class LauncherError(Exception):
    """What the launcher said instead of doing it."""


@dataclass
class Machine:
    """One account of the machine, with an empty home, and the launcher as that account runs it."""

    account: str
    home: Path
    data_dir: Path
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))

    def command(self, *steps: str) -> list[str]:
        driver = [sys.executable, "-m", "tests.dashboard.embedded.launcher"]
        return [*driver, self.account, str(self.data_dir), *steps]

    def take(self, *steps: str) -> list[Any]:
        """Each step's answer; the first that fails raises LauncherError with its message."""
        done = subprocess.run(
            self.command(*steps),
            cwd=CHECKOUT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        for answer in answers:
            if "error" in answer:
                raise LauncherError(answer["error"])
        return [answer["ok"] for answer in answers]

    @property
    def folder(self) -> Path:
        return next(self.data_dir.glob("postgres-*"))

    @property
    def postmaster(self) -> int:
        return int((self.folder / "postmaster.pid").read_text().split("\n")[0])

    @property
    def socket_dir(self) -> Path:
        return Cluster(self.data_dir).socket_dir

    def own(self, path: Path) -> None:
        """Make the account own a file that the test laid down."""
        if IS_ROOT:
            entry = pwd.getpwnam(self.account)
            os.chown(path, entry.pw_uid, entry.pw_gid)


def _home(account: str) -> Path:
    # Not pytest's own folder: it is closed to all but the account that runs the tests.
    home = Path(tempfile.mkdtemp(prefix="vigie-home-"))
    if IS_ROOT:
        entry = pwd.getpwnam(account)
        os.chown(home, entry.pw_uid, entry.pw_gid)
    return home


def _end(home: Path) -> None:
    for folder in home.rglob("postgres-*"):
        for pid in all_serving(folder):
            os.kill(pid, signal.SIGCONT)
            os.kill(pid, signal.SIGKILL)
    for folder in home.rglob("secrets.json"):
        shutil.rmtree(Cluster(folder.parent).socket_dir, ignore_errors=True)
    shutil.rmtree(home)


def _account(kind: str) -> str:
    if kind == "person":
        return "nobody" if IS_ROOT else pwd.getpwuid(os.geteuid()).pw_name
    if not IS_ROOT:
        pytest.skip("only root can show what the launcher does as root")
    return "root"


@pytest.fixture(scope="session", params=["root", "person"])
def made(request: pytest.FixtureRequest) -> Iterator[Machine]:
    """A machine whose cluster was made and stopped; tests work on copies."""
    account = _account(request.param)
    home = _home(account)
    machine = Machine(account, home, home / "var")
    machine.take("start", "owner:CREATE TABLE kept (day date)", "stop")
    yield machine
    _end(home)


@pytest.fixture
def machine(made: Machine) -> Iterator[Machine]:
    """A copy of the cluster, stopped; whatever the test leaves running is killed after it."""
    home = _home(made.account)
    subprocess.run(["cp", "-a", made.data_dir, home / "var"], check=True)
    yield Machine(made.account, home, home / "var")
    _end(home)


@pytest.fixture(params=["root", "person"])
def bare(request: pytest.FixtureRequest) -> Iterator[Machine]:
    """A machine on which nothing was started yet."""
    account = _account(request.param)
    home = _home(account)
    yield Machine(account, home, home / "var")
    _end(home)


@pytest.fixture
def persons() -> Iterator[Machine]:
    """The home of an ordinary person, for tests in which root comes along."""
    home = _home("nobody")
    yield Machine("nobody", home, home / "var")
    _end(home)
