"""What `manage.py serve` is made of: who may start, on which port, and how all of it ends."""

from __future__ import annotations

import errno
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from django.conf import settings

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
BACKLOG = 1024
AFTER_A_KILL = 10.0
"""Seconds that the children of a killed server have to give its port back."""


class Refusal(Exception):
    """The site is not started; the message says why and what to do."""


class Stop(BaseException):
    """Somebody asked for the end: Ctrl-C, SIGTERM, or a terminal that was closed."""


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Within: the first signal raises Stop; those that follow cannot disturb the cleaning up."""

    def stop(number: int, frame: FrameType | None) -> None:
        for ending in ENDING:
            signal.signal(ending, signal.SIG_IGN)
        raise Stop

    kept = {number: signal.signal(number, stop) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


class Parent:
    """The process that ran us, as long as it means to go on."""

    def __init__(self) -> None:
        self._pid = os.getppid()
        self._heeded = self._signals_heeded()

    def is_ending(self) -> bool:
        """True when the parent is gone, or has begun to end.

        make, when it alone gets SIGINT or SIGHUP, puts its handler down and waits for us without
        a word to us: we would wait for each other.
        """
        return os.getppid() != self._pid or self._signals_heeded() != self._heeded

    def _signals_heeded(self) -> int:
        """Those of ENDING that the parent has a handler for, as bits; 0 where none can tell."""
        try:
            lines = Path(f"/proc/{self._pid}/status").read_text().splitlines()
        except OSError:
            return 0
        caught = next((int(line.split()[1], 16) for line in lines if line.startswith("SigCgt")), 0)
        return caught & sum(1 << (number - 1) for number in ENDING)


@contextmanager
def sole_server(data_dir: Path, address: str) -> Iterator[bool]:
    """Hold the data folder for this process; gives True when the last holder was killed.

    Raises Refusal while another process serves from the same folder.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data_dir / "serve.lock").open("a+") as file:
        file.seek(0)
        holder = file.read()
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refusal(
                f"{data_dir} is being served already ({holder}). Stop that one first, "
                "or serve other data on another port: DATA_DIR=… PORT=… make run"
            ) from error
        file.truncate(0)
        file.write(f"{address}, process {os.getpid()}")
        file.flush()
        try:
            yield bool(holder)
        finally:
            file.truncate(0)


def listen_on(host: str, port: int, *, patience: float = 0.0) -> socket.socket:
    """Take the port, before anything is started. Raises Refusal where it is in use."""
    limit = time.monotonic() + patience
    while True:
        listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(BACKLOG)  # another could bind too, until one of them listens
        except OSError as error:
            listener.close()
            if error.errno == errno.EADDRINUSE and time.monotonic() < limit:
                time.sleep(0.1)
                continue
            raise Refusal(
                f"Port {port} cannot be used ({error.strerror}). "
                f"Choose another: PORT={port + 1 if port < 65535 else 8001} make run"
            ) from error
        return listener


def start_web(listener: socket.socket) -> subprocess.Popen[bytes]:
    """Start gunicorn on `listener`, in a session of its own: a Ctrl-C reaches us alone."""
    descriptor = listener.fileno()
    settings_file = Path(__file__).with_name("gunicorn_settings.py")
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--config", str(settings_file)),
            *("--bind", f"fd://{descriptor}", "dashboard.wsgi"),
        ],
        cwd=settings.BASE_DIR,
        env={**os.environ, "SERVED_BY": str(os.getpid())},
        stdin=subprocess.DEVNULL,
        pass_fds=(descriptor,),
        start_new_session=True,
    )


class Worker:
    """The worker as a child, started again when it ends; within `with`."""

    PAUSE = 5.0
    """Seconds between two starts, so that a worker that cannot run does not run in a circle."""

    def __enter__(self) -> Worker:
        self._start()
        return self

    def __exit__(self, *error: object) -> None:
        """What it is building is left as it was: the next start builds it."""
        self._process.terminate()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def see_to_it(self) -> None:
        if self._process.poll() is not None and time.monotonic() > self._started + self.PAUSE:
            self._start()

    def _start(self) -> None:
        self._started = time.monotonic()
        manage = settings.BASE_DIR / "manage.py"
        self._process = subprocess.Popen(
            # Its number is told: one that ends at once would not be there to be asked for it.
            [sys.executable, str(manage), "maintain", "--end-with", str(os.getpid())],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )


def end_web(web: subprocess.Popen[bytes]) -> None:
    """End gunicorn and its workers; requests under way get a few seconds to finish."""
    web.terminate()
    try:
        web.wait(timeout=15)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(web.pid, signal.SIGKILL)
        web.wait()


def wait_until_live(
    web: subprocess.Popen[bytes], host: str, port: int, *, patience: float = 60.0
) -> None:
    """Return once the site answers. Raises Refusal when it ends first, or never does."""
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
        if web.poll() is not None:
            raise Refusal("The web server ended while it started; its message stands above.")
        connection = http.client.HTTPConnection(host, port, timeout=2)
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/live")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        time.sleep(0.05)
    raise Refusal(f"The web server does not answer on port {port}.")
