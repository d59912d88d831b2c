"""Which account the server runs as: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from dashboard.embedded.errors import ClusterError

UNPRIVILEGED = ("postgres", "nobody")


class Switch(TypedDict, total=False):
    """The arguments of `subprocess` that change the account of a child."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A user of the machine; `switched` when it is not the one that runs this process."""

    uid: int
    gid: int
    switched: bool

    @property
    def switch(self) -> Switch:
        if not self.switched:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Make the account own one file or folder; a link itself, never what it points to."""
        if self.switched:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def give_all(self, folder: Path) -> None:
        """Make the account own a folder and everything in it."""
        self.give(folder)
        for root, folders, files in os.walk(folder):
            for name in (*folders, *files):
                self.give(Path(root, name))


def account_for(folder: Path) -> Account:
    """The account that runs the server on `folder`: ours, or an unprivileged one for root.

    A cluster that exists keeps its owner, so that root can go on with what a person began.
    Raises ClusterError where the folder is somebody else's, or root finds no account.
    """
    owner = folder.stat().st_uid if folder.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise ClusterError(
                f"{folder} belongs to another user ({_name(owner)}): "
                "run as that user, or choose another folder with DATA_DIR=."
            )
        return Account(os.geteuid(), os.getegid(), switched=False)
    if owner:
        return Account(owner, folder.stat().st_gid, switched=True)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, switched=True)
    raise ClusterError(
        "PostgreSQL does not run as root, and there is neither a user "
        f"{' nor '.join(UNPRIVILEGED)}: run as an ordinary user."
    )


def _name(uid: int | None) -> str:
    try:
        return pwd.getpwuid(uid or 0).pw_name
    except KeyError:
        return str(uid)
