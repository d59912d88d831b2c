from __future__ import annotations

from typing import Any

import pytest

from incidents.extraction.scoring import Tally, same_speaker, score, summary
from tests.incidents.extraction.ground import known


def claim(speaker: str, low: int | None = None, **other: Any) -> dict[str, Any]:
    plain = {"kind": "casualties", "measure": "killed", "group": "", "high": low}
    return {"speaker": speaker, "low": low, **plain, **other}


def record(**changed: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "date_start": "2024-09-15",
        "date_end": "2024-09-15",
        "sites": [{"name": "Kelwa", "country": "BF", "lat": 13.4, "lon": -1.2}],
        "perpetrators": ["JNIM"],
        "claims": [claim("the army", 12)],
        "background": {"perpetrators": ["Wagner"], "places": ["Badougou"], "figures": [40]},
    }
    return {**plain, **changed}


def scored(label: dict[str, Any], found: dict[str, Any]) -> Tally:
    tally = Tally()
    score(label, found, known(), tally)
    return tally


def test_a_record_agrees_with_itself() -> None:
    figures = summary(scored(record(), record()))

    assert figures["claim recall"] == figures["claim precision"] == figures["place"] == 1
    assert figures["background leaks"] == 0


def test_names_of_one_actor_are_the_same() -> None:
    assert summary(scored(record(), record(perpetrators=["GSIM"])))["perpetrators F1"] == 1


def test_a_false_perpetrator_is_counted_by_text() -> None:
    tally = scored(record(perpetrators=[]), record())

    assert summary(tally)["false perpetrators"] == 1


def test_what_is_missing_and_what_is_too_much_is_said() -> None:
    tally = scored(record(), record(date_end="2024-09-16", sites=[], claims=[claim("AFP", 40)]))

    assert summary(tally)["claim recall"] == 0
    assert summary(tally)["background leaks"] == pytest.approx(1 / 3)
    assert any(note.startswith("date:") for note in tally.wrong)


def test_a_place_without_a_point_agrees_by_name() -> None:
    bare = [{"name": "Kelwa", "country": "BF", "lat": None, "lon": None}]

    assert summary(scored(record(sites=bare), record()))["place"] == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("JNIM", "le GSIM", True),
        ("a security source", "the security source", True),
        ("", "the army", False),
        ("the mayor", "a nurse", False),
    ],
)
def test_speakers_agree_by_actor_or_by_half_their_words(one: str, other: str, same: bool) -> None:
    assert same_speaker(one, other, known()) is same
