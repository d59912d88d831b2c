"""Who acts: organisations, never peoples; and how they relate, on whose word."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from incidents.models.base import Versioned, one_of, word
from incidents.values import ActorType, RelationKind, RelationStatus, TimePrecision


class Actor(Versioned):
    """An organisation. A people or community is never one; nor are victims and witnesses."""

    key = models.SlugField(max_length=60, unique=True)
    type = word(ActorType)
    subtype = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True)
    name_en = models.CharField(max_length=160)
    name_fr = models.CharField(max_length=160)
    """The usual name in each language; every other name is an `ActorName`."""
    name_ar = models.CharField(max_length=160, blank=True)
    active_from = models.DateField(null=True, blank=True)
    active_from_precision = word(TimePrecision, default=TimePrecision.UNKNOWN)
    active_to = models.DateField(null=True, blank=True)
    active_to_precision = word(TimePrecision, default=TimePrecision.UNKNOWN)
    literal_patterns = ArrayField(models.CharField(max_length=160), default=list, blank=True)
    """Regular expressions of data sets' strings that name it (the ending year changes)."""
    note_en = models.TextField(blank=True)
    note_fr = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("type", ActorType, "actor_type_known"),
            models.CheckConstraint(
                condition=Q(active_to__isnull=True)
                | Q(active_from__isnull=True)
                | Q(active_to__gte=F("active_from")),
                name="actor_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en


class ActorName(models.Model):
    """A name in a language: usual, full, alias, former, or a data set's literal."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="names")
    language = models.CharField(max_length=3)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "language", "name", "kind"], name="actor_name_once"
            )
        ]
        indexes = [
            models.Index(fields=["name"], name="actor_name_exact"),
            GinIndex(fields=["folded"], name="actor_name_folded", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name


class ActorRelation(Versioned):
    """A dated, sourced relation, which may be disputed."""

    subject = models.ForeignKey(Actor, models.CASCADE, related_name="relations")
    kind = word(RelationKind)
    object = models.ForeignKey(Actor, models.CASCADE, related_name="relations_to")
    valid_from = models.DateField(null=True, blank=True)
    valid_from_precision = word(TimePrecision, default=TimePrecision.UNKNOWN)
    valid_to = models.DateField(null=True, blank=True)
    valid_to_precision = word(TimePrecision, default=TimePrecision.UNKNOWN)
    status = word(RelationStatus)
    source = models.CharField(max_length=300)
    note_en = models.TextField(blank=True)
    note_fr = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_of("kind", RelationKind, "relation_kind_known"),
            one_of("status", RelationStatus, "relation_status_known"),
            models.CheckConstraint(
                condition=~Q(subject=F("object")), name="relation_between_two_actors"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="relation_has_a_source"),
            models.UniqueConstraint(
                fields=["subject", "kind", "object", "valid_from"],
                nulls_distinct=False,
                name="relation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.kind} {self.object_id}"
