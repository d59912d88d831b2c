"""Every word of every closed vocabulary has its words for people, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils.translation import override

from dashboard.writing import filters, labels, places
from incidents import values
from incidents.filters import INCIDENTS
from incidents.filters.lists import ACTORS, CLAIMS, SOURCES

NAMED: list[tuple[Callable[[str], str], list[str]]] = [
    (labels.certainty, list(values.Certainty)),
    (labels.contested, list(values.Contested)),
    (labels.status, list(values.Status)),
    (labels.role, list(values.ParticipationRole)),
    (labels.attribution, list(values.Attribution)),
    (labels.deaths_state, list(values.DeathsState)),
    (labels.about, list(values.About)),
    (labels.measure, list(values.Measure)),
    (labels.stance, list(values.Stance)),
    (labels.standing, list(values.Standing)),
    (labels.flag, list(values.Flag)),
    (labels.relation, list(values.RelationKind)),
    (labels.relation_back, list(values.RelationKind)),
    (labels.relation_status, list(values.RelationStatus)),
    (labels.side, list(values.Side)),
    (labels.scope, list(values.Scope)),
    (labels.figure_state, list(values.FigureState)),
    (labels.actor_type, list(values.ActorType)),
    (labels.reliability, list("ABCDEF")),
    (places.precision_level, list(values.Precision)),
    (places.country, list(values.COUNTRIES)),
]


@pytest.mark.parametrize(("word", "vocabulary"), NAMED)
def test_no_two_words_of_a_vocabulary_read_the_same(
    word: Callable[[str], str], vocabulary: list[str]
) -> None:
    for language in ("en", "fr"):
        with override(language):
            read = [word(key) for key in vocabulary]
        assert all(read)
        assert len(set(read)) == len(read)


@pytest.mark.parametrize("grade", range(1, 7))
def test_credibility_is_words_never_a_letter_and_a_digit(grade: int) -> None:
    with override("en"):
        assert labels.credibility(grade).islower()
        assert not any(mark.isdigit() for mark in labels.credibility(grade))


@pytest.mark.parametrize("declaration", [INCIDENTS, CLAIMS, ACTORS, SOURCES])
def test_every_filter_of_a_list_has_a_name_for_people(declaration: object) -> None:
    for parameter in declaration.parameters:  # type: ignore[attr-defined]
        if parameter.name != "cursor":
            assert filters.parameter(parameter.name)


def test_a_perpetrator_is_never_called_so_in_our_own_voice() -> None:
    for language, forbidden in (("en", "perpetrator"), ("fr", "coupable")):
        with override(language):
            assert forbidden not in labels.role("perpetrator")


@pytest.mark.parametrize(
    ("country", "admin2", "admin1"),
    [
        ("ML", "connue au niveau du cercle seulement", "connue au niveau de la région seulement"),
        (
            "BF",
            "connue au niveau de la province seulement",
            "connue au niveau de la région seulement",
        ),
        (
            "TD",
            "connue au niveau du département seulement",
            "connue au niveau de la province seulement",
        ),
        (
            "MR",
            "connue au niveau de la moughataa seulement",
            "connue au niveau de la wilaya seulement",
        ),
        ("BJ", "connue au niveau du district seulement", "connue au niveau de la région seulement"),
    ],
)
def test_a_unit_has_its_own_name_in_each_country(country: str, admin2: str, admin1: str) -> None:
    site = {"country": country, "radius_km": None}
    with override("fr"):
        assert places.precision({**site, "precision": "admin2"}) == admin2
        assert places.precision({**site, "precision": "admin1"}) == admin1


def test_an_approximate_place_says_how_far_it_may_lie() -> None:
    site = {"country": "ML", "precision": "near", "radius_km": 2.5}
    with override("en"):
        assert places.precision(site) == "approximate place (± 2.5 km)"
    with override("fr"):
        assert places.precision(site) == "localisation approximative (± 2,5\u202fkm)"
        untold = places.precision({**site, "radius_km": None})
        assert untold == "localisation approximative (distance non précisée)"


def test_a_place_names_no_unit_twice() -> None:
    bamako = {"en": "Bamako", "fr": "Bamako"}
    site = {
        "name": bamako,
        "admin2": None,
        "admin1": {"key": "ml-bamako", "name": bamako},
        "country": "ML",
    }
    with override("en"):
        assert places.where(site) == "Bamako, Mali"
