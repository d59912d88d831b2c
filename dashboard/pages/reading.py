from __future__ import annotations

from collections.abc import Collection, Mapping

from django.http import HttpRequest

from dashboard.dossier import Reader
from dashboard.language import chosen_language, in_language
from incidents.readers.wordings import names


def reader_of(request: HttpRequest, wanted: Mapping[str, Collection[str]]) -> Reader:
    """For whom the page is written, with the names of the keys that it shows. One statement."""
    language = chosen_language(request)
    return Reader(link=lambda address: in_language(address, language), names=names(wanted))
