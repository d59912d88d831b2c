"""The curated incidents: facts in own words, each figure with the address that says so.

Two committed files stand beside the data: a mapping table that keeps the file's own word next to
every choice, and the reference case as one article tells it. Pure: dictionaries in, incidents out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any, TypedDict
from urllib.parse import urlsplit

from incidents.formats import twins
from incidents.values import (
    About,
    Attribution,
    Certainty,
    Contested,
    DatePrecision,
    FigureState,
    Flag,
    Measure,
    NewClaim,
    NewIncident,
    NewParticipation,
    NewReport,
    NewSite,
    ParticipationRole,
    PartOfDay,
    Precision,
    RowError,
    Scope,
    Side,
    Stance,
    Standing,
    TimePrecision,
)

DATASET = "curated"
KEY = "id"
COLUMNS = (
    "id",
    "name",
    "date_start",
    "date_end",
    "country",
    "location",
    "perpetrators",
    "figures",
    "related",
)
KIND_OF_REPORT = {
    "encyclopaedia": "encyclopaedia_page",
    "dataset": "dataset_row",
    "agency": "wire",
    "risk_firm": "advisory",
}
ARCHIVED = re.compile(r"^https?://web\.archive\.org\.?/web/\d+/(?P<page>https?://.+)$")
ORIGINAL = ("measure", "group", "min", "max", "said_by", "said_on", "status")

Row = Mapping[str, Any]


class Reference(TypedDict):
    """The reference case (reference_case.json), as far as it is read here."""

    incident: str
    report: dict[str, Any]
    part_of_day: str
    end_part_of_day: str
    zone: str
    sites: list[dict[str, Any]]
    participations: list[dict[str, Any]]
    claims: list[dict[str, Any]]


def parse(
    curated: Row, *, mapping: Row, reference: Reference, sources: Sequence[Row]
) -> tuple[NewIncident, ...]:
    """Every curated incident, in the file's order.

    `sources` are the seeded sources (key, kind, hosts): the host of an address tells who
    published it. Raises `RowError` where the table does not fit the file, word for word.
    """
    rows, table = curated["incidents"], {row["id"]: row for row in mapping["incidents"]}
    documents = _documents(rows, _Publishers(sources))
    found = []
    for row in rows:
        missing = [column for column in COLUMNS if column not in row]
        if missing:
            raise RowError(missing[0], f"missing in {row.get(KEY)}; take the file as it came")
        if row[KEY] not in table:
            raise RowError(KEY, f"{row[KEY]} is not in the mapping table; add it there")
        article = reference if reference["incident"] == row[KEY] else None
        found.append(_incident(row, table[row[KEY]], documents, article))
        twins.check(row, table[row[KEY]])
    return tuple(found)


class _Publishers:
    """Who publishes an address: the source with the longest matching host."""

    def __init__(self, sources: Sequence[Row]) -> None:
        self.kinds = {source["key"]: source["kind"] for source in sources}
        self.hosts = {host: source["key"] for source in sources for host in source["hosts"]}

    def of(self, address: str) -> str:
        """The key of the publisher; an archived page belongs to who published it first."""
        if address.startswith("UCDP"):
            return "ucdp"
        archived = ARCHIVED.match(address)
        host = urlsplit(archived["page"] if archived else address).hostname or ""
        labels = host.split(".")
        for start in range(len(labels)):
            key = self.hosts.get(".".join(labels[start:]))
            if key:
                return str(key)
        raise RowError("source", f"no source has the host {host!r}; add it to sources.json")


def _documents(rows: Sequence[Row], publishers: _Publishers) -> dict[str, NewReport]:
    """One report for each address. Copies of one encyclopaedia article are one origin."""
    found: dict[str, NewReport] = {}
    for row in rows:
        for address in _addresses(row):
            if address not in found:
                found[address] = _document(address, publishers, row[KEY])
    return found


def _addresses(row: Row) -> Iterator[str]:
    for said in (*row["figures"], *row["perpetrators"]):
        yield said["source"]


def _document(address: str, publishers: _Publishers, incident: str) -> NewReport:
    source = publishers.of(address)
    kind = publishers.kinds[source]
    page = bool(urlsplit(address).netloc)
    return NewReport(
        source=source,
        kind=KIND_OF_REPORT.get(kind, "article"),
        title="" if page else address,
        address=address if page else "",
        origin=f"{source}:{incident}" if kind == "encyclopaedia" else "",
        dataset_key=address,
    )


def _incident(
    row: Row, table: Row, documents: Mapping[str, NewReport], article: Reference | None
) -> NewIncident:
    own = [documents[address] for address in dict.fromkeys(_addresses(row))]
    claims = [*_figures(row, table, documents), *_answers(row, table, documents)]
    sites, participations = table["sites"], list(_participations(row, table, documents))
    day: Row = table
    if article is not None:
        own.insert(0, _article(article))
        claims = [*(_article_claim(claim, own[0]) for claim in article["claims"]), *claims]
        participations = [_participation(said) for said in article["participations"]]
        sites, day = article["sites"], article
    return NewIncident(
        dataset=DATASET,
        key=row[KEY],
        kind=table["kind"],
        sub_kind=table["sub_kind"],
        start=date.fromisoformat(row["date_start"]),
        end=date.fromisoformat(row["date_end"]),
        date_precision=DatePrecision(table["date_precision"]),
        sites=tuple(_site(site, row["country"]) for site in sites),
        participations=tuple(participations),
        claims=tuple(claims),
        report=own[0],
        reports=tuple(own[1:]),
        title_en=table["title_en"],
        title_fr=table["title_fr"],
        certainty=Certainty(table["certainty"]),
        contested=tuple(Contested(point) for point in table["contested"]),
        tags=tuple(table["tags"]),
        zone=day.get("zone", ""),
        local_time=_time(day.get("local_time")),
        part_of_day=_part_of_day(day.get("part_of_day")),
        end_part_of_day=_part_of_day(day.get("end_part_of_day")),
        sensitive=table["sensitive"],
        remarks_en="\n".join(remark["en"] for remark in table["remarks"]),
        remarks_fr="\n".join(remark["fr"] for remark in table["remarks"]),
        related=tuple(row["related"]),
    )


def _site(site: Row, country: str) -> NewSite:
    return NewSite(
        name=site["name_en"],
        name_fr=site["name_fr"],
        country=country,
        precision=Precision(site["precision"]),
        latitude=site.get("latitude"),
        longitude=site.get("longitude"),
        radius_km=site.get("radius_km"),
        admin1_name=site.get("admin1_name", ""),
        admin2_name=site.get("admin2_name", ""),
        geonames_id=site.get("geonames_id"),
        part_of_day=_part_of_day(site.get("part_of_day")),
        basis=site["basis"],
    )


def _participations(
    row: Row, table: Row, documents: Mapping[str, NewReport]
) -> Iterator[NewParticipation]:
    for said, choice in _paired(row, table, "perpetrators"):
        for participation in choice["participations"]:
            yield _participation(
                {"role": ParticipationRole.PERPETRATOR, "literal": said["actor"], **participation},
                documents[said["source"]],
            )
    for choice in table["targets"]:
        for participation in choice["participations"]:
            yield _participation({"literal": choice["original"], **participation})


def _participation(said: Row, report: NewReport | None = None) -> NewParticipation:
    return NewParticipation(
        role=ParticipationRole(said["role"]),
        attribution=Attribution(said.get("attribution", Attribution.STATED)),
        actor=said.get("actor", ""),
        description_en=said.get("description_en", ""),
        description_fr=said.get("description_fr", ""),
        literal=said.get("literal", ""),
        attributed_by=said.get("attributed_by_en", ""),
        attributed_by_fr=said.get("attributed_by_fr", ""),
        alternative=said.get("alternative"),
        report=report,
        note=said.get("note_en", ""),
        note_fr=said.get("note_fr", ""),
    )


def _figures(row: Row, table: Row, documents: Mapping[str, NewReport]) -> Iterator[NewClaim]:
    for number, (said, choice) in enumerate(_paired(row, table, "figures")):
        differs = [word for word in ORIGINAL if said[word] != choice["original"].get(word)]
        if differs or choice["n"] != number:
            raise RowError(
                "figures", f"{row[KEY]} {number} is another figure in the table: {differs}"
            )
        yield _claim(
            choice,
            key=figure_key(row[KEY], number),
            report=documents[said["source"]],
            keyed=lambda other: figure_key(row[KEY], other),
        )


def _answers(row: Row, table: Row, documents: Mapping[str, NewReport]) -> Iterator[NewClaim]:
    """Denials, disputes and reactions that the file keeps among the perpetrators."""
    for number, (said, choice) in enumerate(_paired(row, table, "perpetrators")):
        if choice["claim"] is not None:
            yield _claim(
                choice["claim"],
                key=f"perpetrator:{row[KEY]}:{number}",
                report=documents[said["source"]],
                keyed=lambda other: figure_key(row[KEY], other),
            )


def figure_key(incident: str, number: int) -> str:
    """The key of the claim that figure `number` (from 0) of an incident becomes."""
    return f"figure:{incident}:{number}"


def _paired(row: Row, table: Row, name: str) -> Iterator[tuple[Row, Row]]:
    if len(row[name]) != len(table[name]):
        raise RowError(name, f"{row[KEY]}: the table has {len(table[name])} of {len(row[name])}")
    return zip(row[name], table[name], strict=True)


def _article(article: Reference) -> NewReport:
    said = article["report"]
    return NewReport(
        source=said["source"],
        kind=said["kind"],
        title=said["title"],
        address=said["address"],
        published_on=date.fromisoformat(said["published_on"]),
        language=said["language"],
        dataset_key=said["key"],
    )


def _article_claim(choice: Row, report: NewReport) -> NewClaim:
    return _claim(choice, key=choice["key"], report=report, keyed=str)


def _claim(choice: Row, *, key: str, report: NewReport, keyed: Any) -> NewClaim:
    """A claim of the table; `keyed` turns the table's links into keys of claims."""
    speaker = choice["speaker"]
    return NewClaim(
        about=About(choice.get("about", About.CASUALTIES)),
        key=key,
        speaker_actor=speaker.get("actor", ""),
        speaker_source=speaker.get("source", ""),
        speaker_voice_en=speaker.get("voice_en", ""),
        speaker_voice_fr=speaker.get("voice_fr", ""),
        carrier=choice.get("carrier", ""),
        report=report,
        site=choice.get("site"),
        stance=Stance(choice.get("stance", Stance.ASSERTS)),
        standing=Standing(choice.get("standing", Standing.REPORTED)),
        said_on=_day(choice.get("said_on")),
        said_time=_time(choice.get("said_time")),
        said_precision=TimePrecision(choice.get("said_precision", TimePrecision.UNKNOWN)),
        said_part_of_day=_part_of_day(choice.get("said_part_of_day")),
        text_en=choice.get("text_en", ""),
        text_fr=choice.get("text_fr", ""),
        wording=choice.get("wording", ""),
        wording_language=choice.get("wording_language", ""),
        same_statement_as=choice.get("same_statement_as", ""),
        contradicts=tuple(keyed(other) for other in choice.get("contradicts", ())),
        supersedes=tuple(keyed(other) for other in choice.get("supersedes", ())),
        **_numbers(choice, keyed),
    )


def _numbers(choice: Row, keyed: Any) -> dict[str, Any]:
    if "measure" not in choice:
        return {}
    return {
        "measure": Measure(choice["measure"]),
        "group": choice.get("group_en", ""),
        "group_fr": choice.get("group_fr", ""),
        "side": Side(choice["side"]),
        "scope": Scope(choice["scope"]),
        "part_of": keyed(choice["part_of"]) if "part_of" in choice else "",
        "low": choice.get("low"),
        "best": choice.get("best"),
        "high": choice.get("high"),
        "words": choice.get("words", ""),
        "state": FigureState(choice["state"]),
        "flags": tuple(Flag(flag) for flag in choice.get("flags", ())),
    }


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _time(value: str | None) -> time | None:
    return time.fromisoformat(value) if value else None


def _part_of_day(value: str | None) -> PartOfDay | None:
    return PartOfDay(value) if value else None
