"""columns/: the record as columns for the page, built once for each state of the record."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from django.http import HttpResponse, HttpResponseNotModified
from rest_framework.request import Request

from incidents.api import answers
from incidents.api.base import ApiView
from incidents.api.negotiation import Json
from incidents.api.openapi import Operation
from incidents.filters.lists import SEARCH, Search
from incidents.readers.columns import columns
from incidents.readers.search import matching_ids
from incidents.readers.stamp import stamp

KEPT = 4
"""Bodies that a process keeps: what two sorts of readers see, before and after a change."""


class Body(NamedTuple):
    plain: bytes
    packed: bytes


class Kept:
    """The last bodies, by the state of the record and the sort of reader."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._bodies: OrderedDict[str, Body] = OrderedDict()
        self._lock = Lock()

    def get(self, name: str) -> Body | None:
        with self._lock:
            return self._bodies.get(name)

    def keep(self, name: str, body: Body) -> Body:
        with self._lock:
            self._bodies[name] = body
            while len(self._bodies) > self.most:
                self._bodies.popitem(last=False)
        return body


_kept = Kept(KEPT)


class Columns(ApiView):
    """All incidents that the reader may see, as columns. Their shape stands in docs/api.md."""

    describes = {"get": Operation("Columns")}

    def get(self, request: Request) -> HttpResponse:
        self.asked(request)
        name = answers.digest(f"{stamp()} {answers.visibility(request)}".encode())
        etag = f'W/"{name}"'
        if answers.has_it(request, etag):
            return answers.finish(request, HttpResponseNotModified(), etag=etag)
        body = _kept.get(name) or _kept.keep(name, _built(name, request))
        packed = answers.accepts_gzip(request)
        response = HttpResponse(body.packed if packed else body.plain, content_type=Json.media_type)
        if packed:
            response["Content-Encoding"] = "gzip"
        return answers.finish(request, response, etag=etag)


class Matches(ApiView):
    """Ids of the incidents in which all the words of `q` occur."""

    describes = {"get": Operation("Matches")}
    declaration = SEARCH.only("q")

    def get(self, request: Request) -> HttpResponse:
        asked: Search = self.asked(request)
        return self.answer(request, {"ids": matching_ids(asked.q, request.user)})


def _built(name: str, request: Request) -> Body:
    plain = answers.json_bytes({"record": name, **columns(request.user)})
    return Body(plain, gzip.compress(plain, 6, mtime=0))
