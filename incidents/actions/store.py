"""Incidents of a data set, many at once: all of them or none."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.actions.bulk import Ids, check_references, copy_in
from incidents.actions.documents import documents_of
from incidents.actions.hiding import hide_together
from incidents.actions.reconcile import Kept, reconcile
from incidents.actions.refusals import refused
from incidents.actions.register import Register
from incidents.actions.rows import Builder, Built
from incidents.actions.signing import Signature, signed
from incidents.actions.staged_store import (
    Staged,
    insert_staged,
    publish_standing,
    remember_lines,
)
from incidents.actions.twins import link_twins, reasons
from incidents.models import (
    Claim,
    ExactSite,
    ImportRun,
    Incident,
    Participation,
    Site,
)
from incidents.values import NewIncident, Status

BATCH = 500
TABLES = (Site, ExactSite, Participation, Claim)
Row = tuple[NewIncident, str]
"""An incident and the fingerprint under which it will be known."""


@dataclass(slots=True)
class Batch:
    """What one part of an import brings."""

    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    documents: list[NewIncident] = field(default_factory=list)
    """Nothing changes but that one more document says the same, or an older one something else."""
    same: list[NewIncident] = field(default_factory=list)
    """Nothing changes at all; published where it waits for review and the run publishes."""


def store(
    *,
    new: Iterable[NewIncident],
    changed: Iterable[NewIncident] = (),
    by: Signature,
    publish: bool = False,
) -> int:
    """Keep new incidents and replace changed ones, in one transaction; answers how many.

    They land in review, or published where `publish`; what was withdrawn stays so. A changed
    incident keeps its permanent id, its earlier documents, its claims' ids and whatever people
    added; what stood before is in the history. Raises RowError for a key that is not known.
    """
    batches = chain(
        (Batch(new=part) for part in _parts(new)), (Batch(changed=part) for part in _parts(changed))
    )
    return store_batches(batches, by=by, publish=publish).stored


@dataclass(frozen=True, slots=True)
class Done:
    """How many incidents a run stored, and how many that waited for review it published."""

    stored: int
    published: int


def store_batches(
    batches: Iterable[Batch], *, by: Signature, publish: bool = False, run: ImportRun | None = None
) -> Done:
    """Store batches as they come, in one transaction: all of them or none."""
    with signed(by):
        if run is not None:
            run.save()
        writer = _Writer(by=by, publish=publish, run=run)
        for batch in batches:
            writer.write(batch)
        writer.join_twins()
    return Done(writer.stored, writer.published)


def store_staged(
    staged: Staged, batches: Iterable[Batch], *, by: Signature, run: ImportRun
) -> Done:
    """Store what was staged, and batches of what was not, in one transaction."""
    with signed(by):
        run.save()
        writer = _Writer(by=by, publish=run.published, run=run)
        for batch in batches:
            writer.write(batch)
        writer.take(staged, run.dataset_id)
        writer.join_twins()
    return Done(writer.stored, writer.published)


@contextmanager
def alone(dataset: str) -> Iterator[None]:
    """Within: nobody else imports into this data set. Raises Refused where somebody does.

    The lock is the connection's: it ends with it, whatever ends the connection.
    """
    name = f"vigie import {dataset}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
        if cursor.fetchone() != (True,):
            raise refused(
                "dataset",
                _("Another import of %(dataset)s is running.") % {"dataset": dataset},
                _("Wait until it ends, then start this one again."),
            )
        try:
            yield
        finally:
            if connection.is_usable():
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])


def _parts(rows: Iterable[NewIncident]) -> Iterator[list[Row]]:
    left = iter(rows)
    while part := list(islice(left, BATCH)):
        yield [(row, row.fingerprint()) for row in part]


class _Writer:
    """One run: what the keys mean is read once, rows go out in bulk."""

    def __init__(self, *, by: Signature, publish: bool, run: ImportRun | None) -> None:
        self.by = by
        self.publish = publish
        self.now: datetime = timezone.now()
        self.builder = Builder(Register())
        self.incident_ids = Ids(Incident)
        self.ids: Mapping[type[Model], Ids] = {table: Ids(table) for table in TABLES}
        self.stored = 0
        self.published = 0
        self.datasets = {run.dataset.key} if run else set[str]()

    def write(self, batch: Batch) -> None:
        rows = [row for row, _ in chain(batch.new, batch.changed)]
        self._keep_documents(chain(rows, batch.documents))
        self._add(batch.new)
        self._change(batch.changed)
        self._add_documents(batch.documents)
        if self.publish:
            self._publish([*batch.documents, *batch.same])
        self.stored += len(rows)
        check_references()

    def take(self, staged: Staged, dataset: int) -> None:
        """What the staging tables hold."""
        user = self.by.user
        standing = {
            **self._standing(),
            "signed": self.by.name,
            "created_by_id": user.pk if user else None,
        }
        publisher = standing.pop("published_by")
        standing["published_by_id"] = publisher.pk if publisher else None
        if staged.rows or staged.documents:
            check_references()
            with staged.within(staged.rows):
                insert_staged(staged, dataset=dataset, standing=standing)
        else:
            staged.tell(staged.lines)
        if self.publish:
            self.published += publish_standing(staged, dataset=dataset, standing=standing)
        remember_lines(dataset)
        self.stored += staged.rows

    def join_twins(self) -> None:
        """Link what the curated record says is one, once all of it is stored."""
        link_twins(datasets=self.datasets, by=self.by)

    def _keep_documents(self, rows: Iterable[NewIncident]) -> None:
        by_dataset: dict[str, list[NewIncident]] = {}
        for row in rows:
            by_dataset.setdefault(row.dataset, []).append(row)
        self.datasets |= by_dataset.keys()
        for some in by_dataset.values():
            documents = self.builder.documents(some[0])
            documents.keep(one for row in some for one in documents_of(row))

    def _add(self, rows: Sequence[Row]) -> None:
        built = []
        reason = reasons((row.dataset, row.key) for row, _ in rows)
        for row, fingerprint in rows:
            hidden = row.sensitive or reason.get((row.dataset, row.key), "")
            incident = Incident(
                pk=self.incident_ids.take(),
                dataset_id=self.builder.register.dataset(row.dataset).pk,
                dataset_key=row.key,
                fingerprint=fingerprint,
                signed=self.by.name,
                created_by=self.by.user,
                hidden_by_link=bool(hidden and not row.sensitive),
                **self._standing(),
            )
            said = replace(row, sensitive=hidden)
            built.append(self.builder.build(said, incident, self._fresh))
        copy_in([one.incident for one in built])
        for name in ("sites", "exact", "participations", "claims", "links"):
            copy_in([row for one in built for row in getattr(one, name)])
        self._join(built)

    def _standing(self) -> dict[str, Any]:
        if not self.publish:
            return {"status": Status.IN_REVIEW, "published_at": None, "published_by": None}
        user = self.by.user
        return {"status": Status.PUBLISHED, "published_at": self.now, "published_by": user}

    def _fresh(self, table: type[Model], key: object) -> int:
        return self.ids[table].take()

    def _change(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        register = self.builder.register
        kept = Kept.of({(register.dataset(row.dataset).pk, row.key) for row, _ in rows})
        built = []
        for row, fingerprint in rows:
            stood = kept.incidents[register.dataset(row.dataset).pk, row.key]
            # What a person has hidden stays hidden, whatever the next release says.
            hidden = replace(row, sensitive=row.sensitive or stood.sensitive)
            incident = copy.copy(stood)
            incident.fingerprint = fingerprint
            incident.hidden_by_link = stood.hidden_by_link and not row.sensitive
            if stood.status != Status.RETRACTED:
                for name, value in self._standing().items():
                    setattr(incident, name, value)
            one = self.builder.build(hidden, incident, kept.id_of(incident, self._fresh))
            if not (row.title_en or stood.composed_title):
                kept.keep_title(stood, one)
            built.append(one)
        reconcile(kept, built)
        self._join(built)
        hide_together([one.incident.pk for one in built if one.incident.same_group is not None])

    def _join(self, built: Sequence[Built]) -> None:
        """The documents and tags of each incident."""
        reports, tags = Incident.reports.through, Incident.tags.through
        ids = [one.incident.pk for one in built]
        kept = set(reports.objects.filter(incident__in=ids).values_list("incident_id", "report_id"))
        copy_in(
            [
                reports(incident_id=one.incident.pk, report_id=report)
                for one in built
                for report in one.reports
                if (one.incident.pk, report) not in kept
            ]
        )
        tagged = set(tags.objects.filter(incident__in=ids).values_list("incident_id", "term_id"))
        copy_in(
            [
                tags(incident_id=one.incident.pk, term_id=term)
                for one in built
                for term in one.tags
                if (one.incident.pk, term) not in tagged
            ]
        )

    def _add_documents(self, rows: Sequence[NewIncident]) -> None:
        ids = self._ids_of(rows)
        documents = Incident.reports.through
        documents.objects.bulk_create(
            (
                documents(
                    incident_id=ids[row.key],
                    report_id=self.builder.documents(row).id_of(row.report),
                )
                for row in rows
            ),
            ignore_conflicts=True,
        )

    def _publish(self, rows: Sequence[NewIncident]) -> None:
        """What stands as it is and waits for review."""
        waiting = Incident.objects.filter(
            pk__in=self._ids_of(rows).values(), status=Status.IN_REVIEW
        )
        self.published += waiting.update(**self._standing())

    def _ids_of(self, rows: Sequence[NewIncident]) -> dict[str, int]:
        if not rows:
            return {}
        dataset = self.builder.register.dataset(rows[0].dataset).pk
        found = Incident.objects.filter(dataset=dataset, dataset_key__in=[row.key for row in rows])
        return dict(found.values_list("dataset_key", "id"))
