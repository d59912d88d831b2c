from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import pytest

from incidents.formats import geonames
from incidents.formats.geography import NewPlace
from incidents.formats.tabular import TableError
from incidents.values import OutOfScope, RowError

GAO = (
    "2457161\tGao\tGao\tGawgaw,Gao,غاو\t16.27167\t-0.04472\tP\tPPLA\tML\t\t09\tA1\t\t\t86353\t"
    "\t263\tAfrica/Bamako\t2020-01-01"
)


def line(**cells: str) -> list[str]:
    row = dict(zip(geonames.COLUMNS, GAO.split("\t"), strict=True))
    return list((row | {name.replace("_", " "): value for name, value in cells.items()}).values())


def zipped(folder: Path, files: dict[str, str | bytes]) -> Path:
    path = folder / "ML.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return path


def test_a_line_becomes_a_place() -> None:
    place = geonames.parse(line())
    assert (place.geonames_id, place.name, place.country) == (2457161, "Gao", "ML")
    assert (place.latitude, place.longitude) == (16.27167, -0.04472)
    assert (place.feature_class, place.feature_code, place.population) == ("P", "PPLA", 86353)
    assert (place.admin1_code, place.admin2_code, place.source) == ("09", "A1", "GeoNames")
    assert place.names == (("", "Gao"), ("", "Gawgaw"), ("", "غاو"))


@pytest.mark.parametrize(
    ("kind", "code"),
    [("P", "PPL"), ("A", "ADM2"), ("L", "MILB"), ("S", "AIRP"), ("S", "AIRB"), ("S", "INSM")],
)
def test_places_units_areas_airports_and_bases_are_kept(kind: str, code: str) -> None:
    place = geonames.parse(line(feature_class=kind, feature_code=code))
    assert (place.feature_class, place.feature_code) == (kind, code)


@pytest.mark.parametrize(
    "cells",
    [
        {"feature_class": "H", "feature_code": "STM"},
        {"feature_class": "S", "feature_code": "SCH"},
        {"feature_class": ""},
        {"country_code": "FR"},
        {"country_code": ""},
    ],
    ids=str,
)
def test_other_features_and_countries_are_out_of_scope(cells: dict[str, str]) -> None:
    with pytest.raises(OutOfScope):
        geonames.parse(line(**cells))


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"geonameid": "abc"}, "geonameid"),
        ({"geonameid": ""}, "geonameid"),
        ({"latitude": "north"}, "latitude"),
        ({"latitude": "91"}, "latitude"),
        ({"longitude": "nan"}, "longitude"),
        ({"population": "-5"}, "population"),
        ({"name": " "}, "name"),
    ],
    ids=str,
)
def test_a_wrong_cell_is_named(cells: dict[str, str], field: str) -> None:
    with pytest.raises(RowError) as error:
        geonames.parse(line(**cells))
    assert error.value.field == field


def test_a_line_that_is_cut_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "ML.txt"
    path.write_text(f"{GAO}\nML\tcut\n{GAO}\n", encoding="utf-8")
    found = list(geonames.read(path))
    assert [number for number, _ in found] == [1, 2, 3]
    assert isinstance(found[1][1], RowError)
    assert "2 columns" in str(found[1][1])


def test_a_zip_is_read_with_a_readme_beside(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"readme.txt": "the columns are …", "ML.txt": GAO + "\n"})
    ((number, place),) = geonames.read(path)
    assert number == 1
    assert isinstance(place, NewPlace)


WRONG: dict[str, tuple[bytes, str]] = {
    "a web page": (b"<!DOCTYPE html><title>404</title>", "is a web page"),
    "an empty file": (b"", "is empty"),
    "half a zip": (b"PK\x03\x04 and then nothing", "damaged zip"),
    "a CSV": (b"id,name\n1,Gao\n", "no GeoNames country dump"),
    "postal codes": ("\t".join(["ML", "1000", "Gao"] + [""] * 9).encode(), "not the postal codes"),
    "a header": ("\t".join(geonames.COLUMNS).encode(), "begins with column names"),
    "another encoding": (GAO.encode("utf-16-le"), "no GeoNames country dump"),
    "latin-1 inside": (f"{GAO}\n{GAO.replace('Gao', 'Méné')}".encode("cp1252", "ignore"), "UTF-8"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_dump_is_refused_with_the_remedy(name: str, tmp_path: Path) -> None:
    content, words = WRONG[name]
    path = tmp_path / "ML.zip"
    path.write_bytes(content)
    with pytest.raises(TableError, match=words):
        list(geonames.read(path))


def test_a_zip_of_several_files_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"ML.txt": GAO, "BF.txt": GAO})
    with pytest.raises(TableError, match="holds 2 country files"):
        list(geonames.read(path))


@pytest.mark.parametrize("at", [60, -120])
def test_a_zip_with_a_damaged_member_is_refused(at: int, tmp_path: Path) -> None:
    lines = [GAO.replace("86353", str(number)) for number in range(4000)]
    path = zipped(tmp_path, {"ML.txt": "\n".join(lines)})
    content = bytearray(path.read_bytes())
    for offset in range(20):
        content[at + offset] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(TableError, match="damaged zip"):
        list(geonames.read(path))


def test_no_line_of_a_real_dump_is_refused(shared: Path) -> None:
    _read_all([shared / "data" / "geonames" / "MR.zip"])


@pytest.mark.slow
def test_no_line_of_the_other_dumps_is_refused(shared: Path) -> None:
    _read_all(sorted((shared / "data" / "geonames").glob("*.zip")))


def _read_all(paths: list[Path]) -> None:
    for path in paths:
        found = Counter(type(place).__name__ for _, place in geonames.read(path))
        assert found["RowError"] == 0, path.name
        assert found["NewPlace"] > 1500, path.name
