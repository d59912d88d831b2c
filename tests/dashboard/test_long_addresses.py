"""How long an address may be, at each server that it passes: the API is the first to refuse."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from gunicorn.config import Config  # type: ignore[import-untyped]
from gunicorn.http.errors import LimitRequestLine  # type: ignore[import-untyped]
from gunicorn.http.parser import RequestParser  # type: ignore[import-untyped]

from incidents.api.base import LONGEST_ADDRESS

CHECKOUT = Path(__file__).resolve().parents[2]
SETTINGS = runpy.run_path(str(CHECKOUT / "dashboard" / "gunicorn_settings.py"))


def read_by_gunicorn(address: str) -> Any:
    """The request line as gunicorn reads it under our settings, in pieces as they arrive."""
    config = Config()
    config.set("limit_request_line", SETTINGS["limit_request_line"])
    sent = f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    pieces = (sent[start : start + 8192] for start in range(0, len(sent), 8192))
    return next(RequestParser(config, pieces, ("127.0.0.1", 9)))


def test_what_the_api_takes_and_more_reaches_it() -> None:
    for length in (9_000, LONGEST_ADDRESS, 2 * LONGEST_ADDRESS - 100):
        address = "/api/v1/incidents/?q=".ljust(length, "x")
        assert read_by_gunicorn(address).uri == address


def test_one_request_cannot_fill_the_memory() -> None:
    with pytest.raises(LimitRequestLine):
        read_by_gunicorn("/".ljust(2 * LONGEST_ADDRESS + 100, "x"))


def test_the_proxy_lets_through_what_gunicorn_reads() -> None:
    nginx = (CHECKOUT / "deploy" / "nginx.conf").read_text()
    (kilobytes,) = re.findall(r"large_client_header_buffers \d+ (\d+)k;", nginx)
    assert int(kilobytes) * 1024 == SETTINGS["limit_request_line"]


@pytest.mark.parametrize("guide", ["operations.md", "operations.fr.md"])
def test_the_guides_tell_both_limits(guide: str) -> None:
    text = re.sub(r"(?<=\d)[ ,](?=\d{3}\b)", "", (CHECKOUT / "docs" / guide).read_text())
    assert str(LONGEST_ADDRESS) in text
    assert str(SETTINGS["limit_request_line"]) in text
