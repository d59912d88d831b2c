"""Indexes for the orders by deaths and by change; licences and credits in French."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce


def _ranked(without: int) -> Coalesce:
    """The retained deaths, 0 where nobody died, `without` where there is no figure."""
    return Coalesce(
        Case(
            When(deaths_retained__isnull=False, then=F("deaths_retained")),
            When(deaths_state="none", then=Value(0)),
        ),
        Value(without),
    )


class Migration(migrations.Migration):
    dependencies = [("incidents", "0003_grants")]

    operations = [
        migrations.AddField(
            model_name="dataset",
            name="licence_fr",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="dataset", name="credit_fr", field=models.TextField(blank=True)
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["updated_at", "id"], name="incident_by_change"),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(_ranked(-1), F("id"), name="incident_by_most_deaths"),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(_ranked(2**31 - 1), F("id"), name="incident_by_fewest_deaths"),
        ),
    ]
