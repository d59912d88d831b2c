"""kinds/, terms/, datasets/, search/, dictionary/: what the other answers' keys stand for."""

from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from incidents.api.base import ApiView, listed
from incidents.api.negotiation import Json
from incidents.api.openapi import Operation
from incidents.filters.lists import SEARCH, TERMS, Search
from incidents.readers import vocabulary
from incidents.readers.search import suggestions
from incidents.serializers import lists as shown
from incidents.serializers.columns import TABLES
from incidents.serializers.wording import in_both


class KindList(ApiView):
    """The six kinds and their sub-kinds, with definitions."""

    describes = {"get": Operation("KindPage")}

    def get(self, request: Request) -> HttpResponse:
        self.asked(request)
        kinds = shown.kinds(vocabulary.kinds())
        return self.answer(request, listed(request, len(kinds), "", kinds))


class TermList(ApiView):
    """The tags: words of the other vocabularies, with definitions."""

    describes = {"get": Operation("TermPage")}
    declaration = TERMS

    def get(self, request: Request) -> HttpResponse:
        terms = [shown.term(row) for row in vocabulary.terms(self.asked(request))]
        return self.answer(request, listed(request, len(terms), "", terms))


class DatasetList(ApiView):
    """Data sets with their licences."""

    describes = {"get": Operation("DatasetPage")}

    def get(self, request: Request) -> HttpResponse:
        self.asked(request)
        datasets = [shown.dataset(row) for row in vocabulary.datasets(request.user)]
        return self.answer(request, listed(request, len(datasets), "", datasets))


class SearchView(ApiView):
    """While a person types: incidents, places, actors and units whose names begin so."""

    describes = {"get": Operation("Found")}
    declaration = SEARCH

    def get(self, request: Request) -> HttpResponse:
        asked: Search = self.asked(request)
        found = suggestions(asked.q, asked.limit, request.user)
        return self.answer(request, shown.found(found))


class Dictionary(ApiView):
    """The data dictionary: every column of every file, in words."""

    describes = {"get": Operation("Dictionary")}
    renderer_classes = [Json]

    def get(self, request: Request) -> HttpResponse:
        self.asked(request)
        tables = {
            name: [{"name": one.name, "help": in_both(one.help)} for one in columns]
            for name, columns in TABLES.items()
        }
        return self.answer(request, {"tables": tables})
