"""Vocabularies kept as data, with their definitions in the languages of the page."""

from __future__ import annotations

from django.db import models


class Worded(models.Model):
    key = models.CharField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    name_ar = models.CharField(max_length=120, blank=True)
    definition_en = models.TextField(blank=True)
    definition_fr = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key


class Kind(Worded):
    """One of the six kinds of incident, or one of the 25 sub-kinds (parent set)."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, to_field="key", related_name="sub_kinds"
    )
    acled = models.CharField(max_length=80, blank=True)
    disorder = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["order"]


class Term(Worded):
    """A word of another vocabulary: target, weapon, access, crime, circumstance, source_kind…"""

    vocabulary = models.CharField(max_length=24)

    class Meta:
        ordering = ["vocabulary", "order"]
