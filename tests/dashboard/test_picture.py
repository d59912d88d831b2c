"""The picture inside the dashboard's page: for its exact address, for its reader, and small."""

from __future__ import annotations

import gzip
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from dashboard.picture.bars import ceiling, chosen_unit, edges
from dashboard.picture.ground import ground
from incidents.models import Incident
from incidents.snapshot import build
from incidents.snapshot.layout import read
from tests import factories as make
from tests.incidents.readers import record

pytestmark = pytest.mark.django_db
MOST = 14_000 - 700
"""What the page may weigh, less what its headers take."""


@pytest.fixture
def rows() -> record.Rows:
    made = record.build(seed=20240917, size=150)
    build()
    return made


def shown(client: Client, query: str = "") -> str:
    return client.get(f"/?{query}").content.decode()


def countline(html: str) -> str:
    found = re.search(r'data-view="countline"[^>]*>(.*?)</div>', html, re.S)
    assert found
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


def dots(html: str) -> int:
    groups = re.findall(r'<g class="picture-(?:cells|marks|crosses)".*?</g>', html, re.S)
    return sum(len(re.findall(r"h0|l4 4", group)) for group in groups)


NOT_UNDERSTOOD = (
    "after=never",
    "view=1,2",
    "view=nan,1,5",
    "mode=relief",
    "actor=nobody",
    "unit=day&unit=week",
)
QUERIES = ("", "period=all", "country=ML", "kind=battles&period=all", "fatalities=retained")


@pytest.mark.parametrize("query", QUERIES)
def test_its_counts_are_those_of_the_api(client: Client, rows: record.Rows, query: str) -> None:
    newest = Incident.objects.visible_to(None).order_by("-start").values_list("start")[0][0]
    year = "" if "period" in query else f"&after={newest.year}-01-01&before={newest.year + 1}-01-01"
    plain = query.replace("period=all", "").strip("&")
    numbers = client.get(f"/api/v1/timeline/?{plain}{year}").json()["totals"]
    said = countline(shown(client, query))
    assert said.startswith(f"{numbers['incidents']:,} incident")
    if numbers["deaths"]["with_figure"]:
        assert f"{numbers['deaths']['retained']:,} reported death" in said


def test_it_draws_what_its_address_asks_for(client: Client, rows: record.Rows) -> None:
    everything = dots(shown(client, "period=all"))
    assert 0 < dots(shown(client, "period=all&country=ML")) < everything
    assert dots(shown(client, "mode=regions")) == 0
    assert "picture-ramp" in shown(client, "period=all&mode=density")
    held = shown(client, "view=-4,14,9")
    assert "picture-held" in held
    assert "picture-held" not in shown(client)
    assert "Incidents by" in shown(client)
    assert "Reported deaths by" in shown(client, "measure=deaths")
    assert "Incidents par" in shown(client, "lang=fr")


def test_what_is_not_shown_to_a_reader_is_not_in_their_picture(client: Client) -> None:
    make.make_incident(start=date(2024, 5, 1))
    build()
    public = re.sub(r"\d+ ms", "", shown(client))
    make.make_incident(start=date(2024, 6, 1), status="draft")
    build()
    assert shown(client) == public
    assert countline(public).startswith("1 incident")
    client.force_login(make.make_user(role="analyst"))
    assert countline(shown(client)).startswith("2 incidents")


def test_it_is_drawn_once_for_the_same_files_address_and_language(
    client: Client, rows: record.Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("drawn anew")

    before = shown(client, "country=ML"), shown(client, "country=ML&lang=fr")
    said, everything = shown(client, "q=front"), countline(shown(client, "period=all"))
    with monkeypatch.context() as patched:
        patched.setattr("dashboard.picture._drawn", refused)
        assert (shown(client, "country=ML"), shown(client, "country=ML&lang=fr")) == before
        for other in ("country=NE", "q=front"):
            with pytest.raises(AssertionError, match="drawn anew"):
                shown(client, other)
    assert shown(client, "q=front") == said
    make.make_incident(start=date(2024, 5, 1))
    build()
    assert countline(shown(client, "period=all")) != everything


def test_without_a_record_or_with_what_is_not_understood_the_page_is_as_without(
    client: Client, rows: record.Rows
) -> None:
    for query in NOT_UNDERSTOOD:
        html = shown(client, query)
        assert "picture-map" not in html, query
        assert 'data-view="countline" role="status" hidden>' in re.sub(r"\s+", " ", html)
    assert "picture-map" in shown(client, "utm_source=elsewhere")


def test_before_the_first_build_there_is_no_picture(client: Client) -> None:
    assert "picture-map" not in shown(client)
    build()
    assert "picture-map" not in shown(client)


def test_it_costs_one_statement_and_those_for_keys(
    client: Client, rows: record.Rows, django_assert_num_queries: Any
) -> None:
    client.get("/")
    with django_assert_num_queries(1):
        client.get("/?country=ML&fatalities=retained")
    with django_assert_num_queries(2):
        client.get("/?kind=battles")


@pytest.mark.parametrize("query", [*QUERIES, "lang=fr", "view=1,14,7", "mode=density&period=all"])
def test_the_page_is_small(client: Client, rows: record.Rows, query: str) -> None:
    response = client.get(f"/?{query}", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= MOST
    assert b"picture-map" in gzip.decompress(response.content)


def test_no_secret_travels_with_what_the_address_says(client: Client, rows: record.Rows) -> None:
    """Compressed together, the length of the page would tell the one from the other."""
    client.force_login(make.make_user())
    html = shown(client, "q=csrf")
    assert "csrf" not in html.replace("q=csrf", "")


def test_the_summary_holds_the_same_sums(client: Client, rows: record.Rows) -> None:
    response = client.get("/summary/?period=all&country=ML")
    assert response["Cache-Control"] == "private, no-store"
    (frame,) = read(response.content)
    totals = client.get("/api/v1/timeline/?country=ML").json()["totals"]
    columns = {name: int(column.sum()) for name, column in frame.columns.items()}
    assert columns["incidents"] == totals["incidents"]
    assert columns["deaths"] == totals["deaths"]["retained"]
    assert columns["off_map"] == totals["not_on_map"]
    assert len(frame.columns["incidents"]) == frame.head["months"] * len(frame.text["kinds"])
    assert client.get("/summary/?after=never").status_code == 404


def test_bars_are_those_of_the_scripts() -> None:
    """As tests/js/scale.test.js has them."""
    assert edges("week", date(2024, 9, 17), date(2024, 9, 24)) == [
        date(2024, 9, 16),
        date(2024, 9, 23),
        date(2024, 9, 30),
    ]
    assert edges("month", date(2024, 12, 3), date(2025, 1, 1))[-1] == date(2025, 2, 1)
    assert chosen_unit(date(1997, 1, 1), date(2026, 12, 31), None, None) == "month"
    period = date(2026, 3, 1), date(2026, 4, 1)
    assert chosen_unit(date(2026, 1, 1), date(2026, 12, 31), *period) == "day"
    assert [ceiling(n) for n in (0, 4, 7, 11, 812, 1000)] == [1, 4, 8, 15, 1000, 1000]


def test_the_ground_is_a_few_kilobytes() -> None:
    drawn = ground()
    assert len(gzip.compress("".join((drawn.others, drawn.ours, drawn.rivers)).encode())) < 4_000
    assert ("Mali", "Mali") in [(en, fr) for _, _, en, fr in drawn.names]
