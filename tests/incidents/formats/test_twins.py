"""Rows of another data set that the curated file names: which are the same incident."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from incidents.formats.twins import twins
from incidents.values import RowError
from tests.incidents.formats.demo import TABLE, parse


def _table(incident: str, **changes: Any) -> dict[str, Any]:
    table: dict[str, Any] = copy.deepcopy(TABLE)
    row = next(row for row in table["incidents"] if row["id"] == incident)
    row["same_as"][0].update(changes)
    return table


def test_a_row_named_in_a_figure_or_as_the_origin_of_a_point_is_the_same_incident() -> None:
    named = twins(TABLE)
    assert named["nampala-2016-07-19"] == (("ucdp_ged", "227689"),)
    assert named["koure-2020-08-09"] == (("ucdp_ged", "352900"),)
    assert named["aguelhok-2012-01"] == (("ucdp_ged", "29908"), ("ucdp_ged", "29960"))
    assert (len(named), sum(map(len, named.values()))) == (20, 22)


def test_a_row_that_lends_its_point_only_is_another_incident() -> None:
    assert not {"boulkessi-2025-06-01", "ouagadougou-istanbul-2017-08-13"} & twins(TABLE).keys()


def test_no_row_is_the_same_as_two_incidents() -> None:
    rows = [row for named in twins(TABLE).values() for row in named]
    assert len(set(rows)) == len(rows)


def test_a_row_that_the_file_names_must_stand_in_the_table() -> None:
    with pytest.raises(RowError, match=r"bosso.*stands in the file or the table alone"):
        parse(mapping=_table("bosso-2016-06-03", original="UCDP best"))


def test_a_key_that_the_file_does_not_name_is_refused() -> None:
    with pytest.raises(RowError, match=r"bosso.*does not name \['7'\]"):
        parse(mapping=_table("bosso-2016-06-03", keys=["7"]))
