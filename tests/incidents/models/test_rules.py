"""Rules live in the database as named constraints."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from incidents.models import Incident
from tests import factories

pytestmark = pytest.mark.django_db


def _refused(make: Callable[..., Any], constraint: str, **fields: Any) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"start": date(2024, 2, 2), "end": date(2024, 2, 1)}, "incident_ends_after_it_starts"),
        ({"status": "approved"}, "incident_status_known"),
        ({"certainty": "sure"}, "incident_certainty_known"),
        ({"contested": ["weather"]}, "incident_contested_known"),
        ({"deaths_low": 5, "deaths_high": 4}, "incident_low_not_over_high"),
        (
            {"deaths_low": 1, "deaths_retained": 9, "deaths_high": 4},
            "incident_retained_between_low_and_high",
        ),
        ({"chosen_deaths": 3}, "incident_choice_has_a_reason"),
        ({"status": "published", "published_at": None}, "incident_published_has_a_moment"),
        ({"public_id": "VS-ILOU00000000"}, "incident_public_id_form"),
    ],
)
def test_an_incident_that_breaks_a_rule_is_refused(fields: dict[str, Any], constraint: str) -> None:
    _refused(factories.make_incident, constraint, **fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"precision": "roughly"}, "site_precision_known"),
        ({"latitude": 95.0, "longitude": 1.0}, "site_point_on_earth"),
        ({"latitude": None, "longitude": None, "precision": "exact"}, "site_exact_has_a_point"),
        ({"generalised": True, "precision": "exact"}, "site_generalised_is_not_exact"),
    ],
)
def test_a_place_that_breaks_a_rule_is_refused(fields: dict[str, Any], constraint: str) -> None:
    _refused(factories.make_site, constraint, **fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"credibility": 7}, "claim_credibility_1_to_6"),
        ({"state": "withheld", "low": 3}, "claim_silence_has_no_number"),
        ({"state": "stated", "measure": ""}, "claim_figure_has_a_measure"),
        ({"about": "weather"}, "claim_about_known"),
    ],
)
def test_a_claim_that_breaks_a_rule_is_refused(fields: dict[str, Any], constraint: str) -> None:
    _refused(factories.make_claim, constraint, **fields)


def test_what_a_source_said_is_kept_even_when_its_figures_are_out_of_order() -> None:
    claim = factories.make_claim(state="stated", measure="killed", low=9, best=4, high=2)
    assert (claim.low, claim.best, claim.high) == (9, 4, 2)


def test_a_protected_source_has_no_name_to_leak() -> None:
    _refused(
        factories.make_source, "source_protected_has_no_name", protected=True, name_en="Awa D."
    )


def test_a_relation_needs_a_source_and_two_actors() -> None:
    one, other = factories.make_actor(), factories.make_actor()
    relation = {"subject": one, "kind": "component_of", "status": "accepted"}
    _refused(factories.make_relation, "relation_has_a_source", object=other, source="", **relation)
    _refused(
        factories.make_relation, "relation_between_two_actors", object=one, source="x", **relation
    )


def test_public_ids_are_of_the_permanent_form() -> None:
    ids = {factories.make_incident().public_id for _ in range(20)}
    assert len(ids) == 20
    assert all(re.fullmatch(r"VS-[0-9A-HJKMNP-TV-Z]{12}", public_id) for public_id in ids)


def test_a_row_of_a_data_set_stands_once() -> None:
    incident = factories.make_incident(dataset_key="77")
    _refused(
        factories.make_incident,
        "incident_once_per_dataset",
        dataset=incident.dataset,
        dataset_key="77",
    )
    assert Incident.objects.filter(dataset_key="77").count() == 1
