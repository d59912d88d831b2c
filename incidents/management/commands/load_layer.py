"""`manage.py load_layer KEY FILE`: roads, ferries or sites for display."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from incidents.actions.places import store_layer
from incidents.formats import layers
from incidents.formats.geography import NewLayer
from incidents.formats.tabular import TableError
from incidents.management.loading import COMMAND_LINE
from incidents.values import RowError

FORM = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


class Command(BaseCommand):
    help = "Load a layer of lines and points for display; it is never joined with the record."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", help="e.g. roads: small letters, digits, hyphens")
        parser.add_argument("file", type=Path)
        parser.add_argument("--name-en", default="", help="name in English; default: the key")
        parser.add_argument("--name-fr", default="", help="name in French; default: the English")
        parser.add_argument("--credit", default="", help="whom to credit, as the licence asks")

    def handle(self, *args: Any, **options: Any) -> None:
        key: str = options["key"]
        if not FORM.fullmatch(key):
            raise CommandError(f"{key!r} is no key: small letters, digits and hyphens, up to 60.")
        features, refused = _read(options["file"])
        if not features:
            raise CommandError("Nothing was loaded: every feature was refused.")
        english = options["name_en"] or key.replace("-", " ").capitalize()
        layer = NewLayer(
            key=key,
            name_en=english,
            name_fr=options["name_fr"] or english,
            credit=options["credit"],
            features={"type": "FeatureCollection", "features": features},
        )
        outcome = store_layer(layer=layer, by=COMMAND_LINE)
        self.stdout.write(f"{key}: {outcome}, {len(features)} features, {len(refused)} refused")
        for number, error in refused[:10]:
            self.stdout.write(f"  feature {number}: {error}")


def _read(path: Path) -> tuple[list[layers.Feature], list[tuple[int, RowError]]]:
    features, refused = [], []
    try:
        for number, found in layers.read(path):
            if isinstance(found, RowError):
                refused.append((number, found))
            else:
                features.append(found)
    except FileNotFoundError:
        raise CommandError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise CommandError(f"{path} is a folder: name the GeoJSON file in it.") from None
    except TableError as error:
        raise CommandError(str(error)) from None
    return features, refused
