"""How far a long command is: a bar on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

WIDTH = 24
REDRAW = 0.1
"""Seconds between two states of the bar."""
LINE = 10.0
"""Seconds between two plain lines."""


class Progress:
    """Tells the step, the share done, rows a second and the time left."""

    def __init__(self, out: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.out = out
        self.clock = clock
        self.terminal = out.isatty()
        self.step = ""
        self.began = self.told = clock()

    def __call__(self, step: str, rows: int, share: float) -> None:
        now = self.clock()
        if step != self.step:
            self.close()
            self.step, self.began, self.told = step, now, now
        elif now - self.told < (REDRAW if self.terminal else LINE) and share < 1:
            return
        self.told = now
        self._tell(rows, share, max(now - self.began, 1e-6))

    def close(self) -> None:
        """End the line of the bar, so that what follows stands below it."""
        if self.step and self.terminal:
            self.out.write("\n")
        self.step = ""

    def _tell(self, rows: int, share: float, seconds: float) -> None:
        left = seconds / share - seconds if share > 0 else 0.0
        told = f"{share:4.0%} {rows:,} rows, {rows / seconds:,.0f} rows/s, {_clock(left)} left"
        if self.terminal:
            bar = "█" * round(share * WIDTH)
            self.out.write(f"\r{self.step} {bar:░<{WIDTH}} {told}\x1b[K")
        else:
            self.out.write(f"{self.step}: {told}\n")
        self.out.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
