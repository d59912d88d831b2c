"""`manage.py score FOLDER`: how well the extraction agrees with a folder of labelled texts."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incidents.extraction.printed import printed
from incidents.extraction.proposing import propose
from incidents.extraction.scoring import Tally, score, summary
from incidents.extraction.text import read_article
from incidents.readers.known import known_base, known_for


class Command(BaseCommand):
    help = (
        "Score the extraction on a folder of texts (NAME.txt) and labels (NAME.json). The rules "
        "are in docs/extraction.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER")
        parser.add_argument("--misses", action="store_true", help="say what was missed, by text")
        parser.add_argument("--json", action="store_true", help="the figures as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        total, base, spent = Tally(), known_base(), 0.0
        for text, label in _pairs(Path(options["folder"])):
            started = time.perf_counter()
            article = read_article(text.read_text(encoding="utf-8-sig"))
            known = known_for(article.text, base=base)
            found = propose(article.text, article.published, known, language=article.language)
            spent += time.perf_counter() - started
            before = len(total.wrong)
            score(json.loads(label.read_text(encoding="utf-8")), printed(found), known, total)
            if options["misses"]:
                self.stdout.write("\n  ".join([text.stem, *total.wrong[before:]]))
        figures = {**summary(total), "ms a text": round(1000 * spent / total.cases["date"], 1)}
        if options["json"]:
            self.stdout.write(json.dumps(figures, indent=2))
        else:
            lines = [f"{name:20} {value:.3g}" for name, value in figures.items()]
            self.stdout.write("\n".join(lines))


def _pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each text with its label. Raises CommandError where there is none, or a label is missing."""
    texts = sorted(folder.glob("*.txt"))
    if not texts:
        raise CommandError(f"There are no texts (NAME.txt) in {folder}.")
    for text in texts:
        label = text.with_suffix(".json")
        if not label.exists():
            raise CommandError(f"{text.name} has no label: {label.name} is missing.")
        yield text, label
