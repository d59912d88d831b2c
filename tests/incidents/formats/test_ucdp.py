"""UCDP GED in all its shapes: what a row becomes, what is refused, what is left out."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.formats import ucdp
from incidents.formats.names import Names
from incidents.formats.reading import Reading
from incidents.values import (
    Attribution,
    DatePrecision,
    FigureState,
    Flag,
    Measure,
    NewIncident,
    NewParticipation,
    OutOfScope,
    ParticipationRole,
    Precision,
    RowError,
    Scope,
    Side,
)
from tests.incidents.formats.files import (
    short_row,
    ucdp_row,
)
from tests.incidents.seeds import ACTORS, COMMUNITIES, SIDES

NAMES = Names.of(
    actors=[(name["name"], actor["key"]) for actor in ACTORS for name in actor["names"]],
    patterns=[],
    sides=SIDES,
    communities=COMMUNITIES,
)
READING = Reading(release="23.1", names=NAMES)


def _parse(**cells: str) -> NewIncident:
    return ucdp.parse(ucdp_row(**cells), READING)


def _short(**cells: str) -> NewIncident:
    return ucdp.parse(short_row(**cells), READING)


def _acting(incident: NewIncident) -> list[NewParticipation]:
    sides = (ParticipationRole.PERPETRATOR, ParticipationRole.PARTY)
    return [one for one in incident.participations if one.role in sides]


# ── what a row becomes ──────────────────────────────────────────────────────


def test_a_row_of_49_columns_becomes_an_incident() -> None:
    found = _parse()
    assert (found.dataset, found.key, found.kind, found.sub_kind) == (
        "ucdp_ged",
        "237564",
        "battles",
        "armed_clash",
    )
    assert (found.start, found.end) == (date(2017, 3, 29), date(2017, 3, 29))
    site = found.sites[0]
    assert (site.name, site.country, site.precision) == ("Boulikessi", "ML", Precision.EXACT)
    assert (site.latitude, site.longitude) == (15.03, -1.45)
    assert (site.admin1_name, site.admin2_name) == ("Mopti region", "Douentza cercle")
    assert found.report.dataset_key == "237564"
    assert found.report.release == "23.1"
    assert "Alliance claims border attack" in found.report.title
    assert found.flags == ()


def test_the_toll_is_one_claim_with_its_parts_below_it() -> None:
    toll, side_a, civilians = _parse().claims
    assert (toll.low, toll.best, toll.high) == (3, 4, 6)
    assert (toll.measure, toll.side, toll.scope) == (Measure.KILLED, Side.ALL, Scope.WHOLE)
    assert toll.speaker_source == "ucdp"
    assert (side_a.low, side_a.scope, side_a.part_of) == (3, Scope.PART, toll.key)
    assert (civilians.low, civilians.side, civilians.group_fr) == (1, Side.VICTIMS, "civils")


def test_the_dead_of_who_attacked_civilians_are_attackers() -> None:
    row = _parse(type_of_violence="3", side_a="JNIM", side_b="Civilians", deaths_a="2")
    sides = {claim.key: claim.side for claim in row.claims}
    assert sides["237564:deaths:a"] == Side.ATTACKERS


def test_the_14_columns_say_the_same_with_less() -> None:
    found = _short()
    assert (found.key, found.start, found.kind) == ("237564", date(2017, 3, 29), "battles")
    (toll,) = found.claims
    assert (toll.low, toll.best, toll.high) == (3, 4, 6)
    site = found.sites[0]
    assert (site.name, site.precision, site.radius_km) == ("", Precision.NEAR, None)
    assert "states no precision" in site.basis


def test_both_sides_of_a_fight_are_parties_and_nobody_is_accused() -> None:
    found = _parse()
    assert [one.actor for one in _acting(found)] == ["ml_government", "jnim"]
    assert {one.role for one in found.participations} == {ParticipationRole.PARTY}
    assert {one.attribution for one in found.participations} == {Attribution.STATED}
    assert {one.attributed_by for one in found.participations} == {"UCDP GED"}


def test_civilians_are_victims_and_nobody_by_name() -> None:
    found = _parse(type_of_violence="3", side_a="JNIM", side_b="Civilians")
    assert (found.kind, found.sub_kind) == ("civilians", "attack_on_civilians")
    victim = found.participations[-1]
    assert (victim.role, victim.actor) == (ParticipationRole.VICTIM, "")
    assert (victim.description_en, victim.description_fr) == ("civilians", "civils")


@pytest.mark.parametrize(
    "literal", ["Fulani", "Dogon", "Christians (Nigeria)", "A people that no table knows"]
)
def test_a_people_is_a_literal_and_never_an_actor(literal: str) -> None:
    found = _parse(type_of_violence="2", side_a=literal, side_b="Koglweogo")
    one = found.participations[0]
    assert (one.actor, one.description_en, one.literal) == ("", "", literal)
    assert literal not in found.title_en
    assert all(literal not in claim.group for claim in found.claims)


def test_a_side_that_nobody_resolves_is_a_description() -> None:
    one = _parse(type_of_violence="2", side_a="Supporters of ANPP").participations[0]
    assert (one.actor, one.description_en) == ("", "Supporters of ANPP")
    unknown = _parse(side_b="Some new group").participations[1]
    assert (unknown.actor, unknown.description_en) == ("", "Some new group")


def test_a_joint_side_is_all_of_its_members() -> None:
    found = _parse(side_a="GATIA, MSA", type_of_violence="2")
    assert [one.actor for one in _acting(found)][:2] == ["gatia", "msa"]
    assert [one.literal for one in _acting(found)][:2] == ["GATIA, MSA", "GATIA, MSA"]
    unlisted = _parse(side_a="CMA, JNIM", type_of_violence="2")
    assert [one.actor for one in _acting(unlisted)][:2] == ["cma", "jnim"]


@pytest.mark.parametrize(
    ("country", "number", "day", "longitude", "actor"),
    [
        ("Mali", "432", "2019-01-01", "-1.4", "issp"),
        ("Nigeria", "475", "2015-06-01", "13.1", "jas"),
        ("Nigeria", "475", "2019-06-01", "13.1", "iswap"),
        ("Niger", "436", "2019-06-01", "13.1", "iswap"),
        ("Niger", "436", "2019-06-01", "1.4", "issp"),
        ("Libya", "620", "2016-06-01", "16.5", "is_libya"),
        ("Mali", "432", "2014-01-01", "-1.4", ""),
    ],
)
def test_is_means_the_branch_of_the_country_and_the_day(
    country: str, number: str, day: str, longitude: str, actor: str
) -> None:
    found = _parse(
        side_b="IS",
        country=country,
        country_id=number,
        date_start=day,
        date_end=day,
        longitude=longitude,
    )
    assert found.participations[1].actor == actor


def test_an_actor_that_the_record_lacks_is_no_key_but_words() -> None:
    empty = Names.of(actors=[], patterns=[], sides=SIDES, communities=COMMUNITIES)
    found = ucdp.parse(ucdp_row(), Reading(names=empty))
    assert [one.actor for one in found.participations] == ["", ""]
    assert found.participations[1].description_en == "JNIM"


@pytest.mark.parametrize(
    ("where_prec", "precision", "radius"),
    [
        ("1", Precision.EXACT, None),
        ("2", Precision.NEAR, 25.0),
        ("3", Precision.ADMIN2, None),
        ("4", Precision.ADMIN1, None),
        ("5", Precision.AREA, None),
        ("6", Precision.COUNTRY, None),
        ("7", Precision.AREA, None),
        ("4.0", Precision.ADMIN1, None),
    ],
)
def test_the_precision_of_the_place(
    where_prec: str, precision: Precision, radius: float | None
) -> None:
    site = _parse(where_prec=where_prec).sites[0]
    assert (site.precision, site.radius_km) == (precision, radius)


def test_a_unit_is_no_place_name() -> None:
    region = _parse(where_prec="4", where_coordinates="Mopti region", adm_2="")
    assert region.sites[0].name == ""
    assert _parse(where_prec="6", where_coordinates="Mali").sites[0].name == ""
    assert _parse(where_prec="5", where_coordinates="Mali-Niger border").sites[0].name


@pytest.mark.parametrize(
    ("date_prec", "end", "precision"),
    [
        ("1", "2017-03-29", DatePrecision.DAY),
        ("2", "2017-03-31", DatePrecision.DAYS),
        ("3", "2017-04-04", DatePrecision.WEEK),
        ("4", "2017-04-20", DatePrecision.MONTH),
        ("5", "2017-12-31", DatePrecision.YEAR),
        ("1", "2017-03-30", DatePrecision.DAYS),
        ("", "2017-03-29", DatePrecision.DAY),
    ],
)
def test_the_precision_of_the_day(date_prec: str, end: str, precision: DatePrecision) -> None:
    found = _parse(date_prec=date_prec, date_end=end)
    assert (found.date_precision, str(found.end)) == (precision, end)


def test_the_month_may_stand_first_in_a_whole_file() -> None:
    row = ucdp_row(date_start="3/29/2017 0:00:00", date_end="3/29/2017 0:00:00")
    found = ucdp.parse(row, Reading(month_first=True))
    assert found.start == date(2017, 3, 29)


@pytest.mark.parametrize(
    ("cells", "flag"),
    [
        ({"event_clarity": "2"}, Flag.AGGREGATED),
        ({"code_status": "Check deaths"}, Flag.CODING_UNCERTAIN),
        ({"low": "5", "best": "4", "high": "6"}, Flag.FIGURES_OUT_OF_ORDER),
        ({"low": "3", "best": "9", "high": "6"}, Flag.FIGURES_OUT_OF_ORDER),
        ({"latitude": "", "longitude": ""}, Flag.PLACE_MISSING),
    ],
)
def test_what_is_odd_is_kept_as_stated_and_flagged(cells: dict[str, str], flag: Flag) -> None:
    found = _parse(**cells)
    assert flag in found.flags
    for name in ("low", "best", "high"):
        if name in cells:
            assert getattr(found.claims[0], name) == int(cells[name])


def test_a_stated_zero_is_a_figure_and_an_empty_cell_is_silence() -> None:
    zero = _parse(low="0", best="0", high="3").claims[0]
    assert (zero.state, zero.best) == (FigureState.STATED, 0)
    silent = _parse(low="", best="", high="").claims[0]
    assert (silent.state, silent.best) == (FigureState.UNKNOWN, None)


def test_a_row_without_a_point_is_known_to_its_unit() -> None:
    assert _parse(latitude="", longitude="").sites[0].precision == Precision.ADMIN1
    bare = _parse(latitude="", longitude="", adm_1="")
    assert bare.sites[0].precision == Precision.COUNTRY


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"where_coordinates": "Bakassi IDP camp"}, "displaced_people_site"),
        ({"where_description": "the camp for displaced people, Kaya"}, "displaced_people_site"),
        ({"where_description": "the hospital of Djibo"}, "health"),
        ({"where_description": "a school in Gao"}, "school"),
        ({"where_description": "the Ber military camp"}, ""),
    ],
)
def test_places_that_must_not_be_pinned_are_marked(cells: dict[str, str], why: str) -> None:
    assert _parse(**cells).sensitive == why


@pytest.mark.parametrize(
    "name", ["Ivory Coast", "Cote d'Ivoire", "Côte d’Ivoire", "Burkina Faso", "Benin", "NIGER"]
)
def test_countries_are_known_by_their_names(name: str) -> None:
    assert _short(country=name).sites[0].country in {"CI", "BF", "BJ", "NE"}


def test_the_number_of_a_country_counts_before_its_name() -> None:
    assert _parse(country="République du Mali", country_id="432").sites[0].country == "ML"


def test_rows_of_other_regions_are_out_of_scope_not_refused() -> None:
    with pytest.raises(OutOfScope, match="Syria"):
        _parse(country="Syria", country_id="652", best="not even a number")


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"id": ""}, "id"),
        ({"type_of_violence": "4"}, "type_of_violence"),
        ({"date_start": "2017-13-29"}, "date_start"),
        ({"date_end": "2017-03-28"}, "date_end"),
        ({"latitude": "95"}, "latitude"),
        ({"longitude": ""}, "longitude"),
        ({"best": "-1"}, "best"),
        ({"best": "many"}, "best"),
        ({"where_prec": "9"}, "where_prec"),
        ({"side_b": ""}, "side_b"),
        ({"country": "", "country_id": ""}, "country"),
    ],
)
def test_a_wrong_row_names_its_field(cells: dict[str, str], field: str) -> None:
    with pytest.raises(RowError) as caught:
        _parse(**cells)
    assert caught.value.field == field


def test_a_day_that_is_none_is_refused_in_the_short_form_too() -> None:
    with pytest.raises(RowError, match="day"):
        _short(month="2", day="30")
    with pytest.raises(RowError, match="month"):
        _short(month="March")
