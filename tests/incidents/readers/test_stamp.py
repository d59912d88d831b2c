"""The stamp changes with everything that readers may see, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidents import models
from incidents.readers.stamp import stamp
from tests import factories

pytestmark = pytest.mark.django_db


def test_nothing_done_changes_nothing() -> None:
    factories.make_claim()
    before = stamp()
    assert stamp() == before
    models.Incident.objects.get().save()
    assert stamp() == before


CHANGES: dict[str, Callable[[models.Claim], object]] = {
    "a new incident": lambda claim: factories.make_incident(),
    "a new claim": lambda claim: factories.make_claim(incident=claim.incident),
    "a new site": lambda claim: factories.make_site(incident=claim.incident),
    "a title": lambda claim: models.Incident.objects.update(title_fr="Autre"),
    "a status": lambda claim: models.Incident.objects.update(status="retracted"),
    "a claim's words": lambda claim: models.Claim.objects.update(text_fr="autre"),
    "a source protected": lambda claim: models.Source.objects.update(
        protected=True, name_en="", name_fr=""
    ),
    "a data set closed": lambda claim: models.Dataset.objects.update(may_show=False),
    "a kind renamed": lambda claim: models.Kind.objects.filter(key="battles").update(name_fr="X"),
    "a tag added": lambda claim: claim.incident.tags.add(factories.make_term()),
    "an actor renamed": lambda claim: models.Actor.objects.update(name_fr="X"),
    "a claim gone": lambda claim: claim.delete(),
    "a participation gone": lambda claim: models.Participation.objects.all().delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_changes_it(change: Callable[[models.Claim], object]) -> None:
    claim = factories.make_claim()
    factories.make_participation(incident=claim.incident)
    before = stamp()
    change(claim)
    assert stamp() != before


def test_a_tag_taken_off_changes_it() -> None:
    incident = factories.make_incident()
    incident.tags.add(factories.make_term())
    before = stamp()
    incident.tags.clear()
    assert stamp() != before
