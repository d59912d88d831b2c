"""Which language a page speaks: the one that ?lang= names, else the one that the browser asks for.

The address wins and stays in every link of the page, so that a link shows what its sender saw.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

PARAMETER = "lang"


class LanguageMiddleware(LocaleMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        chosen = chosen_language(request)
        if not chosen:
            super().process_request(request)
            return
        translation.activate(chosen)
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        answer: HttpResponseBase = super().process_response(request, response)
        return answer


def chosen_language(request: HttpRequest) -> str:
    """The language that the address names; empty where it names none that we have."""
    given = request.GET.get(PARAMETER, "")
    return given if given in dict(settings.LANGUAGES) else ""


def in_language(address: str, language: str) -> str:
    """An address of this site that names `language`; as it is where that is empty."""
    if not language:
        return address
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    query[PARAMETER] = language
    return urlunsplit(parts._replace(query=urlencode(list(_pairs(query)))))


def _pairs(query: QueryDict) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in query.lists() for value in values]


def switches(request: HttpRequest) -> list[dict[str, str | bool]]:
    """The page's own address in each language, for the switch in its head."""
    current = translation.get_language()
    return [
        {
            "code": code,
            "name": name,
            "address": in_language(request.get_full_path(), code),
            "current": code == current,
        }
        for code, name in settings.LANGUAGES
    ]
