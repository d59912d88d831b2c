"""The snapshot as it leaves: who may keep it, what is gone, and which rows hold some words."""

from __future__ import annotations

import gzip
import zlib
from datetime import date
from itertools import accumulate
from typing import Any

import brotli
import nanoarrow
import pytest
from django.test import override_settings

from incidents.folding import fold
from incidents.models import Incident, Outbox, Site
from incidents.snapshot import build, parquet
from incidents.snapshot.layout import read
from tests import factories
from tests.incidents.api.asking import Caller, problem
from tests.incidents.readers import record

pytestmark = pytest.mark.django_db
BYTES = "application/octet-stream"


@pytest.fixture
def caller() -> Caller:
    return Caller()


def made(**fields: Any) -> Incident:
    incident = factories.make_incident(**fields)
    factories.make_site(incident=incident)
    return incident


def files(caller: Caller, label: str = "public") -> list[dict[str, Any]]:
    labels = {one["label"]: one for one in caller.json("snapshot/")["labels"]}
    of = labels[label]
    sections = [file for part in of["parts"] for file in part["sections"].values()]
    return [*of["dictionaries"].values(), *sections, *of["bundles"]]


def path(file: dict[str, Any]) -> str:
    return f"snapshot/files/{file['address']}/"


def test_every_file_of_the_manifest_is_there_as_it_says(caller: Caller) -> None:
    record.build(seed=3, size=40)
    build()
    for file in files(caller):
        answer = caller.get(path(file))
        assert answer.status_code == 200
        assert answer["Content-Type"] == BYTES
        assert len(answer.content) == file["bytes"]
        assert zlib.crc32(answer.content) == file["crc32"]
        assert list(read(answer.content))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate, br;q=0.5", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_a_file_comes_packed_as_the_reader_can_read(
    caller: Caller, accepted: str, encoding: str | None
) -> None:
    made()
    build()
    file = files(caller)[0]
    answer = caller.get(path(file), Accept_Encoding=accepted)
    assert answer.get("Content-Encoding") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert zlib.crc32(unpack(answer.content)) == file["crc32"]
    assert "Accept-Encoding" in answer["Vary"]


def test_public_files_may_be_kept_for_ever_and_the_manifest_never(caller: Caller) -> None:
    made()
    build()
    answer = caller.get(path(files(caller)[0]))
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Vary"] == "Accept-Encoding"
    assert caller.get("snapshot/")["Cache-Control"] == "public, no-cache"
    again = caller.get(path(files(caller)[0]), If_None_Match=answer["ETag"])
    assert again.status_code == 304


def test_where_sign_in_is_required_nobody_else_keeps_anything(caller: Caller) -> None:
    made()
    build()
    file = files(caller)[0]
    with override_settings(REQUIRE_SIGN_IN=True):
        assert caller.get("snapshot/").status_code == 401
        assert caller.get(path(file)).status_code == 401


def test_other_labels_are_for_one_reader_alone(caller: Caller) -> None:
    made(status="draft")
    build()
    analyst = Caller(factories.make_user(role="analyst"))
    file = files(analyst, "desk")[0]
    answer = analyst.get(path(file))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    unknown = caller.get("snapshot/files/" + "0" * 40 + "/")
    for stranger in (caller, Caller(factories.make_user(role="viewer"))):
        refused = stranger.get(path(file))
        assert (refused.status_code, refused.content) == (404, unknown.content)
    assert [one["rows"] for one in caller.json("snapshot/")["labels"]] == [0]


def test_a_part_that_was_built_anew_is_gone(caller: Caller) -> None:
    incident = made(start=date(2019, 1, 1))
    build()
    before = files(caller)
    incident.certainty = "verified"
    incident.save()
    build()
    after = {file["address"] for file in files(caller)}
    gone = [file for file in before if file["address"] not in after]
    assert gone
    for file in gone:
        answer = caller.get(path(file))
        assert answer.status_code == 410
        assert answer["Content-Type"] == "application/problem+json"
        assert "manifest" in answer.json()["detail"]
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("how", ["retracted", "deleted", "blurred", "closed"])
def test_what_is_withdrawn_is_not_served_even_before_the_next_build(
    caller: Caller, how: str
) -> None:
    incident = made(start=date(2019, 1, 1))
    other = made(start=date(2011, 1, 1))
    build()
    parts = {one["part"]: one["sections"] for one in caller.json("snapshot/")["labels"][0]["parts"]}
    kept, hidden = path(parts["2011"]["first"]), path(parts["2019"]["first"])
    assert caller.get(hidden).status_code == 200
    if how == "retracted":
        incident.status = "retracted"
        incident.save()
    elif how == "deleted":
        incident.delete()
    elif how == "blurred":
        Site.objects.filter(incident=incident).update(generalised=True, precision="admin1")
    else:
        incident.dataset = factories.make_dataset(key="closed", may_show=False)
        incident.save()
    assert Outbox.objects.filter(urgent=True).exists()
    assert caller.get(hidden).status_code == 410
    assert caller.get(kept).status_code == 200
    assert other.pk


def test_a_plain_change_leaves_the_old_part_until_the_next_build(caller: Caller) -> None:
    incident = made()
    build()
    before = files(caller)
    incident.certainty = "verified"
    incident.save()
    assert all(caller.get(path(file)).status_code == 200 for file in before)


@pytest.mark.parametrize("address", ["0" * 40, "a" * 40])
def test_an_address_that_never_was_is_unknown(caller: Caller, address: str) -> None:
    build()
    assert caller.get(f"snapshot/files/{address}/").status_code == 404


@pytest.mark.parametrize("address", ["0" * 39, "G" * 40, "0" * 41, "..%2f"])
def test_an_address_of_another_form_is_unknown_too(caller: Caller, address: str) -> None:
    assert caller.get(f"snapshot/files/{address}/").status_code == 404


def test_matches_are_rows_of_the_parts(caller: Caller) -> None:
    rows = {row.id: row for row in record.build(seed=4, size=60) if row.visible}
    build()
    listed = caller.json("incidents/?q=menaka&page_size=1000")["results"]
    expected = {one["id"] for one in listed}
    assert 5 < len(expected) < len(rows)
    ordered = sorted(rows.values(), key=lambda row: (row.start, row.id))
    by_part: dict[str, list[str]] = {}
    for row in ordered:
        by_part.setdefault(row.start.strftime("%Y-%m"), []).append(row.id)
    by_part["2023"] = by_part.pop("2023-12", [])
    ids = {
        one["part"]: one["sections"]["ids"]
        for one in caller.json("snapshot/")["labels"][0]["parts"]
    }
    answer = caller.get("snapshot/matches/?q=menaka")
    assert answer["Content-Type"] == BYTES
    found = set()
    for frame in read(answer.content):
        part = frame.head["part"]
        assert frame.head["ids"] == ids[part]["address"]
        found |= {by_part[part][row] for row in accumulate(frame.columns["row"].tolist())}
    assert found == expected


def test_no_words_and_no_match_are_empty(caller: Caller) -> None:
    made()
    build()
    assert caller.get("snapshot/matches/?q=").content == b""
    assert caller.get("snapshot/matches/?q=nowhere-at-all").content == b""


def test_a_file_and_the_matches_have_small_budgets(
    caller: Caller, django_assert_num_queries: Any
) -> None:
    made(search=fold("attack on a post"))
    build()
    file = caller.json("snapshot/")["labels"][0]["parts"][0]["sections"]["ids"]
    with django_assert_num_queries(2, info="whether it stands; its bytes"):
        caller.get(path(file))
    with django_assert_num_queries(1, info="whether it stands; the bytes are at hand"):
        caller.get(path(file))
    caller.get("snapshot/matches/?q=attack")
    with django_assert_num_queries(2, info="the ids; the files that stand"):
        assert caller.get("snapshot/matches/?q=attack").content


def test_protected_sources_are_nowhere_in_the_snapshot(caller: Caller) -> None:
    hidden = factories.make_source(
        key="canarykey", protected=True, name_en="", name_fr="", kind="partner"
    )
    report = factories.make_report(source=hidden, title="canarytitle", address="https://canary.x/")
    factories.make_claim(report=report).incident.reports.add(report)
    build()
    for user in (None, "viewer", "analyst", "editor", "administrator"):
        reader = Caller(factories.make_user(role=user) if user else None)
        assert files(reader)
        for file in files(reader):
            assert b"canary" not in reader.get(path(file)).content


def test_arrow_leaves_as_a_stream_for_programs(caller: Caller) -> None:
    factories.make_site(
        incident=factories.make_incident(dataset=factories.make_dataset(may_export=True))
    )
    build()
    answer = caller.get("snapshot/arrow/")
    assert answer["Content-Type"] == "application/vnd.apache.arrow.stream"
    assert answer["Content-Disposition"] == 'attachment; filename="incidents.arrows"'
    assert answer["Cache-Control"] == "public, no-cache"
    content = b"".join(answer.streaming_content)
    assert len(nanoarrow.ArrayStream.from_readable(content).read_all()) == 1


def test_parquet_is_there_where_its_package_is(caller: Caller) -> None:
    build()
    answer = caller.get("snapshot/parquet/")
    if not parquet.is_available():
        assert "pyarrow" in problem(answer, 501)["detail"]
        return
    assert b"".join(answer.streaming_content)[:4] == b"PAR1"
