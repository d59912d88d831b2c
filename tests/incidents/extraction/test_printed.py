from __future__ import annotations

from incidents.extraction.printed import printed
from incidents.extraction.shown import shown
from tests.incidents.extraction.ground import proposed
from tests.incidents.extraction.test_proposing import ENGLISH

TEXT = ENGLISH + "\nPolice said three people were arrested and no one was killed.\n"


def test_the_main_incident_is_the_record_itself() -> None:
    record = printed(proposed(TEXT), "one.txt")

    assert record["file"] == "one.txt"
    assert (record["date_start"], record["date_end"]) == ("2024-09-15", "2024-09-15")
    assert record["perpetrators"] == ["JNIM"]
    assert record["sites"][0]["country"] == "ML"
    assert record["others"] == []


def test_kinds_and_measures_are_the_printed_ones() -> None:
    claims = printed(proposed(TEXT))["claims"]

    assert {claim["kind"] for claim in claims} >= {
        "casualties",
        "responsibility",
        "control",
        "arrest",
    }
    assert {claim["measure"] for claim in claims} == {"", "killed", "wounded", "arrested"}
    assert [claim["low"] for claim in claims if claim["state"] == "none"] == [0]


def test_people_read_values_beside_their_words() -> None:
    lines = shown(proposed(TEXT), TEXT, "one.txt").splitlines()

    assert lines[0] == "one.txt (en)"
    assert any("perpetrator (claimed) JNIM  « JNIM »" in line for line in lines)
    assert any("not said" in line for line in shown(proposed(""), "").splitlines())
