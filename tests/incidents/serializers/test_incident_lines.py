"""A file that PostgreSQL writes is, byte by byte, the one that Python writes of the same rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import orjson
import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.filters import INCIDENTS
from incidents.filters.incidents import ORDERS
from incidents.models import Incident
from incidents.readers import incidents as reader
from incidents.readers.copied import AFTER, BEFORE, portions
from incidents.readers.rows import summary_rows, told_rows, whole_row
from incidents.serializers import incident_summary, incident_told
from incidents.serializers.columns import OF_PEOPLE, OF_SITES, TABLES, incident_cells
from incidents.serializers.incident_lines import incident_lines
from incidents.serializers.tables import written
from incidents.values.cells import BEFORE_FORMULA, FORMULA
from tests import factories
from tests.incidents.readers import record

pytestmark = pytest.mark.django_db
AWKWARD = [
    "",
    "plain",
    "a,b",
    'a "quoted" word',
    "two\nlines",
    "two\r\nlines",
    "\\.",
    "a\x1eb",
    "a,\x1e,b",
    "\x1e",
    "é",
    "Ménaka — ‘x’",
    "الساحل",
    "𐍈",
    "N'Tillit",
    "7 dead",
    "'",
    '"',
    " ",
    "%s {} $1",
    *FORMULA,
    *(f"{mark}1" for mark in FORMULA),
    *(f"{before}{mark}1" for before in BEFORE_FORMULA for mark in FORMULA),
    "  \"'\u00a0=1",
    "a=1",
]


def lines(user: Any, **asked: list[str]) -> tuple[bytes, bytes]:
    """A view as PostgreSQL writes it, and as Python does."""
    filters = INCIDENTS.parse(asked)
    found = reader.exportable(reader.find(filters, user))
    copied = incident_lines(portions(found, filters), told_rows)
    told = incident_cells(reader.stream(found, filters, told_rows))
    return b"".join(copied), written(told)


def same(user: Any = None, **asked: list[str]) -> bytes:
    copied, told = lines(user or AnonymousUser(), **asked)
    assert copied.splitlines() == told.splitlines()
    assert copied == told
    return copied


def test_the_cells_of_a_line_are_the_columns_of_the_table() -> None:
    between = [column.name for column in (*OF_SITES, *OF_PEOPLE)]
    assert [*BEFORE, *between, "tags", *AFTER] == [column.name for column in TABLES["incidents"]]


@pytest.mark.parametrize("text", AWKWARD, ids=ascii)
def test_no_text_is_written_otherwise(text: str) -> None:
    actor = factories.make_actor(name_en=text or "x", name_fr=f"le {text}")
    unit = factories.make_unit(name_en=text or "x")
    incident = factories.make_incident(
        title_en=text, title_fr=f"é{text}", dataset_key=f"{text}k", flags=["future_day"]
    )
    factories.make_site(incident=incident, name_en=text, name_fr=text, admin1=unit)
    factories.make_site(
        incident=incident, order=1, name_en="", name_fr=text, admin1=None, admin1_literal=text
    )
    factories.make_participation(incident=incident, actor=actor, attributed_by=text)
    factories.make_participation(
        incident=incident, order=1, actor=None, description_en=text, literal="x", role="victim"
    )
    assert same()


def test_no_value_is_written_otherwise() -> None:
    plain = factories.make_incident(
        start=date(987, 1, 2), end=date(2024, 2, 29), contested=["toll", "author"], sensitive=""
    )
    factories.make_site(incident=plain, latitude=13.0, longitude=-0.5, precision="exact")
    factories.make_incident(
        local_time=time(4, 5, 6, 70), part_of_day="night", zone="Africa/Bamako", flags=[]
    )
    factories.make_incident(local_time=time(23, 0), deaths_state="withheld", dataset_key="k")
    hidden = factories.make_incident(sensitive="airport", dataset_key="Gao airport")
    factories.make_site(incident=hidden, precision="admin1", generalised=True)
    factories.make_site(
        incident=factories.make_incident(), latitude=1e-05, longitude=-179.99999999999997
    )
    whole = Incident.objects.filter(pk=plain.pk)
    whole.update(updated_at=datetime(2024, 1, 1, tzinfo=UTC))
    factories.make_incident(
        deaths_state="retained",
        deaths_low=0,
        deaths_retained=3,
        deaths_high=7,
        deaths_rule="analyst",
    )
    copied = same()
    assert b"Gao airport" not in copied
    assert copied.count(b"\r\n") == 6


def test_who_may_read_and_what_may_leave_is_the_same() -> None:
    closed = factories.make_dataset(key="closed", may_show=False)
    bound = factories.make_dataset(key="bound", may_export=False)
    for dataset in (None, closed, bound):
        for status in ("draft", "published", "retracted"):
            factories.make_incident(status=status, dataset=dataset)
    found = {
        role: same(factories.make_user(role=role) if role else None).count(b"\r\n")
        for role in (None, "viewer", "analyst")
    }
    assert found == {None: 1, "viewer": 2, "analyst": 6}


def test_where_sign_in_is_required_nothing_is_written(settings: Any) -> None:
    factories.make_incident()
    settings.REQUIRE_SIGN_IN = True
    assert same() == b""


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_is_walked_through_all_its_portions(
    order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("incidents.readers.copied.PORTION", 7)
    record.build(seed=5, size=60)
    for asked in ({}, {"country": ["ML", "BF"]}, {"kind": ["none"]}):
        for role in (None, "analyst"):
            same(factories.make_user(role=role) if role else None, order=[order], **asked)
    assert same(order=[order]).count(b"\r\n") > 7


@pytest.mark.parametrize("text", AWKWARD, ids=ascii)
def test_what_belongs_to_an_incident_is_read_as_the_database_says_it(text: str) -> None:
    """Against the same rows as JSON, which the dossier reads."""
    actor = factories.make_actor(name_en=text or "x", name_fr=text)
    unit, district = factories.make_unit(name_en=text), factories.make_unit(level=2, name_fr=text)
    incident = factories.make_incident()
    for order, region in enumerate((unit, None)):
        factories.make_site(
            incident=incident,
            order=order,
            name_en=text,
            admin1=region,
            admin2=district,
            admin2_literal=text,
            latitude=13.0,
            longitude=-1e-05,
            radius_km=2.5 if order else None,
            local_time=time(4, 5, 6, 70) if order else None,
            generalised=bool(order),
            precision="near",
        )
        factories.make_participation(
            incident=incident,
            order=order,
            actor=actor if order else None,
            description_en=text,
            literal="x",
            alternative=order or None,
            note=text,
        )
    for key in ("first", "second"):
        incident.tags.add(factories.make_term(key=key, order=1))
    (row,) = summary_rows([incident.pk])
    shown, whole = incident_summary(row), incident_summary(whole_row(incident.pk))
    assert shown == whole
    (told,) = told_rows([incident.pk])
    assert orjson.dumps(incident_told(told)) == orjson.dumps(whole)


def test_what_was_renamed_is_written_anew() -> None:
    incident = factories.make_incident()
    actor = factories.make_actor(name_en="Before")
    factories.make_participation(incident=incident, actor=actor)
    assert b"Before" in same()
    actor.name_en = "After"
    actor.save()
    assert b"After" in same()
