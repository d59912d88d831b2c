"""The migration tells single figures from rivals as the rule of figures does."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from incidents.actions.figures import refresh_deaths
from incidents.actions.signing import Signature
from incidents.actions.store import store
from incidents.models import Incident
from incidents.values import FigureState, NewClaim, Scope, Side, Standing
from tests.incidents.actions.values import new_claim, new_incident
from tests.incidents.ground import lay_ground

pytestmark = pytest.mark.django_db
MIGRATION = import_module("incidents.migrations.0005_single_figures_and_hidden_twins")


def _said(low: int | None, high: int | None, **more: Any) -> NewClaim:
    plain: dict[str, Any] = {"low": low, "best": None, "high": high, "speaker_source": "ucdp"}
    return new_claim(**(plain | more))


CASES = {
    "one": ("single", [_said(8, 8)]),
    "range": ("single", [_said(3, 9)]),
    "twice": ("single", [_said(8, 8), _said(8, 8)]),
    "open": ("single", [_said(100, None), _said(100, 100)]),
    "differ": ("rival", [_said(8, 8), _said(9, 9)]),
    "ends": ("rival", [_said(8, 10), _said(8, 9)]),
    "none": ("rival", [_said(8, 8), _said(None, None, state=FigureState.NONE)]),
    "parts": ("single", [_said(8, 8), _said(5, 5, scope=Scope.PART)]),
    "camp": ("single", [_said(8, 8), _said(5, 5, side=Side.ATTACKERS)]),
    "old": ("single", [_said(8, 8), _said(5, 5, standing=Standing.SUPERSEDED)]),
}


def test_stored_tolls_become_what_the_rule_says_and_go_back() -> None:
    lay_ground()
    for key, (_, claims) in CASES.items():
        store(new=[new_incident(key, claims=tuple(claims))], by=Signature(label="test"))
    expected = {key: state for key, (state, _) in CASES.items()}
    assert _states() == expected
    with connection.cursor() as cursor:
        cursor.execute(MIGRATION.RIVAL)
        assert set(_states().values()) == {"rival"}
        cursor.execute(MIGRATION.SINGLE)
    assert _states() == expected
    assert refresh_deaths(incidents=Incident.objects.values_list("pk", flat=True)) == 0


def _states() -> dict[str, str]:
    return dict(Incident.objects.values_list("dataset_key", "deaths_state"))
