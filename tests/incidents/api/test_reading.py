"""What each address answers: its shape, how many statements it takes, and for whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import orjson
import pytest

from incidents.folding import fold
from incidents.models import Dataset, Incident, IncidentLink
from tests import factories
from tests.incidents.api.asking import Caller, fields, problem

pytestmark = pytest.mark.django_db


def test_a_list_names_its_next_page_and_counts_all() -> None:
    for number in range(5):
        factories.make_incident(title_en=f"I {number}")
    caller = Caller()
    first = caller.json("incidents/", {"page_size": 2, "country": "none"})
    assert (first["count"], first["rows"], first["previous"]) == (5, 5, None)
    seen = [row["id"] for row in first["results"]]
    address = first["next"]
    while address:
        assert "page_size=2" in address
        assert "country=none" in address
        page = caller.client.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert len(set(seen)) == 5


def test_linked_incidents_show_as_two_rows_and_count_once() -> None:
    own, ucdp = factories.make_dataset(key="own"), factories.make_dataset(key="ucdp", rank=30)
    first = factories.make_incident(dataset=own, deaths_state="none")
    second = factories.make_incident(
        dataset=ucdp, deaths_state="retained", deaths_low=3, deaths_retained=3, deaths_high=3
    )
    Incident.objects.update(same_group=first.pk)
    IncidentLink.objects.create(first=first, second=second, same=True)
    Dataset.objects.filter(key="own").update(rank=10)
    caller = Caller()
    listed = caller.json("incidents/")
    assert (listed["count"], listed["rows"], len(listed["results"])) == (1, 2, 2)
    totals = caller.json("facets/")["totals"]
    assert (totals["incidents"], totals["deaths"]["retained"]) == (1, 0)
    assert totals["datasets"] == ["own"]
    of_ucdp = caller.json("facets/?dataset=ucdp")["totals"]
    assert (of_ucdp["incidents"], of_ucdp["deaths"]["retained"]) == (1, 3)
    facets = caller.json("facets/")["facets"]["dataset"]
    assert {facet["key"]: facet["count"] for facet in facets} == {"own": 1, "ucdp": 1}


def test_the_totals_are_honest_about_those_without_a_figure() -> None:
    for state, low, retained, high in (
        ("retained", 2, 3, 5),
        ("retained", 0, 0, 1),
        ("none", 0, None, 0),
        ("rival", 10, None, 90),
        ("withheld", None, None, None),
        ("unknown", None, None, None),
    ):
        made = factories.make_incident(
            deaths_state=state, deaths_low=low, deaths_retained=retained, deaths_high=high
        )
        if state == "retained":
            factories.make_site(incident=made)
    totals = Caller().json("facets/")["totals"]
    assert totals["deaths"] == {
        "retained": 3,
        "low": 2,
        "high": 6,
        "with_figure": 3,
        "without": 3,
    }
    assert (totals["incidents"], totals["not_on_map"]) == (6, 4)


def test_bars_of_weeks_are_named_by_their_monday() -> None:
    for day in (date(2024, 9, 15), date(2024, 9, 16), date(2024, 9, 22)):
        factories.make_incident(start=day)
    bars = Caller().json("timeline/?unit=week")["bars"]
    assert [(bar["start"], bar["count"]) for bar in bars] == [
        ("2024-09-09", 1),
        ("2024-09-16", 2),
    ]
    assert bars[1]["kinds"] == {"battles": 2}


def test_facets_bring_names_and_parents() -> None:
    region = factories.make_unit(key="ML-gao", name_en="Gao", name_fr="Gao")
    factories.make_site(incident=factories.make_incident(), country="ML", admin1=region)
    facets = Caller().json("facets/")["facets"]
    assert facets["admin1"] == [
        {"key": "ML-gao", "count": 1, "name": {"en": "Gao", "fr": "Gao"}, "parent": "ML"}
    ]
    assert facets["sub_kind"][0]["parent"] == "battles"
    assert facets["admin2"] == [{"key": "none", "count": 1}]
    assert facets["country"] == [{"key": "ML", "count": 1}]


def test_an_incident_is_a_feature_only_where_a_point_is_known() -> None:
    by_unit = factories.make_incident(start=date(2024, 1, 1))
    factories.make_site(incident=by_unit, precision="admin1", latitude=14, longitude=-3)
    exact = factories.make_incident(start=date(2024, 1, 2))
    factories.make_site(incident=exact, latitude=14, longitude=-3)
    several = factories.make_incident(start=date(2024, 1, 3))
    for latitude in (14, 15):
        factories.make_site(incident=several, latitude=latitude, longitude=-3, precision="near")
    factories.make_site(incident=several, precision="country", latitude=None, longitude=None)
    answer = Caller().get("incidents/", {"order": "start"}, Accept="application/geo+json")
    assert answer["Content-Type"] == "application/geo+json"
    features = orjson.loads(answer.getvalue())["features"]
    assert [feature["geometry"] for feature in features] == [
        None,
        {"type": "Point", "coordinates": [-3.0, 14.0]},
        {"type": "MultiPoint", "coordinates": [[-3.0, 14.0], [-3.0, 15.0]]},
    ]
    one = Caller().json(f"incidents/{exact.public_id}/?format=geojson")
    assert one["geometry"]["type"] == "Point"
    assert "claims" in one["properties"]


def test_places_and_units_are_features_too() -> None:
    outline = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    factories.make_unit(key="ML-gao", geometry=outline)
    factories.make_place(name="Gao")
    factories.make_place(name="Somewhere", latitude=None, longitude=None)
    road = {"type": "LineString", "coordinates": [[0, 16], [1, 15]]}
    factories.make_place(name="Gao–Ansongo", latitude=None, longitude=None, geometry=road)
    (unit,) = Caller().json("admin-units/?format=geojson")["features"]
    assert (unit["id"], unit["geometry"]) == ("ML-gao", outline)
    assert "geometry" not in unit["properties"]
    shapes = [one["geometry"] for one in Caller().json("places/?format=geojson")["features"]]
    assert shapes == [{"type": "Point", "coordinates": [-3.0, 14.0]}, None, road]
    assert "geometry" not in Caller().json("admin-units/")["results"][0]


def test_units_are_asked_for_by_day_level_and_parent() -> None:
    old = factories.make_unit(key="BF-sahel", country="BF", valid_to=date(2025, 7, 2))
    factories.make_unit(key="BF-liptako", country="BF", valid_from=date(2025, 7, 2))
    factories.make_unit(key="BF-seno", country="BF", level=2, parent=old, folded=fold("Séno"))
    caller = Caller()

    def keys(query: str) -> list[str]:
        return [row["key"] for row in caller.json(f"admin-units/?{query}")["results"]]

    assert keys("level=1&valid_on=2025-07-01") == ["BF-sahel"]
    assert keys("level=1&valid_on=2025-07-02") == ["BF-liptako"]
    assert keys("parent=BF-sahel") == keys("q=seno") == ["BF-seno"]
    assert keys("country=ML") == []
    assert fields(caller.get("admin-units/?parent=nothing")) == ["parent"]


def test_places_are_found_by_name_country_and_distance() -> None:
    place = factories.make_place(name="Gao", latitude=16.27, longitude=-0.04)
    factories.make_place_name(place=place, name="Gaô", folded=fold("Gaô"))
    factories.make_place(name="Kidal", country="NE", latitude=18.4, longitude=1.4)
    caller = Caller()
    for query in ("q=gao", "country=ML", "near=16.2,0,30"):
        (row,) = caller.json(f"places/?{query}")["results"]
        assert (row["name"], row["names"]) == ("Gao", [{"language": "", "name": "Gaô"}])


def test_claims_are_found_by_speaker_carrier_subject_and_standing() -> None:
    bbc, ortm = factories.make_source(key="bbc"), factories.make_source(key="ortm")
    army = factories.make_actor(key="army")
    article = factories.make_report(source=bbc)
    incident = factories.make_incident()
    made = {
        "army": factories.make_claim(
            incident=incident,
            report=article,
            speaker_actor=army,
            about="control",
            state="not_a_figure",
            measure="",
        ),
        "bbc": factories.make_claim(incident=incident, report=article, said_on=date(2024, 1, 1)),
        "quoted": factories.make_claim(
            incident=incident, report=article, carrier=ortm, speaker_voice_en="A resident"
        ),
        "denied": factories.make_claim(
            incident=incident,
            stance="denies",
            standing="superseded",
            side="attackers",
            scope="part",
        ),
    }
    names = {claim.public_id: name for name, claim in made.items()}
    caller = Caller()

    def found(query: str) -> set[str]:
        return {names[row["id"]] for row in caller.json(f"claims/?{query}")["results"]}

    assert found("speaker=army") == {"army"}
    assert found("speaker=bbc") == {"bbc"}
    assert found("speaker=none") == {"quoted"}
    assert found("speaker=army,none") == {"army", "quoted"}
    assert found("carrier=bbc") == {"army", "bbc"}
    assert found("carrier=ortm") == {"quoted"}
    assert found("about=control") == found("measure=none") == {"army"}
    assert found("measure=killed,none") == set(made)
    assert found("stance=denies") == found("standing=superseded") == {"denied"}
    assert found("side=attackers") == found("scope=part") == {"denied"}
    assert found("state=not_a_figure") == {"army"}
    assert found("said_after=2024-01-01&said_before=2024-01-02") == {"bbc"}
    assert found(f"report={article.public_id}") == {"army", "bbc", "quoted"}
    assert found(f"incident={incident.public_id}") == set(made)
    for query in ("speaker=nobody", "carrier=nobody", "dataset=nobody", "dataset=none"):
        assert fields(caller.get(f"claims/?{query}")) == [query.split("=")[0]]


def test_claims_are_found_by_the_data_set_of_their_incident() -> None:
    sets = {key: factories.make_dataset(key=key) for key in ("own", "ucdp")}
    sets["closed"] = factories.make_dataset(key="closed", may_show=False)
    row = factories.make_report(dataset=sets["ucdp"])
    made = {
        key: factories.make_claim(incident=factories.make_incident(dataset=one), report=row)
        for key, one in sets.items()
    }
    reader, viewer = Caller(), Caller(factories.make_user(role="viewer"))

    def found(caller: Caller, query: str) -> set[str]:
        return {one["id"] for one in caller.json(f"claims/?{query}")["results"]}

    assert found(reader, "dataset=own") == {made["own"].public_id}
    assert found(reader, "dataset=own,ucdp") == {made["own"].public_id, made["ucdp"].public_id}
    assert found(viewer, "dataset=closed") == {made["closed"].public_id}
    hidden, never = (
        problem(reader.get(f"claims/?dataset={key}"), 400)["errors"] for key in ("closed", "nosuch")
    )
    assert hidden[0]["reason"].replace("closed", "nosuch") == never[0]["reason"]


def test_licences_and_credits_come_in_both_languages() -> None:
    factories.make_dataset(key="a", rank=1, licence_fr="Licence libre", credit="Uppsala")
    factories.make_dataset(key="b", rank=2)
    first, second = Caller().json("datasets/")["results"]
    assert first["licence"] == {"en": "CC BY 4.0", "fr": "Licence libre"}
    assert first["credit"] == {"en": "Uppsala", "fr": "Uppsala"}
    assert second["licence"] == {"en": "CC BY 4.0", "fr": "CC BY 4.0"}


def test_documents_are_found_by_source_data_set_language_day_and_title() -> None:
    bbc = factories.make_source(key="bbc")
    ucdp = factories.make_dataset(key="ucdp")
    incident = factories.make_incident()
    made = {
        "article": factories.make_report(source=bbc, title="Fusillade à Ménaka", language="fr"),
        "row": factories.make_report(dataset=ucdp, title="Row", published_on=date(2020, 1, 1)),
        "undated": factories.make_report(title="Undated", published_on=None),
    }
    incident.reports.set(made.values())
    names = {report.public_id: name for name, report in made.items()}
    caller = Caller()

    def found(query: str) -> list[str]:
        return [names[row["id"]] for row in caller.json(f"reports/?{query}")["results"]]

    assert found("") == ["article", "row", "undated"]
    assert found("source=bbc") == found("language=fr") == found("q=menaka fusillade") == ["article"]
    assert found("dataset=ucdp") == ["row"]
    assert found("dataset=none") == ["article", "undated"]
    assert found("dataset=ucdp,none") == found("")
    assert found("published_after=2020-01-01&published_before=2020-01-02") == ["row"]
    assert found(f"incident={incident.public_id}") == found("")
    for query in ("source=nothing", "dataset=nothing"):
        assert fields(caller.get(f"reports/?{query}")) == [query.split("=")[0]]


def test_actors_and_sources_are_found_by_type_country_and_name() -> None:
    actor = factories.make_actor(key="army", type="state", country="ML")
    factories.make_actor_name(actor=actor, name="FAMa", folded=fold("FAMa"))
    factories.make_actor(key="other")
    source = factories.make_source(key="rfi", kind="radio", country="FR", name_fr="Radio Étrange")
    factories.make_claim(report=factories.make_report(source=source))
    caller = Caller()
    for query in ("type=state", "country=ML", "q=fama"):
        assert [row["key"] for row in caller.json(f"actors/?{query}")["results"]] == ["army"]
    for query in ("kind=radio", "q=etrange", "q=paper"):
        assert [row["key"] for row in caller.json(f"sources/?{query}")["results"]] == ["rfi"]
    assert caller.json("sources/?country=ML")["results"] == []
    assert caller.json("terms/?vocabulary=weapon")["results"] == []


def test_readers_see_what_is_published_and_analysts_all() -> None:
    open_set, closed = (
        factories.make_dataset(key="open"),
        factories.make_dataset(key="closed", may_show=False),
    )
    for dataset in (open_set, closed):
        for status in ("draft", "in_review", "published", "retracted"):
            claim = factories.make_claim(
                incident=factories.make_incident(status=status, dataset=dataset)
            )
            factories.make_participation(incident=claim.incident)
    for role, number in ((None, 1), ("viewer", 2), ("analyst", 8), ("editor", 8)):
        caller = Caller(factories.make_user(role=role) if role else None)
        assert caller.json("incidents/")["count"] == number
        assert caller.json("claims/")["count"] == number
        assert caller.json("reports/")["count"] == number
        assert caller.json("facets/")["count"] == number
        assert caller.json("timeline/")["count"] == number
        assert caller.json("sources/")["count"] == number
        actors = caller.json("actors/")["results"]
        assert sum(row["counts"]["incidents"] for row in actors) == number
        assert len(caller.json("datasets/")["results"]) == (1 if role is None else 2)


def test_protected_sources_and_their_documents_are_nowhere() -> None:
    hidden = factories.make_source(
        key="canarykey", protected=True, name_en="", name_fr="", kind="partner"
    )
    report = factories.make_report(source=hidden, title="canarytitle", address="https://canary.x/")
    claim = factories.make_claim(report=report)
    claim.incident.reports.add(report)
    incident = claim.incident
    for role in (None, "viewer", "analyst", "editor", "administrator"):
        caller = Caller(factories.make_user(role=role) if role else None)
        for path in (
            "incidents/",
            f"incidents/{incident.public_id}/",
            "incidents/?format=geojson",
            "claims/",
            "reports/",
            "sources/",
            "facets/",
            "search/?q=canary",
        ):
            text = caller.get(path).getvalue().decode()
            assert "canary" not in text, (role, path)
            assert report.public_id not in text, (role, path)
        problem(caller.get("sources/canarykey/"), 404)
        problem(caller.get(f"reports/{report.public_id}/"), 404)
        assert caller.json(f"claims/?report={report.public_id}")["count"] == 0
        assert fields(caller.get("incidents/?source=canarykey")) == ["source"]
        assert fields(caller.get("claims/?speaker=canarykey")) == ["speaker"]
        assert fields(caller.get("claims/?carrier=canarykey")) == ["carrier"]
        assert caller.json("incidents/?source=none")["count"] == 1
        facets = caller.json("facets/")["facets"]["source"]
        assert facets == [{"key": "none", "count": 1}]


def test_where_sign_in_is_required_readers_read(settings: Any) -> None:
    settings.REQUIRE_SIGN_IN = True
    incident = factories.make_incident()
    caller = Caller(factories.make_user())
    assert caller.json("incidents/")["count"] == 1
    assert caller.json(f"incidents/{incident.public_id}/")["id"] == incident.public_id
    for path in (f"incidents/{incident.public_id}/", "nothing/", "%00"):
        problem(Caller().get(path), 401)
