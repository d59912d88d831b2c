"""`manage.py load_places`: the units and the small gazetteer that come with the product."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from incidents.management.loading import load_bundled, said


class Command(BaseCommand):
    help = (
        "Load countries, regions, districts and the bundled gazetteer (no network needed). "
        "Twice changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        units, places = load_bundled()
        if options["verbosity"]:
            self.stdout.write(said("Units", units))
            self.stdout.write(said("Places", places))
