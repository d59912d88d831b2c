"""Titles of incidents to which nobody gave one: kind and place, in both languages.

"Armed clash, Djibo (Burkina Faso)" · "Affrontement armé, région de Gao (Mali)". Pure: words in,
words out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

COUNTRY_NAMES = {
    "ML": ("Mali", "Mali"),
    "BF": ("Burkina Faso", "Burkina Faso"),
    "NE": ("Niger", "Niger"),
    "TD": ("Chad", "Tchad"),
    "MR": ("Mauritania", "Mauritanie"),
    "NG": ("Nigeria", "Nigeria"),
    "CM": ("Cameroon", "Cameroun"),
    "BJ": ("Benin", "Bénin"),
    "TG": ("Togo", "Togo"),
    "GH": ("Ghana", "Ghana"),
    "CI": ("Côte d'Ivoire", "Côte d’Ivoire"),
    "SN": ("Senegal", "Sénégal"),
    "DZ": ("Algeria", "Algérie"),
    "LY": ("Libya", "Libye"),
}
TYPES = {
    "region": ("region", "région"),
    "région": ("region", "région"),
    "province": ("province", "province"),
    "wilaya": ("wilaya", "wilaya"),
    "state": ("state", "État"),
    "état": ("state", "État"),
    "department": ("department", "département"),
    "département": ("department", "département"),
    "district": ("district", "district"),
    "cercle": ("district", "cercle"),
    "moughataa": ("district", "moughataa"),
    "commune": ("commune", "commune"),
    "lga": ("LGA", "LGA"),
    "local government area": ("LGA", "LGA"),
}
"""The local word for a unit, as gazetteer and data sets write it: English and French."""
USUAL = {1: ("region", "région"), 2: ("district", "district")}
"""Where no word is known: by level."""
VOWELS = "aeiouyâàéèêîôûh"
POINTS = ("nord", "sud", "est", "ouest", "centre")
WITH_LE = ("sahel", "littoral", "plateau-central", "lac", "kadiogo", "guéra", "ouaddaï")
WITH_LES = ("cascades", "hauts-bassins", "savanes", "plateaux", "lagunes", "montagnes")
WITH_LA = ("boucle du mouhoun", "tandjilé", "donga", "kara")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What is known in words of a public place; the finest that is filled in is shown."""

    country: str
    place_en: str = ""
    place_fr: str = ""
    unit_en: str = ""
    unit_fr: str = ""
    unit_type: str = ""
    unit_level: int = 1


def composed_title(kind: tuple[str, str], where: Where) -> tuple[str, str]:
    """English and French titles, each at most 240 characters."""
    country = COUNTRY_NAMES.get(where.country, (where.country, where.country))
    return (
        _joined(kind[0], where.place_en or _unit_en(where), country[0]),
        _joined(kind[1], where.place_fr or _unit_fr(where), country[1]),
    )


def literal_unit(literal: str) -> tuple[str, str]:
    """A data set's "Kogi state" as its name and its type: ("Kogi", "state")."""
    words = "|".join(sorted(map(re.escape, TYPES), key=len, reverse=True))
    found = re.fullmatch(rf"(.+?) ({words})", literal, re.IGNORECASE)
    return (found[1], found[2].casefold()) if found else (literal, "")


def of_fr(name: str, *, articled: bool = True) -> str:
    """A French place name after "de": "de Gao", "d’Agadez", "du Sahel", "de l’Est".

    `articled` is true for regions; some of their names never stand without an article.
    """
    folded = name.casefold()
    if articled and folded in WITH_LA:
        return f"de la {name}"
    if articled and folded in WITH_LES:
        return f"des {name}"
    if articled and (folded in WITH_LE or folded.split("-")[0] in POINTS):
        return f"de l’{name}" if folded[0] in VOWELS else f"du {name}"
    return f"d’{name}" if folded[:1] in VOWELS else f"de {name}"


def _joined(kind: str, place: str, country: str) -> str:
    place = place[: 235 - len(kind) - len(country)]
    return f"{kind}, {place} ({country})" if place else f"{kind}, {country}"


def _unit_en(where: Where) -> str:
    return f"{where.unit_en} {_type(where)[0]}" if where.unit_en else ""


def _unit_fr(where: Where) -> str:
    if not where.unit_fr:
        return ""
    return f"{_type(where)[1]} {of_fr(where.unit_fr, articled=where.unit_level == 1)}"


def _type(where: Where) -> tuple[str, str]:
    usual = USUAL.get(where.unit_level, USUAL[2])
    return TYPES.get(where.unit_type.casefold(), usual)
