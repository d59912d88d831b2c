"""Text of the record is text on every page, and what is protected is on none."""

from __future__ import annotations

import pytest
from django.test import Client

from incidents import models
from incidents.values import Role
from tests import factories as make
from tests.dashboard.pages.record import EVIL, HIDDEN, Told, make_draft, make_told

pytestmark = pytest.mark.django_db

PAGES = (
    "/incidents/",
    "/incidents/?q=djibo",
    "/actors/",
    "/actors/jnim/",
    "/actors/bf_army/",
    "/sources/",
    "/sources/bbc/",
    "/claims/",
    "/claims/?speaker=jnim",
    "/claims/?carrier=bbc",
    "/about/",
)


def pages(told: Told) -> list[str]:
    own = f"/incidents/{told.incident.public_id}/"
    return [*PAGES, own, f"{own}fragment/"]


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.ANALYST])
def test_a_protected_source_leaks_on_no_page(client: Client, role: Role | None) -> None:
    told = make_told()
    if role:
        client.force_login(make.make_user(role=role))
    secret = (
        HIDDEN,
        "+226 70",
        told.partner.key,
        "Message from the partner",
        "chat.example",
        *models.Report.objects.filter(source=told.partner).values_list("public_id", flat=True),
    )
    for address in pages(told):
        html = client.get(address).content.decode()
        assert [word for word in secret if word in html] == [], address
    assert client.get(f"/sources/{told.partner.key}/").status_code == 404


def test_what_the_partner_says_is_shown_by_its_kind_alone(client: Client) -> None:
    told = make_told()
    make.make_term(
        key="local_partner", vocabulary="source_kind", name_en="Local partner", name_fr="Partenaire"
    )
    html = client.get(f"/incidents/{told.incident.public_id}/?lang=en").content.decode()
    assert "Protected source (Local partner)" in html
    assert "77 killed" in html


@pytest.mark.parametrize("role", [None, Role.VIEWER])
def test_a_draft_leaves_no_trace_on_a_readers_page(client: Client, role: Role | None) -> None:
    told = make_told()
    draft = make_draft(told)
    if role:
        client.force_login(make.make_user(role=role))
    for address in pages(told):
        html = client.get(address).content.decode()
        for word in ("Secret draft", draft.public_id, "the secret thing", "about the draft"):
            assert word not in html, address


def test_reliability_is_for_analysts_alone(client: Client) -> None:
    told = make_told()
    told.bbc.reliability = "B"
    told.bbc.save()
    words = "usually reliable"
    for address in ("/sources/?lang=en", "/sources/bbc/?lang=en"):
        assert words not in client.get(address).content.decode()
    client.force_login(make.make_user(role=Role.ANALYST))
    for address in ("/sources/?lang=en", "/sources/bbc/?lang=en"):
        assert words in client.get(address).content.decode()


def test_scripts_in_the_record_are_inert_on_every_page(client: Client) -> None:
    told = make_told()
    told.incident.title_en = told.incident.title_fr = EVIL
    told.incident.remarks_en = told.incident.chosen_because = EVIL
    told.incident.chosen_deaths = 20
    told.incident.save()
    models.Site.objects.update(name_en=EVIL, admin1_literal=EVIL)
    models.Actor.objects.update(name_en=EVIL, note_en=EVIL)
    models.Source.objects.filter(protected=False).update(
        name_en=EVIL, website="javascript:alert(1)"
    )
    models.Report.objects.update(title=EVIL, address="javascript:alert(1)", release="<script>")
    models.Participation.objects.update(attributed_by=EVIL, note=EVIL)
    models.Claim.objects.update(
        text_en=EVIL,
        words=EVIL,
        wording=EVIL,
        translation=EVIL,
        translation_by="<script>",
        group=EVIL[:100],
    )
    models.Dataset.objects.update(name_en="<script>", credit=EVIL, address="javascript:alert(1)")
    make.make_actor_name(actor=told.jnim, name=EVIL)
    make.make_relation(subject=told.jnim, source=EVIL)
    for address in pages(told):
        html = client.get(f"{address}{'&' if '?' in address else '?'}lang=en").content.decode()
        assert "<script>" not in html, address
        assert "<img" not in html, address
        assert "javascript:" not in html, address


@pytest.mark.parametrize(
    "query", ["q=<script>alert(1)</script>", "country=<script>", "<script>=1", "cursor=%00"]
)
@pytest.mark.parametrize("path", ["/incidents/", "/claims/", "/actors/", "/sources/"])
def test_scripts_in_an_address_are_inert(client: Client, path: str, query: str) -> None:
    html = client.get(f"{path}?{query}").content.decode()
    assert "<script>" not in html


def test_where_everything_needs_a_sign_in_no_page_is_open(client: Client, settings: object) -> None:
    told = make_told()
    settings.REQUIRE_SIGN_IN = True  # type: ignore[attr-defined]
    for address in ("/incidents/", "/claims/", "/sources/"):
        html = client.get(address).content.decode()
        assert told.incident.public_id not in html
        assert "Attack on the camp" not in html
    assert client.get(f"/incidents/{told.incident.public_id}/").status_code == 404
