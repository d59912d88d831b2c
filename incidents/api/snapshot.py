"""snapshot/: the record as columns that any cache can keep. docs/snapshot.md describes it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import lru_cache

import brotli
from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import NotFound
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from incidents.api import answers
from incidents.api.base import ApiView
from incidents.api.negotiation import ArrowStream, Bytes, ParquetFile
from incidents.api.openapi import READING, Operation
from incidents.api.problems import Gone, NotInstalled
from incidents.filters.lists import SEARCH, Search
from incidents.readers import snapshot as reader
from incidents.readers.search import matching_ids
from incidents.serializers.snapshot import manifest
from incidents.snapshot import matches, parquet
from incidents.snapshot.arrow import stream
from incidents.values import Label

FOR_EVER = "public, max-age=31536000, immutable"
BROTLI = re.compile(r"\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
KEPT = 64
"""Files that a process keeps at hand; the largest are a few MB."""


class Manifest(ApiView):
    """What the snapshot holds for this reader: parts, bundles and dictionaries by address."""

    describes = {"get": Operation("Manifest")}

    def get(self, request: Request) -> HttpResponse:
        self.asked(request)
        response = self.answer(request, manifest(reader.files(request.user)))
        if not request.user.is_authenticated:
            response["Cache-Control"] = answers.FOR_ALL
        return response


class File(ApiView):
    """The bytes under one address: they never change."""

    renderer_classes = [Bytes]
    describes = {
        "get": Operation("SnapshotFile", media=Bytes.media_type, fails=(*READING, 404, 410))
    }

    def get(self, request: Request, address: str) -> HttpResponse:
        self.asked(request)
        found = reader.find(address, request.user)
        if found is None:
            raise NotFound
        if found.gone:
            raise Gone
        etag = f'"{address}"'
        if answers.has_it(request, etag):
            return _finish(HttpResponseNotModified(), found.label, etag)
        content, encoding = _encoded(address, request)
        response = HttpResponse(content, content_type=Bytes.media_type)
        if encoding:
            response["Content-Encoding"] = encoding
        return _finish(response, found.label, etag)


class Matches(ApiView):
    """The rows of the snapshot's parts in which all the words of `q` occur, as frames."""

    renderer_classes = [Bytes]
    describes = {"get": Operation("SnapshotFile", media=Bytes.media_type)}
    declaration = SEARCH.only("q")

    def get(self, request: Request) -> HttpResponse:
        asked: Search = self.asked(request)
        body = matches(matching_ids(asked.q, request.user), request.user)
        etag = answers.weak(body, request)
        return answers.answer(request, body, etag=etag, content_type=Bytes.media_type)


class Arrow(ApiView):
    """All incidents that may leave in bulk, as an Apache Arrow IPC stream."""

    renderer_classes = [ArrowStream]
    describes = {"get": Operation("ArrowFile", media=ArrowStream.media_type)}

    def get(self, request: Request) -> HttpResponseBase:
        self.asked(request)
        return _file(request, stream(request.user), ArrowStream, "incidents.arrows")


class Parquet(ApiView):
    """The same as one Parquet file, where the server has the package for it."""

    renderer_classes = [ParquetFile]
    describes = {"get": Operation("ArrowFile", media=ParquetFile.media_type, fails=(*READING, 501))}

    def get(self, request: Request) -> HttpResponseBase:
        self.asked(request)
        if not parquet.is_available():
            raise NotInstalled
        content = parquet.pieces(stream(request.user))
        return _file(request, content, ParquetFile, "incidents.parquet")


def _file(
    request: Request, content: Iterator[bytes], form: type[BaseRenderer], name: str
) -> HttpResponseBase:
    response = StreamingHttpResponse(content, content_type=form.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return answers.finish(request, response)


def _finish(response: HttpResponse, label: Label, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = (
        FOR_EVER if label == Label.PUBLIC and not settings.REQUIRE_SIGN_IN else answers.FOR_ONE
    )
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def _encoded(address: str, request: Request) -> tuple[bytes, str]:
    if BROTLI.search(request.headers.get("Accept-Encoding", "")):
        return _packed(address), "br"
    if answers.accepts_gzip(request):
        return _zipped(address), "gzip"
    return brotli.decompress(_packed(address)), ""


@lru_cache(KEPT)
def _packed(address: str) -> bytes:
    """Raises Gone for a file that has just been taken away."""
    content = reader.packed(address)
    if content is None:
        raise Gone
    return content


@lru_cache(KEPT)
def _zipped(address: str) -> bytes:
    return gzip.compress(brotli.decompress(_packed(address)), 6, mtime=0)
