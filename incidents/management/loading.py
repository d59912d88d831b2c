"""What the loading commands share: from a file to the tables, and the words about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from incidents.actions.places import Tally, store_places
from incidents.actions.signing import Signature
from incidents.actions.units import store_units
from incidents.formats import boundaries, bundled, geonames
from incidents.formats.geography import NewPlace
from incidents.readers.locating import locator
from incidents.values import RowError

Value = TypeVar("Value")
COMMAND_LINE = Signature(label="command line")
SHOWN = 10
"""Refused lines that are printed; the rest is counted."""


def load_bundled(*, by: Signature = COMMAND_LINE) -> tuple[Tally, Tally]:
    """The units and the places that come with the product: how many of each changed."""
    units, places = Tally(), Tally()
    store_units(units=bundled.units(), tally=units, by=by)
    _store([*bundled.places(), *bundled.own_places()], places, by)
    return units, places


def load_dump(path: Path, *, by: Signature = COMMAND_LINE) -> Tally:
    """One GeoNames country dump, and over it what our own file says better.

    Raises TableError where the file is no such dump; then nothing is stored.
    """
    tally = Tally()
    _store(_taken(geonames.read(path), tally), tally, by)
    _store(bundled.own_places(), Tally(), by)
    return tally


def load_outlines(
    path: Path, reading: boundaries.Reading, *, by: Signature = COMMAND_LINE
) -> Tally:
    """Boundaries of units. Raises TableError where the file is no GeoJSON in WGS 84."""
    tally = Tally()
    store_units(units=_taken(boundaries.read(path, reading), tally), tally=tally, by=by)
    return tally


def said(what: str, tally: Tally) -> str:
    """The summary: one line, then the first refused lines with field and reason."""
    counts = f"{tally.new} new, {tally.changed} changed, {tally.same} same"
    left = f"{len(tally.refused)} refused, {tally.skipped} not of the region or not kept"
    lines = [f"{what}: {counts}, {left}"]
    lines += [f"  line {number}: {error}" for number, error in tally.refused[:SHOWN]]
    if len(tally.refused) > SHOWN:
        lines.append(f"  and {len(tally.refused) - SHOWN} more")
    return "\n".join(lines)


def _store(places: Iterable[NewPlace], tally: Tally, by: Signature) -> None:
    where, today = locator(), date.today()  # noqa: DTZ011 - a civil day, and any zone will do

    def admin1_of(place: NewPlace) -> str:
        if place.latitude is None or place.longitude is None:
            return ""
        found = where.locate(place.latitude, place.longitude, on=today, country=place.country)
        return "" if found.former else found.admin1_key

    store_places(places=places, admin1_of=admin1_of, tally=tally, by=by)


def _taken(lines: Iterable[tuple[int, Value | RowError | None]], tally: Tally) -> Iterator[Value]:
    """The values; errors and lines that are not kept are counted on the way."""
    for number, value in lines:
        if value is None:
            tally.skipped += 1
        elif isinstance(value, RowError):
            tally.refused.append((number, value))
        else:
            yield value
