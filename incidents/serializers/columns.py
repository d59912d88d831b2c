"""The columns of each table that leaves as CSV. Their help is the data dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy

from incidents.readers.belonging import participations, sites, tags
from incidents.serializers.incidents import incident_summary, participation, site
from incidents.serializers.names import Answer, Row
from incidents.serializers.tables import Cell, Column, cells, plain
from incidents.serializers.wording import involvement
from incidents.values import MAPPABLE


def _both(name: str, help_en: Any, help_fr: Any) -> tuple[Column, Column]:
    return (
        Column(f"{name}_en", help_en, lambda row: row[name]["en"]),
        Column(f"{name}_fr", help_fr, lambda row: row[name]["fr"]),
    )


def _deaths(name: str, help_text: Any) -> Column:
    return Column(f"deaths_{name}", help_text, lambda row: row["deaths"][name])


def _first_point(row: Answer) -> Mapping[str, Any]:
    drawn = (site for site in row["sites"] if site["precision"] in MAPPABLE)
    return next(drawn, {"latitude": None, "longitude": None})


def _countries(row: Answer) -> list[str]:
    return list(dict.fromkeys(site["country"] for site in row["sites"]))


def _units(row: Answer, level: str) -> list[str]:
    named = [site[level]["name"]["en"] for site in row["sites"] if site[level]]
    return list(dict.fromkeys(named))


def _places(row: Answer, language: str) -> list[str]:
    return list(
        dict.fromkeys(site["name"][language] for site in row["sites"] if any(site["name"].values()))
    )


INCIDENTS = (
    plain("id", gettext_lazy("Permanent id.")),
    plain("page", gettext_lazy("Address of its page on this site.")),
    *_both("title", gettext_lazy("Title in English."), gettext_lazy("Title in French.")),
    plain("kind", gettext_lazy("Kind: a key of kinds/.")),
    plain("sub_kind", gettext_lazy("Sub-kind: a key of kinds/.")),
    plain("start", gettext_lazy("First day, a civil day at the place.")),
    plain("end", gettext_lazy("Last day, included.")),
    plain("date_precision", gettext_lazy("How well the day is known.")),
    plain("local_time", gettext_lazy("Hour at the place, where one is known.")),
    plain("part_of_day", gettext_lazy("Part of the day, where one is known.")),
    plain("zone", gettext_lazy("Time zone of the hour (IANA).")),
    plain("certainty", gettext_lazy("How sure it is that it happened; says nothing of the toll.")),
    plain("contested", gettext_lazy("Points on which accounts differ.")),
    _deaths(
        "state",
        gettext_lazy(
            "retained, rival (figures differ, none is retained), single (one figure that no second "
            "origin gives: not retained), none (someone says nobody was killed), withheld "
            "(someone gives no figure), unknown. Only retained and none are figures."
        ),
    ),
    _deaths("low", gettext_lazy("Lowest of the figures for the whole incident.")),
    _deaths("retained", gettext_lazy("The figure retained by the rule; empty where none is.")),
    _deaths("high", gettext_lazy("Highest of the figures for the whole incident.")),
    _deaths("rule", gettext_lazy("The rule that chose the retained figure.")),
    Column("place_en", gettext_lazy("Public places, in English."), lambda row: _places(row, "en")),
    Column("place_fr", gettext_lazy("Public places, in French."), lambda row: _places(row, "fr")),
    Column("country", gettext_lazy("Countries of its places."), _countries),
    Column("admin1", gettext_lazy("Regions of its places."), lambda row: _units(row, "admin1")),
    Column("admin2", gettext_lazy("Districts of its places."), lambda row: _units(row, "admin2")),
    Column(
        "latitude",
        gettext_lazy("Of the first place that is exact or near; empty where only a unit is known."),
        lambda row: _first_point(row)["latitude"],
    ),
    Column(
        "longitude",
        gettext_lazy("Of the first place that is exact or near; empty where only a unit is known."),
        lambda row: _first_point(row)["longitude"],
    ),
    Column(
        "precision",
        gettext_lazy("How well its places are known, in their order."),
        lambda row: [site["precision"] for site in row["sites"]],
    ),
    Column(
        "blurred",
        gettext_lazy("true where a place is blurred on purpose."),
        lambda row: any(site["generalised"] for site in row["sites"]),
    ),
    Column("sites", gettext_lazy("Number of places."), lambda row: len(row["sites"])),
    Column(
        "involved_en",
        gettext_lazy("Who was involved, with the attribution in words, in English."),
        lambda row: involvement(row["participations"], "en", dataset=row["dataset"]),
    ),
    Column(
        "involved_fr",
        gettext_lazy("Who was involved, with the attribution in words, in French."),
        lambda row: involvement(row["participations"], "fr", dataset=row["dataset"]),
    ),
    plain("tags", gettext_lazy("Tags: keys of terms/.")),
    plain("episode", gettext_lazy("The series it belongs to: a siege, a blockade.")),
    plain("dataset", gettext_lazy("Data set: a key of datasets/, where its licence stands.")),
    plain("dataset_key", gettext_lazy("The data set's own id.")),
    plain("flags", gettext_lazy("What is odd in what the source stated, kept as stated.")),
    plain("version", gettext_lazy("Version of the record; it grows with every change.")),
    plain("updated_at", gettext_lazy("When the record was changed last (UTC).")),
)


def _between(first: str, last: str) -> tuple[Column, ...]:
    names = [column.name for column in INCIDENTS]
    return INCIDENTS[names.index(first) : names.index(last) + 1]


def _name(value: Answer | None, language: str = "en") -> str | None:
    """A speaker's or source's name; of a protected source, that it is one."""
    if value is None:
        return None
    if value.get("protected"):
        return f"({value['kind']})"
    return str(value["name"][language])


CLAIMS = (
    plain("id", gettext_lazy("Permanent id.")),
    plain("incident", gettext_lazy("The incident it is about.")),
    plain("report", gettext_lazy("The document; empty where its source is protected.")),
    Column(
        "speaker_type",
        gettext_lazy("Who says it: actor, source or voice."),
        lambda row: row["speaker"]["type"],
    ),
    Column(
        "speaker_key",
        gettext_lazy("Key of the actor or source."),
        lambda row: row["speaker"].get("key"),
    ),
    Column("speaker_en", gettext_lazy("Its name in English."), lambda row: _name(row["speaker"])),
    Column(
        "speaker_fr", gettext_lazy("Its name in French."), lambda row: _name(row["speaker"], "fr")
    ),
    Column(
        "carrier",
        gettext_lazy("The source that quotes it; empty where that is the speaker."),
        lambda row: _name(row["carrier"]),
    ),
    plain("about", gettext_lazy("What it is about.")),
    plain("measure", gettext_lazy("What the figure counts.")),
    Column("group", gettext_lazy("Whose people, in words."), lambda row: row["group"]["en"]),
    plain("side", gettext_lazy("Whose people: all, victims, attackers, not_stated.")),
    plain("scope", gettext_lazy("whole, site, part (of another figure) or beyond.")),
    plain("part_of", gettext_lazy("The figure that it is a part of: never a rival total.")),
    plain("low", gettext_lazy("Lowest number stated.")),
    plain("best", gettext_lazy("A data set's own best figure.")),
    plain("high", gettext_lazy("Highest number stated.")),
    plain("words", gettext_lazy("The figure in words, where no number is given.")),
    plain("state", gettext_lazy("stated, none, unknown, withheld or not_a_figure.")),
    plain("stance", gettext_lazy("asserts, claims, denies or retracts.")),
    plain("standing", gettext_lazy("Where it stands today.")),
    plain("said_on", gettext_lazy("The day on which it was said.")),
    plain("said_at", gettext_lazy("The moment, where it is known (UTC).")),
    plain("credibility", gettext_lazy("1 to 6, by the Admiralty code.")),
    *_both("text", gettext_lazy("What is said, in English."), gettext_lazy("The same in French.")),
    plain("wording", gettext_lazy("The exact words, at most 300 characters.")),
    plain("wording_language", gettext_lazy("Their language (ISO 639).")),
    plain("contradicts", gettext_lazy("Claims that it contradicts.")),
    plain("supersedes", gettext_lazy("Claims that it replaces.")),
)
REPORTS = (
    plain("id", gettext_lazy("Permanent id.")),
    Column("source", gettext_lazy("Key of its source."), lambda row: row["source"].get("key")),
    plain("kind", gettext_lazy("Kind of document.")),
    plain("title", gettext_lazy("Title.")),
    plain("address", gettext_lazy("Address.")),
    plain("published_on", gettext_lazy("Day of publication.")),
    plain("published_at", gettext_lazy("Moment of publication, where it is known (UTC).")),
    plain("retrieved_at", gettext_lazy("When it was read (UTC).")),
    plain("language", gettext_lazy("Language (ISO 639).")),
    plain("sha256", gettext_lazy("SHA-256 of its text, where one was kept.")),
    plain("edition", gettext_lazy("Which edition of the page this is.")),
    plain("origin", gettext_lazy("The first document of the wire that it copies, or itself.")),
    plain("dataset", gettext_lazy("The data set whose row it is.")),
    plain("release", gettext_lazy("The release of that data set.")),
)
OF_SITES = _between("place_en", "sites")
OF_PEOPLE = _between("involved_en", "involved_fr")
ALIKE = 20_000
"""Lists of places, and of people involved, whose cells a process keeps at hand."""


def incident_cells(rows: Iterable[Row]) -> Iterator[list[Cell]]:
    """The cells of INCIDENTS for rows of `readers.rows.told_rows`.

    Many incidents have the same place, and the same actors in the same roles: what these say is
    worked out once.
    """
    before = INCIDENTS[: INCIDENTS.index(OF_SITES[0])]
    after = INCIDENTS[INCIDENTS.index(OF_PEOPLE[-1]) + 1 :]
    for row in rows:
        plain = {**row, "of_sites": (), "of_participations": (), "of_tags": tags(row["of_tags"])}
        (first,) = cells(before, [answer := incident_summary(plain)])
        (last,) = cells(after, [answer])
        people = of_people(row["of_participations"], answer["dataset"])
        yield [*first, *of_sites(row["of_sites"]), *people, *last]


@lru_cache(ALIKE)
def of_sites(text: bytes) -> list[Cell]:
    """The cells OF_SITES, of the text of an incident's places."""
    return next(cells(OF_SITES, [{"sites": [site(one) for one in sites(text)]}]))


@lru_cache(ALIKE)
def of_people(text: bytes, dataset: str) -> list[Cell]:
    """The cells OF_PEOPLE, of the text of an incident's participations."""
    involved = [participation(one) for one in participations(text)]
    return next(cells(OF_PEOPLE, [{"participations": involved, "dataset": dataset}]))


TABLES: Mapping[str, tuple[Column, ...]] = {
    "incidents": INCIDENTS,
    "claims": CLAIMS,
    "reports": REPORTS,
}
