"""ACLED's exports of all years: what a row becomes, what is refused, what is left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from incidents.formats import acled
from incidents.formats.names import Names
from incidents.formats.reading import Reading
from incidents.formats.tabular import TableError, open_table
from incidents.values import (
    Attribution,
    DatePrecision,
    FigureState,
    Flag,
    NewIncident,
    OutOfScope,
    ParticipationRole,
    Precision,
    RowError,
)
from tests.incidents.formats.files import (
    ACLED_2015,
    ACLED_2022,
    ACLED_2025,
    acled_row,
    csv_text,
    write,
    write_xlsx,
)
from tests.incidents.seeds import ACTORS, COMMUNITIES, KINDS

READING = Reading(
    names=Names.of(
        actors=[(name["name"], actor["key"]) for actor in ACTORS for name in actor["names"]],
        patterns=[(one, actor["key"]) for actor in ACTORS for one in actor["literal_patterns"]],
        sides=[],
        communities=COMMUNITIES,
    )
)


def _parse(**cells: str) -> NewIncident:
    return acled.parse(acled_row(**cells), READING)


def _read(path: Path) -> list[NewIncident]:
    with open_table(path) as table:
        acled.check(table.name, table.columns)
        return [acled.parse(line.cells, READING) for line in table.lines if not line.error]


# ── what a row becomes ──────────────────────────────────────────────────────


def test_a_row_becomes_an_incident() -> None:
    found = _parse()
    assert (found.dataset, found.key) == ("acled", "MLI30001")
    assert (found.kind, found.sub_kind) == ("battles", "armed_clash")
    assert (found.start, found.end, found.date_precision) == (
        date(2021, 2, 16),
        date(2021, 2, 16),
        DatePrecision.DAY,
    )
    site = found.sites[0]
    assert (site.name, site.country, site.precision) == ("Goundaka", "ML", Precision.EXACT)
    assert (site.admin1_name, site.admin2_name) == ("Mopti", "Bandiagara")
    assert (found.report.dataset_key, found.report.release) == ("MLI30001", "1726588800")
    assert "Wire; Radio" in found.report.title


def test_a_number_is_acleds_claim_of_the_least_that_was_reported() -> None:
    toll = _parse(fatalities="12").claims[0]
    assert (toll.low, toll.best, toll.high, toll.state) == (12, None, None, FigureState.STATED)
    assert toll.speaker_source == "acled"


@pytest.mark.parametrize("cell", ["0", "0.0"])
def test_zero_means_zero_or_unknown(cell: str) -> None:
    found = _parse(fatalities=cell)
    toll = found.claims[0]
    assert (toll.low, toll.state) == (None, FigureState.UNKNOWN)
    assert toll.words == "0 or unknown (ACLED rule)"
    assert Flag.ZERO_OR_UNKNOWN in found.flags
    assert Flag.ZERO_OR_UNKNOWN in toll.flags


def test_no_figure_at_all_is_unknown_without_the_rule() -> None:
    found = _parse(fatalities="NA")
    assert (found.claims[0].state, found.claims[0].words) == (FigureState.UNKNOWN, "")
    assert found.flags == ()


def test_the_notes_are_a_claim_in_acleds_words_at_most_300_characters() -> None:
    notes = _parse(notes="x" * 500).claims[1]
    assert len(notes.wording) == 300
    assert (notes.speaker_source, notes.wording_language) == ("acled", "en")
    assert len(_parse(notes="").claims) == 1


@pytest.mark.parametrize(
    ("literal", "actor"),
    [
        ("JNIM: Group for Support of Islam and Muslims", "jnim"),
        ("Military Forces of Mali (2021-)", "ml_armed_forces"),
        ("Military Forces of Mali (2012-2013)", "ml_armed_forces"),
        ("Police Forces of Mali (2013-2020) Gendarmerie", "ml_gendarmerie"),
        ("Islamic State (West Africa) - Greater Sahara Faction", "issp"),
        ("Dozo Militia (Mali)", "dozo"),
    ],
)
def test_actors_are_known_whatever_the_years_in_their_string(literal: str, actor: str) -> None:
    one = _parse(actor1=literal, assoc_actor_1="").participations[0]
    assert (one.actor, one.literal) == (actor, literal)
    assert (one.attribution, one.attributed_by) == (Attribution.STATED, "ACLED")


def test_and_or_is_two_parties_of_which_one_is_not_settled() -> None:
    both = "JNIM: Group for Support of Islam and Muslims and/or Islamic State (Sahel)"
    found = _parse(actor1=both, assoc_actor_1="Katiba Macina and/or Katiba Serma")
    said = [(one.actor, one.alternative) for one in found.participations]
    assert said == [
        ("jnim", 1),
        ("issp", 1),
        ("katiba_macina", 2),
        ("katiba_serma", 2),
        ("ml_armed_forces", None),
    ]


def test_somebody_unidentified_is_nobody_named() -> None:
    one = _parse(actor1="Unidentified Armed Group (Mali)", assoc_actor_1="").participations[0]
    assert (one.actor, one.attribution) == ("", Attribution.UNKNOWN)
    assert (one.description_en, one.description_fr) == (
        "unidentified armed group",
        "groupe armé non identifié",
    )


@pytest.mark.parametrize(
    ("literal", "inter"),
    [
        ("Fulani Ethnic Militia (Mali)", "4"),
        ("Unidentified Communal Militia (Mali)", "Identity militia"),
        ("Gujba Communal Militia (Nigeria)", "Communal / Identity Groups"),
        ("Some Village Guard (Mali)", "4"),
        ("Fulani Ethnic Group (Burkina Faso)", "7"),
    ],
)
def test_a_people_is_a_literal_and_never_an_actor(literal: str, inter: str) -> None:
    one = _parse(actor1=literal, inter1=inter, assoc_actor_1="").participations[0]
    assert (one.actor, one.description_en, one.literal) == ("", "", literal)


def test_an_actor_that_nobody_knows_is_described_by_its_string() -> None:
    one = _parse(actor1="Some New Front", inter1="2", assoc_actor_1="").participations[0]
    assert (one.actor, one.description_en) == ("", "Some New Front")


@pytest.mark.parametrize(
    ("event", "sub_event", "roles"),
    [
        ("Battles", "Armed clash", ("party", "party")),
        ("Violence against civilians", "Attack", ("perpetrator", "victim")),
        ("Explosions/Remote violence", "Grenade", ("perpetrator", "victim")),
        ("Protests", "Peaceful protest", ("affected", "responder")),
        ("Protests", "Excessive force against protesters", ("victim", "perpetrator")),
        ("Riots", "Mob violence", ("perpetrator", "victim")),
        ("Strategic developments", "Arrests", ("party", "affected")),
    ],
)
def test_roles_follow_the_kind(event: str, sub_event: str, roles: tuple[str, str]) -> None:
    found = _parse(
        event_type=event, sub_event_type=sub_event, assoc_actor_1="", actor2="Civilians (Mali)"
    )
    assert tuple(one.role.value for one in found.participations) == roles


def test_civilians_and_protesters_are_words() -> None:
    found = _parse(
        actor2="Civilians (Mali)",
        event_type="Violence against civilians",
        sub_event_type="Attack",
        assoc_actor_2="Women (Mali); Refugees/IDPs (Mali)",
    )
    words = [one.description_fr for one in found.participations if not one.actor]
    assert words == ["civils", "femmes", "personnes déplacées"]
    assert {one.role for one in found.participations if not one.actor} == {ParticipationRole.VICTIM}


# ── kinds of all years ──────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "kind", [one for one in KINDS if one["parent"]], ids=lambda kind: str(kind["key"])
)
def test_each_of_acleds_25_is_ours(kind: dict[str, str]) -> None:
    parent = next(one for one in KINDS if one["key"] == kind["parent"])
    found = _parse(event_type=parent["acled"], sub_event_type=kind["acled"])
    assert (found.kind, found.sub_kind) == (kind["parent"], kind["key"])
    assert Flag.CODING_UNCERTAIN not in found.flags


@pytest.mark.parametrize(
    ("event", "notes", "inter", "kind", "flagged"),
    [
        ("Battle-No change of territory", "", "2", "armed_clash", False),
        ("Battle-Government regains territory", "", "1", "state_regains_territory", False),
        ("Battle-Non-state actor overtakes territory", "", "2", "non_state_takes_territory", False),
        ("Headquarters or base established", "", "2", "base_established", False),
        ("Non-violent transfer of territory", "", "2", "non_violent_transfer", False),
        ("Remote violence", "An air strike hit the camp.", "1", "air_strike", True),
        ("Remote violence", "Mortars fell on Kidal.", "2", "shelling", True),
        ("Remote violence", "A suicide bomber drove in.", "2", "suicide_bombing", True),
        ("Remote violence", "A vehicle struck an IED.", "2", "remote_explosive", True),
        ("Remote violence", "", "2", "remote_explosive", True),
        ("Riots/Protests", "", "6", "peaceful_protest", True),
        ("Riots/Protests", "", "5", "violent_demonstration", True),
        ("Violence against civilians", "", "2", "attack_on_civilians", True),
        ("Strategic development", "", "2", "other_development", True),
    ],
)
def test_older_event_types_are_read(
    event: str, notes: str, inter: str, kind: str, flagged: bool
) -> None:
    found = _parse(event_type=event, sub_event_type="", notes=notes, inter1=inter)
    assert found.sub_kind == kind
    assert (Flag.CODING_UNCERTAIN in found.flags) == flagged


@pytest.mark.parametrize(
    "written", ["2021-02-16", "16-Feb-21", "16 February 2021", "44243", "16/02/2021"]
)
def test_days_are_read_in_every_year_s_form(written: str) -> None:
    assert _parse(event_date=written).start == date(2021, 2, 16)


def test_precisions_of_place_and_time() -> None:
    near = _parse(geo_precision="2", time_precision="2")
    assert (near.sites[0].precision, near.date_precision) == (Precision.NEAR, DatePrecision.WEEK)
    wide = _parse(geo_precision="3", time_precision="3")
    assert (wide.sites[0].precision, wide.date_precision) == (
        Precision.ADMIN1,
        DatePrecision.MONTH,
    )


@pytest.mark.parametrize(
    ("cells", "precision"),
    [
        ({}, Precision.ADMIN2),
        ({"admin2": ""}, Precision.ADMIN1),
        ({"admin1": "", "admin2": "NA"}, Precision.COUNTRY),
    ],
)
def test_missing_coordinates_leave_the_unit(cells: dict[str, str], precision: Precision) -> None:
    found = _parse(latitude="", longitude="NA", **cells)
    assert found.sites[0].precision == precision
    assert found.sites[0].latitude is None
    assert Flag.PLACE_MISSING in found.flags


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (
            {"event_type": "Violence against civilians", "sub_event_type": "Sexual violence"},
            "sexual_violence",
        ),
        (
            {
                "event_type": "Violence against civilians",
                "sub_event_type": "Abduction/forced disappearance",
            },
            "hostage_taking",
        ),
        ({"assoc_actor_2": "Refugees/IDPs (Mali)"}, "displaced_people_site"),
        ({"assoc_actor_2": "Health Workers (Mali)"}, "health"),
        ({"assoc_actor_2": "Aid Workers (International)"}, "humanitarian"),
        ({"assoc_actor_2": "Teachers (Mali)"}, "school"),
        ({"location": "Minawao Refugee Camp"}, "displaced_people_site"),
        ({"notes": "The wounded were taken to a hospital."}, ""),
    ],
)
def test_places_that_must_not_be_pinned_are_marked(cells: dict[str, str], why: str) -> None:
    assert _parse(**cells).sensitive == why


def test_another_region_is_out_of_scope_by_name_or_number() -> None:
    with pytest.raises(OutOfScope, match="Somalia"):
        _parse(country="Somalia", iso="706")
    with pytest.raises(OutOfScope, match="706"):
        _parse(country="", iso="706", gwno="432")
    assert _parse(country="", iso="466").sites[0].country == "ML"
    assert _parse(country="", iso="", gwno="439").sites[0].country == "BF"


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"event_id_cnty": ""}, "event_id_cnty"),
        ({"event_date": "16 Foo 2021"}, "event_date"),
        ({"event_date": "2021-02-16", "year": "2020"}, "event_date"),
        ({"event_type": "Parade"}, "event_type"),
        ({"sub_event_type": "Parade"}, "sub_event_type"),
        ({"fatalities": "several"}, "fatalities"),
        ({"fatalities": "-1"}, "fatalities"),
        ({"latitude": "914.4956"}, "latitude"),
        ({"geo_precision": "7"}, "geo_precision"),
        ({"country": "", "iso": "", "gwno": ""}, "country"),
    ],
)
def test_a_wrong_row_names_its_field(cells: dict[str, str], field: str) -> None:
    with pytest.raises(RowError) as caught:
        _parse(**cells)
    assert caught.value.field == field


# ── whole files ─────────────────────────────────────────────────────────────

NUMBERED = {"inter1": "2", "inter2": "1", "interaction": "12"}


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        (ACLED_2025, {}),
        ([name for name in ACLED_2025 if name != "tags"], NUMBERED),
        (ACLED_2022, NUMBERED),
        (ACLED_2022[1:], NUMBERED),
        ([name.upper() for name in ACLED_2022], NUMBERED),
    ],
)
def test_the_shapes_of_2022_to_2025_give_the_same_incident(
    tmp_path: Path, columns: list[str], cells: dict[str, str]
) -> None:
    path = write(tmp_path / "file.csv", "\ufeff" + csv_text([acled_row(**cells)], columns))
    assert _read(path) == [_parse()]


def test_the_shape_of_2015_is_read(tmp_path: Path) -> None:
    row = acled_row(**NUMBERED, event_type="Battle-No change of territory", sub_event_type="")
    text = csv_text([row | {"event_date": "16-Feb-21"}], ACLED_2015, delimiter=";")
    (found,) = _read(write(tmp_path / "file.csv", text, "cp1252"))
    assert (found.start, found.sub_kind) == (date(2021, 2, 16), "armed_clash")
    assert [one.actor for one in found.participations] == [
        "jnim",
        "katiba_macina",
        "ml_armed_forces",
    ]
    assert found.report.release == ""


def test_a_workbook_with_serial_days_and_numbers_gives_the_same(tmp_path: Path) -> None:
    row = acled_row(**NUMBERED)
    numbers = {"event_date": 44243, "latitude": 14.4956, "longitude": -4.0003, "fatalities": 3}
    numbers |= {"year": 2021, "timestamp": 1726588800, "iso": 466, "inter1": 2}
    cells = [numbers.get(name, row.get(name, "")) for name in ACLED_2022]
    path = write_xlsx(tmp_path / "file.xlsx", [ACLED_2022, cells])
    assert _read(path) == [_parse()]


def test_an_aggregate_and_a_headerless_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"UCDP GED.*import ucdp"):
        acled.check("f.csv", ["id", "type_of_violence", "side_a", "side_b"])
    with pytest.raises(TableError, match="lacks the columns event_id_cnty"):
        acled.check("f.csv", ["country", "admin1", "month", "fatalities"])
    text = csv_text([acled_row()], ACLED_2025).split("\r\n", 1)[1]
    with (
        open_table(write(tmp_path / "f.csv", text)) as table,
        pytest.raises(TableError, match="no line of column names"),
    ):
        acled.check(table.name, table.columns)
