"""A file holds exactly the view, nothing that a licence forbids, and nothing that runs."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date
from typing import Any

import orjson
import pytest

from incidents.models import Incident
from incidents.serializers.columns import TABLES
from tests import factories
from tests.incidents.api.asking import Caller, streamed

pytestmark = pytest.mark.django_db


def rows(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(streamed(answer))))


def test_a_file_has_the_rows_of_the_view_in_its_order() -> None:
    for day in (3, 1, 2):
        made = factories.make_incident(start=date(2024, 1, day), title_en=f"Day {day}")
        factories.make_site(incident=made, country="ML" if day < 3 else "BF")
    factories.make_incident(status="draft")
    answer = Caller().get("incidents/", {"format": "csv", "country": "ML", "order": "start"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="vigie-sahel-incidents.csv"'
    assert [row["title_en"] for row in rows(answer)] == ["Day 1", "Day 2"]


def test_the_accept_header_asks_for_a_file_too() -> None:
    factories.make_incident()
    assert len(rows(Caller().get("incidents/", Accept="text/csv"))) == 1


@pytest.mark.parametrize("role", [None, "viewer", "analyst"])
def test_file_list_and_features_have_the_same_incidents(role: str | None) -> None:
    closed = factories.make_dataset(key="closed", may_show=False)
    for status in ("draft", "published"):
        for dataset in (None, closed):
            factories.make_incident(status=status, dataset=dataset)
    caller = Caller(factories.make_user(role=role) if role else None)
    listed = {row["id"] for row in caller.json("incidents/")["results"]}
    assert {row["id"] for row in rows(caller.get("incidents/?format=csv"))} == listed
    features = caller.json("incidents/?format=geojson")["features"]
    assert {feature["id"] for feature in features} == listed


def test_a_file_holds_the_whole_view_or_the_page_that_is_asked_for(
    django_assert_num_queries: Any,
) -> None:
    for number in range(7):
        factories.make_incident(title_en=f"I {number}")
    caller = Caller()
    assert len(rows(caller.get("incidents/?format=csv"))) == 7
    first = caller.json("incidents/?page_size=3")
    assert len(rows(caller.get("incidents/?format=csv&page_size=3"))) == 3
    cursor = first["next"].split("cursor=")[1].split("&")[0]
    assert len(rows(caller.get(f"incidents/?format=csv&cursor={cursor}"))) == 4
    for form in ("csv", "ndjson"):
        # what stands; what is withheld; the rows, or which and their rows; three lists
        with django_assert_num_queries(6 if form == "csv" else 7):
            streamed(caller.get(f"incidents/?format={form}"))


def test_features_hold_the_whole_view_or_the_page_that_is_asked_for() -> None:
    for number in range(5):
        factories.make_incident(title_en=f"I {number}")
    caller = Caller()
    whole = caller.json("incidents/?format=geojson")
    assert (len(whole["features"]), whole["count"], whole["next"]) == (5, 5, None)
    page = caller.json("incidents/?format=geojson&page_size=2")
    assert len(page["features"]) == 2
    assert "format=geojson" in page["next"]
    rest = orjson.loads(caller.client.get(page["next"]).getvalue())
    assert not {one["id"] for one in rest["features"]} & {one["id"] for one in page["features"]}
    none = caller.json("incidents/?format=geojson&q=nothing")
    assert none["features"] == []


def test_a_long_table_is_read_part_by_part(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    """No statement gives more lines than one portion, and none waits for the reader."""
    monkeypatch.setattr("incidents.readers.copied.PORTION", 2)
    monkeypatch.setattr("incidents.api.files.BLOCK", 2)
    for number in range(7):
        factories.make_incident(title_en=f"I {number}")
    answer = Caller().get("incidents/", {"format": "csv", "order": "start"})
    parts = iter(answer.streaming_content)
    next(parts)
    for number in (2, 2, 2, 1):
        Incident.objects.update(title_fr=f"before {number}")
        with django_assert_num_queries(4):  # the rows; three lists
            assert next(parts).count(b",before %d," % number) == number
    assert list(parts) == []


@pytest.mark.parametrize("form", ["geojson", "ndjson"])
def test_a_long_file_is_read_part_by_part(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any, form: str
) -> None:
    """No statement reads more rows than one part, and no more than a block is held."""
    monkeypatch.setattr("incidents.readers.paging.STREAMED", 2)
    monkeypatch.setattr("incidents.api.files.BLOCK", 2)
    for number in range(7):
        factories.make_incident(title_en=f"I {number}")
    answer = Caller().get("incidents/", {"format": form, "order": "start"})
    parts = iter(answer.streaming_content)
    read = [b"" if form == "ndjson" else next(parts)]
    for number in (2, 2, 2, 1):
        with django_assert_num_queries(5):  # which; their rows; three lists
            read.append(next(parts))
        assert read[-1].count(b"I ") in (number, 2 * number)  # in a sentence of the title, too
    read += parts
    assert sum(part.count(b"/incidents/VS-") for part in read) >= 7


def test_lines_of_json_are_the_rows_of_the_view() -> None:
    bound = factories.make_dataset(key="bound", may_export=False)
    for day in (3, 1, 2):
        factories.make_incident(start=date(2024, 1, day))
    factories.make_claim(incident=factories.make_incident(dataset=bound))
    caller = Caller()
    answer = caller.get("incidents/?format=ndjson&order=start")
    assert answer["Content-Type"] == "application/x-ndjson"
    assert answer["Content-Disposition"] == 'attachment; filename="vigie-sahel-incidents.ndjson"'
    assert (answer["X-Withheld"], answer["X-Withheld-Datasets"]) == ("1", "bound")
    lines = [orjson.loads(line) for line in streamed(answer).splitlines()]
    assert [line["start"] for line in lines] == ["2024-01-01", "2024-01-02", "2024-01-03"]
    listed = caller.json("incidents/?order=start")["results"]
    assert lines == [row for row in listed if row["dataset"] != "bound"]
    page = caller.get("incidents/?order=start&page_size=2", Accept="application/x-ndjson")
    assert [orjson.loads(line)["id"] for line in streamed(page).splitlines()] == [
        line["id"] for line in lines[:2]
    ]


@pytest.mark.parametrize("path", ["claims/", "reports/"])
def test_claims_and_documents_come_as_lines_too(path: str) -> None:
    factories.make_claim()
    caller = Caller()
    (line,) = streamed(caller.get(path, {"format": "ndjson"})).splitlines()
    assert [orjson.loads(line)] == caller.json(path)["results"]
    assert (
        streamed(
            caller.get(
                path,
                {"format": "ndjson", "q": "nothing"}
                if path == "reports/"
                else {"format": "ndjson", "about": "control"},
            )
        )
        == ""
    )


def test_rows_that_a_licence_keeps_back_are_counted_and_named() -> None:
    free, bound = (
        factories.make_dataset(key="free"),
        factories.make_dataset(key="bound", may_export=False),
    )
    for dataset in (free, bound, bound):
        claim = factories.make_claim(incident=factories.make_incident(dataset=dataset))
        claim.report.dataset = dataset
        claim.report.save()
    caller = Caller(factories.make_user(role="administrator"))
    for path in ("incidents/", "claims/", "reports/"):
        answer = caller.get(path, {"format": "csv"})
        assert len(rows(answer)) == 1, path
        assert (answer["X-Withheld"], answer["X-Withheld-Datasets"]) == ("2", "bound"), path
    answer = caller.get("incidents/?format=geojson")
    features = orjson.loads(answer.getvalue())
    assert (answer["X-Withheld"], len(features["features"])) == ("2", 1)
    assert features["withheld"] == {"count": 2, "datasets": ["bound"]}
    assert caller.json("incidents/")["count"] == 3


def test_one_incident_that_may_not_leave_does_not() -> None:
    incident = factories.make_incident(
        dataset=factories.make_dataset(key="bound", may_export=False)
    )
    caller = Caller()
    assert caller.get(f"incidents/{incident.public_id}/").status_code == 200
    assert caller.get(f"incidents/{incident.public_id}/?format=geojson").status_code == 403


def test_nothing_withheld_is_said_too() -> None:
    answer = Caller().get("incidents/?format=csv")
    assert answer["X-Withheld"] == "0"
    assert "X-Withheld-Datasets" not in answer


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        '"=1',
        "'=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "   @x",
    ],
)
def test_no_cell_runs_in_a_spreadsheet(text: str) -> None:
    incident = factories.make_incident(title_en=text, title_fr=f"Titre {text}")
    factories.make_claim(incident=incident, text_en=text, words=text, low=1)
    caller = Caller()
    (row,) = rows(caller.get("incidents/?format=csv"))
    assert row["title_en"] == f"'{text}"
    assert row["title_fr"] == f"Titre {text}"
    (said,) = rows(caller.get("claims/?format=csv"))
    assert said["text_en"] == said["words"] == f"'{text}"


def test_numbers_stay_numbers() -> None:
    incident = factories.make_incident(
        deaths_state="retained", deaths_low=0, deaths_retained=3, deaths_high=7
    )
    factories.make_site(incident=incident, latitude=12.59, longitude=-7.94)
    (row,) = rows(Caller().get("incidents/?format=csv"))
    assert (row["latitude"], row["longitude"]) == ("12.59", "-7.94")
    assert (row["deaths_low"], row["deaths_retained"], row["deaths_high"]) == ("0", "3", "7")


def test_a_point_leaves_only_where_one_is_known_and_a_silence_leaves_no_number() -> None:
    incident = factories.make_incident(deaths_state="withheld")
    factories.make_site(incident=incident, precision="admin1", latitude=12.59, longitude=-7.94)
    (row,) = rows(Caller().get("incidents/?format=csv"))
    assert (row["latitude"], row["longitude"], row["precision"]) == ("", "", "admin1")
    assert (row["deaths_state"], row["deaths_retained"]) == ("withheld", "")


def test_both_halves_of_an_attribution_stay_in_one_cell() -> None:
    incident = factories.make_incident()
    actor = factories.make_actor(name_en="The front", name_fr="Le front")
    factories.make_participation(incident=incident, actor=actor, attribution="denied")
    (row,) = rows(Caller().get("incidents/?format=csv"))
    assert row["involved_en"] == "attributed to The front, who denies it"
    assert "Le front" in row["involved_fr"]


def test_a_protected_source_has_no_name_in_a_file() -> None:
    hidden = factories.make_source(
        key="canarykey", protected=True, name_en="", name_fr="", kind="partner"
    )
    factories.make_claim(report=factories.make_report(source=hidden, title="canarytitle"))
    text = streamed(Caller(factories.make_user(role="editor")).get("claims/?format=csv"))
    assert "canary" not in text
    assert "(partner)" in text


def test_lines_quotes_and_commas_survive() -> None:
    title = 'A "quoted", title\nover two lines'
    factories.make_incident(title_en=title)
    (row,) = rows(Caller().get("incidents/?format=csv"))
    assert row["title_en"] == title


def test_a_file_is_compressed_for_those_who_can_read_it() -> None:
    factories.make_incident()
    plain = streamed(Caller().get("incidents/?format=csv"))
    answer = Caller().get("incidents/?format=csv", Accept_Encoding="gzip")
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(answer.streaming_content)).decode() == plain


@pytest.mark.parametrize(("path", "table"), [(f"{name}/", name) for name in TABLES])
def test_the_dictionary_has_every_column_of_every_file(path: str, table: str) -> None:
    header = streamed(Caller().get(path, {"format": "csv"})).splitlines()[0].split(",")
    described = Caller().json("dictionary/")["tables"][table]
    assert [column["name"] for column in described] == header
    for column in described:
        assert len(column["help"]["en"]) > 4
        assert column["help"]["fr"]
