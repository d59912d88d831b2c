from __future__ import annotations

import pytest
from django.utils.translation import override

from dashboard.writing import decimal, number
from dashboard.writing.figures import bounds
from dashboard.writing.totals import counted, incidents, mixed, toll


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [(0, "0", "0"), (999, "999", "999"), (5007, "5,007", "5\u202f007"), (10**6, "1,000,000", None)],
)
def test_thousands_stand_apart_as_each_language_does_it(
    value: int, english: str, french: str | None
) -> None:
    with override("en"):
        assert number(value) == english
    with override("fr"):
        assert number(value) == (french or "1\u202f000\u202f000")


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [(2.5, "2.5", "2,5"), (2.0, "2", "2"), (1234.56, "1,234.6", "1\u202f234,6")],
)
def test_decimals_lose_their_last_zeros(value: float, english: str, french: str) -> None:
    with override("en"):
        assert decimal(value) == english
    with override("fr"):
        assert decimal(value) == french


@pytest.mark.parametrize(
    ("low", "high", "english", "french"),
    [
        (77, 77, "77", "77"),
        (3, 77, "3 to 77", "3 à 77"),
        (100, None, "at least 100", "au moins 100"),
        (None, 15, "up to 15", "jusqu'à 15"),
        (None, None, "", ""),
    ],
)
def test_a_range_is_closed_or_open_at_one_end(
    low: int | None, high: int | None, english: str, french: str
) -> None:
    with override("en"):
        assert bounds(low, high) == english
    with override("fr"):
        assert bounds(low, high) == french


@pytest.mark.parametrize(
    ("n", "english", "french"),
    [
        (0, "0 incidents", "0 incident"),
        (1, "1 incident", "1 incident"),
        (2, "2 incidents", "2 incidents"),
    ],
)
def test_french_is_singular_for_0_and_1(n: int, english: str, french: str) -> None:
    with override("en"):
        assert incidents(n) == english
    with override("fr"):
        assert incidents(n) == french


def test_the_total_says_what_it_leaves_out() -> None:
    with override("en"):
        assert counted(5007, 213) == "5,007 incidents, 213 not on the map"
        assert toll(9812, 3403, 1604) == (
            "9,812 reported deaths in 3,403 incidents with a figure; 1,604 without"
        )
        assert toll(0, 0, 8) == "No toll retained for any of these 8 incidents"
        assert toll(1, 1, 0) == "1 reported death in 1 incident with a figure"
    with override("fr"):
        assert toll(9812, 3403, 1604) == (
            "9\u202f812 morts rapportés dans 3\u202f403 incidents chiffrés\u202f; "
            "1\u202f604 sans bilan"
        )


def test_a_sum_over_several_data_sets_names_them() -> None:
    assert mixed(["UCDP"]) == ""
    with override("en"):
        assert "UCDP, ACLED" in mixed(["UCDP", "ACLED"])
