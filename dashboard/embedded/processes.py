"""What runs on this machine: is that pid our server, or did another process take its number?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

LINUX = sys.platform.startswith("linux")


def serves(pid: int, folder: Path) -> bool:
    """True when `pid` is a living process of PostgreSQL that works on `folder`."""
    if LINUX:
        return _name(pid) == "postgres" and _works_in(pid, folder)
    shown = subprocess.run(
        ["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return not shown.startswith("Z") and "postgres" in shown and f"-D {folder}" in shown


def all_serving(folder: Path) -> list[int]:
    """Every process of PostgreSQL on `folder`, also those whose parent was killed (Linux only)."""
    if not LINUX:
        return []
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if serves(pid, folder)]


def end(pids: list[int], *, patience: float = 5.0) -> None:
    """End server processes that have no parent any more: at once, then by force."""
    for number in (signal.SIGQUIT, signal.SIGKILL):
        for pid in pids:
            send(pid, number)
        if wait_for_end(pids, patience):
            return


def wait_for_end(pids: list[int], patience: float) -> bool:
    """True when all of `pids` ended within `patience` seconds."""
    limit = time.monotonic() + patience
    while any(is_running(pid) for pid in pids):
        if time.monotonic() > limit:
            return False
        time.sleep(0.02)
    for pid in pids:
        _collect(pid)
    return True


def is_running(pid: int) -> bool:
    """True for a living process; a zombie has ended, whoever has yet to collect it."""
    if LINUX:
        return _name(pid) is not None
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return bool(shown) and not shown.startswith("Z")


def send(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process that may have ended meanwhile."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _collect(pid: int) -> None:
    """Let the system forget an ended process that was our own child."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return


def _name(pid: int) -> str | None:
    """The program's name, or None where there is no such process or only its zombie."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    name, _, rest = line.partition("(")[2].rpartition(")")
    return None if rest.split()[0] in "ZX" else name


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").samefile(folder)
    except OSError:
        return False
