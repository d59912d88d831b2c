"""Fetching a data file: bounded in size and time, whole or not at all."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from typing_extensions import override

MAX_BYTES = 1024**3
SECONDS = 900.0
"""In which the whole answer must have come."""
SILENCE = 20.0
"""Seconds without a byte after which the other side is given up."""
CHUNK = 1 << 16
Watch = Callable[[str, int, float], None]


class DownloadError(Exception):
    """Nothing was fetched: why, and what to do. `status` is that of an answer, if there was one."""

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(f"{reason} Download it yourself, and name the file.")
        self.status = status


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, never from https down to http or to anything but the web."""

    max_redirections = 3

    @override
    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        allowed = ("https",) if req.type == "https" else ("http", "https")
        if urlsplit(newurl).scheme not in allowed:
            raise DownloadError(f"{req.host} sends us on to {newurl[:200]}, which is refused.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(
    address: str, to: Path, *, watch: Watch, limit: int = MAX_BYTES, seconds: float = SECONDS
) -> Path:
    """Fetch `address` into the file `to`. Raises DownloadError, and leaves no file then."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise DownloadError(f"{address!r} is no web address.")
    part = to.with_name(f"{to.name}.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    opener = urllib.request.build_opener(_Redirects)
    try:
        with opener.open(address, timeout=SILENCE) as answer, part.open("wb") as file:
            _copy(answer, file, watch, limit, time.monotonic() + seconds)
        return part.replace(to)
    except urllib.error.HTTPError as error:
        error.close()
        raise DownloadError(f"{address} answers {error.code}.", error.code) from None
    except (OSError, http.client.HTTPException) as error:
        raise DownloadError(f"{address} cannot be fetched: {error}.") from None
    finally:
        part.unlink(missing_ok=True)


def _copy(answer: Any, file: IO[bytes], watch: Watch, limit: int, until: float) -> None:
    size = int(answer.headers.get("Content-Length") or 0)
    done = 0
    # read1 answers after one packet: a slow drip cannot hold us past the deadline.
    while chunk := answer.read1(CHUNK):
        done += len(chunk)
        if max(done, size) > limit:
            raise DownloadError(f"The file is larger than {limit >> 20} MB.")
        if time.monotonic() > until:
            raise DownloadError("The file did not come in time.")
        file.write(chunk)
        watch("download", done, done / size if size else 0.0)
    if size and done < size:
        raise DownloadError(f"The connection ended after {done} of {size} bytes.")
