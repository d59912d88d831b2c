"""The demo record in the database: complete, published, and the same after a second run."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.actions.demo import load_demo
from incidents.actions.seeds import load_seeds
from incidents.actions.signing import Signature
from incidents.models import (
    Actor,
    Change,
    Claim,
    ClaimLink,
    Dataset,
    ExactSite,
    Incident,
    IncidentLink,
    Report,
    Site,
    Source,
)
from incidents.values import DeathsRule, DeathsState
from tests.incidents.formats.demo import MAPPED, ROWS

REFERENCE = "bamako-2024-09-17"
BY = Signature(label="demo import")


@pytest.fixture(scope="module")
def record(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The demo record, loaded once for this file and taken away again."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load_seeds(by=BY)
        load_demo(by=BY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(record: Any, db: None) -> None:
    """The record within the test's own transaction."""


def incident(key: str) -> Incident:
    return Incident.objects.get(dataset__key="curated", dataset_key=key)


def figures() -> Any:
    return Claim.objects.filter(dataset_key__startswith="figure:")


def test_all_of_it_is_there(demo: None) -> None:
    assert Incident.objects.count() == 66
    assert figures().count() == 348
    assert Report.objects.exclude(dataset_key__startswith="bbc article").count() == 192
    assert Report.objects.count() == 193


def test_anonymous_readers_see_all_of_it_and_whose_import_it_is(demo: None) -> None:
    seen = Incident.objects.visible_to(AnonymousUser())

    assert seen.count() == 66
    assert set(seen.values_list("signed", flat=True)) == {"demo import"}
    assert Report.objects.visible_to(AnonymousUser()).count() == 193


def test_a_second_run_changes_nothing(demo: None) -> None:
    before = Counter(Incident.objects.values_list("public_id", "version", "updated_at"))
    changes = Change.objects.count()
    seeds = load_seeds(by=BY)
    counts = load_demo(by=BY)

    assert set(seeds.values()) == {0}
    assert (counts.new, counts.changed, counts.same, counts.links) == (0, 0, 66, 0)
    assert Counter(Incident.objects.values_list("public_id", "version", "updated_at")) == before
    assert Change.objects.count() == changes


def test_the_record_corrected_by_a_person_stays_corrected(demo: None) -> None:
    Source.objects.filter(key="bbc").update(name_en="British Broadcasting Corporation")
    Actor.objects.filter(key="jnim").update(note_en="Checked.")
    load_seeds(by=BY)

    assert Source.objects.get(key="bbc").name_en == "British Broadcasting Corporation"
    assert Actor.objects.get(key="jnim").note_en == "Checked."


def test_a_changed_file_changes_that_incident_alone(demo: None) -> None:
    known = incident("solhan-2021-06-05")
    Incident.objects.filter(pk=known.pk).update(fingerprint="0" * 64, title_en="Another title")
    counts = load_demo(by=BY)

    assert (counts.new, counts.changed, counts.same) == (0, 1, 65)
    again = incident("solhan-2021-06-05")
    assert (again.public_id, again.title_en) == (
        known.public_id,
        "Killing of villagers and gold miners, Solhan",
    )
    assert figures().count() == 348


def test_licences_say_what_may_be_shown_and_exported(demo: None) -> None:
    may = {d.key: (d.may_show, d.may_export) for d in Dataset.objects.all()}

    assert may["curated"] == may["own"] == may["ucdp_ged"] == (True, True)
    assert may["acled"] == (False, False)
    assert [d.key for d in Dataset.objects.order_by("rank")] == [
        "own",
        "curated",
        "ucdp_ged",
        "acled",
    ]


# Deaths: (state, low, retained, high, rule), each worked out by hand from the file
HAND_CHECKED = {
    "bamako-2024-09-17": ("rival", 70, None, 100, "none"),
    "bamako-radisson-2015-11-20": ("rival", 19, None, 20, "none"),
    "ouagadougou-splendid-2016-01-15": ("retained", 25, 25, 30, "dataset_best"),
    "grand-bassam-2016-03-13": ("retained", 16, 16, 19, "dataset_best"),
    "gao-moc-2017-01-18": ("retained", 55, 55, 77, "dataset_best"),
    "tongo-tongo-2017-10-04": ("unknown", None, None, None, "none"),
    "sobane-da-2019-06-09": ("retained", 35, 35, 101, "dataset_best"),
    "chinegodrar-2020-01-09": ("single", 89, None, 89, "none"),
    "silgadji-2020-01-25": ("retained", 39, 39, 39, "dataset_best"),
    "kafolo-2020-06-11": ("retained", 9, 12, 13, "independent_origins"),
    "koure-2020-08-09": ("retained", 8, 8, 8, "dataset_best"),
    "moura-2022-03-27": ("rival", 200, None, 500, "none"),
    "karma-2023-04-20": ("rival", 60, None, 156, "none"),
    "nondin-soro-2024-02-25": ("single", 223, None, 223, "none"),
    "point-triple-2025-01-08": ("retained", 28, 30, 35, "independent_origins"),
    "mali-west-2025-07-01": ("withheld", None, None, None, "none"),
    "timbuktu-2025-06-02": ("unknown", None, None, None, "none"),
}


@pytest.mark.parametrize(("key", "expected"), HAND_CHECKED.items())
def test_deaths_are_those_worked_out_by_hand(
    demo: None, key: str, expected: tuple[str, int | None, int | None, int | None, str]
) -> None:
    found = incident(key)

    assert (
        found.deaths_state,
        found.deaths_low,
        found.deaths_retained,
        found.deaths_high,
        found.deaths_rule,
    ) == expected


def test_a_retained_figure_names_the_claim_that_says_it(demo: None) -> None:
    for found in Incident.objects.filter(deaths_state=DeathsState.RETAINED):
        assert found.deaths_rule != DeathsRule.NO_RULE
        said = found.deaths_claim
        assert said is not None
        assert found.deaths_retained in (said.low, said.best, said.high)


def test_no_encyclopaedia_is_an_origin_of_its_own_for_a_retained_figure(demo: None) -> None:
    retained = Incident.objects.filter(deaths_rule=DeathsRule.INDEPENDENT_ORIGINS)

    assert set(retained.values_list("dataset_key", flat=True)) == {
        "kafolo-2020-06-11",
        "point-triple-2025-01-08",
    }


# The reference case


def test_one_incident_holds_the_article_and_the_later_figures(demo: None) -> None:
    keys = list(incident(REFERENCE).claims.order_by("order").values_list("dataset_key", flat=True))

    assert [key for key in keys if re.fullmatch(r"article:\d+", key)] == [
        f"article:{row}" for row in range(1, 17)
    ]
    assert keys[-9:] == [f"figure:{REFERENCE}:{number}" for number in range(9)]


def test_contradictions_are_found_from_both_ends(demo: None) -> None:
    claims = {claim.dataset_key: claim for claim in incident(REFERENCE).claims.all()}
    of_control = claims["article:3"]

    assert {link.claim for link in ClaimLink.objects.filter(other=of_control)} == {
        claims["article:5"],
        claims["article:7"],
    }
    assert [link.other for link in claims["article:5"].links.all()] == [of_control]


def test_three_places_and_eight_o_clock_utc(demo: None) -> None:
    found = incident(REFERENCE)
    said = found.claims.get(dataset_key="article:5")

    assert [site.order for site in found.sites.all()] == [0, 1, 2]
    assert said.said_at is not None
    assert said.said_at.isoformat() == "2024-09-17T08:00:00+00:00"
    assert found.claims.get(dataset_key="article:3").site == found.sites.get(order=1)
    assert found.claims.get(dataset_key="article:9:bodies").same_statement_as == found.claims.get(
        dataset_key="article:9"
    )


def test_carriers_are_named_where_another_quotes(demo: None) -> None:
    carriers = {
        claim.dataset_key: claim.carrier.key
        for claim in incident(REFERENCE).claims.filter(dataset_key__startswith="article:")
        if claim.carrier
    }

    assert carriers == {"article:7": "ortm", "article:8": "nyt", "article:15": "nyt"}


# Places


def test_a_blurred_incident_shows_a_coarser_place_and_keeps_the_truth_apart(demo: None) -> None:
    blurred = Incident.objects.exclude(sensitive="")

    assert set(blurred.values_list("dataset_key", flat=True)) == {
        "djibo-2023-11-26",
        "koure-2020-08-09",
        "moura-2022-03-27",
        "tillaberi-2025-09-10",
    }
    for site in Site.objects.filter(incident__in=blurred):
        truth = ExactSite.objects.get(site=site)
        assert site.generalised
        assert site.precision in ("admin1", "admin2")
        assert site.incident.title_fr in {row["title_fr"] for row in MAPPED.values()}
        assert (site.latitude, site.longitude) != (truth.latitude, truth.longitude) or (
            truth.latitude is None
        )
        assert truth.name not in (site.name_en, site.name_fr)
    assert not Site.objects.exclude(incident__in=blurred).filter(generalised=True).exists()


def test_related_incidents_are_linked_and_stay_apart(demo: None) -> None:
    named = {frozenset((key, other)) for key, row in ROWS.items() for other in row["related"]}
    links = IncidentLink.objects.select_related("first", "second")

    assert {frozenset((x.first.dataset_key, x.second.dataset_key)) for x in links} == named
    assert not any(link.same for link in links)
    assert not Incident.objects.exclude(same_group=None).exists()
