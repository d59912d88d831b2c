from __future__ import annotations

import signal
import threading
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections

from incidents.actions.administrators import forget_dead_links

HOUR = 3600.0
BEAT = 60.0


class Command(BaseCommand):
    help = "Forget what has expired, every hour: sessions and one-time addresses."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then the end")
        parser.add_argument(
            "--alive", action="store_true", help="only tell whether another process maintains"
        )

    def handle(self, *arguments: Any, once: bool, alive: bool, **options: Any) -> None:
        if alive:
            self._tell(settings.DATA_DIR / "maintain.beat")
        elif once:
            self._round()
        else:
            self._rounds(settings.DATA_DIR / "maintain.beat")

    def _tell(self, beat: Path) -> None:
        if not beat.exists() or time.time() - beat.stat().st_mtime > 3 * BEAT:
            raise CommandError("nothing maintains this record")
        self.stdout.write("maintained")

    def _rounds(self, beat: Path) -> None:
        """Go on until a signal; a database that is away for a while is no reason to end."""
        ended = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *signal_and_frame: ended.set())
        beat.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        due = 0.0
        while not ended.is_set():
            if time.monotonic() >= due:
                try:
                    self._round()
                    due = time.monotonic() + HOUR
                except DatabaseError as error:
                    self.stderr.write(f"the database is away: {error}")
            connections.close_all()
            beat.touch()
            ended.wait(BEAT)

    def _round(self) -> None:
        call_command("clearsessions")
        links = forget_dead_links()
        self.stdout.write(f"expired sessions are gone, and {links} one-time addresses")
        self.stdout.flush()
