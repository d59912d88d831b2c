"""Whoever changes what the snapshot shows leaves a note in the outbox, in the same transaction.

Statement triggers with transition tables: a COPY of a thousand rows writes a few notes. `month`
is that of an incident's start; the worker knows in which part it stands. Notes are `urgent` where
something published is withdrawn or hidden.
"""

from __future__ import annotations

from django.db import migrations

OF_INCIDENTS = ("site", "participation", "claim", "incident_tags", "incident_reports")
"""Tables whose rows belong to one incident each."""

NOTE = """
CREATE FUNCTION incidents_note(key text, urgent boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO incidents_outbox (topic, key, urgent, transaction)
    VALUES ('snapshot', key, urgent, pg_current_xact_id()::text::bigint)
    ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION incidents_note_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM incidents_note(to_char(month, 'YYYY-MM'), false)
    FROM (SELECT DISTINCT date_trunc('month', start) AS month FROM new_rows) m;
    RETURN NULL;
END $$;

CREATE FUNCTION incidents_note_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM incidents_note(to_char(month, 'YYYY-MM'), bool_or(hidden))
    FROM (
        SELECT date_trunc('month', moved.start) AS month,
            o.status = 'published' AND (n.status <> 'published' OR n.sensitive <> o.sensitive
                OR n.dataset_id <> o.dataset_id OR n.start <> o.start) AS hidden
        FROM old_rows o JOIN new_rows n ON n.id = o.id
            CROSS JOIN LATERAL (VALUES (o.start), (n.start)) AS moved(start)
        WHERE n IS DISTINCT FROM o
        UNION ALL
        SELECT date_trunc('month', twin.start), false
        FROM old_rows o JOIN new_rows n ON n.id = o.id
            JOIN incidents_incident twin ON twin.same_group IN (o.same_group, n.same_group)
        WHERE n IS DISTINCT FROM o
    ) m GROUP BY month;
    RETURN NULL;
END $$;

CREATE FUNCTION incidents_note_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM incidents_note(to_char(month, 'YYYY-MM'), bool_or(published))
    FROM (
        SELECT date_trunc('month', start) AS month, status = 'published' AS published FROM old_rows
        UNION ALL
        SELECT date_trunc('month', twin.start), false
        FROM old_rows o JOIN incidents_incident twin ON twin.same_group = o.same_group
    ) m GROUP BY month;
    RETURN NULL;
END $$;

CREATE FUNCTION incidents_note_part_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM incidents_note(to_char(month, 'YYYY-MM'), false)
    FROM (SELECT DISTINCT date_trunc('month', i.start) AS month
        FROM new_rows r JOIN incidents_incident i ON i.id = r.incident_id) m;
    RETURN NULL;
END $$;

CREATE FUNCTION incidents_note_part_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM incidents_note(to_char(month, 'YYYY-MM'), urgent)
    FROM (SELECT date_trunc('month', i.start) AS month,
            TG_TABLE_NAME = 'incidents_site' AND bool_or(i.status = 'published') AS urgent
        FROM old_rows r JOIN incidents_incident i ON i.id = r.incident_id GROUP BY 1) m;
    RETURN NULL;
END $$;

CREATE FUNCTION incidents_note_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM incidents_note(to_char(month, 'YYYY-MM'), urgent)
    FROM (SELECT date_trunc('month', i.start) AS month,
            TG_TABLE_NAME = 'incidents_site' AND bool_or(i.status = 'published') AS urgent
        FROM old_rows o JOIN new_rows n ON n.id = o.id
            JOIN incidents_incident i ON i.id IN (o.incident_id, n.incident_id)
        WHERE n IS DISTINCT FROM o GROUP BY 1) m;
    RETURN NULL;
END $$;

-- Rows that many incidents share: a name alone is one file, all else is everything.
CREATE FUNCTION incidents_note_shared() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named boolean;
    hidden boolean := false;
    meant text[] := CASE TG_TABLE_NAME
        WHEN 'incidents_source' THEN ARRAY['key', 'protected']
        WHEN 'incidents_dataset' THEN ARRAY['key', 'may_show']
        WHEN 'incidents_report' THEN ARRAY['source_id']
        ELSE ARRAY['key'] END;
BEGIN
    SELECT bool_or(n IS DISTINCT FROM o),
        bool_or(EXISTS (SELECT FROM unnest(meant) AS c(name)
            WHERE to_jsonb(o) -> c.name IS DISTINCT FROM to_jsonb(n) -> c.name))
    INTO named, hidden FROM old_rows o JOIN new_rows n ON n.id = o.id;
    IF hidden THEN
        PERFORM incidents_note('*', true);
    ELSIF named AND TG_TABLE_NAME <> 'incidents_report' THEN
        PERFORM incidents_note('names', false);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION incidents_note_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM incidents_note('*', false);
    RETURN NULL;
END $$;
"""
FUNCTIONS = ("added", "changed", "removed", "part_added", "part_changed", "part_removed", "shared", "all")
NEW, OLD = "NEW TABLE AS new_rows", "OLD TABLE AS old_rows"


def _trigger(table: str, moment: str, function: str) -> migrations.RunSQL:
    tables = {"INSERT": NEW, "UPDATE": f"{OLD} {NEW}", "DELETE": OLD}[moment]
    name = f"note_{moment.lower()}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {moment} ON incidents_{table} REFERENCING {tables} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION incidents_note_{function}()",
        f"DROP TRIGGER {name} ON incidents_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("incidents", "0006_snapshot")]

    operations = [
        migrations.RunSQL(
            NOTE,
            "".join(f"DROP FUNCTION incidents_note_{name}();" for name in FUNCTIONS)
            + "DROP FUNCTION incidents_note(text, boolean);",
        ),
        _trigger("incident", "INSERT", "added"),
        _trigger("incident", "UPDATE", "changed"),
        _trigger("incident", "DELETE", "removed"),
        *[
            _trigger(table, moment, f"part_{function}")
            for table in OF_INCIDENTS
            for moment, function in (
                ("INSERT", "added"), ("UPDATE", "changed"), ("DELETE", "removed")
            )
        ],
        *[
            _trigger(table, "UPDATE", "shared")
            for table in ("source", "report", "dataset", "actor", "adminunit", "kind", "term")
        ],
        *[_trigger("actorrelation", moment, "all") for moment in ("INSERT", "UPDATE", "DELETE")],
    ]
