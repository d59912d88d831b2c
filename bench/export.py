"""All incidents as CSV through the API, against COPY of the same columns through psycopg alone.

    python bench/export.py [incidents, 100000] [--rounds 7] [--data-dir var/bench-100000]

The record is synthetic (`manage.py synthesize`, seed 1), in an embedded cluster of its own. Each
round takes the file from the site as `manage.py serve` serves it (two web processes, sent while it
is read, not compressed), and runs one COPY of the whole through psycopg: the same columns, with
the lists of an incident put together by the database, each table grouped once. The COPY says who
was involved by bare names and words, without the sentences of the file, and neutralises nothing.

Budgets: at least half as fast as COPY; the memory of a web process stays flat (32 MB) from the
second file on, however long the file.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from asking import stream
from record import alternate, finish, machine, median, options, ratios, record, served

OF_COPY, FLAT_MB = 0.5, 32.0
PORT = 8761
FILE = "/api/v1/incidents/?format=csv"


def _list(expression: str, order: str = '"order"') -> str:
    return f"string_agg({expression}, '; ' ORDER BY {order})"


SITES = ", ".join(
    [
        *map(_list, ("s.name_en", "s.name_fr", "s.country", "a.name_en", "b.name_en")),
        '(array_agg(s.latitude ORDER BY "order"))[1]',
        '(array_agg(s.longitude ORDER BY "order"))[1]',
        _list("s.precision"),
        "bool_or(s.generalised)",
        "count(*)",
    ]
)
PEOPLE = ", ".join(
    _list(f"p.role || ' ' || p.attribution || ' ' || coalesce(a.name_{language}, p.literal)")
    for language in ("en", "fr")
)
COPY = f"""
COPY (
    SELECT i.public_id, '/incidents/' || i.public_id || '/', i.title_en, i.title_fr, i.kind_id,
        i.sub_kind_id, i.start, i."end", i.date_precision, i.local_time, i.part_of_day, i.zone,
        i.certainty, array_to_string(i.contested, '; '), i.deaths_state, i.deaths_low,
        i.deaths_retained, i.deaths_high, i.deaths_rule, s.*, p.*, t.tags, e.key, d.key,
        CASE WHEN i.sensitive = '' THEN i.dataset_key END, array_to_string(i.flags, '; '),
        i.version, i.updated_at
    FROM incidents_incident i
    JOIN incidents_dataset d ON d.id = i.dataset_id
    LEFT JOIN incidents_episode e ON e.id = i.episode_id
    LEFT JOIN (
        SELECT s.incident_id, {SITES} FROM incidents_site s
        LEFT JOIN incidents_adminunit a ON a.id = s.admin1_id
        LEFT JOIN incidents_adminunit b ON b.id = s.admin2_id GROUP BY 1
    ) s ON s.incident_id = i.id
    LEFT JOIN (
        SELECT p.incident_id, {PEOPLE} FROM incidents_participation p
        LEFT JOIN incidents_actor a ON a.id = p.actor_id GROUP BY 1
    ) p ON p.incident_id = i.id
    LEFT JOIN (
        SELECT l.incident_id, {_list("t.key", "t.vocabulary, t.order")} AS tags
        FROM incidents_incident_tags l JOIN incidents_term t ON t.id = l.term_id GROUP BY 1
    ) t ON t.incident_id = i.id
    WHERE i.status = 'published' AND d.may_show AND d.may_export
    ORDER BY i.start DESC, i.id DESC
) TO STDOUT (FORMAT csv)
"""  # noqa: S608


def main() -> int:
    given = options(__doc__ or "")
    with record(given.incidents):
        found = {"incidents": given.incidents, "synthetic": True, "seed": 1, **machine()}
        with served(PORT) as server, Memory(server) as memory:
            stream(PORT, FILE)
            memory.mark()
            times = alternate({"api": _api, "copy": _copy}, given.rounds)
            memory.stop()
    api, copy = ([seconds for seconds, _ in times[name]] for name in ("api", "copy"))
    shares = ratios(copy, api)
    found |= {
        "rounds": given.rounds,
        "api_s": median(api),
        "copy_s": median(copy),
        "api_s_each": api,
        "copy_s_each": copy,
        "bytes": times["api"][0][1],
        "bytes_copy": times["copy"][0][1],
        "of_copy": median(shares),
        "of_copy_each": [round(one, 2) for one in shares],
        "memory_mb": memory.first,
        "memory_more_mb": memory.most - memory.first,
    }
    rows = [
        ("speed, of COPY of the same columns", found["of_copy"], "≥", OF_COPY, "×"),
        ("memory beyond that after one file", found["memory_more_mb"], "≤", FLAT_MB, "MB"),
        ("the file through the API", found["api_s"], "", None, "s"),
        ("COPY through psycopg alone", found["copy_s"], "", None, "s"),
        ("incidents a second through the API", given.incidents / found["api_s"], "", None, ""),
        ("bytes an incident", found["bytes"] / given.incidents, "", None, "B"),
        ("memory of a web process after one file", memory.first, "", None, "MB"),
    ]
    return finish("export", found, rows, f"export of {given.incidents:,} synthetic incidents")


def _api() -> tuple[float, int]:
    return stream(PORT, FILE)


def _copy() -> tuple[float, int]:
    from django.db import connection

    connection.ensure_connection()
    began, total = time.perf_counter(), 0
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for some in copy:
            total += len(some)
    return time.perf_counter() - began, total


class Memory:
    """The largest resident memory of the web processes of a server, looked at while they work."""

    def __init__(self, server: int) -> None:
        import psutil

        web = [
            child
            for child in psutil.Process(server).children(recursive=True)
            if "gunicorn" in " ".join(child.cmdline())
        ]
        self.processes = [one for one in web if one.parent() in web]
        self.first = self.most = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def mark(self) -> None:
        """What the first file took: from here on it should not grow."""
        self.first = self.most

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.05):
            used = max(one.memory_info().rss for one in self.processes) / 1e6
            self.most = max(self.most, round(used, 1))


if __name__ == "__main__":
    raise SystemExit(main())
