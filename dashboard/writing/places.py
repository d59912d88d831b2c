"""Where, in words: countries, and how well a place is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dashboard.writing.names import named
from dashboard.writing.numbers import decimal
from incidents.values import Precision

Site = Mapping[str, Any]


def country(code: str) -> str:
    """One of the fourteen countries of the record; another code as it is."""
    return {
        "ML": pgettext("country", "Mali"),
        "BF": pgettext("country", "Burkina Faso"),
        "NE": pgettext("country", "Niger"),
        "TD": pgettext("country", "Chad"),
        "MR": pgettext("country", "Mauritania"),
        "NG": pgettext("country", "Nigeria"),
        "CM": pgettext("country", "Cameroon"),
        "BJ": pgettext("country", "Benin"),
        "TG": pgettext("country", "Togo"),
        "GH": pgettext("country", "Ghana"),
        "CI": pgettext("country", "Côte d'Ivoire"),
        "SN": pgettext("country", "Senegal"),
        "DZ": pgettext("country", "Algeria"),
        "LY": pgettext("country", "Libya"),
    }.get(code, code)


def where(site: Site) -> str:
    """Djibo, Soum, Sahel, Burkina Faso: from the smallest unit, none named twice."""
    units = [site["name"], *((site[level] or {}).get("name") for level in ("admin2", "admin1"))]
    names = [named(unit) for unit in units] + [country(site["country"])]
    return ", ".join(dict.fromkeys(name for name in names if name))


def precision(site: Site) -> str:
    """How well the place is known. The unit has its own name in each country."""
    level = site["precision"]
    if level == Precision.NEAR and site["radius_km"]:
        return _("approximate place (± %(km)s km)") % {"km": decimal(site["radius_km"])}
    if level == Precision.NEAR:
        return _("approximate place (distance not stated)")
    if level == Precision.ADMIN2:
        return known_to_admin2(site["country"])
    if level == Precision.ADMIN1:
        return known_to_admin1(site["country"])
    return precision_level(level)


def precision_level(level: str) -> str:
    """The same without a country: for filters and legends."""
    return {
        Precision.EXACT: pgettext("precision of a place", "exact place"),
        Precision.NEAR: pgettext("precision of a place", "approximate place"),
        Precision.ADMIN3: pgettext("precision of a place", "known to the commune only"),
        Precision.ADMIN2: pgettext("precision of a place", "known to the district only"),
        Precision.ADMIN1: pgettext("precision of a place", "known to the region only"),
        Precision.COUNTRY: pgettext("precision of a place", "known to the country only"),
        Precision.AREA: pgettext("precision of a place", "known as a wide area only"),
    }[Precision(level)]


def known_to_admin2(code: str) -> str:
    return {
        "ML": pgettext("precision: Mali's cercle", "known to the cercle only"),
        "BF": pgettext("precision: Burkina Faso's province", "known to the province only"),
        "NE": pgettext("precision: Niger's département", "known to the department only"),
        "TD": pgettext("precision: Chad's département", "known to the department only"),
        "MR": pgettext("precision: Mauritania's moughataa", "known to the moughataa only"),
    }.get(code) or precision_level(Precision.ADMIN2)


def known_to_admin1(code: str) -> str:
    return {
        "TD": pgettext("precision: Chad's province", "known to the province only"),
        "MR": pgettext("precision: Mauritania's wilaya", "known to the wilaya only"),
        "NG": pgettext("precision: Nigeria's state", "known to the state only"),
    }.get(code) or precision_level(Precision.ADMIN1)


def on_the_map(site: Site) -> bool:
    """Only exact and near places with a point are drawn."""
    return site["precision"] in (Precision.EXACT, Precision.NEAR) and site["latitude"] is not None
