from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from dashboard.connections import as_owner


class Command(migrate.Command):
    """Django's own, as the owner of the tables: the application's role may not change them."""

    def handle(self, *arguments: Any, **options: Any) -> None:
        with as_owner():
            super().handle(*arguments, **options)
