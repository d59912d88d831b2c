"""In which units the places of a row lay on its first day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import lru_cache

from incidents.readers.locating import Located, Locator
from incidents.values import NewIncident, NewSite, Precision

BY_POINT = frozenset(set(Precision) - {Precision.AREA, Precision.COUNTRY})
"""Precisions with which a point tells the units that it lies in."""
MEMORY = 1 << 14
"""Places kept at hand: incidents come back to the same ones."""
Units = tuple[str, str]
"""Keys of the region and the district; empty where they are not known."""


class Placer:
    """Asks the units once for each place and time."""

    def __init__(self, where: Locator) -> None:
        self.where = where
        self._eras = [date.min, *where.changes()]
        self._units = lru_cache(MEMORY)(self._found)

    def units(self, row: NewIncident) -> tuple[Units, ...]:
        """Of each site."""
        era = self._eras[bisect_right(self._eras, row.start) - 1]
        return tuple([self._of(site, era) for site in row.sites])

    def placed(self, row: NewIncident) -> NewIncident:
        """The row with the units of its sites."""
        sites = zip(row.sites, self.units(row), strict=True)
        return replace(
            row,
            sites=tuple(
                replace(one, admin1=first, admin2=second) for one, (first, second) in sites
            ),
        )

    def _of(self, site: NewSite, era: date) -> Units:
        point = None
        if site.latitude is not None and site.longitude is not None:
            point = site.latitude, site.longitude
        by_point = point if site.precision in BY_POINT else None
        first, second = self._units(
            by_point, site.country, (site.admin1_name, site.admin2_name), era
        )
        return first, "" if site.precision == Precision.ADMIN1 else second

    def _found(
        self, point: tuple[float, float] | None, country: str, name: Units, era: date
    ) -> Units:
        """By the point where that tells them, else by the data set's own names."""
        found = Located()
        if point is not None:
            found = self.where.locate(*point, on=era)
            if found.country != country:
                found = Located()
        first, second = (
            said and self.where.unit_named(said, country=country, level=level, on=era)
            for level, said in enumerate(name, 1)
        )
        return found.admin1_key or first, found.admin2_key or second
