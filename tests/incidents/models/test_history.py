"""The database keeps the past by itself, whoever writes."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from incidents.models import (
    Change,
    ExactSite,
    Incident,
    IncidentNote,
    PrivateChange,
    ReportText,
    Site,
    SourceIdentity,
)
from tests import factories

pytestmark = pytest.mark.django_db


def _as_application(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE vigie_app")
        cursor.execute(statement)


def test_an_update_keeps_the_row_as_it_stood_and_raises_the_version() -> None:
    incident = factories.make_incident(title_en="Attack at the fort")
    Incident.objects.filter(pk=incident.pk).update(title_en="Attack on the fort")
    incident.refresh_from_db()
    before = Change.objects.get(table="incidents_incident", row_id=incident.pk)
    assert (before.action, before.before["title_en"]) == ("update", "Attack at the fort")
    assert incident.version == before.before["version"] + 1


def test_an_update_that_changes_nothing_leaves_no_trace() -> None:
    incident = factories.make_incident(title_en="Same")
    version = Incident.objects.get(pk=incident.pk).version
    changes = Change.objects.count()
    Incident.objects.filter(pk=incident.pk).update(title_en="Same")
    assert Incident.objects.get(pk=incident.pk).version == version
    assert Change.objects.count() == changes


def test_a_deleted_claim_is_still_known() -> None:
    claim = factories.make_claim(low=7)
    key = claim.pk
    claim.delete()
    assert Change.objects.get(table="incidents_claim", row_id=key).before["low"] == 7


def test_the_signature_of_the_transaction_stands_in_the_history() -> None:
    incident = factories.make_incident()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('vigie.by', '42', true)")
        cursor.execute("SELECT set_config('vigie.signed', 'Awa, editor', true)")
        Incident.objects.filter(pk=incident.pk).update(title_en="Signed")
    change = Change.objects.filter(row_id=incident.pk).latest("id")
    assert (change.by, change.signed) == (42, "Awa, editor")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM incidents_change",
        "UPDATE incidents_change SET signed = 'nobody'",
        "SELECT * FROM incidents_privatechange",
        "ALTER TABLE incidents_claim DISABLE TRIGGER keep_before",
        "DROP TRIGGER keep_before ON incidents_incident",
        "ALTER TABLE incidents_incident DROP CONSTRAINT incident_low_not_over_high",
        "TRUNCATE incidents_claim CASCADE",
        "CREATE TABLE mine (id int)",
    ],
)
def test_the_application_cannot_touch_the_past_or_the_rules(statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        _as_application(statement)


def test_the_application_writes_history_only_through_the_trigger() -> None:
    incident = factories.make_incident(title_en="Before")
    _as_application(f"UPDATE incidents_incident SET title_en = 'After' WHERE id = {incident.pk}")
    assert (
        Change.objects.get(row_id=incident.pk, table="incidents_incident").before["title_en"]
        == "Before"
    )


def test_what_is_private_leaves_its_past_where_the_application_cannot_read() -> None:
    source = factories.make_source(protected=True, name_en="", name_fr="")
    identity = SourceIdentity.objects.create(source=source, name="KEEP-OUT-1")
    text = ReportText.objects.create(report=factories.make_report(), text="KEEP-OUT-2")
    note = IncidentNote.objects.create(incident=factories.make_incident(), text="KEEP-OUT-3")
    site = factories.make_site(precision="admin1", latitude=None, longitude=None)
    exact = ExactSite.objects.create(site=site, name="KEEP-OUT-4", precision="exact")
    kept = PrivateChange.objects.count()
    for row in (identity, text, note, exact):
        row.delete()
    assert PrivateChange.objects.count() == kept + 4
    assert "KEEP-OUT" not in repr(list(Change.objects.values_list("before", flat=True)))


def test_sites_of_an_incident_keep_their_past_too() -> None:
    site = factories.make_site(name_en="Djibo")
    Site.objects.filter(pk=site.pk).update(name_en="Djibo, market")
    assert Change.objects.get(table="incidents_site", row_id=site.pk).before["name_en"] == "Djibo"
