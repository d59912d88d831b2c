"""What NumPy counts over the columns, SQL over the tables and plain Python by hand is the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from incidents.filters import INCIDENTS, Filters, Refused, known
from incidents.models import AdminUnit, Incident, Outbox, SnapshotFile
from incidents.readers import incidents as listing
from incidents.readers.facets import by_dimension
from incidents.snapshot import build
from incidents.snapshot.aggregates import FromColumns, FromTables, Sums, sums
from incidents.snapshot.columns_at_hand import at_hand
from tests import factories
from tests.incidents.readers import brute_force, record
from tests.incidents.readers.test_against_brute_force import (
    ASKED,
    SIZE,
    _bar,
    _possible,
    sensible,
    written,
)

pytestmark = pytest.mark.django_db
ROLES = (None, "viewer", "analyst")


def reader_in(role: str | None) -> Any:
    return factories.make_user(role=role) if role else AnonymousUser()


def asked_of(where: dict[str, Any]) -> Filters:
    return INCIDENTS.parse(written(where))


def by_columns(filters: Filters, user: Any) -> Sums:
    found = sums(filters, user)
    assert isinstance(found, FromColumns)
    return found


def by_tables(filters: Filters, user: Any) -> Sums:
    return FromTables(filters, user, known(filters, user))


@pytest.fixture
def rows() -> record.Rows:
    made = record.build(seed=20240917, size=SIZE)
    build()
    return made


@pytest.mark.parametrize("role", ROLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=ASKED.filter(sensible), unit=st.sampled_from(["day", "week", "month"]))
@example(asked={}, unit="day")
@example(asked={"q": "front"}, unit="week")
@example(asked={"role": ["none"]}, unit="month")
@example(asked={"role": ["none"], "actor": ["none"]}, unit="day")
@example(asked={"role": ["target", "none"], "actor": ["front", "none"]}, unit="day")
@example(asked={"actor": ["league"], "actor_exact": True}, unit="day")
def test_columns_tables_and_plain_python_agree(
    rows: record.Rows, asked: dict[str, Any], unit: str, role: str | None
) -> None:
    user, filters = reader_in(role), asked_of(asked)
    columns, tables = by_columns(filters, user), by_tables(filters, user)
    assert columns.numbers() == tables.numbers()
    assert columns.withheld() == tables.withheld()
    assert columns.totals() == tables.totals()
    assert columns.timeline(unit) == tables.timeline(unit)
    assert columns.facets() == tables.facets()

    seen = record.as_seen(rows, role)
    counted = brute_force.counted(seen, asked)
    totals = columns.totals()
    assert totals.incidents == columns.numbers().incidents == len(counted)
    assert columns.numbers().rows == sum(brute_force.matches(row, asked) for row in seen)
    assert totals.deaths == sum(row.figure or 0 for row in counted)
    assert {(bar.start, bar.kind): bar.incidents for bar in columns.timeline(unit)} == Counter(
        (_bar(row.start, unit), row.kind) for row in counted
    )


@pytest.mark.parametrize("role", ROLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(asked=ASKED.filter(sensible))
def test_a_facet_of_the_columns_is_what_plain_python_counts(
    rows: record.Rows, asked: dict[str, Any], role: str | None
) -> None:
    seen = record.as_seen(rows, role)
    found = by_dimension(by_columns(asked_of(asked), reader_in(role)).facets())
    for dimension, values in found.items():
        possible = _possible(dimension)
        possible += ["closed"] if dimension == "dataset" else []
        expected = {
            key: len(brute_force.counted(seen, {**asked, dimension: [key]})) for key in possible
        }
        shown = {value.key: value.incidents for value in values}
        assert shown == {key: number for key, number in expected.items() if number}, dimension


def test_what_has_just_been_written_is_counted_by_the_tables_until_it_is_built(
    rows: record.Rows,
) -> None:
    user, filters = AnonymousUser(), Filters()
    before = by_columns(filters, user).numbers().incidents
    made = factories.make_incident(kind="riots", sub_kind="looting")
    waiting = sums(filters, user)
    assert isinstance(waiting, FromTables)
    assert waiting.numbers().incidents == before + 1
    build()
    assert by_columns(filters, user).numbers().incidents == before + 1
    assert by_columns(asked_of({"kind": ["riots"]}), user).totals().incidents == 1
    made.delete()
    assert sums(filters, user).numbers().incidents == before
    build()
    assert by_columns(filters, user).numbers().incidents == before


def test_an_id_that_changes_alone_is_noticed() -> None:
    """The columns of the part stay the same to the byte: only its ids are others."""
    made = factories.make_incident(search="gao")
    addresses = []
    for letter in "ABC":
        Incident.objects.filter(pk=made.pk).update(public_id=f"VS-00000000000{letter}")
        build()
        assert by_columns(Filters(q="gao"), AnonymousUser()).numbers().incidents == 1
        files = SnapshotFile.objects.filter(gone=False, bundle="")
        addresses.append(set(files.values_list("section", "address")))
    assert (
        len({address for kept in addresses for section, address in kept if section == "rest"}) == 1
    )
    assert (
        len({address for kept in addresses for section, address in kept if section == "ids"}) == 3
    )


def test_nothing_built_yet_means_the_tables() -> None:
    factories.make_incident()
    assert isinstance(sums(Filters(), AnonymousUser()), FromTables)
    Outbox.objects.all().delete()
    assert isinstance(sums(Filters(), AnonymousUser()), FromTables)


def test_an_empty_record_counts_nothing() -> None:
    build()
    found = by_columns(Filters(), AnonymousUser())
    assert (found.totals().incidents, found.timeline("month"), found.facets()) == (0, [], [])
    assert found.totals() == by_tables(Filters(), AnonymousUser()).totals()


def test_what_the_columns_do_not_hold_is_asked_of_the_tables(rows: record.Rows) -> None:
    found = sums(Filters(status=("draft",)), reader_in("analyst"))
    assert isinstance(found, FromTables)
    drafts = Incident.objects.filter(status="draft").count()
    assert found.numbers().rows == drafts


@pytest.mark.parametrize("required", [True, False])
def test_who_must_sign_in_first_is_told_nothing(
    rows: record.Rows, settings: Any, required: bool
) -> None:
    settings.REQUIRE_SIGN_IN = required
    assert (sums(Filters(), AnonymousUser()).numbers().rows == 0) is required


def test_an_unknown_key_is_refused_whoever_counts(rows: record.Rows) -> None:
    with pytest.raises(Refused, match="nowhere"):
        sums(Filters(admin1=("nowhere",)), AnonymousUser())
    Outbox.objects.create(topic="snapshot", key="*", transaction=1)
    with pytest.raises(Refused, match="nowhere"):
        sums(Filters(admin1=("nowhere",)), AnonymousUser())


def test_keys_that_only_others_columns_have_are_refused(rows: record.Rows) -> None:
    """A data set for people who signed in, and a source that nobody may ask for."""
    assert sums(Filters(dataset=("closed",)), reader_in("viewer")).numbers().rows > 0
    with pytest.raises(Refused, match="closed"):
        sums(Filters(dataset=("closed",)), AnonymousUser())
    for user in (AnonymousUser(), reader_in("analyst")):
        with pytest.raises(Refused, match="hidden"):
            sums(Filters(source=("hidden",)), user)


@pytest.mark.parametrize(
    "asked",
    [
        {"bbox": (1.000000001, 12, 2, 13)},
        {"bbox": (1, 12.000000003, 1.000000002, 13)},
        {"near": (12.5, 1.000000001, 0.0000003)},
        {"within": [(1.00000001, 12), (2, 12), (2, 13), (1.00000001, 13)]},
    ],
)
def test_points_within_a_hair_of_an_edge_are_told_apart(asked: dict[str, Any]) -> None:
    """Columns round to a centimetre; such points are asked of the tables."""
    apart = 1e-8 if "within" in asked else 1e-9
    for step in range(-4, 5):
        factories.make_site(
            incident=factories.make_incident(), longitude=1 + step * apart, latitude=12.5
        )
    build()
    filters = asked_of(asked)
    columns, tables = (
        by_columns(filters, AnonymousUser()),
        by_tables(filters, AnonymousUser()),
    )
    assert 0 < tables.numbers().rows < 9
    assert columns.numbers() == tables.numbers()
    assert columns.facets() == tables.facets()


def test_too_many_points_on_an_edge_are_left_to_the_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("incidents.snapshot.aggregates.MOST_DOUBTFUL", 1)
    for _ in range(2):
        factories.make_site(incident=factories.make_incident(), longitude=1, latitude=12.5)
    build()
    found = sums(asked_of({"bbox": (1, 12, 2, 13)}), AnonymousUser())
    assert isinstance(found, FromTables)
    assert found.numbers().rows == 2


def test_many_places_in_one_incident_count_once_for_each_value() -> None:
    region = factories.make_unit(key="ML-1", country="ML")
    for countries in (("ML", "ML", "BF"), ("ML",), ("BF", "ML", "BF", "ML"), ()):
        made = factories.make_incident()
        for place, country in enumerate(countries):
            factories.make_site(
                incident=made,
                country=country,
                longitude=place / 10,
                admin1=region if place else None,
            )
    build()
    for asked in ({}, {"country": ["BF"]}, {"admin1": ["none"]}, {"country": ["none", "BF"]}):
        filters = asked_of(asked)
        columns = by_columns(filters, AnonymousUser())
        assert columns.facets() == by_tables(filters, AnonymousUser()).facets(), asked


def test_a_district_without_its_region_still_has_a_parent() -> None:
    region = factories.make_unit(key="ML-1", country="ML")
    district = factories.make_unit(key="ML-1-1", country="ML", level=2, parent=region)
    factories.make_site(incident=factories.make_incident(), admin2=district)
    build()
    found = by_columns(Filters(), AnonymousUser()).facets()
    assert ("ML-1-1", "ML-1") in {(one.key, one.parent) for one in found}
    AdminUnit.objects.filter(pk=district.pk).update(name_en="Renamed")
    build()
    again = by_columns(Filters(), AnonymousUser()).facets()
    assert {one.name_en for one in again if one.key == "ML-1-1"} == {"Renamed"}


def test_a_change_reads_its_part_alone(rows: record.Rows) -> None:
    """What was read of the other parts is used again, as it is."""
    made = factories.make_incident(start=date(2010, 5, 5))
    build()
    before = at_hand(AnonymousUser())
    Incident.objects.filter(pk=made.pk).update(certainty="verified")
    build()
    after = at_hand(AnonymousUser())
    assert before is not None
    assert after is not None
    (old,), (new,) = before.labels, after.labels
    changed = new.decoded.keys() - old.decoded.keys()
    assert changed == {new.parts["2010"]}
    kept = new.decoded.keys() - changed
    assert kept
    assert all(new.decoded[pair] is old.decoded[pair] for pair in kept)


def test_counts_of_a_reader_at_hand_cost_one_statement(
    rows: record.Rows, django_assert_num_queries: Any
) -> None:
    sums(Filters(), AnonymousUser())
    with django_assert_num_queries(1):
        found = by_columns(Filters(country=("ML",)), AnonymousUser())
        found.totals()
        found.facets()
        found.timeline("day")
        found.numbers()


@pytest.mark.parametrize("role", ROLES)
def test_pages_around_which_columns_look_are_those_of_the_tables(
    rows: record.Rows, role: str | None
) -> None:
    user = reader_in(role)
    orders = ["-start", "start", "-fatalities"]
    wheres = [{}, {"country": ["ML"]}, {"kind": ["battles"], "role": ["none"]}]
    for order, where in product(orders, wheres):
        asked = replace(asked_of(where), order=order, page_size=3)
        by_ids = walk(by_columns, asked, user)
        assert by_ids == walk(by_tables, asked, user), asked
        assert len(by_ids) == by_tables(asked, user).numbers().rows, asked


def walk(make: Callable[[Filters, Any], Sums], asked: Filters, user: Any) -> list[str]:
    """The ids of every page, one after the other."""
    ids, filters = [], asked
    while True:
        page = listing.page(make(filters, user).around(filters), filters)
        ids += [row["public_id"] for row in page.rows]
        if not page.next:
            return ids
        filters = replace(filters, cursor=page.next)


def test_a_page_is_found_by_ids_unless_too_many_start_on_its_days(
    rows: record.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = by_columns(replace(asked_of({"country": ["ML"]}), page_size=2), AnonymousUser())
    assert "public_id" in str(found.around(Filters(page_size=2)).query.where)
    monkeypatch.setattr("incidents.snapshot.aggregates.MOST_NEAR", 1)
    assert "public_id" not in str(found.around(Filters(page_size=2)).query.where)
