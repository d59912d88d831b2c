from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import override

from dashboard.dossier.parts import Row, Voice
from dashboard.dossier.voices import voices
from tests.dashboard.dossier.said import (
    PROTECTED,
    READER,
    actor,
    both,
    claim,
    figure,
    oppose,
    source,
    voice,
)


def told(claims: Sequence[Row], *places: str) -> list[Voice]:
    with override("en"):
        return voices(claims, READER, places=places)


def shape(found: Sequence[Voice]) -> list[tuple[str, list[str]]]:
    """Speakers with the numbers of what they say, as they stand on the page."""
    return [
        (one.speaker.name, [line.claim.removeprefix("CL-").lstrip("0") for line in one.lines])
        for one in found
    ]


def test_the_claims_of_a_speaker_stand_together_where_its_first_one_stands() -> None:
    claims = [claim(1), claim(2, speaker=actor("army")), claim(3)]
    assert shape(told(claims)) == [("JNIM", ["1", "3"]), ("ARMY", ["2"])]


def test_two_carriers_of_one_speaker_are_one_voice() -> None:
    claims = [claim(1), claim(2, carrier=source("afp"))]
    found = told(claims)
    assert shape(found) == [("JNIM", ["1", "2"])]
    assert "cited by BBC" in found[0].lines[0].notes
    assert "cited by AFP" in found[0].lines[1].notes


def test_a_voice_in_words_is_one_whatever_its_capitals() -> None:
    claims = [claim(1, speaker=voice("a resident")), claim(2, speaker=voice("A resident"))]
    assert shape(told(claims)) == [("A resident", ["1", "2"])]


def test_contradictions_stand_side_by_side_and_lead_to_each_other() -> None:
    holds, calm, over = claim(2), claim(4, speaker=actor("army")), claim(6, speaker=actor("staff"))
    oppose(holds, calm)
    oppose(holds, over)
    claims = [claim(1), holds, claim(3, speaker=actor("ministry")), calm, claim(5), over]

    found = told(claims)

    assert shape(found) == [
        ("JNIM", ["1", "5"]),
        ("JNIM", ["2"]),
        ("ARMY", ["4"]),
        ("STAFF", ["6"]),
        ("MINISTRY", ["3"]),
    ]
    assert [one.contested for one in found] == [False, True, True, True, False]
    ends = [(other.words, other.name, other.claim) for other in found[1].lines[0].against]
    assert ends == [
        ("contradicted by", "ARMY", calm["id"]),
        ("contradicted by", "STAFF", over["id"]),
    ]
    assert [(other.words, other.claim) for other in found[2].lines[0].against] == [
        ("contradicts", holds["id"])
    ]


def test_two_contradictions_are_two_blocks() -> None:
    one, two = claim(1), claim(2, speaker=actor("army"))
    three, four = claim(3, speaker=actor("un")), claim(4, speaker=actor("mayor"))
    oppose(one, four)
    oppose(two, three)
    assert shape(told([one, two, three, four])) == [
        ("JNIM", ["1"]),
        ("MAYOR", ["4"]),
        ("ARMY", ["2"]),
        ("UN", ["3"]),
    ]


def test_a_silence_is_a_line_of_its_own_at_the_end() -> None:
    silent = figure(1, speaker=actor("government"), state="withheld")
    claims = [silent, claim(2, speaker=actor("government")), claim(3)]
    found = told(claims)
    assert shape(found) == [("GOVERNMENT", ["2"]), ("JNIM", ["3"]), ("GOVERNMENT", ["1"])]
    assert [one.silent for one in found] == [False, False, True]
    assert found[2].lines[0].text == "gives no figure"


def test_a_contradiction_with_a_claim_that_is_not_shown_leads_nowhere() -> None:
    alone = claim(1, contradicts=["CL-000000000099"])
    found = told([alone])
    assert found[0].lines[0].against == ()
    assert not found[0].contested


def test_a_protected_source_is_its_kind_alone_and_two_of_them_are_not_linked() -> None:
    hidden = {"type": "source", **PROTECTED}
    found = told([claim(number, speaker=hidden, carrier=None) for number in (1, 2)])
    assert [one.speaker.name for one in found] == ["Protected source (Local partner)"] * 2
    assert [one.speaker.address for one in found] == ["", ""]


def test_a_protected_carrier_is_its_kind_alone() -> None:
    found = told([claim(1, carrier=PROTECTED, report=None)])
    assert found[0].lines[0].notes[0] == "cited by protected source (Local partner)"


def test_the_person_who_speaks_for_a_body_is_named_beside_it() -> None:
    spoken = claim(1, speaker={**actor("staff"), "voice": both("Oumar Diarra, chief of staff")})
    found = told([spoken])
    assert found[0].speaker.name == "STAFF"
    assert found[0].speaker.address == "/actors/staff/"
    assert found[0].lines[0].notes[0] == "Oumar Diarra, chief of staff"


def test_a_line_says_when_where_and_how_it_stands() -> None:
    spoken = claim(
        1,
        said_on="2024-09-17",
        said_at="2024-09-17T08:00:00Z",
        said_precision="hour",
        standing="official",
        credibility=2,
        site=1,
        flags=["coding_uncertain"],
    )
    found = told([spoken], "Faladié", "Sénou")
    assert found[0].lines[0].notes == (
        "cited by BBC",
        "17 Sep, 08:00 UTC",
        "Sénou",
        "official statement",
        "credibility of the claim: probably true",
        "the coding is uncertain",
    )


def test_a_moment_is_told_no_better_than_it_is_known() -> None:
    part = claim(
        1, said_on="2024-09-17", said_precision="part_of_day", said_part_of_day="early_afternoon"
    )
    month = claim(2, said_on="2024-09-01", said_precision="month", speaker=actor("army"))
    with override("fr"):
        found = voices([part, month], READER)
    assert found[0].lines[0].notes[1] == "17 sept., en début d'après-midi"
    assert found[1].lines[0].notes[1] == "septembre 2024"


def test_without_a_sentence_the_figure_or_the_exact_words_stand() -> None:
    claims = [
        figure(1, low=3, high=3),
        claim(2, text=both(""), wording="we hold it", speaker=actor("army")),
        claim(3, text=both(""), speaker=actor("un")),
    ]
    assert [one.lines[0].text for one in told(claims)] == ["3 killed", "we hold it", "control"]


def test_a_replaced_claim_stays_readable_and_says_so() -> None:
    found = told([figure(1, low=2, high=2, standing="superseded")])
    assert found[0].lines[0].spent
    assert "replaced by a later figure" in found[0].lines[0].notes
