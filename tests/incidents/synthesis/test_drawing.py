"""What is drawn follows from seed and count alone, and looks like a record."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from incidents.synthesis import CHUNK, Cast, Chunk, Spots, World, chunks, draw
from incidents.synthesis.drawing import day_of
from incidents.synthesis.words import FIRST, LAST, SUB_KINDS
from incidents.values import DatePrecision, DeathsState, Precision

COUNT = CHUNK + 1234
PLACES = 90


def world(seed: int = 1, count: int = COUNT) -> World:
    eras = (date.min, date(2012, 1, 1))
    spots = Spots(
        country=np.sort(np.arange(PLACES) % 3),
        eras=eras,
        admin1=np.tile(np.arange(PLACES) % 7, (2, 1)),
        admin2=np.tile(np.arange(PLACES) % 2, (2, 1)),
    )
    actors = [("rebel", "coalition", ""), ("rebel", "militia", "ML"), ("state", "army", "ML")]
    return World(seed=seed, count=count, spots=spots, cast=Cast.of(actors))


def tables(chunk: Chunk) -> dict[str, dict[str, np.ndarray]]:
    names = ("incidents", "sites", "participations", "claims", "tags")
    return {name: getattr(chunk, name) for name in names}


@pytest.fixture(scope="module")
def whole() -> list[Chunk]:
    return list(chunks(world()))


def test_the_same_seed_draws_the_same_whatever_was_drawn_before(whole: list[Chunk]) -> None:
    for table, columns in tables(draw(world(), 1)).items():
        for name, column in columns.items():
            assert np.array_equal(column, tables(whole[1])[table][name]), (table, name)


def test_another_seed_draws_another_record(whole: list[Chunk]) -> None:
    other = draw(world(seed=2), 0)
    assert not np.array_equal(other.incidents["spot"], whole[0].incidents["spot"])
    assert not np.intersect1d(other.incidents["code"], whole[0].incidents["code"]).size


def test_chunks_hold_the_count_once(whole: list[Chunk]) -> None:
    assert [chunk.first for chunk in whole] == [0, CHUNK]
    assert sum(chunk.rows for chunk in whole) == COUNT
    codes = np.concatenate([chunk.incidents["code"] for chunk in whole])
    assert len(np.unique(codes)) == COUNT


def test_there_are_more_incidents_as_time_goes_on(whole: list[Chunk]) -> None:
    days = np.concatenate([chunk.incidents["day"] for chunk in whole])
    by_decade = [int(((days >= 0) & (days // 3653 == decade)).sum()) for decade in range(3)]
    assert by_decade[0] < by_decade[1] / 2 < by_decade[2] / 4
    assert day_of(int(days.min())) >= FIRST
    assert day_of(int(days.max())) <= LAST


def test_days_fit_their_precision(whole: list[Chunk]) -> None:
    of = whole[1].incidents
    for word, least, most in (("day", 0, 0), ("days", 1, 4), ("week", 6, 6), ("month", 27, 30)):
        rows = of["date_precision"] == list(DatePrecision).index(DatePrecision(word))
        span = (of["end"] - of["day"])[rows]
        inside = of["end"][rows] < (LAST - FIRST).days
        assert rows.any()
        assert (span[inside] >= least).all(), word
        assert (span[inside] <= most).all(), word
    assert (of["end"] >= of["day"]).all()


def test_places_and_sub_kinds_fall_off_from_the_most_frequent(whole: list[Chunk]) -> None:
    counts = np.sort(np.bincount(whole[0].incidents["spot"], minlength=PLACES))[::-1]
    assert counts[0] > 3 * counts[PLACES // 2] > 0
    assert len(np.unique(whole[0].incidents["sub_kind"])) == len(SUB_KINDS)


def test_a_site_claims_no_unit_that_nobody_knows(whole: list[Chunk]) -> None:
    of = whole[0].sites
    every = list(Precision)
    assert not ((of["precision"] == every.index(Precision.ADMIN2)) & (of["admin2"] == 0)).any()
    assert not ((of["precision"] == every.index(Precision.ADMIN1)) & (of["admin1"] == 0)).any()
    assert (of["admin1"][of["precision"] == every.index(Precision.COUNTRY)] == 0).all()
    assert 1 < of["order"].max() + 1 <= 3


def test_every_state_of_deaths_is_there_and_low_is_not_over_high(whole: list[Chunk]) -> None:
    of = whole[0].incidents
    assert set(of["deaths_state"].tolist()) == set(range(len(DeathsState)))
    assert (of["low"] <= of["high"]).all()
    kept = of["retained"] >= 0
    assert (kept == (of["deaths_state"] == list(DeathsState).index(DeathsState.RETAINED))).all()


def test_twins_share_day_and_place_and_come_in_pairs(whole: list[Chunk]) -> None:
    of = whole[0].incidents
    (twins,) = of["twin"].nonzero()
    assert len(twins) > 5
    assert (of["spot"][twins] == of["spot"][twins - 1]).all()
    assert not of["twin"][twins - 1].any()


def test_a_small_record_and_one_of_a_single_incident_can_be_drawn() -> None:
    assert [chunk.rows for chunk in chunks(world(count=1))] == [1]
    assert [chunk.rows for chunk in chunks(world(count=CHUNK))] == [CHUNK]
