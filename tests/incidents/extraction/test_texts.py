"""The labelled texts are well-formed, and every trap stands in both languages."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from incidents.folding import fold
from incidents.values import COUNTRIES
from tests.incidents.seeds import ACTORS

HERE = Path(__file__).resolve().parent
TEXTS = sorted((HERE / "texts").glob("*.txt"))
APART = sorted((HERE / "apart").glob("*.txt"))
ALL = TEXTS + APART

INCIDENT = {"date_start", "date_end", "sites", "perpetrators", "claims"}
KINDS = {
    "casualties",
    "responsibility",
    "denial",
    "control",
    "situation",
    "arrest",
    "response",
    "other",
}
MEASURES = {"", "killed", "wounded", "missing", "abducted", "arrested", "displaced"}
HEADER = re.compile(r"URL: \S+\nOUTLET: .+\nDATE: (\d{4}-\d\d-\d\d)\nLANG: (fr|en)\n\n")
THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f.,](?=\d{3}\b)")
TRAPS = set(
    re.findall(r"`([a-z-]+)`", (HERE / "texts/README.md").read_text().split("## The traps")[1])
)
USUAL = {
    name["name"]
    for actor in ACTORS
    for name in actor["names"]
    if name["kind"] == "usual" and name["language"] == "en"
}
UNREGISTERED = {"Lakurawa"}
"""Groups that the actor register does not hold yet."""


def header(path: Path) -> re.Match[str]:
    found = HEADER.match(path.read_text())
    assert found is not None, f"{path.name} has no header"
    return found


def article(path: Path) -> str:
    return path.read_text()[header(path).end() :]


def label(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.with_suffix(".json").read_text())
    return read


def incidents(path: Path) -> list[dict[str, Any]]:
    """The main incident and the others of the text."""
    return [label(path), *label(path)["others"]]


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


each = pytest.mark.parametrize("path", ALL, ids=name_of)


def test_every_text_has_a_label_and_every_label_a_text() -> None:
    labels = [*(HERE / "texts").glob("*.json"), *(HERE / "apart").glob("*.json")]
    assert {path.with_suffix("") for path in ALL} == {path.with_suffix("") for path in labels}


@each
def test_a_label_has_the_shape_of_a_proposal(path: Path) -> None:
    assert set(label(path)) == INCIDENT | {"others", "traps", "background"}
    assert set(label(path)["background"]) == {"perpetrators", "places", "figures"}
    assert all(set(other) == INCIDENT for other in label(path)["others"])


@each
def test_days_parse_and_lie_before_the_publication(path: Path) -> None:
    published = date.fromisoformat(header(path)[1])
    for incident in incidents(path):
        if incident["date_start"] is None:
            assert incident["date_end"] is None
            continue
        start = date.fromisoformat(incident["date_start"])
        assert start <= date.fromisoformat(incident["date_end"]) <= published


@each
def test_sites_are_named_in_the_text_and_lie_in_the_region(path: Path) -> None:
    text = fold(article(path))
    for site in (site for incident in incidents(path) for site in incident["sites"]):
        assert set(site) == {"name", "country", "lat", "lon"}
        assert site["country"] in COUNTRIES
        assert fold(site["name"]) in text
        if site["lat"] is None:
            assert site["lon"] is None
        else:
            assert 4 < site["lat"] < 28
            assert -18 < site["lon"] < 25


@each
def test_perpetrators_go_by_their_usual_names(path: Path) -> None:
    background = set(label(path)["background"]["perpetrators"])
    named = {name for incident in incidents(path) for name in incident["perpetrators"]}
    assert named | background <= USUAL | UNREGISTERED
    assert not background & set(label(path)["perpetrators"])


@each
def test_claims_use_the_allowed_words_and_rest_on_the_text(path: Path) -> None:
    text = fold(article(path))
    for claim in (claim for incident in incidents(path) for claim in incident["claims"]):
        assert set(claim) == {"speaker", "kind", "measure", "group", "low", "high"}
        assert claim["kind"] in KINDS
        assert claim["measure"] in MEASURES
        assert fold(claim["speaker"]) in text
        assert fold(claim["group"]) in text
        low, high = claim["low"], claim["high"]
        assert low is None or high is None or 0 <= low <= high


@each
def test_background_stands_in_the_text_and_not_in_the_main_record(path: Path) -> None:
    background = label(path)["background"]
    text = article(path)
    figures = {int(digits) for digits in re.findall(r"\d+", THOUSANDS.sub("", text))}
    assert set(background["figures"]) <= figures
    assert all(fold(place) in fold(text) for place in background["places"])
    told = {
        claim[bound]
        for claim in label(path)["claims"]
        for bound in ("low", "high")
        if claim["measure"] == "killed"
    }
    assert not told & set(background["figures"])
    assert not {site["name"] for site in label(path)["sites"]} & set(background["places"])


def test_every_trap_stands_in_both_languages() -> None:
    languages = defaultdict(set)
    for path in TEXTS:
        for trap in label(path)["traps"]:
            languages[trap].add(header(path)[2])
    assert {trap: languages[trap] for trap in TRAPS} == {trap: {"fr", "en"} for trap in TRAPS}
    assert set(languages) == TRAPS
    assert all(set(label(path)["traps"]) <= TRAPS for path in APART)


@pytest.mark.parametrize("paths", [TEXTS, APART], ids=["texts", "apart"])
def test_about_half_of_the_texts_are_french(paths: list[Path]) -> None:
    count = Counter(header(path)[2] for path in paths)
    assert abs(count["fr"] - count["en"]) <= 2
