"""Every read of what may be hidden starts at the one door: `visible_to(user)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3] / "incidents"
GUARDED = {"Incident", "Source", "Report"}
NEVER_READ = {"SourceIdentity", "ReportText", "IncidentNote", "ExactSite", "PrivateChange"}
ROOMS = ("filters", "readers", "serializers", "api")
MANAGERS = ("objects", "_default_manager", "_base_manager")
BY_IDS_ALREADY_SEEN = {"readers/rows.py"}
"""Rows of ids that come from `visible_to` a statement before."""
NOT_FOR_READERS = {"readers/imports.py", "readers/administrators.py"}
"""What imports know of is the whole record, whoever asks; no page or answer comes from there."""


def files() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def reads(tree: ast.AST) -> Iterator[tuple[str, str, int]]:
    """Every `Model.objects.name`: the model, the first name after, and the line."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr in MANAGERS
            and isinstance(node.value.value, ast.Name)
        ):
            yield node.value.value.id, node.attr, node.lineno


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_guarded_tables_are_read_through_visible_to(path: Path) -> None:
    if str(path.relative_to(ROOT)) in NOT_FOR_READERS:
        pytest.skip("not for readers")
    for model, name, line in reads(ast.parse(path.read_text("utf-8"))):
        if model in GUARDED and str(path.relative_to(ROOT)) not in BY_IDS_ALREADY_SEEN:
            assert name == "visible_to", f"{path.name}:{line}: {model}.objects.{name}"


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_private_tables_are_not_even_named(path: Path) -> None:
    names = {
        node.id if isinstance(node, ast.Name) else node.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name | ast.alias)
    }
    assert not names & NEVER_READ


def test_the_search_for_reads_finds_them() -> None:
    source = "Incident.objects.filter(pk=1)\nSource._default_manager.all()\nx.objects.y"
    found = sorted(reads(ast.parse(source)))
    assert found == [("Incident", "filter", 1), ("Source", "all", 2), ("x", "y", 3)]


def test_sql_by_hand_names_no_private_table() -> None:
    for path in files():
        text = path.read_text("utf-8")
        for table in ("sourceidentity", "reporttext", "incidentnote", "exactsite", "privatechange"):
            assert f"incidents_{table}" not in text, path.name
