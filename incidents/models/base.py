"""What the tables share: choices from the closed vocabularies, and the version lock."""

from __future__ import annotations

import enum

from django.db import models
from django.db.models.functions import Now


def choices(vocabulary: type[enum.StrEnum]) -> list[tuple[str, str]]:
    """Django choices of a closed vocabulary; people read the words of the page, not these."""
    return [(member.value, member.value) for member in vocabulary]


def one_of(field: str, vocabulary: type[enum.StrEnum], name: str) -> models.CheckConstraint:
    """A named constraint: the column holds a word of the vocabulary."""
    allowed = [member.value for member in vocabulary]
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": allowed}), name=name)


def word(vocabulary: type[enum.StrEnum], **options: object) -> models.CharField[str, str]:
    """A column for one word of a closed vocabulary."""
    return models.CharField(max_length=24, choices=choices(vocabulary), **options)  # type: ignore[arg-type]


class Versioned(models.Model):
    """A row under the version lock: a database trigger raises `version` with every change."""

    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
