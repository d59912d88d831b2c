"""Boxes, circles and polygons against plain geometry, on edges and in holes too."""

from __future__ import annotations

import json
import math
import random

import pytest
from django.contrib.auth.models import AnonymousUser
from shapely.geometry import Point
from shapely.geometry import Polygon as Shape

from incidents.filters import INCIDENTS
from incidents.filters.conditions import around
from incidents.filters.shapes import Box, Circle
from incidents.models import Site
from incidents.readers.incidents import find
from tests import factories
from tests.incidents.readers.brute_force import kilometres

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def at(latitude: float, longitude: float, **fields: object) -> str:
    incident = factories.make_incident(title_en=f"{latitude} {longitude}")
    factories.make_site(incident=incident, latitude=latitude, longitude=longitude, **fields)
    return incident.public_id


def found(**asked: str) -> set[str]:
    filters = INCIDENTS.parse({name: [value] for name, value in asked.items()})
    return set(find(filters, NOBODY).values_list("public_id", flat=True))


def test_all_four_edges_of_a_box_are_inside() -> None:
    inside = {at(0, 0), at(10, 5), at(0, 5), at(5, 2.5)}
    at(10.0001, 0)
    at(0, -0.0001)
    assert found(bbox="0,0,5,10") == inside


@pytest.mark.parametrize("asked", [{"bbox": "-5,0,5,10"}, {"near": "1,1,50"}])
def test_a_point_that_stands_for_a_unit_is_in_no_shape(asked: dict[str, str]) -> None:
    near = at(1, 1, precision="near", radius_km=5)
    for precision in ("admin3", "admin2", "admin1", "country", "area"):
        at(1, 1, precision=precision)
    assert found(**asked) == {near}
    assert found(within="0 0,2 0,2 2,0 2") == {near}


def test_an_incident_with_several_places_is_found_by_any_of_them_and_once() -> None:
    incident = factories.make_incident()
    for latitude in (1, 1.1, 9):
        factories.make_site(incident=incident, latitude=latitude, longitude=1)
    for asked in ({"bbox": "0,0,2,2"}, {"near": "9,1,5"}, {"within": "0 0,2 0,2 2,0 2"}):
        filters = INCIDENTS.parse({name: [value] for name, value in asked.items()})
        assert find(filters, NOBODY).count() == 1


def test_conditions_on_places_may_be_met_by_different_places() -> None:
    incident = factories.make_incident()
    factories.make_site(incident=incident, country="ML", latitude=1, longitude=1)
    factories.make_site(incident=incident, country="BF", latitude=9, longitude=9)
    assert found(country="BF", bbox="0,0,2,2") == {incident.public_id}


def test_a_circle_is_a_circle_on_a_sphere() -> None:
    chance = random.Random(7)
    for latitude, longitude in ((16.27, -0.04), (0, 179.9), (89.5, 10), (-60, -179.99)):
        Site.objects.all().delete()
        points = {}
        for _ in range(120):
            lat = max(-90, min(90, latitude + chance.uniform(-3, 3)))
            lon = (longitude + chance.uniform(-8, 8) + 180) % 360 - 180
            points[at(lat, lon)] = (lat, lon)
        expected = {
            name
            for name, point in points.items()
            if kilometres((latitude, longitude), point) <= 250
        }
        assert expected
        assert found(near=f"{latitude},{longitude},250") == expected


def test_the_box_around_a_circle_holds_it_everywhere() -> None:
    assert around(Circle(89.9, 0, 100)) == Box(-180, around(Circle(89.9, 0, 100)).south, 180, 90)
    assert around(Circle(89.9, 0, 100)).south == pytest.approx(89.0007, abs=1e-3)
    assert around(Circle(0, 179.9, 100)).west == -180
    assert around(Circle(0, -179.9, 100)).east == 180
    assert around(Circle(80, 0, 5000)).south == pytest.approx(35.03, abs=0.01)
    box = around(Circle(60, 10, 100))
    assert box.east - 10 == pytest.approx(10 - box.west)
    for latitude in (box.south + 0.001, box.north - 0.001):
        assert kilometres((60, 10), (latitude, 10)) < 100


def test_a_polygon_agrees_with_plain_geometry() -> None:
    chance = random.Random(3)
    points = {}
    for _ in range(200):
        lat, lon = chance.uniform(0, 10), chance.uniform(0, 10)
        points[at(lat, lon)] = Point(lon, lat)
    for _ in range(5):
        hull = sorted(
            ((chance.uniform(1, 9), chance.uniform(1, 9)) for _ in range(7)),
            key=lambda corner: math.atan2(corner[1] - 5, corner[0] - 5),
        )
        shape = Shape(hull)
        if not shape.is_valid:
            continue
        text = ",".join(f"{lon} {lat}" for lon, lat in hull)
        expected = {name for name, point in points.items() if shape.intersects(point)}
        assert found(within=text) == expected


def test_the_edge_and_the_corners_of_a_polygon_belong_to_it() -> None:
    inside = {at(0, 0), at(0, 2), at(2, 4), at(4, 4), at(2, 2)}
    at(2, 4.001)
    at(-0.001, 1)
    assert found(within="0 0,4 0,4 4,0 4") == inside


def test_a_hole_and_its_edge_are_outside() -> None:
    outer = [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]
    hole = [[3, 3], [6, 3], [6, 6], [3, 6], [3, 3]]
    kept = at(1, 1)
    at(4, 4)
    at(3, 4)
    shape = json.dumps({"type": "Polygon", "coordinates": [outer, hole]})
    assert found(within=shape) == {kept}
    assert len(found(within=json.dumps({"type": "Polygon", "coordinates": [outer]}))) == 3


def test_a_polygon_of_five_hundred_corners_is_taken() -> None:

    corners = [
        (5 + 4 * math.cos(2 * math.pi * n / 500), 5 + 4 * math.sin(2 * math.pi * n / 500))
        for n in range(500)
    ]
    inside = at(5, 5)
    at(9.5, 9.5)
    assert found(within=",".join(f"{lon} {lat}" for lon, lat in corners)) == {inside}


def test_points_beside_the_short_edges_of_a_fine_polygon_are_outside() -> None:
    """PostgreSQL forgives in square units: in degrees, that was a hundred metres here."""
    radius, corners = 0.003, 60
    turns = [math.tau * (n + 0.5) / corners for n in range(corners)]
    ring = [(1 + radius * math.cos(turn), 15 + radius * math.sin(turn)) for turn in turns]
    inside = {at(15 + 0.99 * radius * math.sin(n), 1 + 0.99 * radius * math.cos(n)) for n in (0, 2)}
    for n in range(12):
        at(15 + 1.01 * radius * math.sin(n), 1 + 1.01 * radius * math.cos(n))
    assert found(within=",".join(f"{lon} {lat}" for lon, lat in ring)) == inside


def test_a_point_on_a_long_slanted_edge_is_inside_and_one_a_centimetre_off_is_not() -> None:
    inside = {at(16, 1), at(13.7, -1.3), at(16, 1.0000001)}
    at(16, 0.9999999)
    assert found(within="-2 13,4 13,4 19") == inside
