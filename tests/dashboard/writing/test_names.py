from __future__ import annotations

from django.utils.translation import override

from dashboard.writing import joined, named
from dashboard.writing.bars import by_year

JNIM = {"en": "JNIM", "fr": "GSIM (JNIM)"}


def test_a_name_is_given_in_the_readers_language() -> None:
    with override("fr"):
        assert named(JNIM) == "GSIM (JNIM)"
    with override("en-gb"):
        assert named(JNIM) == "JNIM"


def test_a_language_that_the_record_lacks_gets_the_english_name() -> None:
    with override("ar"):
        assert named(JNIM) == "JNIM"
    assert named(None) == ""


def test_empty_facts_leave_no_separator() -> None:
    with override("en"):
        assert joined(("Bamako", "", "3 places")) == "Bamako · 3 places"


def test_years_without_incidents_have_a_bar_of_no_height() -> None:
    chart = by_year({2019: 4, 2021: 2})
    assert chart is not None
    assert [(bar.label, bar.count, bar.height) for bar in chart.bars] == [
        ("2019", 4, "40.0"),
        ("2020", 0, "0.0"),
        ("2021", 2, "20.0"),
    ]
    assert by_year({}) is None
