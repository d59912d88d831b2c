"""The one declaration of the filters of incidents.

It feeds the parsing, the SQL (`conditions`), the OpenAPI schema, docs/api.md, the plain list's
form and the address of the page (`page_export`). Docs and page are tested against it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.filters.declared import Declaration, Parameter, Refusal, Refused
from incidents.filters.kinds import Choice, Day, Flag, Keys, Opaque, Text, Whole, Words, plain
from incidents.filters.shapes import Box, BoxKind, Circle, CircleKind, Polygon, PolygonKind
from incidents.values import (
    COUNTRIES,
    Certainty,
    Contested,
    DeathsState,
    ParticipationRole,
    Precision,
    Status,
)

PAGE_SIZE = 100
LARGEST_PAGE = 1000
PAGING = ("order", "page_size", "cursor")
ORDERS = ("-start", "start", "-fatalities", "fatalities", "-updated", "updated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which incidents are asked for, and in which order; everything already valid.

    Within a field the values are alternatives; the fields together must all hold.
    """

    after: date | None = None
    before: date | None = None
    country: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    admin2: tuple[str, ...] = ()
    bbox: Box | None = None
    near: Circle | None = None
    within: Polygon | None = None
    kind: tuple[str, ...] = ()
    sub_kind: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    actor_exact: bool = False
    role: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    dataset: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    fatalities: tuple[str, ...] = ()
    fatalities_min: int | None = None
    fatalities_max: int | None = None
    tag: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    q: str = ""
    order: str = "-start"
    page_size: int = PAGE_SIZE
    cursor: str = ""

    def __post_init__(self) -> None:
        """Raises Refused where two values together can match nothing."""
        if self.after and self.before and self.before <= self.after:
            raise _crossed("before", _("It is not later than “after”."), "after")
        low, high = self.fatalities_min, self.fatalities_max
        if low is not None and high is not None and high < low:
            raise _crossed(
                "fatalities_max", _("It is less than “fatalities_min”."), "fatalities_min"
            )

    def without(self, *names: str) -> Self:
        """The same filters with some of them taken off."""
        empty = type(self)()
        return replace(self, **{name: getattr(empty, name) for name in names})

    def digest(self) -> str:
        """Names the filters and their order: equal for two pages of one walk alone."""
        asked = [
            (one.name, getattr(self, one.name))
            for one in fields(self)
            if one.name not in ("page_size", "cursor")
        ]
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]


def _crossed(field: str, reason: str, other: str) -> Refused:
    remedy = _("Change it, or “%(other)s”.") % {"other": other}
    return Refused([Refusal(field, reason, remedy)])


INCIDENTS: Declaration[Filters] = Declaration(
    Filters,
    (
        Parameter(
            "after",
            Day(),
            gettext_lazy(
                "Incidents that start on this day or later (civil days at the place). An incident "
                "counts on its start day."
            ),
            "2024-01-01",
        ),
        Parameter(
            "before",
            Day(),
            gettext_lazy(
                "Incidents that start before this day; the day itself is left out. "
                "after=2024-01-01&before=2025-01-01 is the year 2024."
            ),
            "2025-01-01",
        ),
        Parameter(
            "country",
            Words(COUNTRIES, upper=True),
            gettext_lazy("Countries of the region, as ISO 3166-1 codes of two letters."),
            "ML,BF",
            rail=True,
        ),
        Parameter(
            "admin1",
            Keys("admin-units/?level=1"),
            gettext_lazy("Regions, by the keys of admin-units/; none: no region is recorded."),
            "ml-gao",
            rail=True,
        ),
        Parameter(
            "admin2",
            Keys("admin-units/?level=2"),
            gettext_lazy("Districts, by the keys of admin-units/; none: no district is recorded."),
            "ml-ansongo",
            rail=True,
        ),
        Parameter(
            "bbox",
            BoxKind(),
            gettext_lazy(
                "west,south,east,north in degrees, edges included. Like near and within it looks "
                "at public points that are exact or near, never at the middle of a unit."
            ),
            "-5.5,12,2,17",
        ),
        Parameter(
            "near",
            CircleKind(),
            gettext_lazy("latitude,longitude,kilometres: within that distance of the point."),
            "16.27,-0.04,50",
        ),
        Parameter(
            "within",
            PolygonKind(),
            gettext_lazy(
                "A polygon: its corners as “longitude latitude” with commas between, or a GeoJSON "
                "Polygon, which may have holes. At most 500 corners. A point on its outer edge is "
                "inside, a point on the edge of a hole is outside."
            ),
            "-1 15,2 15,2 17,-1 17",
        ),
        Parameter(
            "kind",
            Keys("kinds/"),
            gettext_lazy("Kinds of incident, by the keys of kinds/."),
            "battles,explosions",
            rail=True,
        ),
        Parameter(
            "sub_kind",
            Keys("kinds/"),
            gettext_lazy("Sub-kinds, by the keys of kinds/."),
            "armed_clash",
            rail=True,
        ),
        Parameter(
            "actor",
            Keys("actors/"),
            gettext_lazy(
                "Actors, by the keys of actors/, with the components that were accepted as theirs "
                "on the incident's start day; none: no actor is named in the role asked for "
                "(without role: as perpetrator or party)."
            ),
            "jnim",
            rail=True,
        ),
        Parameter(
            "actor_exact",
            Flag(),
            gettext_lazy("true: the actor itself, without its components."),
            "true",
        ),
        Parameter(
            "role",
            Words(plain(ParticipationRole)),
            gettext_lazy(
                "Roles of those involved. With actor it is the role in which that actor stands; "
                "none: nobody is recorded as involved."
            ),
            "perpetrator",
            rail=True,
        ),
        Parameter(
            "source",
            Keys("sources/"),
            gettext_lazy(
                "Sources that reported, carried or said something, by the keys of sources/; "
                "none: no open source."
            ),
            "bbc",
            rail=True,
        ),
        Parameter(
            "dataset",
            Keys("datasets/"),
            gettext_lazy("Data sets, by the keys of datasets/."),
            "curated",
            rail=True,
        ),
        Parameter(
            "certainty",
            Words(plain(Certainty)),
            gettext_lazy("How sure it is that the incident happened."),
            "verified,corroborated",
            rail=True,
        ),
        Parameter(
            "contested",
            Words(plain(Contested)),
            gettext_lazy("Points on which accounts differ; none: accounts do not differ."),
            "toll",
            rail=True,
        ),
        Parameter(
            "precision",
            Words(plain(Precision)),
            gettext_lazy("How well the place of any one site is known."),
            "exact,near",
            rail=True,
        ),
        Parameter(
            "fatalities",
            Words(plain(DeathsState), none=False),
            gettext_lazy(
                "What can be said of the dead. retained: a figure is retained; rival: figures "
                "differ and none is retained; single: one figure that no second origin gives; "
                "none: someone says nobody was killed; withheld: someone gives no figure; "
                "unknown: nothing is said."
            ),
            "unknown,withheld",
            rail=True,
        ),
        Parameter(
            "fatalities_min",
            Whole(),
            gettext_lazy("At least so many deaths, by the retained figure (none counts as 0)."),
            "10",
        ),
        Parameter(
            "fatalities_max",
            Whole(),
            gettext_lazy("At most so many deaths, by the retained figure (none counts as 0)."),
            "50",
        ),
        Parameter(
            "tag",
            Keys("terms/"),
            gettext_lazy("Tags, by the keys of terms/; none: without any tag."),
            "airport",
            rail=True,
        ),
        Parameter(
            "status",
            Words(plain(Status), none=False),
            gettext_lazy(
                "Where an incident stands on its way to publication. For signed-in analysts and "
                "above: for everybody else there is no such parameter."
            ),
            "draft,in_review",
            desk=True,
        ),
        Parameter(
            "q",
            Text(),
            gettext_lazy(
                "Words that must all occur: in titles, names of public places, units and actors, "
                "with their other names and spellings. Accents do not matter."
            ),
            "menaka",
        ),
        Parameter(
            "order",
            Choice(ORDERS, "-start"),
            gettext_lazy(
                "By start day, retained deaths or last change; - puts the greatest first. "
                "Incidents without a retained figure come last."
            ),
            "-fatalities",
            paging=True,
        ),
        Parameter(
            "page_size",
            Whole(1, LARGEST_PAGE, PAGE_SIZE),
            gettext_lazy("Rows in an answer."),
            "50",
            paging=True,
        ),
        Parameter(
            "cursor",
            Opaque(),
            gettext_lazy(
                "Where the next page starts: taken from “next”, valid with the same filters and "
                "order only."
            ),
            "eyJ…",
            paging=True,
        ),
    ),
)
