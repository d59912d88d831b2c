"""The numbers that the house keeps and no linter counts, and what must stand in no file."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LINES = {".py": 400, ".js": 300, ".html": 150}
FUNCTION_LINES = 60
# Spelled in pieces, so that this file does not hold them itself.
FOREIGN = re.compile(
    "|".join(["/" + "work/", "/root" + "/", "registry" + r"\.npmjs", "pypi" + r"\.org"])
)


def files(*suffixes: str) -> list[Path]:
    """The project's own files, those not yet committed too."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    paths = [CHECKOUT / name for name in listed if name.endswith(suffixes or ("",))]
    return [path for path in paths if path.is_file()]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def test_no_file_has_grown_past_its_measure() -> None:
    grown = {
        str(path.relative_to(CHECKOUT)): count
        for path in files(*LINES)
        if "migrations" not in path.parts
        and (count := len(path.read_text().splitlines())) > LINES[path.suffix]
    }
    assert grown == {}


def test_no_function_has_grown_past_its_measure() -> None:
    grown = {
        f"{path.relative_to(CHECKOUT)}:{name}": lines
        for path in files(".py")
        if "migrations" not in path.parts
        for name, lines in functions(path)
        if lines > FUNCTION_LINES
    }
    assert grown == {}


def test_no_file_names_one_machine_or_a_registrys_host() -> None:
    text = (
        ".py",
        ".js",
        ".css",
        ".html",
        ".md",
        ".toml",
        ".json",
        ".yml",
        ".txt",
        ".sh",
        "Makefile",
    )
    named = [
        str(path.relative_to(CHECKOUT))
        for path in files(*text)
        if FOREIGN.search(path.read_text(errors="replace"))
    ]
    assert named == []
