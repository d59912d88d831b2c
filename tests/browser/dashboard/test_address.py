"""An address that is not understood in full: all of it is told, and the rest holds."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard.reading import Open, row, wait_counted
from tests.browser.record import YEAR

pytestmark = pytest.mark.django_db


UNHEARD_OF = [
    ("country=XX", "country=XX (no such value)"),
    ("kind=foo", "kind=foo (no such value)"),
    ("actor=nobody", "actor=nobody (no such value)"),
    ("certainty=sure", "certainty=sure (no such value)"),
    ("foo=1", "foo=1 (no such parameter)"),
    ("view=1,2", "view=1,2 (cannot be read)"),
    ("mode=globe", "mode=globe (cannot be read)"),
    ("lang=xx", "lang=xx (cannot be read)"),
    ("q=a%00b", "q=a\ufffdb (cannot be read)"),
    ("after=2024-02-31", "after=2024-02-31 (cannot be read)"),
]
AGAIN = [
    ("q=one&q=two", "q=one, two (given more than once)"),
    ("foo=<img src=x onerror=alert(1)>", "foo=<img src=x onerror=alert(1)> (no such"),
]


@pytest.mark.parametrize(
    "unheard", [UNHEARD_OF[:1], UNHEARD_OF, AGAIN], ids=["one", "all", "twice"]
)
def test_what_is_not_understood_is_told_with_its_value_and_left_out(
    visit: Open, unheard: list[tuple[str, str]]
) -> None:
    page = visit("/?" + "&".join(part for part, _ in unheard))
    notice = page.locator(".notice-line")
    expect(notice).to_contain_text("Not understood in this address, so ignored:")
    expect(notice.locator("li")).to_have_count(len(unheard))
    for _, told in unheard:
        expect(notice).to_contain_text(told)
    wait_counted(page, YEAR)
    expect(page.locator(".active-chip")).to_have_count(0)
    assert not re.search(r"\b(country|kind|actor)\.\w", page.locator("body").inner_text())


def test_the_rest_of_the_address_holds_and_each_part_is_told(visit: Open) -> None:
    page = visit("/?country=XX,BF&kind=foo,explosions&mode=globe&foo=1&lang=fr")
    expect(page.locator(".notice-line li")).to_have_text(
        [
            "country=XX (valeur inconnue)",
            "kind=foo (valeur inconnue)",
            "mode=globe (illisible)",
            "foo=1 (paramètre inconnu)",
        ]
    )
    wait_counted(page, 3)
    expect(page.locator(".active-chip")).to_have_text(["Burkina Faso×", re.compile("xplosi")])
    expect(row(page, "place", "BF")).to_have_attribute("aria-pressed", "true")


def test_what_is_told_stays_beside_an_empty_answer_until_it_is_put_away(visit: Open) -> None:
    page = visit("/?foo=1&actor=jnim&country=BF")
    notice = page.locator(".notice-line")
    expect(notice).to_contain_text("foo=1")
    expect(notice).to_contain_text("Nothing matches these filters.")
    notice.get_by_role("button", name="Close").click()
    expect(notice).not_to_contain_text("foo=1")
    expect(notice).to_contain_text("Nothing matches these filters.")


def test_a_country_is_read_however_it_is_written(visit: Open) -> None:
    page = visit("/?country=bf")
    wait_counted(page, 8)
    expect(page.locator(".notice-line")).to_be_hidden()


def test_words_that_the_server_refuses_are_told_too(visit: Open) -> None:
    page = visit("/")
    page.route(re.compile(r"/matches/\?"), lambda route: route.fulfill(status=400, body="{}"))
    page.locator(".search-input").fill("gao")
    page.locator(".search-input").press("Enter")
    expect(page.locator(".notice-line")).to_contain_text("q=gao (cannot be read)")
    page.wait_for_url(lambda address: "q=" not in address)


def test_the_record_tells_its_newest_day_apart_from_its_last_change(visit: Open) -> None:
    page = visit("/")
    expect(page.locator(".data-to")).to_have_text("data to 10 Dec 2024")
    page.locator(".site-menu summary").click()
    expect(page.locator('[data-view="changed"]')).to_have_text(
        re.compile(r"^data to 10 Dec 2024 · record changed \d+ \w+ 20\d\d, \d\d:\d\d UTC$")
    )
