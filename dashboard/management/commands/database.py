from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard.embedded import Cluster, ClusterError


class Command(BaseCommand):
    help = "Start, stop or look at the embedded database in DATA_DIR."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("start", "stop", "status"))

    def handle(self, *arguments: Any, what: str, **options: Any) -> None:
        if not settings.EMBEDDED_DATABASE:
            raise CommandError("DATABASE_URL is set: the embedded database is not used.")
        cluster = Cluster(settings.DATA_DIR)
        try:
            answer = getattr(self, f"_{what}")(cluster)
        except ClusterError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(answer)

    def _start(self, cluster: Cluster) -> str:
        return "started" if cluster.start() else "runs already"

    def _stop(self, cluster: Cluster) -> str:
        return "stopped" if cluster.stop() else "was not running"

    def _status(self, cluster: Cluster) -> str:
        state = cluster.state()
        if state.pid is None:
            return f"stopped ({state.folder})"
        answers = "running" if state.answers else "running, but it does not answer"
        return f"{answers} (process {state.pid}, {state.folder}, socket {cluster.socket_dir})"
