"""Where a sensitive incident is shown: in a coarser unit, at a point that the truth did not choose.

The public point belongs to the unit (a point inside its polygon) or, where no polygon is known, to
a cell of one degree, in which a keyed hash draws it. All incidents of a unit or cell share it: to
save again, to ask often, to average a thousand incidents of one camp gives the unit, nothing more.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Iterable

from django.conf import settings
from shapely.geometry import shape

from incidents.folding import fold
from incidents.models import AdminUnit, ExactSite, Site
from incidents.values import Precision

Point = tuple[float, float]
"""Latitude and longitude, degrees WGS 84."""
PURPOSE = "public place"
GENERIC = frozenset(
    fold(
        "base camp centre cercle clinic commune district du déplacés displaced for hôpital la le "
        "les of people personnes province region school site the town village ville école"
    ).split()
)
"""Words that name no place by themselves."""


class PublicPlaces:
    """Makes the public form of sites. Points of units are read once."""

    def __init__(self) -> None:
        self._points: dict[int, Point | None] = {}

    def generalise(self, site: Site) -> ExactSite:
        """Turn an unsaved site into its public form; what it hides is in the answer.

        Nothing of the true place stays: name, point, finer unit, basis, gazetteer entry.
        """
        exact = ExactSite(
            name=site.name_en,
            name_fr=site.name_fr,
            admin2=site.admin2,
            admin2_literal=site.admin2_literal,
            place_id=site.place_id,
            basis=site.basis,
            latitude=site.latitude,
            longitude=site.longitude,
            precision=site.precision,
            radius_km=site.radius_km,
        )
        level = _public_level(site)
        if level is not Precision.ADMIN2:
            site.admin2, site.admin2_literal = None, ""
        point = None if level is Precision.COUNTRY else self._point(site)
        unit = site.admin2 or site.admin1
        literal = site.admin2_literal or site.admin1_literal
        site.name_en = unit.name_en if unit else literal
        site.name_fr = unit.name_fr if unit else literal
        site.latitude, site.longitude = point or (None, None)
        site.precision, site.radius_km = level, None
        site.place_id, site.basis, site.generalised = None, "", True
        return exact

    def _point(self, site: Site) -> Point | None:
        for unit in (site.admin2_id, site.admin1_id):
            if unit is not None and (inside := self._inside(unit)):
                return inside
        if site.latitude is None or site.longitude is None:
            return None
        return cell_point(site.latitude, site.longitude)

    def _inside(self, unit: int) -> Point | None:
        if unit not in self._points:
            found = AdminUnit.objects.filter(pk=unit).values_list("geometry", flat=True).first()
            point = shape(found).representative_point() if found else None
            self._points[unit] = (round(point.y, 4), round(point.x, 4)) if point else None
        return self._points[unit]


def restore(site: Site, exact: ExactSite) -> None:
    """Undo `generalise` on an unsaved site, as far as the truth was kept."""
    site.name_en, site.name_fr = exact.name, exact.name_fr or exact.name
    site.admin2_id = exact.admin2_id or site.admin2_id
    site.admin2_literal = exact.admin2_literal or site.admin2_literal
    site.latitude, site.longitude = exact.latitude, exact.longitude
    site.precision, site.radius_km = Precision(exact.precision), exact.radius_km
    site.place_id, site.basis, site.generalised = exact.place_id, exact.basis, False


def cell_point(latitude: float, longitude: float) -> Point:
    """A point of the one-degree cell that holds the place; only the secret key can tell which."""
    south, west = math.floor(latitude), math.floor(longitude)
    key = settings.SECRET_KEY.encode()
    drawn = hmac.new(key, f"{PURPOSE} {south} {west}".encode(), hashlib.sha256).digest()
    north, east = (int.from_bytes(part, "big") / 2**64 for part in (drawn[:8], drawn[8:16]))
    return round(south + north, 4), round(west + east, 4)


def names_the_truth(title: str, hidden: Iterable[ExactSite], public: Iterable[Site]) -> bool:
    """True when a title gives away the name of a place that is not shown."""
    shown = {word for site in public for word in fold(site.name_en + " " + site.name_fr).split()}
    told = set(fold(title).split())
    names = " ".join(f"{site.name} {site.name_fr}" for site in hidden)
    secret = {word for word in fold(names).split() if len(word) > 2}
    return bool((secret - shown - GENERIC) & told)


def _public_level(site: Site) -> Precision:
    """The coarser unit that is known, never finer than a district."""
    fine = site.precision in (Precision.EXACT, Precision.NEAR, Precision.ADMIN3)
    if fine and (site.admin2_id or site.admin2_literal):
        return Precision.ADMIN2
    if site.precision == Precision.COUNTRY:
        return Precision.COUNTRY
    if site.admin1_id or site.admin1_literal:
        return Precision.ADMIN1
    return Precision.AREA
