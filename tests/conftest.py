"""What every test stands on: a database of its own, a closed network, a browser if there is one.

Without DATABASE_URL the embedded PostgreSQL is started in a folder that is thrown away.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Playwright, sync_playwright

from dashboard.embedded import Cluster

CHECKOUT = Path(__file__).resolve().parent.parent
SETTINGS = (
    *("ALLOWED_HOSTS", "DATABASE_OWNER_URL", "DATABASE_ROLE", "DEBUG", "DEFAULT_LANGUAGE"),
    *("LOG_LEVEL", "MODE", "PORT", "PUBLIC_URL", "REQUIRE_SIGN_IN", "SECRET_KEY"),
    *("STATEMENT_TIMEOUT", "STATIC_ROOT"),
)
CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_BROWSER = "no Chromium found"
# Fewer guarantees for more speed: what a test writes is thrown away anyway.
# No worker of its own enters a test database either: it would be in the way of its end.
THROWN_AWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
}
STRANGERS = """
SELECT format('%s %s %s (%s): %s', pid, usename, backend_type, state, left(query, 200))
FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""

hypothesis.settings.register_profile("test", deadline=None, max_examples=40)
hypothesis.settings.register_profile("check", deadline=None, max_examples=200)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))

_cluster = pytest.StashKey[Cluster]()


class NetworkClosed(RuntimeError):
    """A test reached out of this machine."""


def _close_network() -> None:
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            raise NetworkClosed(f"connection to {address!r}")
        connect(self, address)

    def look_up_here(host: Any, *arguments: Any, **options: Any) -> Any:
        if host is not None and not _is_here(host):
            raise NetworkClosed(f"look-up of {host!r}")
        return look_up(host, *arguments, **options)

    socket.socket.connect = connect_here  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = look_up_here


def _is_here(host: str | bytes) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    return name in ("", "localhost", "::1", "0.0.0.0") or name.startswith("127.")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        for name in SETTINGS:
            os.environ.pop(name, None)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        _start_database(config)
    os.environ["DJANGO_SETTINGS_MODULE"] = "dashboard.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver runs a loop beside us
    from django.conf import settings
    from django.core.servers.basehttp import WSGIRequestHandler

    # A live server writes head and body apart; with Nagle's rule on, each answer to a browser waits
    # 40 ms for the other end's receipt of its head, and a page of modules asks for a hundred.
    WSGIRequestHandler.disable_nagle_algorithm = True
    # Tests make tables, and so are the owner; what the site's own role may do has its own tests.
    settings.DATABASES["default"].update(settings.DATABASE_OWNER)
    settings.DATABASE_ROLE = ""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # A live server of tests knows no hashed names; `collectstatic` has a test of its own.
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    _close_network()


def _start_database(config: pytest.Config) -> None:
    folder = Path(tempfile.mkdtemp(prefix="vigie-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["DATA_DIR"] = str(folder)
    if "DATABASE_URL" not in os.environ:
        cluster = config.stash[_cluster] = Cluster(folder, options=THROWN_AWAY)
        config.add_cleanup(lambda: _end(cluster))
        cluster.start()


def _end(cluster: Cluster) -> None:
    cluster.stop()


def find_chromium() -> str | None:
    """The program that CHROMIUM names, or else what the machine has."""
    named = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    fixed = (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    )
    given = os.environ.get("CHROMIUM")
    if given:
        return shutil.which(given)
    return next(filter(None, map(shutil.which, (*named, *fixed))), None)


@pytest.fixture(scope="session")
def playwright(django_db_setup: None) -> Iterator[Playwright]:
    """The browser's driver, whose loop runs in this thread from here to the end.

    Django keeps other connections while a loop runs than while none does: those of the one time
    are closed before the other begins, or nobody ever would.
    """
    from django.db import connections

    connections.close_all()
    driver = sync_playwright().start()
    yield driver
    connections.close_all()
    driver.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    program = find_chromium()
    if program is None and "REQUIRE_BROWSER" in os.environ:
        pytest.fail(f"{NO_BROWSER}, although REQUIRE_BROWSER is set")
    if program is None:
        pytest.skip(NO_BROWSER)
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": program, "args": [*CHROMIUM_ARGUMENTS, *root]}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {
        "viewport": {"width": 1440, "height": 900},
        "locale": "en-GB",
        "timezone_id": "Africa/Bamako",
    }


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database; whoever is still in it at the end is named, before it is dropped."""
    yield
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for _ in range(50):  # a session that was closed takes a moment to end
            cursor.execute(STRANGERS)
            strangers = [row[0] for row in cursor.fetchall()]
            if not strangers:
                return
            time.sleep(0.1)
    pytest.fail(f"a test left sessions in the database: {strangers}")


@pytest.fixture(autouse=True)
def _nobodys_language() -> Iterator[None]:
    """A request leaves its language behind in the thread that answered; no test inherits it."""
    yield
    from django.utils import translation

    translation.deactivate()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout: large files that the project does not carry."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder `shared` beside the checkout")
    return folder


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> Iterator[None]:
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.section("BROWSER TESTS WERE NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{count} browser tests were skipped: {NO_BROWSER}. Install Chromium (Debian: "
            "apt install chromium), or name one with CHROMIUM=, and run the tests again.",
            red=True,
        )
