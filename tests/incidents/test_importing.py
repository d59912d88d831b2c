"""read → parse → compare → store: what an import finds, what it stores, what stops it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from incidents.actions.signing import Signature
from incidents.formats.tabular import TableError
from incidents.importing import Outcome, Plan, Refusal, run
from incidents.models import Change, Claim, ImportRun, Incident, Participation, Report, Site
from tests import factories
from tests.incidents.formats.files import (
    ACLED_2025,
    UCDP_14,
    acled_row,
    csv_text,
    short_row,
    ucdp_row,
    write,
    write_zip,
)
from tests.incidents.ground import lay_ground

BY = Signature(label="command line")


@pytest.fixture
def _ground(db: None) -> None:
    lay_ground()


pytestmark = pytest.mark.usefixtures("_ground")


def _file(folder: Path, *rows: dict[str, str], name: str = "ged211.csv") -> Path:
    return write(folder / name, csv_text(rows))


def _ucdp(path: Path, **how: Any) -> Outcome:
    return run("ucdp", Plan(path=path, **how), by=BY)


def _counts(outcome: Outcome) -> tuple[int, int, int, int, int]:
    return (
        outcome.new,
        outcome.changed,
        outcome.same,
        outcome.refused,
        outcome.out_of_scope,
    )


ROWS = (ucdp_row(), ucdp_row(id="2", best="5"), ucdp_row(id="3", country="Syria", country_id="652"))


# ── twice the same, and what changes ────────────────────────────────────────


def test_an_import_stores_in_review_and_tells_what_it_found(tmp_path: Path) -> None:
    outcome = _ucdp(_file(tmp_path, *ROWS))
    assert _counts(outcome) == (2, 0, 0, 0, 1)
    assert (outcome.release, outcome.stored) == ("21.1", True)
    assert outcome.elsewhere == {"Syria": 1}
    assert str(outcome) == "2 new, 0 changed, 0 same, 0 refused, 1 outside the region"
    assert {one.status for one in Incident.objects.all()} == {"in_review"}
    kept = ImportRun.objects.get()
    assert (kept.new, kept.out_of_scope, kept.release, kept.signed) == (
        2,
        1,
        "21.1",
        "command line",
    )
    assert (kept.file_name, len(kept.file_sha256)) == ("ged211.csv", 64)


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    path = _file(tmp_path, *ROWS)
    _ucdp(path)
    before = list(Incident.objects.order_by("id").values())
    outcome = _ucdp(path)
    assert _counts(outcome) == (0, 0, 2, 0, 1)
    assert list(Incident.objects.order_by("id").values()) == before
    assert (Report.objects.count(), Claim.objects.count()) == (2, 6)
    assert not Change.objects.filter(table="incidents_incident").exists()


def test_the_same_rows_in_another_packing_change_nothing(tmp_path: Path) -> None:
    _ucdp(_file(tmp_path, *ROWS))
    path = write_zip(tmp_path / "ged211-csv.zip", {"GEDEvent_v21_1.csv": csv_text(ROWS)})
    assert _counts(_ucdp(path)) == (0, 0, 2, 0, 1)


def test_a_moved_incident_is_updated_in_place(tmp_path: Path) -> None:
    _ucdp(_file(tmp_path, *ROWS))
    before = Incident.objects.get(dataset_key="237564")
    outcome = _ucdp(_file(tmp_path, ucdp_row(latitude="15.5", best="6"), ROWS[1]))
    assert _counts(outcome) == (0, 1, 1, 0, 0)
    after = Incident.objects.get(dataset_key="237564")
    assert after.public_id == before.public_id
    assert (after.sites.get().latitude, after.deaths_retained) == (15.5, 6)


def test_each_release_s_row_is_a_document_of_the_same_incident(tmp_path: Path) -> None:
    _ucdp(_file(tmp_path, *ROWS))
    outcome = _ucdp(
        _file(tmp_path, ROWS[0], ucdp_row(id="2", best="9", high="9"), name="ged221.csv")
    )
    assert _counts(outcome) == (0, 1, 1, 0, 0)
    for incident in Incident.objects.all():
        assert sorted(report.release for report in incident.reports.all()) == ["21.1", "22.1"]
    assert Incident.objects.get(dataset_key="237564").version == 1
    assert _counts(_ucdp(tmp_path / "ged221.csv")) == (0, 0, 2, 0, 0)


def test_an_older_release_takes_nothing_back(tmp_path: Path) -> None:
    _ucdp(_file(tmp_path, ucdp_row(best="6"), name="ged221.csv"))
    outcome = _ucdp(_file(tmp_path, ucdp_row(best="4"), name="ged211.csv"))
    assert (_counts(outcome), outcome.older) == ((0, 0, 1, 0, 0), 1)
    incident = Incident.objects.get()
    assert incident.deaths_retained == 6
    assert incident.reports.count() == 2


def test_a_candidate_row_gives_way_to_the_annual_one(tmp_path: Path) -> None:
    _ucdp(_file(tmp_path, ucdp_row(best="4"), name="GEDEvent_v26_0_8.csv"))
    outcome = _ucdp(_file(tmp_path, ucdp_row(best="6"), name="ged271.csv"))
    assert outcome.changed == 1
    assert Incident.objects.get().deaths_retained == 6


def test_a_release_that_no_name_tells_may_be_named_or_left(tmp_path: Path) -> None:
    path = _file(tmp_path, ucdp_row(), name="rows.csv")
    assert _ucdp(path).release == ""
    assert _counts(_ucdp(path)) == (0, 0, 1, 0, 0)
    assert _ucdp(path, release="22.1").release == "22.1"
    assert sorted(Report.objects.values_list("release", flat=True)) == ["", "22.1"]


def test_the_14_columns_and_acled_go_the_same_way(tmp_path: Path) -> None:
    short = write(tmp_path / "short.csv", csv_text([short_row()], UCDP_14))
    assert _ucdp(short).new == 1
    acled = write(tmp_path / "acled.csv", csv_text([acled_row(fatalities="0")], ACLED_2025))
    outcome = run("acled", Plan(path=acled), by=BY)
    assert (outcome.new, run("acled", Plan(path=acled), by=BY).same) == (1, 1)
    incident = Incident.objects.get(dataset__key="acled")
    assert (incident.deaths_state, incident.flags) == ("unknown", ["zero_or_unknown"])


# ── what stops an import ────────────────────────────────────────────────────


def test_a_dry_run_tells_the_same_and_stores_nothing(tmp_path: Path) -> None:
    outcome = _ucdp(_file(tmp_path, *ROWS), dry_run=True)
    assert _counts(outcome) == (2, 0, 0, 0, 1)
    assert not outcome.stored
    for table in (Incident, Report, Site, Claim, Participation, ImportRun):
        assert not table._default_manager.exists()


def test_one_bad_line_at_the_end_stores_nothing_and_is_named(tmp_path: Path) -> None:
    rows = [ucdp_row(id=str(number)) for number in range(1, 1500)]
    path = _file(tmp_path, *rows, ucdp_row(id="1500", latitude="91"))
    for dry_run in (True, False):
        outcome = _ucdp(path, dry_run=dry_run)
        assert _counts(outcome) == (1499, 0, 0, 1, 0)
        assert outcome.refusals == [Refusal(1501, "latitude", "91 is outside ±90 degrees")]
        assert not outcome.stored
    assert not Incident.objects.exists()
    assert not ImportRun.objects.exists()


def test_the_good_lines_are_stored_where_that_is_asked_for(tmp_path: Path) -> None:
    path = _file(tmp_path, ucdp_row(id=""), ucdp_row(), ucdp_row(id="9", best="x"))
    outcome = _ucdp(path, skip_refused=True)
    assert (_counts(outcome), outcome.stored) == ((1, 0, 0, 2, 0), True)
    assert Incident.objects.get().dataset_key == "237564"
    assert ImportRun.objects.get().refused == 2


def test_refused_lines_go_to_a_file_that_can_be_mended_and_imported(tmp_path: Path) -> None:
    bad = ucdp_row(id="9", best="many", where_description="two\nlines")
    path = _file(tmp_path, ucdp_row(), bad)
    refused = tmp_path / "refused.csv"
    _ucdp(path, refused_to=refused)
    with refused.open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert (row["refused_field"], row["refused_reason"]) == (
        "best",
        "'many' is not a whole number",
    )
    assert (row["id"], row["where_description"]) == ("9", "two\nlines")
    mended = write(tmp_path / "mended.csv", refused.read_text("utf-8").replace("many", "5"))
    assert _ucdp(mended).new == 1


def test_no_file_of_refused_lines_is_made_where_none_is_refused(tmp_path: Path) -> None:
    _ucdp(_file(tmp_path, ucdp_row()), refused_to=tmp_path / "refused.csv")
    assert not (tmp_path / "refused.csv").exists()


def test_a_line_that_is_no_csv_is_refused_among_the_others(tmp_path: Path) -> None:
    text = csv_text([ucdp_row(), ucdp_row(id="2")]) + "3,cut off\r\n"
    refused = tmp_path / "refused.csv"
    outcome = _ucdp(write(tmp_path / "ged211.csv", text), refused_to=refused)
    assert outcome.refused == 1
    assert "cut off" in outcome.refusals[0].reason
    assert "3,cut off" in refused.read_text("utf-8")


def test_an_id_may_stand_twice_only_where_the_lines_are_the_same(tmp_path: Path) -> None:
    assert _counts(_ucdp(_file(tmp_path, ucdp_row(), ucdp_row()))) == (1, 0, 1, 0, 0)
    outcome = _ucdp(_file(tmp_path, ucdp_row(id="2"), ucdp_row(id="2", best="5")))
    assert outcome.refusals == [Refusal(3, "id", "2 stands already, otherwise, in line 2")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ("<html><body>Sign in</body></html>", "web page"),
        (csv_text([acled_row()], ACLED_2025), "import acled"),
        (csv_text([ucdp_row()]).split("\r\n", 1)[1], "no line of column names"),
        ("id,name\r\n1,a\r\n", "lacks the columns"),
    ],
)
def test_a_file_of_another_kind_is_refused_as_a_whole(
    tmp_path: Path, content: str, reason: str
) -> None:
    with pytest.raises(TableError, match=reason):
        _ucdp(write(tmp_path / "file.csv", content))
    with pytest.raises(TableError, match="cannot be read"):
        _ucdp(tmp_path / "nowhere.csv")


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, ucdp_row())

    def change(step: str, rows: int, share: float) -> None:
        if step == "read" and rows:
            _file(tmp_path, ucdp_row(), ucdp_row(id="2"))

    with pytest.raises(TableError, match="changed while it was read"):
        run("ucdp", Plan(path=path), by=BY, watch=change)
    assert not Incident.objects.exists()


def test_an_import_without_the_seeds_says_how_to_load_them(tmp_path: Path) -> None:
    Incident.objects.all().delete()
    path = write(tmp_path / "acled.csv", csv_text([acled_row()], ACLED_2025))
    factories.make_dataset(key="acled").delete()
    with pytest.raises(TableError, match="load_seeds"):
        run("acled", Plan(path=path), by=BY)


# ── who may, and what is published ──────────────────────────────────────────


def test_publishing_needs_an_administrator(tmp_path: Path) -> None:
    path = _file(tmp_path, ucdp_row())
    plan = Plan(path=path, publish=True)
    for role in ("viewer", "analyst", "editor"):
        with pytest.raises(PermissionDenied):
            run("ucdp", plan, by=Signature(user=factories.make_user(role=role)))
    assert not Incident.objects.exists()
    administrator = factories.make_user(role="administrator")
    run("ucdp", plan, by=Signature(user=administrator))
    incident = Incident.objects.get()
    assert (incident.status, incident.published_by) == ("published", administrator)


def test_an_analyst_may_import_into_review_and_a_reader_may_not(tmp_path: Path) -> None:
    path = _file(tmp_path, ucdp_row())
    with pytest.raises(PermissionDenied):
        run("ucdp", Plan(path=path), by=Signature(user=factories.make_user(role="viewer")))
    analyst = factories.make_user(role="analyst")
    run("ucdp", Plan(path=path), by=Signature(user=analyst))
    assert Incident.objects.get().created_by == analyst


def test_what_waits_for_review_is_published_by_a_second_run(tmp_path: Path) -> None:
    path = _file(tmp_path, ucdp_row(), ucdp_row(id="2"))
    _ucdp(path)
    outcome = _ucdp(path, publish=True)
    assert (_counts(outcome), outcome.published) == ((0, 0, 2, 0, 0), 2)
    assert {one.status for one in Incident.objects.all()} == {"published"}


# ── how it goes ─────────────────────────────────────────────────────────────


def test_the_watcher_hears_both_steps_to_their_end(tmp_path: Path) -> None:
    heard: list[tuple[str, int, float]] = []
    path = _file(tmp_path, *(ucdp_row(id=str(number)) for number in range(1500)))
    run("ucdp", Plan(path=path), by=BY, watch=lambda *told: heard.append(told))
    for step in ("read", "store"):
        told = [(rows, share) for name, rows, share in heard if name == step]
        assert told[0] == (0, 0.0)
        assert told[-1] == (1500, 1.0)
        assert told == sorted(told)


def test_comparing_asks_two_things_for_a_thousand_rows(
    tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    path = _file(tmp_path, *(ucdp_row(id=str(number)) for number in range(1000)))
    _ucdp(path)
    # * seeds (3) * lock, unlock * names (2) * known (2) * the run: data set, savepoint, signature,
    #   row, references (2) * units (2) * twins
    with django_assert_max_num_queries(20):
        assert _ucdp(path).same == 1000


CRASH = """
import sys, time, pathlib, django
django.setup()
from incidents.actions.signing import Signature
from incidents.importing import Plan, run
def watch(step, rows, share):
    if step == "store" and rows:
        print("storing", flush=True)
        time.sleep(60)
run("ucdp", Plan(path=pathlib.Path(sys.argv[1])), by=Signature(label="x"), watch=watch)
"""


@pytest.mark.django_db(transaction=True)
def test_a_kill_in_the_middle_of_storing_leaves_nothing_and_no_lock(tmp_path: Path) -> None:
    path = _file(tmp_path, *(ucdp_row(id=str(number)) for number in range(1500)))
    held = connection.settings_dict
    user, password, host = (quote(str(held[key]), safe="") for key in ("USER", "PASSWORD", "HOST"))
    address = f"postgresql://{user}:{password}@{host}:{held['PORT']}/{held['NAME']}"
    child = subprocess.Popen(
        [sys.executable, "-c", CRASH, str(path)],
        env={**os.environ, "DATABASE_URL": address, "DATABASE_ROLE": ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child.stdout as said:
        assert said.readline() == "storing\n"
        child.kill()
    child.wait(30)
    _wait_for_the_lock()
    assert not Incident.objects.exists()
    assert not ImportRun.objects.exists()
    assert _ucdp(path).new == 1500


def _wait_for_the_lock() -> None:
    """The server notices a dead client when it next speaks to it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('vigie import ucdp_ged', 0))")
        cursor.execute("SELECT pg_advisory_unlock_all()")
