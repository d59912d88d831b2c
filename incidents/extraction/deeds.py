"""The grammar of who did it: claiming, blaming, denying, doing; and what only sounds like it."""

from __future__ import annotations

import re
from typing import Final

from incidents.extraction.lexicon import words

HELPERS: Final = (
    r"(?:\s+(?:fighters|militants|insurgents|jihadists?|jihadis|gunmen|members|troops|soldiers"
    r"|forces|mercenar\w+"
    r"|militia\w*|hunters|rebels|elements|auxiliaries|affiliate|branch|group|terrorists?|men"
    r"|militiamen))?"
)
ASIDE: Final = r"(?:\s*\([^)]*\))?(?:,[^,.;]{1,90},)?"
AUX: Final = (
    r"(?:\s+(?:have|has|had|also|later|then|allegedly|reportedly|ont|a|avait|avaient|auraient"
    r"|aurait|en|y|se|s['’]"
    r"|l['’]|aussi|également|on \w+|\w+ment|immédiatement|,|who|qui|that|in|dans|un|une|statement"
    r"|communiqué))*"
)
DID: Final = re.compile(
    rf"^(?:['’]s)?{HELPERS}{ASIDE}{AUX}\s+(?:attack(?:ed|ing)?|kill(?:ed|ing)?|raid(?:ed)?"
    rf"|storm(?:ed)?|ambush(?:ed)?"
    r"|abduct(?:ed)?|kidnap(?:ped)?|execut(?:ed|ing)|massacr(?:ed)?|bomb(?:ed)?|shot|opened fire"
    r"|overran|struck|seized"
    r"|encircled|burned|surrounded|entered|swept|carried out|summarily|targeted|hit"
    r"|attaqu(?:é|ent|aient|e)|tu(?:é|ent|aient|e)|exécut(?:é|ent)|massacr(?:é|ent)|enlev(?:é|ent)"
    r"|bombard(?:é|ent)"
    r"|men(?:é|ent)|frapp(?:é|ent)|tendu|ouvert le feu|pris (?:le contrôle|d['’]assaut|pour cible)"
    r"|abattu|assassin"
    r"|incendi|investi|fait irruption|visé|brûl|arrêté et|égorg|pos(?:é|ent)|encercl|perpétr)\w*",
    re.IGNORECASE,
)
CLAIMED_AFTER: Final = re.compile(
    rf"^(?:['’]s)?{HELPERS}{ASIDE}{AUX}\s+(?:claim\w* (?!that no)|revendiqu|said (?:it"
    rf"|its \w+) (?:was|were|had) (?:behind"
    r"|killed|carried|attacked)|said (?:it|its)|affirmé avoir|dit avoir|assuré avoir|says it)",
    re.IGNORECASE,
)
CLAIMED_BEFORE: Final = re.compile(
    r"\b(?:claimed|claim of responsibility|revendiqu\w+|revendication)\s+(?:[\w'’]+\s+){0,5}?(?:by"
    r"|from|par|d[eu]|des)\s+"
    r"(?:[\w'’-]+\s+){0,5}(?:l['’])?$",
    re.IGNORECASE,
)
DENIED: Final = re.compile(
    rf"^(?:['’]s)?{HELPERS}{ASIDE}(?:\s+\w+){{0,4}}?\s+(?:denied|denies|rejected|rejects|démenti"
    rf"|dément|nié|nie|rejet"
    r"|réfut)",
    re.IGNORECASE,
)
BLAMED: Final = re.compile(
    r"(?:\b(?:attribu\w+|imput\w+|blam\w+|accus\w+|pointed (?:the finger )?(?:at|to)|soupçonn\w+"
    r"|suspect\w+|mett\w+ en cause"
    r"|mis\w* en cause|portant la marque|hallmarks of|responsib\w+ of|responsab\w+ d[eu]"
    r"|incombe\w*|désign\w+|la main|the hand|the work|l['’]œuvre|la signature)\b"
    r"(?:\s+(?!reported|said|told|of\b|avoir|d['’]avoir|for\b|while|but)[\w'’-]+){0,9}\s*(?:l['’]"
    r"|d['’])?)$",
    re.IGNORECASE,
)
MEN: Final = (
    r"(?:(?:the|some|les|des|le|la|un|une|suspected|présumés|fighters|combattants|éléments|membres"
    r"|hommes|armed"
    r"|members|of|from|du|de|jihadistes|djihadistes|terroristes|groupe|group|traditional|soldats"
    r"|soldiers|drones?"
    r"|militants|affiliés|au|à|aux|liés|unités|allied|its|forces|mercenaires|de la|groupes?|armés?"
    r"|secteur \d|jihadist"
    r"|rebelles?|be|to)\b\s*|[ld]['’])*$"
)
BY: Final = re.compile(
    r"\b(?:killed|kidnapped|abducted|executed|attacked|carried out|perpetrated|massacred|ambushed"
    r"|raided|staged|claimed"
    r"|captured|shot|burned|launched|laid|targeted|taken|seized|suspected|held|detained"
    r"|tuée?s?|enlevée?s?|exécutée?s?|attaquée?s?|perpétrée?s?|menée?s?|commise?s?|massacrée?s?"
    r"|abattue?s?|tendue"
    r"|lancée?s?|conduite?s?|visée?s?|posée?s?|arrêtée?s?|assassinée?s?)\b"
    r"(?:,?\s+[\w'’-]+){0,12}?,?\s+(?:by|par|to be)\s+" + MEN,
    re.IGNORECASE,
)
BLOW_OF: Final = re.compile(
    r"\b(?:attacks?|strikes?|raid|massacre|ambush|assault|frappes?|attaques?|embuscade|assaut"
    r"|incursions?|raids?|offensive)\s+"
    r"(?:[\w'’-]+\s+){0,2}?(?:by|of|par|d[eu]|des)\s+" + MEN,
    re.IGNORECASE,
)
AGAINST: Final = re.compile(
    r"\b(?:contre|against|visant|targeting|hunting|fight(?:ing)?|combat(?:tre|tant)?|lutte contre"
    r"|ciblant|neutralis\w+"
    r"|attack on|attaque contre|position d[eu]|positions d[eu]|base d[eu]|arrest\w+|join\w*"
    r"|rejoin\w*|headed by"
    r"|uniform of|clashes? between|repell?ed)\b(?:\s+[\w'’-]+){0,5}\s*(?:l['’])?$",
    re.IGNORECASE,
)
HABIT: Final = words(
    r"often",
    r"souvent",
    r"régulièrement",
    r"regularly",
    r"généralement",
    r"usually",
    r"frequently",
    r"fréquemment",
    r"typically",
    r"habituellement",
)
LINKED: Final = re.compile(
    r"(?:\b(?:linked|affiliated|allied|loyal|liée?s?|affiliée?s?|rattachée?s?|proches?|allégeance"
    r"|branch|branche|filiale"
    r"|inféodée?s?|franchise)\s+(?:to |with |of |à |au |de |d['’])?(?:the |l['’]|la |al-)?"
    r"(?:[\w'’-]+ (?:and|et|ou|or) )?)$",
    re.IGNORECASE,
)
LINKED_AFTER: Final = re.compile(
    r"^[\s-]*(?:-?linked|-?affiliated|-?aligned|-?backed)\b", re.IGNORECASE
)
FORCES: Final = (
    (
        "army",
        (
            r"armée|army|military|armed forces|forces armées|soldats?|soldiers?|militaires|troops"
            r"|état-major"
        ),
    ),
    (
        "unspecified_state_forces",
        r"forces de défense et de sécurité|security forces|forces de sécurité|FDS",
    ),
    ("gendarmerie", r"gendarmes?|gendarmerie"),
    ("police", r"police|policiers?"),
)
STATE_TEMPLATE: Final = (
    (
        r"\b(?:accus\w+|blam\w+|imput\w+|attribu\w+|held responsible|mett\w+ en cause"
        r"|mis\w* en cause)\s+"
        r"(?:(?!de\b|of\b|d['’])[\w'’-]+\s+){0,4}?(?:à |aux |on |the |l['’]|la |les |des "
        r"|government "
        r"|regular )*(?P<a>%s)\b"
    ),
    (
        r"\b(?:frappes?|drones?|bombardements?|tirs?|raids?|strikes?|bavures?)\s+"
        r"(?:[\w'’-]+\s+){0,3}?"
        r"(?:de |d['’]|du |des |by |of |from |par )(?:the |l['’]|la |les |des |[\w]+['’]s )*"
        r"(?P<a>%s)\b"
    ),
    (
        r"\b(?:aéronefs?|drones?|avions?|hélicoptères?|aircraft|helicopters?|planes?) (?:de |of "
        r"|d['’]"
        r"|from |du |des )"
        r"(?:the |l['’]|la |les )*(?P<a>%s)\b"
    ),
    (
        r"\b(?P<a>%s)(?:['’]s)?(?:\s+\w+)?\s+(?:drone |air ?)?(?:strikes?|drones?)\s+"
        r"(?:[\w'’-]+\s+){0,3}?(?:kill|hit|tu)\w*"
    ),
    (
        r"\b(?:tuée?s?|exécutée?s?|abattue?s?|killed|executed|shot(?: dead)?|massacred|enlevée?s?"
        r"|abducted)\s+"
        r"(?:[\w'’,-]+\s+){0,6}?(?:par|by)\s+(?:the |l['’]|la |les |des |un |some |[\w]+ ){0,3}"
        r"(?P<a>%s)\b"
    ),
    (
        r"\b(?P<a>%s)(?:\s+[\w'’-]+){0,5}?\s+(?:ont |have |had |avaient |auraient |a |allegedly "
        r"|reportedly )*"
        r"(?:(?:exécut|execut|massacr)\w+|killed (?:[\w'’-]+ ){0,4}(?:civil|villag|people|resid"
        r"|herder"
        r"|men\b)\w*"
        r"|tué (?:[\w'’-]+ ){0,4}(?:civil|villag|person|habit|berger|éleveur)\w*)"
    ),
)
STATE: Final = [
    (subtype, re.compile(template % names, re.IGNORECASE))
    for subtype, names in FORCES
    for template in STATE_TEMPLATE
]


OWN_DEED: Final = re.compile(
    r"\b(?:(?:its|his) (?:fighters|men|forces|soldiers|militants) (?:had|have|were)|(?:said"
    r"|says)[^.;]{0,30}? it (?:had )?(?:kill|attack|storm|captur|seiz"
    r"|punish|carried|taken|struck|hit|ambush|overr|burn)\w*|ses (?:combattants|hommes|éléments"
    r"|forces) (?:ont|avaient|auraient)|(?:avoir|s['’]être|d['’]avoir)"
    r" (?:\w+ )?(?:tué|attaqué|mené|pris|emparé|tendu|abattu|visé|lancé|détruit|neutralisé|capturé"
    r"|infligé|frappé|incendié))",
    re.IGNORECASE,
)


CIVILIANS: Final = words(
    r"civil\w*",
    r"villag\w*",
    r"habitant\w*",
    r"residents?",
    r"people",
    r"personnes",
    r"enfants?",
    r"children",
    r"femmes?",
    r"women",
    r"marché",
    r"market",
    r"wedding",
    r"mariage",
    r"éleveurs?",
    r"herders?",
    r"foire",
)
