"""What happened, where and when, and who was involved."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from incidents.models.actors import Actor
from incidents.models.base import Versioned, choices, one_of, word
from incidents.models.deaths import ranked_figure
from incidents.models.places import AdminUnit, Place
from incidents.models.sources import Dataset, Report
from incidents.models.vocabulary import Kind, Term
from incidents.values import (
    MAPPABLE,
    Attribution,
    Certainty,
    Contested,
    DatePrecision,
    DeathsRule,
    DeathsState,
    Flag,
    ParticipationRole,
    PartOfDay,
    Precision,
    Role,
    Status,
    new_public_id,
)


def new_incident_id() -> str:
    return new_public_id("VS")


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, user: Any) -> Self:
        """Incidents that `user` may know of: the one door through which all reads pass.

        Nobody signed in: published, of data sets that may be shown (none at all where the
        operator requires sign-in). Readers: everything published. Analysts and above: all.
        """
        if not getattr(user, "is_authenticated", False):
            if settings.REQUIRE_SIGN_IN:
                return self.none()
            return self.filter(status=Status.PUBLISHED, dataset__may_show=True)
        if user.has_role(Role.ANALYST):
            return self
        return self.filter(status=Status.PUBLISHED)


class Episode(Versioned):
    """A series of incidents under one name: a siege, a blockade, an offensive."""

    key = models.SlugField(max_length=60, unique=True)
    name_en = models.CharField(max_length=160)
    name_fr = models.CharField(max_length=160)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name_en


class Incident(Versioned):
    """One incident. Its deaths are derived from its claims (`incidents.figures`), never typed."""

    public_id = models.CharField(max_length=16, unique=True, default=new_incident_id)
    status = word(Status, default=Status.DRAFT)
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="incidents")
    dataset_key = models.CharField(max_length=120, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    """Of the imported row: the same fingerprint means nothing changed."""
    title_en = models.CharField(max_length=240)
    title_fr = models.CharField(max_length=240)
    composed_title = models.BooleanField(default=False)
    """True when the title is only kind and place."""
    kind = models.ForeignKey(Kind, models.PROTECT, to_field="key", related_name="+")
    sub_kind = models.ForeignKey(Kind, models.PROTECT, to_field="key", related_name="+")
    start = models.DateField()
    end = models.DateField()
    date_precision = word(DatePrecision, default=DatePrecision.DAY)
    local_time = models.TimeField(null=True, blank=True)
    part_of_day = word(PartOfDay, blank=True, default="")
    end_part_of_day = word(PartOfDay, blank=True, default="")
    zone = models.CharField(max_length=40, blank=True)
    """IANA name of the civil time at the place, where an hour is known."""
    certainty = word(Certainty, default=Certainty.UNVERIFIED)
    contested = ArrayField(
        models.CharField(max_length=12, choices=choices(Contested)), default=list, blank=True
    )
    sensitive = models.CharField(max_length=40, blank=True)
    """Why the place is blurred for readers (a key of the target vocabulary), or empty."""
    hidden_by_link = models.BooleanField(default=False)
    """True: the reason is that of an incident linked as the same, not one of its own."""
    flags = ArrayField(
        models.CharField(max_length=24, choices=choices(Flag)), default=list, blank=True
    )
    tags = models.ManyToManyField(Term, blank=True, related_name="incidents")
    episode = models.ForeignKey(
        Episode, models.SET_NULL, null=True, blank=True, related_name="incidents"
    )
    reports = models.ManyToManyField(Report, blank=True, related_name="incidents")

    deaths_state = word(DeathsState, default=DeathsState.UNKNOWN)
    deaths_low = models.PositiveIntegerField(null=True, blank=True)
    deaths_retained = models.PositiveIntegerField(null=True, blank=True)
    deaths_high = models.PositiveIntegerField(null=True, blank=True)
    deaths_rule = word(DeathsRule, default=DeathsRule.NO_RULE)
    deaths_claim = models.ForeignKey(
        "Claim", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    chosen_deaths = models.PositiveIntegerField(null=True, blank=True)
    chosen_claim = models.ForeignKey(
        "Claim", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    chosen_because = models.TextField(blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    remarks_en = models.TextField(blank=True)
    remarks_fr = models.TextField(blank=True)
    """Public remarks of method, one a line."""
    same_group = models.BigIntegerField(null=True, blank=True)
    """Incidents linked as the same share the smallest id of them; together they count once."""
    search = models.TextField(blank=True)
    """Folded text that `q` looks in: title, public places, names. Never anything private."""
    signed = models.CharField(max_length=80, blank=True)
    """In whose name a published record stands, e.g. "demo import"."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    retracted_note = models.TextField(blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("status", Status, "incident_status_known"),
            one_of("date_precision", DatePrecision, "incident_date_precision_known"),
            one_of("certainty", Certainty, "incident_certainty_known"),
            one_of("deaths_state", DeathsState, "incident_deaths_state_known"),
            one_of("deaths_rule", DeathsRule, "incident_deaths_rule_known"),
            models.CheckConstraint(
                condition=Q(contested__contained_by=[point.value for point in Contested]),
                name="incident_contested_known",
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")), name="incident_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(public_id__regex="^VS-[0-9A-HJKMNP-TV-Z]{12}$"),
                name="incident_public_id_form",
            ),
            models.CheckConstraint(
                condition=Q(deaths_low__isnull=True, deaths_high__isnull=True)
                | Q(deaths_low__lte=F("deaths_high")),
                name="incident_low_not_over_high",
            ),
            models.CheckConstraint(
                condition=Q(deaths_retained__isnull=True)
                | Q(deaths_retained__gte=F("deaths_low"), deaths_retained__lte=F("deaths_high")),
                name="incident_retained_between_low_and_high",
            ),
            models.CheckConstraint(
                condition=Q(hidden_by_link=False) | ~Q(sensitive=""),
                name="incident_hidden_by_link_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(chosen_deaths__isnull=True, chosen_because="")
                | (Q(chosen_deaths__isnull=False) & ~Q(chosen_because="")),
                name="incident_choice_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False),
                name="incident_published_has_a_moment",
            ),
            models.UniqueConstraint(
                fields=["dataset", "dataset_key"],
                condition=~Q(dataset_key=""),
                name="incident_once_per_dataset",
            ),
        ]
        indexes = [
            models.Index(fields=["start", "id"], name="incident_by_day"),
            models.Index(
                fields=["start", "id"],
                name="incident_published_by_day",
                condition=Q(status=Status.PUBLISHED),
            ),
            models.Index(fields=["updated_at", "id"], name="incident_by_change"),
            models.Index(ranked_figure(descending=True), F("id"), name="incident_by_most_deaths"),
            models.Index(
                ranked_figure(descending=False), F("id"), name="incident_by_fewest_deaths"
            ),
            models.Index(
                fields=["same_group"],
                name="incident_same_group",
                condition=Q(same_group__isnull=False),
            ),
            GinIndex(fields=["search"], name="incident_search", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.public_id


class IncidentNote(Versioned):
    """Private notes of the desk about an incident."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="notes")
    text = models.TextField()

    def __str__(self) -> str:
        return "note"


class IncidentLink(Versioned):
    """Two incidents that a person says are the same, or related. The same count once."""

    first = models.ForeignKey(Incident, models.CASCADE, related_name="links")
    second = models.ForeignKey(Incident, models.CASCADE, related_name="links_back")
    same = models.BooleanField()
    """True: one incident in two data sets. False: related only."""
    reason = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="incident_link_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="incident_link_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}"


class Site(Versioned):
    """One *public* place of an incident.

    All reads (map, search, bbox, near, exports) use these columns. Where an incident is sensitive
    they hold a coarser unit and a stable point, and the truth stands in `ExactSite` alone.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="sites")
    order = models.PositiveSmallIntegerField(default=0)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    name_en = models.CharField(max_length=200, blank=True)
    name_fr = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2)
    admin1 = models.ForeignKey(AdminUnit, models.SET_NULL, null=True, blank=True, related_name="+")
    admin2 = models.ForeignKey(AdminUnit, models.SET_NULL, null=True, blank=True, related_name="+")
    admin1_literal = models.CharField(max_length=120, blank=True)
    admin2_literal = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    precision = word(Precision)
    radius_km = models.FloatField(null=True, blank=True)
    local_time = models.TimeField(null=True, blank=True)
    part_of_day = word(PartOfDay, blank=True, default="")
    generalised = models.BooleanField(default=False)
    """True when the public place is blurred on purpose."""
    basis = models.CharField(max_length=300, blank=True)
    """Where the point comes from, e.g. "GeoNames 2457816 (Faladié)"."""

    class Meta:
        ordering = ["incident", "order"]
        constraints = [
            one_of("precision", Precision, "site_precision_known"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="site_point_on_earth",
            ),
            models.CheckConstraint(
                condition=~Q(precision__in=[word.value for word in sorted(MAPPABLE)])
                | Q(latitude__isnull=False),
                name="site_exact_has_a_point",
            ),
            models.CheckConstraint(
                condition=Q(generalised=False) | ~Q(precision=Precision.EXACT),
                name="site_generalised_is_not_exact",
            ),
            models.UniqueConstraint(fields=["incident", "order"], name="site_order_once"),
        ]
        indexes = [
            models.Index(fields=["longitude", "latitude"], name="site_by_point"),
            models.Index(fields=["country", "incident"], name="site_by_country"),
        ]

    def __str__(self) -> str:
        return self.name_en


class ExactSite(Versioned):
    """The true place of a generalised site. Read by nobody but the desk."""

    site = models.OneToOneField(Site, models.CASCADE, related_name="exact")
    name = models.CharField(max_length=200, blank=True)
    name_fr = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    admin2 = models.ForeignKey(AdminUnit, models.SET_NULL, null=True, blank=True, related_name="+")
    admin2_literal = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    precision = word(Precision)
    radius_km = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [one_of("precision", Precision, "exact_site_precision_known")]

    def __str__(self) -> str:
        return "exact place"


class Participation(Versioned):
    """An actor, or people described in words, in a role; and why it stands there."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="participations")
    order = models.PositiveSmallIntegerField(default=0)
    actor = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="participations"
    )
    description_en = models.CharField(max_length=200, blank=True)
    description_fr = models.CharField(max_length=200, blank=True)
    literal = models.CharField(max_length=200, blank=True)
    """A data set's own string; shown as "local armed group (UCDP: …)", never as an actor."""
    role = word(ParticipationRole)
    attribution = word(Attribution, default=Attribution.STATED)
    attributed_by = models.CharField(max_length=200, blank=True)
    attributed_by_fr = models.CharField(max_length=200, blank=True)
    report = models.ForeignKey(Report, models.SET_NULL, null=True, blank=True, related_name="+")
    alternative = models.PositiveSmallIntegerField(null=True, blank=True)
    """Rows of one incident with the same number are "A or B, not settled"."""
    note = models.CharField(max_length=300, blank=True)
    note_fr = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["incident", "order"]
        constraints = [
            one_of("role", ParticipationRole, "participation_role_known"),
            one_of("attribution", Attribution, "participation_attribution_known"),
            models.CheckConstraint(
                condition=Q(actor__isnull=False)
                | ~Q(description_en="")
                | ~Q(literal="")
                | Q(attribution=Attribution.UNKNOWN),
                name="participation_names_somebody",
            ),
            models.UniqueConstraint(fields=["incident", "order"], name="participation_order_once"),
        ]
        indexes = [models.Index(fields=["actor", "role", "incident"], name="participation_actor")]

    def __str__(self) -> str:
        return f"{self.role} of {self.incident_id}"
