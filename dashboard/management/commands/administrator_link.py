from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from incidents.actions.administrators import issue_link
from incidents.readers.administrators import administrator_exists


class Command(BaseCommand):
    help = "Print the one-time address that makes an administrator; it works for one hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--another", action="store_true", help="although there is an administrator already"
        )

    def handle(self, *arguments: Any, another: bool, **options: Any) -> None:
        if administrator_exists() and not another:
            raise CommandError("There is an administrator already: --another makes one more.")
        site = settings.PUBLIC_URL or "http://127.0.0.1:8000"
        self.stdout.write(site + reverse("set-up", args=[issue_link()]))
