"""Keeping one document: each text once, a changed page as a new edition of the same address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from incidents.actions.refusals import refused
from incidents.actions.signing import Signature, signed
from incidents.models import Report, ReportText, Source
from incidents.values import Role, TimePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as it was fetched or pasted."""

    kind: str
    text: str = field(repr=False)
    """Private: it stays with the desk."""
    title: str = ""
    address: str = ""
    published_on: date | None = None
    published_at: datetime | None = None
    retrieved_at: datetime | None = None
    language: str = ""

    @property
    def sha256(self) -> str:
        """Of the words alone: other blanks and line ends make no other document."""
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()


def keep_report(*, source: Source, document: Document, by: Signature) -> Report:
    """The report of a document; made where the source has not given the same words before.

    Another text at an address that is known becomes the next edition. Raises Refused for an
    empty text.
    """
    if not document.text.strip():
        raise refused("text", _("It is empty."), _("Paste the text of the document."))
    by.require(Role.ANALYST)
    with signed(by):
        _wait_for(f"report {source.pk} {document.address or document.sha256}")
        known = Report.objects.filter(source=source, sha256=document.sha256).first()
        return known or _made(source, document)


def _made(source: Source, document: Document) -> Report:
    former = None
    if document.address:
        same = Report.objects.filter(source=source, address=document.address)
        former = same.order_by("-edition").first()
    moment = document.published_at
    report = Report.objects.create(
        source=source,
        kind=document.kind,
        title=document.title[:400],
        address=document.address,
        published_on=document.published_on or (moment.date() if moment else None),
        published_at=moment,
        published_precision=_precision(document),
        retrieved_at=document.retrieved_at,
        language=document.language,
        sha256=document.sha256,
        edition=former.edition + 1 if former else 1,
        previous_edition=former,
    )
    ReportText.objects.create(report=report, text=document.text)
    return report


def _precision(document: Document) -> TimePrecision:
    if document.published_at is not None:
        return TimePrecision.MINUTE
    return TimePrecision.UNKNOWN if document.published_on is None else TimePrecision.DAY


def _wait_for(name: str) -> None:
    """Two people who keep the same document at once make one report of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
