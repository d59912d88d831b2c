"""The dashboard's page as it leaves the server, and what its scripts expect of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from dashboard.words import words
from incidents.filters import INCIDENTS
from tests import factories as make

CHECKOUT = Path(__file__).resolve().parents[2]
SCRIPTS = CHECKOUT / "static" / "dashboard"


def script(name: str) -> str:
    return (SCRIPTS / name).read_text(encoding="utf-8")


def said() -> set[str]:
    """The words that the scripts name in full."""
    code = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js"))
    return set(re.findall(r"\b(?:say|count)\(\s*\"([a-z0-9_.]+)\"", code))


def in_language(language: str) -> dict[str, str]:
    with translation.override(language):
        return words()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_brings_its_words_in_its_language(client: Client, language: str) -> None:
    html = client.get("/", {"lang": language}).content.decode()
    assert f'<html lang="{language}"' in html
    found = re.search(r'data-words-url="([^"]+)"', html)
    assert found
    answer = client.get(found[1])
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.json() == in_language(language)
    # A page of yesterday gets today's words, and nobody keeps them under the old name.
    older = client.get(f"/words/{language}/000000000000/")
    assert older.json() == in_language(language)
    assert older["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_that_the_scripts_say_is_there(language: str) -> None:
    known = in_language(language)
    missing = {key for key in said() if key not in known and f"{key}.other" not in known}
    assert missing == set()
    assert all(text.strip() for text in known.values())


def test_both_languages_fill_in_the_same_values() -> None:
    english, french = in_language("en"), in_language("fr")
    assert english.keys() == french.keys()
    for key, text in english.items():
        names = set(re.findall(r"\{\w+\}", text))
        assert names == set(re.findall(r"\{\w+\}", french[key])), key


def test_french_spaces_its_punctuation_narrowly() -> None:
    for key, text in in_language("fr").items():
        assert not re.search(r"(?<![\u202f\u00a0])[;!?%]| [:»]|« ", text), (key, text)


def test_the_address_of_the_page_knows_the_filters_of_the_api_and_no_others() -> None:
    declared = {*INCIDENTS.for_readers().names()} - {"page_size", "cursor"}
    code = script("query.js")
    block = re.search(r"const NAMES = \[(.*?)\];", code, re.S)
    numbers = re.search(r"const NUMBERS = \[(.*?)\];", code, re.S)
    assert block
    assert numbers
    assert set(re.findall(r'"([a-z0-9_]+)"', block[1] + numbers[1])) == declared


def test_every_dimension_of_the_filters_has_its_words() -> None:
    known = in_language("en")
    for one in INCIDENTS.for_readers().parameters:
        if not one.paging and one.name not in ("actor_exact",):
            assert f"filter.{one.name}" in known


def unknown(client: Client, query: str) -> dict[str, list[str]]:
    html = client.get(f"/?{query}").content.decode()
    found = re.search(r'<script id="unknown" type="application/json">(.*?)</script>', html, re.S)
    assert found
    answer: dict[str, list[str]] = json.loads(found[1])
    return answer


@pytest.mark.django_db
def test_the_page_is_told_which_values_of_its_address_nobody_knows(client: Client) -> None:
    make.make_actor(key="jnim")
    make.make_dataset(key="held", may_show=False)
    assert unknown(client, "country=ML,none&actor=jnim,none&q=x&foo=1&after=never") == {}
    assert unknown(client, "country=ml,XX&country=YY&actor=jnim,nobody&certainty=sure") == {
        "country": ["XX", "YY"],
        "actor": ["nobody"],
        "certainty": ["sure"],
    }
    # In the same words for what does not exist and for what this reader may not see.
    assert unknown(client, "dataset=held,none&actor=a%00b") == {
        "dataset": ["held"],
        "actor": ["a\0b"],
    }
    assert unknown(client, "actor=</script>") == {"actor": ["</script>"]}


@pytest.mark.django_db
def test_an_address_that_is_understood_costs_next_to_nothing(
    client: Client, django_assert_num_queries: Any
) -> None:
    make.make_actor(key="jnim")
    # Whether the columns are the record as it stands: here they are not, nothing was built.
    with django_assert_num_queries(1):
        client.get("/?country=ML&role=party&fatalities=single")
    # The keys, and the components of the actors.
    with django_assert_num_queries(3):
        client.get("/?actor=jnim&dataset=none")


@pytest.mark.django_db
def test_the_page_names_no_other_host_and_carries_no_script_of_its_own(client: Client) -> None:
    html = client.get("/").content.decode()
    assert not re.search(r'(?:src|href|url)="(?:https?:)?//', html)
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", html)
    assert not re.search(r"\s(?:style|on\w+)=", html)


def test_only_one_script_fetches_one_knows_leaflet_and_one_the_address() -> None:
    def with_word(pattern: str) -> set[str]:
        return {path.name for path in SCRIPTS.glob("*.js") if re.search(pattern, script(path.name))}

    assert with_word(r"\bfetch\(") == {"api.js"}
    assert with_word(r"globalThis\.L\b|window\.L\b") == {"leaflet.js"}
    # What answers before main.js is there hands over by the address.
    early = {"early.js", "summary.js"}
    assert with_word(r"\blocation\.|\bhistory[.\[]") == {"address.js"} | early
    assert with_word(r"innerHTML|insertAdjacentHTML|document\.write") == set()


def test_views_do_not_know_each_other() -> None:
    views = {
        path.name
        for path in SCRIPTS.glob("*.js")
        if re.search(r"export function create\w+View", script(path.name))
    }
    for name in views:
        imported = {Path(found).name for found in re.findall(r'from "(\./[^"]+)"', script(name))}
        assert not imported & views, name
