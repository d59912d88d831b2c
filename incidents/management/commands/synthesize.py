"""`manage.py synthesize COUNT`: a record drawn from a seed, to measure and to try things on."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from incidents.actions.seeds import load_seeds
from incidents.actions.synthesis import SIGNATURE, Wanted, check, synthesize
from incidents.actions.synthetic_rows import TABLES
from incidents.filters import Refused
from incidents.management.bare_tables import as_owner, bare
from incidents.management.loading import load_bundled
from incidents.management.progress import Progress
from incidents.management.spots import ground_of
from incidents.management.statistics import NotAnalyzed, analyze
from incidents.models import Place

MANY = 20_000
"""From here on indexes and foreign keys are made after the rows, by the owner of the tables."""


class Command(BaseCommand):
    help = (
        "Fill a record with synthetic incidents, published and marked as synthetic; the same seed "
        "and count give the same record. For measuring and trying: never in production."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int, help="how many incidents")
        parser.add_argument("--seed", type=int, default=1, help="default: 1")
        parser.add_argument(
            "--beside", action="store_true", help="although real incidents are published"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Wanted(options["count"], options["seed"], options["beside"])
        progress = Progress(sys.stderr)
        try:
            check(wanted)
            self._lay_ground()
            self._write(wanted, progress)
        except Refused as error:
            raise CommandError(" ".join(f"{o.reason} {o.remedy}" for o in error.refusals)) from None
        finally:
            progress.close()
        self.stdout.write(f"{wanted.count:,} synthetic incidents, seed {wanted.seed}.")
        try:
            analyze()
        except (Error, NotAnalyzed) as error:
            self.stderr.write(f"The database's statistics were not renewed: {str(error).strip()}")

    def _write(self, wanted: Wanted, progress: Progress) -> None:
        ground = ground_of(wanted.seed, wanted.count)
        if wanted.count < MANY:
            synthesize(wanted, ground, progress)
            return

        def tell(share: float) -> None:
            progress("index", round(share * wanted.count), share)

        with as_owner(), bare(TABLES, tell):
            synthesize(wanted, ground, progress)

    def _lay_ground(self) -> None:
        """Vocabularies, actors, units and places, where the record has none yet."""
        load_seeds(by=SIGNATURE)
        if not Place.objects.filter(feature_class="P").exists():
            load_bundled(by=SIGNATURE)
