from __future__ import annotations

import pytest

from incidents.extraction.numbers import numbers_in, value_of


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("une vingtaine de soldats", 20, 20),
        ("au moins 15 morts", 15, None),
        ("dozens of people", None, None),
        ("15 000 déplacés", 15000, 15000),
        ("1,5 million de personnes", 1_500_000, 1_500_000),
        ("at least fifteen civilians", 15, None),
        ("between 10 and 15 men", 10, 15),
        ("15 à 20 soldats", 15, 20),
        ("up to 70 people", None, 70),
        ("plus d'une centaine de familles", 100, None),
        ("a dozen ambulances", 12, 12),
        ("vingt morts au moins", 20, None),
        ("quatre-vingt-dix-sept civils", 97, 97),
        ("1,500 people", 1500, 1500),
    ],
)
def test_a_number_is_read_with_its_bounds(text: str, low: int | None, high: int | None) -> None:
    (number,) = numbers_in(text)

    assert (number.low, number.high) == (low, high)
    assert text[number.span.start : number.span.end] == number.words


@pytest.mark.parametrize(
    "text",
    ["le 17 septembre 2024", "à 30 km", "near 08:00 local time", "September 17", "âgé de 12 ans"],
)
def test_dates_hours_distances_and_ages_are_no_counts(text: str) -> None:
    assert numbers_in(text, language="fr") == []


def test_an_article_counts_in_its_own_language_only() -> None:
    numbers = numbers_in("Un gendarme a été tué", language="fr")

    assert [number.words for number in numbers] == ["Un"]


@pytest.mark.parametrize(
    ("words", "value"),
    [("mille deux cents", 1200), ("two hundred and ten", 210), ("vingt et un", 21), ("bac", None)],
)
def test_words_have_a_value_or_none(words: str, value: int | None) -> None:
    assert value_of(words) == value
