"""The commands of an operator."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from dashboard.probe import ready
from incidents.actions.administrators import issue_link
from incidents.models import FirstAdministratorLink, User
from incidents.values import Role

CHECKOUT = Path(__file__).resolve().parents[2]


def said_by(*command: str, **options: Any) -> str:
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue().strip()


@pytest.mark.django_db
def test_administrator_link_prints_an_address_that_works(client: Client) -> None:
    address = said_by("administrator_link")
    assert address.startswith("http://127.0.0.1:8000/setup/")
    assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200


@pytest.mark.django_db
def test_administrator_link_knows_the_public_address() -> None:
    with override_settings(PUBLIC_URL="https://vigie.example.org"):
        assert said_by("administrator_link").startswith("https://vigie.example.org/setup/")


@pytest.mark.django_db
def test_administrator_link_makes_another_only_when_asked() -> None:
    User.objects.create_user("aissata", role=Role.ADMINISTRATOR)
    with pytest.raises(CommandError, match="--another"):
        call_command("administrator_link")
    assert "/setup/" in said_by("administrator_link", another=True)


@pytest.mark.django_db
def test_an_administrator_who_was_deactivated_does_not_count() -> None:
    User.objects.create_user("aissata", role=Role.ADMINISTRATOR, is_active=False)
    assert "/setup/" in said_by("administrator_link")


@pytest.mark.django_db
def test_maintain_forgets_what_has_expired_and_nothing_else() -> None:
    now = timezone.now()
    Session.objects.create(session_key="old", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", expire_date=now + timedelta(days=1))
    issue_link()
    FirstAdministratorLink.objects.update(expires_at=now - timedelta(minutes=1))

    assert "1 one-time addresses" in said_by("maintain", once=True)

    assert [session.session_key for session in Session.objects.all()] == ["new"]
    assert not FirstAdministratorLink.objects.exists()


def test_a_worker_tells_that_it_lives_and_ends_by_a_signal(tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": "postgresql://x@127.0.0.1:1/x"}
    environment["DATA_DIR"] = str(tmp_path)
    command = [sys.executable, "manage.py", "maintain"]
    worker = subprocess.Popen(
        command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        limit = time.monotonic() + 60
        while not (tmp_path / "maintain.beat").exists():
            assert time.monotonic() < limit
            time.sleep(0.1)
        with override_settings(DATA_DIR=tmp_path):
            assert said_by("maintain", alive=True) == "maintained"
    finally:
        worker.send_signal(signal.SIGTERM)
        _, complaint = worker.communicate()
    assert worker.returncode == 0
    assert b"the database is away" in complaint


def test_a_worker_that_stopped_long_ago_is_not_alive(tmp_path: Path) -> None:
    beat = tmp_path / "maintain.beat"
    with override_settings(DATA_DIR=tmp_path):
        with pytest.raises(CommandError):
            call_command("maintain", alive=True)
        beat.touch()
        os.utime(beat, (time.time() - 600, time.time() - 600))
        with pytest.raises(CommandError):
            call_command("maintain", alive=True)


def test_database_starts_stops_and_tells(tmp_path: Path) -> None:
    with override_settings(EMBEDDED_DATABASE=True, DATA_DIR=tmp_path):
        assert said_by("database", "status").startswith("stopped")
        assert said_by("database", "start") == "started"
        try:
            assert said_by("database", "start") == "runs already"
            assert re.match(r"running \(process \d+, .*socket /", said_by("database", "status"))
        finally:
            assert said_by("database", "stop") == "stopped"
        assert said_by("database", "stop") == "was not running"


def test_database_leaves_an_operators_own_database_alone(tmp_path: Path) -> None:
    told = pytest.raises(CommandError, match="DATABASE_URL is set")
    with override_settings(EMBEDDED_DATABASE=False, DATA_DIR=tmp_path), told:
        call_command("database", "start")
    assert list(tmp_path.iterdir()) == []


def test_a_command_without_its_database_says_how_to_start_it(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)}
    asked = subprocess.run(
        [sys.executable, "manage.py", "administrator_link"],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 1
    assert asked.stderr.count("\n") == 1
    assert "manage.py database start" in asked.stderr


def test_the_probe_of_a_container_is_not_fooled_by_silence() -> None:
    assert ready(1) is False
