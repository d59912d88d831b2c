"""How gunicorn serves the site, under `manage.py serve`, systemd or a container alike."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
timeout = 60
graceful_timeout = 8
loglevel = "warning"
limit_request_line = 8190  # the most there is: a drawn polygon stands in the address
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


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
