"""The words of the dashboard's scripts: all there, in each language, none without use."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from django.utils.translation import override

from dashboard.words import ALL, filters, page, places, places_file, rail, words
from incidents.filters import INCIDENTS

SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "dashboard"
SAID = re.compile(r"""\.(say|count)\(\s*["']([\w.]+)["']""")
FORMS = (".one", ".other")


def said_by_scripts() -> set[tuple[str, str]]:
    """Every key that a script asks for in full, with how it asks."""
    return {
        found
        for script in SCRIPTS.rglob("*.js")
        for found in SAID.findall(script.read_text(encoding="utf-8"))
    }


def test_every_word_that_a_script_says_is_there() -> None:
    asked = said_by_scripts()
    assert len(asked) > 50
    lacking = [key for way, key in asked if way == "say" and key not in ALL]
    lacking += [
        f"{key}{form}"
        for way, key in asked
        if way == "count"
        for form in FORMS
        if f"{key}{form}" not in ALL
    ]
    assert lacking == []


def test_no_word_is_without_use() -> None:
    scripts = "\n".join(script.read_text(encoding="utf-8") for script in SCRIPTS.rglob("*.js"))
    composed = {f"{found}." for found in re.findall(r"`([\w.]+)\.\$\{", scripts)}
    # names.js puts together what a chosen value of any filter is called.
    composed |= {f"{parameter.name}." for parameter in INCIDENTS.parameters}
    unused = [
        key
        for key in ALL
        if not key.startswith(tuple(composed))
        and not any(f"{quote}{_stem(key)}{quote}" in scripts for quote in "\"'`")
    ]
    assert unused == []


def _stem(key: str) -> str:
    return key.removesuffix(".one").removesuffix(".other")


def test_no_key_stands_twice() -> None:
    keys = Counter(key for part in (rail, filters, page, places, places_file) for key in part.WORDS)
    assert [key for key, times in keys.items() if times > 1] == []


def test_forms_for_numbers_come_in_pairs() -> None:
    stems = {key.removesuffix(".one") for key in ALL if key.endswith(".one")}
    assert [stem for stem in stems if not all(f"{stem}{form}" in ALL for form in FORMS)] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_words_travel_in_the_readers_language(language: str) -> None:
    with override(language):
        found = words()
    assert set(found) == set(ALL)
    assert all(type(word) is str for word in found.values())
    assert all(found.values())
    assert found["sheet.map"] == {"en": "Map", "fr": "Carte"}[language]


def test_what_scripts_fill_in_stays_in_every_language() -> None:
    with override("en"):
        english = words()
    with override("fr"):
        french = words()
    places = re.compile(r"\{\w+\}")
    assert [
        key
        for key in english
        if set(places.findall(english[key])) != set(places.findall(french[key]))
    ] == []
