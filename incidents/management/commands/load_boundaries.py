"""`manage.py load_boundaries FILE`: outlines of units from GeoJSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from incidents.formats.boundaries import Reading
from incidents.formats.tabular import TableError
from incidents.management.loading import load_outlines, said


class Command(BaseCommand):
    help = (
        "Load boundaries from GeoJSON (geoBoundaries, COD-AB, or name, pcode and iso3). Units are "
        "found by p-code, name or ground; those that are not known are added."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--level", type=int, choices=(0, 1, 2, 3), help="0 country, 1 region, 2 district…"
        )
        parser.add_argument(
            "--valid-from", type=_day, help="first day on which the units exist (YYYY-MM-DD)"
        )
        parser.add_argument(
            "--valid-to", type=_day, help="first day on which they exist no longer (YYYY-MM-DD)"
        )
        parser.add_argument("--source", default="", help="who made the file, for the credits")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        reading = Reading(
            level=options["level"],
            valid_from=options["valid_from"],
            valid_to=options["valid_to"],
            source=options["source"] or path.name,
        )
        if reading.valid_from and reading.valid_to and reading.valid_to <= reading.valid_from:
            raise CommandError("--valid-to has to be after --valid-from.")
        try:
            tally = load_outlines(path, reading)
        except FileNotFoundError:
            raise CommandError(f"There is no file {path}.") from None
        except IsADirectoryError:
            raise CommandError(f"{path} is a folder: name the GeoJSON file in it.") from None
        except TableError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(said(path.name, tally))
        if tally.refused and not (tally.new or tally.changed or tally.same):
            raise CommandError("Nothing was loaded: every feature was refused.")


def _day(text: str) -> date:
    return date.fromisoformat(text)
