"""The application's role: it may read and write rows, and owns nothing.

It can change neither tables, triggers nor the history. Where the migrating role may not make
roles, the operator makes `vigie_app` first (docs/operations.md); without it nothing is granted.
"""

from __future__ import annotations

from django.db import migrations

ROLE = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'vigie_app') THEN
        CREATE ROLE vigie_app NOLOGIN;
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE WARNING 'role vigie_app is missing and may not be made here';
    WHEN duplicate_object OR unique_violation THEN
        NULL;
END $$;
DO $$
BEGIN
    GRANT vigie_app TO CURRENT_USER;
EXCEPTION
    WHEN insufficient_privilege OR undefined_object OR invalid_grant_operation THEN
        NULL;
    WHEN internal_error OR unique_violation OR serialization_failure THEN
        NULL;
END $$;
"""
GRANTS = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'vigie_app') THEN
        RETURN;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO vigie_app', current_schema());
    EXECUTE format(
        'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO vigie_app',
        current_schema());
    EXECUTE format(
        'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO vigie_app', current_schema());
    EXECUTE format(
        'ALTER DEFAULT PRIVILEGES IN SCHEMA %I
         GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO vigie_app', current_schema());
    EXECUTE format(
        'ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO vigie_app',
        current_schema());
    REVOKE INSERT, UPDATE, DELETE ON incidents_change FROM vigie_app;
    REVOKE ALL ON incidents_privatechange FROM vigie_app;
    REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM vigie_app;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0002_history"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunSQL(ROLE, migrations.RunSQL.noop),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
