"""The version lock and the history, kept by the database whoever writes."""

from __future__ import annotations

from django.db import migrations

RECORD = [
    "source",
    "report",
    "actor",
    "actorrelation",
    "adminunit",
    "place",
    "episode",
    "incident",
    "incidentlink",
    "site",
    "participation",
    "claim",
]
UNVERSIONED = [
    "dataset",
    "actorname",
    "placename",
    "claimlink",
    "incident_tags",
    "incident_reports",
]
PRIVATE = ["sourceidentity", "reporttext", "incidentnote", "exactsite"]

FUNCTIONS = """
CREATE FUNCTION incidents_raise_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW IS DISTINCT FROM OLD THEN
        NEW.version := OLD.version + 1;
        NEW.updated_at := now();
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION incidents_keep_before() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NULL;
    END IF;
    EXECUTE format(
        'INSERT INTO %I.%I (at, "table", row_id, action, before, by, signed, transaction)
         VALUES (clock_timestamp(), $1, $2, $3, $4, $5, $6, $7)',
        TG_TABLE_SCHEMA, TG_ARGV[0])
    USING TG_TABLE_NAME::text, OLD.id, lower(TG_OP), to_jsonb(OLD),
        nullif(current_setting('vigie.by', true), '')::bigint,
        left(coalesce(current_setting('vigie.signed', true), ''), 80),
        (pg_current_xact_id()::text)::bigint;
    RETURN NULL;
END $$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION incidents_keep_before();
DROP FUNCTION incidents_raise_version();
"""


def _version(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER raise_version BEFORE UPDATE ON incidents_{table} "
        "FOR EACH ROW EXECUTE FUNCTION incidents_raise_version()",
        f"DROP TRIGGER raise_version ON incidents_{table}",
    )


def _history(table: str, into: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER keep_before AFTER UPDATE OR DELETE ON incidents_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION incidents_keep_before('incidents_{into}')",
        f"DROP TRIGGER keep_before ON incidents_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        *[_version(table) for table in (*RECORD, *PRIVATE)],
        *[_history(table, "change") for table in (*RECORD, *UNVERSIONED)],
        *[_history(table, "privatechange") for table in PRIVATE],
    ]
