"""`manage.py load_seeds`: what imports into an empty record need."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from incidents.actions.seeds import load_seeds
from incidents.actions.signing import Signature


class Command(BaseCommand):
    help = "Load vocabularies, data sets, sources, actors and relations; twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = load_seeds(by=Signature(label="seeds"))
        if options["verbosity"]:
            self.stdout.write(said(counts))


def said(counts: dict[str, int]) -> str:
    """One line: what was added or changed."""
    return "Seeds: " + ", ".join(f"{count} {name}" for name, count in counts.items())
