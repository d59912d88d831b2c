"""Titles that nobody wrote: kind and place, in good English and good French."""

from __future__ import annotations

import pytest

from incidents.actions.titles import COUNTRY_NAMES, Where, composed_title, literal_unit, of_fr
from incidents.values import COUNTRIES

CLASH = ("Armed clash", "Affrontement armé")


def test_a_named_place_comes_first() -> None:
    where = Where(country="BF", place_en="Djibo", place_fr="Djibo", unit_en="Sahel")
    assert composed_title(CLASH, where) == (
        "Armed clash, Djibo (Burkina Faso)",
        "Affrontement armé, Djibo (Burkina Faso)",
    )


@pytest.mark.parametrize(
    ("country", "unit", "kind", "level", "english", "french"),
    [
        ("ML", "Gao", "région", 1, "Gao region (Mali)", "région de Gao (Mali)"),
        ("NE", "Agadez", "", 1, "Agadez region (Niger)", "région d’Agadez (Niger)"),
        ("TD", "Lac", "province", 1, "Lac province (Chad)", "province du Lac (Tchad)"),
        ("BF", "Est", "région", 1, "Est region (Burkina Faso)", "région de l’Est (Burkina Faso)"),
        ("ML", "Ansongo", "cercle", 2, "Ansongo district (Mali)", "cercle d’Ansongo (Mali)"),
        ("NG", "Borno", "state", 1, "Borno state (Nigeria)", "État de Borno (Nigeria)"),
        ("NG", "Donga", "lga", 2, "Donga LGA (Nigeria)", "LGA de Donga (Nigeria)"),
        (
            "BJ",
            "Donga",
            "département",
            1,
            "Donga department (Benin)",
            "département de la Donga (Bénin)",
        ),
        (
            "BF",
            "Cascades",
            "région",
            1,
            "Cascades region (Burkina Faso)",
            "région des Cascades (Burkina Faso)",
        ),
    ],
)
def test_a_unit_is_named_by_its_local_word(  # noqa: PLR0917
    country: str, unit: str, kind: str, level: int, english: str, french: str
) -> None:
    where = Where(country=country, unit_en=unit, unit_fr=unit, unit_type=kind, unit_level=level)
    assert composed_title(CLASH, where) == (
        f"Armed clash, {english}",
        f"Affrontement armé, {french}",
    )


def test_nothing_but_the_country_is_still_a_title() -> None:
    assert composed_title(CLASH, Where(country="TD")) == (
        "Armed clash, Chad",
        "Affrontement armé, Tchad",
    )


def test_a_long_place_is_cut_before_the_country() -> None:
    english, french = composed_title(CLASH, Where(country="ML", place_en="x" * 400, place_fr="x"))
    assert len(english) <= 240
    assert english.endswith("(Mali)")
    assert french == "Affrontement armé, x (Mali)"


def test_every_country_has_both_names() -> None:
    assert set(COUNTRY_NAMES) == set(COUNTRIES)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Gao", "de Gao"),
        ("Ouahigouya", "d’Ouahigouya"),
        ("Sud-Ouest", "du Sud-Ouest"),
        ("Ouest", "de l’Ouest"),
        ("Boucle du Mouhoun", "de la Boucle du Mouhoun"),
        ("Hauts-Bassins", "des Hauts-Bassins"),
        ("Élavagnon", "d’Élavagnon"),
    ],
)
def test_french_articles(name: str, said: str) -> None:
    assert of_fr(name) == said


@pytest.mark.parametrize(
    ("literal", "name", "kind"),
    [
        ("Kogi state", "Kogi", "state"),
        ("Jos North lga", "Jos North", "lga"),
        ("Logone-et-Chari département", "Logone-et-Chari", "département"),
        ("Gao", "Gao", ""),
        ("", "", ""),
    ],
)
def test_a_data_sets_own_word_for_a_unit(literal: str, name: str, kind: str) -> None:
    assert literal_unit(literal) == (name, kind)
