"""What each line of a file is, compared with the record and with the lines before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeVar

from incidents.actions.staged_rows import NewRow, has_own_document
from incidents.actions.staging import Staging, Told
from incidents.actions.store import Batch
from incidents.actions.twins import partners
from incidents.formats.fields import text
from incidents.formats.reading import Format, Reading
from incidents.formats.tabular import Line, Table, open_table
from incidents.importing.digests import digests
from incidents.importing.outcome import Outcome, Plan, Refusal, Verdict
from incidents.importing.placing import Placer
from incidents.readers.imports import Releases, Stored, is_older, known, releases
from incidents.readers.locating import locator
from incidents.values import NewIncident, OutOfScope, RowError

T = TypeVar("T")
CHUNK = 1000
PRINT = 16
"""Digits of a fingerprint by which lines of one file are told apart."""
NO_DIGEST = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """A line that could be read, or is known by its digest to say what stands."""

    key: str
    fingerprint: str
    row: NewIncident | None = None


_Found = _Read | RowError | OutOfScope
_Ready = tuple[Verdict, int, NewIncident, str]
"""What may be staged: what it is, the place of its line, the row and its fingerprint."""


class Examiner:
    """Walks a file once, and stages what is new in it."""

    def __init__(
        self, form: Format, reading: Reading, plan: Plan, outcome: Outcome, staging: Staging
    ) -> None:
        self.form = form
        self.reading = reading
        self.plan = plan
        self.outcome = outcome
        self.staging = staging
        self.verdicts = bytearray()
        self.left = bytearray()
        """1 for a line that is read again when it is stored."""
        self.staged: Counter[Verdict] = Counter()

    @property
    def lines(self) -> int:
        return len(self.verdicts)

    @cached_property
    def _placer(self) -> Placer:
        return Placer(locator())

    def examine(self, table: Table) -> Iterator[int]:
        """Yields the number of lines read, now and then."""
        self._digest = digests(self.reading, table.columns)
        for chunk in _chunks(table.lines):
            self._examine(chunk)
            yield self.lines

    def compare_within(self) -> None:
        """Lines with the key of an earlier one: the same again, or refused."""
        gone: list[int] = []
        refused: list[tuple[int, str, str]] = []
        for one in self.staging.again():
            verdict = Verdict.SAME
            if not one.said:
                verdict = Verdict.REFUSED
                reason = f"{one.key} stands already, otherwise, in line {one.first}"
                refused.append((one.place, self.form.KEY, reason))
                self.outcome.refuse(Refusal(one.number, self.form.KEY, reason))
            self.outcome.counts[Verdict(one.verdict)] -= 1
            self.outcome.counts[verdict] += 1
            self.outcome.older -= one.older
            self.staged[Verdict(one.verdict)] -= not self.left[one.place]
            self.verdicts[one.place], self.left[one.place] = verdict, 0
            gone.append(one.place)
        self.outcome.refusals.sort(key=lambda refusal: refusal.line)
        self.staging.refuse(refused)
        if gone:
            self.staging.drop(gone)

    def batches(self) -> Iterator[Batch]:
        """What is not staged and to be stored, read again."""
        if not any(self.left):
            return
        with open_table(self.plan.path) as table:
            for chunk in _chunks(zip(table.lines, self.verdicts, self.left, strict=True)):
                batch = Batch()
                for line, verdict, left in chunk:
                    if left:
                        self._sort(batch, line, Verdict(verdict))
                yield batch

    def _sort(self, batch: Batch, line: Line, verdict: Verdict) -> None:
        row = self.form.parse(line.cells, self.reading)
        if verdict is Verdict.DOCUMENT:
            batch.documents.append(row)
        else:
            rows = batch.new if verdict is Verdict.NEW else batch.changed
            rows.append((self._placer.placed(row), row.fingerprint()))

    def _examine(self, chunk: Sequence[Line]) -> None:
        stored = known(self.form.DATASET, {_key(line, self.form.KEY) for line in chunk})
        found = [self._read(line, stored) for line in chunk]
        parsed = {one.key for one in found if isinstance(one, _Read) and one.row}
        kept = releases(self.form.DATASET, parsed) if parsed else {}
        ready: list[_Ready] = []
        told: list[Told] = []
        refused: list[tuple[int, str, str]] = []
        for line, one in zip(chunk, found, strict=True):
            place = self.lines
            verdict, left = Verdict.OUT_OF_SCOPE, False
            if isinstance(one, _Read):
                said = self._told(line, one, stored.get(one.key), kept)
                verdict = Verdict(said.verdict)
                told.append(said)
                if one.row and _may_be_staged(one.row, verdict, kept):
                    ready.append((verdict, place, one.row, one.fingerprint))
                else:
                    left = verdict is not Verdict.SAME
            elif isinstance(one, OutOfScope):
                self.outcome.elsewhere[str(one)] += 1
            else:
                verdict = Verdict.REFUSED
                refused.append((place, one.field, one.reason))
                self.outcome.refuse(Refusal(line.number, one.field, one.reason))
            self.verdicts.append(verdict)
            self.left.append(left)
            self.outcome.counts[verdict] += 1
        self._stage(ready)
        self.staging.tell(told)
        self.staging.refuse(refused)

    def _read(self, line: Line, stored: Mapping[str, Stored]) -> _Found:
        if line.error is not None:
            return line.error
        key = _key(line, self.form.KEY)
        stands = stored.get(key)
        if stands and stands.digest == self._digest(line.raw, stands.fingerprint):
            return _Read(key, stands.fingerprint)
        try:
            row = self.form.parse(line.cells, self.reading)
        except (RowError, OutOfScope) as error:
            return error
        return _Read(row.key, row.fingerprint(), row)

    def _told(self, line: Line, one: _Read, stored: Stored | None, kept: Releases) -> Told:
        verdict, older, digest = Verdict.SAME, False, NO_DIGEST
        if one.row is not None:
            verdict, older = self._compared(one, one.row, stored, kept)
            if not older:
                digest = self._digest(line.raw, one.fingerprint)
        return Told(
            self.lines, line.number, one.key, one.fingerprint[:PRINT], verdict, older, digest
        )

    def _compared(
        self, one: _Read, row: NewIncident, stored: Stored | None, kept: Releases
    ) -> tuple[Verdict, bool]:
        """What a line is, and whether it is older than what stands."""
        if stored is None:
            return Verdict.NEW, False
        release, documents = row.report.release, kept.get(row.key, frozenset())
        older = is_older(release, documents)
        self.outcome.older += older
        if stored.fingerprint == one.fingerprint or older:
            return (Verdict.SAME if release in documents else Verdict.DOCUMENT), older
        return Verdict.CHANGED, False

    def _stage(self, ready: Sequence[_Ready]) -> None:
        """Not where it is clear already that nothing will be stored."""
        stopped = self.outcome.refused and not self.plan.skip_refused
        if ready and not stopped and not self.plan.dry_run:
            self.staging.add(
                [
                    NewRow(place, row, self._placer.units(row), said)
                    for verdict, place, row, said in ready
                    if verdict is Verdict.NEW
                ],
                [(place, row) for verdict, place, row, _ in ready if verdict is Verdict.DOCUMENT],
            )
            self.staged.update(verdict for verdict, *_ in ready)


def _key(line: Line, column: str) -> str:
    return text(line.cells, column)


def _may_be_staged(row: NewIncident, verdict: Verdict, kept: Releases) -> bool:
    """Not what a twin may hide, nor what brings documents that may be kept already."""
    if verdict is Verdict.NEW:
        fresh = row.report.release not in kept.get(row.key, ())
        return fresh and has_own_document(row) and (row.dataset, row.key) not in partners()
    return verdict is Verdict.DOCUMENT and has_own_document(row)


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while chunk := list(islice(left, CHUNK)):
        yield chunk
