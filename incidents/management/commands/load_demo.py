"""`manage.py load_demo`: the demo record and all that it stands on."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError

from incidents.actions.demo import load_demo
from incidents.actions.seeds import load_seeds
from incidents.actions.signing import Signature
from incidents.management.commands.load_seeds import said
from incidents.values import RowError


class Command(BaseCommand):
    help = "Load seeds, places and 66 real incidents, published; a second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        verbosity, by = options["verbosity"], Signature(label="demo import")
        seeds = load_seeds(by=by)
        if "load_places" in get_commands():
            call_command("load_places", verbosity=verbosity)
        try:
            demo = load_demo(by=by)
        except RowError as error:
            raise CommandError(f"The demo record does not fit: {error}") from error
        if verbosity:
            self.stdout.write(said(seeds))
            self.stdout.write(
                f"Demo: {demo.new} new, {demo.changed} changed, {demo.same} same; "
                f"{demo.links} links added"
            )
