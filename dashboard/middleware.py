"""What stands before every page: signs of life, and compression."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
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
            return _plain("live")
        if request.path == "/ready":
            return _readiness()
        return get_response(request)

    return answer


def _readiness() -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _plain("no database", status=503)
    return _plain("ready")


def _plain(word: str, status: int = 200) -> HttpResponse:
    policy = {"Referrer-Policy": settings.SECURE_REFERRER_POLICY}
    return HttpResponse(f"{word}\n", status=status, content_type="text/plain", headers=policy)


def same_for_all(get_response: GetResponse) -> GetResponse:
    """Let any cache give to everybody what is everybody's.

    Session and language are looked at on the way to every answer, and say so in `Vary`. An answer
    that is named immutable for the public depends on neither. A public answer of the API is asked
    about each time it is used (`no-cache`): we see then who asks, and say 304 only where the same
    body would come.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        kept = response.get("Cache-Control", "")
        if "public" in kept and "immutable" in kept and response.has_header("Vary"):
            response["Vary"] = "Accept-Encoding"
        elif request.path.startswith("/api/") and kept == "public, no-cache":
            response["Vary"] = "Accept, Accept-Encoding"
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
