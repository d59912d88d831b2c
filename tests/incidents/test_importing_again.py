"""The same line once more: in the same file, in a second run, or read in another way."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from incidents.actions.signing import Signature
from incidents.formats.reading import Reading
from incidents.formats.tabular import open_table
from incidents.importing import Outcome, Plan, Refusal, run
from incidents.importing.digests import digests
from incidents.models import Change, Claim, ImportedRow, Incident, Participation, Report
from incidents.readers.imports import names
from tests import factories
from tests.incidents.formats.files import csv_text, ucdp_row, write
from tests.incidents.ground import lay_ground

BY = Signature(label="command line")


@pytest.fixture(autouse=True)
def _ground(db: None) -> None:
    lay_ground()


def _ucdp(path: Path, **how: Any) -> Outcome:
    return run("ucdp", Plan(path=path, **how), by=BY)


def _file(folder: Path, *rows: dict[str, str], name: str = "ged211.csv") -> Path:
    return write(folder / name, csv_text(rows))


def _counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.new, outcome.changed, outcome.same, outcome.refused


# ── in the same file ────────────────────────────────────────────────────────


def test_of_many_lines_with_one_id_the_first_is_stored(tmp_path: Path) -> None:
    first, other = ucdp_row(id="2"), ucdp_row(id="2", best="5")
    path = _file(tmp_path, ucdp_row(), first, other, first, ucdp_row(), other)
    refused = tmp_path / "refused.csv"
    outcome = _ucdp(path, skip_refused=True, refused_to=refused)
    assert _counts(outcome) == (2, 0, 2, 2)
    assert outcome.refusals == [
        Refusal(number, "id", "2 stands already, otherwise, in line 3") for number in (4, 7)
    ]
    assert Incident.objects.get(dataset_key="2").deaths_retained == 4
    assert (Incident.objects.count(), Report.objects.count()) == (2, 2)
    with refused.open(encoding="utf-8", newline="") as lines:
        assert [row["best"] for row in csv.DictReader(lines)] == ["5", "5"]


def test_a_first_line_that_says_what_stands_wins_over_a_second_that_does_not(
    tmp_path: Path,
) -> None:
    _ucdp(_file(tmp_path, ucdp_row(), ucdp_row(id="2")))
    path = _file(tmp_path, ucdp_row(), ucdp_row(best="9", high="9"))
    assert _counts(_ucdp(path, skip_refused=True)) == (0, 0, 1, 1)
    assert Incident.objects.get(dataset_key="237564").deaths_retained == 4


def test_a_second_line_that_says_what_stands_does_not_win_over_the_first(tmp_path: Path) -> None:
    _ucdp(_file(tmp_path, ucdp_row()))
    path = _file(tmp_path, ucdp_row(best="6"), ucdp_row())
    assert _counts(_ucdp(path, skip_refused=True)) == (0, 1, 0, 1)
    assert Incident.objects.get().deaths_retained == 6
    assert _counts(_ucdp(path, skip_refused=True)) == (0, 0, 1, 1)


def test_the_lines_that_are_named_are_the_first_refused_ones_of_either_kind(
    tmp_path: Path,
) -> None:
    path = _file(tmp_path, ucdp_row(), ucdp_row(best="5"), ucdp_row(id="3", best="x"))
    refused = tmp_path / "refused.csv"
    outcome = _ucdp(path, refused_to=refused)
    assert [refusal.line for refusal in outcome.refusals] == [3, 4]
    with refused.open(encoding="utf-8", newline="") as lines:
        assert [row["refused_field"] for row in csv.DictReader(lines)] == ["id", "best"]
    assert not outcome.stored


# ── in a second run ─────────────────────────────────────────────────────────


def test_a_line_that_stands_is_not_read_again(tmp_path: Path) -> None:
    path = _file(tmp_path, ucdp_row())
    _ucdp(path)
    # The record is made to hold what no line says; only the digest vouches for the line.
    with open_table(path) as table:
        digest = digests(Reading(release="21.1", names=names()), table.columns)
        told = digest(next(table.lines).raw, "0" * 64)
    Incident.objects.update(fingerprint="0" * 64)
    ImportedRow.objects.update(digest=bytes.fromhex(told))
    assert _counts(_ucdp(path)) == (0, 0, 1, 0)
    assert Incident.objects.get().fingerprint == "0" * 64


def test_a_digest_vouches_for_what_stood_when_it_was_made_and_for_nothing_else(
    tmp_path: Path,
) -> None:
    path = _file(tmp_path, ucdp_row())
    _ucdp(path)
    before = Incident.objects.get().fingerprint
    Incident.objects.update(fingerprint="0" * 64)
    assert _counts(_ucdp(path)) == (0, 1, 0, 0)
    assert Incident.objects.get().fingerprint == before


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    path = _file(tmp_path, ucdp_row(), ucdp_row(id="2"))
    _ucdp(path)
    stood = [list(table.objects.order_by("pk").values()) for table in (Incident, Report, Claim)]
    _ucdp(path)
    ImportedRow.objects.all().delete()
    _ucdp(path)
    assert [list(t.objects.order_by("pk").values()) for t in (Incident, Report, Claim)] == stood
    assert ImportedRow.objects.count() == 2
    assert not Change.objects.exists()


def test_who_is_meant_by_a_name_may_change_what_a_line_says(tmp_path: Path) -> None:
    path = _file(tmp_path, ucdp_row(side_b="Katiba Nobody"))
    _ucdp(path)
    assert _counts(_ucdp(path)) == (0, 0, 1, 0)
    actor = Participation.objects.exclude(actor=None).values_list("actor", flat=True)[0]
    factories.make_actor_name(actor_id=actor, name="Katiba Nobody", kind="ucdp", language="mul")
    assert _counts(_ucdp(path)) == (0, 1, 0, 0)
    assert Participation.objects.get(literal="Katiba Nobody").actor_id == actor


def test_a_line_in_another_order_of_columns_says_the_same(tmp_path: Path) -> None:
    _ucdp(_file(tmp_path, ucdp_row()))
    columns = list(reversed(list(ucdp_row())))
    path = write(tmp_path / "ged211.csv", csv_text([ucdp_row()], columns))
    assert _counts(_ucdp(path)) == (0, 0, 1, 0)


def test_the_document_of_an_incident_that_is_gone_is_taken_up_again(tmp_path: Path) -> None:
    path = _file(tmp_path, ucdp_row())
    _ucdp(path)
    report = Report.objects.get()
    Incident.objects.all().delete()
    assert _counts(_ucdp(path)) == (1, 0, 0, 0)
    assert list(Incident.objects.get().reports.all()) == [report]
    assert {claim.report_id for claim in Claim.objects.all()} == {report.pk}


def test_a_changed_line_keeps_the_incident_and_its_digest_follows(tmp_path: Path) -> None:
    _ucdp(_file(tmp_path, ucdp_row()))
    stood = Incident.objects.get()
    path = _file(tmp_path, ucdp_row(best="6"), name="ged221.csv")
    assert _counts(_ucdp(path)) == (0, 1, 0, 0)
    assert Incident.objects.get().public_id == stood.public_id
    assert _counts(_ucdp(path)) == (0, 0, 1, 0)
    assert _counts(_ucdp(_file(tmp_path, ucdp_row()))) == (0, 0, 1, 0)
    assert Incident.objects.get().deaths_retained == 6


def test_what_waits_for_review_is_published_though_no_line_is_read(tmp_path: Path) -> None:
    rows = [ucdp_row(), ucdp_row(id="2"), ucdp_row(id="3")]
    _ucdp(_file(tmp_path, *rows))
    Incident.objects.filter(dataset_key="3").update(status="retracted")
    person = factories.make_user(role="administrator")
    plan = Plan(path=_file(tmp_path, *rows[1:], rows[1]), publish=True)
    outcome = run("ucdp", plan, by=Signature(user=person))
    assert (_counts(outcome), outcome.published) == ((0, 0, 3, 0), 1)
    assert dict(Incident.objects.values_list("dataset_key", "status")) == {
        "237564": "in_review",
        "2": "published",
        "3": "retracted",
    }
    assert Incident.objects.get(dataset_key="2").published_by == person


def test_the_next_release_brings_documents_and_nothing_else(tmp_path: Path) -> None:
    rows = [ucdp_row(), ucdp_row(id="2"), ucdp_row(id="3")]
    _ucdp(_file(tmp_path, *rows))
    path = _file(tmp_path, *rows, rows[2], name="ged221.csv")
    person = factories.make_user(role="administrator")
    outcome = run("ucdp", Plan(path=path, publish=True), by=Signature(user=person))
    assert (_counts(outcome), outcome.published) == ((0, 0, 4, 0), 3)
    assert Report.objects.count() == 6
    for incident in Incident.objects.all():
        releases = incident.reports.order_by("release").values_list("release", "dataset_key")
        assert list(releases) == [(one, incident.dataset_key) for one in ("21.1", "22.1")]
    assert _counts(_ucdp(path)) == (0, 0, 4, 0)
    assert Report.objects.count() == 6
