"""Every write is signed, and a signature says what it may do."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from incidents.actions.signing import Signature, signed
from incidents.models import Change, Incident
from incidents.values import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_history_knows_the_person() -> None:
    user = factories.make_user(username="awa")
    incident = factories.make_incident()
    with signed(Signature(user=user)):
        Incident.objects.filter(pk=incident.pk).update(title_en="Other")
    change = Change.objects.get(table="incidents_incident")
    assert (change.by, change.signed) == (user.pk, "awa")


def test_the_history_knows_the_program() -> None:
    incident = factories.make_incident()
    with signed(Signature(label="demo import")):
        Incident.objects.filter(pk=incident.pk).update(title_en="Other")
    change = Change.objects.get(table="incidents_incident")
    assert (change.by, change.signed) == (None, "demo import")


def test_an_error_takes_everything_back() -> None:
    def fail() -> None:
        with signed(Signature(label="x")):
            factories.make_incident()
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert not Incident.objects.exists()


def test_a_name_fits_its_column() -> None:
    assert len(Signature(label="x" * 300).name) == 80


@pytest.mark.parametrize(
    ("held", "asked", "may"),
    [
        (Role.ADMINISTRATOR, Role.EDITOR, True),
        (Role.EDITOR, Role.EDITOR, True),
        (Role.ANALYST, Role.EDITOR, False),
        (Role.VIEWER, Role.ANALYST, False),
    ],
)
def test_a_role_holds_those_below_it(held: Role, asked: Role, may: bool) -> None:
    by = Signature(user=factories.make_user(role=held))
    assert by.has_role(asked) is may
    if not may:
        with pytest.raises(PermissionDenied, match=asked.value):
            by.require(asked)


def test_the_operator_may_do_everything_and_a_stranger_nothing() -> None:
    assert Signature(label="command line").has_role(Role.ADMINISTRATOR)
    assert not Signature(user=cast(Any, AnonymousUser())).has_role(Role.VIEWER)
    gone = factories.make_user(role="administrator", is_active=False)
    assert not Signature(user=gone).has_role(Role.VIEWER)
