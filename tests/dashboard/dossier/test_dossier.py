from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import override

from dashboard.dossier import Dossier, dossier, names_in
from tests.dashboard.dossier.said import (
    PROTECTED,
    READER,
    both,
    claim,
    incident,
    report,
    site,
    source,
)


def told(language: str = "en", *, near: Any = (), **fields: Any) -> Dossier:
    with override(language):
        return dossier(incident(**fields), READER, near=near)


def test_the_badges_say_kind_certainty_and_on_what_accounts_differ() -> None:
    found = told(contested=["toll", "control"])
    assert [one.words for one in found.badges] == [
        "Battles · Armed clash",
        "verified",
        "accounts differ: toll, control",
    ]
    assert told("fr", contested=["toll"]).badges[2].words == (
        "versions divergentes\u202f: le bilan"
    )


def test_what_is_not_public_says_so() -> None:
    assert [one.words for one in told(status="in_review").badges][-1] == "in review"
    assert [one.kind for one in told().badges] == ["kind", "certainty"]


def test_place_day_time_of_day_and_zone_stand_on_one_line() -> None:
    fields: dict[str, Any] = {
        "part_of_day": "dawn",
        "end_part_of_day": "early_afternoon",
        "zone": "Africa/Bamako",
        "sites": [site(name=both(name)) for name in ("Faladié", "Sénou", "Terminal")],
    }
    assert told(**fields).where == (
        "Bamako, Mali · 17 Sep 2024, dawn to early afternoon (UTC+0) · 3 places"
    )
    assert told("fr", **fields).where == (
        "Bamako, Mali · 17 sept. 2024, de l'aube au début d'après-midi (UTC+0) · 3 lieux"
    )


def test_places_in_two_countries_name_both() -> None:
    found = told(
        sites=[site(), site(country="NE", admin1={"key": "ne-x", "name": both("Tillabéri")})]
    )
    assert found.where == "Mali, Niger · 17 Sep 2024 · 2 places"


def test_an_hour_without_a_zone_stands_alone() -> None:
    assert told(local_time="05:30:00").where.endswith("17 Sep 2024, 05:30")


def test_an_incident_without_a_place_still_has_its_day() -> None:
    assert told(sites=[]).where == "17 Sep 2024"


def test_each_place_says_how_well_it_is_known() -> None:
    found = told(
        sites=[
            site(part_of_day="dawn"),
            site(precision="admin2", latitude=12.0, longitude=-7.0),
            site(precision="near", radius_km=5.0, generalised=True),
            site(precision="near", latitude=None, longitude=None, local_time="08:00:00"),
        ]
    ).places
    assert [one.precision for one in found] == [
        "exact place",
        "known to the cercle only",
        "approximate place (± 5 km)",
        "approximate place (distance not stated)",
    ]
    assert [one.mapped for one in found] == [True, False, True, False]
    assert [one.blurred for one in found] == [False, False, True, False]
    assert [one.point for one in found] == ["12.5000, -7.9000", "", "", ""]
    assert [one.when for one in found] == ["at dawn", "", "", "08:00"]


def test_claims_voices_and_origins_are_counted_in_words() -> None:
    counts = {"claims": 16, "voices": 9, "origins": 1}
    assert told(counts=counts).counts == "16 claims · 9 voices · 1 origin"
    assert told("fr", counts=counts).counts == "16 affirmations · 9 voix · 1 origine"


def test_the_record_says_data_set_licence_signature_and_version() -> None:
    found = told(signed="demo import")
    assert found.record == (
        "data set: Our record",
        "licence: CC BY 4.0",
        "signed: demo import",
        "published on 18 Sep 2024, 12:00 UTC",
        "version 3 of the record, changed on 20 Sep 2024, 10:00 UTC",
    )
    assert told("fr", signed="demo import").record[2] == "signé\u202f: import de démonstration"
    assert told(signed="Awa Traoré", published_at=None).record[2] == "signed: Awa Traoré"


def test_remarks_come_in_the_readers_language_with_what_is_odd() -> None:
    remarks = {"en": ["Two places."], "fr": ["Deux lieux."]}
    assert told("fr", remarks=remarks).remarks == ("Deux lieux.",)
    assert told(remarks=remarks, flags=["aggregated"]).remarks == (
        "Two places.",
        "several days or places told as one",
    )


def test_tags_are_named_and_an_unknown_one_keeps_its_key() -> None:
    assert told(tags=["airport", "new_tag"]).tags == ("Airport", "new_tag")


def test_linked_and_near_incidents_lead_to_their_pages() -> None:
    near = [
        {
            "public_id": "VS-NEAR",
            "title_en": "Ambush",
            "title_fr": "Embuscade",
            "start": date(2024, 9, 20),
            "km": 12.4,
        }
    ]
    links = [
        {"id": "VS-SAME", "same": True, "title": both("Same")},
        {"id": "VS-OTHER", "same": False, "title": both("Other")},
    ]
    found = told(near=near, links=links)
    assert [(one.address, one.notes) for one in found.linked] == [
        ("/incidents/VS-SAME/", "the same incident in another data set; both count once"),
        ("/incidents/VS-OTHER/", "related"),
    ]
    assert [(one.title, one.notes) for one in found.near] == [("Ambush", "20 Sep 2024 · 12 km")]


def test_the_names_that_a_dossier_needs_are_those_of_its_keys() -> None:
    wanted = names_in(
        incident(
            tags=["airport"],
            claims=[
                claim(1, carrier=PROTECTED),
                claim(2, speaker={"type": "source", **source("un", "un")}, carrier=None),
            ],
            reports=[report(1, source=source("afp", "agency"))],
        )
    )
    assert wanted == {
        "kind": {"battles", "armed_clash"},
        "term": {"airport"},
        "report_kind": {"article"},
        "source_kind": {"local_partner", "un", "agency"},
        "dataset": {"own"},
    }
