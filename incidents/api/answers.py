"""The headers that every answer needs: its name (ETag), who may keep it, and in what form."""

from __future__ import annotations

import gzip
import hashlib
import re
from typing import Any, TypeVar

import orjson
from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.request import Request

Sent = TypeVar("Sent", bound=HttpResponseBase)
WORTH_COMPRESSING = 1024
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
FOR_ALL = "public, no-cache"
"""Whoever keeps it asks again each time: what is public today may be withdrawn tomorrow.

So a shared cache need not tell readers apart: the answer to its question does.
"""
FOR_ONE = "private, no-store"
VARY = ("Accept", "Accept-Encoding", "Accept-Language", "Cookie")


def json_bytes(data: Any) -> bytes:
    return orjson.dumps(data)


def weak(body: bytes, request: Request) -> str:
    """The name of a body for one sort of reader."""
    return f'W/"{digest(body + visibility(request).encode())}"'


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:24]


def visibility(request: Request) -> str:
    """Readers of one sort see the same rows: nobody signed in, or a role."""
    return str(request.user.role) if request.user.is_authenticated else "anonymous"


def answer(
    request: Request, body: bytes, *, etag: str, content_type: str, status: int = 200
) -> HttpResponse:
    """The body with its headers; 304 without it where the reader has it already."""
    if request.method in ("GET", "HEAD") and has_it(request, etag):
        return finish(request, HttpResponseNotModified(), etag=etag)
    response = HttpResponse(body, status=status, content_type=content_type)
    if len(body) >= WORTH_COMPRESSING and accepts_gzip(request):
        response.content = gzip.compress(body, 6, mtime=0)
        response["Content-Encoding"] = "gzip"
    return finish(request, response, etag=etag)


def finish(request: Request, response: Sent, *, etag: str = "") -> Sent:
    """Say who may keep an answer, and under which name."""
    if etag:
        response["ETag"] = etag
    response["Cache-Control"] = FOR_ONE if request.user.is_authenticated else FOR_ALL
    patch_vary_headers(response, VARY)
    return response


def accepts_gzip(request: Request) -> bool:
    return bool(GZIP.search(request.headers.get("Accept-Encoding", "")))


def has_it(request: Request, etag: str) -> bool:
    """Weak comparison, as If-None-Match wants it."""
    kept = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in kept or opaque(etag) in map(opaque, kept)


def opaque(etag: str) -> str:
    """A tag without its weakness: compressing an answer makes its tag weak on the way."""
    return etag.removeprefix("W/")
