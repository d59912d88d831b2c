"""The seeds: vocabularies, actors, their dated relations, and sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from incidents.values import COUNTRIES, ActorType, RelationKind, RelationStatus
from tests.incidents.seeds import (
    ACTOR_KEYS,
    ACTORS,
    COMMUNITIES,
    KINDS,
    RELATIONS,
    SOURCES,
    TERMS,
    curated,
    load,
    repeated,
    sources_of,
    terms,
)

NAME_KINDS = {"usual", "full", "alias", "acled", "ucdp", "former"}
LANGUAGES = {"en", "fr", "ar", "mul"}
PEOPLES = re.compile(
    r"\b(Peuls?|Peulhs?|Fulanis?|Fulbe|Dogons?|Touaregs?|Tuaregs?|Arabs?|Arabes?|Songha[iïy]s?"
    r"|Haoussas?|Hausas?|Mossis?|Bambaras?|Bozos?|Soninkés?|Kanuris?|Toubous?|Zaghawas?|Zarmas?"
    r"|Muslims?|Musulmans?|Christians?|Chrétiens?|Tivs?|Jukuns?|Ijaws?|Yorubas?|Igbos?)\b",
    re.IGNORECASE,
)
# The glossary (section 9): words that stand only between quotation marks, with their speaker.
NOT_OURS = re.compile(
    r"\b(terroris\w+|d?jihadis\w+|GAT|bandits?|mercena\w+|mercenaires?|martyrs?|infidels?"
    r"|mécréants?|liberat(?:e|ed|ing)|régimes?|regimes?|juntas?|juntes?|puppets?|hotspots?)\b",
    re.IGNORECASE,
)
ACLED_SUB_EVENTS = {
    "Battles": "Government regains territory;Non-state actor overtakes territory;Armed clash",
    "Protests": "Excessive force against protesters;Protest with intervention;Peaceful protest",
    "Riots": "Violent demonstration;Mob violence",
    "Explosions/Remote violence": "Chemical weapon;Air/drone strike;Suicide bomb;Shelling/artillery"
    "/missile attack;Remote explosive/landmine/IED;Grenade",
    "Violence against civilians": "Sexual violence;Attack;Abduction/forced disappearance",
    "Strategic developments": "Agreement;Arrests;Change to group/activity;Disrupted weapons use;"
    "Headquarters or base established;Looting/property destruction;"
    "Non-violent transfer of territory;Other",
}


def _own_words() -> Iterator[tuple[str, str]]:
    """Every text that the product says in its own voice, with its language."""
    for entry in [*KINDS, *TERMS]:
        for field in ("name", "definition"):
            yield from ((entry[f"{field}_{language}"], language) for language in ("en", "fr"))
    for entry in [*ACTORS, *RELATIONS]:
        yield from ((entry[f"note_{language}"], language) for language in ("en", "fr"))
    yield from ((source["name_fr"], "fr") for source in SOURCES if source["name_fr"])
    for dataset in load("datasets.json"):
        yield from ((dataset[field], "fr") for field in ("name_fr", "licence_fr", "credit_fr"))


def _usual(actor: dict[str, Any]) -> dict[str, str]:
    return {n["language"]: n["name"] for n in actor["names"] if n["kind"] == "usual"}


def test_every_key_is_used_once() -> None:
    kinds, words = [kind["key"] for kind in KINDS], [term["key"] for term in TERMS]
    assert repeated(kinds) == repeated(words) == []
    assert set(kinds) & set(words) == {"civilians"}, "a kind, and ACLED's actor type"
    assert repeated([actor["key"] for actor in ACTORS]) == []
    assert repeated([source["key"] for source in SOURCES]) == []
    keys = [*kinds, *words, *ACTOR_KEYS, *(source["key"] for source in SOURCES)]
    assert [key for key in keys if not re.fullmatch(r"[a-z][a-z0-9_]*", key)] == []


def test_kinds_are_acleds_six_and_twenty_five() -> None:
    parents = {kind["key"]: kind for kind in KINDS if kind["parent"] is None}
    coded: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS:
        if kind["parent"]:
            coded[parents[kind["parent"]]["acled"]].add(kind["acled"])
    assert coded == {event: set(subs.split(";")) for event, subs in ACLED_SUB_EVENTS.items()}
    assert sum(len(subs) for subs in coded.values()) == 25


def test_order_runs_forward_within_its_list() -> None:
    assert all(a["order"] < b["order"] for a, b in pairwise(KINDS))
    for vocabulary in {term["vocabulary"] for term in TERMS}:
        orders = [term["order"] for term in TERMS if term["vocabulary"] == vocabulary]
        assert orders == sorted(set(orders)), vocabulary


def test_actor_type_labels_are_those_of_the_code() -> None:
    assert terms("actor_type") == {one.value for one in ActorType}


@pytest.mark.parametrize("field", ["name", "definition"])
def test_every_word_has_both_languages(field: str) -> None:
    entries = [*KINDS, *TERMS]
    missing = [e["key"] for e in entries for la in ("en", "fr") if not e[f"{field}_{la}"].strip()]
    assert missing == []


def test_definitions_are_sentences_of_equal_weight() -> None:
    for entry in [*KINDS, *TERMS]:
        english, french = entry["definition_en"], entry["definition_fr"]
        assert english.endswith("."), entry["key"]
        assert french.endswith("."), entry["key"]
        assert 0.5 < len(french) / len(english) < 2.2, entry["key"]


def test_french_is_spaced_as_french() -> None:
    for text, language in _own_words():
        if language == "fr":
            assert not re.search(r" [;:!?»]|« |[^\s\u202f][;!?»](?:\s|$)", text), text


def test_own_voice_keeps_off_words_of_the_parties() -> None:
    assert [text for text, _ in _own_words() if NOT_OURS.search(text)] == []


def test_every_actor_has_one_usual_name_in_each_language() -> None:
    for actor in ACTORS:
        usual = [n["language"] for n in actor["names"] if n["kind"] == "usual"]
        assert sorted(usual) in (["en", "fr"], ["ar", "en", "fr"]), actor["key"]
        assert bool(actor["note_en"]) == bool(actor["note_fr"]), actor["key"]


def test_every_relation_has_its_note_in_both_languages_or_in_none() -> None:
    for relation in RELATIONS:
        assert bool(relation["note_en"]) == bool(relation["note_fr"]), relation


@pytest.mark.parametrize("text", ["licence", "credit"])
def test_every_data_set_says_its_licence_and_credit_in_both_languages(text: str) -> None:
    for dataset in load("datasets.json"):
        assert bool(dataset[text]) == bool(dataset[f"{text}_fr"]), dataset["key"]


def test_types_subtypes_and_countries_are_known() -> None:
    subtypes = terms("actor_subtype")
    for actor in ACTORS:
        assert actor["type"] in {one.value for one in ActorType}, actor["key"]
        assert actor["subtype"] in subtypes, actor["key"]
        assert actor["country"] is None or re.fullmatch("[A-Z]{2}", actor["country"])


def test_names_fit_their_columns_and_say_where_they_come_from() -> None:
    for actor in ACTORS:
        for name in actor["names"]:
            assert name["kind"] in NAME_KINDS
            assert name["language"] in LANGUAGES
            assert 0 < len(name["source"]) <= 200, actor["key"]
            assert 0 < len(name["name"]) <= (160 if name["kind"] == "usual" else 200)
        keys = [(n["language"], n["name"], n["kind"]) for n in actor["names"]]
        assert repeated(keys) == [], actor["key"]
        assert len(actor["key"]) <= 60
        assert all(len(re.compile(p).pattern) <= 160 for p in actor["literal_patterns"])


def test_one_name_leads_to_one_actor() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for actor in ACTORS:
        for name in actor["names"]:
            bearers[name["name"].casefold()].add(actor["key"])
    assert {name: keys for name, keys in bearers.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_people_is_an_actor_or_a_label(language: str) -> None:
    labels = [_usual(actor)[language] for actor in ACTORS]
    assert [label for label in labels if PEOPLES.search(label)] == []
    names = {name["name"].casefold() for actor in ACTORS for name in actor["names"]}
    assert names.isdisjoint(literal.casefold() for literal in COMMUNITIES["ucdp"])
    assert [name for name in names if PEOPLES.fullmatch(name)] == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_country_has_its_government_and_forces(country: str) -> None:
    low = country.lower()
    assert {f"{low}_government", f"{low}_armed_forces", f"{low}_police"} <= ACTOR_KEYS
    if country in ("ML", "BF", "NE"):
        assert {f"{low}_gendarmerie", f"{low}_security_forces"} <= ACTOR_KEYS


def test_dates_are_iso_days_with_a_precision_that_they_keep() -> None:
    spans = [(a, "active_from", "active_to") for a in ACTORS]
    spans += [(r, "valid_from", "valid_to") for r in RELATIONS]
    for entry, start, end in spans:
        for field in (start, end):
            value, precision = entry[field], entry[f"{field}_precision"]
            assert (value is None) == (precision is None)
            if value:
                day = date.fromisoformat(value)
                assert precision in {"day", "month", "year"}
                assert precision == "day" or day.day == 1
                assert precision != "year" or day.month == 1
        assert not (entry[start] and entry[end]) or entry[start] <= entry[end]


def test_relations_join_two_known_actors_and_name_their_source() -> None:
    for relation in RELATIONS:
        assert {relation["from"], relation["to"]} <= ACTOR_KEYS
        assert relation["from"] != relation["to"]
        assert relation["kind"] in {one.value for one in RelationKind}
        assert relation["status"] in {one.value for one in RelationStatus}
        assert 0 < len(relation["source"]) <= 300
    keys = [(r["from"], r["kind"], r["to"], r["valid_from"]) for r in RELATIONS]
    assert repeated(keys) == []


def test_no_actor_is_a_part_of_itself() -> None:
    parents = defaultdict(set)
    for relation in RELATIONS:
        if relation["kind"] == "component_of" and relation["status"] == "accepted":
            parents[relation["from"]].add(relation["to"])
    for key in ACTOR_KEYS:
        above, seen = {key}, set[str]()
        while above:
            above = {parent for one in above for parent in parents[one]} - seen
            seen |= above
        assert key not in seen


@pytest.mark.parametrize(
    ("part", "kind", "whole", "since"),
    [
        ("ansar_dine", "component_of", "jnim", "2017-03-02"),
        ("mujao", "merged_into", "mourabitoun", "2013-08-22"),
        ("iswap", "split_from", "jas", "2016-08-03"),
        ("fla", "successor_of", "csp", "2024-11-30"),
        ("africa_corps", "successor_of", "wagner", "2025-06-01"),
    ],
)
def test_known_relations_stand_with_their_date(
    part: str, kind: str, whole: str, since: str
) -> None:
    assert (part, kind, whole, since) in {
        (r["from"], r["kind"], r["to"], r["valid_from"]) for r in RELATIONS
    }


def test_two_accounts_of_one_date_are_both_kept_as_disputed() -> None:
    pairs = [r for r in RELATIONS if (r["from"], r["kind"]) == ("issp", "split_from")]
    assert {r["valid_from"] for r in pairs} == {"2015-05-13", "2015-05-15"}
    assert {r["status"] for r in pairs} == {"disputed"}


def test_sources_are_of_known_kinds_ungraded_and_open() -> None:
    kinds = terms("source_kind")
    for source in SOURCES:
        assert source["kind"] in kinds, source["key"]
        assert source["name_en"]
        assert source["languages"]
        assert source["reliability"] is None, "nobody graded it"
        assert source["protected"] is False
    hosts = [host for source in SOURCES for host in source["hosts"]]
    assert repeated(hosts) == []
    assert [host for host in hosts if host != host.lower() or host.startswith("www.")] == []


def test_each_address_of_the_demo_record_has_one_source() -> None:
    addresses = {
        said["source"] for one in curated() for said in [*one["figures"], *one["perpetrators"]]
    }
    assert len(addresses) == 192
    assert {a: sources_of(a) for a in addresses if len(sources_of(a)) != 1} == {}


def test_copies_of_one_encyclopaedia_are_one_source() -> None:
    copies = ("https://en.wikipedia.org/wiki/X", "https://wikimili.com/en/X", "http://piglix.com/X")
    assert [sources_of(copy) for copy in copies] == [["wikipedia"]] * 3
