"""Documents of many rows at once: each kept once, copies of one wire under one origin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from incidents.actions.bulk import Ids, copy_in
from incidents.actions.register import Register
from incidents.models import Report
from incidents.values import NewIncident, NewReport, TimePrecision

Identity = tuple[str, str]
"""The data set's key of the document, and the release."""


def documents_of(row: NewIncident) -> Iterable[NewReport]:
    """Every document that an incident, its claims or its participations name."""
    yield row.report
    yield from row.reports
    yield from (claim.report for claim in row.claims if claim.report)
    yield from (said.report for said in row.participations if said.report)


class Documents:
    """The reports of one data set: found where they are kept already, made where not."""

    def __init__(self, register: Register, dataset: int) -> None:
        self.register = register
        self.dataset = dataset
        self._ids = Ids(Report)
        self._kept: dict[Identity, int] = {}
        self._origins: dict[str, int] = {}
        self._roots: dict[int, int] = {}

    def keep(self, reports: Iterable[NewReport]) -> None:
        """Make those that are missing. Afterwards `id_of` knows all of these, and of no others
        but those that several incidents may share: memory stays flat over a long import."""
        wanted = {self._identity(report): report for report in reports}
        self._kept = {key: row for key, row in self._kept.items() if not key[1]}
        missing = [key for key in wanted if key not in self._kept]
        self._find(missing)
        new = [wanted[key] for key in missing if key not in self._kept]
        self._know_origins({report.origin[:200] for report in new if report.origin})
        copy_in([self.make(report) for report in new])

    def id_of(self, report: NewReport) -> int:
        return self._kept[self._identity(report)]

    def forget(self, report: NewReport) -> None:
        """`id_of` need not know it any more."""
        del self._kept[self._identity(report)]

    def origin_of(self, report: NewReport) -> str:
        """What a figure in this document goes back to."""
        row = self.id_of(report)
        return str(self._roots.get(row, row))

    def _identity(self, report: NewReport) -> Identity:
        key = report.dataset_key or f"{report.source} {report.address or report.title}"
        return key[:400], report.release

    def _find(self, wanted: Iterable[Identity]) -> None:
        found = Report.objects.filter(dataset=self.dataset, dataset_key__in={k for k, _ in wanted})
        for row, key, release, origin in found.values_list(
            "id", "dataset_key", "release", "origin"
        ):
            self._kept[key, release] = row
            if origin is not None:
                self._roots[row] = origin

    def _know_origins(self, names: set[str]) -> None:
        missing = names - self._origins.keys()
        if missing:
            first = Report.objects.filter(origin_name__in=missing, origin=None).order_by("-id")
            self._origins.update(first.values_list("origin_name", "id"))

    def make(self, report: NewReport) -> Report:
        """A row for a document that is not kept yet; `id_of` knows it from now on."""
        key, release = self._identity(report)
        day, precision = published(report)
        row = Report(
            pk=self._ids.take(),
            source_id=self.register.source(report.source),
            dataset_id=self.dataset,
            dataset_key=key,
            release=release,
            kind=report.kind,
            title=report.title[:400],
            address=report.address,
            published_on=day,
            published_at=report.published_at,
            published_precision=precision,
            language=report.language,
            origin_name=report.origin[:200],
        )
        self._kept[key, release] = row.pk
        if row.origin_name:
            first = self._origins.setdefault(row.origin_name, row.pk)
            row.origin_id = None if first == row.pk else first
            self._roots[row.pk] = first
        return row


def published(report: NewReport) -> tuple[date | None, TimePrecision]:
    """The day on which a document was published, and how well the moment is known."""
    if report.published_at is not None:
        day = report.published_on or report.published_at.astimezone(UTC).date()
        return day, TimePrecision.MINUTE
    known = report.published_on is not None
    return report.published_on, TimePrecision.DAY if known else TimePrecision.UNKNOWN


def moment_of(day: date | None, clock: time | None) -> datetime | None:
    """A said moment where day and clock are known. `clock` is read as UTC."""
    if clock is None or day is None:
        return None
    return datetime.combine(day, clock, tzinfo=UTC)
