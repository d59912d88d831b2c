"""What was changed, when and by whom: written by database triggers alone."""

from __future__ import annotations

from django.db import models


class StoredChange(models.Model):
    """The row as it stood before an update or a deletion.

    Inserts leave nothing (a bulk import pays nothing): what stands now is the last state.
    """

    at = models.DateTimeField()
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    action = models.CharField(max_length=6)
    before = models.JSONField()
    by = models.BigIntegerField(null=True)
    """Id of the user who signed the action; empty for the command line."""
    signed = models.CharField(max_length=80, blank=True)
    transaction = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.action} {self.table} {self.row_id}"


class Change(StoredChange):
    """History of the record. The application may read it, never write it."""

    class Meta:
        indexes = [models.Index(fields=["table", "row_id", "id"], name="change_by_row")]


class PrivateChange(StoredChange):
    """History of identities, private texts, notes and exact places.

    The application may not even read it.
    """

    class Meta:
        indexes = [models.Index(fields=["table", "row_id", "id"], name="private_change_by_row")]


class ImportRun(models.Model):
    """One import: what file, by whom, with what result."""

    dataset = models.ForeignKey("Dataset", models.PROTECT, related_name="runs")
    release = models.CharField(max_length=24, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    signed = models.CharField(max_length=80)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    out_of_scope = models.PositiveIntegerField(default=0)
    published = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.file_name} {self.started_at:%Y-%m-%d}"


class ImportedRow(models.Model):
    """From which line of a file an incident stands as it does, as a digest.

    Only for speed: a line with the digest that stands here need not be read again. It is no part
    of the record; without it the line is read as if it were new.
    """

    incident = models.OneToOneField(
        "Incident", models.CASCADE, primary_key=True, db_constraint=False, related_name="+"
    )
    digest = models.BinaryField(max_length=16)

    def __str__(self) -> str:
        return f"row of {self.incident_id}"
