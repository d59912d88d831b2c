"""`manage.py load_gazetteer ML BF.zip …`: GeoNames country dumps into the gazetteer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from incidents.formats.tabular import TableError
from incidents.management.downloading import DownloadError, download
from incidents.management.loading import load_dump, said
from incidents.management.progress import Progress
from incidents.models import AdminUnit
from incidents.values import COUNTRIES

MAX_BYTES = 200 * 1024**2
"""Of one zip; the largest country's has under 100 MB."""


class Command(BaseCommand):
    help = (
        "Load GeoNames country dumps: files (ML.zip or ML.txt), or with --download country codes. "
        "All countries of the region when none is named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="*", metavar="FILE_OR_CODE")
        parser.add_argument("--download", action="store_true", help="fetch the dumps from GeoNames")

    def handle(self, *args: Any, **options: Any) -> None:
        if not AdminUnit.objects.filter(level=1).exists():
            raise CommandError("Regions are missing: run `load_places` first.")
        given: list[str] = options["what"]
        if options["download"]:
            for code in _codes(given):
                self._load(self._fetched(code))
            return
        if not given:
            raise CommandError("Name the files, e.g. ML.zip, or add --download.")
        for path in [Path(one) for one in given]:
            self._load(path)

    def _load(self, path: Path) -> None:
        try:
            tally = load_dump(path)
        except FileNotFoundError:
            hint = " Add --download to fetch it." if str(path) in COUNTRIES else ""
            raise CommandError(f"There is no file {path}.{hint}") from None
        except IsADirectoryError:
            raise CommandError(f"{path} is a folder: name the zip in it.") from None
        except TableError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(said(path.name, tally))

    def _fetched(self, code: str) -> Path:
        address = f"{settings.GEONAMES_DOWNLOAD}/{code}.zip"
        to = settings.DATA_DIR / "downloads" / f"{code}.zip"
        try:
            return download(address, to, watch=Progress(sys.stderr), limit=MAX_BYTES)
        except DownloadError as error:
            raise CommandError(str(error)) from None


def _codes(given: list[str]) -> list[str]:
    codes = [one.upper() for one in given] or list(COUNTRIES)
    for code in codes:
        if code not in COUNTRIES:
            raise CommandError(f"{code} is none of {', '.join(COUNTRIES)}.")
    return codes
