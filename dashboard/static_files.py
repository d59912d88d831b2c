"""Collecting static files only when they differ from what was collected before."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

STAMP = "collected.sha256"


def fingerprint() -> str:
    """What the collected files depend on: every source's path, size and time, and our storage."""
    digest = hashlib.sha256(Path(__file__).with_name("storage.py").read_bytes())
    found = (
        (name, Path(storage.path(name)))
        for finder in get_finders()
        for name, storage in finder.list([])
    )
    for name, path in sorted(found):
        entry = path.stat()
        digest.update(f"{name} {entry.st_size} {entry.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def is_current() -> bool:
    """True when what stands in STATIC_ROOT was collected from the files as they are now."""
    stamp = settings.STATIC_ROOT / STAMP
    return stamp.exists() and stamp.read_text() == fingerprint()


def start_collecting() -> subprocess.Popen[bytes]:
    """Collect beside whatever else a start does; `finish_collecting` waits for it."""
    (settings.STATIC_ROOT / STAMP).unlink(missing_ok=True)
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--clear", "-v", "0"]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL)


def finish_collecting(collecting: subprocess.Popen[bytes]) -> bool:
    """Wait for the end; True when the files are there."""
    if collecting.wait():
        return False
    (settings.STATIC_ROOT / STAMP).write_text(fingerprint())
    return True
