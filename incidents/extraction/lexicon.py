"""Words of the trade in English and French. No place and no actor is named here."""

from __future__ import annotations

import re
from typing import Final


def words(*patterns: str) -> re.Pattern[str]:
    """One pattern of several, at the borders of words, whatever the case."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def each(text: str) -> list[str]:
    """The words of a list that is written as text."""
    return text.split()


KINDS: Final = (
    (
        "suicide_bombing",
        words(r"suicide (?:bomb\w+|attack)", r"kamikazes?", r"attentats?[- ]suicides?"),
    ),
    (
        "remote_explosive",
        words(
            r"IEDs?",
            r"EEI",
            r"(?:land)?mines?(?! d['’](?:or|exploitation)| artisanale d)",
            r"engins? explosifs?(?: improvisés?)?",
            r"improvised explosive",
            r"roadside bomb",
            r"explosive device",
            r"sauté sur",
        ),
    ),
    (
        "air_strike",
        words(
            r"air ?strikes?",
            r"drone strikes?",
            r"strikes? by (?:a )?drones?",
            r"drones?",
            r"frappes? (?:aériennes?|de drones?|d['’]un drone)",
            r"bombardements? aériens?",
            r"raids? aériens?",
            r"aircraft bombed",
        ),
    ),
    (
        "shelling",
        words(r"shelling", r"shelled", r"mortars?", r"obus", r"roquettes?", r"rockets?"),
    ),
    (
        "abduction",
        words(
            r"abduct\w*",
            r"kidnap\w*",
            r"enlèvements?",
            r"enlev(?:é|er|ant)\w*",
            r"enlèvent",
            r"rapts?",
            r"hostages?",
            r"otages?",
            r"ravisseurs?",
        ),
    ),
    ("arrests", words(r"arrest(?:ed|s|ing)", r"interpell\w+", r"arrestations?")),
    (
        "looting",
        words(
            r"loot\w*", r"pill(?:é|age|er)\w*", r"torched", r"incendi(?:é|er)\w*", r"cattle theft"
        ),
    ),
)
EVENT: Final = words(
    r"attack(?:ed|s|ing|ers?)?",
    r"ambush\w*",
    r"raid(?:ed|s)?",
    r"assault\w*",
    r"storm(?:ed|ing)",
    r"kill(?:ed|s|ing|ings)?",
    r"dead",
    r"died",
    r"deaths?",
    r"massacre\w*",
    r"slaughter\w*",
    r"wound(?:ed|ing|s)?",
    r"injur(?:ed|ing|ies)",
    r"abduct\w*",
    r"kidnap\w*",
    r"seized",
    r"explo(?:ded|sions?|sive)",
    r"bomb\w*",
    r"struck",
    r"strikes?",
    r"shots?",
    r"shoot\w*",
    r"clash\w*",
    r"fighting",
    r"gunfire",
    r"smoke",
    r"fumée",
    r"gunmen",
    r"targeted",
    r"hit",
    r"captured",
    r"overran",
    r"execut\w+",
    r"exchanges? of fire",
    r"burned",
    r"torched",
    r"repelled",
    r"mines?",
    r"IEDs?",
    r"shelled",
    r"operation",
    r"offensive",
    r"opened fire",
    r"took place",
    r"occurred",
    r"happened",
    r"attaqu\w+",
    r"embuscades?",
    r"assauts?",
    r"incursions?",
    r"tu(?:é|er|ant|ent|erie)\w*",
    r"mort[se]?",
    r"mortes",
    r"décès",
    r"décédé\w*",
    r"massacr\w+",
    r"bless\w+",
    r"enlev\w+",
    r"enlèvements?",
    r"kidnapp\w+",
    r"explos\w+",
    r"bombard\w+",
    r"frapp\w+",
    r"frappes?",
    r"tirs?",
    r"affrontements?",
    r"combats?",
    r"fusillade",
    r"pris pour cible",
    r"cibl(?:é|ant)\w*",
    r"visé\w*",
    r"abattu\w*",
    r"exécut\w+",
    r"incendi\w+",
    r"sauté",
    r"roulé sur",
    r"péri\w*",
    r"égorg\w+",
    r"interpell\w+",
    r"neutralis\w+",
    r"pill\w+",
    r"assailli\w*",
    r"opérations?",
    r"perdu la vie",
    r"attentat\w*",
    r"raids?",
    r"se sont produits?",
    r"s['’]est produit\w*",
    r"eu lieu",
    r"survenu\w*",
    r"libér\w+",
    r"freed",
    r"released",
    r"ouvert le feu",
    r"saut(?:er|ait)",
    r"irruption",
    r"fait irruption",
    r"escap\w+",
    r"évad\w+",
    r"flee(?:ing)?",
    r"fled",
    r"détruit\w*",
    r"tombé\w*",
    r"tué",
)
SAID: Final = (
    r"said|says|say|told|tells|reported|reports|announced|announces|confirmed|confirms|stated"
    r"|added|adds|declared|wrote|posted|explained|recounted|acknowledged|insisted|argued|alleged"
    r"|claimed|claims|noted|described|warned|admitted|revealed|testified|denied|denies|rejected"
    r"|counted|recalled|put (?:the|its) (?:death )?toll|condemned|broadcast|showed|confided|blamed"
    r"|spoke of|speaks of|disclosed|urged|called|ordered|advised|vowed|praised|accused|gave|blame"
    r"|accuse|documented|attributed|sent|promised|summoned|deployed|pledged|closed|suspended"
)
"""Verbs of saying, as they stand after their subject."""
_SAY_FR: Final = (
    "indiqu déclar affirm annonc précis ajout rapport confi assur expliqu témoign racont "
    "estim confirm martel révél relat évoqu soulign dénonc signal rejet parl condamn not lâch "
    "détaill déplor accus revendiqu réclam appel salu demand invit ordonn regrett réaffirm "
    "mentionn dénombr recens documenté recommand alert réfut contest ni exig conseill affich "
    "compt avanc concéd redout constat observ dépêch déploy envoy instaur décrét suspend"
)
_PAST_FR: Final = (
    r"dit|soutenu|écrit|reconnu|admis|démenti|fait savoir|fait état|fait part|appris|poursuivi"
    r"|promis"
    r"|averti|décrit|fait (?:un )?bilan|tenu à|mis en garde|diffusé|publié|transmis"
)
_PRESENT_FR: Final = (
    r"dit|disent|soutient|soutiennent|écrit|reconnaît|reconnaissent|admet|dément|démentent"
    r"|fait état"
    r"|font état|fait savoir|concède|avance|évoque|se souvient|publiait|promet|poursuit|apprend"
    r"|décrit|décrivent|nie|nient|appelle|rappelle"
    r"|se dit|révèle|relève|déclarait"
)
_STEMS: Final = "|".join(_SAY_FR.split())
DIT: Final = rf"(?:{_STEMS})(?:e|ent|ait|aient)|{_PRESENT_FR}"
"""Verbs of saying in the present, which stand alone."""
A_DIT: Final = rf"(?:{_STEMS})(?:é|ée|és|ées)|{_PAST_FR}"
"""Participles of verbs of saying, which need an auxiliary."""
RESPONSIBILITY: Final = words(
    r"claim(?:ed|s|ing)? (?:the )?responsibility",
    r"claimed (?:the|that|this|an|it was)",
    r"said it (?:was|had been) behind",
    r"said (?:it|its \w+) (?:had )?carried out",
    r"claimed by",
    r"revendiqu\w+",
    r"revendication",
)
UNCLAIMED: Final = words(
    r"(?:no|no other|no armed|none of the|nobody|no one)(?: \w+){0,4} (?:has |had |have )?"
    r"(?:immediately |yet |so far |publicly )?(?:claim\w*|taken responsibility|said it)",
    r"(?:not|never|n['’]t)(?: \w+){0,2} (?:been |yet )*claimed(?: by)?",
    r"no(?: \w+){0,2} claim of responsibility",
    r"neither [^.]{2,60} claimed",
    r"ni [^.]{2,60} n['’]\w+ revendiqu\w+",
    r"without claim",
    r"unclaimed",
    r"(?:n['’]a|n['’]ont|n['’]avai\w+|pas|non|jamais)(?: \w+){0,5} (?:été )?revendiqu\w+",
    r"(?:aucun\w*|personne|nul)(?: [^.]{0,60})? (?:n['’]a|n['’]avait|ne l['’]a|n['’])(?: \w+)?"
    r"(?: \w+)? ?revendiqu\w+",
    r"(?:aucune|pas de|sans) revendication",
    r"(?:reste|demeure) non revendiqu\w+",
    r"responsibility (?:has|had|was) not",
)
PEOPLE: Final = (
    r"personnes?|gens|civils?|civiles|soldats?|militaires?|gendarmes?|policiers?|habitants?"
    r"|villageois\w*"
    r"|enfants?|femmes?|hommes?|éleveurs?|agriculteurs?|cultivateurs?|paysans?|passagers?"
    r"|chauffeurs?"
    r"|conducteurs?|otages?|corps|victimes?|terroristes?|jihadistes?|djihadistes?|assaillants?"
    r"|combattants?"
    r"|éléments?|volontaires?|vdp|supplétifs?|élèves?|enseignants?|fidèles|travailleurs?|ouvriers?"
    r"|orpailleurs?|commerçants?|douaniers?|agents?|gardes?|officiers?|ressortissants?|employés?"
    r"|membres?"
    r"|cadavres?|dépouilles?|blessés?|morts?|mortes?|tués?|disparus?|réfugiés?|déplacés?|familles"
    r"|ménages"
    r"|filles?|garçons?|bébés?|nourrissons?|fillettes?|chefs?|imams?|prêtres?|pasteurs?|touristes?"
    r"|journalistes?|humanitaires?|rebelles?|insurgés?|miliciens?|mercenaires?|chasseurs?|bergers?"
    r"|forestiers?|rangers?|pêcheurs?|pompiers?|médecins?|infirmiers?|étudiants?|élus?|notables?"
    r"|people|persons?|civilians?|soldiers?|troops|gendarmes?|police(?:men|man| officers?)?"
    r"|officers?"
    r"|villagers?|residents?|children|child|women|woman|men|man|boys?|girls?|herders?|farmers?"
    r"|passengers?"
    r"|drivers?|hostages?|bodies|body|victims?|terrorists?|jihadists?|jihadis?|attackers?"
    r"|assailants?|fighters?"
    r"|militants?|militiamen|volunteers?|pupils?|students?|teachers?|worshippers?|workers?|miners?"
    r"|traders?"
    r"|customs officers?|guards?|rangers?|members?|dead|wounded|injured|others?|autres?"
    r"|insurgents?|rebels?"
    r"|gunmen|families|households|nationals?|employees|staff|babies|baby|peacekeepers?"
    r"|casques bleus"
    r"|mourners|fishermen|shepherds?|extremists?|extrémistes?|prisoners?|prisonniers?|detainees"
    r"|suspects?"
    r"|individus?|bandits?|deaths|fatalities|décès|captives?|rescapé\w*|migrants?|bus passengers"
    r"|service (?:members|personnel)|personnels?|forces|lives|vies"
)
PERSON: Final = re.compile(rf"\b(?:{PEOPLE})\b", re.IGNORECASE)
ATTACKERS: Final = words(
    r"terrorist\w*",
    r"terroriste\w*",
    r"d?jihad\w*",
    r"assaillants?",
    r"assailants?",
    r"attackers?",
    r"insurgents?",
    r"militants?",
    r"extr[eé]mist\w*",
    r"bandits?",
    r"gunmen",
    r"criminels?",
    r"combattants (?:armés|terroristes)",
    r"fighters",
    r"insurgés",
    r"rebels?",
    r"rebelles?",
)
ARMED: Final = words(
    r"hommes armés",
    r"individus armés",
    r"assaillants?",
    r"gunmen",
    r"armed men",
    r"attackers",
    r"assailants",
    r"d?jihadistes?",
    r"jihadists?",
    r"terroristes?",
    r"terrorists?",
    r"militants?",
    r"bandits?",
    r"extremists?",
    r"insurgents?",
    r"groupes? armés?(?: terroristes?)?",
)
