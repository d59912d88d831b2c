"""What a table is, and what is refused with the remedy before anything is read of it."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from incidents.formats import sheets, tabular
from incidents.formats.tabular import Line, TableError, open_table
from tests.incidents.formats.files import write, write_xlsx, write_zip

TEXT = "Id,Side A,Place\n1,a,Gao\n2,b,Ménaka\n"


def _read(path: Path) -> list[Line]:
    with open_table(path) as table:
        return list(table.lines)


def _cells(path: Path) -> list[dict[str, str]]:
    return [line.cells for line in _read(path)]


@pytest.mark.parametrize(
    ("encoding", "start"),
    [
        ("utf-8", ""),
        ("utf-8", "\ufeff"),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
        ("cp1252", ""),
    ],
)
def test_every_usual_encoding_is_found(tmp_path: Path, encoding: str, start: str) -> None:
    path = write(tmp_path / "file.csv", start + TEXT, encoding)
    assert _cells(path)[1] == {"id": "2", "side_a": "b", "place": "Ménaka"}


def test_an_accent_after_the_first_megabyte_still_decides(tmp_path: Path) -> None:
    path = write(tmp_path / "f.csv", TEXT + "3,c,x\n" * 200_000 + "4,d,Ségou\n", "cp1252")
    assert _cells(path)[-1]["place"] == "Ségou"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, delimiter: str) -> None:
    path = write(tmp_path / "file.csv", TEXT.replace(",", delimiter))
    assert _cells(path)[0] == {"id": "1", "side_a": "a", "place": "Gao"}


def test_quoted_line_breaks_stay_and_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    text = 'id,what,x\n1,"one\ntwo\r\nthree",z\n2,plain,y\n3,,\n'
    lines = _read(write(tmp_path / "file.csv", text))
    assert [(line.number, line.cells["id"]) for line in lines] == [(2, "1"), (5, "2"), (6, "3")]
    assert lines[0].cells["what"] == "one\ntwo\r\nthree"


def test_the_line_of_tags_of_hdx_is_no_row(tmp_path: Path) -> None:
    path = write(tmp_path / "file.csv", "id,side,place\n#id,#group,#loc\n1,a,b\n")
    assert [line.number for line in _read(path)] == [3]


def test_empty_lines_are_no_rows_and_may_stand_above_the_header(tmp_path: Path) -> None:
    lines = _read(write(tmp_path / "file.csv", "\n\nid,side\n\n1,a\n , \n2,b\n"))
    assert [(line.number, line.cells["id"]) for line in lines] == [(5, "1"), (7, "2")]


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("3,a", "row", "2 cells where the header has 3"),
        ("3,a,b,c", "row", "4 cells where the header has 3"),
        ("3,a\0,b", "side", "NUL byte"),
        ('3,"a"x,b', "row", "quote"),
    ],
)
def test_a_broken_line_is_refused_and_the_next_is_read(
    tmp_path: Path, row: str, field: str, reason: str
) -> None:
    path = write(tmp_path / "file.csv", f"id,side,place\n1,a,b\n{row}\n4,c,d\n")
    good, broken, last = _read(path)
    assert good.error is last.error is None
    assert broken.number == 3
    assert broken.error is not None
    assert broken.error.field == field
    assert reason in broken.error.reason


def test_a_quote_that_never_closes_is_named_where_it_opens(tmp_path: Path) -> None:
    path = write(tmp_path / "file.csv", 'id,side\n1,a\n2,"b\n3,c\n')
    line = _read(path)[-1]
    assert line.number == 3
    assert "not closed" in str(line.error)


def test_a_cell_of_ten_megabytes_is_refused_not_read(tmp_path: Path) -> None:
    path = write(tmp_path / "file.csv", f"id,side\n1,{'x' * 10_000_000}\n2,b\n")
    huge, fine = _read(path)
    assert huge.error is not None
    assert fine.cells == {"id": "2", "side": "b"}


def test_scripts_and_marks_come_through_exactly(tmp_path: Path) -> None:
    text = "ɓoki ɗaya ƙasa · تمبكتو · ⵜⵉⵎⴱⵓⴽⵜⵓ · a\u202eb"
    assert _cells(write(tmp_path / "file.csv", f"id,name\n1,{text}\n"))[0]["name"] == text


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\xef\xbb\xbf \n\n", "is empty"),
        ("a.csv", b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        ("a.csv", b'{"error": "token required"}', "JSON"),
        ("a.csv", b"%PDF-1.7 ...", "PDF"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        ("a.csv.gz", b"\x1f\x8b\x08\x00rest", "gzip"),
        ("a.csv", bytes(range(256)) * 40, "not text"),
        ("a.csv", b"id,name\n1,\x81\xff\x8d\n", "not text"),
        ("a.zip", b"PK\x03\x04 cut off", "damaged archive"),
    ],
)
def test_what_is_no_table_is_refused_with_a_remedy(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(TableError, match=reason) as caught:
        _read(write(tmp_path / name, content))
    assert caught.value.remedy


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"missing\.csv cannot be read: No such file"):
        _read(tmp_path / "missing.csv")


def test_one_table_in_a_zip_is_opened_by_what_it_is(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {"in/data.csv": TEXT, "readme.pdf": b"%PDF"}
    members |= {"__MACOSX/in/._data.csv": b"x", "in/.hidden.csv": b"x"}
    path = write_zip(tmp_path / "file.zip", members)
    with open_table(path) as table:
        assert table.name == "in/data.csv"
        assert [line.cells["place"] for line in table.lines] == ["Gao", "Ménaka"]
        assert table.share() == 1.0


@pytest.mark.parametrize(
    "members", [{"a.csv": TEXT, "b.csv": TEXT}, {"readme.pdf": "x", "a.dat": TEXT}]
)
def test_a_zip_without_exactly_one_table_is_refused(
    tmp_path: Path, members: dict[str, str | bytes]
) -> None:
    with pytest.raises(TableError, match="tables"):
        _read(write_zip(tmp_path / "file.zip", members))


def test_a_zip_whose_content_was_damaged_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "file.zip", {"a.csv": TEXT + "3,c,x\n" * 500})
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    with pytest.raises(TableError, match="damaged"):
        _read(write(path, bytes(content)))


def test_a_workbook_is_read_like_a_table(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["ID", "Side A", "Day"],
        [7, "a & b", 44243],
        ["", "", ""],
        [8.5, "c", "2021-02-16"],
    ]
    path = write_xlsx(tmp_path / "file.xlsx", rows)
    with open_table(path) as table:
        assert table.columns == ("id", "side_a", "day")
        lines = list(table.lines)
    assert lines[0].cells == {"id": "7", "side_a": "a & b", "day": "44243"}
    assert [line.number for line in lines] == [2, 4]


def test_a_workbook_inside_a_zip_is_read_too(tmp_path: Path) -> None:
    inner = write_xlsx(tmp_path / "inner.xlsx", [["id"], [1]])
    path = write_zip(tmp_path / "file.zip", {"inner.xlsx": inner.read_bytes()})
    assert _cells(path) == [{"id": "1"}]


def test_a_small_workbook_with_millions_of_rows_is_refused_at_once(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "bomb.xlsx", [["id"]])
    sheet = "xl/worksheets/sheet1.xml"
    rows = b"<row><c><v>1</v></c></row>" * 3_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(sheet, b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>")
    assert path.stat().st_size < 600_000
    began = time.monotonic()
    with pytest.raises(TableError, match="rows"):
        _read(path)
    assert time.monotonic() - began < 5


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 500)
    with pytest.raises(TableError, match="unpacks to more"):
        _read(write_xlsx(tmp_path / "file.xlsx", [["id"], [1]]))


def test_a_workbook_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no rows"):
        _read(write_xlsx(tmp_path / "file.xlsx", []))


def test_an_archive_that_only_looks_like_a_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="workbook"):
        _read(write_zip(tmp_path / "file.xlsx", {"[Content_Types].xml": "<Types/>"}))


def test_a_text_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "MAX_BYTES", 10)
    with pytest.raises(TableError, match="larger than"):
        _read(write(tmp_path / "file.csv", TEXT))


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    header = ",".join(f"c{number}" for number in range(1001))
    with pytest.raises(TableError, match="more than 1000 columns"):
        _read(write(tmp_path / "file.csv", header + "\n"))
