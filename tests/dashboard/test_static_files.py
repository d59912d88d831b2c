"""Collected files: hashed names everywhere, small over the wire, collected only when changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from whitenoise.middleware import WhiteNoiseMiddleware

from dashboard import static_files

HASH = r"\.[0-9a-f]{12}\."


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Everything, collected as a site does it."""
    folder = tmp_path_factory.mktemp("static")
    hashed = {**settings.STORAGES, "staticfiles": {"BACKEND": "dashboard.storage.HashedStorage"}}
    with override_settings(STORAGES=hashed, STATIC_ROOT=folder):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def hashed_files(folder: Path, pattern: str) -> list[Path]:
    return [path for path in folder.rglob(pattern) if re.search(HASH, path.name)]


def test_every_import_of_our_modules_names_a_hashed_file_that_exists(collected: Path) -> None:
    modules = hashed_files(collected / "dashboard", "*.js")
    imports = [
        (module, name)
        for module in modules
        for name in re.findall(r"""from\s*["'](\.[^"']+)["']""", module.read_text())
    ]
    assert imports
    for module, name in imports:
        assert re.search(HASH, name), f"{module.name} imports {name}"
        assert (module.parent / name).exists(), f"{module.name} imports {name}"


def test_style_sheets_name_hashed_images(collected: Path) -> None:
    sheets = hashed_files(collected / "leaflet", "*.css")
    text = "".join(sheet.read_text() for sheet in sheets)
    images = re.findall(r"""url\(["']?(images/[^"')]+)""", text)
    assert images
    assert all(re.search(HASH, image) for image in images)


def test_large_texts_lie_ready_compressed(collected: Path) -> None:
    for path in hashed_files(collected, "*.js"):
        if path.stat().st_size > 5000:
            assert path.with_name(path.name + ".br").exists(), path
            assert path.with_name(path.name + ".gz").exists(), path


def test_nothing_is_collected_that_no_page_loads(collected: Path) -> None:
    assert list(collected.rglob("*.map")) == []
    assert not (collected / "drf_spectacular_sidecar" / "redoc").exists()


def test_a_hashed_file_is_kept_by_browsers_for_ever(collected: Path) -> None:
    with override_settings(STATIC_ROOT=collected):
        noise = WhiteNoiseMiddleware(lambda request: None)
    file = hashed_files(collected, "*.js")[0].relative_to(collected)
    answer = noise.files[f"/static/{file}"].get_response("GET", {})
    answer.file.close()
    headers = dict(answer.headers)
    assert "immutable" in headers["Cache-Control"]


def test_files_are_collected_again_only_after_a_change(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "map.js").write_text("export {};\n")
    root = tmp_path / "root"
    root.mkdir()
    with override_settings(STATIC_ROOT=root, STATICFILES_DIRS=[source]):
        _forget_finders()
        assert not static_files.is_current()
        (root / static_files.STAMP).write_text(static_files.fingerprint())
        assert static_files.is_current()
        (source / "map.js").write_text("export const changed = 1;\n")
        assert not static_files.is_current()
    _forget_finders()


def _forget_finders() -> None:
    from django.contrib.staticfiles.finders import get_finder

    get_finder.cache_clear()  # type: ignore[attr-defined]


def test_the_dashboard_has_few_scripts_and_two_style_sheets(collected: Path) -> None:
    scripts = hashed_files(collected / "joined", "*.js")
    sheets = hashed_files(collected / "joined", "*.css")
    assert {path.name.split(".")[0] for path in scripts} == {"early", "dashboard", "assembler"}
    assert {path.name.split(".")[0] for path in sheets} == {"first", "later"}
    for script in scripts:
        text = script.read_text()
        assert not re.search(r"^(import|export)\b(?!\()", text, re.MULTILINE)
        for later in re.findall(r"""\bimport\(["'](\.[^"']+)["']\)""", text):
            assert re.search(HASH, later)
            assert (script.parent / later).exists(), later
    for sheet in sheets:
        for image in re.findall(r"""url\(["']?(\.[^"')]+)""", sheet.read_text()):
            assert re.search(HASH, image)
            assert (sheet.parent / image).exists(), image
    for path in (*scripts, *sheets):
        assert path.with_name(path.name + ".br").exists()


def test_code_and_style_of_the_dashboard_keep_to_their_budget(collected: Path) -> None:
    """150 kB altogether, of which 8 kB of style come before the first picture."""
    leaflet = (collected / "leaflet").glob("leaflet.*.js.br")
    packed = [*(collected / "joined").glob("*.br"), *leaflet]
    packed = [path for path in packed if "extras" not in path.name and "forms" not in path.name]
    sizes = {path.name: path.stat().st_size for path in packed}
    assert sum(sizes.values()) <= 150_000, sizes
    assert sum(size for name, size in sizes.items() if name.startswith("first.")) <= 8_000
