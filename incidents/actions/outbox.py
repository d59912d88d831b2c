"""The outbox: what a change leaves to be done, and the one worker that does it.

Rows come from the database's triggers, in the transaction of the change whoever writes it; so
nothing can be changed without its work being noted, and nothing is noted that did not happen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from incidents.models import Outbox
from incidents.values import Topic

LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"


@contextmanager
def waiting(topic: Topic) -> Iterator[list[Outbox] | None]:
    """Within: the work that waits, as one moment's picture of the record shows it.

    None where another process is at it. What is yielded counts as done once the block ends; after
    an error or a crash it waits as before, and nothing of the block's writes remains.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            if len(connection.savepoint_ids) == 0:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute(LOCK, [f"vigie {topic}"])
            alone = cursor.fetchone() == (True,)
        if not alone:
            yield None
            return
        rows = list(Outbox.objects.filter(topic=topic))
        yield rows
        Outbox.objects.filter(pk__in=[row.pk for row in rows]).delete()


def note(topic: Topic, key: str) -> None:
    """Have everything of a kind done although nothing changed: after an upgrade, by hand."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO incidents_outbox (topic, key, urgent, transaction) "
            "VALUES (%s, %s, false, pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING",
            [topic, key],
        )
