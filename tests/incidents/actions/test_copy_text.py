"""Values in COPY's text form come back from the database as they were."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from incidents.actions.copy_text import cell, column_of, copy_lines
from incidents.models import Incident
from incidents.values import Flag, Precision, new_public_ids


class TestCells(TestCase):
    def setUp(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE told (number int, said text) ON COMMIT DROP")

    @given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
    def test_any_text_comes_back(self, texts: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE told")
            copy_lines("told", [f"{n}\t{cell(text)}" for n, text in enumerate(texts)])
            cursor.execute("SELECT said FROM told ORDER BY number")
            assert [said for (said,) in cursor.fetchall()] == texts


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        (None, "text"),
        ("", "text"),
        ("\\N", "text"),
        (True, "boolean"),
        (False, "boolean"),
        (0, "integer"),
        (-1.25e-7, "double precision"),
        (date(2024, 2, 29), "date"),
        (time(5, 30), "time"),
        (datetime(2024, 2, 29, 5, 30, tzinfo=UTC), "timestamptz"),
        ([], "varchar[]"),
        ([Flag.AGGREGATED.value, Flag.PLACE_MISSING.value], "varchar[]"),
    ],
)
@pytest.mark.django_db
def test_a_value_comes_back_as_it_was(value: Any, type_: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE one (said {type_}) ON COMMIT DROP")
        copy_lines("one", [cell(value)])
        cursor.execute("SELECT said FROM one")
        assert cursor.fetchall() == [(value,)]


def test_a_word_of_a_vocabulary_is_its_value() -> None:
    assert cell(Precision.EXACT) == "exact"
    assert cell((Flag.AGGREGATED,)) == "{aggregated}"


def test_a_value_without_a_form_is_an_error() -> None:
    with pytest.raises(TypeError, match="no cell of text"):
        cell(object())


def test_columns_are_found_by_attribute() -> None:
    assert column_of(Incident, "dataset_id").as_string(None) == '"dataset_id"'


def test_public_ids_drawn_at_once_are_like_those_drawn_alone() -> None:
    ids = new_public_ids("VS", 500)
    assert len(set(ids)) == 500
    for one in ids:
        prefix, code = one.split("-")
        assert (prefix, len(code)) == ("VS", 12)
        assert not set(code) - set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert len({one[-12] for one in ids}) > 16
    assert len({one[-1] for one in ids}) > 16
