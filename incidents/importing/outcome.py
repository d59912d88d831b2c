"""What is asked of an import, and what it finds."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

MOST_KEPT = 1000
"""Refused lines that the answer names; the file of refused lines holds all of them."""
Watch = Callable[[str, int, float], None]
"""Called now and then with the step, the rows so far and the share done (0 to 1)."""


class Verdict(enum.IntEnum):
    """What a line is, compared with what the record knows."""

    NEW = 0
    CHANGED = 1
    SAME = 2
    DOCUMENT = 3
    """The same again in another release, or an older release's word: one more document."""
    REFUSED = 4
    OUT_OF_SCOPE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is asked for."""

    path: Path
    release: str = ""
    """Empty: as the file name tells."""
    publish: bool = False
    dry_run: bool = False
    skip_refused: bool = False
    """Store the good lines although others are refused."""
    refused_to: Path | None = None
    """Where refused lines are written, with the reason."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that was not taken: where, and why."""

    line: int
    field: str
    reason: str


@dataclass(slots=True)
class Outcome:
    """What an import found, and whether it was stored."""

    release: str = ""
    counts: Counter[Verdict] = field(default_factory=Counter)
    older: int = 0
    """Lines of which a later release has spoken already; they change no incident."""
    refusals: list[Refusal] = field(default_factory=list)
    """The first of them."""
    elsewhere: Counter[str] = field(default_factory=Counter)
    """Countries outside the region."""
    published: int = 0
    """Incidents that waited for review and are published now."""
    stored: bool = False

    @property
    def new(self) -> int:
        return self.counts[Verdict.NEW]

    @property
    def changed(self) -> int:
        return self.counts[Verdict.CHANGED]

    @property
    def same(self) -> int:
        return self.counts[Verdict.SAME] + self.counts[Verdict.DOCUMENT]

    @property
    def refused(self) -> int:
        return self.counts[Verdict.REFUSED]

    @property
    def out_of_scope(self) -> int:
        return self.counts[Verdict.OUT_OF_SCOPE]

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    def __str__(self) -> str:
        return (
            f"{self.new} new, {self.changed} changed, {self.same} same, {self.refused} refused, "
            f"{self.out_of_scope} outside the region"
        )

    def refuse(self, refusal: Refusal) -> None:
        """Name a refused line, if it is among the first."""
        self.refusals.append(refusal)
        if len(self.refusals) > MOST_KEPT:
            self.refusals.sort(key=lambda one: one.line)
            self.refusals.pop()


def quiet(step: str, rows: int, share: float) -> None:
    """Watches nothing."""
