"""Who says what: by speaker, contradictions side by side, silences on lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.dossier.lines import line_of
from dashboard.dossier.parts import Line, Reader, Row, Speaker, Voice
from dashboard.dossier.speakers import speaker_of

LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class _Said:
    speaker: Speaker
    line: Line
    block: int
    """Number of the contradiction that it belongs to; 0 for none."""

    @property
    def silent(self) -> bool:
        return self.line.silent and not self.block


def voices(claims: Sequence[Row], reader: Reader, *, places: tuple[str, ...] = ()) -> list[Voice]:
    """Every claim once.

    A speaker's claims stand together where its first one stands. Claims that contradict each
    other form one block, after the speaker who comes first in it. Silences close the list.
    """
    others = {claim["id"]: claim for claim in claims}
    blocks = _blocks(claims)
    said = [
        _Said(
            speaker_of(claim, reader),
            line_of(claim, reader, others=others, places=places),
            blocks.get(claim["id"], 0),
        )
        for claim in claims
    ]
    return [
        Voice(
            speaker=group[0].speaker,
            lines=tuple(one.line for one in group),
            contested=bool(group[0].block),
            silent=group[0].silent,
        )
        for group in _groups(said)
    ]


def _groups(said: Sequence[_Said]) -> list[list[_Said]]:
    first_of_speaker: dict[tuple[str, str], int] = {}
    first_of_block: dict[int, int] = {}
    for place, one in enumerate(said):
        if not one.silent:
            first_of_speaker.setdefault(one.speaker.key, place)
            first_of_block.setdefault(one.block, first_of_speaker[one.speaker.key])

    def position(one: _Said) -> tuple[int, int]:
        if one.silent:
            return LAST, 0
        if one.block:
            return first_of_block[one.block], one.block
        return first_of_speaker[one.speaker.key], 0

    def group(one: _Said) -> tuple[object, ...]:
        return one.silent, one.block, one.speaker.key

    return [list(found) for _, found in groupby(sorted(said, key=position), group)]


def _blocks(claims: Sequence[Row]) -> dict[str, int]:
    """The number of the block, from 1, of each claim at either end of a contradiction."""
    known = {claim["id"] for claim in claims}
    ends = {
        claim["id"]: known.intersection(claim["contradicts"] + claim["contradicted_by"])
        for claim in claims
    }
    numbers: dict[str, int] = {}
    for number, claim in enumerate(ends, start=1):
        waiting = [claim] if ends[claim] and claim not in numbers else []
        while waiting:
            reached = waiting.pop()
            if reached not in numbers:
                numbers[reached] = number
                waiting += ends[reached]
    return numbers
