from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from incidents.actions.seeds import load_seeds
from incidents.actions.signing import Signature
from incidents.management.loading import load_bundled
from incidents.readers.known import known_base, known_for

pytestmark = pytest.mark.django_db
TEXT = "Une attaque a visé Djibo, au Burkina Faso, et l'axe Gao-Ansongo."


@pytest.fixture(autouse=True)
def _ground() -> None:
    load_seeds(by=Signature(label="test"))
    load_bundled()


def test_all_names_of_a_text_are_found_in_one_statement(
    django_assert_num_queries: Any,
) -> None:
    base = known_base()
    with django_assert_num_queries(1):
        known = known_for(TEXT, base=base)

    assert {"jibo", "gao", "ansongo"} <= set(known.places)
    assert {place.country for place in known.places["jibo"]} >= {"BF"}


def test_the_base_is_four_statements(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):
        base = known_base(on=date(2024, 9, 17))

    assert base.countries["burkina faso"] == "BF"
    assert base.countries["malia"] == "ML"
    assert base.actors_by_key["jnim"].name == "JNIM"
    assert "JNIM: Group for Support of Islam and Muslims" not in base.actors_by_key["jnim"].names
    assert base.force_of("ML", "army") is not None
