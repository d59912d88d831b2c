from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import brotli
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from dashboard.joining import joined_modules, joined_styles

HASHED = re.compile(r"\.[0-9a-f]{12}(\.|$)")
LARGE = 300_000
NOT_LOADED = ["*.map", "leaflet-src*", "redoc", "swagger-ui-es-bundle*"]
"""What packages bring and no page loads: source maps, and a second reader of the schema."""


class PackageFiles(AppDirectoriesFinder):
    """The static files of the installed packages, less those that no page loads."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        return super().list([*(ignore_patterns or ()), *NOT_LOADED])


class QuickCompressor(Compressor):  # type: ignore[misc]
    """Spares a first start seven seconds, for one per cent of the few files over 300 kB."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        compressed: bytes = brotli.compress(data, quality=9 if len(data) > LARGE else 11)
        return compressed


EARLY, SCRIPT = "joined/early.js", "joined/dashboard.js"
WORKER = "joined/assembler.js"
FIRST, LATER = "joined/first.css", "joined/later.css"
JOINED = {
    EARLY: ("dashboard/early.js",),
    SCRIPT: ("dashboard/main.js",),
    WORKER: ("dashboard/assembler.js",),
    FIRST: (
        "css/tokens.css",
        "css/base.css",
        "css/dashboard.css",
        "css/map.css",
        "css/timeline.css",
        "css/picture.css",
        "css/narrow.css",
    ),
    LATER: (
        "leaflet/leaflet.css",
        "css/dossier.css",
        "css/mine.css",
    ),
}
"""For the dashboard the script that comes first, the one that it brings and the worker's; the one
sheet that the first picture needs, and one of what the scripts bring; and what each is made of."""


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Static files under hashed names, in style sheets and in the imports of modules too."""

    support_js_module_import_aggregation = True
    # Source maps are not collected: a reference to one must not count.
    patterns = tuple(
        (
            files,
            tuple(p for p in patterns if "sourceMappingURL" not in str(p)),
        )
        for files, patterns in CompressedManifestStaticFilesStorage.patterns
    )

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Besides all files, the joined ones. Raises NotJoined where one cannot be."""
        if not dry_run:
            paths = {**paths, **{name: (self, name) for name in JOINED}}
            for name, sources in JOINED.items():
                self._join(name, sources, paths)
        yield from super().post_process(paths, dry_run, **options)

    def _join(self, name: str, sources: Sequence[str], paths: dict[str, Any]) -> None:
        def read(source: str) -> str:
            storage, path = paths[source]
            with storage.open(path) as file:
                text: str = file.read().decode()
            return text

        if name.endswith(".js"):
            text = joined_modules(sources[0], read, into=name)
        else:
            text = joined_styles(sources, read, into=name)
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def create_compressor(self, **options: Any) -> Compressor:
        return QuickCompressor(**options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[Any]:
        """Only what pages name: the plain names stay for the few scripts that make up a path."""
        yield from super().compress_files({path for path in paths if HASHED.search(path)})
