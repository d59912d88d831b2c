"""A synthetic record in the tables is right, and marked wherever it is shown."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from incidents.actions.register import Register
from incidents.actions.rows import Builder, figure_of, search_text
from incidents.figures import derive
from incidents.models import Claim, Dataset, Incident, IncidentLink, Site
from incidents.snapshot import build
from incidents.values import SYNTHETIC, DeathsState, Precision
from tests import factories
from tests.incidents.snapshot.reading import names_of, taken_apart

COUNT = 2000
NOBODY = AnonymousUser()
DEATHS = ("state", "low", "retained", "high", "rule")


def draw(*arguments: str) -> None:
    call_command("synthesize", *arguments, verbosity=0)


@pytest.mark.django_db
def test_what_is_written_is_what_the_record_would_have_derived() -> None:
    draw(str(COUNT), "--seed", "7")
    dataset = Dataset.objects.get(key=SYNTHETIC)
    assert (dataset.name_en, dataset.name_fr) == ("Synthetic data", "Données synthétiques")
    assert Incident.objects.visible_to(NOBODY).filter(dataset=dataset).count() == COUNT
    _deaths_follow_from_claims()
    _words_are_those_of_an_import()
    _only_exact_and_near_places_have_points()
    _twins_count_once()


def _deaths_follow_from_claims() -> None:
    claims: dict[int, list[Claim]] = {}
    for claim in Claim.objects.select_related("report").order_by("incident_id", "order"):
        claims.setdefault(claim.incident_id, []).append(claim)
    for incident in Incident.objects.all():
        deaths = derive(
            [
                figure_of(one, origin=str(one.report_id), published=one.report.published_on)
                for one in claims[incident.pk]
            ]
        )
        stored = [getattr(incident, f"deaths_{name}") for name in DEATHS]
        assert stored == [getattr(deaths, name) for name in DEATHS], incident
        assert incident.deaths_claim_id == deaths.claim
    states = set(Incident.objects.values_list("deaths_state", flat=True))
    assert states == {str(state) for state in DeathsState}


def _words_are_those_of_an_import() -> None:
    builder = Builder(Register())
    rows = Incident.objects.order_by("public_id").prefetch_related(
        "sites__admin1", "sites__admin2", "participations"
    )
    for incident in rows[:300]:
        sites, people = list(incident.sites.all()), list(incident.participations.all())
        assert incident.search == search_text(incident, sites, people)
        titles = (incident.title_en, incident.title_fr)
        assert titles == builder.title(incident.sub_kind_id, sites)


def _only_exact_and_near_places_have_points() -> None:
    coarse = Site.objects.exclude(precision__in=[Precision.EXACT, Precision.NEAR])
    assert coarse.exists()
    assert not coarse.exclude(latitude=None).exists()
    assert Site.objects.filter(order=1).exists()
    assert Site.objects.exclude(admin1=None).exists()


def _twins_count_once() -> None:
    links = list(IncidentLink.objects.filter(same=True).values_list("first", "second"))
    assert links
    for first, second in links:
        groups = Incident.objects.filter(pk__in=[first, second]).values_list("same_group")
        assert list(groups) == [(first,)] * 2


@pytest.mark.django_db
def test_all_that_shows_it_says_what_it_is(client: Client) -> None:
    draw("200", "--seed", "7")
    build()
    apart = taken_apart(NOBODY)
    assert len(apart) == 200
    assert {one["dataset"] for one in apart} == {SYNTHETIC}
    assert all(source.startswith("synthetic-source-") for one in apart for source in one["sources"])
    assert all(one["sources"] for one in apart)
    assert [one["key"] for one in names_of(NOBODY)["public"]["dataset"]] == [SYNTHETIC]
    api = client.get("/api/v1/incidents/?page_size=5").json()["results"]
    assert {one["dataset"] for one in api} == {SYNTHETIC}
    own = f"/incidents/{api[0]['id']}/"
    for address in ("/incidents/", own, "/sources/", "/about/"):
        page = client.get(address, headers={"accept-language": "en"}).content.decode()
        assert "Synthetic data: this record holds incidents that a program drew" in page
    page = client.get(own, headers={"accept-language": "en"}).content.decode()
    assert "Synthetic, never happened" in page
    for form in ("csv", "geojson"):
        file = client.get(f"/api/v1/incidents/?format={form}")
        text = b"".join(file.streaming_content).decode()  # type: ignore[attr-defined]
        assert text.count(SYNTHETIC) >= 200, form
    with pytest.raises(CommandError, match="holds synthetic data already"):
        draw("10")


@pytest.mark.django_db
def test_a_real_page_says_nothing_of_synthetic_data(client: Client) -> None:
    incident = factories.make_incident()
    factories.make_site(incident=incident)
    page = client.get(f"/incidents/{incident.public_id}/").content.decode()
    assert "ynthetic" not in page


@pytest.mark.django_db
def test_a_production_record_takes_none() -> None:
    with override_settings(PRODUCTION=True), pytest.raises(CommandError, match="production"):
        draw("10")
    assert not Dataset.objects.filter(key=SYNTHETIC).exists()


@pytest.mark.django_db
def test_real_incidents_are_not_drowned_unless_asked_for() -> None:
    factories.make_incident(status="published", published_at=factories.MOMENT)
    with pytest.raises(CommandError, match="--beside"):
        draw("10")
    draw("10", "--beside")
    assert Incident.objects.count() == 11


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [("0",), ("-5",), ("10", "--seed", "-1")])
def test_a_count_or_seed_that_is_none_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("synthesize", "--", *arguments) if "-5" in arguments else draw(*arguments)
