"""Figures about people in a sentence: how many, what befell them, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from incidents.extraction.lexicon import ATTACKERS, PEOPLE
from incidents.extraction.numbers import Number, numbers_in
from incidents.extraction.proposal import Span
from incidents.values import FigureState, Measure, Scope, Side

_MEASURES: Final = (
    (
        Measure.KILLED_OR_WOUNDED,
        (
            r"(?:killed|dead|tuée?s?|morte?s?) (?:or|ou) (?:injured|wounded|blessée?s?)|casualties"
            r"|killed and wounded|morts et blessés"
        ),
    ),
    (
        Measure.WOUNDED,
        r"wounded|wounding|wounds|injur(?:ed|ing|ies)|bless(?:ée?s?|ant|er|aient|ait)|hurt",
    ),
    (
        Measure.MISSING,
        r"missing|disparue?s?|unaccounted for|manquent|manquai(?:t|ent)|introuvables?",
    ),
    (
        Measure.ABDUCTED,
        (
            r"abduct(?:ed|ing|ion of|ions of)|kidnap(?:ped|ping)|taken hostage|taken away|hostages?"
            r"|enlev(?:ée?s?|ant|er|ait)|enlèvement d[e'’]|kidnapp(?:ée?s?|ant)|otages?|ravie?s?"
            r"|emmenée?s?|taken away"
        ),
    ),
    (Measure.CAPTURED, r"captur(?:ed|ing|ée?s?|ant)|taken prisoner|faits? prisonniers?"),
    (
        Measure.DETAINED,
        (
            r"arrest(?:ed|ing|s of)|detain(?:ed|ing)|interpell(?:ée?s?|ant|ation d[e'’]|er)"
            r"|arrêtée?s?"
            r"|arrestation d[e'’]|prisoners?|prisonniers?|appréhendée?s?|in custody"
        ),
    ),
    (
        Measure.FREED,
        (
            r"freed|released|libér(?:ée?s?|er|ant|ation d[e'’])|rescued|recouvré la liberté"
            r"|relâchée?s?"
            r"|sains? et saufs?|retrouvée?s? saine?s? et sau(?:f|ve)s?"
        ),
    ),
    (
        Measure.NEUTRALISED,
        r"neutrali[sz](?:ed|ing|ée?s?|er|ant|ation d[e'’])|mis hors d['’]état de nuire",
    ),
    (
        Measure.DISPLACED,
        (
            r"displac(?:ed|ing)|fled|déplacée?s?|(?:ont|avaient|a|auraient) fui|fuyant|(?:ont"
            r"|auraient"
            r"|avaient) (?:déjà )?quitté|ont pris la route|crossed into"
            r"|new arrivals|had gone to|(?:se sont|s['’]étaient) réfugi\w+|sought refuge"
            r"|ont trouvé refuge|forced from their homes"
            r"|forced to flee"
        ),
    ),
    (
        Measure.KILLED,
        (
            r"killed|killing|kill|dead|died|deaths?(?: of)?|fatalities|slain|massacr(?:ed|ing|ée?s?"
            r"|ant)|slaughtered"
            r"|executed|executing|perished|beheaded|gunned down|bodies|body|corpses|buried|bury"
            r"|lost their lives|lost (?:his|her) life|lives|shot dead|burned to death|drowned"
            r"|murdered"
            r"|morte?s?|tuée?s?|tuant|tuer|tuent|tue|péri|décédée?s?|décès|abattue?s?|abattre"
            r"|abattant"
            r"|exécut(?:ée?s?|er|ant)"
            r"|égorg(?:ée?s?|er|ant)|perdu la vie|la vie (?:à|de|d['’])|assassin(?:ée?s?|er"
            r"|at d[e'’])"
            r"|enterrée?s?|inhumée?s?"
            r"|trouvé la mort|corps(?! d['’]armée)|cadavres?|dépouilles?|succombé|noyée?s?"
            r"|décapitée?s?|tueries?|mis à mort|éliminée?s?|perte d[e'’]|loss of|fauchée?s?"
        ),
    ),
)
_ANY: Final = re.compile(
    "|".join(rf"(?P<m{i}>\b(?:{words})(?!\w))" for i, (_, words) in enumerate(_MEASURES)), re.I
)
_NOUN: Final = re.compile(
    r"(?:dead|deaths|fatalities|wounded|injured|injuries|morts?|tués?|blessée?s?|disparus?|otages?"
    r"|hostages?|décès"
    r"|corps|bodies|body|cadavres?|dépouilles?|lives|vies|prisoners?|prisonniers?|déplacés"
    r"|victimes?|killed|missing"
    r"|captives?|arrested)$",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(
    rf"(?P<join>(?:\s+(?:de|des|of|the|les|its|their|ses|autres|other|more|others)|\s+(?:d"
    rf"|l)['’])*)\s*"
    rf"(?P<np>(?:[^\W\d][\w'’-]*\s+){{0,4}}?(?P<noun>{PEOPLE})\b(?:\s+(?:and|et)\s+(?:civilian\s+"
    rf"|des\s+|de\s+)?"
    rf"(?!wounded|bless|injured|dead|killed|tu[ée]|mort|autres|others)(?P<second>{PEOPLE})\b(?!\s+"
    rf"(?:ont|were|blessés?|wounded)))?)",
    re.IGNORECASE,
)
_STOP: Final = re.compile(
    r"\b(?:were|was|are|is|have|has|had|ont|été|sont|est|qui|who|that|que|dans|in|on|par|by|à|at"
    r"|near|from|killed"
    r"|wounded|injured|when|after|and|et|pour|sur|avec|with)\b|[,;:.()»”]",
    re.IGNORECASE,
)
_PASSIVE: Final = re.compile(
    r"(?:\b(?:été|were|was|been|are|is|being|be|sont|est|étaient|était|got|reportedly|feared"
    r"|portée?s? "
    r"|déclarée?s?|have|had|has|ont|avaient|aient|a|avait|aurait|auraient)\s+(?:\w+(?:ly"
    r"|ment)\s+)?)$",
    re.IGNORECASE,
)
_DIES: Final = re.compile(r"perdu|died|péri|décéd|succomb|fled|trouvé|lost|dead|morts?$", re.I)
_BE: Final = re.compile(
    r"\b(?:été|were|was|been|are|being|sont|étaient|était)\s+(?:\w+(?:ly|ment)\s+)?$", re.IGNORECASE
)
_ACTIVE: Final = re.compile(r"(?:ing|ant|er|ent|tue|kill)$", re.IGNORECASE)
_PART: Final = re.compile(
    r"(?:\b(?:dont|including|among them|among whom|of whom|of which|parmi (?:lesquel(?:le)?s|eux"
    r"|elles)|y compris"
    r"|notamment|incluant|among the dead|that included|comptant)\b|\bparmi les [\w ]{2,30}\b"
    r"(?:figurent|se trouvent"
    r"|on compte|il y a)|\bamong (?:the|those) [\w ]{2,30}\b(?:were|are|was))[\s,:]*(?:"
    r"(?:of )?them\s+)?"
    r"(?:notamment |également |also )?(?:au moins |at least )?$",
    re.IGNORECASE,
)
_PART_AFTER: Final = re.compile(
    r"\s+of (?:them|whom)\b|\s+d['’]entre (?:eux|elles)\b", re.IGNORECASE
)
_TOLL: Final = re.compile(
    r"\b(?:toll|bilan|number of (?:dead|deaths)|nombre d[e'’]\s*(?:morts|victimes)|death toll)\b",
    re.I,
)
_NONE: Final = re.compile(
    rf"\b(?:aucune?|no|zéro|pas de|sans)\s+(?P<np>(?:\w+\s+){{0,2}}?(?P<noun>{PEOPLE}|casualties"
    rf"|perte|pertes|losses"
    r"|victime|victimes|dommage|wounded|deaths?|fatalities|otage))\b(?:\s+(?:en vies? humaines?"
    r"|n['’]\w+|was|were))?",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"\b(?:no one|nobody|none|personne|nul)\s+(?:was|were|n['’]a(?:vait)?(?: été)?|had been"
    r"|has been|n['’]est|died)?\s*"
    r"(?P<what>killed|hurt|injured|wounded|died|tuée?|blessée?|morte?)\b",
    re.IGNORECASE,
)
_LOSSES: Final = re.compile(
    r"\b(?:heavy|lourdes?|énormes|significant|importantes?|some|des|human and material|several"
    r"|enormous|dozens of)\s+"
    r"(?:\w+\s+){0,3}?(?:losses|pertes|casualties)\b|\bpertes? (?:en vies? humaines?|humaines?"
    r"|considérables|lourdes)"
    r"|\b(?:our|nos) (?:losses|pertes) (?:are|sont) (?:heavy|lourdes)|\bdes morts et des blessés\b"
    r"|\b(?:causing|leading to|entraînant|faisant des|subi des|suffered) (?:\w+ ){0,2}"
    r"(?:casualties|losses|pertes|victimes|morts)\b",
    re.IGNORECASE,
)
_QUOTES: Final = re.compile(r"[«»“”\"]")
_ALONE: Final = re.compile(
    r"\s*(?:$|[,.;)]|dans un état|graves?\b|griè|sérieu|in (?:a )?(?:serious|critical)|critical"
    r"|seriously|of (?:them|whom)"
    r"|d['’]entre)",
    re.IGNORECASE,
)
_END_OF_COUNT: Final = re.compile(
    r"\s*(?:$|[,.;:)]|(?:et|and|dans|in|on|lors|au cours|during|others|autres|more|at|à|of them"
    r"|d['’]entre|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|near|près)\b)"
)
_HOLLOW: Final = re.compile(
    r"(?:\s|,|\b(?:others?|more|of them|d['’]entre (?:eux|elles)|autres|have|had|has|been|were|was"
    r"|ont|a|été|avaient|avait"
    r"|sont|also|reportedly|feared|confirmed|\w+ment|en)\b)*"
)
GENERIC: Final = re.compile(
    r"(?:dead|deaths|fatalities|wounded|injured|injuries|morte?s?|tués?|blessée?s?|disparus?|décès"
    r"|corps|bodies|body"
    r"|cadavres?|dépouilles?|lives|vies|others?|autres?|victimes?|victims?|déplacés|killed"
    r"|missing)",
    re.IGNORECASE,
)
NEAR: Final = 28
FAR: Final = 80


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
    text = _QUOTES.sub(" ", text)
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
    part = bool(_PART.search(text[max(0, number.span.start - 60) : number.span.start])) or bool(
        _PART_AFTER.match(text, number.span.end) and number.words.lower() != "one"
    )
    measure, end = _measure(text, number, head, left, stop)
    if part:
        measure, end = _of_the_whole(text, number, head, last)
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
    if head is None and not _ALONE.match(text, number.span.end):
        return None, end
    if head is not None and _NOUN.search(head["noun"]):
        return _named(head["noun"]) or last, end
    before = list(_ANY.finditer(text, 0, number.span.start))
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
    found = _HEAD.match(text, number.span.end)
    if found is None:
        return None
    between = text[found.end("join") : found.start("noun")]
    return None if _STOP.search(between) else found


def _measure(
    text: str, number: Number, head: re.Match[str] | None, left: str, stop: int
) -> tuple[Measure | None, int | tuple[int, int]]:
    """What befell them, and how far the words reach: by the noun, the verb after, the verb before."""
    after = head.end("np") if head else number.span.end
    if head is not None and _NOUN.search(head["noun"]):
        combined = _ANY.match(text, head.start("noun"))
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
    for found in _ANY.finditer(text, after, min(stop, after + reach + 12)):
        gap = text[after : found.start()]
        if found.start() - after > reach or re.search(r"[;:—]|\.\s", gap):
            return None
        passive = bool(_PASSIVE.search(gap))
        if (hollow and not _HOLLOW.fullmatch(gap)) or re.search(r"\b(?:who|whose|qui|dont)\b", gap):
            return None
        if _ACTIVE.search(found[0]) and not passive:
            return None
        if (
            not passive
            and not _DIES.match(found[0])
            and (stop - found.end() < 14 and stop < len(text))
        ):
            return None
        if not passive and gap.strip(" ,") and not _bare_gap(gap):
            return None
        return _of(found), found.end()
    return None


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
    found = list(_ANY.finditer(left))
    end = head.end("np") if head else number.span.end
    if found:
        last = found[-1]
        gap = left[last.end() :]
        toll = bool(_TOLL.search(left))
        passive = bool(_BE.search(left[: last.start()]))
        if not passive and len(gap) <= (60 if toll else NEAR) and not re.search(r"[;:.]", gap):
            if head is not None or toll or (len(gap) < 14 and _END_OF_COUNT.match(text, end)):
                if not ("," in gap and not toll):
                    return _of(last), (base + last.start(), end)
    if _TOLL.search(left) and len(left) < 90 and not head:
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
    for match in _NONE.finditer(text):
        measure = _named(match["noun"])
        if re.search(r"casualt|pert|loss|victim|dommage", match["noun"], re.I):
            measure = Measure.LOSSES
        if measure is None:
            verb = _ANY.search(text, match.end(), min(len(text), match.end() + 30))
            measure = _of(verb) if verb else None
        if measure is not None:
            group = "" if GENERIC.fullmatch(match["noun"]) else match["noun"]
            span = Span(match.start(), match.end())
            found.append(
                Figure(span, None, measure, group, Scope.WHOLE, Side.NOT_STATED, FigureState.NONE)
            )
    for match in _NOBODY.finditer(text):
        measure = _named(match["what"]) or Measure.KILLED
        span = Span(match.start(), match.end())
        found.append(
            Figure(span, None, measure, "", Scope.WHOLE, Side.NOT_STATED, FigureState.NONE)
        )
    taken = [figure.span for figure in (*figures, *found)]
    for match in _LOSSES.finditer(text):
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
    found = _ANY.fullmatch(noun)
    return _of(found) if found else None


def _of(found: re.Match[str]) -> Measure:
    return next(_MEASURES[i][0] for i in range(len(_MEASURES)) if found[f"m{i}"])
