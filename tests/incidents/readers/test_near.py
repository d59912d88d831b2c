from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.models import Incident
from incidents.readers.near import MOST, near
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = date(2024, 9, 17)
HERE = (14.1, -1.63)
ANYONE: Any = AnonymousUser()
DEGREE = 111.195
"""Kilometres in a degree of latitude on the sphere that distances are taken on."""


def at(kilometres_north: float, days: int = 0, **fields: Any) -> Incident:
    site = {key: fields.pop(key) for key in ("precision",) if key in fields}
    made = make.make_incident(start=DAY + timedelta(days=days), **fields)
    make.make_site(
        incident=made, latitude=HERE[0] + kilometres_north / DEGREE, longitude=HERE[1], **site
    )
    return made


def found(*points: tuple[float, float], **options: Any) -> list[tuple[str, int]]:
    rows = near(points or [HERE], DAY, ANYONE, **options)
    return [(row["public_id"], round(row["km"])) for row in rows]


def test_the_closest_come_first_within_the_radius_and_the_days() -> None:
    far, close = at(49), at(10)
    at(51)
    at(5, days=31)
    edge = at(20, days=-30)
    assert found() == [(close.public_id, 10), (edge.public_id, 20), (far.public_id, 49)]


def test_the_closest_of_several_points_and_sites_counts() -> None:
    made = at(40)
    make.make_site(incident=made, latitude=HERE[0] + 30 / DEGREE, longitude=HERE[1])
    assert found() == [(made.public_id, 30)]
    assert found(HERE, (HERE[0] + 25 / DEGREE, HERE[1])) == [(made.public_id, 5)]


def test_the_incident_itself_and_linked_ones_are_left_out() -> None:
    made, other = at(0), at(1)
    assert found(leave_out=[made.public_id]) == [(other.public_id, 1)]


def test_a_place_that_is_not_drawn_is_near_nothing() -> None:
    at(1, precision="admin2")
    assert found() == []
    at(1)
    assert near([], DAY, ANYONE) == []


def test_a_draft_is_near_nothing_for_a_reader() -> None:
    at(1, status="draft")
    assert found() == []


def test_it_is_one_statement_and_a_few_rows(django_assert_num_queries: Any) -> None:
    for kilometres in range(12):
        at(kilometres)
    with django_assert_num_queries(1):
        assert len(found()) == MOST
