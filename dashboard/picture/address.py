"""What the address of the dashboard asks to see, as its scripts read it (query.js)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest

from incidents.filters import INCIDENTS, Filters, Refused, declared_for

PAGING = ("page_size", "cursor")
MODES = ("points", "density", "regions")
UNITS = ("day", "week", "month")
MEASURES = ("incidents", "deaths")
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class View:
    """The middle of the map in degrees, and its zoom."""

    lon: float
    lat: float
    zoom: float


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters and what the page shows of them; empty or None: as the page chooses by itself."""

    filters: Filters
    all_time: bool = False
    mode: str = MODES[0]
    unit: str = ""
    measure: str = MEASURES[0]
    view: View | None = None


def asked(request: HttpRequest) -> Asked | None:
    """None where something is not understood: the scripts leave it out and say so."""
    given = request.GET
    names = [name for name in INCIDENTS.for_readers().names() if name not in PAGING]
    try:
        filters = declared_for(INCIDENTS, request.user).parse(
            {name: given.getlist(name) for name in names if name in given}
        )
        return Asked(
            filters,
            _one(given.getlist("period"), _among(("", "all"))) == "all",
            _one(given.getlist("mode"), _among(MODES)) or MODES[0],
            _one(given.getlist("unit"), _among(UNITS)) or "",
            _one(given.getlist("measure"), _among(MEASURES)) or MEASURES[0],
            _one(given.getlist("view"), _view),
        )
    except (Refused, ValueError):
        return None


def _one(texts: list[str], read: Callable[[str], Read]) -> Read | None:
    texts = [text.strip() for text in texts if text.strip()]
    if len(texts) > 1:
        raise ValueError(texts)
    return read(texts[0]) if texts else None


def _among(words: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return read


def _view(text: str) -> View:
    lon, lat, zoom = (float(part) for part in text.replace(",", " ").split())
    if not (abs(lon) <= 180 and abs(lat) <= 85 and 0 <= zoom <= 13):
        raise ValueError(text)
    return View(lon, lat, zoom)
