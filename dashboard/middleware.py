"""What stands before every page: signs of life, and compression."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def health(get_response: GetResponse) -> GetResponse:
    """Answer `/live` (this process runs) and `/ready` (its database answers) to whoever asks.

    They come before the checks of host and of https: a prober has neither.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path == "/live":
            return HttpResponse("live\n", content_type="text/plain")
        if request.path == "/ready":
            return _readiness()
        return get_response(request)

    return answer


def _readiness() -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


def same_for_all(get_response: GetResponse) -> GetResponse:
    """Let any cache give what never changes to everybody.

    Session and language are looked at on the way to every answer, and say so in `Vary`; an answer
    that is named immutable for the public depends on neither.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        kept = response.get("Cache-Control", "")
        if "public" in kept and "immutable" in kept and response.has_header("Vary"):
            response["Vary"] = "Accept-Encoding"
        return response

    return answer


class CompressPages(GZipMiddleware):
    """Compress pages, for links of 400 kbit/s; the API sees to its own answers and their ETags."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path.startswith("/api/"):
            return response
        return super().process_response(request, response)
