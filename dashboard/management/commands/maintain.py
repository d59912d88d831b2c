from __future__ import annotations

import os
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
from incidents.readers.waiting import something_waits
from incidents.snapshot import build

HOUR = 3600.0
BEAT = 60.0
LOOK = 0.5
"""Seconds between two looks at the outbox: readers have a change within two."""


class Command(BaseCommand):
    help = (
        "The worker: builds what changes leave to be done (the snapshot), at once; and forgets "
        "what has expired, every hour."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then the end")
        parser.add_argument(
            "--alive", action="store_true", help="only tell whether another process maintains"
        )
        parser.add_argument(
            "--end-with",
            type=int,
            metavar="PID",
            help="end when this process, which ran the command, ends, however it ends",
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        beat = settings.DATA_DIR / "maintain.beat"
        if options["alive"]:
            self._tell(beat)
        elif options["once"]:
            self._hourly()
            self._build()
        else:
            self._rounds(beat, options["end_with"])

    def _tell(self, beat: Path) -> None:
        if not beat.exists() or time.time() - beat.stat().st_mtime > 3 * BEAT:
            raise CommandError("nothing maintains this record")
        self.stdout.write("maintained")

    def _rounds(self, beat: Path, parent: int | None) -> None:
        """Go on until a signal; a database that is away for a while is no reason to end."""
        ended = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *signal_and_frame: ended.set())
        beat.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        hourly = beating = 0.0
        while not ended.is_set() and parent in (None, os.getppid()):
            now = time.monotonic()
            if now >= beating:
                beat.touch()
                beating = now + BEAT
            try:
                if now >= hourly:
                    self._hourly()
                    self._build()
                    hourly = now + HOUR
                elif something_waits():
                    self._build()
            except DatabaseError as error:
                self.stderr.write(f"the database is away: {error}")
                connections.close_all()
                ended.wait(5)
            ended.wait(LOOK)
        connections.close_all()

    def _hourly(self) -> None:
        call_command("clearsessions")
        links = forget_dead_links()
        self._say(f"expired sessions are gone, and {links} one-time addresses")

    def _build(self) -> None:
        began = time.monotonic()
        built = build()
        if built and built.files:
            seconds = time.monotonic() - began
            self._say(f"snapshot: {len(built.parts)} parts, {built.files} files, {seconds:.1f} s")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
