"""The snapshot's files and numbers, and the outbox that says what must be built anew."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from incidents.models.base import one_of, word
from incidents.values import Label, Topic


class Outbox(models.Model):
    """Work that follows a change, written with it in one transaction; the worker deletes it."""

    topic = word(Topic)
    key = models.CharField(max_length=40)
    """Of the snapshot: a month ("2026-11"), "names", or "*" for everything."""
    urgent = models.BooleanField(default=False)
    """Something was withdrawn or hidden: what was built before must not be served meanwhile."""
    transaction = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # With the transaction in it, one writer never waits for another here.
            models.UniqueConstraint(
                fields=["topic", "key", "urgent", "transaction"], name="outbox_once_each"
            ),
            one_of("topic", Topic, "outbox_topic_known"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


class SnapshotFile(models.Model):
    """Bytes under their content's address: a frame, a bundle of frames, or a dictionary."""

    address = models.CharField(max_length=40, primary_key=True)
    label = word(Label)
    section = models.CharField(max_length=12)
    parts = ArrayField(models.CharField(max_length=7), default=list)
    """Of a frame its one part, of a bundle its parts in order, of a dictionary none."""
    bundle = models.CharField(max_length=7, blank=True)
    rows = models.PositiveIntegerField(default=0)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    size = models.PositiveIntegerField()
    """Bytes before compression."""
    crc32 = models.BigIntegerField()
    packed = models.BinaryField()
    """By brotli; empty once the file is gone."""
    made_at = models.DateTimeField(db_default=Now())
    gone = models.BooleanField(default=False)
    """No manifest names it any more: its address answers 410."""

    class Meta:
        constraints = [
            one_of("label", Label, "snapshot_label_known"),
            models.UniqueConstraint(
                fields=["label", "section", "parts"],
                condition=Q(gone=False),
                name="snapshot_one_file_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.section} {' '.join(self.parts)}"


class SnapshotEntry(models.Model):
    """What a number of a label's dictionary stands for. Numbers are given once and stay."""

    label = word(Label)
    dictionary = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    key = models.TextField()
    """Empty once no part uses it any more."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["label", "dictionary", "number"], name="snapshot_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dictionary} {self.number}"


class SnapshotState(models.Model):
    """What the parts on hand were numbered by; one row."""

    layout = models.CharField(max_length=40)
    """Of the format and the closed vocabularies: another one means that all is built anew."""

    def __str__(self) -> str:
        return self.layout
