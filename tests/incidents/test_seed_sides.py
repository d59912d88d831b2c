"""What data sets call a side: an actor, a community that is never one, civilians, or unknown."""

from __future__ import annotations

from collections import Counter

import pytest

from incidents.values import COUNTRIES
from tests.incidents.seeds import (
    ACTOR_KEYS,
    ACTORS,
    COMMUNITIES,
    IN_SCOPE,
    SIDES,
    is_community,
    named,
    sides_of,
    ucdp_rows,
)

TREATMENTS = {"actor", "community", "civilians", "unresolved"}


@pytest.mark.parametrize(
    ("literal", "key"),
    [
        ("Military Forces of Mali (2021-)", "ml_armed_forces"),
        ("Military Forces of Mali (2020-2021) Special Forces", "ml_armed_forces"),
        ("Police Forces of Mali (2013-2020) Gendarmerie", "ml_gendarmerie"),
        ("Police Forces of Burkina Faso (2015-)", "bf_police"),
        ("Military Forces of the Ivory Coast (2011-)", "ci_armed_forces"),
        ("Police Forces of Ivory Coast (2011-) Gendarmerie", "ci_gendarmerie"),
        ("Military Forces of Niger (2011-2021)", "ne_armed_forces"),
        ("Military Forces of Nigeria (2023-)", "ng_armed_forces"),
        ("Military Forces of France", "fr_armed_forces"),
        ("Government of Mali (2021-)", "ml_government"),
        ("JNIM: Group for Support of Islam and Muslims", "jnim"),
        ("Islamic State (West Africa) - Greater Sahara Faction", "issp"),
        ("MINUSMA: United Nations Multidimensional Integrated Mission (2013-)", "minusma"),
        ("Dozo Communal Militia (Mali)", "dozo"),
        ("Dan Na Ambassagou", "dan_na"),
    ],
)
def test_acled_strings_lead_to_one_actor_whatever_their_years(literal: str, key: str) -> None:
    assert named(literal) == {key}
    assert not is_community(literal)


@pytest.mark.parametrize(
    "literal",
    [
        "Fulani Ethnic Militia (Mali)",
        "Dogon Ethnic Militia (Mali)",
        "Unidentified Communal Militia (Mali)",
        "Gujba Communal Militia (Nigeria)",
        "Muslim Militia (Nigeria)",
        "Fulani Ethnic Group (Burkina Faso)",
        "Christian Group (Nigeria)",
        "Fulani",
    ],
)
def test_communities_are_recognised_and_are_nobody(literal: str) -> None:
    assert is_community(literal)
    assert named(literal) == set()


def test_no_acled_name_of_an_actor_reads_as_a_community() -> None:
    names = [n["name"] for actor in ACTORS for n in actor["names"] if n["kind"] == "acled"]
    assert [name for name in names if is_community(name)] == []


def test_each_side_has_a_treatment_that_fits() -> None:
    for row in SIDES:
        assert row["treatment"] in TREATMENTS
        assert (row["actor_key"] in ACTOR_KEYS) == (row["treatment"] == "actor"), row
        assert row["actor_key"] is None or row["treatment"] == "actor"
        assert row["country"] is None or row["country"] in COUNTRIES
    listed = {row["literal"] for row in SIDES if row["treatment"] == "community"}
    assert listed == set(COMMUNITIES["ucdp"])


def test_ucdp_names_of_actors_and_the_table_agree() -> None:
    resolved = {(r["literal"], r["actor_key"]) for r in SIDES if r["actor_key"]}
    literals = {literal for literal, _ in resolved}
    for actor in ACTORS:
        for name in actor["names"]:
            if name["kind"] == "ucdp" and name["name"] in literals:
                assert (name["name"], actor["key"]) in resolved


@pytest.mark.parametrize(
    ("country", "day", "longitude", "key"),
    [
        ("ML", "2019-11-01", 2.4, "issp"),
        ("NE", "2020-01-09", 3.3, "issp"),
        ("NE", "2016-06-03", 13.3, "jas"),
        ("NE", "2019-06-03", 13.3, "iswap"),
        ("NG", "2016-08-02", 13.0, "jas"),
        ("NG", "2016-08-03", 13.0, "iswap"),
        ("LY", "2015-06-09", 22.6, "is_libya"),
        ("DZ", "2014-12-05", 3.0, "is_algeria"),
        ("ML", "2015-05-12", 2.4, None),
        ("GH", "2023-01-01", 0.0, None),
    ],
)
def test_is_is_told_apart_by_place_and_day(
    country: str, day: str, longitude: float, key: str | None
) -> None:
    assert [row["actor_key"] for row in sides_of("IS", country, day, longitude)] == [key]


def test_every_side_of_the_real_rows_has_a_treatment() -> None:
    known = {row["literal"] for row in SIDES}
    for name in ("ucdp_ged_21_1_sahel.csv", "ucdp_ged_23_1_sample_49_columns.csv"):
        sides = {row[side] for row in ucdp_rows(name) for side in ("side_a", "side_b")}
        assert len(sides) > 30
        assert sides - known == set(), name


def test_all_but_one_of_the_real_is_rows_find_their_branch() -> None:
    codes = dict(zip(IN_SCOPE, COUNTRIES, strict=True))
    found: Counter[str | None] = Counter()
    for row in ucdp_rows("ucdp_ged_21_1_sahel.csv"):
        if "IS" in (row["side_a"], row["side_b"]):
            day = f"{row['year']}-{int(row['month']):02}-{int(row['day']):02}"
            (side,) = sides_of("IS", codes[row["country"]], day, float(row["longitude"]))
            found[side["actor_key"]] += 1
    assert sum(found.values()) == 1695
    assert found[None] == 1, "western Niger, eight days before the pledge"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ANSIPRJ", "ansiprj"), ("CSP-DPA", "csp"), ("Katiba Macina", "katiba_macina"),
        ("Dan Na Ambassagou", "dan_na"), ("Al-Mourabitoun", "mourabitoun"), ("MNLA", "mnla"),
        ("Ansarul Islam", "ansaroul"), ("Islamic State in the Greater Sahara", "issp"),
        ("Islamic State Sahel", "issp"), ("Islamic State West Africa", "iswap"),
        ("Islamic State (West Africa Province)", "iswap"), ("Islamic State", "islamic_state"),
        ("Boko Haram", "jas"), ("Koglweogo", "koglweogo"), ("VDP", "vdp"), ("Wagner", "wagner"),
        ("Malian army", "ml_armed_forces"), ("Malian armed forces", "ml_armed_forces"),
        ("Burkina Faso army", "bf_armed_forces"), ("Burkinabe military", "bf_armed_forces"),
        ("Nigerien army", "ne_armed_forces"), ("Chadian army", "td_armed_forces"),
        ("Togolese army", "tg_armed_forces"), ("Beninese army", "bj_armed_forces"),
        ("Ivorian army", "ci_armed_forces"), ("G5 Sahel force", "fcg5s"),
        ("Niger joint chiefs of staff", "ne_general_staff"), ("JNIM", "jnim"), ("GSIM", "jnim"),
    ],
)  # fmt: skip
def test_organisations_of_the_demo_record_are_found_by_name(name: str, key: str) -> None:
    assert named(name) == {key}
