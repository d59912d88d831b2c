"""What goes through the staging tables is what the desk's own way of building rows gives."""

from __future__ import annotations

from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.forms.models import model_to_dict

from incidents.actions.signing import Signature
from incidents.actions.store import store
from incidents.folding import fold
from incidents.formats import FORMATS
from incidents.formats.reading import Reading
from incidents.formats.tabular import open_table
from incidents.importing import Plan, run
from incidents.importing.placing import Placer
from incidents.models import Incident, Report
from incidents.readers.imports import names
from incidents.readers.locating import locator
from incidents.values import NewIncident, OutOfScope
from tests.incidents.formats.files import (
    ACLED_2025,
    UCDP_14,
    acled_row,
    csv_text,
    short_row,
    ucdp_row,
    write,
)
from tests.incidents.ground import lay_ground

BY = Signature(label="command line")
OWN = frozenset({"id", "incident", "site", "report", "claim", "deaths_claim", "part_of", "search"})
"""Columns that differ between two records of the same rows, or are compared by themselves."""


@pytest.fixture(autouse=True)
def _ground(db: None) -> None:
    lay_ground()


UCDP = [
    ucdp_row(id=f"{number}", **cells)
    for number, cells in enumerate(
        {
            "where_prec": precision,
            "type_of_violence": violence,
            "side_b": side,
            "where_coordinates": place,
            "best": best,
            "deaths_a": best,
        }
        for precision, violence, side, place, best in product(
            "12456",
            "123",
            ("JNIM", "Civilians", "Fulani", "Some\\band"),
            ("Djibo town", "Mentao refugee camp", ""),
            ("0", "7"),
        )
    )
] + [
    ucdp_row(id="A-1", latitude="", longitude="", low="", best="", high=""),
    ucdp_row(id="ab", code_status="Check dyad", event_clarity="2", adm_1="", adm_2=""),
    ucdp_row(id="n", date_end="2017-04-03", source_article='a tab\there "and" \\n', adm_1="Gao"),
]
ACLED = [
    acled_row(event_id_cnty=f"MLI{number}", **cells)
    for number, cells in enumerate(
        {
            "fatalities": toll,
            "actor1": first,
            "assoc_actor_1": helped,
            "notes": notes,
            "geo_precision": precision,
        }
        for toll, first, helped, notes, precision in product(
            ("0", "3", ""),
            ("JNIM", "Unidentified Armed Group (Mali)", "JNIM and/or Somebody"),
            ("", "Health Workers (Mali)", "Katiba Macina; JNIM"),
            ("", "Seen\\told\tand “quoted”,\nin two lines"),
            "123",
        )
    )
]
SHORT = [short_row(id=str(number), side_a=side) for number, side in enumerate(("JNIM", "Tiv"))]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ucdp", csv_text(UCDP)),
        ("ucdp", csv_text(SHORT, UCDP_14)),
        ("acled", csv_text(ACLED, ACLED_2025)),
    ],
    ids=["49 columns", "14 columns", "acled"],
)
def test_staged_rows_are_the_rows_that_are_built_one_by_one(
    tmp_path: Path, name: str, content: str
) -> None:
    path = write(tmp_path / "rows.csv", content)
    outcome = run(name, Plan(path=path), by=BY)
    staged = _record()
    assert outcome.new == len(staged) > 1
    Incident.objects.all().delete()
    Report.objects.all().delete()
    rows = _rows(name, path)
    assert store(new=rows, by=BY) == outcome.new
    built = _record()
    assert staged == built


def test_staged_rows_are_those_of_the_real_files(shared: Path) -> None:
    path = shared / "data" / "ucdp_ged_23_1_sample_49_columns.csv"
    assert run("ucdp", Plan(path=path), by=BY).release == "23.1"
    staged = _record()
    Incident.objects.all().delete()
    Report.objects.all().delete()
    store(new=_rows("ucdp", path, release="23.1"), by=BY)
    assert staged == _record()


def _rows(name: str, path: Path, *, release: str = "") -> list[NewIncident]:
    """What the file says, as a format reads it and the units place it."""
    form, placer = FORMATS[name], Placer(locator())
    reading = Reading(release=release, names=names())
    found = []
    with open_table(path) as table:
        for line in table.lines:
            with suppress(OutOfScope):
                found.append(placer.placed(form.parse(line.cells, reading)))
    return found


def _record() -> dict[str, dict[str, Any]]:
    """All that the record holds of each incident, without ids."""
    found = {}
    for one in Incident.objects.prefetch_related("sites", "participations", "claims", "reports"):
        claims = list(one.claims.order_by("order"))
        keys = {claim.pk: claim.dataset_key for claim in claims}
        found[one.dataset_key] = {
            "incident": _plain(one),
            "search": one.search.replace(fold(one.public_id), "ID"),
            "deaths_claim": keys.get(one.deaths_claim_id or 0),
            "sites": [_plain(site) for site in one.sites.order_by("order")],
            "exact": [
                _plain(site.exact) for site in one.sites.order_by("order") if site.generalised
            ],
            "participations": [_plain(said) for said in one.participations.order_by("order")],
            "claims": [(_plain(claim), keys.get(claim.part_of_id or 0)) for claim in claims],
            "own": {claim.report_id for claim in claims}
            <= {report.pk for report in one.reports.all()},
            "reports": [_plain(report) for report in one.reports.all()],
        }
    return found


def _plain(row: Any) -> dict[str, Any]:
    said = model_to_dict(row)
    return {name: said[name] for name in said.keys() - OWN - {"public_id", "reports", "tags"}}
