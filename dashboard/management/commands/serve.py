from __future__ import annotations

import os
import subprocess
import time
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from dashboard import serving, static_files
from dashboard.embedded import Cluster, ClusterError
from incidents.actions.administrators import issue_link
from incidents.models import Incident
from incidents.readers.administrators import administrator_exists
from incidents.readers.waiting import something_waits
from incidents.snapshot import build


class Command(BaseCommand):
    help = (
        "Start everything: the embedded database (unless DATABASE_URL is set), migrations, static "
        "files, the demo record where there is none, and the site. Ctrl-C ends all of it."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        port = os.environ.get("PORT", "8000")
        parser.add_argument("--port", default=port, help="default: PORT, or 8000")
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
        parser.add_argument("--no-demo", action="store_true", help="leave an empty record empty")
        parser.add_argument(
            "--end-with-parent",
            action="store_true",
            help="end when the process that ran this command ends, however it ends",
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        port = _valid_port(options["port"])
        parent = serving.Parent() if options["end_with_parent"] else None
        try:
            with serving.stopping_on_signals(), ExitStack() as ending:
                listener = self._prepare(ending, options["host"], port, demo=not options["no_demo"])
                web = serving.start_web(listener)
                ending.callback(serving.end_web, web)
                serving.wait_until_live(web, *_reachable(listener.getsockname()))
                worker = ending.enter_context(serving.Worker())
                self._say(f"Serving on {_address(options['host'], port)}  (Ctrl-C ends it)")
                self._watch(web, worker, parent)
        except serving.Stop:
            self._say("Stopped.")
        except (serving.Refusal, ClusterError) as error:
            raise CommandError(str(error)) from error
        except OperationalError as error:
            raise CommandError(f"The database cannot be used: {error}") from error

    def _prepare(self, ending: ExitStack, host: str, port: int, *, demo: bool) -> Any:
        """Everything that must stand before the site does; `ending` takes it down again."""
        address = _address(host, port)
        killed = ending.enter_context(serving.sole_server(settings.DATA_DIR, address))
        patience = serving.AFTER_A_KILL if killed else 0.0
        listener = ending.enter_context(serving.listen_on(host, port, patience=patience))
        collecting = None if static_files.is_current() else static_files.start_collecting()
        if collecting:
            ending.callback(_end, collecting)
        if settings.EMBEDDED_DATABASE:
            cluster = Cluster(settings.DATA_DIR)
            ending.callback(cluster.stop)
            cluster.start()
        if _migrations_wait():
            call_command("migrate", verbosity=0, interactive=False)
        if demo and settings.MODE == "local":
            self._load_demo()
        if something_waits():
            build()
        if not administrator_exists():
            link = address + reverse("set-up", args=[issue_link()])
            self._say(f"First administrator (works once, within the hour):\n  {link}")
        if collecting and not static_files.finish_collecting(collecting):
            raise serving.Refusal("The static files could not be collected; see above.")
        connections.close_all()
        return listener

    def _load_demo(self) -> None:
        if Incident.objects.exists() or "load_demo" not in get_commands():
            return
        self._say("Loading the demo record…")
        call_command("load_demo", verbosity=0)

    def _watch(
        self, web: subprocess.Popen[bytes], worker: serving.Worker, parent: serving.Parent | None
    ) -> None:
        """Stay until the end; a database or worker that was killed is started again."""
        cluster = Cluster(settings.DATA_DIR) if settings.EMBEDDED_DATABASE else None
        while web.poll() is None:
            if parent and parent.is_ending():
                raise serving.Stop
            if cluster and cluster.state().pid is None:
                self._say("The database ended unexpectedly; starting it again.")
                cluster.start()
            worker.see_to_it()
            time.sleep(0.5)
        raise serving.Refusal(f"The web server ended unexpectedly (status {web.returncode}).")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _migrations_wait() -> bool:
    """Asked first: the command itself takes a second to find out that there is nothing to do."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _valid_port(given: str) -> int:
    if given.isdecimal() and 0 < int(given) < 65536:
        return int(given)
    raise CommandError(f"{given!r} is no port: give a number, such as PORT=8001 make run")


def _address(host: str, port: int) -> str:
    """What a person types in a browser."""
    shown = f"[{host}]" if ":" in host else host
    return str(settings.PUBLIC_URL) or f"http://{shown}:{port}"


def _reachable(bound: tuple[Any, ...]) -> tuple[str, int]:
    """Where this machine reaches a socket that may listen on every address."""
    host, port = bound[:2]
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port  # noqa: S104


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
