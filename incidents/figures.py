"""The rule by which an incident's dead are counted. Pure: figures in, figures out.

Only figures for the whole incident count, that are not replaced or taken back, do not count
attackers, and are asserted rather than denied. Rival figures are never added up; a part is never
taken for the whole. Low and high are the outer bounds of what counts. The retained figure is, in
this order: an analyst's choice with a reason; the newest figure that two independent origins
give; the data set's own best figure; none. Where none is, figures that differ are rivals; one
figure, told by one voice or in one document however often it is copied, stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

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

Retained = tuple[DeathsRule, int | None, int | None]
SPENT = frozenset({Standing.SUPERSEDED, Standing.RETRACTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A claim about casualties, reduced to what the rule reads."""

    claim: int
    speaker: str
    """Who says it. Two carriers of one speaker are one voice."""
    origin: str
    """The document it goes back to. Copies of one wire are one origin."""
    measure: Measure | None
    side: Side
    scope: Scope
    state: FigureState
    stance: Stance
    standing: Standing
    low: int | None = None
    best: int | None = None
    high: int | None = None
    said_on: date | None = None
    dataset_best: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """Reported deaths of one incident and the rule that chose the retained figure."""

    state: DeathsState
    low: int | None = None
    retained: int | None = None
    high: int | None = None
    rule: DeathsRule = DeathsRule.NO_RULE
    claim: int | None = None


def counts(figure: Figure) -> bool:
    """True when the figure speaks of the dead of the whole incident, attackers apart."""
    return (
        figure.measure == Measure.KILLED
        and figure.side != Side.ATTACKERS
        and figure.scope == Scope.WHOLE
        and figure.standing not in SPENT
        and figure.stance in (Stance.ASSERTS, Stance.CLAIMS)
    )


def derive(figures: Sequence[Figure], *, choice: tuple[int, int | None] | None = None) -> Deaths:
    """The incident's deaths from its claims.

    `choice` is an analyst's (number, claim where there is one) and wins over every other rule.
    """
    counted = [figure for figure in figures if counts(figure)]
    numbered = [figure for figure in counted if _numbers(figure)]
    if choice is None and not numbered:
        return Deaths(state=_silence(counted))
    if choice is not None:
        found: Retained = (DeathsRule.ANALYST, choice[1], choice[0])
    else:
        found = _retained(numbered)
    rule, chosen, number = found
    values = [value for figure in numbered for value in _numbers(figure)]
    if number is not None:
        values.append(number)
    return Deaths(
        state=_state(number, numbered, rule),
        low=min(values),
        retained=number,
        high=max(values),
        rule=rule,
        claim=chosen,
    )


def _numbers(figure: Figure) -> list[int]:
    if figure.state == FigureState.NONE:
        return [0]
    if figure.state != FigureState.STATED:
        return []
    return [value for value in (figure.low, figure.best, figure.high) if value is not None]


def _silence(counted: Sequence[Figure]) -> DeathsState:
    if any(figure.state == FigureState.WITHHELD for figure in counted):
        return DeathsState.WITHHELD
    return DeathsState.UNKNOWN


def _state(number: int | None, numbered: Sequence[Figure], rule: DeathsRule) -> DeathsState:
    if number is not None:
        only_none = all(figure.state == FigureState.NONE for figure in numbered)
        return DeathsState.NONE if only_none and number == 0 and numbered else DeathsState.RETAINED
    if all(figure.state == FigureState.NONE for figure in numbered):
        return DeathsState.NONE
    agreed = all(_agree(one, other) for one, other in combinations(numbered, 2))
    return DeathsState.SINGLE if agreed else DeathsState.RIVAL


def _retained(numbered: Sequence[Figure]) -> Retained:
    newest = sorted(numbered, key=lambda figure: (figure.said_on or date.min, figure.claim))
    for figure in reversed(newest):
        if not figure.dataset_best and _supported(figure, numbered):
            return DeathsRule.INDEPENDENT_ORIGINS, figure.claim, _point(figure)
    for figure in reversed(newest):
        if figure.dataset_best and figure.best is not None:
            return DeathsRule.DATASET_BEST, figure.claim, figure.best
    return DeathsRule.NO_RULE, None, None


def _supported(figure: Figure, others: Sequence[Figure]) -> bool:
    return any(
        not other.dataset_best
        and other.speaker != figure.speaker
        and other.origin != figure.origin
        and _agree(figure, other)
        for other in others
    )


def _point(figure: Figure) -> int | None:
    numbers = _numbers(figure)
    return figure.best if figure.best is not None else (numbers[0] if numbers else None)


def _agree(one: Figure, other: Figure) -> bool:
    """Two figures agree when they give the same number, or the same closed range.

    "At least 100" agrees with "100" and with "at least 100", not with 136. A number inside
    somebody's range is not the same figure: 300 does not make "200 to 400" retained.
    """
    first, second = _numbers(one), _numbers(other)
    closed = one.high is not None and other.high is not None
    return first[0] == second[0] and (not closed or first[-1] == second[-1])
