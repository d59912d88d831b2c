"""Names in a text: which stretches may be names, and what the record knows by them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from incidents.extraction.calendar import MONTHS, WEEKDAYS
from incidents.extraction.known import Known, KnownActor, KnownPlace, KnownUnit, stem
from incidents.extraction.lexicon import each
from incidents.extraction.proposal import Span
from incidents.extraction.text import Sentence
from incidents.folding import fold

TOKEN = re.compile(r"(?:[LDJSNCM]|[Qq]u|[Jj]usqu|[ldjsncm])['’](?=\w)|[^\W_]+(?:['’ʼ-][^\W_]+)*")
LONGEST = 5
CALENDAR = frozenset((*MONTHS, *WEEKDAYS))
_POSSESSIVE = re.compile(r"['’]s\b")
_PARTICLES = frozenset(each("de du des la le les d l al el of the wal wa ul in ag et and"))
_SMALL = frozenset(
    fold(word) for word in each("au aux dans le la les de du des of the for in et and")
)
_FUNCTION = frozenset(
    each(
        "le la les l un une des du de d au aux dans en sur à a par pour selon avec sans "
        "ce cette ces cet son sa ses leur leurs il elle ils elles on nous vous qui que "
        "quand mais ou et or ni car si plus moins tout tous toute toutes après avant "
        "depuis pendant lors alors ainsi aussi the an in on at of to by for from with and "
        "but or as it its he she they his her their this that these those there when "
        "while where after before since during both all some many more most no not we i "
        "you one nord sud est ouest centre north south east west central two three deux "
        "trois quatre cinq six dix mr mrs m mme dr"
    )
)
_TITLES = re.compile(
    r"(?:\b(?:colonel|général|general|capitaine|captain|lieutenant|commandant|commander|major"
    r"|sergent|sergeant|adjudant|caporal|président|president|premier ministre|prime minister"
    r"|ministre|minister|porte-parole|spokes(?:man|woman|person)|gouverneur|governor|maire|mayor"
    r"|préfet|prefect|chef d['’]état-major|chief of staff|imam|pasteur|pastor|abbé|father|père"
    r"|mgr|évêque|bishop|M|Mme|MM|Mr|Mrs|Ms|Dr|Pr|Col|Gen|Gén|Lt|Cne|Cdt|docteur|doctor|chercheur"
    r"|analyst|analyste|capt|imam|leader|chef|emir|émir)\.?\s+(?:[A-Z]\w+\s+)?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place. An elided article is a token of its own."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() and not self.text.endswith(("'", "’"))


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A stretch that names a place of the gazetteer or a unit, or both."""

    span: Span
    text: str
    places: tuple[KnownPlace, ...]
    units: tuple[KnownUnit, ...]
    sentence: int


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A stretch that names an actor of the register."""

    span: Span
    actor: KnownActor
    sentence: int


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A country by its name, or its people or state by an adjective."""

    span: Span
    country: str
    sentence: int
    adjective: bool


def tokens_of(text: str, offset: int = 0) -> list[Token]:
    """The words of a text; offsets count from `offset`."""
    return [Token(f[0], offset + f.start(), offset + f.end()) for f in TOKEN.finditer(text)]


def candidates(text: str) -> set[str]:
    """Folded forms of every stretch of the text that may be a name: what a look-up asks for."""
    found = {
        fold(_POSSESSIVE.sub("", text[span.start : span.end]))
        for sentence in re.split(r"[\n;:()«»“”\"]", text)
        for span, text in [(s, sentence) for s in _stretches(tokens_of(sentence))]
    }
    return found - {""}


def _stretches(tokens: Sequence[Token]) -> Iterator[Span]:
    """Runs of up to five words that begin and end with a capital; and parts of hyphened words."""
    for first, token in enumerate(tokens):
        if not token.capital:
            continue
        for last in range(first, min(first + LONGEST, len(tokens))):
            word = tokens[last]
            if word.capital or word.text.isdigit():
                yield Span(token.start, word.end)
            elif word.text.lower().strip("'’") not in _PARTICLES:
                break
        yield from _parts(token)


def _parts(token: Token) -> Iterator[Span]:
    position = token.start
    pieces = token.text.split("-")
    for piece in pieces:
        if len(pieces) > 1 and piece[:1].isupper():
            yield Span(position, position + len(piece))
        position += len(piece) + 1


class Mentions:
    """All that a text names, found once."""

    def __init__(self, text: str, sentences: Sequence[Sentence], known: Known) -> None:
        self.text = text
        self.known = known
        self.actors: list[ActorMention] = []
        self.places: list[PlaceMention] = []
        self.countries: list[CountryMention] = []
        self._aliases, self._heads = _aliases(tuple(known.actors))
        self._sources = {fold(name) for source in known.sources for name in source.names}
        for sentence in sentences:
            if not sentence.link:
                tokens = tokens_of(sentence.text, sentence.span.start)
                self._read(sentence, tokens)

    def in_sentence(self, index: int) -> list[PlaceMention]:
        """The places named in one sentence."""
        return [mention for mention in self.places if mention.sentence == index]

    def actors_in(self, index: int) -> list[ActorMention]:
        """The actors named in one sentence."""
        return [mention for mention in self.actors if mention.sentence == index]

    def _read(self, sentence: Sentence, tokens: list[Token]) -> None:
        position = 0
        while position < len(tokens):
            taken = (
                self._actor(sentence, tokens, position)
                or self._country(sentence, tokens, position)
                or self._place(sentence, tokens, position)
            )
            position += taken or 1

    def _actor(self, sentence: Sentence, tokens: list[Token], at: int) -> int:
        if fold(tokens[at].text).partition(" ")[0] not in self._heads:
            return 0
        for length in range(min(9, len(tokens) - at), 0, -1):
            span = Span(tokens[at].start, tokens[at + length - 1].end)
            written = self.text[span.start : span.end]
            if fold(tokens[at + length - 1].text) in _SMALL:
                continue
            found = self._aliases.get(_core(fold(_POSSESSIVE.sub("", written))))
            if found is None:
                continue
            name, actor = found
            if not any(sign.isupper() for sign in written) and not actor.of_state:
                continue
            if name.isupper() and not written[: 2 if len(name) < 4 else 1].isupper():
                continue
            self.actors.append(ActorMention(span, actor, sentence.index))
            return length
        return 0

    def _country(self, sentence: Sentence, tokens: list[Token], at: int) -> int:
        for length in (2, 1):
            if at + length > len(tokens):
                continue
            span = Span(tokens[at].start, tokens[at + length - 1].end)
            folded = fold(_POSSESSIVE.sub("", self.text[span.start : span.end]))
            country = self.known.countries.get(folded)
            named = country is not None and tokens[at].capital
            if country is None and length == 1:
                country = self.known.countries.get(stem(folded))
            if country is None:
                continue
            self.countries.append(CountryMention(span, country, sentence.index, not named))
            return length
        return 0

    def _place(self, sentence: Sentence, tokens: list[Token], at: int) -> int:
        token = tokens[at]
        if not token.capital:
            return 0
        for length in range(min(LONGEST, len(tokens) - at), 0, -1):
            last = tokens[at + length - 1]
            span = Span(token.start, last.end)
            if last.capital or last.text.isdigit():
                if self._keep(sentence, tokens, at, span):
                    return length
                if fold(self.text[span.start : span.end]) in self._sources:
                    return length
        for span in _parts(token):
            self._keep(sentence, tokens, at, span)
        return 0

    def _keep(self, sentence: Sentence, tokens: list[Token], at: int, span: Span) -> bool:
        written = self.text[span.start : span.end]
        folded = fold(_POSSESSIVE.sub("", written))
        places = tuple(self.known.places.get(folded, ()))
        units = tuple(self.known.units_by_name.get(folded, ()))
        if not (places or units) or written.lower() in _FUNCTION or folded in self._sources:
            return False
        if _TITLES.search(self.text[max(0, span.start - 40) : span.start]):
            return False
        if len(folded) < 2 or _in_name(self.text, tokens, at, span, sentence):
            return False
        self.places.append(PlaceMention(span, written, places, units, sentence.index))
        return True


_LOCATIVE = re.compile(
    r"(?:\b(?:à|a|au|aux|vers|près d[eu]|en|entre|in|at|near|outside|around|towards?|from|of|de|du"
    r"|dans|between)\s+|\bd['’])$",
    re.IGNORECASE,
)


def _in_name(text: str, tokens: list[Token], at: int, span: Span, sentence: Sentence) -> bool:
    """True where the stretch is a piece of a longer name: a person's, an airport's, a paper's."""
    capitals = sum(token.capital for token in tokens_of(sentence.text))
    shouted = capitals > 0.6 * max(1, len(tokens))
    before = text[sentence.span.start : span.start]
    if shouted:
        return False
    last = next(i for i in range(at, len(tokens)) if tokens[i].end >= span.end)
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    joined = following is not None and text[span.end : following.start] == " "
    if following is not None and joined and following.capital:
        return following.text.lower() not in CALENDAR and following.text != "I"
    if _LOCATIVE.search(before[-12:]):
        return False
    previous = tokens[at - 1] if at else None
    if previous is None or text[previous.end : span.start] != " " or not previous.capital:
        return False
    return previous.text.lower() not in _FUNCTION and previous.start > sentence.span.start


def _core(folded: str) -> str:
    """A folded name of several words without its small ones: "au", "dans le", "of the"."""
    words = folded.split()
    kept = [word for word in words if word not in _SMALL] if len(words) > 2 else words
    return " ".join(kept)


@lru_cache(maxsize=4)
def _aliases(
    actors: tuple[KnownActor, ...],
) -> tuple[dict[str, tuple[str, KnownActor]], frozenset[str]]:
    """Actors by folded name, a usual name before another actor's alias; and the first words."""
    found: dict[str, tuple[str, KnownActor]] = {}
    for actor in actors:
        for name in actor.names:
            bare = re.sub(r"\s*\([^)]*\)", "", name)
            for spelled in {name, bare}:
                folded = _core(fold(spelled))
                if len(folded) > 1 and ":" not in spelled:
                    found.setdefault(folded, (spelled, actor))
    return found, frozenset(name.split()[0] for name in found)
