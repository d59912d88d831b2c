"""The documents in which it is said: links that tell nobody who follows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dashboard.dossier.parts import Reader, Row
from dashboard.dossier.speakers import source_address, source_name
from dashboard.writing import day, joined, moment, named, number
from dashboard.writing.attributions import filled
from incidents.values import TimePrecision

NOT_LINKED = frozenset({"armed_group", "social_media"})
"""No road from here to an armed group's own pages, nor to a private person's account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    address: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    source: str
    source_address: str
    title: str
    address: str
    """Empty where no link is given."""
    host: str
    notes: tuple[str, ...]
    incidents: tuple[Told, ...] = ()
    """Incidents that it tells of, where the page is not about one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    listed: tuple[Document, ...]
    count: str
    """3 documents · 1 origin."""


Tellings = Mapping[str, Sequence[tuple[str, Mapping[str, str]]]]
"""By the id of a document: ids and titles of the incidents that it tells of."""


def documents(
    reports: Sequence[Row], reader: Reader, *, tellings: Tellings | None = None
) -> Documents:
    copies = Counter(report["origin"] for report in reports)
    first = {report["origin"]: report for report in reversed(reports)}
    return Documents(
        listed=tuple(
            _document(
                report,
                reader,
                first=first[report["origin"]] if copies[report["origin"]] > 1 else None,
                told=(tellings or {}).get(report["id"], ()),
            )
            for report in reports
        ),
        count=counted(len(reports), len(copies)) if reports else "",
    )


def counted(documents: int, origins: int) -> str:
    """3 documents · 1 origin: copies of one wire are one origin."""
    return joined(
        (
            ngettext("%(n)s document", "%(n)s documents", documents) % {"n": number(documents)},
            ngettext("%(n)s origin", "%(n)s origins", origins) % {"n": number(origins)},
        )
    )


def web_address(address: str) -> str:
    """The address where it is one of the web; empty for anything that a link must not carry."""
    parts = urlsplit(address)
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


def _document(
    report: Row,
    reader: Reader,
    *,
    first: Row | None,
    told: Sequence[tuple[str, Mapping[str, str]]],
) -> Document:
    source = report["source"]
    address = "" if source["kind"] in NOT_LINKED else web_address(report["address"])
    found = [
        reader.name("report_kind", report["kind"]),
        _published(report),
        _retrieved(report),
        _edition(report),
        _origin(report, first, reader),
    ]
    return Document(
        source=source_name(source, reader),
        source_address=source_address(source, reader),
        title=report["title"],
        address=address,
        host=(urlsplit(address).hostname or "").removeprefix("www."),
        notes=tuple(note for note in found if note),
        incidents=tuple(
            Told(address=reader.link(f"/incidents/{incident}/"), title=named(title))
            for incident, title in told
        ),
    )


def _published(report: Row) -> str:
    if not report["published_on"]:
        return ""
    on = date.fromisoformat(report["published_on"])
    precision = report["published_precision"]
    if precision in (TimePrecision.MONTH, TimePrecision.YEAR):
        return _("published in %(month)s") % {"month": day(on, precision)}
    return _("published on %(day)s") % {"day": day(on)}


def _retrieved(report: Row) -> str:
    if not report["retrieved_at"]:
        return ""
    return _("read on %(moment)s") % {
        "moment": moment(datetime.fromisoformat(report["retrieved_at"]))
    }


def _edition(report: Row) -> str:
    if report["release"]:
        return _("release %(release)s") % {"release": report["release"]}
    if report["edition"] > 1:
        return _("version %(n)s of the page") % {"n": number(report["edition"])}
    return ""


def _origin(report: Row, first: Row | None, reader: Reader) -> str:
    if first is None or first is report:
        return ""
    if first["source"] == report["source"]:
        return _("a copy of another document here")
    pattern = pgettext("a copy of one wire", "same origin as %(source)s")
    return filled(pattern, source=source_name(first["source"], reader))
