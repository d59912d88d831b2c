"""read → parse → compare → store. A refused row is data; only the last step opens a transaction.

The file is walked once: what each line is stands afterwards in staging tables, and what is new
waits there. Lines that change what stands are read again when they are stored. So nothing is stored
of a file with a refused line, and memory stays flat.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from pathlib import Path

from incidents.actions.signing import Signature
from incidents.actions.staged_store import Staged
from incidents.actions.staging import Staging, staging
from incidents.actions.store import alone, store_staged
from incidents.formats import FORMATS
from incidents.formats.reading import Format, Reading, writes_month_first
from incidents.formats.tabular import TableError, open_table
from incidents.importing.examining import Examiner
from incidents.importing.outcome import Outcome, Plan, Refusal, Verdict, Watch, quiet
from incidents.importing.refused_file import write_refused
from incidents.models import Dataset, ImportRun
from incidents.readers.imports import missing_seeds, names
from incidents.values import Role

__all__ = ["Outcome", "Plan", "Refusal", "Verdict", "Watch", "Within", "quiet", "run"]
SAMPLE = 2000
SELDOM = 50_000
"""New objects after which Python looks for cycles among them."""
Within = Callable[[int], AbstractContextManager[object]]
"""Makes what is put around the writing of so many new incidents."""


def run(
    name: str, plan: Plan, *, by: Signature, watch: Watch = quiet, within: Within = nullcontext
) -> Outcome:
    """Import one file in the format of that name; all of it or nothing.

    A refused line stops the storing, not the reading, unless `plan.skip_refused`. `within` is put
    around the writing of new incidents. Raises TableError for a file that is not of the format,
    Refused where another import of the data set runs, PermissionDenied where `by` may not do this.
    """
    by.require(Role.ADMINISTRATOR if plan.publish else Role.ANALYST)
    form = FORMATS[name]
    if missing_seeds(form.DATASET, form.SOURCE):
        raise TableError("The vocabularies are not loaded.", "Run `manage.py load_seeds` first.")
    with alone(form.DATASET), staging() as staged, _collecting_seldom():
        importer = _Import(form, plan, watch, staged)
        importer.examine()
        outcome = importer.outcome
        stopped = outcome.refused and not plan.skip_refused
        if not plan.dry_run and not stopped:
            importer.store(by, within)
        return outcome


class _Import:
    """One file on its way."""

    def __init__(self, form: Format, plan: Plan, watch: Watch, staged: Staging) -> None:
        self.form = form
        self.plan = plan
        self.watch = watch
        self.staging = staged
        self.outcome = Outcome()
        self.stamp = self._stamp()
        reading = self._reading()
        self.outcome.release = reading.release
        self.examiner = Examiner(form, reading, plan, self.outcome, staged)

    def examine(self) -> None:
        """Read, parse and compare every line; write the refused ones to their file."""
        self.watch("read", 0, 0.0)
        with open_table(self.plan.path) as table:
            for rows in self.examiner.examine(table):
                self.watch("read", rows, table.share())
        self.examiner.compare_within()
        if self.outcome.refused and self.plan.refused_to:
            write_refused(self.plan.refused_to, self.plan.path, self.staging.refused())

    def store(self, by: Signature, within: Within) -> None:
        """Store what is new or changed, in one transaction."""
        if self._stamp() != self.stamp:
            raise TableError(
                f"{self.plan.path.name} changed while it was read.", "Import it again."
            )
        outcome, lines = self.outcome, self.examiner.lines
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
        self.watch("store", 0, 0.0)
        staged = Staged(
            lines=lines,
            rows=self.examiner.staged[Verdict.NEW],
            documents=self.examiner.staged[Verdict.DOCUMENT],
            same=Verdict.SAME,
            document=Verdict.DOCUMENT,
            tell=lambda done: self.watch("store", done, done / lines if lines else 1.0),
            within=within,
        )
        done = store_staged(staged, self.examiner.batches(), by=by, run=run)
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


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Rows hold no cycles: looking for them took a sixth of the time."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
