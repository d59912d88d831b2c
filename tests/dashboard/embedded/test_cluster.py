"""The ordinary life of the cluster, as root and as a person."""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
import time

import pytest

from dashboard.embedded.processes import all_serving
from tests.dashboard.embedded.conftest import IS_ROOT, LauncherError, Machine

needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root makes what another account owns")


def test_the_first_start_makes_a_cluster_that_answers_and_stop_leaves_nothing(
    bare: Machine,
) -> None:
    started, state = bare.take("start", "state")
    assert started is True
    assert state["answers"] is True
    assert state["pid"] == bare.postmaster

    stopped, after = bare.take("stop", "state")
    assert stopped is True
    assert after["pid"] is None
    assert all_serving(bare.folder) == []
    assert not bare.socket_dir.exists()


def test_a_second_start_adopts_the_server_that_runs(machine: Machine) -> None:
    assert machine.take("start") == [True]
    pid = machine.postmaster
    assert machine.take("start") == [False]
    assert machine.postmaster == pid
    assert machine.take("stop", "stop") == [True, False]


def test_starts_at_the_same_moment_make_one_server(bare: Machine) -> None:
    launchers = [
        subprocess.Popen(bare.command("start"), stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    answers = sorted(launcher.communicate()[0].strip() for launcher in launchers)
    assert answers == ['{"ok": false}', '{"ok": false}', '{"ok": true}']


@pytest.mark.parametrize(
    "name", ["a b", "100%20?x=1#y" + 'l\'été, "Gao"' + "$(touch hit)`x`;&", "x" * 200]
)
def test_any_name_of_the_data_folder_will_do(bare: Machine, name: str) -> None:
    bare.data_dir = bare.home / name / "var"
    _, row, stopped = bare.take("start", "app:SELECT 1", "stop")
    assert (row, stopped) == ([1], True)


def test_a_long_or_changing_tmpdir_changes_nothing(machine: Machine) -> None:
    machine.take("start")
    machine.environment["TMPDIR"] = str(machine.home / ("t" * 150))
    assert machine.take("start", "app:SELECT 1", "stop") == [False, [1], True]


def test_variables_of_postgresql_in_the_environment_change_nothing(machine: Machine) -> None:
    machine.environment |= {
        "PGDATA": "/nowhere",
        "PGHOST": "nowhere.invalid",
        "PGPORT": "1",
        "PGUSER": "nobody-at-all",
        "PGDATABASE": "none",
        "PGPASSWORD": "wrong",
    }
    assert machine.take("start", "app:SELECT 1", "stop") == [True, [1], True]


def test_the_server_never_runs_as_root(machine: Machine) -> None:
    machine.take("start")
    owner = os.stat(f"/proc/{machine.postmaster}").st_uid
    assert owner != 0
    assert owner == machine.folder.stat().st_uid


def test_no_folder_above_the_data_is_opened(bare: Machine) -> None:
    bare.home.chmod(0o700)
    before = [stat.S_IMODE(folder.stat().st_mode) for folder in bare.data_dir.parents]
    bare.take("start", "stop")
    after = [stat.S_IMODE(folder.stat().st_mode) for folder in bare.data_dir.parents]
    assert after == before
    assert stat.S_IMODE(bare.data_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE(bare.folder.stat().st_mode) == 0o700


def test_the_server_listens_on_a_socket_of_its_account_alone(machine: Machine) -> None:
    machine.take("start")
    folder = machine.socket_dir.stat()
    assert stat.S_IMODE(folder.st_mode) == 0o700
    assert folder.st_uid == machine.folder.stat().st_uid
    assert machine.take("launcher:SHOW listen_addresses") == [[""]]


def test_no_one_enters_without_the_password(machine: Machine) -> None:
    secrets = machine.data_dir / "secrets.json"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    rules = (machine.folder / "pg_hba.conf").read_text().splitlines()
    methods = {line.split()[-1] for line in rules if line.strip() and not line.startswith("#")}
    assert methods == {"scram-sha-256"}


def test_the_application_owns_nothing_and_makes_no_tables(machine: Machine) -> None:
    owned = "SELECT count(*) FROM pg_class WHERE relowner = 'vigie_app'::regrole"
    assert machine.take("start", f"launcher:{owned}")[1] == [0]
    with pytest.raises(LauncherError, match="permission denied"):
        machine.take("app:CREATE TABLE mine (id int)")
    with pytest.raises(LauncherError, match="permission denied"):
        machine.take("app:SET ROLE vigie_owner")


def test_the_owner_owns_the_database_and_adds_trusted_extensions(machine: Machine) -> None:
    owner = "SELECT datdba::regrole FROM pg_database WHERE datname = 'vigie'"
    assert machine.take("start", f"owner:{owner}", "owner:CREATE EXTENSION pg_trgm")[1] == [
        "vigie_owner"
    ]
    assert machine.take("owner:SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == [
        [False]
    ]


def test_pages_are_checked_and_order_is_the_same_on_every_machine(machine: Machine) -> None:
    question = "SELECT current_setting('data_checksums'), datlocprovider::text FROM pg_database"
    assert machine.take("start", f"launcher:{question} WHERE datname = 'vigie'")[1] == ["on", "b"]


def test_a_warm_start_is_quick(machine: Machine) -> None:
    begun = time.monotonic()
    machine.take("start")
    assert time.monotonic() - begun < 5


@needs_root
def test_root_goes_on_with_a_cluster_as_the_person_who_made_it(persons: Machine) -> None:
    persons.take("start", "stop")
    persons.account = "root"
    persons.take("start")
    assert os.stat(f"/proc/{persons.postmaster}").st_uid == pwd.getpwnam("nobody").pw_uid
    persons.take("stop")
    persons.account = "nobody"
    assert persons.take("start", "stop") == [True, True]


@needs_root
def test_a_person_is_told_whose_the_folder_is(persons: Machine) -> None:
    persons.account = "root"
    persons.take("start", "stop")
    persons.account = "nobody"
    with pytest.raises(LauncherError, match=r"belongs to another user.*DATA_DIR="):
        persons.take("start")


@needs_root
def test_a_cluster_that_root_restored_is_given_back_to_the_servers_account(
    machine: Machine,
) -> None:
    subprocess.run(["chown", "-R", "0:0", machine.data_dir], check=True)
    machine.account = "root"
    assert machine.take("start", "app:SELECT 1", "stop") == [True, [1], True]
