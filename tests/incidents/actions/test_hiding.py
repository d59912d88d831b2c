"""What one incident hides, its twin in another data set does not tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from incidents.actions.linking import link_incidents, unlink_incidents
from incidents.actions.signing import Signature
from incidents.actions.store import store
from incidents.actions.workflow import edit
from incidents.folding import fold
from incidents.models import ExactSite, Incident, Site
from incidents.values import NewIncident
from tests import factories
from tests.incidents.actions.values import SITE, new_incident
from tests.incidents.ground import lay_ground

pytestmark = pytest.mark.django_db
BY = Signature(label="test")
TRUE = replace(
    SITE,
    name="Boulikessi",
    name_fr="Boulkessi",
    admin1_name="Mopti region",
    admin2_name="Douentza cercle",
    basis="GeoNames 1 (Boulikessi)",
)


@pytest.fixture(autouse=True)
def _ground() -> None:
    lay_ground()


def _stored(key: str, **said: Any) -> Incident:
    row = new_incident(key, **({"sites": (TRUE,)} | said))
    store(new=[row], by=BY, publish=True)
    return _again(key)


def _again(key: str) -> Incident:
    return Incident.objects.get(dataset_key=key)


def _link(first: Incident, second: Incident, *, same: bool = True) -> None:
    link_incidents(first=first, second=second, same=same, by=BY)


def _set(key: str, sensitive: str, by: Signature = BY) -> None:
    incident = _again(key)
    changes = {"sensitive": sensitive}
    edit(incident=incident, changes=changes, by=by, expected_version=incident.version)


def _shown() -> dict[str, bool]:
    """By key: whether the true place is public."""
    found = Site.objects.order_by("incident__dataset_key")
    assert all(
        site.generalised == ((site.latitude, site.longitude) != (15.03, -1.45)) for site in found
    )
    return {site.incident.dataset_key: not site.generalised for site in found}


def _public() -> dict[str, Any]:
    return dict(Site.objects.filter(incident__dataset_key="8").values().get())


def test_the_twin_of_a_hidden_incident_is_hidden_and_shown_again_without_the_link() -> None:
    hidden, twin = _stored("7", sensitive="health"), _stored("8")
    before = _public()
    assert _shown() == {"7": False, "8": True}

    _link(hidden, twin)
    assert _shown() == {"7": False, "8": False}
    twin = _again("8")
    assert (twin.sensitive, twin.hidden_by_link) == ("health", True)
    assert "oulikessi" not in str(_public()).casefold()
    assert "oulkessi" not in twin.title_en + twin.title_fr + str(_public())
    assert not {fold("Boulikessi"), "8"} & set(twin.search.split())
    truth = ExactSite.objects.get(site__incident=twin)
    assert (truth.name, truth.name_fr, truth.latitude) == ("Boulikessi", "Boulkessi", 15.03)

    unlink_incidents(first=twin, second=hidden, by=BY)
    assert _shown() == {"7": False, "8": True}
    twin = _again("8")
    assert (twin.sensitive, twin.hidden_by_link) == ("", False)
    assert fold("Boulikessi") in twin.search
    unversioned = {"version": 0, "updated_at": None}
    assert _public() | unversioned == before | unversioned
    assert ExactSite.objects.count() == 1


def test_a_link_that_turns_into_related_shows_the_place_again() -> None:
    hidden, twin = _stored("7", sensitive="health"), _stored("8")
    _link(hidden, twin)
    _link(hidden, twin, same=False)
    assert _shown() == {"7": False, "8": True}


def test_incidents_that_are_only_related_show_their_places() -> None:
    _link(_stored("7", sensitive="health"), _stored("8"), same=False)
    assert _shown() == {"7": False, "8": True}


def test_a_chain_is_hidden_as_a_whole_and_falls_apart_where_it_is_cut() -> None:
    a, b, c = _stored("7", sensitive="health"), _stored("8"), _stored("9")
    _link(b, c)
    assert _shown() == {"7": False, "8": True, "9": True}
    _link(a, b)
    assert _shown() == {"7": False, "8": False, "9": False}
    unlink_incidents(first=b, second=c, by=BY)
    assert _shown() == {"7": False, "8": False, "9": True}


def test_hiding_one_hides_its_twins_and_showing_it_shows_them() -> None:
    _link(_stored("7"), _stored("8"))
    assert _shown() == {"7": True, "8": True}
    _set("7", "school")
    assert _shown() == {"7": False, "8": False}
    _set("7", "")
    assert _shown() == {"7": True, "8": True}
    assert not Incident.objects.filter(hidden_by_link=True).exists()


def test_the_place_stays_hidden_while_one_of_them_has_a_reason() -> None:
    _link(_stored("7", sensitive="health"), _stored("8"))
    _set("8", "")
    assert _shown() == {"7": False, "8": False}
    _set("8", "school")
    _set("7", "")
    assert _shown() == {"7": False, "8": False}
    assert (_again("7").sensitive, _again("7").hidden_by_link) == ("school", True)
    _set("8", "")
    assert _shown() == {"7": True, "8": True}


def test_a_place_that_readers_see_is_an_editors_to_hide_through_a_draft() -> None:
    analyst = Signature(user=factories.make_user(role="analyst"))
    draft, published = _stored("7"), _stored("8")
    _link(draft, published)
    Incident.objects.filter(pk=draft.pk).update(status="draft")
    with pytest.raises(PermissionDenied):
        _set("7", "school", by=analyst)
    assert _shown() == {"7": True, "8": True}
    Incident.objects.filter(pk=published.pk).update(status="in_review")
    _set("7", "school", by=analyst)
    assert _shown() == {"7": False, "8": False}


def _released(key: str, **said: Any) -> NewIncident:
    return new_incident(key, **({"sites": (TRUE,), "title_en": "Attack"} | said))


def test_a_new_release_hides_twins_and_never_shows_them() -> None:
    _link(_stored("7"), _stored("8"))
    store(new=(), changed=[_released("7", sensitive="health")], by=BY)
    assert _shown() == {"7": False, "8": False}
    assert _again("8").hidden_by_link
    store(new=(), changed=[_released("8")], by=BY)
    assert _shown() == {"7": False, "8": False}
    assert (_again("8").sensitive, _again("8").hidden_by_link) == ("health", True)
    store(new=(), changed=[_released("8", sensitive="school")], by=BY)
    assert (_again("8").sensitive, _again("8").hidden_by_link) == ("school", False)
