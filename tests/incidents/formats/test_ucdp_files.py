"""UCDP's files: which release, which shape, how they are packed, and the real ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from incidents.formats import ucdp
from incidents.formats.names import Names
from incidents.formats.reading import Reading
from incidents.formats.tabular import TableError, open_table
from incidents.values import Flag, NewIncident, OutOfScope
from tests.incidents.formats.files import (
    UCDP_14,
    UCDP_49,
    csv_text,
    ucdp_row,
    write,
    write_zip,
)
from tests.incidents.seeds import ACTORS, COMMUNITIES, SIDES

NAMES = Names.of(
    actors=[(name["name"], actor["key"]) for actor in ACTORS for name in actor["names"]],
    patterns=[],
    sides=SIDES,
    communities=COMMUNITIES,
)
READING = Reading(release="23.1", names=NAMES)


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("ged211-csv.zip", "21.1"),
        ("ged261-csv.zip", "26.1"),
        ("GEDEvent_v25_1.csv", "25.1"),
        ("GEDEvent_v26_0_8.csv", "26.0.8"),
        ("GEDEvent_v26_01_26_06.csv", "26.1.26.6"),
        ("ucdp_ged_21_1_sahel.csv", "21.1"),
        ("ucdp-ged-23.1.csv", "23.1"),
        ("rows.csv", ""),
    ],
)
def test_the_release_is_in_the_file_name(name: str, release: str) -> None:
    assert ucdp.release_of(name) == release


@pytest.mark.parametrize("release", ["21.1", "26.0.8"])
def test_where_a_release_is_fetched_tells_its_name_back(release: str) -> None:
    assert ucdp.release_of(ucdp.path_of(release)) == release


def test_a_cumulative_release_is_fetched_under_its_padded_name() -> None:
    assert ucdp.path_of("26.1.26.6") == "candidateged/GEDEvent_v26_01_26_06.csv"


def _check(columns: list[str]) -> None:
    ucdp.check("file.csv", columns)


def test_columns_are_found_by_name_in_any_order() -> None:
    _check(sorted(UCDP_49))
    _check([*UCDP_49, "iso3"])
    _check(UCDP_14)


def test_a_file_without_its_header_is_refused_with_the_remedy(tmp_path: Path) -> None:
    text = csv_text([ucdp_row(), ucdp_row(id="2")]).split("\r\n", 1)[1]
    with open_table(write(tmp_path / "f.csv", text)) as table, pytest.raises(TableError) as caught:
        ucdp.check(table.name, table.columns)
    assert "no line of column names" in caught.value.reason
    assert "id,relid,year" in caught.value.remedy


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (["event_id_cnty", "event_date", "event_type", "actor1", "country"], "import acled"),
        (["events", "fatalities", "reference_period_start"], "cannot be imported as incidents"),
        (["a", "b", "c"], "lacks the columns id, type_of_violence"),
        ([*UCDP_49[:-6], "gwnoa"], "lacks the columns low, best, high"),
        ([*UCDP_49, "best"], "'best' twice"),
    ],
)
def test_another_file_is_told_for_what_it_is(columns: list[str], said: str) -> None:
    with pytest.raises(TableError, match=said):
        _check(columns)


# ── whole files ─────────────────────────────────────────────────────────────


def _read(path: Path) -> list[NewIncident]:
    with open_table(path) as table:
        ucdp.check(table.name, table.columns)
        return [ucdp.parse(line.cells, READING) for line in table.lines if not line.error]


def test_every_packing_gives_the_same_incidents(tmp_path: Path) -> None:
    rows = [ucdp_row(where_description="two\nlines"), ucdp_row(id="2", side_b="AQIM")]
    text = csv_text(rows)
    tags = csv_text([dict.fromkeys(UCDP_49, "#tag"), *rows])
    turned = csv_text(rows, columns=UCDP_49[::-1])
    files = [
        write(tmp_path / "a.csv", text),
        write(tmp_path / "bom.csv", "\ufeff" + text),
        write(tmp_path / "hdx.csv", tags),
        write(tmp_path / "old.csv", text, "cp1252"),
        write(tmp_path / "wide.csv", text, "utf-16"),
        write(tmp_path / "turned.csv", turned),
        write_zip(tmp_path / "ged231-csv.zip", {"GEDEvent_v23_1.csv": text}),
    ]
    first, *others = [_read(path) for path in files]
    assert len(first) == 2
    assert all(one == first for one in others)


def test_the_real_export_is_taken_whole(shared: Path) -> None:
    found = _read(shared / "data" / "ucdp_ged_21_1_sahel.csv")
    assert len(found) == 10_577
    odd = [one for one in found if Flag.FIGURES_OUT_OF_ORDER in one.flags]
    assert len(odd) == 115
    assert all(one.sites[0].latitude is not None for one in found)


def test_the_real_49_columns_are_taken_as_far_as_they_are_of_the_region(shared: Path) -> None:
    seen: Counter[str] = Counter()
    with open_table(shared / "data" / "ucdp_ged_23_1_sample_49_columns.csv") as table:
        for line in table.lines:
            try:
                seen[ucdp.parse(line.cells, READING).sites[0].country] += 1
            except OutOfScope:
                seen["elsewhere"] += 1
    assert seen["elsewhere"] == 936
    assert sum(seen.values()) == 1000
    assert seen["ML"] == 7
