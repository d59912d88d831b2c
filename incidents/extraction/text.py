"""A text in its parts: header lines, paragraphs, sentences; every part with its offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from incidents.extraction.proposal import Span

HEADER = re.compile(r"(URL|OUTLET|DATE|LANG|TITLE)\s*:[ \t]*(.*)")
_LINE = re.compile(r"[^\n]+")
_END = re.compile(
    r"[.!?…]+[\"”»’')\]]*(?:\s*»)?\s+(?=[\"“«‘'(\[-]*\s*[A-ZÀ-ÖØ-ÞƁƊŊ0-9])|(?<=[.!?…][”»\"])\s+(?=[A-ZÀ-Þ])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?i:M|MM|Mme|Mlle|Dr|Pr|Mr|Mrs|Ms|Gen|Gén|Col|Lt|Cap|Capt|Cdt|Sgt|Maj|Brig|St|Ste|No|N°"
    r"|vs|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|janv|févr|juil|U\.S|U\.N|cf|env|approx)"
    r"|\b[A-Z])\.\s*$"
)
_LINK_START = re.compile(
    r"\W*(?:(?:à )?lire (?:aussi|également|notre|la suite|:)|voir aussi|(?:à )?lire\s*:|sur le même"
    r" (?:sujet|thème)|articles? liés?|dans la même rubrique|pour aller plus loin|abonnez|suivez"
    r"|suivre|partager|recevez|inscrivez|rejoignez|cliquez|téléchargez|également sur|retrouvez"
    r"|read (?:more|also|next)|also read|see also|related|more (?:from|on|stories|bbc|news|about)"
    r"|follow us|subscribe|sign up|share|watch\b|listen\b|go to\b|click|newsletter|most read"
    r"|you may also|recommended|image (?:source|caption)|getty images|photo\s*[:©]|crédits?\b|©"
    r"|copyright|\(c\)|-? ?published$|écouter|à écouter|à voir|plus d'infos|download|tags?\s*:"
    r"|mots[- ]clés|source\s*:|publié le|mis à jour|modifié le|updated\b|last updated|posted\b"
    r"|\(?reporting by|\(légende|our standards|associated press writer|.{0,20}contributed to this"
    r"|la rédaction|vos commentaires|\d+\. le \d+|min(?:utes)? de lecture|minute read|écoutez"
    r"|regarde[rz]|ndlr|afp\b.{0,4}$|par la rédaction|get the latest|©|réservé aux abonnés"
    r"|lecture\s*:|\[?image\b|\[à lire|temps de lecture|support our|newsletter|issued on"
    r"|\(?mis(?:e)? à jour|la matinale|source\b.{0,60}$)",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"\b\d{1,2}[./]\d{1,2}[./]20\d\d\b|\b20\d\d\b.{0,6}\b\d{1,2}\s?[:hH]\s?\d\d|^(?:\w+ )?"
    r"(?:on )?\d{1,2} \w+ 20\d\d$"
    r"|^\w+ \d{1,2}, 20\d\d|^(?:published|issued|updated)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:By|Par|De notre correspondant\w*)\s+[^.!?]{3,70}")
_FINAL = re.compile(r"[.!?…:;,][\"”»’')\]]*\s*$")
_FRENCH = re.compile(r"\b(?:le|la|les|des|du|une|dans|est|ont|été|par|qui|sur|selon|au|aux)\b")
_ENGLISH = re.compile(r"\b(?:the|of|and|in|was|were|by|that|which|on|said|at|has|have|from)\b")
MOST_OF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text as it was handed over, its header lines read off."""

    text: str
    offset: int = 0
    """Where the text begins in what was handed over."""
    url: str = ""
    outlet: str = ""
    published: date | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with its place in the whole."""

    span: Span
    text: str
    paragraph: int
    index: int
    title: bool
    link: bool
    """True for a line of the page that is no part of the article."""


def read_article(written: str) -> Article:
    """Read header lines (`URL:`, `OUTLET:`, `DATE:`, `LANG:`) off the head of a text.

    A date that is none counts as not given; nothing is raised.
    """
    head: dict[str, str] = {}
    offset = 0
    for line in written.splitlines(keepends=True):
        found = HEADER.fullmatch(line.strip())
        if found is None and (line.strip() or not head):
            break
        offset += len(line)
        if found is None:
            break
        head[found[1]] = found[2].strip()
    return Article(
        text=written[offset:],
        offset=offset,
        url=head.get("URL", ""),
        outlet=head.get("OUTLET", ""),
        published=_day(head.get("DATE", "")),
        language=head.get("LANG", "").lower()[:2],
    )


def language_of(text: str) -> str:
    """`fr` or `en`, whichever has more of its small words in the text."""
    lower = text.lower()
    return "fr" if len(_FRENCH.findall(lower)) > len(_ENGLISH.findall(lower)) else "en"


def sentences_of(text: str) -> list[Sentence]:
    """All sentences of a text, in order."""
    lines = [found for found in _LINE.finditer(text) if found[0].strip()]
    links = _links([line[0].strip() for line in lines])
    titles = _titles([line[0].strip() for line in lines], links)
    sentences: list[Sentence] = []
    paragraph = -1
    for number, line in enumerate(lines):
        title = number in titles
        paragraph += not links[number]
        for span in _split(text, line.start(), line.end()):
            sentences.append(
                Sentence(
                    span,
                    text[span.start : span.end],
                    max(paragraph, 0),
                    len(sentences),
                    title,
                    links[number],
                )
            )
    return sentences


def _titles(lines: list[str], links: list[bool]) -> set[int]:
    """The headline, and a second line of it: the first lines of some words that are no links."""
    own = [number for number, line in enumerate(lines) if not links[number] and line.count(" ") > 2]
    found = set(own[:1])
    if len(own) > 1 and not _FINAL.search(lines[own[1]]):
        found.add(own[1])
    return found


def _links(lines: list[str]) -> list[bool]:
    """Which lines lead elsewhere: they say so, or stand in the body like a headline.

    Where most lines have no full stop the page was cut so, and only what a line says counts.
    """
    body = lines[2:]
    bare = [not _FINAL.search(line) for line in body]
    pruned = bool(body) and sum(bare) > MOST_OF * len(body)
    found = [bool(_LINK_START.match(line) or _BYLINE.fullmatch(line)) for line in lines]
    for number, line in enumerate(lines):
        if number < 8 and len(line) < 90 and _STAMP.search(line) and not _FINAL.search(line):
            found[number] = True
        if number > 1 and not pruned and bare[number - 2] and len(line) < 160:
            found[number] = True
    return found


def _split(text: str, start: int, end: int) -> list[Span]:
    spans = []
    begin = start
    for found in _END.finditer(text, start, end):
        if _ABBREVIATION.search(text[begin : found.end()].rstrip()):
            continue
        spans.append(Span(begin, found.end()))
        begin = found.end()
    spans.append(Span(begin, end))
    return [_trimmed(text, span) for span in spans if text[span.start : span.end].strip()]


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip())
    return Span(span.start + left, span.start + len(piece.rstrip()))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
