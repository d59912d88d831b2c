"""The secrets that a data folder makes for itself: one file that only its owner can read."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = "secrets.json"


class KeyringError(Exception):
    """The file of secrets cannot be read or made; the message says what to do about it."""


@dataclass(frozen=True)
class Keyring:
    """Random words, 43 characters or more, made once with the data folder and kept with it."""

    secret_key: str
    superuser_password: str
    owner_password: str
    application_password: str


def open_keyring(data_dir: Path) -> Keyring:
    """The secrets of `data_dir`, made with the folder when this is the first time.

    Raises KeyringError where the folder cannot be written or the file is not ours to read.
    """
    path = data_dir / FILE
    try:
        if not path.exists():
            _make(path)
        return _read(path)
    except PermissionError as error:
        raise KeyringError(
            f"{error.filename or path} belongs to another user: run as that user, "
            "or choose another data folder with DATA_DIR=."
        ) from error
    except OSError as error:
        raise KeyringError(f"The data folder {data_dir} cannot be used: {error}.") from error


def _make(path: Path) -> None:
    """Write the file beside its place and link it there: whole or not at all, the first wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Keyring(*(secrets.token_urlsafe(48) for _ in fields(Keyring)))
    draft = path.with_name(f"{FILE}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            json.dump(asdict(made), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()


def _read(path: Path) -> Keyring:
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    try:
        return Keyring(**json.loads(path.read_text()))
    except (ValueError, TypeError) as error:
        raise KeyringError(
            f"{path} is damaged ({error}): put back the copy from a backup. "
            "Without it the embedded database cannot be opened."
        ) from error
