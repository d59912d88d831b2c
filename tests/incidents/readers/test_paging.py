"""Walking a list by its cursors shows every row once, also where thousands are equal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.filters import INCIDENTS, Filters, Refused
from incidents.filters.lists import ClaimFilters
from incidents.models import Incident
from incidents.readers import incidents as reader
from incidents.readers.claims import claim_page, find_claims
from tests import factories

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
DAY = date(2024, 9, 17)


def walk(filters: Filters) -> list[str]:
    ids: list[str] = []
    cursor = ""
    while True:
        page = reader.page(reader.find(filters, NOBODY), replace(filters, cursor=cursor))
        ids += [row["public_id"] for row in page.rows]
        cursor = page.next
        if not cursor:
            return ids


def many(number: int, **fields: Any) -> None:
    first = factories.make_incident(start=DAY)
    plain = {
        one.attname: getattr(first, one.attname)
        for one in Incident._meta.concrete_fields
        if one.attname not in ("id", "public_id")
    }
    Incident.objects.bulk_create(Incident(**{**plain, **fields}) for _ in range(number - 1))


def test_three_thousand_incidents_of_one_day_come_once_each_in_every_order() -> None:
    many(3000)
    for order in reader.SORTED:
        ids = walk(Filters(order=order, page_size=700))
        assert len(ids) == len(set(ids)) == 3000, order


def test_pages_of_an_odd_size_meet_without_a_gap() -> None:
    many(50)
    assert walk(Filters(page_size=7)) == walk(Filters(page_size=1000))


def test_a_walk_of_exactly_one_page_has_no_next() -> None:
    many(5)
    page = reader.page(reader.find(Filters(), NOBODY), Filters(page_size=5))
    assert (len(page.rows), page.next) == (5, "")


@pytest.mark.parametrize("order", ["fatalities", "-fatalities"])
def test_those_without_a_figure_come_last_and_once(order: str) -> None:
    for figure in (3, None, 0, 3, None, 7, None):
        factories.make_incident(
            deaths_state="unknown" if figure is None else "retained",
            deaths_low=figure,
            deaths_retained=figure,
            deaths_high=figure,
        )
    nobody_died = factories.make_incident(deaths_state="none", deaths_low=0, deaths_high=0)
    filters = Filters(order=order, page_size=2)
    ids = walk(filters)
    rows = {row.public_id: row for row in Incident.objects.all()}
    figures = [
        0 if rows[public_id] == nobody_died else rows[public_id].deaths_retained
        for public_id in ids
    ]
    up = [0, 0, 3, 3, 7]
    assert figures == [*(up if order == "fatalities" else up[::-1]), None, None, None]
    assert len(set(ids)) == 8


def test_rows_added_meanwhile_neither_repeat_nor_hide_others() -> None:
    many(10)
    filters = Filters(page_size=5)
    first = reader.page(reader.find(filters, NOBODY), filters)
    factories.make_incident(start=date(2025, 1, 1))
    second = reader.page(reader.find(filters, NOBODY), replace(filters, cursor=first.next))
    ids = [row["public_id"] for row in (*first.rows, *second.rows)]
    assert len(set(ids)) == 10
    assert second.next == ""


@pytest.mark.parametrize("cursor", ["x", "eyJ4IjoxfQ:abc", "W10:x", "é"])
def test_a_damaged_cursor_is_refused_with_the_way_out(cursor: str) -> None:
    factories.make_incident()
    filters = Filters(cursor=cursor)
    with pytest.raises(Refused) as caught:
        reader.page(reader.find(filters, NOBODY), filters)
    (refusal,) = caught.value.refusals
    assert refusal.field == "cursor"
    assert "first page" in refusal.remedy


@pytest.mark.parametrize("other", [{"country": ["ML"]}, {"order": ["start"]}, {"q": ["gao"]}])
def test_a_cursor_belongs_to_its_filters_and_its_order(other: dict[str, list[str]]) -> None:
    many(3)
    filters = Filters(page_size=1)
    cursor = reader.page(reader.find(filters, NOBODY), filters).next
    changed = replace(INCIDENTS.parse(other), cursor=cursor, page_size=1)
    with pytest.raises(Refused, match="other filters or to another order"):
        reader.page(reader.find(changed, NOBODY), changed)
    again = replace(filters, cursor=cursor, page_size=2)
    assert len(reader.page(reader.find(again, NOBODY), again).rows) == 2


def test_a_cursor_of_one_list_opens_no_other() -> None:
    many(2)
    cursor = reader.page(reader.find(Filters(), NOBODY), Filters(page_size=1)).next
    filters = ClaimFilters(cursor=cursor)
    with pytest.raises(Refused):
        claim_page(find_claims(filters, NOBODY), filters)


def test_claims_walk_too_and_those_without_a_day_come_last() -> None:
    incident = factories.make_incident()
    for day in (None, DAY, None, DAY, date(2024, 1, 1)):
        factories.make_claim(incident=incident, said_on=day)
    for order, days in (
        ("-said", [DAY, DAY, date(2024, 1, 1), None, None]),
        ("said", [date(2024, 1, 1), DAY, DAY, None, None]),
    ):
        filters, said, cursor = ClaimFilters(order=order, page_size=2), [], ""
        while True:
            asked = replace(filters, cursor=cursor)
            page = claim_page(find_claims(asked, NOBODY), asked)
            said += [row["said_on"] for row in page.rows]
            cursor = page.next
            if not cursor:
                break
        assert said == days
