"""Who reports, and the documents in which they do."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from incidents.models.base import Versioned, one_of, word
from incidents.values import Role, TimePrecision, new_public_id


def new_report_id() -> str:
    return new_public_id("RP")


class Dataset(models.Model):
    """A body of records under one licence: our own, the demo, UCDP GED, ACLED."""

    key = models.SlugField(max_length=40, unique=True)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    licence = models.CharField(max_length=120, blank=True)
    licence_fr = models.CharField(max_length=160, blank=True)
    credit = models.TextField(blank=True)
    credit_fr = models.TextField(blank=True)
    address = models.URLField(max_length=400, blank=True)
    rank = models.PositiveSmallIntegerField(default=50)
    """Of incidents linked as the same, the one of the lowest rank is counted."""
    may_show = models.BooleanField(default=False)
    """May readers without an account see its rows?"""
    may_export = models.BooleanField(default=False)
    """May its rows leave in files and bulk answers?"""

    def __str__(self) -> str:
        return self.key


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, user: Any) -> Self:
        """Sources that `user` may know of. A protected source is known to editors alone.

        Below analysts, a source is known by what it published or said about incidents that the
        user may see: one that stands only behind drafts is not.
        """
        signed_in = getattr(user, "is_authenticated", False)
        if signed_in and user.has_role(Role.EDITOR):
            return self
        if signed_in and user.has_role(Role.ANALYST):
            return self.filter(protected=False)
        from incidents.models.claims import Claim
        from incidents.models.incidents import Incident

        claims = Claim.objects.filter(incident__in=Incident.objects.visible_to(user)).order_by()
        reports = Report.objects.visible_to(user)
        return self.filter(protected=False).filter(
            Q(pk__in=reports.order_by().values("source"))
            | Q(pk__in=claims.exclude(carrier=None).values("carrier"))
            | Q(pk__in=claims.exclude(speaker_source=None).values("speaker_source"))
        )


class Source(Versioned):
    """Who publishes: an outlet, an institution, a data set, a local partner.

    A protected source has no name here: what could identify it stands in `SourceIdentity`.
    """

    key = models.SlugField(max_length=60, unique=True)
    name_en = models.CharField(max_length=160, blank=True)
    name_fr = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=40)
    country = models.CharField(max_length=2, blank=True)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    website = models.URLField(max_length=400, blank=True)
    hosts = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    reliability = models.CharField(max_length=1, blank=True)
    """Admiralty code A–F; empty where nobody graded it. For signed-in analysts only."""
    protected = models.BooleanField(default=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reliability__in=["", "A", "B", "C", "D", "E", "F"]),
                name="source_reliability_a_to_f",
            ),
            models.CheckConstraint(
                condition=Q(protected=False) | Q(name_en="", name_fr="", website="", hosts=[]),
                name="source_protected_has_no_name",
            ),
            models.CheckConstraint(
                condition=Q(protected=True) | ~Q(name_en=""), name="source_open_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en or "protected source"


class SourceIdentity(Versioned):
    """Who a protected source is. Never joined into a read of the record."""

    source = models.OneToOneField(Source, models.CASCADE, related_name="identity")
    name = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    def __str__(self) -> str:
        return "identity"


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> Self:
        """Documents that `user` may see: of open sources, with a published incident or claim."""
        if getattr(user, "is_authenticated", False) and user.has_role(Role.ANALYST):
            return self.filter(source__protected=False)
        from incidents.models.claims import Claim
        from incidents.models.incidents import Incident

        seen = Incident.objects.visible_to(user).values("id")
        listed = Incident.reports.through.objects.filter(incident__in=seen)
        claims = Claim.objects.filter(incident__in=seen).order_by()
        return self.filter(source__protected=False).filter(
            Q(pk__in=listed.values("report")) | Q(pk__in=claims.values("report"))
        )


class Report(Versioned):
    """One document of a source. Copies of one wire share an origin."""

    public_id = models.CharField(max_length=16, unique=True, default=new_report_id)
    source = models.ForeignKey(Source, models.PROTECT, related_name="reports")
    dataset = models.ForeignKey(
        Dataset, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    dataset_key = models.CharField(max_length=400, blank=True)
    """The data set's id of the row, or the document's key within the data set."""
    release = models.CharField(max_length=24, blank=True)
    """The release of the data set that this row comes from."""
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=400, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_precision = word(TimePrecision, default=TimePrecision.UNKNOWN)
    retrieved_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=3, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    edition = models.PositiveSmallIntegerField(default=1)
    """Which version of the page this is; a changed page is a new edition."""
    previous_edition = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next_edition"
    )
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    """The first document of the wire that this one copies; empty = its own origin."""
    origin_name = models.CharField(max_length=200, blank=True)
    """What the copies have in common, by name: "wikipedia:bamako-2024-09-17"."""
    licence_note = models.CharField(max_length=200, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "dataset_key", "release"],
                condition=~Q(dataset_key=""),
                name="report_once_per_dataset_release",
            ),
            models.CheckConstraint(
                condition=Q(sha256="") | Q(sha256__regex="^[0-9a-f]{64}$"),
                name="report_sha256_is_hex",
            ),
            one_of("published_precision", TimePrecision, "report_published_precision_known"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="report_edition_from_one"),
        ]
        indexes = [models.Index(fields=["published_on", "id"], name="report_by_day")]

    def __str__(self) -> str:
        return self.title or self.public_id

    @property
    def origin_key(self) -> int:
        """The document that this one goes back to."""
        return self.origin_id or self.pk


class ReportText(Versioned):
    """The private text of a document: for the desk, never published."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="private_text")
    text = models.TextField()

    def __str__(self) -> str:
        return "private text"
