"""Who says a sentence: the grammar of attribution in English and French.

A frame is a speaker with the stretch of the sentence that is in its mouth. What no frame covers the
article says itself. Pronouns and "the same source" stand for the speaker before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from incidents.extraction.lexicon import A_DIT, DIT, SAID
from incidents.extraction.proposal import Span
from incidents.extraction.text import Sentence

_W: Final = r"[^\s,;:.«»\"“”()—]+"
_DET: Final = (
    r"(?:the|an?|some|several|two|three|four|many|local|security|military|one|another|its|his|their"
    r"|le|la|les|l['’]|une?|des|du|d['’]|deux|trois|plusieurs|certains|ce|cet|cette|ces|son|sa|ses"
    r"|nos|notre|our|leur|leurs|ni"
    r"|M\.|Mme|officials|residents|witnesses|sources|authorities|videos|members|relatives|survivors"
    r"|images|photos|international|humanitarian|state|military|government|neighbou?rs|medics"
    r"|images)"
)
_FILLER: Final = (
    r"(?:\s+(?:also|later|has|have|had|then|earlier|reportedly|since|already|only|still))*"
)
_VERB_EN: Final = rf"(?P<verb>(?:has |have |had |was quoted as )?(?:{SAID})(?:ing)?)\b"
_AUX: Final = r"(?:en )?(?:a|ont|avait|avaient|s['’]est|se sont|s['’]était|aurait|auraient)\s+"
_ADV: Final = (
    r"(?:\w+ment\s+|aussi\s+|également\s+|pour (?:sa|leur) part\s+|de (?:son|leur) côté\s+|déjà\s+"
    r"|par ailleurs\s+|toutefois\s+|ensuite\s+|quant à (?:lui|elle|eux)\s+|enfin\s+)?"
)
_VERB_FR: Final = rf"(?P<verb>{_AUX}{_ADV}(?:{A_DIT})|(?:{DIT}))\b"
_ACCORDING: Final = re.compile(
    r"\b(?P<verb>according to|selon|d['’]après|de (?=sources? (?:\w+ et )?(?:sécur|milit|médic"
    r"|local|hospital|proche|offici|concord|polic|admin|diplom|judici|humanit|sanit))"
    r"|auprès d[eu']|de l['’]avis d[eu]"
    r"|(?:a|ont)-t-on appris (?:auprès )?(?:de|d['’])|apprend-on (?:auprès )?(?:de|d['’])"
    r"|indique-t-on de"
    r"|citing|quoting|citant)\s*"
    r"(?P<speaker>(?:(?:le|la|les|l['’]|une?|des|the|an?)\s*)?[^,;.:«»\"“”()—]{2,90})",
    re.IGNORECASE,
)
_INVERTED_FR: Final = re.compile(
    rf"\b(?:{DIT})(?:-t-(?:il|elle)|-(?:ils|elles|il|elle))\b"
    rf"|\b(?:a|ont)(?:-t-|-)(?:ils?|elles?)\s+{_ADV}(?:{A_DIT})\b",
    re.IGNORECASE,
)
_TO_FR: Final = (
    r"(?:\s+(?:à|au|aux|auprès d[eu]|sur|dans)\s+(?:l['’]|la |le |les |un |une )?[\w'’-]+"
    r"(?:\s+[A-Z]\w+)?)?"
)
_ON_FR: Final = (
    r"(?:,?\s+(?:ce\s+)?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd['’]hui)"
    r"(?:\s+(?:soir|matin|après-midi))?(?:\s+\d+\s+\w+)?)?"
)
_POST_FR: Final = re.compile(
    rf"(?:^|[,»”\"—]\s*)(?P<verb>{_AUX}{_ADV}(?:{A_DIT})|(?:{DIT})){_TO_FR}{_ON_FR}{_TO_FR}"
    rf"(?:,\s*[^,]{{2,50}},)?"
    rf"\s+(?P<speaker>(?:{_DET}\s*|[A-Z])[^,;.:«»\"“”()—]{{2,90}})",
)
_POST_SAID: Final = (
    "said|says|added|adds|reported|wrote|announced|confirmed|warned|explained|stated|recalled"
    "|recounted"
)
_POST_EN: Final = re.compile(
    rf"(?:^|[,”\"]\s*)(?P<verb>{_POST_SAID})\s+(?P<speaker>(?:(?:the|an?|one|several|two)\s+)?(?:[a-z-]+\s+){{0,4}}"
    rf"[A-Z][^,;:«»\"“”()—]{{1,60}}|(?:the|an?|one|several|two)\s+[^,;.:«»\"“”()—]{{2,70}})",
)
_INSERT_EN: Final = (
    r",\s*(?:who|which|whose|an?|the|himself|herself|speaking|citing|quoting|reached|contacted"
    r"|in an?|spokes)\b"
    r"[^,]{2,170},"
    r"|,\s*(?P<alias>[A-Z][\w'’-]+(?:\s+(?:[A-Z][\w'’-]+|ag|ould|al-\w+)){0,4}),\s*"
)
_INSERT_FR: Final = (
    r",\s*(?:qui|dont|dans un|jointe?s?|interrogée?s?|contactée?s?|sous|citée?s?|porte-parole|le"
    r"|la|un|une|pour"
    r"|lui|elle|de son côté|par la voix|via|lors|au cours|à travers|liée?s?|affiliée?s?|filiale"
    r"|fondée?|dirigée?s?|basée?s?|proche)\b[^,]{2,110},\s*"
    r"|,\s*(?P<alias>[A-Z][\w'’-]+(?:\s+(?:[A-Z][\w'’-]+|ag|ould|al-\w+)){0,4}),\s*"
)
_PRE_EN: Final = re.compile(
    rf"(?P<speaker>(?:\b(?i:{_DET})\s+|\b[A-Z][\w'’.-]*\s+|\b[A-Z][\w'’.-]*['’]s?\s+)"
    rf"(?:{_W}\s+){{0,11}}?"
    rf"(?:{_W})?)(?:{_INSERT_EN})?{_FILLER}\s*{_VERB_EN}"
)
_PRE_FR: Final = re.compile(
    rf"(?P<speaker>(?:\b(?i:{_DET})\s*|\b[A-Z][\w'’.-]*\s+)(?:{_W}\s+){{0,12}}?(?:{_W})?)"
    rf"(?:{_INSERT_FR})?\s*{_VERB_FR}"
)
_PRONOUN_EN: Final = re.compile(
    rf"(?:^|[,”\"]\s*|\b(?:and|but|while|that)\s+)(?P<speaker>it|he|she|they)\s*{_FILLER}\s+{_VERB_EN}",
    re.IGNORECASE,
)
_PRONOUN_FR: Final = re.compile(
    rf"(?:^|[,»]\s*|\b(?:et|mais|qu['’])\s*)(?P<speaker>ils?|elles?|celle-ci|celui-ci|ce dernier"
    rf"|cette dernière|ces derniers)\s+(?:n['’]|ne\s+|l['’]|y\s+|lui\s+)?{_VERB_FR}",
    re.IGNORECASE,
)
_PARTICIPLE: Final = re.compile(
    r"(?:,|\band|\bet)\s+(?:adding|saying|claiming|affirmant|assurant|ajoutant|précisant|indiquant"
    r"|disant"
    r"|assure|ajoute)\b",
    re.IGNORECASE,
)
_CUT: Final = re.compile(
    r"\s+(?:who|which|that|issued|published|released|read|contacted|reached|speaking|briefed"
    r"|joint\w*"
    r"|interrogé\w*|contacté\w*|qui|que|diffusé\w*|publié\w*|lu\b|rendu|transmis\w*|signé\w*"
    r"|cité\w*"
    r"|sous (?:couvert|anonymat|le)|ayant|requérant|présent\w*|basée?s?|on (?:condition|monday"
    r"|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday)|in a (?:statement|communique|message|video|post)"
    r"|dans un"
    r"|par téléphone|by (?:phone|telephone)|via|daté\w*|dated|(?:lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi"
    r"|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|hier|yesterday)\b|ce\s+"
    r"(?:lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche)|à l['’]AFP|to AFP|late|early|earlier|on its"
    r"|sur ses|joined|wrote"
    r"|au micro|au téléphone|après|citing|citant)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_TAIL: Final = re.compile(
    r"(?:\s+(?:also|later|has|have|had|then|reportedly|since|already|only|still|immediately))+$"
)
_VERBY: Final = re.compile(
    r"\b(?:was|were|had|is|are|will|étaient|était|sont|seraient|avaient|affirme|assure)\b",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"(?:the|an?|le|la|les|l['’]|une?|des|some|dans un)", re.IGNORECASE)
_JOINED: Final = re.compile(r"\s(?:and|et|but|mais|or|ou)$", re.IGNORECASE)
_REFUSED: Final = re.compile(r"(?:\b(?:not|never|pas|cannot|could|would)|n['’]t)$", re.IGNORECASE)
_LEAD_IN: Final = re.compile(
    r"^(?:(?:while|but|and|as|meanwhile|however|also|earlier|later|that|though|although|mais|et"
    r"|tandis"
    r" que|alors que|cependant|toutefois|or|car|où|que|if|when|because|pourtant|whom|than)\s+)+",
    re.IGNORECASE,
)
_VESSEL: Final = re.compile(
    r"^(?:(?:un|le|ce|a|the|this|une|la|l['’])\s*)?(?:(?:nouveau|new|même|dernier|premier|short"
    r"|brief)\s+)?"
    r"(?:communiqué|déclaration|bilan|statement|message|note|report|rapport|décompte|count|tally"
    r"|toll"
    r"|vidéo|video|témoignages?|accounts?)(?:\s+(?:officiel\w*|provisoire|official|military"
    r"|conjoint|final))*"
    r"\s+(?:des\b|du\b|de\b|d['’]|from\b|by\b|of\b|diffusé par|publié par|établi par|signé (?:de"
    r"|du|par))\s*"
    r"(?:l['’]|la |le |les )?(?=\S)",
    re.IGNORECASE,
)
_BACK: Final = re.compile(
    r"^(?:it|he|she|they|ils?|elles?|celle-ci|celui-ci|ce dernier|cette dernière|ces derniers|on"
    r"|(?:the|this|la|cette) (?:same |même )?(?:source|sources|same source)|les mêmes sources"
    r"|la même source|lui|eux|the latter|the sources|ces sources"
    r"|(?:the|this|le|ce|l['’]|cette|la)\s?(?:\w+ )?(?:group|groupe|organi[sz]ation|mouvement"
    r"|movement|faction)"
    r"(?: (?:dirigée?|led) (?:par|by) .*)?)$",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"^(?:no\b|none|nobody|aucun|personne|nul\b|that|which|what|this|who|qui|où|ceci|cela"
    r"|this comes"
    r"|laquelle|lesquel\w+|nos informations|nos sources$|(?:un|une|le|la|l['’]|this|the|an?) ?"
    r"(?:attentat|embuscade|explosion"
    r"|opération|frappe|vidéo|courte vidéo|video|raid|ambush|assault)\b|the (?:attack|attacks"
    r"|incident|toll|violence|situation|raid|ambush|killings?|news)$|l['’]attaque$|le bilan$"
    r"|un mort\b|the (?:dead|victims)|la (?:situation|violence)$|(?:les|des|the|some)? ?(?:hommes"
    r"|individus|"
    r"assaillants|attackers|gunmen|terrorist|terroristes|armed|suspected|militants|jihadistes"
    r"|victimes|blessés"
    r"|morts)|\w*\d|so\b|as\b|not\b|ne\b|n['’]|une? (?:attaque|explosion|frappe|embuscade)|an? "
    r"(?:attack|explosion)$|plus\b"
    r"|more\b|at least|au moins|environ|près|selon|dont\b|quelque\b|la zone|l['’]opération)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A speaker, where it is named, its verb, and the stretch it answers for."""

    speaker: str
    named: Span
    verb: str
    covers: Span
    back: bool = False
    """True where a pronoun stands for the speaker."""


def frames_of(sentences: Sequence[Sentence], language: str) -> dict[int, list[Frame]]:
    """The frames of every sentence, pronouns resolved; an open quote belongs to who ends it."""
    found: dict[int, list[Frame]] = {}
    last: Frame | None = None
    for sentence in sentences:
        if sentence.link:
            continue
        frames = []
        for frame in _in_sentence(sentence, language):
            if frame.back and last is None:
                continue
            last = replace(frame, speaker=last.speaker) if frame.back and last else frame
            frames.append(last)
        found[sentence.index] = frames
    _spread(sentences, found)
    return found


def speaker_at(frames: Sequence[Frame], at: Span) -> Frame | None:
    """The frame in whose stretch a place of the text lies; the narrowest of several."""
    over = [frame for frame in frames if frame.covers.covers(at)]
    return min(over, key=lambda frame: frame.covers.end - frame.covers.start, default=None)


_MASK: Final = re.compile(r"\([^)]*\)|\s[-–—]\s[^-–—\n]{2,90}\s[-–—]\s(?=[a-z])|(?<=\d):(?=\d)")


def _masked(text: str) -> str:
    """The sentence with what stands in brackets blanked out; every offset stays."""
    return _MASK.sub(lambda found: " " * len(found[0]) if found[0] != ":" else "h", text)


def _in_sentence(sentence: Sentence, language: str) -> list[Frame]:
    raw = sorted(_raw(sentence, language), key=lambda item: item[1])
    frames: list[Frame] = []
    edge = sentence.span.start
    for number, (speaker, named, verb, after) in enumerate(raw):
        later = [item for item in raw[number + 1 :] if item[3]]
        end = min([item[1].start for item in later], default=sentence.span.end)
        if after:
            covers = Span(named.start if frames or _inside(sentence, named) else edge, end)
        else:
            covers = Span(edge, max(end if number + 1 == len(raw) else named.end, named.end))
            edge = named.end
        back = bool(_BACK.match(speaker))
        frames.append(Frame(speaker, named, verb.lower(), covers, back))
    return frames


def _inside(sentence: Sentence, named: Span) -> bool:
    """True where the speaker stands well inside: what comes before is not in its mouth."""
    before = sentence.text[: named.start - sentence.span.start]
    return bool(
        re.search(r"(?:,|;)\s*(?:while|but|tandis que|alors que|mais|and|et)\s*$", before, re.I)
    )


def _raw(sentence: Sentence, language: str) -> list[tuple[str, Span, str, bool]]:
    """(speaker, where, verb, whether what is said follows) of each frame, none overlapping."""
    found: list[tuple[str, Span, str, bool]] = []
    masked = _masked(sentence.text)
    for pattern, after in _PATTERNS[language]:
        for match in pattern.finditer(masked):
            verb = "verb" if "verb" in match.re.groupindex else 0
            if _quoted(sentence.text, match.start(verb)):
                continue
            item = _item(sentence, match, after or not sentence.text[: match.start()].strip('« "'))
            if item and not any(item[1].meets(other[1]) for other in found):
                found.append(item)
    return found


def _item(
    sentence: Sentence, match: re.Match[str], after: bool
) -> tuple[str, Span, str, bool] | None:
    offset = sentence.span.start
    groups = match.re.groupindex
    if "speaker" not in groups:
        return "il", Span(offset + match.start(), offset + match.end()), match[0], after
    speaker, start = _clean(match["speaker"], match.start("speaker"))
    if not speaker:
        return None
    if "alias" in groups and match["alias"]:
        speaker = match["alias"]
    if _JOINED.search(speaker):
        verb = Span(offset + match.start("verb"), offset + match.end())
        return "il", verb, match["verb"], after
    begin = min(start, match.start("verb"))
    return speaker, Span(offset + begin, offset + match.end()), match["verb"], after


def _clean(written: str, start: int) -> tuple[str, int]:
    """The speaker's name alone, and where it starts; empty where it is none."""
    lead = _LEAD_IN.match(written)
    if lead:
        written, start = written[lead.end() :], start + lead.end()
    vessel = _VESSEL.match(written)
    if vessel and vessel.end() < len(written.strip()):
        written, start = written[vessel.end() :], start + vessel.end()
    name = _TAIL.sub("", _CUT.sub("", written.strip())).strip(" ,'’\"")
    name = re.sub(r"\s+", " ", name)
    if not name or (_NOBODY.match(name) and not _BACK.match(name)) or len(name) > 90:
        return "", start
    if (
        _VERBY.search(name)
        or _BARE.fullmatch(name)
        or not re.search(r"\w{2}", name)
        or _REFUSED.search(name)
    ):
        return "", start
    return name, start


def _quoted(text: str, at: int) -> bool:
    """True where a place of a sentence stands between quotation marks."""
    before = text[:at]
    opened = max(before.rfind("«"), before.rfind("“"))
    closed = max(before.rfind("»"), before.rfind("”"))
    straight = before.count('"') % 2 == 1 and '"' in text[at:]
    return opened > closed or straight


def _spread(sentences: Sequence[Sentence], found: dict[int, list[Frame]]) -> None:
    """A quote over several sentences belongs to the one speaker named before or after it."""
    for number, sentence in enumerate(sentences):
        if sentence.link or found.get(sentence.index):
            continue
        after = sentences[number + 1] if number + 1 < len(sentences) else None
        before = sentences[number - 1] if number else None
        opens = sentence.text.lstrip()[:1] in '"«“'
        unclosed = _open(sentence.text)
        source: Frame | None = None
        if opens and unclosed and after and after.paragraph == sentence.paragraph:
            source = next(iter(found.get(after.index, ())), None)
        elif (
            before is not None
            and before.paragraph == sentence.paragraph
            and ((opens and found.get(before.index)) or _open(before.text))
        ):
            source = next(iter(reversed(found.get(before.index, ()))), None)
        if source is not None:
            found[sentence.index] = [replace(source, covers=sentence.span)]


def _open(text: str) -> bool:
    return (
        text.count("«") > text.count("»")
        or text.count("“") > text.count("”")
        or text.count('"') % 2 == 1
    )


_PATTERNS: Final = {
    "en": (
        (_ACCORDING, False),
        (_PRONOUN_EN, True),
        (_POST_EN, False),
        (_PRE_EN, True),
    ),
    "fr": (
        (_ACCORDING, False),
        (_INVERTED_FR, False),
        (_POST_FR, False),
        (_PRONOUN_FR, True),
        (_PRE_FR, True),
    ),
}
