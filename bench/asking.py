"""A client that costs little: addresses asked over kept connections, and whole answers read."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
CLIENTS = 4


class Served(NamedTuple):
    """Of one window: answers a second, and the seconds that each took."""

    rate: float
    seconds: list[float]


class Connection:
    """One kept connection; opened anew where the server has closed it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket: socket.socket | None = None

    def get(self, path: str, *, accept: str = "application/json") -> bytes:
        """The body of an answer. Raises OSError for one that is not 200."""
        asked = (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: {accept}\r\n\r\n"
        ).encode()
        for attempt in (0, 1):
            if self.socket is None:
                self.socket = socket.create_connection(("127.0.0.1", self.port))
                self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self.socket.sendall(asked)
                return self._answer(self.socket)
            except ConnectionError:
                self.close()
                if attempt:
                    raise
        raise AssertionError

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None

    def _answer(self, connected: socket.socket) -> bytes:
        received = bytearray()
        while (end := received.find(b"\r\n\r\n")) < 0:
            some = connected.recv(1 << 18)
            if not some:
                raise ConnectionResetError
            received += some
        head = bytes(received[:end])
        if not head.startswith(b"HTTP/1.1 200"):
            self.close()
            raise OSError(head.split(b"\r\n", 1)[0].decode())
        if length := LENGTH.search(head):
            total = end + 4 + int(length.group(1))
            while len(received) < total:
                received += connected.recv(1 << 18)
        elif CHUNKED.search(head):
            while not received.endswith(b"\r\n0\r\n\r\n"):
                received += connected.recv(1 << 18)
            return _unchunked(bytes(received[end + 4 :]))
        return bytes(received[end + 4 :])


def _unchunked(body: bytes) -> bytes:
    at, parts = 0, []
    while True:
        start = body.index(b"\r\n", at) + 2
        size = int(body[at : start - 2].split(b";")[0], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[start : start + size])
        at = start + size + 2


def stream(port: int, path: str) -> tuple[float, int]:
    """Seconds and bytes of an answer that is sent while it is made."""
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port)) as connected:
        connected.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
        )
        last, total = b"", 0
        while some := connected.recv(1 << 18):
            total += len(some)
            last = (last + some)[-7:]
    if not last.endswith(b"0\r\n\r\n"):
        raise OSError("The answer was cut short.")
    return time.perf_counter() - began, total


def drive(port: int, paths: Sequence[str], seconds: float, *, clients: int = CLIENTS) -> Served:
    """Ask for `seconds`, with several clients at a time, for one path after the other."""
    taken: list[float] = []
    until = time.perf_counter() + seconds

    def ask(first: int) -> None:
        connection, at = Connection(port), first
        while time.perf_counter() < until:
            began = time.perf_counter()
            connection.get(paths[at % len(paths)])
            taken.append(time.perf_counter() - began)
            at += 1
        connection.close()

    step = max(1, len(paths) // clients)
    threads = [threading.Thread(target=ask, args=(step * one,)) for one in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Served(len(taken) / (time.perf_counter() - began), taken)
