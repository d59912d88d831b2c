"""Cells of a file: typed where they are numbers, harmless where they are text."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.models import Incident
from incidents.readers.rows import summary_rows, told_rows
from incidents.serializers import incident_summary
from incidents.serializers.columns import TABLES, incident_cells
from incidents.serializers.tables import cell, cells, neutral, plain, table
from tests.incidents.readers import record


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (0, 0),
        (-7.94, -7.94),
        (True, True),
        (["a", "b"], "a; b"),
        ((), ""),
        (["=1", "2"], "'=1; 2"),
        ("plain", "plain"),
        ("", ""),
        ("a=1", "a=1"),
        ("N'Tillit", "N'Tillit"),
    ],
)
def test_a_value_becomes_a_cell(value: Any, written: Any) -> None:
    assert cell(value) == written


@given(st.text(max_size=20))
def test_no_text_can_start_what_a_spreadsheet_runs(text: str) -> None:
    start = neutral(text).lstrip(' "\u00a0')
    assert not start.startswith(tuple("=+-@\t\r\n＝＋－＠"))


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_what_is_written_is_read_back(texts: list[str]) -> None:
    names = [f"c{number}" for number in range(len(texts))]
    columns = [plain(name, "") for name in names]
    row = dict(zip(names, texts, strict=True))
    text = b"".join(table(columns, cells(columns, [row]), 10)).decode()
    header, read = csv.reader(io.StringIO(text, newline=""))
    assert header == [column.name for column in columns]
    assert read == [neutral(one) for one in texts]


@pytest.mark.django_db
def test_cells_told_once_for_many_are_those_of_each_row() -> None:
    record.build(seed=3, size=40)
    ids = list(Incident.objects.values_list("pk", flat=True))
    shown = map(incident_summary, summary_rows(ids))
    assert list(incident_cells(told_rows(ids))) == list(cells(TABLES["incidents"], shown))
