"""An incident's dossier: the dictionary of the API turned into the sentences of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dashboard.dossier.deaths import Toll, deaths_phrase, toll
from dashboard.dossier.documents import Documents, counted, documents
from dashboard.dossier.involved import Involved, involved
from dashboard.dossier.parts import Link, Reader, Row, Voice
from dashboard.dossier.voices import voices
from dashboard.writing import joined, labels, moment, named, number, places, span, time_of_day
from dashboard.writing.dates import offset
from dashboard.writing.numbers import decimal
from incidents.values import SYNTHETIC, Status

__all__ = [
    "Dossier",
    "Link",
    "Reader",
    "Voice",
    "counted",
    "days",
    "deaths_phrase",
    "dossier",
    "names_in",
    "place",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    words: str
    kind: str
    """kind, certainty, contested, status or dataset."""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    name: str
    precision: str
    point: str
    when: str
    blurred: bool
    mapped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    address: str
    title: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    id: str
    title: str
    page: str
    badges: tuple[Badge, ...]
    where: str
    tags: tuple[str, ...]
    toll: Toll
    voices: tuple[Voice, ...]
    counts: str
    involved: tuple[Involved, ...]
    places: tuple[Place, ...]
    documents: Documents
    remarks: tuple[str, ...]
    record: tuple[str, ...]
    linked: tuple[Near, ...]
    near: tuple[Near, ...]


def dossier(incident: Row, reader: Reader, *, near: Sequence[Row] = ()) -> Dossier:
    """`incident` is `serializers.incident_detail`; `near` the rows of `readers.near`."""
    names = tuple(named(site["name"]) for site in incident["sites"])
    return Dossier(
        id=incident["id"],
        title=named(incident["title"]),
        page=reader.link(incident["page"]),
        badges=tuple(badges(incident, reader)),
        where=where(incident),
        tags=tuple(reader.name("term", tag) for tag in incident["tags"]),
        toll=toll(incident, reader),
        voices=tuple(voices(incident["claims"], reader, places=names)),
        counts=counts(incident["counts"]),
        involved=tuple(involved(incident, reader)),
        places=tuple(_place(site) for site in incident["sites"]),
        documents=documents(incident["reports"], reader),
        remarks=(
            *incident["remarks"][_language(incident["remarks"])],
            *(labels.flag(flag) for flag in incident["flags"]),
        ),
        record=tuple(_record(incident, reader)),
        linked=tuple(_linked(link, reader) for link in incident["links"]),
        near=tuple(_near(row, reader) for row in near),
    )


def names_in(incident: Row) -> dict[str, set[str]]:
    """The keys whose names a dossier shows, for `readers.wordings.names`."""
    sources = [report["source"] for report in incident["reports"]]
    sources += [claim["carrier"] for claim in incident["claims"] if claim["carrier"]]
    sources += [claim["speaker"] for claim in incident["claims"] if "kind" in claim["speaker"]]
    return {
        "kind": {incident["kind"], incident["sub_kind"]},
        "term": {*incident["tags"]},
        "report_kind": {report["kind"] for report in incident["reports"]},
        "source_kind": {source["kind"] for source in sources},
        "dataset": {incident["dataset"]},
    }


def badges(incident: Row, reader: Reader) -> list[Badge]:
    """What kind, how sure that it happened, on what accounts differ, and what is not public."""
    kind = joined(
        (reader.name("kind", incident["kind"]), reader.name("kind", incident["sub_kind"]))
    )
    found = [
        Badge(words=kind, kind="kind", key=incident["kind"]),
        Badge(
            words=labels.certainty(incident["certainty"]),
            kind="certainty",
            key=incident["certainty"],
        ),
    ]
    if incident["dataset"] == SYNTHETIC:
        found.insert(0, Badge(words=_("synthetic, never happened"), kind="synthetic"))
    if incident["contested"]:
        points = ", ".join(labels.contested(point) for point in incident["contested"])
        found.append(
            Badge(words=_("accounts differ: %(points)s") % {"points": points}, kind="contested")
        )
    if incident["status"] != Status.PUBLISHED:
        found.append(Badge(words=labels.status(incident["status"]), kind="status"))
    return found


def where(incident: Row) -> str:
    """Bamako, Mali · 17 Sep 2024, dawn to early afternoon (UTC+0) · 3 places."""
    sites = incident["sites"]
    several = (
        ngettext("%(n)s place", "%(n)s places", len(sites)) % {"n": number(len(sites))}
        if len(sites) > 1
        else ""
    )
    return joined((place(sites), when(incident), several))


def place(sites: Sequence[Row]) -> str:
    """The one place; of several, the units that they share."""
    return _common(sites) if len(sites) > 1 else "".join(places.where(site) for site in sites)


def days(incident: Row) -> str:
    """The civil days at the place."""
    start, end = date.fromisoformat(incident["start"]), date.fromisoformat(incident["end"])
    return span(start, end, incident["date_precision"], part_of_day=incident["part_of_day"])


def when(incident: Row) -> str:
    """The civil days at the place, and the time of day with its zone where one is known."""
    at = incident["local_time"]
    hours = time_of_day(
        incident["part_of_day"],
        incident["end_part_of_day"],
        time.fromisoformat(at) if at else None,
    )
    if not hours:
        return days(incident)
    zone = offset(incident["zone"], date.fromisoformat(incident["start"]))
    return pgettext("days, and the hours on them", "%(days)s, %(hours)s") % {
        "days": days(incident),
        "hours": f"{hours} ({zone})" if zone else hours,
    }


def counts(numbers: Row) -> str:
    """16 claims · 9 voices · 1 origin."""
    claims, speakers, origins = numbers["claims"], numbers["voices"], numbers["origins"]
    return joined(
        (
            ngettext("%(n)s claim", "%(n)s claims", claims) % {"n": number(claims)},
            ngettext("%(n)s voice", "%(n)s voices", speakers) % {"n": number(speakers)},
            ngettext("%(n)s origin", "%(n)s origins", origins) % {"n": number(origins)},
        )
    )


def _common(sites: Sequence[Row]) -> str:
    """The units that all places share; of places in two countries, both."""
    shared: list[str] = []
    for level in ("admin2", "admin1"):
        units = {named((site[level] or {}).get("name")) for site in sites}
        if len(units) == 1:
            shared += units
    countries = dict.fromkeys(places.country(site["country"]) for site in sites)
    return ", ".join(dict.fromkeys(name for name in (*shared, *countries) if name))


def _place(site: Row) -> Place:
    mapped = places.on_the_map(site)
    at = site["local_time"]
    return Place(
        name=places.where(site),
        precision=places.precision(site),
        point=f"{site['latitude']:.4f}, {site['longitude']:.4f}"
        if mapped and not site["generalised"]
        else "",
        when=time_of_day(site["part_of_day"], "", time.fromisoformat(at) if at else None),
        blurred=site["generalised"],
        mapped=mapped,
    )


def _record(incident: Row, reader: Reader) -> list[str]:
    updated = datetime.fromisoformat(incident["updated_at"])
    published = incident["published_at"]
    said = [
        _("data set: %(name)s") % {"name": reader.name("dataset", incident["dataset"])},
        _("licence: %(licence)s") % {"licence": licence}
        if (licence := named(reader.names.get(("licence", incident["dataset"]))))
        else "",
        _("signed: %(name)s") % {"name": _signature(incident["signed"])}
        if incident["signed"]
        else "",
        _("published on %(day)s") % {"day": moment(datetime.fromisoformat(published))}
        if published
        else "",
        _("version %(n)s of the record, changed on %(moment)s")
        % {"n": number(incident["version"]), "moment": moment(updated)},
    ]
    return [part for part in said if part]


def _signature(signed: str) -> str:
    return {
        "demo import": pgettext("signature", "demo import"),
        "command line": pgettext("signature", "command line"),
    }.get(signed, signed)


def _linked(link: Row, reader: Reader) -> Near:
    return Near(
        address=reader.link(f"/incidents/{link['id']}/"),
        title=named(link["title"]),
        notes=_("the same incident in another data set; both count once")
        if link["same"]
        else pgettext("two incidents", "related"),
    )


def _near(row: Row, reader: Reader) -> Near:
    start = row["start"]
    return Near(
        address=reader.link(f"/incidents/{row['public_id']}/"),
        title=named({"en": row["title_en"], "fr": row["title_fr"]}),
        notes=joined((span(start, start), _("%(km)s km") % {"km": decimal(row["km"], 0)})),
    )


def _language(remarks: dict[str, Any]) -> str:
    from django.utils.translation import get_language

    language = (get_language() or "en").split("-")[0]
    return language if remarks.get(language) else "en"
