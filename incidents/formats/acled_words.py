"""ACLED's words of all its years, and what they are here: kinds, parties, precision."""

from __future__ import annotations

import re

ALIASES = {
    "ally_actor_1": "assoc_actor_1",
    "ally_actor_2": "assoc_actor_2",
    "time_precis": "time_precision",
    "geo_precis": "geo_precision",
}
"""Older names of columns."""
KINDS = {
    "battles": "battles",
    "battle": "battles",
    "violence against civilians": "civilians",
    "explosions/remote violence": "explosions",
    "explosion/remote violence": "explosions",
    "remote violence": "explosions",
    "protests": "protests",
    "riots": "riots",
    "riots/protests": "riots",
    "strategic developments": "other",
    "strategic development": "other",
    "non-violent activity by a conflict actor": "other",
}
SUB_KINDS = {
    "armed clash": ("battles", "armed_clash"),
    "no change of territory": ("battles", "armed_clash"),
    "battle-no change of territory": ("battles", "armed_clash"),
    "government regains territory": ("battles", "state_regains_territory"),
    "battle-government regains territory": ("battles", "state_regains_territory"),
    "non-state actor overtakes territory": ("battles", "non_state_takes_territory"),
    "battle-non-state actor overtakes territory": ("battles", "non_state_takes_territory"),
    "attack": ("civilians", "attack_on_civilians"),
    "abduction/forced disappearance": ("civilians", "abduction"),
    "sexual violence": ("civilians", "sexual_violence"),
    "air/drone strike": ("explosions", "air_strike"),
    "remote explosive/landmine/ied": ("explosions", "remote_explosive"),
    "shelling/artillery/missile attack": ("explosions", "shelling"),
    "suicide bomb": ("explosions", "suicide_bombing"),
    "grenade": ("explosions", "grenade"),
    "chemical weapon": ("explosions", "chemical_weapon"),
    "peaceful protest": ("protests", "peaceful_protest"),
    "protest with intervention": ("protests", "protest_with_intervention"),
    "excessive force against protesters": ("protests", "excessive_force"),
    "violent demonstration": ("riots", "violent_demonstration"),
    "mob violence": ("riots", "mob_violence"),
    "agreement": ("other", "agreement"),
    "arrests": ("other", "arrests"),
    "change to group/activity": ("other", "change_to_group"),
    "disrupted weapons use": ("other", "weapons_use_disrupted"),
    "defusal": ("other", "weapons_use_disrupted"),
    "headquarters or base established": ("other", "base_established"),
    "looting/property destruction": ("other", "looting"),
    "property destruction": ("other", "looting"),
    "non-violent transfer of territory": ("other", "non_violent_transfer"),
    "other": ("other", "other_development"),
}
"""Sub-event types, and older event types that said as much."""
OLD_EVENTS = frozenset(
    {
        "battle-no change of territory",
        "battle-government regains territory",
        "battle-non-state actor overtakes territory",
        "headquarters or base established",
        "non-violent transfer of territory",
    }
)
"""Event types before 2018 that need no sub-event type."""
USUAL = {
    "battles": "armed_clash",
    "civilians": "attack_on_civilians",
    "explosions": "remote_explosive",
    "protests": "peaceful_protest",
    "riots": "violent_demonstration",
    "other": "other_development",
}
"""Where an older row has no sub-event type and its notes tell none; such a row is flagged."""
TOLD = (
    (
        re.compile(r"\b(air ?strikes?|air raids?|drones?|helicopters?|bombed by)\b", re.I),
        "air_strike",
    ),
    (re.compile(r"\b(shell(s|ed|ing)?|mortars?|rockets?|artillery|missiles?)\b", re.I), "shelling"),
    (re.compile(r"\bsuicide\b", re.I), "suicide_bombing"),
    (re.compile(r"\bgrenades?\b", re.I), "grenade"),
    (re.compile(r"\b(landmines?|mines?|IEDs?|explosives?|bombs?)\b", re.I), "remote_explosive"),
)
"""What the notes of "Remote violence" before 2018 tell of the weapon."""
INTER = {
    "1": "state",
    "state forces": "state",
    "government or mutinous force": "state",
    "2": "rebel",
    "rebel group": "rebel",
    "rebel groups": "rebel",
    "rebel forces": "rebel",
    "rebel force": "rebel",
    "3": "political_militia",
    "political militia": "political_militia",
    "political militias": "political_militia",
    "militia groups": "political_militia",
    "4": "identity_militia",
    "identity militia": "identity_militia",
    "identity militias": "identity_militia",
    "communal / identity groups": "identity_militia",
    "communal/identity groups": "identity_militia",
    "communal militia": "identity_militia",
    "ethnic militia": "identity_militia",
    "5": "rioters",
    "rioters": "rioters",
    "6": "protesters",
    "protesters": "protesters",
    "7": "civilians",
    "civilians": "civilians",
    "8": "external",
    "external/other forces": "external",
    "foreign / others": "external",
    "foreign/others": "external",
    "other": "external",
}
"""Actor types as numbers and in the words of all years."""
DESCRIBED = (
    (re.compile(r"^Civilians?\b"), "civilians", "civils"),
    (re.compile(r"^Protesters?\b"), "protesters", "manifestants"),
    (re.compile(r"^Rioters?\b"), "rioters", "émeutiers"),
    (re.compile(r"^(Refugees|IDPs|Refugees/IDPs)\b"), "displaced people", "personnes déplacées"),
    (re.compile(r"^Aid Workers\b"), "aid workers", "personnel humanitaire"),
    (re.compile(r"^Health Workers\b"), "health workers", "personnel de santé"),
    (re.compile(r"^(Teachers)\b"), "teachers", "enseignants"),
    (re.compile(r"^(Students)\b"), "students", "élèves ou étudiants"),
    (re.compile(r"^(Women|Girls)\b"), "women", "femmes"),
    (re.compile(r"^(Journalists)\b"), "journalists", "journalistes"),
    (re.compile(r"^(Farmers)\b"), "farmers", "agriculteurs"),
    (re.compile(r"^(Pastoralists|Herders)\b"), "herders", "éleveurs"),
    (re.compile(r"^(Miners)\b"), "miners", "mineurs (orpailleurs)"),
    (re.compile(r"^(Labou?r Group|Labou?rers)\b"), "workers", "travailleurs"),
    (re.compile(r"^(Teachers|Lawyers|Judges|Prisoners|Fishers)\b"), "civilians", "civils"),
)
"""People who are no actors: shown in words."""
UNIDENTIFIED = re.compile(r"^Unidentified (?!Communal|Ethnic|Clan|Tribal|Religious)", re.I)
SENSITIVE_PEOPLE = (
    (re.compile(r"\b(Refugees|IDPs)\b"), "displaced_people_site"),
    (re.compile(r"\bHealth Workers\b"), "health"),
    (re.compile(r"\bAid Workers\b"), "humanitarian"),
    (re.compile(r"\b(Teachers|Students)\b"), "school"),
)
SENSITIVE_KINDS = {"sexual_violence": "sexual_violence", "abduction": "hostage_taking"}
