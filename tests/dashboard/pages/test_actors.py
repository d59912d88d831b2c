from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from dashboard.pages.actors import active
from tests import factories as make
from tests.dashboard.pages.record import Told, make_draft, make_told
from tests.dashboard.pages.test_incidents import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Told:
    return make_told()


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return text_of(answer.content.decode())


def test_the_register_counts_only_what_a_reader_may_see(client: Client, told: Told) -> None:
    make_draft(told)
    html = client.get("/actors/?lang=en").content.decode()
    row = html[html.index(">JNIM</a>") :]
    assert '<td class="num">1</td>' in row[: row.index("</tr>")]


def test_the_register_is_filtered_by_type_country_and_name(client: Client, told: Told) -> None:
    make.make_actor_name(actor=told.jnim, name="GSIM", folded="gsim")
    make.make_actor_name(actor=told.army, name="Army", folded="army")
    assert "Army" not in read(client, "/actors/?q=gsim&lang=en")
    page = read(client, "/actors/?type=state&lang=en")
    assert "Army" in page
    assert "JNIM" not in page
    assert client.get("/actors/?type=people").status_code == 400


def test_an_actor_shows_its_names_relations_roles_and_word(client: Client, told: Told) -> None:
    parent = make.make_actor(key="aqim", name_en="AQIM", name_fr="AQMI")
    make.make_actor_name(actor=told.jnim, name="جماعة", language="ar", kind="usual")
    make.make_relation(
        subject=told.jnim,
        object=parent,
        kind="affiliated_with",
        status="disputed",
        valid_from=date(2017, 3, 2),
        valid_from_precision="day",
        source="a register",
    )
    page = read(client, "/actors/jnim/?lang=en")
    for words in (
        "affiliated with AQIM since 2 Mar 2017 · disputed · a register",
        "1 incident, components included",
        "Claimed or attributed 1",
        "Control 1",
        "Claimed 1",
        "Army target claimed or attributed 1",
    ):
        assert words in page
    html = client.get("/actors/jnim/?lang=en").content.decode()
    assert '<span lang="ar">جماعة</span>' in html
    assert 'href="/claims/?speaker=jnim&amp;about=control&amp;lang=en"' in html
    assert 'href="/incidents/?actor=jnim&amp;role=perpetrator&amp;lang=en"' in html


def test_a_relation_is_read_from_its_other_end_too(client: Client, told: Told) -> None:
    child = make.make_actor(name_en="Katiba Macina", name_fr="Katiba Macina")
    make.make_relation(subject=child, object=told.jnim)
    assert "component: Katiba Macina" in read(client, "/actors/jnim/?lang=en")
    assert "a pour composante Katiba Macina" in read(client, "/actors/jnim/?lang=fr")


def test_an_actor_of_no_visible_incident_is_not_called_calm(client: Client, told: Told) -> None:
    make.make_actor(key="quiet")
    assert "That is not proof of calm" in read(client, "/actors/quiet/?lang=en")
    assert client.get("/actors/nobody/").status_code == 404


def test_an_actor_costs_so_many_statements(
    client: Client, told: Told, django_assert_num_queries: Any
) -> None:
    # The actor, its roles, names, relations from both ends, its count; the filter by actor and
    # the relations it needs; months, whom it meets, what it says, what is laid to it; names.
    with django_assert_num_queries(14):
        read(client, "/actors/jnim/")


@pytest.mark.parametrize(
    ("begins", "ends", "english", "french"),
    [
        ((date(2017, 3, 2), "day"), (None, ""), "since 2 Mar 2017", "depuis le 2 mars 2017"),
        ((date(2017, 3, 1), "month"), (None, ""), "since March 2017", "depuis mars 2017"),
        ((None, ""), (date(2025, 6, 8), "day"), "until 8 Jun 2025", "jusqu'au 8 juin 2025"),
        ((None, ""), (date(2025, 1, 1), "year"), "until 2025", "jusqu'en 2025"),
        (
            (date(2013, 1, 1), "year"),
            (date(2014, 8, 1), "month"),
            "2013 – August 2014",
            "2013 – août 2014",
        ),
        ((None, ""), (None, ""), "", ""),
    ],
)
def test_the_time_in_which_something_holds(
    begins: tuple[Any, str], ends: tuple[Any, str], english: str, french: str
) -> None:
    with override("en"):
        assert active(begins, ends) == english
    with override("fr"):
        assert active(begins, ends) == french
