"""The pages besides the dashboard, as people use them: by keyboard, on paper, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests import factories as make
from tests.dashboard.pages.record import Told, make_told

pytestmark = pytest.mark.django_db(transaction=True)

PATHS = (
    "/incidents/",
    "/actors/",
    "/actors/jnim/",
    "/sources/",
    "/sources/bbc/",
    "/claims/",
    "/about/",
    "/nothing/",
)


@pytest.fixture
def told() -> Told:
    found = make_told()
    make.make_claim(
        incident=found.incident,
        report=make.make_report(source=found.bbc),
        speaker_actor=found.army,
        low=5,
        high=5,
        standing="superseded",
        text_en="",
        text_fr="",
        wording="a group of terrorists",
        wording_language="en",
    )
    return found


@pytest.fixture
def quiet(page: Page, live_server: Any) -> Iterator[Page]:
    """A page on which nothing goes wrong and nothing asks another host."""
    wrong: list[str] = []
    here = urlsplit(live_server.url).netloc
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda asked: wrong.append(asked.url) if urlsplit(asked.url).netloc != here else None,
    )
    yield page
    assert [one for one in wrong if "404 (Not Found)" not in one] == []


def serious(page: Page) -> list[str]:
    """The accessibility findings that keep somebody out."""
    found = Axe().run(page).response["violations"]
    return [
        f"{finding['id']}: {node['html'][:200]}"
        for finding in found
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
    ]


def paths(told: Told) -> list[str]:
    return [f"/incidents/{told.incident.public_id}/", *PATHS]


@pytest.mark.parametrize("screen", [(1440, "en", "dark"), (360, "fr", "light")])
def test_every_page_fits_is_legible_and_keeps_nobody_out(
    quiet: Page, live_server: Any, told: Told, screen: tuple[int, str, Any]
) -> None:
    width, language, light = screen
    quiet.set_viewport_size({"width": width, "height": 900})
    quiet.emulate_media(color_scheme=light)
    for path in paths(told):
        quiet.goto(f"{live_server.url}{path}?lang={language}")
        assert serious(quiet) == [], path
        assert quiet.evaluate("document.documentElement.scrollWidth") <= width, path
        assert quiet.locator("h1").count() == 1, path


def test_a_person_filters_the_list_by_keyboard_alone(
    quiet: Page, live_server: Any, told: Told
) -> None:
    make.make_site(incident=make.make_incident(title_en="Elsewhere"), country="NE")
    quiet.goto(f"{live_server.url}/incidents/?lang=en")
    quiet.keyboard.press("Tab")
    expect(quiet.get_by_role("link", name="Skip to the content")).to_be_focused()
    quiet.keyboard.press("Enter")
    expect(quiet.locator("main")).to_be_focused()

    quiet.locator("summary", has_text="Country").focus()
    quiet.keyboard.press("Enter")
    quiet.keyboard.press("Tab")
    expect(quiet.get_by_role("checkbox", name=re.compile("Burkina Faso"))).to_be_focused()
    quiet.keyboard.press("Space")
    quiet.get_by_role("button", name="Show").focus()
    quiet.keyboard.press("Enter")

    expect(quiet.locator(".incident-row")).to_have_count(1)
    expect(quiet.get_by_text("Elsewhere")).to_have_count(0)
    assert "country=BF" in quiet.url
    assert "lang=en" in quiet.url


def test_the_language_changes_and_the_filters_stay(
    quiet: Page, live_server: Any, told: Told
) -> None:
    quiet.goto(f"{live_server.url}/incidents/?country=BF")
    quiet.get_by_role("link", name="Français").click()
    expect(quiet.get_by_role("link", name="Attaque contre le camp, Djibo")).to_be_visible()
    assert "country=BF" in quiet.url
    quiet.get_by_role("link", name="Attaque contre le camp, Djibo").click()
    expect(quiet.get_by_role("heading", name="Qui dit quoi")).to_be_visible()


def test_a_contradiction_leads_to_the_other_side_and_back(
    quiet: Page, live_server: Any, told: Told
) -> None:
    quiet.goto(f"{live_server.url}/incidents/{told.incident.public_id}/?lang=en")
    block = quiet.locator(".said .voice-contested")
    expect(block).to_have_count(2)
    block.first.get_by_role("link", name="Army", exact=True).last.click()
    assert quiet.url.endswith(f"#{told.calm.public_id}")
    expect(quiet.locator(f"#{told.calm.public_id}")).to_be_in_viewport()
    block.last.get_by_role("link", name="JNIM", exact=True).last.click()
    assert quiet.url.endswith(f"#{told.holds.public_id}")


def test_replaced_figures_unfold(quiet: Page, live_server: Any, told: Told) -> None:
    quiet.goto(f"{live_server.url}/incidents/{told.incident.public_id}/?lang=en")
    figure = quiet.locator(".folded .figure", has_text="5 killed")
    expect(figure).not_to_be_visible()
    quiet.get_by_text("1 replaced figure").click()
    expect(figure).to_be_visible()


def test_on_paper_the_dossier_stands_alone_and_whole(
    quiet: Page, live_server: Any, told: Told
) -> None:
    quiet.goto(f"{live_server.url}/incidents/{told.incident.public_id}/?lang=en")
    quiet.emulate_media(media="print")
    expect(quiet.locator(".site-header")).not_to_be_visible()
    expect(quiet.locator(".site-footer")).not_to_be_visible()
    expect(quiet.get_by_role("heading", name="Attack on the camp, Djibo")).to_be_visible()
    expect(quiet.locator(".folded .figure")).to_be_visible()
    address = quiet.locator(".reports .outside").first.evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert "https://news.example/djibo" in address


def test_light_and_dark_are_a_persons_choice_and_stay(
    quiet: Page, live_server: Any, told: Told
) -> None:
    quiet.emulate_media(color_scheme="light")
    quiet.goto(f"{live_server.url}/about/?lang=en")
    button = quiet.get_by_role("button", name="Dark colours")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    quiet.goto(f"{live_server.url}/incidents/?lang=en")
    expect(quiet.locator("html")).to_have_attribute("data-theme", "dark")


def test_without_scripts_the_list_is_filtered_paged_and_read(
    browser: Browser, live_server: Any, told: Told
) -> None:
    for number in range(3):
        make.make_site(incident=make.make_incident(title_en=f"Row {number}"))
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{live_server.url}/incidents/?page_size=3")
    expect(page.locator(".incident-row")).to_have_count(3)
    expect(page.locator(".count-line")).to_contain_text("4 incidents")
    page.get_by_role("link", name="Next page").click()
    expect(page.locator(".incident-row")).to_have_count(1)
    page.get_by_role("link", name="First page").click()

    page.locator(".filters").get_by_label("Words").fill("camp")
    page.locator("summary", has_text="How sure").click()
    page.get_by_label(re.compile("Corroborated")).check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".incident-row")).to_have_count(1)
    page.locator(".filters").get_by_label("Words").fill("camp elsewhere")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".incident-row")).to_have_count(0)
    expect(page.get_by_text("That is not proof of calm.")).to_be_visible()

    page.get_by_role("link", name="Clear all filters").click()
    page.get_by_role("link", name="Attack on the camp, Djibo").click()
    expect(page.get_by_text("says it holds the camp")).to_be_visible()
    expect(page.get_by_role("heading", name="Deaths, whole incident")).to_be_visible()
    context.close()


def test_the_search_of_the_head_leads_to_the_list(
    quiet: Page, live_server: Any, told: Told
) -> None:
    quiet.goto(f"{live_server.url}/about/?lang=fr")
    quiet.get_by_role("searchbox").fill("nothing like this")
    quiet.keyboard.press("Enter")
    quiet.wait_for_url(re.compile(r"/incidents/\?q=nothing\+like\+this&lang=fr"))
    expect(quiet.get_by_text("Ce n'est pas une preuve de calme.")).to_be_visible()


def test_the_shape_of_the_page_does_not_lean_on_scripts(
    browser: Browser, live_server: Any, told: Told
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    page.wait_for_url("**/incidents/")
    expect(page.get_by_role("heading", name="Incidents", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Attaque contre le camp, Djibo")).to_be_visible()
    context.close()
