"""Names the state of the record: whatever is written, deleted or corrected changes the name."""

from __future__ import annotations

from django.db import connection

GROWING = (
    "incident",
    "site",
    "participation",
    "claim",
    "report",
    "incident_tags",
    "incident_reports",
    "source",
    "actor",
    "actorrelation",
    "adminunit",
)
"""Tables whose changes the history keeps: here only what is new or gone must be counted."""
SMALL = ("dataset", "kind", "term")
RECENT = 1000

_PARTS = (
    *(f"(SELECT concat(count(*), '/', max(id)) FROM incidents_{table})" for table in GROWING),  # noqa: S608
    *(
        f"(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY id), '')) FROM incidents_{table} t)"  # noqa: S608
        for table in SMALL
    ),
    # Two transactions may end in another order than they began: so the last thousand, not the last.
    f"(SELECT sum(id) FROM (SELECT id FROM incidents_change ORDER BY id DESC LIMIT {RECENT}) c)",  # noqa: S608
)
_STATEMENT = f"SELECT md5(concat_ws(' ', {', '.join(_PARTS)}))"


def stamp() -> str:
    """One statement. Equal stamps mean that nothing in the record has changed."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT)
        row = cursor.fetchone()
    return str(row[0])
