"""Drives the launcher from a process of its own, as root or as an ordinary person.

    python -m tests.dashboard.embedded.launcher ACCOUNT DATA_DIR STEP…

Prints one line of JSON for each step. An account other than the caller's is taken only after all
imports: that account need not be able to read the Python that runs here.
"""

from __future__ import annotations

import json
import os
import pwd
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

from dashboard.embedded import Cluster, ClusterError
from dashboard.embedded.accounts import Account
from dashboard.embedded.binaries import find_binaries, runnable_by

ROLES = {"launcher": "vigie_launcher", "owner": "vigie_owner", "app": "vigie_app"}


def become(name: str) -> None:
    entry = pwd.getpwnam(name)
    if entry.pw_uid == os.geteuid():
        return
    account = Account(entry.pw_uid, entry.pw_gid, switched=True)
    os.environ["POSTGRES_BIN"] = str(runnable_by(account, find_binaries()).folder)
    os.setgroups([])
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)


def take(cluster: Cluster, step: str) -> Any:
    """One step: start, stop, state, hang, or ROLE:STATEMENT."""
    if step.startswith("start"):
        return cluster.start(patience=float(step.partition(":")[2] or 60))
    if step == "stop":
        return cluster.stop()
    if step == "state":
        state = cluster.state()
        return {"pid": state.pid, "answers": state.answers, "folder": str(state.folder)}
    if step == "hang":
        say("hanging")
        time.sleep(600)
    role, _, statement = step.partition(":")
    with psycopg.connect(**cluster.address(ROLES[role]), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone() if cursor.description else None


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(name: str, data_dir: str, *steps: str) -> None:
    become(name)
    cluster = Cluster(Path(data_dir), options={"fsync": "off"})
    for step in steps:
        try:
            answer = {"ok": take(cluster, step)}
        except (ClusterError, psycopg.Error) as error:
            answer = {"error": str(error)}
        say(json.dumps(answer, default=str))


if __name__ == "__main__":
    main(*sys.argv[1:])
