"""One figure of one origin is no rival; what is the same as a hidden incident is hidden too.

Tolls are told apart by the rule of `incidents.figures` as it stood in this release.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

STATES = ["retained", "rival", "single", "none", "withheld", "unknown"]
SINGLE = """
WITH said AS (
    SELECT claim.id, incident_id,
        CASE WHEN state = 'none' THEN 0 ELSE coalesce(low, best, high) END AS first,
        CASE WHEN state = 'none' THEN 0 ELSE coalesce(high, best, low) END AS last,
        high IS NULL AS open
    FROM incidents_claim claim JOIN incidents_incident incident ON incident.id = incident_id
    WHERE deaths_state = 'rival' AND measure = 'killed' AND side <> 'attackers'
        AND about = 'casualties' AND scope = 'whole' AND stance IN ('asserts', 'claims')
        AND standing NOT IN ('superseded', 'retracted')
        AND (state = 'none' OR (state = 'stated' AND coalesce(low, best, high) IS NOT NULL))
)
UPDATE incidents_incident incident SET deaths_state = 'single'
WHERE deaths_state = 'rival' AND NOT EXISTS (
    SELECT FROM said one JOIN said other USING (incident_id)
    WHERE incident_id = incident.id AND one.id < other.id
        AND (one.first <> other.first
            OR (one.last <> other.last AND NOT one.open AND NOT other.open))
)
"""
RIVAL = "UPDATE incidents_incident SET deaths_state = 'rival' WHERE deaths_state = 'single'"


class Migration(migrations.Migration):
    dependencies = [("incidents", "0004_orders_and_french_licences")]

    operations = [
        migrations.RemoveConstraint(model_name="incident", name="incident_deaths_state_known"),
        migrations.AlterField(
            model_name="incident",
            name="deaths_state",
            field=models.CharField(
                choices=[(state, state) for state in STATES], default="unknown", max_length=24
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="hidden_by_link",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="exactsite",
            name="name_fr",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="exactsite",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="incidents.place",
            ),
        ),
        migrations.AddField(
            model_name="exactsite",
            name="admin2",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="incidents.adminunit",
            ),
        ),
        migrations.AddField(
            model_name="exactsite",
            name="admin2_literal",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="exactsite",
            name="basis",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(deaths_state__in=STATES), name="incident_deaths_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(hidden_by_link=False) | ~models.Q(sensitive=""),
                name="incident_hidden_by_link_has_a_reason",
            ),
        ),
        migrations.RunSQL(SINGLE, RIVAL),
    ]
