"""How gunicorn serves the site, under `manage.py serve`, systemd or a container alike."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from gunicorn.http import message  # type: ignore[import-untyped]

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
timeout = 60
graceful_timeout = 8
loglevel = "warning"
# A drawn polygon stands in the address. gunicorn takes no limit above 8,190 but "none at all",
# which would let one request fill the memory: so its ceiling is raised with the limit. It lies
# well above what the API itself takes, so that the API can refuse in words what is too long.
limit_request_line = message.MAX_REQUEST_LINE = 131_072
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def post_worker_init(worker: Any) -> None:
    """Have the record's columns at hand before the first page asks for its picture."""
    Thread(target=_warm, daemon=True).start()


def _warm() -> None:
    from django.contrib.auth.models import AnonymousUser
    from django.db import DatabaseError, connection

    from incidents.snapshot.columns_at_hand import at_hand

    try:
        with suppress(DatabaseError):
            at_hand(AnonymousUser())
    finally:
        connection.close()


def when_ready(server: Any) -> None:
    """Under `manage.py serve`: end with it, however it ended."""
    launcher = int(os.environ.get("SERVED_BY", "0"))
    if not launcher:
        return

    def look(*signal_and_frame: object) -> None:
        if os.getppid() != launcher:
            os.kill(os.getpid(), signal.SIGQUIT)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 0.5, 0.5)
