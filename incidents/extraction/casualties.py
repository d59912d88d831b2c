"""Figures about people in a sentence: how many, what befell them, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from incidents.extraction.lexicon import ATTACKERS
from incidents.extraction.measures import (
    ACTIVE,
    ALONE,
    ANY,
    BE,
    DIES,
    END_OF_COUNT,
    FAR,
    GENERIC,
    HEAD,
    HOLLOW,
    LOSSES,
    MEASURES,
    NEAR,
    NOBODY,
    NONE,
    NOUN,
    PART,
    PART_AFTER,
    PASSIVE,
    QUOTES,
    STOP,
    TOLL,
)
from incidents.extraction.numbers import Number, numbers_in
from incidents.extraction.proposal import Span
from incidents.values import FigureState, Measure, Scope, Side


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure about people. `state` NONE means that somebody says there were none."""

    span: Span
    number: Number | None
    measure: Measure
    group: str
    scope: Scope
    side: Side
    state: FigureState

    @property
    def low(self) -> int | None:
        return self.number.low if self.number else None

    @property
    def high(self) -> int | None:
        return self.number.high if self.number else None


def figures_in(
    text: str, offset: int = 0, before: Measure | None = None, *, language: str = ""
) -> list[Figure]:
    """The figures of one sentence, in order. `before` is the measure of the sentence before."""
    text = QUOTES.sub(" ", text)
    numbers = numbers_in(text, language=language)
    found: list[Figure | None] = []
    last: Measure | None = before
    for index, number in enumerate(numbers):
        figure = _figure(text, numbers, index, last) or _listed(
            text, number, found[-1] if found else None
        )
        found.append(figure)
        if figure is not None:
            last = figure.measure
    _from_the_next(text, numbers, found)
    figures = [figure for figure in found if figure is not None]
    figures += _without_number(text, figures)
    return [
        replace(figure, span=Span(figure.span.start + offset, figure.span.end + offset))
        for figure in sorted(figures, key=lambda figure: figure.span)
    ]


def _figure(
    text: str, numbers: Sequence[Number], index: int, last: Measure | None
) -> Figure | None:
    number = numbers[index]
    head = _head(text, number)
    if number.article and (head is None or head.start("noun") - number.span.end > 16):
        return None
    start = numbers[index - 1].span.end if index else 0
    stop = numbers[index + 1].span.start if index + 1 < len(numbers) else len(text)
    left = text[start : number.span.start]
    part = bool(PART.search(text[max(0, number.span.start - 60) : number.span.start])) or bool(
        PART_AFTER.match(text, number.span.end) and number.words.lower() != "one"
    )
    measure, end = _measure(text, number, head, left, stop)
    if part:
        whole = _of_the_whole(text, number, head, last)
        measure, end = (measure, end) if whole[0] is None and head is not None else whole
    if measure is None:
        return None
    span = Span(
        min(number.span.start, end[0]) if isinstance(end, tuple) else number.span.start,
        max(number.span.end, end[1] if isinstance(end, tuple) else end),
    )
    return _made(number, measure, head, span, part)


def _of_the_whole(
    text: str, number: Number, head: re.Match[str] | None, last: Measure | None
) -> tuple[Measure | None, int]:
    """What befell a part: what befell the whole that is named before it, or its own noun."""
    end = head.end("np") if head else number.span.end
    if head is None and not ALONE.match(text, number.span.end):
        return None, end
    if head is not None and NOUN.search(head["noun"]):
        return _named(head["noun"]) or last, end
    before = list(ANY.finditer(text, 0, number.span.start))
    return (_of(before[-1]) if before else last), end


def _listed(text: str, number: Number, before: Figure | None) -> Figure | None:
    """ "Two women and a baby": the second of a list shares what befell the first."""
    head = _head(text, number)
    if before is None or head is None or before.measure == Measure.WOUNDED:
        return None
    if not re.fullmatch(
        r"\s*(?:,|et|and|ainsi que|as well as)\s*(?:de\s+|d['’])?",
        text[before.span.end : number.span.start],
    ):
        return None
    part = before.scope == Scope.PART
    return _made(number, before.measure, head, number.span, part)


def _made(
    number: Number | None,
    measure: Measure,
    head: re.Match[str] | None,
    span: Span,
    part: bool = False,
) -> Figure:
    phrase = head["np"] if head else ""
    group = head["noun"] if head else ""
    if head is not None and head["second"]:
        group = phrase[phrase.lower().index(group.lower()) :]
    if GENERIC.fullmatch(group):
        group = ""
    side = Side.ATTACKERS if ATTACKERS.search(phrase) else Side.NOT_STATED
    scope = Scope.PART if part else Scope.WHOLE
    end = max(span.end, head.end("np") if head else 0)
    return Figure(Span(span.start, end), number, measure, group, scope, side, FigureState.STATED)


def _head(text: str, number: Number) -> re.Match[str] | None:
    found = HEAD.match(text, number.span.end)
    if found is None:
        return None
    between = text[found.end("join") : found.start("noun")]
    return None if STOP.search(between) else found


def _measure(
    text: str, number: Number, head: re.Match[str] | None, left: str, stop: int
) -> tuple[Measure | None, int | tuple[int, int]]:
    """What befell them, and how far the words reach: by the noun, the verb after or before."""
    after = head.end("np") if head else number.span.end
    if head is not None and NOUN.search(head["noun"]):
        combined = ANY.match(text, head.start("noun"))
        if combined and combined["m0"]:
            return Measure.KILLED_OR_WOUNDED, combined.end()
        return _named(head["noun"]), head.end("noun")
    right = _right(text, after, stop, NEAR, hollow=head is None)
    if right:
        return right
    before = _left(text, number, left, head)
    if before:
        return before
    right = _right(text, after, stop, FAR) if head else None
    return right or (None, after)


def _right(
    text: str, after: int, stop: int, reach: int, hollow: bool = False
) -> tuple[Measure, int] | None:
    found = ANY.search(text, after, min(stop, after + reach + 12))
    if found is None or found.start() - after > reach:
        return None
    gap = text[after : found.start()]
    if re.search(r"[;:—]|\.\s|\b(?:who|whose|qui|dont)\b", gap):
        return None
    if hollow and not HOLLOW.fullmatch(gap):
        return None
    if not PASSIVE.search(gap) and _acts(found, gap, stop, len(text)):
        return None
    return _of(found), found.end()


def _acts(found: re.Match[str], gap: str, stop: int, end: int) -> bool:
    """True where the people before the verb do it, to those that are counted next."""
    if ACTIVE.search(found[0]):
        return True
    if not DIES.match(found[0]) and stop - found.end() < 14 and stop < end:
        return True
    return bool(gap.strip(" ,")) and not _bare_gap(gap)


def _bare_gap(gap: str) -> bool:
    """True where nothing but describing words stands between people and what befell them."""
    return not re.search(
        r"\b(?:who|qui|that|que|and|et|in|dans|after|après|when|by|par|during|lors|for|pour|of"
        r"|au cours)\b",
        gap,
        re.IGNORECASE,
    )


def _left(
    text: str, number: Number, left: str, head: re.Match[str] | None
) -> tuple[Measure, tuple[int, int]] | None:
    base = number.span.start - len(left)
    found = list(ANY.finditer(left))
    end = head.end("np") if head else number.span.end
    if found:
        last = found[-1]
        gap = left[last.end() :]
        toll = bool(TOLL.search(left))
        passive = bool(BE.search(left[: last.start()]))
        close = len(gap) <= (60 if toll else NEAR) and not re.search(r"[;:.]", gap)
        counted = head is not None or (len(gap) < 14 and END_OF_COUNT.match(text, end))
        if not passive and close and (toll or (counted and "," not in gap)):
            return _of(last), (base + last.start(), end)
    if TOLL.search(left) and len(left) < 90 and not head:
        return Measure.KILLED, (number.span.start, end)
    return None


def _from_the_next(text: str, numbers: Sequence[Number], found: list[Figure | None]) -> None:
    """ "Two gendarmes and a civilian were killed": what befell the last befell those before it."""
    for index in range(len(numbers) - 2, -1, -1):
        following = found[index + 1]
        if found[index] is not None or following is None:
            continue
        head = _head(text, numbers[index])
        if head is None:
            continue
        if following.scope == Scope.PART:
            found[index] = _made(numbers[index], following.measure, head, numbers[index].span)
            continue
        gap = text[head.end("np") : numbers[index + 1].span.start]
        if re.fullmatch(
            r"\s*(?:[\w'’-]+\s*){0,3}(?:,|et|and|ainsi que|as well as)\s*(?:de\s+|d['’])?", gap
        ):
            span = Span(numbers[index].span.start, following.span.end)
            found[index] = _made(numbers[index], following.measure, head, span)


def _without_number(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Losses without a figure, and people of whom somebody says there were none."""
    found: list[Figure] = []
    for match in NONE.finditer(text):
        measure = _named(match["noun"])
        if re.search(r"casualt|pert|loss|victim|dommage", match["noun"], re.I):
            measure = Measure.KILLED
        if measure is None:
            verb = ANY.search(text, match.end(), min(len(text), match.end() + 30))
            measure = _of(verb) if verb else None
        if measure is not None:
            group = "" if GENERIC.fullmatch(match["noun"]) else match["noun"]
            span = Span(match.start(), match.end())
            found.append(
                Figure(span, None, measure, group, Scope.WHOLE, Side.NOT_STATED, FigureState.NONE)
            )
    for match in NOBODY.finditer(text):
        measure = _named(match["what"]) or Measure.KILLED
        span = Span(match.start(), match.end())
        found.append(
            Figure(span, None, measure, "", Scope.WHOLE, Side.NOT_STATED, FigureState.NONE)
        )
    taken = [figure.span for figure in (*figures, *found)]
    for match in LOSSES.finditer(text):
        span = Span(match.start(), match.end())
        if not any(span.meets(other) for other in taken):
            found.append(
                Figure(
                    span,
                    None,
                    Measure.LOSSES,
                    "",
                    Scope.WHOLE,
                    Side.NOT_STATED,
                    FigureState.UNKNOWN,
                )
            )
    return found


def _named(noun: str) -> Measure | None:
    found = ANY.fullmatch(noun)
    return _of(found) if found else None


def _of(found: re.Match[str]) -> Measure:
    return next(MEASURES[i][0] for i in range(len(MEASURES)) if found[f"m{i}"])
