"""`manage.py import FORMAT FILE`: a data set into the record, all of it or nothing."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, OperationalError

from incidents.actions.signing import Signature
from incidents.actions.staged_store import TABLES
from incidents.filters import Refused
from incidents.formats import FORMATS, ucdp
from incidents.formats.tabular import TableError
from incidents.importing import Outcome, Plan, Within, run
from incidents.management.bare_tables import as_owner, bare, may_be_bare
from incidents.management.downloading import DownloadError, download
from incidents.management.progress import Progress
from incidents.management.statistics import NotAnalyzed, analyze
from incidents.models import Incident, User
from incidents.values import RowError

SHOWN = 20
"""Refused lines that are printed; the file holds all of them."""
LARGE = 10_000_000
"""Bytes of a file, some 20,000 lines, from which on indexes are better made afterwards."""
MANY = 1000
"""More changed incidents than this, and the planner's statistics are renewed at once."""
OPERATOR = Signature(label="command line")
NOT_FOUND = 404


class Command(BaseCommand):
    help = (
        "Import a data set. New and changed incidents land in review unless --publish. "
        "Nothing is stored of a file with a refused line unless --skip-refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("format", choices=sorted(FORMATS), help="what the file is")
        parser.add_argument("file", nargs="?", type=Path, help="CSV, XLSX, or one of them in a ZIP")
        parser.add_argument("--dry-run", action="store_true", help="store nothing")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish at once; with --by, that person must be an administrator",
        )
        parser.add_argument("--by", metavar="USERNAME", help="who signs; default: the command line")
        parser.add_argument(
            "--release", default="", help="the data set's release, where the file name has none"
        )
        parser.add_argument(
            "--skip-refused", action="store_true", help="store the other lines all the same"
        )
        parser.add_argument(
            "--refused", type=Path, metavar="FILE", help="where refused lines are written"
        )
        parser.add_argument("--download", action="store_true", help="fetch the release from UCDP")

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress(sys.stderr)
        plan = self._plan(options, progress)
        by = _signature(options["by"])
        try:
            with _indexes_afterwards(plan, progress) as within:
                outcome = run(options["format"], plan, by=by, watch=progress, within=within)
        except (TableError, RowError) as error:
            raise CommandError(str(error)) from None
        except Refused as error:
            raise CommandError(" ".join(f"{o.reason} {o.remedy}" for o in error.refusals)) from None
        except PermissionDenied:
            raise CommandError(
                "Only an administrator may import with --publish, and only "
                "analysts may import at all."
            ) from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None
        finally:
            progress.close()
        self._tell(outcome, plan)
        if outcome.stored and outcome.new + outcome.changed + outcome.published > MANY:
            self._analyze()
        if outcome.refused and not plan.skip_refused:
            raise CommandError(
                "Nothing was stored. Correct the lines, or add --skip-refused to do without them."
            )

    def _analyze(self) -> None:
        """What is stored stays stored, also where this fails."""
        try:
            analyze()
        except (Error, NotAnalyzed) as error:
            self.stderr.write(
                f"The database's statistics were not renewed: {str(error).strip()}. Pages may be "
                "slower until it does so by itself, or until the owner of the tables runs ANALYZE."
            )

    def _plan(self, options: dict[str, Any], progress: Progress) -> Plan:
        release = options["release"]
        if release and not re.fullmatch(r"\d{1,4}(\.\d{1,4}){0,3}", release):
            raise CommandError(f"--release {release!r}: write it as 21.1 or 26.0.8.")
        path = options["file"]
        if options["download"]:
            path, release = _download(options["format"], path, release, progress)
        if path is None:
            raise CommandError("Name the file to import, or add --download.")
        refused = options["refused"] or Path(f"{path.stem}-refused.csv")
        if refused.resolve() == path.resolve():
            raise CommandError("--refused names the imported file itself: name another one.")
        chosen = {name: options[name] for name in ("publish", "dry_run", "skip_refused")}
        return Plan(path=path, release=release, refused_to=refused, **chosen)

    def _tell(self, outcome: Outcome, plan: Plan) -> None:
        say = self.stdout.write
        for one in outcome.refusals[:SHOWN]:
            say(f"line {one.line}: {one.field}: {one.reason}")
        if outcome.refused:
            more = outcome.refused - SHOWN
            say(f"… and {more} more." if more > 0 else "")
            say(f"All refused lines with their reasons: {plan.refused_to}")
        if outcome.elsewhere:
            most = ", ".join(f"{name} {n}" for name, n in outcome.elsewhere.most_common(5))
            say(f"Outside the region, left out: {most}")
        if outcome.older:
            say(f"{outcome.older} lines are older than what is kept: they change no incident.")
        release = outcome.release or "not told (name it with --release)"
        say(f"Release {release}: {outcome}")
        if outcome.stored:
            where = "published" if plan.publish else "in review"
            say(f"Stored, {where}. {outcome.published} that waited for review were published.")
        else:
            say("Nothing was stored.")


@contextmanager
def _indexes_afterwards(plan: Plan, progress: Progress) -> Iterator[Within]:
    """What is put around the writing of new incidents.

    A large file into an empty record goes in without indexes and foreign keys, which are made
    afterwards, where the program may be the owner of the tables. Readers wait from the moment at
    which the rows go in.
    """
    large = plan.path.is_file() and plan.path.stat().st_size >= LARGE
    if not large or plan.dry_run or Incident.objects.exists() or not _is_owner():
        yield nullcontext
        return

    def within(rows: int) -> AbstractContextManager[object]:
        return bare(TABLES, lambda share: progress("index", round(share * rows), share))

    with as_owner():
        yield within


def _is_owner() -> bool:
    try:
        with as_owner():
            return may_be_bare(TABLES)
    except OperationalError:
        return False


def _signature(username: str | None) -> Signature:
    """The person named, or whoever sits at the machine: the operator may do all of it."""
    if username is None:
        return OPERATOR
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no user {username!r}.")
    return Signature(user=user)


def _download(name: str, path: Path | None, release: str, progress: Progress) -> tuple[Path, str]:
    """The fetched file of a release; the newest annual one where none is named."""
    if name != "ucdp":
        raise CommandError("--download works with ucdp only; ACLED's files need your account.")
    if path is not None:
        raise CommandError("Name a file or add --download, not both.")
    year = datetime.now(tz=UTC).year % 100
    error: DownloadError | None = None
    for one in [release] if release else [f"{year}.1", f"{year - 1}.1"]:
        place = ucdp.path_of(one)
        to = settings.DATA_DIR / "downloads" / Path(place).name
        try:
            return download(f"{settings.UCDP_DOWNLOAD}/{place}", to, watch=progress), one
        except DownloadError as failed:
            error = failed
            if failed.status != NOT_FOUND:
                break
    raise CommandError(str(error))
