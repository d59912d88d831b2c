"""read → parse → compare → store. A refused row is data; only the last step opens a transaction.

The file is walked twice: once to see what each line is, once to store those that are new or
changed. So nothing is stored of a file with a refused line, and memory stays flat.
"""

from __future__ import annotations

import csv
import enum
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Self, TypeVar

from incidents.actions.signing import Signature
from incidents.actions.store import Batch, alone, store_batches
from incidents.formats import FORMATS
from incidents.formats.reading import Format, Reading, writes_month_first
from incidents.formats.tabular import Line, Table, TableError, open_table
from incidents.models import Dataset, ImportRun
from incidents.readers.imports import Stored, known, missing_seeds, names
from incidents.readers.locating import Located, Locator, locator
from incidents.values import NewIncident, NewSite, OutOfScope, Precision, Role, RowError

T = TypeVar("T")
CHUNK = 1000
SAMPLE = 2000
MOST_KEPT = 1000
"""Refused lines that the answer names; the file of refused lines holds all of them."""
BY_POINT = frozenset(set(Precision) - {Precision.AREA, Precision.COUNTRY})
"""Precisions with which a point tells the units that it lies in."""
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


def quiet(step: str, rows: int, share: float) -> None:
    """Watches nothing."""


def run(name: str, plan: Plan, *, by: Signature, watch: Watch = quiet) -> Outcome:
    """Import one file in the format of that name; all of it or nothing.

    A refused line stops the storing, not the reading, unless `plan.skip_refused`. Raises
    TableError for a file that is not of the format, Refused where another import of the data set
    runs, PermissionDenied where `by` may not do this.
    """
    by.require(Role.ADMINISTRATOR if plan.publish else Role.ANALYST)
    form = FORMATS[name]
    if missing_seeds(form.DATASET, form.SOURCE):
        raise TableError("The vocabularies are not loaded.", "Run `manage.py load_seeds` first.")
    with alone(form.DATASET):
        importer = _Import(form, plan, watch)
        importer.examine()
        outcome = importer.outcome
        stopped = outcome.refused and not plan.skip_refused
        if not plan.dry_run and not stopped:
            importer.store(by)
        return outcome


class _Import:
    """One file on its way."""

    def __init__(self, form: Format, plan: Plan, watch: Watch) -> None:
        self.form = form
        self.plan = plan
        self.watch = watch
        self.outcome = Outcome()
        self.verdicts = bytearray()
        self.seen: dict[str, tuple[int, bytes]] = {}
        self.stamp = self._stamp()
        self.reading = self._reading()
        self.outcome.release = self.reading.release

    def examine(self) -> None:
        """Read, parse and compare every line; write the refused ones to their file."""
        self.watch("read", 0, 0.0)
        with ExitStack() as stack:
            table = stack.enter_context(open_table(self.plan.path))
            refused = stack.enter_context(_RefusedFile(self.plan, table))
            for chunk in _chunks(table.lines):
                self._examine(chunk, refused)
                self.watch("read", len(self.verdicts), table.share())

    def store(self, by: Signature) -> None:
        """Store what is new or changed, in one transaction."""
        if self._stamp() != self.stamp:
            raise TableError(
                f"{self.plan.path.name} changed while it was read.", "Import it again."
            )
        outcome = self.outcome
        run = ImportRun(
            dataset=Dataset.objects.get(key=self.form.DATASET),
            release=outcome.release,
            file_name=self.plan.path.name[:255],
            file_sha256=_digest(self.plan.path),
            signed=by.name,
            new=outcome.new,
            changed=outcome.changed,
            same=outcome.same,
            refused=outcome.refused,
            out_of_scope=outcome.out_of_scope,
            published=self.plan.publish,
        )
        done = store_batches(self._batches(), by=by, publish=self.plan.publish, run=run)
        outcome.published = done.published
        outcome.stored = True

    def _stamp(self) -> tuple[int, int]:
        try:
            found = self.plan.path.stat()
        except OSError as error:
            reason = f"{self.plan.path.name} cannot be read: {error.strerror}."
            raise TableError(reason, "Check the path.") from None
        return found.st_size, found.st_mtime_ns

    def _reading(self) -> Reading:
        """The file's release, its way with days, and who is who."""
        with open_table(self.plan.path) as table:
            self.form.check(table.name, table.columns)
            rows = (line.cells for line in islice(table.lines, SAMPLE))
            month_first = writes_month_first(rows, self.form.DAYS)
            told = (self.form.release_of(one) for one in (self.plan.path.name, table.name))
            release = self.plan.release or next(filter(None, told), "")
        return Reading(release=release, names=names(), month_first=month_first)

    def _examine(self, chunk: Sequence[Line], refused: _RefusedFile) -> None:
        parsed = [self._parsed(line) for line in chunk]
        keys = [one.row.key for one in parsed if isinstance(one, _Parsed)]
        stored = known(self.form.DATASET, keys)
        for line, one in zip(chunk, parsed, strict=True):
            if isinstance(one, _Parsed):
                verdict = self._compared(one, stored.get(one.row.key))
            elif isinstance(one, OutOfScope):
                verdict = Verdict.OUT_OF_SCOPE
                self.outcome.elsewhere[str(one)] += 1
            else:
                verdict = Verdict.REFUSED
                refused.write(line, one)
                if len(self.outcome.refusals) < MOST_KEPT:
                    self.outcome.refusals.append(Refusal(line.number, one.field, one.reason))
            self.verdicts.append(verdict)
            self.outcome.counts[verdict] += 1

    def _parsed(self, line: Line) -> _Parsed | RowError | OutOfScope:
        if line.error is not None:
            return line.error
        try:
            row = self.form.parse(line.cells, self.reading)
        except (RowError, OutOfScope) as error:
            return error
        fingerprint = row.fingerprint()
        short = bytes.fromhex(fingerprint[:16])
        first, said = self.seen.setdefault(row.key, (line.number, short))
        if said != short:
            return RowError(self.form.KEY, f"{row.key} stands already, otherwise, in line {first}")
        return _Parsed(row, fingerprint, again=first != line.number)

    def _compared(self, one: _Parsed, stored: Stored | None) -> Verdict:
        if one.again:
            return Verdict.SAME
        if stored is None:
            return Verdict.NEW
        release = one.row.report.release
        older = stored.is_newer_than(release)
        self.outcome.older += older
        if stored.fingerprint == one.fingerprint or older:
            return Verdict.SAME if release in stored.releases else Verdict.DOCUMENT
        return Verdict.CHANGED

    def _batches(self) -> Iterator[Batch]:
        """What is to be stored, read again."""
        where = locator()
        done, total = 0, len(self.verdicts)
        self.watch("store", 0, 0.0)
        with open_table(self.plan.path) as table:
            for chunk in _chunks(zip(table.lines, self.verdicts, strict=True)):
                batch = Batch()
                for line, verdict in chunk:
                    if verdict <= Verdict.DOCUMENT:
                        self._sort(batch, line, Verdict(verdict), where)
                yield batch
                done += len(chunk)
                self.watch("store", done, done / total)

    def _sort(self, batch: Batch, line: Line, verdict: Verdict, where: Locator) -> None:
        if verdict is Verdict.SAME and not self.plan.publish:
            return
        row = self.form.parse(line.cells, self.reading)
        if verdict is Verdict.SAME:
            batch.same.append(row)
        elif verdict is Verdict.DOCUMENT:
            batch.documents.append(row)
        else:
            rows = batch.new if verdict is Verdict.NEW else batch.changed
            rows.append((_placed(row, where), row.fingerprint()))


@dataclass(frozen=True, slots=True)
class _Parsed:
    row: NewIncident
    fingerprint: str
    again: bool
    """True for a line that repeats an earlier one word for word."""


class _RefusedFile:
    """The refused lines as they came, with two columns more; made with the first of them."""

    def __init__(self, plan: Plan, table: Table) -> None:
        self.path = plan.refused_to
        self.header = (*table.header, "refused_field", "refused_reason")
        self.stack = ExitStack()
        self.lines: Callable[[Sequence[str]], object] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.stack.close()

    def write(self, line: Line, error: RowError) -> None:
        if self.path is None:
            return
        if self.lines is None:
            file = self.stack.enter_context(self.path.open("w", encoding="utf-8", newline=""))
            self.lines = csv.writer(file).writerow
            self.lines(self.header)
        width = len(self.header) - 2
        raw = [*line.raw, *[""] * width][:width]
        self.lines([*raw, error.field, error.reason])


def _placed(row: NewIncident, where: Locator) -> NewIncident:
    return replace(row, sites=tuple(_in_units(site, row, where) for site in row.sites))


def _in_units(site: NewSite, row: NewIncident, where: Locator) -> NewSite:
    """The site with the units of its country in which it lay on the first day.

    By its point where that tells them, else by the data set's own names.
    """
    found = Located()
    if site.latitude is not None and site.longitude is not None and site.precision in BY_POINT:
        found = where.locate(site.latitude, site.longitude, on=row.start)
        if found.country != site.country:
            found = Located()
    first, second = (
        (name and where.unit_named(name, country=site.country, level=level, on=row.start))
        for level, name in ((1, site.admin1_name), (2, site.admin2_name))
    )
    district = "" if site.precision == Precision.ADMIN1 else found.admin2_key or second
    return replace(site, admin1=found.admin1_key or first, admin2=district)


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while chunk := list(islice(left, CHUNK)):
        yield chunk


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
