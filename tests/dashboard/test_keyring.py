from __future__ import annotations

import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.keyring import KeyringError, open_keyring


def test_the_first_call_makes_long_different_secrets_and_later_ones_read_them(
    tmp_path: Path,
) -> None:
    made = open_keyring(tmp_path / "var")
    assert open_keyring(tmp_path / "var") == made
    words = set(vars(made).values())
    assert len(words) == 4
    assert min(map(len, words)) >= 43


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        open_keyring(tmp_path / "var")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "var" / "secrets.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700


def test_processes_that_start_together_get_the_same_secrets(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(open_keyring, [tmp_path / "var"] * 32))
    assert len(made) == 1
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secrets.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"secret_key": "x"}'])
def test_a_damaged_file_is_named_and_never_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(content)
    with pytest.raises(KeyringError, match=r"secrets\.json is damaged"):
        open_keyring(tmp_path)
    assert path.read_text() == content


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyringError, match="cannot be used"):
        open_keyring(tmp_path / "file" / "var")


def test_the_file_is_plain_json_that_a_backup_can_keep(tmp_path: Path) -> None:
    made = open_keyring(tmp_path)
    assert json.loads((tmp_path / "secrets.json").read_text()) == vars(made)
