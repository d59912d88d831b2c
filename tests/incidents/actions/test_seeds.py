"""What the seeds do to a record that has lived through an earlier release."""

from __future__ import annotations

import pytest

from incidents.actions.seeds import load_seeds
from incidents.actions.signing import Signature
from incidents.models import Dataset

pytestmark = pytest.mark.django_db
BY = Signature(label="test seeds")


def test_data_sets_of_a_time_before_french_texts_get_them() -> None:
    load_seeds(by=BY)
    Dataset.objects.update(licence_fr="", credit_fr="")
    Dataset.objects.filter(key="acled").update(licence="A contract of our own")
    load_seeds(by=BY)

    assert Dataset.objects.get(key="ucdp_ged").credit_fr.startswith("Uppsala")
    acled = Dataset.objects.get(key="acled")
    assert (acled.licence_fr, acled.credit_fr) == ("", acled.credit)
    assert load_seeds(by=BY)["datasets"] == 0


def test_french_texts_that_a_person_changed_stay() -> None:
    load_seeds(by=BY)
    Dataset.objects.filter(key="curated").update(licence_fr="Faits redits par nous")
    load_seeds(by=BY)
    assert Dataset.objects.get(key="curated").licence_fr == "Faits redits par nous"
