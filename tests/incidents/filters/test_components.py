"""An actor's components count for it on the days on which the accepted relation holds."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.filters import INCIDENTS, Refused, known
from incidents.filters.components import (
    FIRST_DAY,
    LAST_DAY,
    Component,
    accepted_parts,
    components_of,
    first_of,
    last_of,
    merged,
    wholes_of,
)
from incidents.readers.incidents import find
from tests import factories

NOBODY = AnonymousUser()


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        ("day", date(2024, 2, 10), date(2024, 2, 10)),
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
        ("unknown", date(2024, 2, 10), date(2024, 2, 10)),
    ],
)
def test_a_date_reaches_as_far_as_its_precision(precision: str, first: date, last: date) -> None:
    assert first_of(date(2024, 2, 10), precision) == first
    assert last_of(date(2024, 2, 10), precision) == last


def test_a_relation_without_dates_holds_for_ever() -> None:
    assert (first_of(None, "day"), last_of(None, "day")) == (FIRST_DAY, LAST_DAY)


def test_a_chain_holds_while_each_of_its_links_does() -> None:
    parts = {
        1: (Component(1, 2, date(2020, 1, 1), date(2022, 12, 31)),),
        2: (Component(2, 3, date(2021, 6, 1), LAST_DAY),),
    }
    assert wholes_of(1, parts) == [
        Component(1, 1),
        Component(1, 2, date(2020, 1, 1), date(2022, 12, 31)),
        Component(1, 3, date(2021, 6, 1), date(2022, 12, 31)),
    ]


def test_a_chain_whose_links_never_hold_together_is_none() -> None:
    parts = {
        1: (Component(1, 2, date(2020, 1, 1), date(2020, 12, 31)),),
        2: (Component(2, 3, date(2021, 1, 1), LAST_DAY),),
    }
    assert [one.whole for one in wholes_of(1, parts)] == [1, 2]


def test_relations_in_a_circle_end() -> None:
    parts = {1: (Component(1, 2),), 2: (Component(2, 1),)}
    assert [one.whole for one in wholes_of(1, parts)] == [1, 2]


def test_spans_that_touch_are_one_and_spans_apart_are_two() -> None:
    early = Component(1, 2, date(2020, 1, 1), date(2020, 12, 31))
    next_day = Component(1, 2, date(2021, 1, 1), date(2021, 12, 31))
    apart = Component(1, 2, date(2023, 1, 1), date(2023, 12, 31))
    always = Component(1, 3)
    assert merged([apart, next_day, early, always, always]) == [
        Component(1, 2, date(2020, 1, 1), date(2021, 12, 31)),
        apart,
        always,
    ]


def test_components_are_found_from_the_whole() -> None:
    parts = {1: (Component(1, 2),), 4: (Component(4, 5),)}
    assert components_of([2], parts) == [Component(1, 2), Component(2, 2)]


@pytest.mark.django_db
def test_only_accepted_components_count() -> None:
    whole = factories.make_actor(key="whole")
    for status in ("accepted", "disputed", "rejected"):
        factories.make_relation(
            subject=factories.make_actor(key=status), object=whole, status=status
        )
    factories.make_relation(object=whole, kind="affiliated_with")
    ((part, spans),) = accepted_parts().items()
    assert [one.whole for one in spans] == [whole.pk]
    assert part == spans[0].actor


@pytest.mark.django_db
def test_an_incident_counts_for_the_whole_on_the_days_of_the_relation_alone() -> None:
    katiba, front = factories.make_actor(key="katiba"), factories.make_actor(key="front")
    factories.make_relation(
        subject=katiba,
        object=front,
        valid_from=date(2017, 3, 2),
        valid_from_precision="day",
        valid_to=date(2020, 5, 1),
        valid_to_precision="month",
    )
    days = (date(2017, 3, 1), date(2017, 3, 2), date(2020, 5, 31), date(2020, 6, 1))
    for day in days:
        factories.make_participation(incident=factories.make_incident(start=day), actor=katiba)

    def starts(**asked: str) -> list[date]:
        filters = INCIDENTS.parse({name: [value] for name, value in asked.items()})
        return sorted(find(filters, NOBODY).values_list("start", flat=True))

    assert starts(actor="front") == [days[1], days[2]]
    assert starts(actor="front", actor_exact="true") == []
    assert starts(actor="katiba") == [*days]


@pytest.mark.django_db
def test_a_key_that_does_not_exist_is_refused_with_the_list_that_has_them() -> None:
    factories.make_actor(key="front")
    filters = INCIDENTS.parse({"actor": ["front,nobody"], "admin1": ["ml-x"], "kind": ["none"]})
    with pytest.raises(Refused) as caught:
        known(filters, NOBODY)
    fields = {one.field: one for one in caught.value.refusals}
    assert fields.keys() == {"actor", "admin1"}
    assert "nobody" in fields["actor"].reason
    assert "/api/v1/actors/" in fields["actor"].remedy


@pytest.mark.django_db
def test_a_hidden_source_and_a_closed_data_set_are_refused_like_keys_that_do_not_exist() -> None:
    hidden = factories.make_source(key="secret", protected=True, name_en="", name_fr="")
    factories.make_claim(report=factories.make_report(source=hidden))
    factories.make_claim(
        incident=factories.make_incident(status="draft"),
        report=factories.make_report(source=factories.make_source(key="drafted")),
    )
    factories.make_dataset(key="closed", may_show=False)

    def answer(name: str, key: str, user: object) -> str:
        with pytest.raises(Refused) as caught:
            known(INCIDENTS.parse({name: [key]}), user)
        (refusal,) = caught.value.refusals
        return f"{refusal.reason} {refusal.remedy}".replace(key, "KEY")

    viewer, editor = factories.make_user(), factories.make_user(role="editor")
    for user in (NOBODY, viewer, editor):
        assert answer("source", "secret", user) == answer("source", "random", user)
    for user in (NOBODY, viewer):
        assert answer("source", "drafted", user) == answer("source", "random", user)
    assert answer("dataset", "closed", NOBODY) == answer("dataset", "random", NOBODY)
    known(INCIDENTS.parse({"source": ["drafted"]}), factories.make_user(role="analyst"))
    known(INCIDENTS.parse({"dataset": ["closed"]}), viewer)


@pytest.mark.django_db
def test_a_region_is_no_district_and_a_kind_is_no_sub_kind() -> None:
    factories.make_unit(key="ML-gao")
    factories.make_kind("armed_clash", "battles")
    for name, key in (("admin2", "ML-gao"), ("kind", "armed_clash"), ("sub_kind", "battles")):
        with pytest.raises(Refused):
            known(INCIDENTS.parse({name: [key]}), NOBODY)
    known(
        INCIDENTS.parse({"admin1": ["ML-gao"], "kind": ["battles"], "sub_kind": ["armed_clash"]}),
        NOBODY,
    )
