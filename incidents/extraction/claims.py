"""Who said what: figures and other statements of a text, each with its speaker and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from incidents.extraction.casualties import Figure, figures_in
from incidents.extraction.lexicon import EVENT, RESPONSIBILITY, UNCLAIMED, words
from incidents.extraction.proposal import ProposedClaim, Span
from incidents.extraction.reading import Reading
from incidents.extraction.silences import but_said, silence
from incidents.extraction.speakers import Frame, speaker_at
from incidents.extraction.text import Sentence
from incidents.extraction.voices import voice_of
from incidents.values import About, FigureState, Measure, Scope, Stance

_ACCUSED: Final = words(
    r"accus(?:e|es|ed|ent|é|ée|és|ing|ant)",
    r"blam(?:e|es|ed|ing)",
    r"imput\w+",
    r"attribu(?:é|ée|ées|ent|e|ted)",
)
_DENIAL: Final = words(
    r"den(?:ied|ies|y|ying)",
    r"reject(?:ed|s|ing)",
    r"dément\w*",
    r"démenti\w*",
    r"ni(?:e|ent|é|ait|ant)",
    r"rejet(?:é|te|tent|ait)\w*",
    r"réfut\w+",
    r"n['’]avoir jamais",
    r"contest\w+",
    r"innocent\w*",
    r"n['’]avons rien à voir",
    r"nothing to do with",
)
_CONTROL: Final = words(
    r"(?:is|was|are|were|remains?|entirely|totally|back) under control",
    r"sous contrôle",
    r"maîtrisée?s?",
    r"(?:taken|took|take|seized|taking) (?:complete |full |total )?control",
    r"pris (?:le contrôle|possession)",
    r"prise? de contrôle",
    r"contrôle total",
    r"repouss\w+",
    r"repelled",
    r"overran",
    r"captured the",
    r"(?:retaken|repris|recaptured) (?:the|le|la|control)",
    r"the sweep",
    r"terrorists have been neutrali[sz]ed",
    r"(?:has|had|have) (?:not )?fallen",
    r"s['’]être emparée?s?",
    r"mis en déroute",
    r"entre les mains d[eu]",
)
_RESPONSE: Final = words(
    r"called (?:for|on)",
    r"urged?",
    r"advised",
    r"ordered",
    r"demand(?:e|ed|ent|é)",
    r"réclam\w+",
    r"appel(?:le|é|lent|lé) (?:à|au|les|la|le|ses)",
    r"exig\w+",
    r"ratissage",
    r"renforts?",
    r"reinforcements?",
    r"investigat\w+",
    r"enquêtes?",
    r"condamn\w+",
    r"condemn\w+",
    r"salu(?:e|é|ent)",
    r"deuil",
    r"mourning",
    r"évacu\w+",
    r"evacuat\w+",
    r"ambulances?",
    r"hunt down",
    r"traqu\w+",
    r"poursui(?:te|t|vre)\w*",
    r"deployed",
    r"déploy\w+",
    r"curfew",
    r"couvre-feu",
    r"(?:was|were|been) closed",
    r"ferm(?:é|ée|eture)\w*",
    r"suspend\w*",
    r"présent\w+ (?:ses|leurs|nos)? ?condoléances",
    r"condolences",
    r"sit-in",
    r"manifest\w+",
    r"protest\w*",
    r"restrict\w*",
    r"pris en charge",
    r"mesures",
    r"riposte\w*",
    r"contre-offensive",
    r"a search",
    r"recherches?",
    r"sweep",
    r"operations? (?:was|were|is|are) (?:under way|ongoing)",
    r"opération .{0,30}en cours",
)
_SITUATION: Final = words(
    r"go about their",
    r"vaquer à leurs",
    r"calme?",
    r"calm",
    r"exchanges? of fire",
    r"échanges de tirs",
    r"tirs (?:nourris|sporadiques|entendus)",
    r"heard (?:gunfire|shots|explosions)",
    r"gunfire",
    r"panique",
    r"panic",
    r"tendue",
    r"tense",
    r"psychose",
    r"peur",
    r"fear\w*",
    r"deserted",
    r"déserte?\w*",
    r"sensitive points",
    r"état d['’]urgence",
    r"bouclée?",
    r"rues (?:vides|désertes)",
)
_UNVERIFIED: Final = words(
    r"(?:not|unable|impossible)(?: \w+){0,5} (?:verif\w+|confirm\w+)",
    r"n['’]\w+ p(?:u|as)(?: \w+){0,5} (?:vérifi\w+|confirm\w+)",
    r"could not be (?:independently )?(?:verified|confirmed)",
    r"n['’]ont pas pu être vérifiées",
)


def claims_of(reading: Reading) -> list[ProposedClaim]:
    """The claims of the main incident: whole tolls first, then parts, then what is no figure."""
    found: list[ProposedClaim] = []
    measure: Measure | None = None
    for sentence in reading.told():
        if sentence.title or _UNVERIFIED.search(sentence.text):
            continue
        offset = sentence.span.start
        figures = figures_in(sentence.text, offset, measure, language=reading.language)
        measure = figures[-1].measure if figures else measure
        figures = [one for one in figures if not _is_a_voice(reading, sentence, one)]
        found += [_of_figure(reading, sentence, figure) for figure in figures]
        found += _others(reading, sentence, figures)
    if not any(claim.about == About.CASUALTIES for claim in found):
        found += _of_title(reading)
    return _sorted(_once(found))


def _is_a_voice(reading: Reading, sentence: Sentence, figure: Figure) -> bool:
    """ "A teacher said…" counts nobody."""
    if figure.number is None or (figure.low, figure.high) != (1, 1):
        return False
    at = sentence.span.start + figure.number.span.start
    return any(
        frame.named.start <= at < frame.named.end
        for frame in reading.frames.get(sentence.index, ())
    )


def _of_title(reading: Reading) -> list[ProposedClaim]:
    """The toll of the headline, where the text below it gives none."""
    found = []
    for sentence in reading.told():
        if sentence.title:
            figures = figures_in(sentence.text, sentence.span.start, language=reading.language)
            found += [_of_figure(reading, sentence, figure) for figure in figures]
    return found


def _of_figure(reading: Reading, sentence: Sentence, figure: Figure) -> ProposedClaim:
    frame = _answering(reading, sentence, figure.span)
    speaker, actor = voice_of(reading, frame)
    about = About.OTHER if figure.measure == Measure.FREED else About.CASUALTIES
    return ProposedClaim(
        speaker=speaker,
        speaker_actor=actor,
        about=about,
        evidence=figure.span,
        confidence=0.8 if frame else 0.6,
        measure=figure.measure,
        group=figure.group,
        side=figure.side,
        scope=figure.scope,
        low=figure.low,
        high=figure.high,
        words=figure.number.words if figure.number else "",
        state=figure.state,
    )


def _answering(reading: Reading, sentence: Sentence, span: Span) -> Frame | None:
    """Who answers for a figure: whose words it stands in, or who speaks last in its paragraph."""
    frames = reading.frames.get(sentence.index, ())
    if frames:
        near = min(frames, key=lambda frame: abs(frame.named.start - span.start))
        return speaker_at(frames, span) or near
    for other in reversed(reading.sentences[: sentence.index]):
        if other.paragraph != sentence.paragraph or other.title:
            return None
        if reading.frames.get(other.index):
            return reading.frames[other.index][-1]
    return None


def _others(
    reading: Reading, sentence: Sentence, figures: Sequence[Figure]
) -> Iterator[ProposedClaim]:
    silent = silence(reading, sentence)
    if silent is not None:
        yield silent
        yield from but_said(sentence, silent)
    frames = reading.frames.get(sentence.index, ())
    for frame in frames:
        text = reading.text[frame.covers.start : frame.covers.end]
        inside = [figure for figure in figures if frame.covers.covers(figure.span)]
        about = list(_abouts(text, frame))
        if not about and not inside and silent is None and _worth(text):
            about = [(About.OTHER, frame.covers)]
        speaker, actor = voice_of(reading, frame)
        for what, span in about:
            yield ProposedClaim(
                speaker=speaker,
                speaker_actor=actor,
                about=what,
                evidence=span,
                confidence=0.5 if what == About.OTHER else 0.75,
                stance=Stance.DENIES if what == About.DENIAL else Stance.ASSERTS,
            )
    if not frames:
        yield from _of_the_article(reading, sentence, figures)


def _abouts(text: str, frame: Frame) -> Iterator[tuple[About, Span]]:
    """What a speaker's stretch is about besides figures, each once, with the words for it."""
    unclaimed = UNCLAIMED.search(text)
    kinds: tuple[tuple[About, re.Pattern[str]], ...] = (
        (About.DENIAL, _DENIAL),
        (About.RESPONSIBILITY, RESPONSIBILITY),
        (About.RESPONSIBILITY, _ACCUSED),
        (About.CONTROL, _CONTROL),
        (About.RESPONSE, _RESPONSE),
        (About.SITUATION, _SITUATION),
    )
    seen: set[About] = set()
    for about, pattern in kinds:
        found = pattern.search(text)
        if found is None or about in seen or (about == About.RESPONSIBILITY and unclaimed):
            continue
        if about in (About.RESPONSE, About.SITUATION) and seen:
            continue
        if about == About.RESPONSIBILITY and About.DENIAL in seen and pattern is _ACCUSED:
            continue
        seen.add(about)
        start = frame.covers.start
        yield about, Span(start + found.start(), start + found.end())


def _worth(text: str) -> bool:
    return bool(EVENT.search(text)) and len(text) > 40


def _of_the_article(
    reading: Reading, sentence: Sentence, figures: Sequence[Figure]
) -> Iterator[ProposedClaim]:
    """What the article says in its own voice about what was done after."""
    if figures or sentence.paragraph < 2 or UNCLAIMED.search(sentence.text):
        return
    found = re.search(
        r"\b(?:was|were|been) closed|\bfermée?s?\b|\b(?:state of emergency|curfew)|\bcouvre-feu",
        sentence.text,
    )
    if found:
        start = sentence.span.start
        yield ProposedClaim(
            speaker="",
            about=About.RESPONSE,
            evidence=Span(start + found.start(), start + found.end()),
            confidence=0.5,
        )


def _once(claims: Sequence[ProposedClaim]) -> list[ProposedClaim]:
    """Each statement once; the article's own repetition of a speaker's figure is no claim."""
    kept: list[ProposedClaim] = []
    for claim in claims:
        same = [other for other in kept if _same(claim, other)]
        if not same:
            kept.append(claim)
    spoken = {(c.measure, c.low, c.high) for c in kept if c.speaker and c.measure}
    return [
        claim
        for claim in kept
        if claim.speaker
        or claim.measure is None
        or (claim.measure, claim.low, claim.high) not in spoken
    ]


def _same(one: ProposedClaim, other: ProposedClaim) -> bool:
    if (one.speaker.lower(), one.about, one.measure) != (
        other.speaker.lower(),
        other.about,
        other.measure,
    ):
        return False
    return (one.low, one.high, one.state) == (other.low, other.high, other.state)


def _sorted(claims: Sequence[ProposedClaim]) -> list[ProposedClaim]:
    order = {Measure.KILLED: 0, Measure.WOUNDED: 1}

    def rank(claim: ProposedClaim) -> tuple[bool, bool, bool, bool, int, Span]:
        return (
            claim.about != About.CASUALTIES,
            claim.scope == Scope.PART,
            claim.side.value == "attackers",
            (claim.low is None and claim.high is None) or claim.state == FigureState.NONE,
            order.get(claim.measure, 2) if claim.measure else 3,
            claim.evidence,
        )

    return sorted(claims, key=rank)
