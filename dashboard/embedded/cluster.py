"""Start, stop and look at the cluster, whatever state a crash or a kill left it in.

What can go wrong is listed in docs/operations.md; each case has a test of its own.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import psycopg
from psycopg import sql

from dashboard.embedded import processes
from dashboard.embedded.accounts import Account, account_for
from dashboard.embedded.binaries import Binaries, find_binaries, runnable_by
from dashboard.embedded.errors import ClusterError
from dashboard.keyring import Keyring, KeyringError, open_keyring

DATABASE = "vigie"
SUPERUSER = "vigie_launcher"
OWNER = "vigie_owner"
APPLICATION = "vigie_app"

PORT = 5432
RECOVERY_SECONDS = 120.0
"""How long a server may read its log after a crash before a start counts as failed."""
STOP_SECONDS = 30.0
LOG_BYTES = 5_000_000
ENTERS_BY_LINK = 16
"""The first version of PostgreSQL that stays in the folder it is started in."""

SERVER_OPTIONS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "cluster_name": "vigie",
    "jit": "off",
    "log_checkpoints": "off",
    "max_connections": "60",
}


class Address(TypedDict):
    """Keywords for `psycopg.connect`."""

    host: str
    port: int
    user: str
    password: str
    dbname: str


@dataclass(frozen=True)
class State:
    """What `status` answers: `pid` is that of the postmaster, None where none runs."""

    folder: Path
    pid: int | None
    answers: bool


class Cluster:
    """The cluster in `data_dir`. Making one touches nothing: `start` creates what is missing."""

    def __init__(self, data_dir: Path, *, options: Mapping[str, str] | None = None) -> None:
        self.data_dir = data_dir.expanduser().resolve()
        self.options = {**SERVER_OPTIONS, **(options or {})}
        # Short and plain whatever the data folder is called: a socket's path may hold 103 bytes.
        name = hashlib.sha256(os.fsencode(self.data_dir)).hexdigest()[:16]
        self.socket_dir = _temporary_folder() / f"vigie-{name}"
        self.log = self.data_dir / "postgres.log"

    def address(self, role: str, *, database: str = DATABASE) -> Address:
        """Where and as whom one of the three roles connects."""
        passwords = {
            SUPERUSER: self._keyring.superuser_password,
            OWNER: self._keyring.owner_password,
            APPLICATION: self._keyring.application_password,
        }
        return {
            "host": str(self.socket_dir),
            "port": PORT,
            "user": role,
            "password": passwords[role],
            "dbname": database,
        }

    def start(self, *, patience: float = RECOVERY_SECONDS) -> bool:
        """Have the server run and answer; False when it ran already, and is now adopted.

        Raises ClusterError where it cannot, with the end of the server's own log.
        """
        with self._alone():
            binaries = find_binaries()
            folder = self._folder(binaries)
            limit = time.monotonic() + patience
            running = self._postmaster(folder)
            adopted = running is not None and self._wait(folder, running, limit)
            if not adopted:
                self._launch(binaries, folder, limit)
            self._create_roles()
            return not adopted

    def stop(self) -> bool:
        """End the server and every process it started; False when none ran."""
        with self._alone():
            folder = self._existing_folder()
            pid = self._postmaster(folder) if folder else None
            if pid is None and not self._unfinished():
                return False
            if pid is not None:
                processes.send(pid, signal.SIGINT)
                processes.send(pid, signal.SIGCONT)  # one that is frozen would never hear it
                if not processes.wait_for_end([pid], STOP_SECONDS):
                    processes.end([pid])
            processes.end(self._unfinished())
            with suppress(OSError):
                self.socket_dir.rmdir()
            return True

    def _unfinished(self) -> list[int]:
        """Servers that no pid file names: at their very start, making a cluster, or left behind."""
        folders = self.data_dir.glob("postgres-*")
        return [pid for folder in folders for pid in processes.all_serving(folder)]

    def state(self) -> State:
        folder = self._existing_folder()
        if folder is None:
            return State(self.data_dir, None, answers=False)
        pid = self._postmaster(folder)
        return State(folder, pid, answers=pid is not None and self._answers(folder))

    @property
    def _keyring(self) -> Keyring:
        try:
            return open_keyring(self.data_dir)
        except KeyringError as error:
            raise ClusterError(str(error)) from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One launcher at a time: two that start together would both find nothing running."""
        _ = self._keyring  # makes the data folder, and tells whose it is
        with (self.data_dir / "launcher.lock").open("w") as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX)
            yield

    def _folder(self, binaries: Binaries) -> Path:
        """The folder of this major version; an older one beside it is never passed over."""
        folder = self.data_dir / f"postgres-{binaries.major}"
        existing = self._existing_folder()
        kept = folder if folder.exists() else existing
        version = _version_of(kept) if kept else None
        if version is not None and version != binaries.major:
            raise ClusterError(
                f"{kept} was made by PostgreSQL {version}, and the programs found are "
                f"PostgreSQL {binaries.major}: point POSTGRES_BIN at the programs of version "
                f"{version}, or bring the data over as docs/operations.md says (pg_dump)."
            )
        return folder

    def _existing_folder(self) -> Path | None:
        made = [p for p in self.data_dir.glob("postgres-*") if (p / "PG_VERSION").exists()]
        return max(made, key=_version_of, default=None)

    def _postmaster(self, folder: Path) -> int | None:
        """The server's pid, if the one that its file names is truly the server of this folder."""
        try:
            pid = int((folder / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if processes.serves(pid, folder) else None

    def _answers(self, folder: Path) -> bool:
        """True when a connection is served by the very server that wrote the folder's pid file."""
        try:
            with self._connect("postgres") as connection:
                row = connection.execute("SELECT pg_read_file('postmaster.pid')").fetchone()
            written = (folder / "postmaster.pid").read_text()
        except (psycopg.OperationalError, FileNotFoundError) as error:
            if "password authentication failed" in str(error):
                raise ClusterError(
                    f"The secrets in {self.data_dir} are not those of the cluster beside them: "
                    "put back both from the same backup."
                ) from error
            return False
        return row is not None and str(row[0]).split("\n")[:3] == written.split("\n")[:3]

    def _connect(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        address = self.address(SUPERUSER, database=database)
        return psycopg.connect(**address, autocommit=True, connect_timeout=3)

    def _wait(self, folder: Path, pid: int, limit: float) -> bool:
        """True once the server `pid` answers; False when it ends first."""
        while processes.is_running(pid):
            if self._answers(folder):
                return True
            if time.monotonic() > limit:
                raise ClusterError(
                    f"The database server (process {pid}) runs but does not answer. "
                    f"It says:\n{self._last_words()}"
                )
            time.sleep(0.05)
        return False

    def _launch(self, binaries: Binaries, folder: Path, limit: float) -> None:
        account = account_for(folder)
        if account.switched and binaries.major < ENTERS_BY_LINK:
            raise ClusterError(
                f"Started by root, PostgreSQL {binaries.major} cannot enter a closed data folder: "
                f"run as an ordinary user, or use PostgreSQL {ENTERS_BY_LINK} or newer."
            )
        binaries = runnable_by(account, binaries)
        self._make_socket_folder(account)
        self._initialise(binaries, folder, account)
        while True:
            # What a killed postmaster leaves: children at work, and pids that are nobody's now.
            processes.end(processes.all_serving(folder))
            for stale in (folder / "postmaster.pid", *self.socket_dir.glob(".s.PGSQL.*")):
                stale.unlink(missing_ok=True)
            said = self._log_size()
            if self._wait(folder, self._spawn(binaries, folder, account), limit):
                return
            words = self._last_words(since=said)
            if "still in use" not in words or time.monotonic() > limit:
                raise ClusterError(f"The database server did not start. It says:\n{words}")
            time.sleep(0.2)

    def _spawn(self, binaries: Binaries, folder: Path, account: Account) -> int:
        if self._log_size() > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        options = {**self.options, "unix_socket_directories": f'"{self.socket_dir}"'}
        settings = [f"--{name}={value}" for name, value in options.items()]
        with self.log.open("ab") as log:
            server = subprocess.Popen(
                [
                    binaries.folder / "postgres",
                    "-D",
                    _from_inside(folder, binaries.major),
                    *settings,
                ],
                cwd=folder,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **account.switch,
            )
        server.returncode = 0  # it outlives us on purpose: `subprocess` need not warn
        return server.pid

    def _initialise(self, binaries: Binaries, folder: Path, account: Account) -> None:
        """Make the cluster, in one step: what a kill cut short is made anew."""
        if folder.exists():
            if account.switched and folder.stat().st_uid != account.uid:
                account.give_all(folder)  # copied or restored by root
            return
        partial = folder.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        account.give(partial)
        with tempfile.NamedTemporaryFile("w", dir=self.socket_dir) as password:
            password.write(self._keyring.superuser_password)
            password.flush()
            account.give(Path(password.name))
            made = subprocess.run(
                [
                    binaries.folder / "initdb",
                    f"--pgdata={_from_inside(partial, binaries.major)}",
                    f"--username={SUPERUSER}",
                    f"--pwfile={password.name}",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--data-checksums",
                    "--no-instructions",
                    *_locale(binaries.major),
                    *(["--no-sync"] if self.options.get("fsync") == "off" else []),
                ],
                cwd=partial,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                **account.switch,
            )
        if made.returncode:
            raise ClusterError(f"The database cluster could not be made:\n{made.stdout}")
        partial.rename(folder)

    def _make_socket_folder(self, account: Account) -> None:
        folder = self.socket_dir
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) > 103:
            raise ClusterError(f"{folder} is too long for a socket: set TMPDIR to a shorter one.")
        folder.mkdir(mode=0o700, exist_ok=True)
        entry = folder.lstat()
        if folder.is_symlink() or entry.st_uid not in (account.uid, os.geteuid()):
            raise ClusterError(f"{folder} was made by somebody else: remove it and start again.")
        account.give(folder)
        folder.chmod(0o700)

    def _create_roles(self) -> None:
        """Have the owner (who migrates), the application's role (who owns nothing), a database."""
        passwords = {
            OWNER: self._keyring.owner_password,
            APPLICATION: self._keyring.application_password,
        }
        rights = {OWNER: sql.SQL("LOGIN CREATEDB"), APPLICATION: sql.SQL("LOGIN")}
        with self._connect("postgres") as connection:
            roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            for role in sorted(passwords.keys() - roles):
                connection.execute(
                    sql.SQL("CREATE ROLE {} {} PASSWORD {}").format(
                        sql.Identifier(role), rights[role], sql.Literal(passwords[role])
                    )
                )
            connection.execute(
                sql.SQL("GRANT {} TO {}").format(sql.Identifier(APPLICATION), sql.Identifier(OWNER))
            )
            made = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if made.fetchone() is None:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER)
                    )
                )

    def _log_size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def _last_words(self, *, since: int = 0) -> str:
        if not self.log.exists():
            return "(nothing)"
        with self.log.open("rb") as log:
            log.seek(max(since, self._log_size() - 2000))
            return log.read().decode(errors="replace").strip() or "(nothing)"


def _temporary_folder() -> Path:
    """The same for every process of the machine, whatever its own TMPDIR says."""
    common = Path("/tmp")  # noqa: S108
    return common if os.access(common, os.W_OK | os.X_OK) else Path(tempfile.gettempdir())


def _version_of(folder: Path) -> int:
    written = (folder / "PG_VERSION").read_text()
    return int(written.strip().split(".")[0])


def _from_inside(folder: Path, major: int) -> str:
    """A path to `folder` for a process that is started in it.

    The link leads straight there: no closed folder above is in the way of an unprivileged
    account, and no odd character of the path ever reaches a shell or a configuration.
    Older programs leave their folder while they look for themselves.
    """
    by_link = processes.LINUX and major >= ENTERS_BY_LINK
    return "/proc/self/cwd" if by_link else str(folder)


def _environment() -> dict[str, str]:
    """Nothing of ours: no PG* variable, no secret, and messages in English."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _locale(major: int) -> list[str]:
    """Unicode by code point everywhere: the same order on every machine."""
    if major >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]
