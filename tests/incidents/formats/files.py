"""Small files as the data sets' makers write them, row by row."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

HEADERS = {
    name: header.split(",")
    for name, header in (
        line.split(": ")
        for line in Path(__file__).with_name("headers.txt").read_text("utf-8").splitlines()
    )
}
UCDP_49, UCDP_14 = HEADERS["UCDP_49"], HEADERS["UCDP_14"]
ACLED_2015, ACLED_2022, ACLED_2025 = (HEADERS[f"ACLED_{year}"] for year in (2015, 2022, 2025))
UCDP_ROW = {
    "id": "237564",
    "relid": "MAL-2017-1-11985-8",
    "year": "2017",
    "active_year": "1",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_name": "Mali: Government",
    "dyad_name": "Government of Mali - JNIM",
    "side_a": "Government of Mali",
    "side_b": "JNIM",
    "number_of_sources": "2",
    "source_article": '"Wire,2017-04-01,Alliance claims border attack";"Radio,2017-04-02,Dead"',
    "where_prec": "1",
    "where_coordinates": "Boulikessi village",
    "where_description": "Boulikessi, near the border",
    "adm_1": "Mopti region",
    "adm_2": "Douentza cercle",
    "latitude": "15.03",
    "longitude": "-1.45",
    "country": "Mali",
    "country_id": "432",
    "region": "Africa",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2017-03-29",
    "date_end": "2017-03-29",
    "deaths_a": "3",
    "deaths_b": "0",
    "deaths_civilians": "1",
    "deaths_unknown": "0",
    "best": "4",
    "high": "6",
    "low": "3",
    "gwnoa": "432",
    "gwnob": "",
}
SHORT_ROW = {
    "id": "237564",
    "year": "2017",
    "month": "3",
    "day": "29",
    "country": "Mali",
    "type_of_violence": "State-based violence",
    "conflict_name": "Mali: Government",
    "side_a": "Government of Mali",
    "side_b": "JNIM",
    "latitude": "15.03",
    "longitude": "-1.45",
    "low_death": "3",
    "best_death": "4",
    "high_death": "6",
}
ACLED_ROW = {
    "data_id": "9012345",
    "event_id_cnty": "MLI30001",
    "event_id_no_cnty": "30001",
    "event_date": "2021-02-16",
    "year": "2021",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "JNIM: Group for Support of Islam and Muslims",
    "assoc_actor_1": "Katiba Macina",
    "inter1": "Rebel group",
    "actor2": "Military Forces of Mali (2020-2021)",
    "assoc_actor_2": "",
    "inter2": "State forces",
    "interaction": "State forces-Rebel group",
    "iso": "466",
    "gwno": "432",
    "region": "Western Africa",
    "country": "Mali",
    "admin1": "Mopti",
    "admin2": "Bandiagara",
    "admin3": "",
    "location": "Goundaka",
    "latitude": "14.4956",
    "longitude": "-4.0003",
    "geo_precision": "1",
    "source": "Wire; Radio",
    "source_scale": "National-International",
    "notes": "On 16 February 2021, fighters attacked a post at Goundaka.",
    "fatalities": "3",
    "tags": "",
    "timestamp": "1726588800",
    "iso3": "MLI",
}
OLD_NAMES = {"ally_actor_1": "assoc_actor_1", "ally_actor_2": "assoc_actor_2"}


def ucdp_row(**cells: str) -> dict[str, str]:
    """A row of the 49 columns; what is not given is as in UCDP_ROW."""
    return dict.fromkeys(UCDP_49, "") | UCDP_ROW | cells


def short_row(**cells: str) -> dict[str, str]:
    """A row of the 14-column re-export."""
    return SHORT_ROW | cells


def acled_row(**cells: str) -> dict[str, str]:
    """A row with ACLED's columns of all years."""
    return dict.fromkeys(ACLED_2025, "") | ACLED_ROW | cells


def csv_text(
    rows: Iterable[Mapping[str, str]], columns: Sequence[str] = UCDP_49, delimiter: str = ","
) -> str:
    """Rows under a header; column names are looked up in lower case, and as they were later."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    for row in rows:
        names = (OLD_NAMES.get(name.lower(), name.lower()) for name in columns)
        writer.writerow([row.get(name, "") for name in names])
    return out.getvalue()


def write(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    return path


def write_zip(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def write_xlsx(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """A workbook of one sheet with strings and numbers, in the least that readers accept."""
    lines = "".join(_sheet_row(number, row) for number, row in enumerate(rows, 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return write_zip(
        path,
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default '
            'Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
            f'Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}'
            "</sheetData></worksheet>",
        },
    )


def _sheet_row(number: int, cells: Sequence[Any]) -> str:
    return f'<row r="{number}">{"".join(map(_sheet_cell, cells))}</row>'


def _sheet_cell(cell: Any) -> str:
    if isinstance(cell, int | float):
        return f"<c><v>{cell}</v></c>"
    text = str(cell).replace("&", "&amp;").replace("<", "&lt;")
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'
