"""The columns say the same as the list of incidents, number for number."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.filters import Filters
from incidents.readers import incidents as reader
from incidents.readers.columns import columns
from incidents.serializers import incident_summary
from tests import factories
from tests.incidents.readers import brute_force, record

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def taken_apart(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """What a page reads from the columns, one dictionary for each incident."""
    return [_incident(answer, number) for number in range(answer["count"])]


def _incident(answer: dict[str, Any], number: int) -> dict[str, Any]:
    of = {name: values[number] for name, values in answer["incidents"].items()}
    dictionaries, enums = answer["dictionaries"], answer["enums"]
    start = date(1970, 1, 1) + timedelta(days=of["day"])
    return {
        "id": of["id"],
        "start": start.isoformat(),
        "end": (start + timedelta(days=of["span"])).isoformat(),
        "date_precision": enums["date_precision"][of["date_precision"]],
        "kind": dictionaries["kind"][of["kind"]]["key"],
        "sub_kind": dictionaries["sub_kind"][of["sub_kind"]]["key"],
        "certainty": enums["certainty"][of["certainty"]],
        "contested": {
            word for bit, word in enumerate(enums["contested"]) if of["contested"] >> bit & 1
        },
        "dataset": dictionaries["dataset"][of["dataset"]]["key"],
        "deaths": (
            enums["deaths_state"][of["deaths_state"]],
            of["low"],
            of["retained"],
            of["high"],
        ),
        "sites": [_site(answer, row) for row in _cut(answer, "sites", number)],
        "people": [
            (
                _key(dictionaries["actor"], answer["participations"]["actor"][row]),
                enums["role"][answer["participations"]["role"][row]],
            )
            for row in _cut(answer, "participations", number)
            if not answer["participations"]["via"][row]
        ],
        "via": {
            _key(dictionaries["actor"], answer["participations"]["actor"][row])
            for row in _cut(answer, "participations", number)
            if answer["participations"]["via"][row]
        },
        "sources": {
            dictionaries["source"][answer["sources"]["source"][row]]["key"]
            for row in _cut(answer, "sources", number)
        },
        "tags": {
            dictionaries["tag"][answer["tags"]["tag"][row]]["key"]
            for row in _cut(answer, "tags", number)
        },
    }


def _cut(answer: dict[str, Any], table: str, number: int) -> range:
    return range(answer[table]["start"][number], answer[table]["start"][number + 1])


def _key(dictionary: list[dict[str, str]], number: int) -> str | None:
    return None if number < 0 else dictionary[number]["key"]


def _site(answer: dict[str, Any], row: int) -> dict[str, Any]:
    of = {name: values[row] for name, values in answer["sites"].items() if name != "start"}
    dictionaries = answer["dictionaries"]
    return {
        "country": dictionaries["country"][of["country"]],
        "admin1": _key(dictionaries["admin1"], of["admin1"]),
        "admin2": _key(dictionaries["admin2"], of["admin2"]),
        "point": None if of["lat"] is None else (of["lat"] / 1e5, of["lon"] / 1e5),
        "precision": answer["enums"]["precision"][of["precision"]],
        "place": tuple(dictionaries["place"][of["place"]]) if of["place"] >= 0 else None,
    }


def test_an_empty_record_has_all_its_columns() -> None:
    answer = columns(NOBODY)
    assert answer["count"] == 0
    assert answer["data_to"] is None
    assert answer["sites"]["start"] == [0]
    assert {len(values) for values in answer["incidents"].values()} == {0}


def test_the_columns_are_the_list() -> None:
    rows = {row.id: row for row in record.build(seed=5, size=60) if row.visible}
    answer = columns(NOBODY)
    apart = taken_apart(answer)
    listed = reader.page(reader.find(Filters(), NOBODY), Filters(page_size=1000)).rows
    summaries = {one["id"]: one for one in map(incident_summary, listed)}

    assert [one["id"] for one in apart] == sorted(
        rows, key=lambda public_id: (rows[public_id].start, public_id)
    )
    for one in apart:
        plain, summary = rows[one["id"]], summaries[one["id"]]
        for name in ("start", "end", "date_precision", "kind", "sub_kind", "certainty", "dataset"):
            assert one[name] == summary[name], name
        deaths = summary["deaths"]
        assert one["deaths"] == (
            deaths["state"],
            deaths["low"],
            deaths["retained"],
            deaths["high"],
        )
        assert one["contested"] == set(plain.contested)
        assert one["people"] == plain.people
        assert one["via"] == {
            whole
            for key, _role in plain.people
            if key
            for whole in brute_force.stands_for(key, plain.start) - {key}
            if (whole, _role) not in plain.people
        }
        assert one["sources"] == plain.sources
        assert one["tags"] == plain.tags
        assert [
            {name: site[name] for name in ("country", "admin1", "admin2", "precision")}
            for site in one["sites"]
        ] == [
            {name: site[name] for name in ("country", "admin1", "admin2", "precision")}
            for site in plain.sites
        ]


def test_only_exact_and_near_places_have_a_point() -> None:
    record.build(seed=6, size=40)
    sites = [site for one in taken_apart(columns(NOBODY)) for site in one["sites"]]
    assert any(site["point"] for site in sites)
    for site in sites:
        assert (site["point"] is not None) == (site["precision"] in ("exact", "near"))
        assert site["place"] == ("Djibo", "Djibo")


def test_linked_incidents_share_a_small_number_and_their_data_sets_have_ranks() -> None:
    rows = {row.id: row for row in record.build(seed=7, size=60) if row.visible}
    answer = columns(NOBODY)
    groups: dict[int, set[int | None]] = {}
    for public_id, group, rank in zip(
        answer["incidents"]["id"],
        answer["incidents"]["group"],
        answer["incidents"]["rank"],
        strict=True,
    ):
        groups.setdefault(group, set()).add(rows[public_id].group)
        assert rank == rows[public_id].rank
    assert groups.pop(-1) == {None}
    assert sorted(groups) == list(range(len(groups)))
    assert all(len(same) == 1 for same in groups.values())


def test_only_titles_that_say_more_than_kind_and_place_are_sent() -> None:
    factories.make_incident(title_en="Composed", composed_title=True, start=date(2024, 1, 1))
    factories.make_incident(
        title_en="A dawn attack", title_fr="Une attaque à l'aube", start=date(2024, 1, 2)
    )
    assert columns(NOBODY)["titles"] == {"1": ["A dawn attack", "Une attaque à l'aube"]}


def test_dictionaries_hold_only_what_occurs_and_nothing_protected() -> None:
    factories.make_actor(key="unused")
    hidden = factories.make_source(key="canary", protected=True, name_en="", name_fr="")
    claim = factories.make_claim(report=factories.make_report(source=hidden))
    factories.make_participation(incident=claim.incident, actor=factories.make_actor(key="used"))
    drafted = factories.make_incident(status="draft")
    factories.make_participation(incident=drafted, actor=factories.make_actor(key="drafted"))
    answer = columns(NOBODY)
    assert [one["key"] for one in answer["dictionaries"]["actor"]] == ["used"]
    assert answer["dictionaries"]["source"] == []
    assert "canary" not in str(answer)


def test_a_district_points_at_its_region_and_a_region_at_its_country() -> None:
    region = factories.make_unit(key="BF-r", country="BF")
    district = factories.make_unit(key="BF-d", country="BF", level=2, parent=region)
    lonely = factories.make_unit(key="BF-x", country="BF", level=2, parent=None)
    incident = factories.make_incident()
    factories.make_site(incident=incident, admin1=region, admin2=district)
    factories.make_site(incident=incident, admin1=None, admin2=lonely)
    dictionaries = columns(NOBODY)["dictionaries"]
    assert [one["parent"] for one in dictionaries["admin2"]] == [0, -1]
    assert dictionaries["country"][dictionaries["admin1"][0]["country"]] == "BF"


def test_the_number_of_statements_does_not_grow(django_assert_max_num_queries: Any) -> None:
    """Incidents, their newest change, kinds; sites, participations, relations, sources, tags;
    and one for each dictionary: regions, districts, actors, sources, data sets, tags."""
    record.build(seed=8, size=30)
    with django_assert_max_num_queries(14):
        columns(NOBODY)
