"""The peers that serve a flat table of PostGIS: tipg and pygeoapi, with what they need.

They need PostGIS, which the embedded server does not bring: a cluster of Debian's PostgreSQL (or
of BENCH_POSTGRES_BIN) beside the record, with the same options, and one table: one row for each
public incident, its points, its actors and places as JSON, with GiST on the points and btrees on
day and on kind and day. The programs are installed into .venv/bench (bench/requirements.txt).
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from record import BENCH_PYTHON, ROOT

TABLE = """
CREATE TABLE incidents (
    id bigint PRIMARY KEY, public_id text, title_en text, title_fr text, kind text, sub_kind text,
    start timestamptz, "end" date, certainty text, contested text, deaths_state text,
    deaths_low int, deaths_retained int, deaths_high int, places text, actors text, tags text,
    dataset text, geom geometry(MultiPoint, 4326)
)
"""
INDEXES = """
CREATE INDEX ON incidents USING gist (geom);
CREATE INDEX ON incidents (start, id);
CREATE INDEX ON incidents (kind, start, id);
VACUUM ANALYZE incidents
"""
ROWS = """
COPY (
    SELECT i.id, i.public_id, i.title_en, i.title_fr, i.kind_id, i.sub_kind_id,
        i.start::timestamp AT TIME ZONE 'UTC', i."end", i.certainty,
        array_to_string(i.contested, ','), i.deaths_state, i.deaths_low, i.deaths_retained,
        i.deaths_high, s.places, p.actors, t.tags, d.key,
        'SRID=4326;MULTIPOINT(' || s.points || ')'
    FROM incidents_incident i JOIN incidents_dataset d ON d.id = i.dataset_id
    LEFT JOIN (
        SELECT s.incident_id, json_agg(json_build_object('name_en', s.name_en, 'name_fr', s.name_fr,
            'country', s.country, 'admin1', a.name_en, 'admin2', b.name_en,
            'precision', s.precision) ORDER BY s."order") AS places,
        string_agg(s.longitude || ' ' || s.latitude, ',' ORDER BY s."order")
            FILTER (WHERE s.precision IN ('exact', 'near')) AS points
        FROM incidents_site s LEFT JOIN incidents_adminunit a ON a.id = s.admin1_id
        LEFT JOIN incidents_adminunit b ON b.id = s.admin2_id GROUP BY 1
    ) s ON s.incident_id = i.id
    LEFT JOIN (
        SELECT p.incident_id, json_agg(json_build_object('key', a.key, 'name_en', a.name_en,
            'name_fr', a.name_fr, 'role', p.role, 'attribution', p.attribution,
            'description', p.description_en) ORDER BY p."order") AS actors
        FROM incidents_participation p LEFT JOIN incidents_actor a ON a.id = p.actor_id GROUP BY 1
    ) p ON p.incident_id = i.id
    LEFT JOIN (
        SELECT l.incident_id, string_agg(t.key, ',') AS tags
        FROM incidents_incident_tags l JOIN incidents_term t ON t.id = l.term_id GROUP BY 1
    ) t ON t.incident_id = i.id
    WHERE i.status = 'published' AND d.may_show
) TO STDOUT
"""
PATIENCE = 60.0
PORT, USER = 8769, "bench"


def missing() -> str | None:
    """What keeps the peers from being measured here; None: nothing."""
    if _programs() is None:
        return "no PostgreSQL with PostGIS (postgresql-15-postgis-3, or BENCH_POSTGRES_BIN)"
    if not BENCH_PYTHON.exists():
        return f"no {BENCH_PYTHON.relative_to(ROOT)}: see `make bench`"
    asked = [str(BENCH_PYTHON), "-c", "import tipg, pygeoapi, geoalchemy2, psycopg2"]
    if subprocess.run(asked, check=False, capture_output=True).returncode:
        return "tipg and pygeoapi are not installed: bench/requirements.txt"
    return None


def _programs() -> Path | None:
    if given := os.environ.get("BENCH_POSTGRES_BIN"):
        return Path(given)
    for control in sorted(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        programs = Path("/usr/lib/postgresql", control.parts[-3], "bin")
        if programs.is_dir():
            return programs
    return None


@contextlib.contextmanager
def flat_table(record: Path, count: int) -> Iterator[dict[str, str]]:
    """A running cluster with PostGIS and the flat table of the record; how to connect.

    It stands beside the record's folder. Started by root the server runs as `postgres`, who may
    enter neither: then among temporary files.
    """
    beside = Path(tempfile.gettempdir()) if os.geteuid() == 0 else record.parent
    folder, programs = beside / f"{record.name}-flat", _programs() or Path()
    password = _initialised(folder, programs, record / "flat.password")
    options = f"-c listen_addresses=127.0.0.1 -c port={PORT} -c jit=off -c max_connections=60"
    options += f" -c unix_socket_directories={folder}"
    command = [programs / "pg_ctl", "--pgdata", folder, "--wait", "--log", folder / "log"]
    _as_server([*command, "--options", options, "start"], folder)
    try:
        address = {"host": "127.0.0.1", "port": str(PORT), "user": USER, "password": password}
        address["dbname"] = "postgres"
        _fill(address, count)
        yield address
    finally:
        _as_server([*command, "--mode=fast", "stop"], folder)


def _initialised(folder: Path, programs: Path, kept: Path) -> str:
    """The password of the cluster, which is made where there is none."""
    if (folder / "PG_VERSION").exists():
        return kept.read_text()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    kept.touch(mode=0o600)
    kept.write_text(secrets.token_urlsafe())
    given = folder.with_suffix(".password")
    shutil.copy(kept, given)
    if os.geteuid() == 0:
        for path in (folder, given):
            shutil.chown(path, "postgres", "postgres")
    try:
        command = [programs / "initdb", "--pgdata", folder, "--username", USER, "--pwfile", given]
        command += ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256"]
        _as_server(command, folder.parent)
    finally:
        given.unlink()
    return kept.read_text()


def _as_server(command: Sequence[str | Path], folder: Path) -> None:
    account = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*account, *command], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _fill(address: dict[str, str], count: int) -> None:
    import psycopg
    from django.db import connection

    with psycopg.connect(**address, autocommit=True) as flat:  # type: ignore[arg-type]
        flat.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        found = flat.execute("SELECT to_regclass('public.incidents')").fetchone()
        if found and found[0] and _rows(flat) == count:
            return
        flat.execute("DROP TABLE IF EXISTS incidents")
        flat.execute(TABLE)
        connection.ensure_connection()
        with (
            connection.cursor() as cursor,
            cursor.copy(ROWS) as source,
            flat.cursor().copy("COPY incidents FROM STDIN") as target,
        ):
            for some in source:
                target.write(some)
        for statement in INDEXES.split(";"):
            flat.execute(statement)


def _rows(flat: Any) -> int:
    return int(flat.execute("SELECT count(*) FROM incidents").fetchone()[0])


@contextlib.contextmanager
def tipg(address: dict[str, str], port: int) -> Iterator[None]:
    """tipg under uvicorn with two workers, as its documentation says."""
    url = "postgresql://{user}:{password}@{host}:{port}/{dbname}".format(**address)
    environment = {"DATABASE_URL": url, "TIPG_DB_SCHEMAS": '["public"]', "TIPG_CATALOG_TTL": "0"}
    command = ["-m", "uvicorn", "tipg.main:app", "--workers", "2", "--log-level", "warning"]
    with _running([*command, "--port", str(port)], environment, port):
        yield


@contextlib.contextmanager
def pygeoapi(address: dict[str, str], port: int, folder: Path) -> Iterator[None]:
    """pygeoapi under gunicorn with two workers of four threads, as we are served."""
    config, document = folder / "pygeoapi.json", folder / "openapi.json"
    config.write_text(json.dumps(_config(address, port)))
    environment = {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(document)}
    describe = [str(BENCH_PYTHON.parent / "pygeoapi"), "openapi", "generate", str(config)]
    describe += ["--output-file", str(document), "--format", "json"]
    given = {**os.environ, **environment}
    subprocess.run(describe, env=given, check=True, capture_output=True)
    command = ["-m", "gunicorn", "pygeoapi.flask_app:APP", "--worker-class", "gthread"]
    command += ["--workers", "2", "--threads", "4", "--log-level", "warning"]
    with _running([*command, "--bind", f"127.0.0.1:{port}"], environment, port):
        yield


def _config(address: dict[str, str], port: int) -> dict[str, Any]:
    text = {"en": "Synthetic incidents"}
    contact = {"name": "bench", "url": "http://127.0.0.1/"}
    data = {name: address[name] for name in ("host", "dbname", "user", "password", "port")}
    provider = {
        "type": "feature",
        "name": "PostgreSQL",
        "data": {**data, "search_path": ["public"]},
        "id_field": "id",
        "table": "incidents",
        "geom_field": "geom",
        "time_field": "start",
    }
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": f"http://127.0.0.1:{port}",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "gzip": False,
            "languages": ["en-US"],
            "pretty_print": False,
            "limits": {"default_items": 100, "max_items": 1000},
            "map": {"url": "http://127.0.0.1/", "attribution": "none"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": text,
                "description": text,
                "keywords": {"en": ["synthetic"]},
                "keywords_type": "theme",
                "terms_of_service": "none",
                "url": "http://127.0.0.1/",
            },
            "license": {"name": "none", "url": "http://127.0.0.1/"},
            "provider": contact,
            "contact": contact,
        },
        "resources": {
            "incidents": {
                "type": "collection",
                "title": text,
                "description": text,
                "keywords": {"en": ["synthetic"]},
                "links": [],
                "extents": {
                    "spatial": {
                        "bbox": [-20, 5, 25, 30],
                        "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                    },
                    "temporal": {"begin": None, "end": None},
                },
                "providers": [provider],
            }
        },
    }


@contextlib.contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    """A server of the other Python, until it is no longer needed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    server = subprocess.Popen(
        [str(BENCH_PYTHON), *command],
        env={**kept, **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port, server)
        yield
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int, server: subprocess.Popen[Any]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    raise SystemExit(f"A server on port {port} did not start.")
