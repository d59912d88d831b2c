"""What each address answers has its shape, and costs the statements that stand here in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from incidents.folding import fold
from incidents.models import ClaimLink, Incident
from incidents.snapshot import build
from tests import factories
from tests.incidents.api.asking import Caller, problem
from tests.incidents.api.schemas import check
from tests.incidents.readers import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Incident:
    """An incident with something in every place where something can be."""
    bbc = factories.make_source(key="bbc", country="GB", languages=["en"])
    jnim = factories.make_actor(key="jnim", country="ML", active_from=date(2017, 3, 2))
    factories.make_actor_name(actor=jnim, name="GSIM", folded=fold("GSIM"))
    factories.make_relation(subject=jnim)
    factories.make_relation(object=jnim)
    region = factories.make_unit(key="ML-gao", folded=fold("Gao"), geometry={"type": "Polygon"})
    district = factories.make_unit(key="ML-ansongo", level=2, parent=region)
    district.predecessors.add(region)
    place = factories.make_place(name="Tombouctou", admin1=region, geonames_id=2449066, key=None)
    factories.make_place_name(place=place, name="Timbuktu", folded=fold("Timbuktu"))
    report = factories.make_report(source=bbc, dataset=factories.make_dataset(key="own"))
    incident = factories.make_incident(search=fold("Attack on a post"))
    incident.reports.add(report)
    incident.tags.add(factories.make_term(key="airport"))
    factories.make_site(incident=incident, admin1=region, admin2=district, place=place)
    factories.make_participation(incident=incident, actor=jnim)
    first = factories.make_claim(incident=incident, report=report, speaker_actor=jnim)
    second = factories.make_claim(incident=incident, report=report)
    ClaimLink.objects.create(claim=second, kind="supersedes", other=first)
    return incident


ANSWERS = [
    # path, shape, statements, in words
    ("", "Index", 0, "nothing is asked"),
    ("incidents/", "IncidentPage", 7, "what stands; how many; which; their rows and three lists"),
    (
        "incidents/?country=BF&q=attack&bbox=-5,12,2,17",
        "IncidentPage",
        7,
        "what stands; how many; which; their rows and three lists",
    ),
    ("incidents/?kind=battles&tag=airport", "IncidentPage", 8, "the keys; and the same"),
    ("incidents/?actor=jnim", "IncidentPage", 9, "the keys; components; and the same"),
    ("incidents/?format=geojson", "Features", 8, "what stands; withheld; how many; and the same"),
    ("incidents/{incident}/", "IncidentDetail", 5, "may it be seen; it; claims; documents; links"),
    ("incidents/{incident}/?format=geojson", "Feature", 5, "the same"),
    ("claims/", "ClaimPage", 3, "which; what is said; how many"),
    ("claims/?speaker=jnim&carrier=bbc", "ClaimPage", 6, "three for the keys; and the same"),
    ("claims/?dataset=own", "ClaimPage", 4, "one for the keys; and the same"),
    ("reports/", "ReportPage", 2, "the page; how many"),
    ("reports/?source=bbc&dataset=own", "ReportPage", 4, "two for the keys; the page; how many"),
    ("reports/{report}/", "ReportDetail", 2, "it; its incidents"),
    ("sources/", "SourcePage", 4, "the page; its documents; its claims; how many"),
    ("sources/bbc/", "SourceRow", 3, "it; its documents; its claims"),
    ("actors/", "ActorPage", 3, "the page; its incidents; how many"),
    ("actors/?q=gsim", "ActorPage", 3, "the page; its incidents; how many"),
    ("actors/jnim/", "ActorDetail", 6, "it; incidents; names; two of relations; roles"),
    ("places/", "PlacePage", 2, "the page; how many"),
    ("places/?format=geojson", "Features", 2, "the page; how many"),
    ("admin-units/", "UnitPage", 2, "the page; how many"),
    ("admin-units/?level=1&geometry=true", "UnitPage", 2, "the page; how many"),
    ("admin-units/?format=geojson", "Features", 2, "the page; how many"),
    ("kinds/", "KindPage", 1, "all kinds"),
    ("terms/", "TermPage", 1, "all terms"),
    ("datasets/", "DatasetPage", 1, "all data sets"),
    ("timeline/", "Timeline", 3, "what stands; the bars; the totals"),
    ("timeline/?unit=week&country=ML", "Timeline", 3, "what stands; the bars; the totals"),
    ("facets/", "Facets", 4, "what stands; the totals; relations of actors; all dimensions"),
    ("facets/?kind=battles", "Facets", 5, "the keys; and the same"),
    ("search/?q=tom", "Found", 4, "incidents; places; actors; units"),
    ("search/", "Found", 0, "nothing was typed"),
    ("snapshot/", "Manifest", 1, "the files that stand"),
    ("dictionary/", "Dictionary", 0, "nothing is asked"),
    ("schema/", "Document", 0, "nothing is asked"),
]


@pytest.mark.parametrize("row", ANSWERS, ids=[row[0] or "index" for row in ANSWERS])
def test_every_answer_has_its_shape_and_its_budget(
    one: Incident, django_assert_num_queries: Any, row: tuple[str, str, int, str]
) -> None:
    path, shape, statements, words = row
    report = one.reports.get().public_id
    address = path.format(incident=one.public_id, report=report)
    with django_assert_num_queries(statements, info=words):
        answer = Caller().json(address)
    check(answer, shape)


COUNTED = [
    ("incidents/", 6, "what stands; which; their rows and three lists"),
    ("incidents/?kind=battles&tag=airport", 6, "the same: the columns have the keys"),
    ("incidents/?kind=battles&source=bbc", 7, "the key of a source; and the same"),
    ("incidents/?q=attack", 7, "in which the words occur; and the same"),
    ("timeline/?country=ML", 1, "what stands"),
    ("facets/", 1, "what stands"),
    ("facets/?kind=battles", 1, "what stands"),
]


@pytest.mark.parametrize("row", COUNTED, ids=[row[0] for row in COUNTED])
def test_once_the_snapshot_is_built_counting_asks_no_table(
    one: Incident, django_assert_num_queries: Any, row: tuple[str, int, str]
) -> None:
    path, statements, words = row
    before = Caller().json(path)
    build()
    Caller().json(path)  # reads the columns, once
    with django_assert_num_queries(statements, info=words):
        assert Caller().json(path) == before


@pytest.mark.parametrize("path", ["incidents/", "claims/", "facets/", "sources/", "timeline/"])
def test_a_signed_in_reader_costs_two_statements_more(
    one: Incident, django_assert_num_queries: Any, path: str
) -> None:
    """The session and the person; analysts see the same shapes."""
    budget = {row[0]: row[2] for row in ANSWERS}[path]
    caller = Caller(factories.make_user(role="analyst"))
    with django_assert_num_queries(budget + 2):
        answer = caller.json(path)
    check(answer, {row[0]: row[1] for row in ANSWERS}[path])


@pytest.mark.parametrize("path", ["incidents/", "claims/", "reports/", "facets/"])
def test_the_number_of_statements_does_not_grow_with_the_record(
    django_assert_num_queries: Any, path: str
) -> None:
    record.build(seed=11, size=25)
    budget = {row[0]: row[2] for row in ANSWERS}[path]
    with django_assert_num_queries(budget):
        Caller().json(path)


@pytest.mark.parametrize("path", [row[0] for row in ANSWERS if "{" not in row[0]])
def test_where_sign_in_is_required_nothing_answers_without(settings: Any, path: str) -> None:
    settings.REQUIRE_SIGN_IN = True
    factories.make_incident()
    answer = Caller().get(path)
    assert problem(answer, 401)["errors"] == []
    assert answer["WWW-Authenticate"].startswith("Session")
