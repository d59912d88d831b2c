"""`manage.py propose FILE…`: what the extraction reads in articles, for people or as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incidents.extraction.printed import printed
from incidents.extraction.proposing import propose
from incidents.extraction.shown import shown
from incidents.extraction.text import read_article
from incidents.readers.known import known_base, known_for


class Command(BaseCommand):
    help = (
        "Propose incidents from articles: who did what to whom, when, where, says who. "
        "Header lines URL:, OUTLET:, DATE: and LANG: are understood. Nothing is kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--published", metavar="DATE", help="day of publication, 2024-09-17")
        parser.add_argument("--json", action="store_true", help="one list of records")

    def handle(self, *args: Any, **options: Any) -> None:
        given = _day(options["published"])
        base = known_base()
        records = []
        for name in options["files"]:
            article = read_article(_read(name))
            known = known_for(article.text, base=base)
            published = given or article.published
            found = propose(article.text, published, known, language=article.language)
            if options["json"]:
                records.append(printed(found, name))
            else:
                self.stdout.write(shown(found, article.text, name))
        if options["json"]:
            self.stdout.write(json.dumps(records, ensure_ascii=False, indent=2))


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError(f"{name} is not UTF-8: save it as UTF-8 text.") from None
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from None


def _day(written: str | None) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise CommandError(f"{written} is no day: write it like 2024-09-17.") from None
