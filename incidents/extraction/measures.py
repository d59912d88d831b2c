"""The words for what befalls people, and the patterns by which figures find them."""

from __future__ import annotations

import re
from typing import Final

from incidents.extraction.lexicon import PEOPLE
from incidents.values import Measure

MEASURES: Final = (
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
ANY: Final = re.compile(
    "|".join(rf"(?P<m{i}>\b(?:{words})(?!\w))" for i, (_, words) in enumerate(MEASURES)), re.I
)
NOUN: Final = re.compile(
    r"(?:dead|deaths|fatalities|wounded|injured|injuries|morts?|tués?|blessée?s?|disparus?|otages?"
    r"|hostages?|décès"
    r"|corps|bodies|body|cadavres?|dépouilles?|lives|vies|prisoners?|prisonniers?|déplacés"
    r"|victimes?|killed|missing"
    r"|captives?|arrested)$",
    re.IGNORECASE,
)
HEAD: Final = re.compile(
    rf"(?P<join>(?:\s+(?:de|des|of|the|les|its|their|ses|autres|other|more|others)\b|\s+(?:d"
    rf"|l)['’])*)\s*"
    rf"(?P<np>(?:[^\W\d][\w'’-]*\s+){{0,4}}?(?P<noun>{PEOPLE})\b(?:\s+(?:and|et)\s+(?:civilian\s+"
    rf"|des\s+|de\s+)?"
    rf"(?!wounded|bless|injured|dead|killed|tu[ée]|mort|autres|others)(?P<second>{PEOPLE})\b(?!\s+"
    rf"(?:ont|were|blessés?|wounded)))?)",
    re.IGNORECASE,
)
STOP: Final = re.compile(
    r"\b(?:were|was|are|is|have|has|had|ont|été|sont|est|qui|who|that|que|dans|in|on|par|by|à|at"
    r"|near|from|killed"
    r"|wounded|injured|when|after|and|et|pour|sur|avec|with)\b|[,;:.()»”]",
    re.IGNORECASE,
)
PASSIVE: Final = re.compile(
    r"(?:\b(?:été|were|was|been|are|is|being|be|sont|est|étaient|était|got|reportedly|feared"
    r"|portée?s? "
    r"|déclarée?s?|have|had|has|ont|avaient|aient|a|avait|aurait|auraient)\s+(?:\w+(?:ly"
    r"|ment)\s+)?)$",
    re.IGNORECASE,
)
DIES: Final = re.compile(r"perdu|died|péri|décéd|succomb|fled|trouvé|lost|dead|morts?$", re.I)
BE: Final = re.compile(
    r"\b(?:été|were|was|been|are|being|sont|étaient|était)\s+(?:\w+(?:ly|ment)\s+)?$", re.IGNORECASE
)
ACTIVE: Final = re.compile(r"(?:ing|ant|er|ent|tue|kill)$", re.IGNORECASE)
PART: Final = re.compile(
    r"(?:\b(?:dont|including|among them|among whom|of whom|of which|parmi (?:lesquel(?:le)?s|eux"
    r"|elles)|y compris"
    r"|notamment|incluant|among the dead|that included|comptant)\b|\bparmi les [\w ]{2,30}\b"
    r"(?:figurent|se trouvent"
    r"|on compte|il y a)|\bamong (?:the|those) [\w ]{2,30}\b(?:were|are|was))[\s,:]*(?:"
    r"(?:of )?them\s+)?"
    r"(?:notamment |également |also )?(?:au moins |at least )?$",
    re.IGNORECASE,
)
PART_AFTER: Final = re.compile(
    r"\s+of (?:them|whom)\b|\s+d['’]entre (?:eux|elles)\b", re.IGNORECASE
)
TOLL: Final = re.compile(
    r"\b(?:toll|bilan|number of (?:dead|deaths)|nombre d[e'’]\s*(?:morts|victimes)|death toll)\b",
    re.I,
)
NONE: Final = re.compile(
    rf"\b(?:aucune?|no|zéro|pas de|sans)\s+(?P<np>(?:\w+\s+){{0,2}}?(?P<noun>{PEOPLE}|casualties"
    rf"|perte|pertes|losses"
    r"|victime|victimes|dommage|wounded|deaths?|fatalities|otage))\b(?:\s+(?:en vies? humaines?"
    r"|n['’]\w+|was|were))?",
    re.IGNORECASE,
)
NOBODY: Final = re.compile(
    r"\b(?:no one|nobody|none|personne|nul)\s+(?:was|were|n['’]a(?:vait)?(?: été)?|had been"
    r"|has been|n['’]est|died)?\s*"
    r"(?P<what>killed|hurt|injured|wounded|died|tuée?|blessée?|morte?)\b",
    re.IGNORECASE,
)
LOSSES: Final = re.compile(
    r"\b(?:heavy|lourdes?|énormes|significant|importantes?|some|des|human and material|several"
    r"|enormous|dozens of)\s+"
    r"(?:\w+\s+){0,3}?(?:losses|pertes|casualties)\b|\bpertes? (?:en vies? humaines?|humaines?"
    r"|considérables|lourdes)"
    r"|\b(?:our|nos) (?:losses|pertes) (?:are|sont) (?:heavy|lourdes)|\bdes morts et des blessés\b"
    r"|\b(?:causing|leading to|entraînant|faisant des|subi des|suffered) (?:\w+ ){0,2}"
    r"(?:casualties|losses|pertes|victimes|morts)\b",
    re.IGNORECASE,
)
QUOTES: Final = re.compile(r"[«»“”\"]")
ALONE: Final = re.compile(
    r"\s*(?:$|[,.;)]|dans un état|graves?\b|griè|sérieu|in (?:a )?(?:serious|critical)|critical"
    r"|seriously|of (?:them|whom)"
    r"|d['’]entre)",
    re.IGNORECASE,
)
END_OF_COUNT: Final = re.compile(
    r"\s*(?:$|[,.;:)]|(?:et|and|dans|in|on|lors|au cours|during|others|autres|more|at|à|of them"
    r"|d['’]entre|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|near|près)\b)"
)
HOLLOW: Final = re.compile(
    r"(?:\s|,|\b(?:others?|more|of them|d['’]entre (?:eux|elles)|are|is|still|autres|have|had|has"
    r"|been|were|was"
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
