"""The choices of the mapping table: who, where, when, and in which words."""

from __future__ import annotations

import re

import pytest

from incidents.values import MAPPABLE, About, Attribution, Precision, TimePrecision
from tests.incidents.formats.demo import ARTICLE, INCIDENTS, MAPPED, REFERENCE, ROWS, TABLE, texts
from tests.incidents.seeds import ACTOR_KEYS, KINDS, SOURCES, terms

# Who


def test_roles_are_those_of_the_file() -> None:
    attribution = {
        "claimed": Attribution.CLAIMED,
        "alleged": Attribution.ATTRIBUTED,
        "coded": Attribution.ATTRIBUTED,
        "unclaimed": Attribution.UNKNOWN,
        "unknown": Attribution.UNKNOWN,
    }
    answered = {
        "moura-2022-03-27",
        "ogossagou-2020-02-14",
        "nondin-soro-2024-02-25",
        "solenzo-2025-03",
    }
    for key, mapped in MAPPED.items():
        for said in mapped["perpetrators"] if key not in answered | {REFERENCE} else []:
            role = said["original"]["role"]
            for participation in said["participations"] if role in attribution else []:
                unnamed = "actor" not in participation
                expected = (
                    {attribution[role], Attribution.UNKNOWN} if unnamed else {attribution[role]}
                )
                assert participation["attribution"] in expected, (key, said["original"])


@pytest.mark.parametrize(
    ("key", "actors", "attribution"),
    [
        ("ogossagou-2020-02-14", {"dan_na"}, Attribution.DENIED),
        ("nondin-soro-2024-02-25", {"bf_armed_forces"}, Attribution.DENIED),
        ("moura-2022-03-27", {"ml_armed_forces", "wagner"}, Attribution.DISPUTED),
        ("solenzo-2025-03", {"bf_armed_forces", "vdp"}, Attribution.DISPUTED),
        ("tinzaouaten-2024-07-25", {"jnim"}, Attribution.DISPUTED),
    ],
)
def test_who_denies_or_disputes_says_so_in_a_claim_of_their_own(
    key: str, actors: set[str], attribution: Attribution
) -> None:
    incident = INCIDENTS[key]
    named = {p.actor for p in incident.participations if p.attribution == attribution}

    assert named == actors
    assert [claim.about for claim in incident.claims if claim.stance == "denies"] == [About.DENIAL]


def test_who_only_reacted_took_no_part() -> None:
    incident = INCIDENTS["karma-2023-04-20"]

    assert "bf_government" not in {p.actor for p in incident.participations}
    assert [c.speaker_actor for c in incident.claims if c.about == About.RESPONSE] == [
        "bf_government"
    ]


def test_nobody_named_is_a_row_of_its_own_and_names_nobody() -> None:
    unknown = [
        participation
        for incident in INCIDENTS.values()
        for participation in incident.participations
        if participation.attribution == Attribution.UNKNOWN
    ]

    assert len(unknown) >= 18
    assert {participation.actor for participation in unknown} == {""}


def test_keys_are_those_of_the_seeds() -> None:
    sources = {source["key"] for source in SOURCES}
    kinds = {kind["key"]: kind["parent"] for kind in KINDS}
    tags = {
        key
        for name in ("target", "weapon", "access", "crime", "circumstance")
        for key in terms(name)
    }
    for incident in INCIDENTS.values():
        actors = {p.actor for p in incident.participations} | {
            c.speaker_actor for c in incident.claims
        }
        spoken = {c.speaker_source for c in incident.claims} | {c.carrier for c in incident.claims}
        assert actors - {""} <= ACTOR_KEYS
        assert spoken - {""} <= sources
        assert kinds[incident.sub_kind] == incident.kind
        assert set(incident.tags) <= tags
        assert incident.sensitive in {"", *incident.tags}


def test_every_claim_has_somebody_who_says_it() -> None:
    for incident in INCIDENTS.values():
        for claim in incident.claims:
            assert claim.speaker_actor or claim.speaker_source or claim.speaker_voice_en, claim.key
            assert bool(claim.speaker_voice_en) == bool(claim.speaker_voice_fr)


# Where and when


def test_no_coordinate_is_invented() -> None:
    """Each point is a pair of numbers of the incident's own text; one is of the gazetteer."""
    airport = (12.53333, -7.95)
    for key, incident in INCIDENTS.items():
        location = ROWS[key]["location"]
        written = re.findall(r"(-?\d+\.\d+), (-?\d+\.\d+)", location["note"] or "")
        known = {(location["lat"], location["lon"])} | {(float(a), float(b)) for a, b in written}
        for site in incident.sites:
            if site.latitude is not None:
                assert (site.latitude, site.longitude) in known | (
                    {airport} if key == REFERENCE else set()
                )


def test_only_a_known_place_has_a_point() -> None:
    for incident in INCIDENTS.values():
        for site in incident.sites:
            assert (site.latitude is not None) == (site.precision in MAPPABLE), incident.key
            assert site.radius_km is None or site.precision == Precision.NEAR
            assert site.basis
            assert site.country == ROWS[incident.key]["country"]


def test_precision_is_never_better_than_the_file_has_it() -> None:
    allowed = {
        "place": {Precision.EXACT, Precision.NEAR},
        "near": {Precision.NEAR},
        "admin3": {Precision.ADMIN3},
        "one_of_several": {Precision.EXACT},
        "area": {Precision.AREA},
        "unknown": {Precision.ADMIN1, Precision.ADMIN2, Precision.ADMIN3},
    }
    for key, incident in INCIDENTS.items():
        assert incident.sites[0].precision in allowed[ROWS[key]["location"]["precision"]], key


@pytest.mark.parametrize(
    ("key", "places"),
    [
        ("boulkessi-mondoro-2019-09-30", ["Boulkessi", "Mondoro"]),
        ("tchombangou-zaroumdareye-2021-01-02", ["Tchombangou", "Zaroumdareye"]),
        (
            "mali-west-2025-07-01",
            ["Kayes", "Diboli", "Sandaré", "Nioro du Sahel", "Gogui", "Molodo", "Niono"],
        ),
    ],
)
def test_several_places_are_several_sites(key: str, places: list[str]) -> None:
    assert [site.name for site in INCIDENTS[key].sites] == places


def test_a_figure_of_one_place_names_it() -> None:
    site = {claim.key: claim.site for i in INCIDENTS.values() for claim in i.claims}

    assert site["figure:nondin-soro-2024-02-25:1"] == 0
    assert site["figure:nondin-soro-2024-02-25:2"] == 1


def test_days_are_those_of_the_file_and_a_month_stays_a_month() -> None:
    said = {claim.key: claim for i in INCIDENTS.values() for claim in i.claims}
    month = said["figure:barsalogho-2024-08-24:3"]

    assert str(INCIDENTS["tillia-2021-03-21"].start) == "2021-03-21"
    assert INCIDENTS["solenzo-2025-03"].date_precision == "month"
    assert (str(month.said_on), month.said_precision) == ("2024-10-01", TimePrecision.MONTH)
    assert said["figure:tillia-2021-03-21:2"].said_on is None


@pytest.mark.parametrize("key", ["djibo-2023-11-26", "koure-2020-08-09", "tillaberi-2025-09-10"])
def test_title_and_remarks_of_a_blurred_incident_name_no_nearer_place(key: str) -> None:
    incident, place = INCIDENTS[key], {"djibo": "Djibo", "koure": "Kouré", "tillaberi": "airport"}
    near = re.compile(place[key.split("-", maxsplit=1)[0]])

    assert incident.sensitive
    said = (incident.title_en, incident.title_fr, incident.remarks_en, incident.remarks_fr)
    assert not any(near.search(text) for text in said)


# Words


def test_french_stands_beside_all_english() -> None:
    for incident in INCIDENTS.values():
        assert incident.title_fr != incident.title_en or incident.title_fr == ""
        assert len(incident.remarks_fr.splitlines()) == len(incident.remarks_en.splitlines())
        for site in incident.sites:
            assert site.name_fr
        for participation in incident.participations:
            assert bool(participation.description_en) == bool(participation.description_fr)
            assert bool(participation.attributed_by) == bool(participation.attributed_by_fr)
            assert bool(participation.note) == bool(participation.note_fr)
        for claim in incident.claims:
            assert bool(claim.text_en) == bool(claim.text_fr)
            assert bool(claim.group) == bool(claim.group_fr)


def test_columns_hold_every_text() -> None:
    limits = {
        "text_en": 300,
        "text_fr": 300,
        "group": 120,
        "group_fr": 120,
        "speaker_voice_fr": 200,
    }
    for incident in INCIDENTS.values():
        assert max(len(incident.title_en), len(incident.title_fr)) <= 240
        for claim in incident.claims:
            assert all(len(getattr(claim, name)) <= most for name, most in limits.items()), (
                claim.key
            )


NOT_OURS = re.compile(
    r"\b(terroris\w+|d?jihadis\w+|bandits?|mercen\w+|martyrs?|infidels?|liberat\w+|neutralis\w+"
    r"|r[eé]gimes?|junt\w+|puppets?|hotspots?|événements?|coupables?)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r'"[^"]*"|«[^»]*»|Global Terrorism Database')
PEOPLES = re.compile(
    r"\b(Peu[lh]h?s?|Fulanis?|Dogons?|T(?:ou|u)aregs?|Arab(?:e?s?)|Songha\w+|Haoussas?|Mossis?)\b"
)


def test_words_that_are_not_ours_stand_between_quotation_marks() -> None:
    for name, table in (("mapping", TABLE["incidents"]), ("reference case", ARTICLE)):
        for path, said in texts(table):
            if not path.endswith(("/why", "_why", "/key")):
                assert not NOT_OURS.search(QUOTED.sub("", said)), (name, path, said)


def test_no_people_stands_in_a_title_an_actor_or_a_description() -> None:
    for path, said in (*texts(TABLE["incidents"]), *texts(ARTICLE)):
        assert not PEOPLES.search(said), (path, said)


def test_titles_name_what_and_where_and_not_who() -> None:
    groups = re.compile(
        r"JNIM|GSIM|AQIM|AQMI|Boko|Islamic State|État islamique|Ansar|Wagner|katiba", re.I
    )
    for incident in INCIDENTS.values():
        assert not groups.search(f"{incident.title_en} {incident.title_fr}"), incident.key


def test_french_is_set_as_french_is() -> None:
    for path, said in (*texts(TABLE["incidents"]), *texts(ARTICLE)):
        if path.endswith(("_fr", "/fr")):
            assert not re.search(r" [;:!?»]|« ", said), (path, said)
