"""Incidents that are one count once: the groups that links make, and unmake."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from incidents.actions.linking import link_incidents, unlink_incidents
from incidents.actions.signing import Signature
from incidents.filters import Refused
from incidents.models import Incident, IncidentLink
from tests import factories

pytestmark = pytest.mark.django_db
BY = Signature(label="test")


def _incidents(count: int) -> list[Incident]:
    return [factories.make_incident(status="draft") for _ in range(count)]


def _groups(*incidents: Incident) -> list[int | None]:
    kept = dict(Incident.objects.values_list("pk", "same_group"))
    return [kept[incident.pk] for incident in incidents]


def _link(first: Incident, second: Incident, *, same: bool = True) -> IncidentLink:
    return link_incidents(first=first, second=second, same=same, reason="one fight", by=BY)


def test_the_same_share_the_smallest_number() -> None:
    a, b, c = _incidents(3)
    link = _link(b, a)
    assert (link.first, link.second, link.reason) == (a, b, "one fight")
    assert _groups(a, b, c) == [a.pk, a.pk, None]


def test_a_chain_is_one_group_and_falls_apart_where_it_is_cut() -> None:
    a, b, c, d = _incidents(4)
    _link(a, b)
    _link(c, d)
    _link(b, c)
    assert _groups(a, b, c, d) == [a.pk] * 4
    unlink_incidents(first=c, second=b, by=BY)
    assert _groups(a, b, c, d) == [a.pk, a.pk, c.pk, c.pk]
    unlink_incidents(first=a, second=b, by=BY)
    assert _groups(a, b, c, d) == [None, None, c.pk, c.pk]


def test_a_ring_stays_one_when_one_link_goes() -> None:
    a, b, c = _incidents(3)
    for first, second in ((a, b), (b, c), (a, c)):
        _link(first, second)
    unlink_incidents(first=a, second=c, by=BY)
    assert _groups(a, b, c) == [a.pk] * 3


def test_related_incidents_count_each() -> None:
    a, b = _incidents(2)
    _link(a, b, same=False)
    assert _groups(a, b) == [None, None]
    _link(a, b, same=True)
    assert _groups(a, b) == [a.pk, a.pk]
    _link(b, a, same=False)
    assert _groups(a, b) == [None, None]
    assert IncidentLink.objects.count() == 1


def test_what_cannot_be_linked_is_refused() -> None:
    a, b = _incidents(2)
    with pytest.raises(Refused, match="second"):
        _link(a, a)
    with pytest.raises(Refused, match="second"):
        unlink_incidents(first=a, second=b, by=BY)


def test_what_readers_see_is_an_editors_to_link() -> None:
    analyst = Signature(user=factories.make_user(role="analyst"))
    a, b = _incidents(2)
    link_incidents(first=a, second=b, same=True, by=analyst)
    published = factories.make_incident()
    with pytest.raises(PermissionDenied):
        link_incidents(first=a, second=published, same=True, by=analyst)
    with pytest.raises(PermissionDenied):
        unlink_incidents(first=a, second=published, by=analyst)
