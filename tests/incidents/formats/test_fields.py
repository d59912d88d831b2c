"""One cell: what it says, or an error that names the field and the remedy."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.formats.fields import EXCEL_EPOCH, day, degrees, needed, point, text, whole
from incidents.formats.reading import release_order, writes_month_first
from incidents.values import RowError

DAYS = st.dates(min_value=date(1989, 1, 1), max_value=date(2088, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2021-02-16",
        "2021-02-16 00:00:00.000",
        "2021-02-16T10:11:12Z",
        "2021/02/16",
        "2021.2.16",
        "16/02/2021",
        "16.02.2021",
        "16-2-21",
        "16/02/2021 0:00:00",
        "16-Feb-21",
        "16-FEB-2021",
        "16 February 2021",
        "16 févr. 2021",
        "16/Feb/2021",
        "44243",
        "44243.0",
        " 2021-02-16 ",
    ],
)
def test_a_day_is_read_in_every_form_that_was_seen(written: str) -> None:
    assert day({"event_date": written}, "event_date") == date(2021, 2, 16)


def test_a_file_that_writes_the_month_first_is_read_so() -> None:
    assert day({"d": "6/9/2009"}, "d", month_first=True) == date(2009, 6, 9)
    assert day({"d": "6/9/2009"}, "d") == date(2009, 9, 6)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "NA",
        "yesterday",
        "2021-13-01",
        "2021-02-30",
        "02/16/2021",
        "16-Foo-21",
        "7",
        "999999",
        "1821-02-16",
        "9999-01-01",
        "2021-02-16x",
    ],
)
def test_what_is_no_day_is_refused_by_name(written: str) -> None:
    with pytest.raises(RowError) as caught:
        day({"event_date": written}, "event_date")
    assert caught.value.field == "event_date"


@given(DAYS)
def test_any_day_survives_its_forms(one: date) -> None:
    for written in (
        one.isoformat(),
        f"{one.day}/{one.month}/{one.year}",
        f"{one.day}-{one:%b}-{one:%y}",
        f"{one.day} {one:%B} {one.year}",
    ):
        assert day({"d": written}, "d") == one
    assert day({"d": f"{one.month}/{one.day}/{one.year}"}, "d", month_first=True) == one


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2100, 1, 1)))
def test_excel_counts_days(one: date) -> None:
    assert day({"d": str((one - EXCEL_EPOCH) // timedelta(days=1))}, "d") == one


def test_the_order_of_day_and_month_is_told_by_numbers_over_twelve() -> None:
    def told(*written: str) -> bool:
        return writes_month_first([{"d": one} for one in written], ["d"])

    assert told("6/9/2009", "6/13/2009")
    assert not told("6/9/2009", "13/6/2009")
    assert not told("6/9/2009")
    assert not told("2009-06-13", "")
    assert not told("13/6/2009", "6/13/2009")


@pytest.mark.parametrize(("cell", "number"), [("3", 3), ("3.0", 3), (" 0 ", 0), ("", None)])
def test_a_whole_number(cell: str, number: int | None) -> None:
    assert whole({"best": cell}, "best") == number


@pytest.mark.parametrize("cell", ["3.5", "three", "-1", "99999999999", "1e3", "0x10"])
def test_what_is_no_whole_number_is_refused(cell: str) -> None:
    with pytest.raises(RowError, match="best"):
        whole({"best": cell}, "best")


def test_a_point_has_both_coordinates_or_none() -> None:
    assert point({"latitude": "14,5", "longitude": "-4.0"}) == (14.5, -4.0)
    assert point({"latitude": "", "longitude": "NA"}) == (None, None)
    with pytest.raises(RowError, match="longitude: is empty"):
        point({"latitude": "14.5", "longitude": ""})
    with pytest.raises(RowError, match="latitude: is empty"):
        point({"longitude": "14.5"})


@pytest.mark.parametrize("cell", ["91", "-90.1", "nord", "inf", "14°30'"])
def test_degrees_outside_the_earth_are_refused(cell: str) -> None:
    with pytest.raises(RowError, match="latitude"):
        degrees({"latitude": cell}, "latitude", 90)


def test_a_long_text_ends_with_an_ellipsis_and_a_key_is_never_cut() -> None:
    assert text({"notes": "x" * 400}, "notes", limit=300) == "x" * 299 + "…"
    with pytest.raises(RowError, match="longer than 120"):
        needed({"id": "x" * 121}, "id")
    with pytest.raises(RowError, match="id: is empty"):
        needed({"id": " NA "}, "id")


def test_releases_follow_each_other() -> None:
    releases = ["", "21.1", "22.1", "25.0.12", "25.1", "26.0.1", "26.0.8", "26.0.11", "26.1"]
    mixed = releases[::-1]
    assert sorted(mixed, key=release_order) == releases
