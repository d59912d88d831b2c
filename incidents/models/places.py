"""Where: the gazetteer, and administrative units with the dates on which they are valid."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from incidents.models.base import Versioned


class AdminUnitQuerySet(models.QuerySet["AdminUnit"]):
    def valid_on(self, day: date) -> Self:
        """Units that exist on that civil day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )


class AdminUnit(Versioned):
    """A country (level 0), region (1), district (2) or commune (3), on the days it exists."""

    key = models.SlugField(max_length=80, unique=True)
    """Stable: country and slug of the name, with the year where a name came back."""
    country = models.CharField(max_length=2)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    type = models.CharField(max_length=40, blank=True)
    """The local word: région, cercle, wilaya, province, state…"""
    pcode = models.CharField(max_length=24, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    """The first day on which it no longer exists."""
    predecessors = models.ManyToManyField("self", symmetrical=False, related_name="successors")
    geometry = models.JSONField(null=True, blank=True)
    """GeoJSON Polygon or MultiPolygon, degrees WGS 84; empty where no open polygon exists."""
    source = models.CharField(max_length=300, blank=True)
    folded = models.CharField(max_length=300, blank=True)

    objects = AdminUnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=0, level__lte=3), name="unit_level_0_to_3"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="unit_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["country", "level"], name="unit_by_country"),
            models.Index(fields=["pcode"], name="unit_by_pcode"),
        ]

    def __str__(self) -> str:
        return self.name_en


class Place(Versioned):
    """A named place of the gazetteer: a point, or a line or area ("the Gao–Ansongo road")."""

    geonames_id = models.PositiveBigIntegerField(null=True, blank=True, unique=True)
    key = models.SlugField(max_length=80, null=True, blank=True, unique=True)
    """Our own key, for places that GeoNames lacks."""
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    feature_class = models.CharField(max_length=1)
    feature_code = models.CharField(max_length=10, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    geometry = models.JSONField(null=True, blank=True)
    """GeoJSON of a line or area; empty for a point."""
    admin1 = models.ForeignKey(AdminUnit, models.SET_NULL, null=True, blank=True, related_name="+")
    admin1_code = models.CharField(max_length=20, blank=True)
    admin2_code = models.CharField(max_length=80, blank=True)
    population = models.PositiveBigIntegerField(default=0)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="place_point_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(geonames_id__isnull=False) | Q(key__isnull=False),
                name="place_has_an_id",
            ),
        ]
        indexes = [models.Index(fields=["latitude", "longitude"], name="place_by_point")]

    def __str__(self) -> str:
        return self.name


class PlaceName(models.Model):
    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    language = models.CharField(max_length=7, blank=True)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "language", "name"], name="place_name_once")
        ]
        indexes = [
            GinIndex(fields=["folded"], name="place_name_folded", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["folded"], name="place_name_exact"),
        ]

    def __str__(self) -> str:
        return self.name


class Layer(models.Model):
    """A layer for display only: roads, ferries, sites. Never joined with the record."""

    key = models.SlugField(max_length=60, unique=True)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    credit = models.CharField(max_length=300, blank=True)
    features = models.JSONField()
    """A GeoJSON FeatureCollection, degrees WGS 84."""

    def __str__(self) -> str:
        return self.key
