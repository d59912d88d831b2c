"""How an incident's dead are counted: never a sum, never a part, never the attackers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.figures import Deaths, Figure, counts, derive
from incidents.values import (
    DeathsRule,
    DeathsState,
    FigureState,
    Measure,
    Scope,
    Side,
    Stance,
    Standing,
)

NUMBERS = st.none() | st.integers(min_value=0, max_value=500)


def _figure(claim: int, **said: Any) -> Figure:
    """Somebody counts the dead of the whole incident, unless told otherwise."""
    plain: dict[str, Any] = {
        "speaker": f"speaker {claim}",
        "origin": f"origin {claim}",
        "measure": Measure.KILLED,
        "side": Side.VICTIMS,
        "scope": Scope.WHOLE,
        "state": FigureState.STATED,
        "stance": Stance.ASSERTS,
        "standing": Standing.REPORTED,
        "said_on": date(2024, 9, claim),
    }
    return Figure(claim=claim, **(plain | said))


def _exactly(claim: int, number: int, **said: Any) -> Figure:
    return _figure(claim, low=number, high=number, **said)


def _silent(claim: int, state: FigureState) -> Figure:
    return _figure(claim, state=state)


@st.composite
def figures(draw: st.DrawFn, /, **fixed: Any) -> list[Figure]:
    """Any claims about casualties, in any order of their figures."""
    found = []
    for claim in range(1, draw(st.integers(min_value=1, max_value=6)) + 1):
        state = draw(st.sampled_from(FigureState))
        numbers = {name: draw(NUMBERS) for name in ("low", "best", "high")}
        if state != FigureState.STATED:
            numbers = {}
        said = {
            "speaker": draw(st.sampled_from("abc")),
            "origin": draw(st.sampled_from("xyz")),
            "measure": draw(st.none() | st.sampled_from(Measure)),
            "side": draw(st.sampled_from(Side)),
            "scope": draw(st.sampled_from(Scope)),
            "stance": draw(st.sampled_from(Stance)),
            "standing": draw(st.sampled_from(Standing)),
            "said_on": draw(st.none() | st.dates(date(2020, 1, 1), date(2020, 2, 1))),
            "dataset_best": numbers.get("best") is not None and draw(st.booleans()),
        }
        found.append(_figure(claim, state=state, **numbers, **(said | fixed)))
    return found


def _said(some: list[Figure]) -> set[int]:
    """Every number that somebody gave; 0 for "nobody was killed"."""
    stated = {
        number
        for figure in some
        if figure.state == FigureState.STATED
        for number in (figure.low, figure.best, figure.high)
        if number is not None
    }
    return stated | {0 for figure in some if figure.state == FigureState.NONE}


# ── what counts ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ({}, True),
        ({"side": Side.ALL}, True),
        ({"side": Side.NOT_STATED}, True),
        ({"side": Side.ATTACKERS}, False),
        ({"measure": Measure.WOUNDED}, False),
        ({"measure": Measure.KILLED_OR_WOUNDED}, False),
        ({"measure": None}, False),
        ({"scope": Scope.PART}, False),
        ({"scope": Scope.SITE}, False),
        ({"scope": Scope.BEYOND}, False),
        ({"standing": Standing.SUPERSEDED}, False),
        ({"standing": Standing.RETRACTED}, False),
        ({"standing": Standing.UNVERIFIED}, True),
        ({"stance": Stance.CLAIMS}, True),
        ({"stance": Stance.DENIES}, False),
        ({"stance": Stance.RETRACTS}, False),
    ],
)
def test_only_the_dead_of_the_whole_incident_count(said: dict[str, Any], counted: bool) -> None:
    assert counts(_exactly(1, 5, **said)) is counted


@given(figures(scope=Scope.PART))
def test_a_part_is_never_the_whole(some: list[Figure]) -> None:
    assert derive(some) == Deaths(state=DeathsState.UNKNOWN)


@given(figures(side=Side.ATTACKERS))
def test_attackers_never_enter_the_toll(some: list[Figure]) -> None:
    assert derive(some) == Deaths(state=DeathsState.UNKNOWN)


@given(figures())
def test_figures_are_never_added_up(some: list[Figure]) -> None:
    deaths = derive(some)
    said = _said([figure for figure in some if counts(figure)])
    for number in (deaths.low, deaths.retained, deaths.high):
        assert number is None or number in said


@given(figures())
def test_low_retained_and_high_are_in_order_and_bound_what_counts(some: list[Figure]) -> None:
    deaths = derive(some)
    said = _said([figure for figure in some if counts(figure)])
    if not said:
        assert (deaths.low, deaths.retained, deaths.high) == (None, None, None)
        return
    assert (deaths.low, deaths.high) == (min(said), max(said))
    if deaths.retained is not None:
        assert min(said) <= deaths.retained <= max(said)


@given(figures(), figures(scope=Scope.PART), figures(side=Side.ATTACKERS))
def test_what_does_not_count_changes_nothing(
    some: list[Figure], parts: list[Figure], attackers: list[Figure]
) -> None:
    others = [replace(one, claim=one.claim + 10) for one in (*parts, *attackers)]
    assert derive([*others, *some]) == derive(some)


@given(figures(), st.randoms())
def test_the_order_of_claims_changes_nothing(some: list[Figure], chance: Any) -> None:
    turned = list(some)
    chance.shuffle(turned)
    assert derive(turned) == derive(some)


# ── silence ─────────────────────────────────────────────────────────────────


def test_nothing_said_is_unknown() -> None:
    assert derive([]).state == DeathsState.UNKNOWN
    assert derive([_silent(1, FigureState.UNKNOWN)]).state == DeathsState.UNKNOWN
    assert derive([_figure(1)]).state == DeathsState.UNKNOWN
    assert derive([_silent(1, FigureState.NOT_A_FIGURE)]).state == DeathsState.UNKNOWN


def test_a_refusal_to_say_is_withheld() -> None:
    some = [_silent(1, FigureState.UNKNOWN), _silent(2, FigureState.WITHHELD)]
    assert derive(some).state == DeathsState.WITHHELD


def test_nobody_killed_is_none_and_a_stated_zero_is_a_figure() -> None:
    said = derive([_silent(1, FigureState.NONE)])
    assert (said.state, said.low, said.high, said.retained) == (DeathsState.NONE, 0, 0, None)
    twice = derive([_silent(1, FigureState.NONE), _silent(2, FigureState.NONE)])
    assert (twice.state, twice.retained, twice.rule) == (
        DeathsState.NONE,
        0,
        DeathsRule.INDEPENDENT_ORIGINS,
    )
    stated = derive([_exactly(1, 0), _exactly(2, 0)])
    assert (stated.state, stated.retained) == (DeathsState.RETAINED, 0)


def test_none_beside_a_number_is_a_rival() -> None:
    deaths = derive([_silent(1, FigureState.NONE), _exactly(2, 7)])
    assert (deaths.state, deaths.low, deaths.high) == (DeathsState.RIVAL, 0, 7)


# ── which figure is retained ────────────────────────────────────────────────


def test_rivals_leave_the_range_and_no_figure() -> None:
    deaths = derive([_exactly(1, 3), _exactly(2, 77)])
    assert deaths == Deaths(state=DeathsState.RIVAL, low=3, high=77)


def test_the_newest_figure_with_two_independent_origins_is_retained() -> None:
    some = [_exactly(1, 3), _exactly(2, 3), _exactly(3, 77), _exactly(4, 77), _exactly(5, 9)]
    deaths = derive(some)
    assert (deaths.retained, deaths.rule) == (77, DeathsRule.INDEPENDENT_ORIGINS)
    assert deaths.claim == 4
    assert (deaths.low, deaths.high) == (3, 77)


@pytest.mark.parametrize("same", [{"speaker": "army"}, {"origin": "wire"}])
def test_one_voice_or_one_wire_twice_is_no_second_origin(same: dict[str, str]) -> None:
    deaths = derive([_exactly(1, 5, **same), _exactly(2, 5, **same)])
    assert (deaths.state, deaths.rule) == (DeathsState.SINGLE, DeathsRule.NO_RULE)
    assert (deaths.low, deaths.retained, deaths.high) == (5, None, 5)


def test_at_least_agrees_with_the_number_and_not_with_another() -> None:
    at_least = _figure(1, low=100)
    assert derive([at_least, _exactly(2, 100)]).retained == 100
    assert derive([at_least, _exactly(2, 136)]).retained is None


def test_ranges_agree_only_when_they_are_the_same() -> None:
    wide = _figure(1, low=200, high=400)
    assert derive([wide, _figure(2, low=200, high=400)]).retained == 200
    assert derive([wide, _exactly(2, 300)]).retained is None
    assert derive([wide, _exactly(2, 200)]).retained is None


def test_a_data_sets_best_is_retained_where_nobody_else_agrees() -> None:
    best = _figure(1, low=3, best=5, high=9, dataset_best=True)
    deaths = derive([best, _exactly(2, 12)])
    assert (deaths.retained, deaths.rule, deaths.claim) == (5, DeathsRule.DATASET_BEST, 1)
    assert (deaths.low, deaths.high) == (3, 12)


def test_a_data_set_supports_nobody_and_yields_to_two_origins() -> None:
    best = _figure(1, low=12, best=12, high=12, dataset_best=True)
    assert derive([best, _exactly(2, 12)]).rule == DeathsRule.DATASET_BEST
    agreed = derive([best, _exactly(2, 7), _exactly(3, 7)])
    assert (agreed.retained, agreed.rule) == (7, DeathsRule.INDEPENDENT_ORIGINS)


def test_a_best_outside_its_own_range_widens_low_and_high() -> None:
    deaths = derive([_figure(1, low=5, best=4, high=6, dataset_best=True)])
    assert (deaths.low, deaths.retained, deaths.high) == (4, 4, 6)


def test_a_data_set_without_a_best_figure_retains_none() -> None:
    deaths = derive([_figure(1, low=5, dataset_best=True)])
    assert (deaths.state, deaths.retained) == (DeathsState.SINGLE, None)


def test_one_figure_of_one_origin_is_single_and_has_no_rival() -> None:
    assert derive([_exactly(1, 8)]) == Deaths(state=DeathsState.SINGLE, low=8, high=8)
    wide = derive([_figure(1, low=200, high=400)])
    assert (wide.state, wide.low, wide.high) == (DeathsState.SINGLE, 200, 400)
    silent = [_silent(2, FigureState.WITHHELD), _exactly(3, 4, side=Side.ATTACKERS)]
    assert derive([_exactly(1, 8), *silent]).state == DeathsState.SINGLE


def test_a_second_figure_of_the_same_voice_is_a_rival_to_its_first() -> None:
    said = [_exactly(1, 8, speaker="army"), _exactly(2, 9, speaker="army")]
    assert derive(said).state == DeathsState.RIVAL


def test_of_three_figures_two_that_differ_are_rivals() -> None:
    """ "At least 100" may be 100 or 100 to 136; these two are not the same."""
    one_wire = {"origin": "wire"}
    at_least = _figure(1, low=100, **one_wire)
    hundred, wide = _exactly(2, 100, **one_wire), _figure(3, low=100, high=136, **one_wire)
    assert derive([at_least, hundred]).state == DeathsState.SINGLE
    assert derive([at_least, hundred, wide]).state == DeathsState.RIVAL


@given(figures())
def test_figures_that_nobody_retained_are_single_only_when_none_differs(
    some: list[Figure],
) -> None:
    deaths = derive(some)
    if deaths.state == DeathsState.SINGLE:
        counted = [figure for figure in some if counts(figure) and _said([figure])]
        assert len({min(_said([figure])) for figure in counted}) == 1
        assert deaths.retained is None
    if deaths.state == DeathsState.RIVAL:
        assert len([figure for figure in some if counts(figure)]) > 1


def test_a_figure_without_a_day_is_older_than_any() -> None:
    dated = [_exactly(1, 4), _exactly(2, 4)]
    undated = [_exactly(3, 6, said_on=None), _exactly(4, 6, said_on=None)]
    assert derive([*dated, *undated]).retained == 4


# ── an analyst's choice ─────────────────────────────────────────────────────


@given(figures(), st.integers(min_value=0, max_value=900))
def test_a_choice_wins_and_widens_the_range(some: list[Figure], number: int) -> None:
    deaths = derive(some, choice=(number, 1))
    assert (deaths.retained, deaths.rule, deaths.claim) == (number, DeathsRule.ANALYST, 1)
    assert deaths.low is not None
    assert deaths.high is not None
    assert deaths.low <= number <= deaths.high


def test_a_choice_needs_no_claim() -> None:
    deaths = derive([], choice=(3, None))
    assert deaths == Deaths(
        state=DeathsState.RETAINED, low=3, retained=3, high=3, rule=DeathsRule.ANALYST
    )


def test_zero_chosen_where_somebody_says_that_nobody_died_is_none() -> None:
    assert derive([_silent(1, FigureState.NONE)], choice=(0, 1)).state == DeathsState.NONE
    assert derive([_exactly(1, 3)], choice=(0, 1)).state == DeathsState.RETAINED
    assert derive([], choice=(0, None)).state == DeathsState.RETAINED
