"""What kills, crashes, copies and other programs leave behind, as root and as a person."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.embedded.processes import all_serving, is_running, wait_for_end
from tests.dashboard.embedded.conftest import IS_ROOT, LauncherError, Machine

WRITE = "owner:INSERT INTO kept VALUES ('2026-05-01')"
COUNT = "owner:SELECT count(*) FROM kept"


@contextmanager
def another_process(machine: Machine) -> Iterator[int]:
    """The pid of a process of the server's own account that is no server."""
    owner = machine.folder.stat()
    switch = {"user": owner.st_uid, "group": owner.st_gid} if IS_ROOT else {}
    other = subprocess.Popen(["sleep", "60"], **switch)  # type: ignore[call-overload]
    try:
        yield other.pid
    finally:
        other.kill()
        other.wait()


@contextmanager
def zombie() -> Iterator[int]:
    """The pid of a process that ended and was not collected."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    while is_running(child.pid):
        time.sleep(0.01)
    try:
        yield child.pid
    finally:
        child.wait()


def write_pid_file(machine: Machine, content: str) -> None:
    path = machine.folder / "postmaster.pid"
    path.write_text(content)
    machine.own(path)


def test_a_killed_launcher_leaves_a_server_that_the_next_adopts_and_stops(machine: Machine) -> None:
    launcher = subprocess.Popen(machine.command("start", "hang"), stdout=subprocess.PIPE, text=True)
    assert launcher.stdout is not None
    assert [launcher.stdout.readline(), launcher.stdout.readline()] == [
        '{"ok": true}\n',
        "hanging\n",
    ]
    launcher.kill()
    launcher.communicate()

    assert machine.take("state", "start", "stop")[1:] == [False, True]
    assert all_serving(machine.folder) == []


def test_what_was_committed_survives_a_killed_postmaster(machine: Machine) -> None:
    machine.take("start", WRITE)
    os.kill(machine.postmaster, signal.SIGKILL)
    assert machine.take("start", COUNT, "stop") == [True, [1], True]


def test_what_was_committed_survives_when_every_process_is_killed(machine: Machine) -> None:
    machine.take("start", WRITE)
    for pid in all_serving(machine.folder):
        os.kill(pid, signal.SIGKILL)
    assert machine.take("start", COUNT, "stop") == [True, [1], True]


def test_a_busy_child_of_a_killed_postmaster_is_ended_first(machine: Machine) -> None:
    machine.take("start")
    busy = subprocess.Popen(
        machine.command("owner:SELECT count(*) FROM generate_series(1, 1000000000000)"),
        stdout=subprocess.PIPE,
    )
    question = (
        "launcher:SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%generate_series(%'"
    )
    while machine.take(question + " AND pid <> pg_backend_pid()") == [[0]]:
        time.sleep(0.1)
    orphans = all_serving(machine.folder)
    os.kill(machine.postmaster, signal.SIGKILL)

    assert machine.take("start", "app:SELECT 1") == [True, [1]]
    assert wait_for_end(orphans, 0.0)
    busy.communicate()


@pytest.mark.parametrize("content", ["", "\n", "no number\n", "-1\n", "99999999\n/x\n"])
def test_a_pid_file_of_nobody_is_no_obstacle(machine: Machine, content: str) -> None:
    write_pid_file(machine, content)
    assert machine.take("state")[0]["pid"] is None
    assert machine.take("start", "stop") == [True, True]


def test_a_pid_that_another_process_took_is_neither_a_server_nor_signalled(
    machine: Machine,
) -> None:
    with another_process(machine) as pid:
        write_pid_file(machine, f"{pid}\n{machine.folder}\n")
        assert machine.take("state", "stop")[0]["pid"] is None
        assert is_running(pid)
        assert machine.take("start", "app:SELECT 1", "stop") == [True, [1], True]
        assert is_running(pid)


def test_a_pid_that_a_server_of_another_folder_took_is_not_ours(machine: Machine) -> None:
    other = Machine(machine.account, machine.home, machine.home / "other")
    subprocess.run(["cp", "-a", machine.data_dir, other.data_dir], check=True)
    other.take("start")
    write_pid_file(machine, (other.folder / "postmaster.pid").read_text())

    assert machine.take("state", "start", "app:SELECT 1", "stop")[1:] == [True, [1], True]
    assert other.take("state")[0]["answers"] is True


def test_a_zombie_is_not_a_server(machine: Machine) -> None:
    with zombie() as pid:
        write_pid_file(machine, f"{pid}\n{machine.folder}\n")
        assert machine.take("state")[0]["pid"] is None
        assert machine.take("start", "stop") == [True, True]


def test_a_pid_file_that_was_deleted_under_the_server_is_no_obstacle(machine: Machine) -> None:
    machine.take("start", WRITE)
    (machine.folder / "postmaster.pid").unlink()
    assert machine.take("start", COUNT, "stop") == [True, [1], True]


def test_a_frozen_server_is_not_called_alive_and_can_be_stopped(machine: Machine) -> None:
    machine.take("start")
    pid = machine.postmaster
    os.kill(pid, signal.SIGSTOP)
    assert machine.take("state")[0] == {
        "pid": pid,
        "answers": False,
        "folder": str(machine.folder.resolve()),
    }
    with pytest.raises(LauncherError, match=rf"process {pid}\) runs but does not answer"):
        machine.take("start:1")
    assert machine.take("stop", "state")[1]["pid"] is None


def test_a_first_start_that_was_cut_short_is_made_anew(bare: Machine) -> None:
    bare.take("start", "stop")
    half = bare.folder.with_suffix(".partial")
    bare.folder.rename(half)
    (half / "PG_VERSION").unlink()
    assert bare.take("start", "app:SELECT 1", "stop") == [True, [1], True]
    assert not half.exists()


def test_roles_that_a_cut_start_did_not_make_are_made_by_the_next(machine: Machine) -> None:
    machine.take(
        "start",
        "owner:DROP TABLE kept",
        "launcher:ALTER DATABASE vigie OWNER TO vigie_launcher",
        "launcher:DROP OWNED BY vigie_owner, vigie_app",
        "launcher:DROP ROLE vigie_app",
        "stop",
    )
    assert machine.take("start", "app:SELECT 1", "stop") == [True, [1], True]


def test_another_major_version_is_refused_with_the_remedy_and_touched_by_nothing(
    machine: Machine,
) -> None:
    old = machine.folder.rename(machine.data_dir / "postgres-14")
    (old / "PG_VERSION").write_text("14\n")
    before = sorted(path.name for path in machine.data_dir.iterdir())
    with pytest.raises(LauncherError, match=r"(?s)PostgreSQL 14.*POSTGRES_BIN.*pg_dump"):
        machine.take("start")
    assert sorted({*before, "launcher.lock"}) == sorted(p.name for p in machine.data_dir.iterdir())


def test_secrets_of_another_cluster_are_told_apart_from_a_slow_start(machine: Machine) -> None:
    (machine.data_dir / "secrets.json").unlink()
    with pytest.raises(LauncherError, match=r"secrets in .* are not those of the cluster"):
        machine.take("start")


def test_a_damaged_file_of_secrets_is_named(machine: Machine) -> None:
    (machine.data_dir / "secrets.json").write_text("{}")
    with pytest.raises(LauncherError, match=r"secrets.json is damaged .*backup"):
        machine.take("start")


def test_secrets_that_others_could_read_are_closed(machine: Machine) -> None:
    secrets = machine.data_dir / "secrets.json"
    secrets.chmod(0o644)
    machine.take("start", "stop")
    assert secrets.stat().st_mode & 0o077 == 0


def test_a_server_that_cannot_start_says_why(machine: Machine) -> None:
    configuration = machine.folder / "postgresql.conf"
    configuration.write_text("no_such_setting = 1\n")
    with pytest.raises(LauncherError, match=r"did not start.*(?s:.*)no_such_setting"):
        machine.take("start")


@pytest.mark.skipif(not IS_ROOT, reason="only root can play another user of the machine")
def test_a_socket_folder_of_somebody_else_is_refused(machine: Machine) -> None:
    machine.socket_dir.mkdir()
    os.chown(machine.socket_dir, 12345, 12345)
    try:
        with pytest.raises(LauncherError, match="made by somebody else"):
            machine.take("start")
    finally:
        machine.socket_dir.rmdir()


def test_a_link_in_place_of_the_socket_folder_is_refused(machine: Machine) -> None:
    target = machine.home / "elsewhere"
    target.mkdir()
    machine.own(target)
    machine.socket_dir.symlink_to(target)
    try:
        with pytest.raises(LauncherError, match="made by somebody else"):
            machine.take("start")
    finally:
        machine.socket_dir.unlink()


def test_a_cluster_of_the_machines_older_server_runs_and_is_then_refused_by_newer_programs(
    bare: Machine,
) -> None:
    older = sorted(Path("/usr/lib/postgresql").glob("1[5-7]/bin"))
    if not older:
        pytest.skip("no older PostgreSQL on this machine")
    chosen = {**bare.environment, "POSTGRES_BIN": str(older[0])}
    newer = dict(bare.environment)
    bare.environment = chosen
    if bare.account == "root" and "/15/" in str(older[0]):
        with pytest.raises(LauncherError, match="PostgreSQL 15 cannot enter a closed data folder"):
            bare.take("start")
        return
    assert bare.take("start", "app:SELECT lower('É')", "stop") == [True, ["é"], True]
    bare.environment = newer
    with pytest.raises(LauncherError, match=r"POSTGRES_BIN at the programs of version 1[5-7]"):
        bare.take("start")


def test_a_server_that_has_no_pid_file_yet_is_stopped_too(machine: Machine) -> None:
    """A signal may come between the start of the server and the file that it writes."""
    machine.take("start")
    (machine.folder / "postmaster.pid").unlink()
    assert machine.take("stop") == [True]
    assert all_serving(machine.folder) == []
