from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from incidents import models
from incidents.actions.signing import Signature
from incidents.snapshot import build
from incidents.values import Role, Status
from tests import factories as make
from tests.dashboard.pages.record import Told, make_draft, make_told

pytestmark = pytest.mark.django_db


def text_of(html: str) -> str:
    """What a person reads: no tags, one space between words."""
    return re.sub(r"[ \n]+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.fixture
def told() -> Told:
    return make_told()


def page(client: Client, told: Told, language: str = "en", *, end: str = "") -> str:
    answer = client.get(f"/incidents/{told.incident.public_id}/{end}?lang={language}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_dossier_tells_all_that_is_said(client: Client, told: Told) -> None:
    read = text_of(page(client, told))
    for sentence in (
        "Attack on the camp, Djibo",
        "Accounts differ: toll, control",
        "20 killed",
        "says it holds the camp",
        "contradicted by Army",
        "contradicts JNIM",
        "Government gives no figure",
        "Claimed by JNIM",
        "Target: Army",
        "Djibo camp, Burkina Faso exact place",
        "5 claims · 4 voices · 2 origins",
        "signed: demo import",
    ):
        assert sentence in read


def test_the_dossier_is_whole_in_french(client: Client, told: Told) -> None:
    read = text_of(page(client, told, "fr"))
    for sentence in (
        "Attaque contre le camp, Djibo",
        "Versions divergentes\u202f: le bilan, le contrôle",
        "affirme contrôler le camp",
        "Le gouvernement ne communique pas de bilan",
        "17 sept., 8\u202fh\u202f00 UTC",
        "Revendiqué par le GSIM (JNIM)",
        "Cible\u202f: Armée",
    ):
        assert sentence in read


def test_contradictions_lead_to_each_other(client: Client, told: Told) -> None:
    html = page(client, told)
    for claim, other in ((told.holds, told.calm), (told.calm, told.holds)):
        assert f'<dd id="{claim.public_id}"' in html
        assert f'<a class="against" href="#{other.public_id}">' in html


def test_the_fragment_is_the_same_dossier_without_a_page(client: Client, told: Told) -> None:
    whole, fragment = page(client, told), page(client, told, end="fragment/")
    assert "<html" not in fragment
    assert fragment.strip().startswith("<article")
    assert fragment.count("<dd") == whole.count("<dd")
    assert '<h2 class="dossier-title"' in fragment


def test_an_incident_costs_so_many_statements(
    client: Client, told: Told, django_assert_num_queries: Any
) -> None:
    # Which incident, its row, its claims, its documents, its links; what is near; what the keys
    # are called.
    with django_assert_num_queries(8):
        page(client, told)


def test_an_incident_that_a_reader_may_not_see_does_not_exist(client: Client, told: Told) -> None:
    draft = make_draft(told)
    for address in (draft.public_id, "VS-000000000000", "nothing"):
        assert client.get(f"/incidents/{address}/").status_code == 404
        assert client.get(f"/incidents/{address}/fragment/").status_code == 404


def test_an_analyst_reads_a_draft_and_sees_that_it_is_one(client: Client, told: Told) -> None:
    client.force_login(make.make_user(role=Role.ANALYST))
    html = client.get(f"/incidents/{make_draft(told).public_id}/").content.decode()
    assert "Secret draft" in html
    assert '<span class="badge badge-status"' in html


def test_an_id_typed_otherwise_leads_to_the_address_of_the_page(client: Client) -> None:
    make.make_incident(public_id="VS-01A10B01C10D")
    answer = client.get("/incidents/vs-oLa1Ob0Ic1oD/?lang=fr")
    assert answer.status_code == 301
    assert answer["Location"] == "/incidents/VS-01A10B01C10D/?lang=fr"
    assert client.get("/incidents/vs-01a10b01c10d/fragment/").status_code == 200
    make.make_incident(public_id="VS-01A10B01C10E", status="draft")
    assert client.get("/incidents/vs-01a10b01c10e/").status_code == 404


def test_only_the_desk_is_offered_the_status(client: Client) -> None:
    make.make_incident(status="draft", title_en="Drafted")
    make.make_incident(title_en="Published")
    assert listed(client)[1].count('name="status"') == 0
    assert client.get("/incidents/?status=draft").status_code == 400
    client.force_login(make.make_user(role="viewer"))
    assert listed(client)[1].count('name="status"') == 0
    assert client.get("/incidents/?status=draft").status_code == 400
    client.force_login(make.make_user(role="analyst"))
    status, html = listed(client, "status=draft&lang=en")
    assert status == 200
    assert html.count('name="status"') == len(Status)
    assert "Drafted" in html
    assert "Published</a>" not in html


def test_pages_are_read_never_written(client: Client, told: Told) -> None:
    assert client.post(f"/incidents/{told.incident.public_id}/").status_code == 405
    assert client.post("/incidents/").status_code == 405


def test_documents_open_without_telling_where_from(client: Client, told: Told) -> None:
    html = page(client, told)
    assert '<a class="outside" href="https://news.example/djibo" rel="noreferrer noopener">' in html
    outside = re.findall(r'<a [^>]*href="https?://[^>]*>', html)
    assert outside
    assert all('rel="noreferrer noopener"' in link for link in outside)


def test_no_page_carries_a_style_or_a_script_of_its_own(client: Client, told: Told) -> None:
    for address in (f"/incidents/{told.incident.public_id}/", "/incidents/", "/actors/jnim/"):
        html = client.get(address).content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
        assert re.findall(r'\son\w+="', html) == []


def test_near_incidents_and_linked_ones_are_told_once(client: Client, told: Told) -> None:
    beside = make.make_incident(title_en="Ambush nearby", start=date(2024, 9, 20))
    make.make_site(incident=beside, latitude=14.2, longitude=-1.6)
    same = make.make_incident(title_en="The same attack", start=date(2024, 9, 17))
    make.make_site(incident=same)
    first, second = sorted((told.incident, same), key=lambda one: one.pk)
    models.IncidentLink.objects.create(first=first, second=second, same=True)
    html = page(client, told)
    assert html.count("Ambush nearby") == 1
    assert html.count("The same attack") == 1
    assert "both count once" in html


# --- The plain list


def listed(client: Client, query: str = "") -> tuple[int, str]:
    answer = client.get(f"/incidents/?{query}")
    return answer.status_code, answer.content.decode()


def test_the_list_shows_each_incident_on_a_line_with_the_count_above(
    client: Client, told: Told
) -> None:
    make.make_incident(
        title_en="Ambush",
        start=date(2024, 9, 20),
        deaths_state="retained",
        deaths_low=3,
        deaths_retained=3,
        deaths_high=3,
        deaths_rule="dataset_best",
    )
    status, html = listed(client, "lang=en")
    read = text_of(html)
    assert status == 200
    assert "2 incidents, 1 not on the map" in read
    assert "3 reported deaths in 1 incident with a figure; 1 without" in read
    assert read.index("Ambush") < read.index("Attack on the camp")
    assert "20 to 77 killed, not settled" in read
    assert "17 Sep 2024" in read


def test_the_list_filters_as_the_api_does(client: Client, told: Told) -> None:
    make.make_site(incident=make.make_incident(title_en="Elsewhere"), country="NE")
    status, html = listed(client, "country=BF&lang=en")
    assert status == 200
    assert "Elsewhere" not in html
    assert "1 incident</strong>" in html
    counted = client.get("/api/v1/incidents/?country=BF").json()["count"]
    assert counted == 1


def test_what_is_chosen_is_ticked_and_every_value_has_its_count(client: Client, told: Told) -> None:
    _, html = listed(client, "country=BF,NE&certainty=corroborated")
    assert re.search(r'name="country" value="BF" checked>', html)
    assert re.search(r'name="country" value="NE" checked>', html)
    assert re.search(r'name="certainty" value="corroborated" checked>', html)
    assert '<span class="option-count">1</span>' in html


def test_a_form_of_empty_fields_asks_for_everything(client: Client, told: Told) -> None:
    status, html = listed(client, "after=&before=&q=&near=&fatalities_min=&order=-start")
    assert status == 200
    assert "Attack on the camp" in html


def test_what_the_map_keeps_in_its_address_does_not_disturb_the_list(
    client: Client, told: Told
) -> None:
    query = "view=-1,14,6&mode=density&selected=VS-1&unit=week&compare=1&measure=deaths&period=all"
    assert listed(client, query)[0] == 200


@pytest.mark.parametrize(
    "query",
    ["nonsense=1", "after=yesterday", "country=XX", "bbox=1,2", "cursor=abc", "actor=nobody-such"],
)
def test_a_bad_address_is_explained_field_by_field(client: Client, told: Told, query: str) -> None:
    status, html = listed(client, query)
    assert status == 400
    assert 'role="alert"' in html
    assert f"<b>{query.partition('=')[0]}</b>" in html
    assert "Attack on the camp" not in html


def test_pages_follow_each_other_and_keep_their_filters(client: Client, told: Told) -> None:
    for number in range(4):
        made = make.make_incident(title_en=f"Row {number}", start=date(2024, 1, 1 + number))
        make.make_site(incident=made)
    seen: list[str] = []
    query: str | None = "country=BF&q=&page_size=2&after=&lang=fr"
    while query:
        html = listed(client, query)[1]
        seen += re.findall(r'class="incident-title" href="/incidents/(VS-\w+)/\?lang=fr"', html)
        following = re.search(r'rel="next" href="\?([^"]*)"', html)
        query = unescape(following.group(1)) if following else None
        assert query is None or query.startswith("country=BF&page_size=2&lang=fr&cursor=")
    assert len(seen) == len(set(seen)) == 5
    assert 'href="?country=BF&amp;page_size=2&amp;lang=fr"' in html


def test_an_empty_list_is_not_called_calm(client: Client, told: Told) -> None:
    _, html = listed(client, "after=1990-01-01&before=1990-02-01&lang=en")
    assert "That is not proof of calm." in html


def test_a_sum_over_two_data_sets_says_so(client: Client, told: Told) -> None:
    make.make_incident(dataset=make.make_dataset(key="ucdp", name_en="UCDP GED"))
    assert "These numbers mix data sets" in listed(client, "lang=en")[1]
    assert "These numbers mix data sets" not in listed(client, "lang=en&dataset=own")[1]


def test_the_list_costs_so_many_statements(
    client: Client, told: Told, django_assert_num_queries: Any
) -> None:
    listed(client)
    # Whether the snapshot stands (nothing is built here), the relations of actors, the facets, the
    # page, its rows and three lists, the totals, what the keys are called.
    with django_assert_num_queries(11):
        listed(client)


def test_the_list_counts_in_the_snapshot_where_it_stands(
    client: Client, told: Told, django_assert_num_queries: Any
) -> None:
    counted = listed(client)[1]
    build()
    assert listed(client)[1] == counted
    with django_assert_num_queries(8) as asked:
        listed(client)
    assert not [one for one in asked.captured_queries if "count(" in one["sql"].lower()]


def test_the_whole_demo_reads_in_both_languages(client: Client) -> None:
    """The reference case by its article: 16 claims with their contradictions, three places."""
    from incidents.actions.demo import load_demo
    from incidents.actions.seeds import load_seeds

    load_seeds(by=Signature(label="seeds"))
    load_demo(by=Signature(label="demo import"))
    bamako = models.Incident.objects.get(dataset_key="bamako-2024-09-17")
    for language in ("en", "fr"):
        html = client.get(f"/incidents/{bamako.public_id}/?lang={language}").content.decode()
        said = html[html.index('id="dossier-said"') : html.index('id="dossier-involved"')]
        article = models.Claim.objects.filter(
            incident=bamako, dataset_key__startswith="article:"
        ).values_list("public_id", f"text_{language}")
        assert len(article) == 18  # 16 statements, two of which say two things
        for claim, sentence in article:
            assert f'<dd id="{claim}"' in said
            assert sentence in unescape(said)
        assert html.count('<span class="point">') == 3
        for incident in models.Incident.objects.all():
            assert (
                client.get(f"/incidents/{incident.public_id}/?lang={language}").status_code == 200
            )
