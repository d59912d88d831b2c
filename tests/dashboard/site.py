"""A whole site in processes of its own, as `make run` starts it."""

from __future__ import annotations

import http.client
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.embedded.processes import all_serving

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """One `manage.py serve` on `data_dir`; everything it says is kept in `said`."""

    data_dir: Path
    port: int = field(default_factory=free_port)
    program: tuple[str, ...] = (sys.executable, "manage.py", "serve")
    environment: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def start(self) -> Site:
        """Start and return at once."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "STATIC_ROOT")
        }
        ours = {"DATA_DIR": str(self.data_dir), "PORT": str(self.port)}
        self.process = subprocess.Popen(
            self.program,
            cwd=CHECKOUT,
            env={**kept, **ours, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()
        return self

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stream:
            for line in stream:
                self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def until(self, words: str) -> Site:
        """Wait until the site says `words`."""
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            line = self._lines.get(timeout=PATIENCE)
            assert line is not None, f"ended before it said {words!r}: {self.said}"
            self.said.append(line)
            if words in line:
                return self
        raise AssertionError(f"never said {words!r}: {self.said}")

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send a signal to the whole foreground group, as a terminal does, and wait."""
        os.killpg(self.process.pid, number)
        return self.wait()

    def wait(self) -> int:
        status = self.process.wait(timeout=PATIENCE)
        while (line := self._lines.get(timeout=PATIENCE)) is not None:
            self.said.append(line)
        return status

    def get(self, path: str) -> int:
        """The status of one page, or 0 where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def until_ready(self) -> None:
        limit = time.monotonic() + PATIENCE
        while self.get("/ready") != 200:
            assert time.monotonic() < limit, "the site did not come back"
            time.sleep(0.1)

    @property
    def servers(self) -> list[int]:
        """The processes of the embedded database."""
        return [pid for folder in self.data_dir.glob("postgres-*") for pid in all_serving(folder)]

    @property
    def postmaster(self) -> int:
        (folder,) = self.data_dir.glob("postgres-*")
        return int((folder / "postmaster.pid").read_text().split("\n")[0])

    @property
    def web(self) -> int:
        """The pid of gunicorn's master."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        for pid in children.split():
            if b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return int(pid)
        raise AssertionError("no web server")

    @property
    def is_gone(self) -> bool:
        """True when neither pages nor a database are left."""
        return not self.servers and self.get("/live") == 0

    def clean_up(self) -> None:
        """Kill whatever a failed test left."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.wait()
        for pid in self.servers:
            os.kill(pid, signal.SIGKILL)
