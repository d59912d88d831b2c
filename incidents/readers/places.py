"""Reading the gazetteer and the administrative units. Nothing of the record is in them."""

from __future__ import annotations

from django.db.models import F, OuterRef, QuerySet

from incidents.filters.conditions import in_circle
from incidents.filters.known import refuse_unknown
from incidents.filters.lists import PlaceFilters, UnitFilters
from incidents.filters.words import every_word
from incidents.models import AdminUnit, Place, PlaceName
from incidents.readers.json_rows import Json, JsonList
from incidents.readers.paging import Page, SortKey, page_of
from incidents.readers.rows import named

PLACE = (
    "id",
    "geonames_id",
    "key",
    "name",
    "country",
    "feature_class",
    "feature_code",
    "latitude",
    "longitude",
    "geometry",
    "population",
    "source",
)
UNIT = (
    "id",
    "key",
    "country",
    "level",
    "name_en",
    "name_fr",
    "type",
    "pcode",
    "valid_from",
    "valid_to",
    "source",
)


def find_places(filters: PlaceFilters) -> QuerySet[Place]:
    """Places that match; all the words of `q` in one of their names."""
    found = Place.objects.all()
    if filters.country:
        found = found.filter(country__in=filters.country)
    if filters.near:
        found = found.filter(in_circle(filters.near))
    if filters.q:
        names = PlaceName.objects.filter(every_word(filters.q, "folded", whole=False))
        found = found.filter(pk__in=names.values("place"))
    return found


def place_page(found: QuerySet[Place], filters: PlaceFilters) -> Page:
    """One statement, in the order of the gazetteer's own numbers."""
    names = PlaceName.objects.filter(place=OuterRef("pk")).order_by("language", "name")
    rows = found.annotate(
        of_unit=named("admin1"),
        of_names=JsonList(names, Json(language="language", name="name")),
    )
    return page_of(
        rows.values(*PLACE, "of_unit", "of_names"),
        SortKey("id"),
        cursor=filters.cursor,
        digest=filters.digest(),
        size=filters.page_size,
    )


def find_units(filters: UnitFilters) -> QuerySet[AdminUnit]:
    """Units that match. Raises Refused for a parent that does not exist."""
    found = AdminUnit.objects.all()
    if filters.country:
        found = found.filter(country__in=filters.country)
    if filters.level is not None:
        found = found.filter(level=filters.level)
    if filters.parent:
        parents = dict(AdminUnit.objects.filter(key__in=filters.parent).values_list("key", "id"))
        refuse_unknown("parent", filters.parent, parents, "admin-units/")
        found = found.filter(parent__in=parents.values())
    if filters.valid_on:
        found = found.valid_on(filters.valid_on)
    if filters.q:
        found = found.filter(every_word(filters.q, "folded", whole=False))
    return found


def unit_page(found: QuerySet[AdminUnit], filters: UnitFilters, *, outlines: bool) -> Page:
    """One statement, by key. `outlines` brings the polygons, which are long."""
    links = AdminUnit.predecessors.through.objects.filter(from_adminunit=OuterRef("pk"))
    rows = found.annotate(
        of_parent=F("parent__key"),
        of_predecessors=JsonList(links.order_by("to_adminunit__key"), F("to_adminunit__key")),
    )
    more = ["geometry"] if outlines else []
    return page_of(
        rows.values(*UNIT, *more, "of_parent", "of_predecessors"),
        SortKey("key"),
        cursor=filters.cursor,
        digest=filters.digest(),
        size=filters.page_size,
    )
