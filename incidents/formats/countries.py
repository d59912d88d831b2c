"""The countries of the record, by the numbers and names under which data sets know them."""

from __future__ import annotations

import unicodedata

from incidents.values import COUNTRIES

GLEDITSCH_WARD = {
    432: "ML",
    439: "BF",
    436: "NE",
    483: "TD",
    435: "MR",
    475: "NG",
    471: "CM",
    434: "BJ",
    461: "TG",
    452: "GH",
    437: "CI",
    433: "SN",
    615: "DZ",
    620: "LY",
}
"""Gleditsch–Ward numbers, as UCDP uses them; COUNTRIES are ISO 3166-1 alpha-2."""
ISO_NUMERIC = {
    466: "ML",
    854: "BF",
    562: "NE",
    148: "TD",
    478: "MR",
    566: "NG",
    120: "CM",
    204: "BJ",
    768: "TG",
    288: "GH",
    384: "CI",
    686: "SN",
    12: "DZ",
    434: "LY",
}
"""ISO 3166-1 numeric, as ACLED uses them. 434 is Libya here and Benin there."""
NAMES = {
    "mali": "ML",
    "burkina faso": "BF",
    "niger": "NE",
    "chad": "TD",
    "mauritania": "MR",
    "nigeria": "NG",
    "cameroon": "CM",
    "benin": "BJ",
    "togo": "TG",
    "ghana": "GH",
    "ivory coast": "CI",
    "cote divoire": "CI",
    "senegal": "SN",
    "algeria": "DZ",
    "libya": "LY",
    "tchad": "TD",
    "mauritanie": "MR",
    "cameroun": "CM",
    "algerie": "DZ",
    "libye": "LY",
}

assert set(GLEDITSCH_WARD.values()) == set(ISO_NUMERIC.values()) == set(COUNTRIES)  # noqa: S101


def country_named(name: str) -> str | None:
    """ISO 3166-1 alpha-2 of one of our countries, or None: any other country."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(one for one in plain if one.isalnum() or one == " ")
    return NAMES.get(" ".join(letters.split()))
