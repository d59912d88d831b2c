"""Bamako, 17 September 2024, as one article of the day tells it: many voices, in conflict."""

from __future__ import annotations

import re
from pathlib import Path

from incidents.figures import counts
from incidents.values import (
    About,
    FigureState,
    Measure,
    NewClaim,
    ParticipationRole,
    PartOfDay,
    Side,
    Standing,
)
from tests.incidents.formats.demo import ARTICLE, INCIDENTS, REFERENCE, figure, texts


def test_the_article_gives_sixteen_claims_in_its_order() -> None:
    rows = [claim["row"] for claim in ARTICLE["claims"] if "same_statement_as" not in claim]
    claims = [claim for claim in INCIDENTS[REFERENCE].claims if claim.key.startswith("article:")]

    assert rows == list(range(1, 17))
    assert [claim.key for claim in claims][:9] == [f"article:{row}" for row in range(1, 10)]
    assert {claim.report and claim.report.source for claim in claims} == {"bbc"}
    assert str(INCIDENTS[REFERENCE].report.published_on) == "2024-09-17"


def article(row: str) -> NewClaim:
    return next(c for c in INCIDENTS[REFERENCE].claims if c.key == f"article:{row}")


def test_the_army_and_its_chief_contradict_the_claim_of_control() -> None:
    links = {c.key: c.contradicts for c in INCIDENTS[REFERENCE].claims if c.contradicts}

    assert links == {"article:5": ("article:3",), "article:7": ("article:3",)}
    assert {article(row).about for row in "357"} == {About.CONTROL}


def test_times_of_day_are_kept() -> None:
    assert article("3").said_part_of_day == PartOfDay.EARLY_AFTERNOON
    assert str(article("5").said_time) == "08:00:00"
    assert article("10").said_part_of_day == PartOfDay.EARLY_AFTERNOON
    assert article("12").said_part_of_day == PartOfDay.DAWN
    assert INCIDENTS[REFERENCE].part_of_day == PartOfDay.DAWN
    assert INCIDENTS[REFERENCE].end_part_of_day == PartOfDay.EARLY_AFTERNOON
    assert INCIDENTS[REFERENCE].zone == "Africa/Bamako"


def test_three_places_each_with_its_own_point() -> None:
    sites = INCIDENTS[REFERENCE].sites

    for site, words in zip(sites, ("school", "Military airport", "Police station"), strict=True):
        assert words in site.name
    assert [site.part_of_day for site in sites] == [
        PartOfDay.DAWN,
        PartOfDay.EARLY_AFTERNOON,
        PartOfDay.EARLY_AFTERNOON,
    ]
    assert len({(site.latitude, site.longitude) for site in sites}) == 3
    assert all(site.radius_km for site in sites)
    assert (article("3").site, article("4").site, article("10").site) == (1, 0, 2)


def test_killed_or_wounded_has_a_word_and_no_number() -> None:
    claim = article("8")

    assert (claim.measure, claim.words) == (Measure.KILLED_OR_WOUNDED, "several")
    assert (claim.low, claim.high) == (None, None)
    assert (claim.carrier, claim.speaker_actor) == ("nyt", "")
    assert claim.speaker_voice_en == article("15").speaker_voice_en


def test_the_footage_shows_twenty_prisoners_and_three_bodies_that_are_no_toll() -> None:
    prisoners, bodies = article("9"), article("9:bodies")

    assert (prisoners.measure, prisoners.low) == (Measure.DETAINED, 20)
    assert (bodies.measure, bodies.low) == (Measure.KILLED, 3)
    assert bodies.same_statement_as == prisoners.key
    assert bodies.side == Side.NOT_STATED
    assert not counts(figure(0, bodies))


def test_a_silence_is_a_claim_without_a_number() -> None:
    claim = article("16")

    assert (claim.state, claim.low, claim.speaker_actor) == (
        FigureState.WITHHELD,
        None,
        "ml_government",
    )


def test_only_those_of_the_attack_took_part() -> None:
    took_part = {(p.role, p.actor or p.description_en) for p in INCIDENTS[REFERENCE].participations}

    assert took_part == {
        (ParticipationRole.PERPETRATOR, "jnim"),
        (ParticipationRole.TARGET, "ml_armed_forces"),
        (ParticipationRole.AFFECTED, "civilians"),
    }


def test_no_sentence_of_the_article_is_copied(shared: Path) -> None:
    text = (shared / "data" / "reference-article.txt").read_text(encoding="utf-8")
    sentences = [part.strip() for part in re.split(r"[.\n]", text) if len(part.split()) >= 8]
    written = [said for path, said in texts(ARTICLE) if not path.endswith("/title")]

    assert len(sentences) > 20
    assert not [s for s in sentences for said in written if s in said]
    assert max(len(claim.get("wording", "")) for claim in ARTICLE["claims"]) <= 300


def test_the_first_two_wounded_are_replaced_by_the_later_figure() -> None:
    wounded = {c.key: c for c in INCIDENTS[REFERENCE].claims if c.measure == Measure.WOUNDED}
    (first,) = [key for key, claim in wounded.items() if claim.standing == Standing.SUPERSEDED]

    assert (wounded[first].low, wounded[first].high) == (2, 2)
    assert [c.low for c in wounded.values() if first in c.supersedes] == [255]
