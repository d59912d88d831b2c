"""The real files of UCDP, where the folder `shared` lies beside the checkout."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from incidents.actions.demo import load_demo
from incidents.actions.seeds import load_seeds
from incidents.actions.signing import Signature
from incidents.formats.twins import twins
from incidents.importing import Outcome, Plan, run
from incidents.models import Claim, Incident, IncidentLink, Participation, Site
from tests.incidents.formats.demo import TABLE

pytestmark = pytest.mark.django_db
BY = Signature(label="command line")


@pytest.fixture(autouse=True)
def _seeds(shared: Path, db: None) -> None:
    load_seeds(by=BY)


def _ucdp(path: Path) -> Outcome:
    return run("ucdp", Plan(path=path), by=BY)


def _counts(outcome: Outcome) -> tuple[int, int, int, int, int]:
    return (outcome.new, outcome.changed, outcome.same, outcome.refused, outcome.out_of_scope)


def test_every_row_of_the_real_export_is_stored_once(shared: Path) -> None:
    path = shared / "data" / "ucdp_ged_21_1_sahel.csv"
    assert _counts(_ucdp(path)) == (10_577, 0, 0, 0, 0)
    assert _counts(_ucdp(path)) == (0, 0, 10_577, 0, 0)
    assert Incident.objects.count() == Site.objects.count() == 10_577
    assert Incident.objects.filter(deaths_rule="dataset_best").count() == 10_577
    odd = Incident.objects.filter(flags__contains=["figures_out_of_order"])
    assert odd.count() == 115
    assert Claim.objects.filter(flags__contains=["figures_out_of_order"]).count() == 115
    assert not Participation.objects.filter(actor=None, description_en="", literal="").exists()


def test_the_regional_rows_of_the_49_columns_are_stored(shared: Path) -> None:
    path = shared / "data" / "ucdp_ged_23_1_sample_49_columns.csv"
    assert _counts(_ucdp(path)) == (64, 0, 0, 0, 936)
    assert _counts(_ucdp(path)) == (0, 0, 64, 0, 936)
    parts = Claim.objects.filter(scope="part")
    assert parts.exists()
    assert not parts.filter(part_of=None).exists()


def test_no_people_stands_as_an_actor_or_in_a_title(shared: Path) -> None:
    _ucdp(shared / "data" / "ucdp_ged_23_1_sample_49_columns.csv")
    for literal in ("Fulani", "Tiv", "Christians (Nigeria)", "Toubou"):
        said = Participation.objects.filter(literal=literal)
        assert said.exists()
        assert {(one.actor_id, one.description_en) for one in said} == {(None, "")}
        assert not Incident.objects.filter(title_en__contains=literal.split()[0]).exists()


@pytest.mark.parametrize("demo_first", [True, False])
def test_rows_that_the_demo_names_count_once_with_it(
    shared: Path, tmp_path: Path, demo_first: bool
) -> None:
    """The named rows as UCDP has them; others of the same days and countries stay apart."""
    named = {key for rows in twins(TABLE).values() for _, key in rows}
    path = tmp_path / "ged211.csv"
    with (shared / "data" / "ucdp_ged_21_1_sahel.csv").open(encoding="utf-8") as file:
        table = csv.DictReader(file)
        rows = list(table)
    days = {_day(row) for row in rows if row["id"] in named}
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, table.fieldnames or ())
        lines.writeheader()
        lines.writerows(kept := [row for row in rows if _day(row) in days])
    assert len(kept) > len(named) == 22

    if demo_first:
        load_demo(by=BY)
    outcome = _ucdp(path)
    if not demo_first:
        load_demo(by=BY)
    links = IncidentLink.objects.filter(same=True)
    assert outcome.new == len(kept)
    assert links.count() == len(named)
    joined = Incident.objects.filter(dataset__key="ucdp_ged").exclude(same_group=None)
    assert set(joined.values_list("dataset_key", flat=True)) == named
    alone, groups = Incident.objects.filter(same_group=None), set(joined.values_list("same_group"))
    assert alone.count() + len(groups) == 66 + len(kept) - len(named)
    assert _counts(_ucdp(path)) == (0, 0, len(kept), 0, 0)
    assert links.count() == len(named)


def _day(row: dict[str, str]) -> tuple[str, ...]:
    return row["country"], row["year"], row["month"], row["day"]
