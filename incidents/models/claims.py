"""Who said what, when, carried by whom, how sure."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from incidents.models.actors import Actor
from incidents.models.base import Versioned, choices, one_of, word
from incidents.models.incidents import Incident, Site
from incidents.models.sources import Report, Source
from incidents.values import (
    About,
    ClaimLinkKind,
    FigureState,
    Flag,
    Measure,
    PartOfDay,
    Scope,
    Side,
    Stance,
    Standing,
    TimePrecision,
    new_public_id,
)


def new_claim_id() -> str:
    return new_public_id("CL")


class Claim(Versioned):
    """One attributed statement about one incident, in one document.

    The speaker is an actor, a source, or a described voice ("members of the security forces").
    The carrier is who quotes it: the report's source unless `carrier` names another.
    Constraints bind what we say of a claim, not what a source said: low may exceed high.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_claim_id)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="claims")
    order = models.PositiveSmallIntegerField(default=0)
    dataset_key = models.CharField(max_length=160, blank=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="claims")
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="claims")
    speaker_actor = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    speaker_source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    speaker_voice_en = models.CharField(max_length=200, blank=True)
    speaker_voice_fr = models.CharField(max_length=200, blank=True)
    carrier = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="carried_claims"
    )
    about = word(About)
    measure = word(Measure, blank=True, default="")
    group = models.CharField(max_length=120, blank=True)
    """Whose people the figure counts, in words: soldiers, civilians, children…"""
    group_fr = models.CharField(max_length=120, blank=True)
    side = word(Side, default=Side.NOT_STATED)
    scope = word(Scope, default=Scope.WHOLE)
    part_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts"
    )
    same_statement_as = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="further_figures"
    )
    """Set on the second figure of one statement ("20 prisoners and three bodies")."""
    low = models.PositiveIntegerField(null=True, blank=True)
    best = models.PositiveIntegerField(null=True, blank=True)
    """A data set's own best figure, between or outside low and high as it stated it."""
    high = models.PositiveIntegerField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)
    """The figure in words where no number is given: "hundreds", "several"."""
    state = word(FigureState, default=FigureState.NOT_A_FIGURE)
    stance = word(Stance, default=Stance.ASSERTS)
    standing = word(Standing, default=Standing.REPORTED)
    said_on = models.DateField(null=True, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_part_of_day = word(PartOfDay, blank=True, default="")
    said_precision = word(TimePrecision, default=TimePrecision.UNKNOWN)
    credibility = models.PositiveSmallIntegerField(null=True, blank=True)
    text_en = models.CharField(max_length=300, blank=True)
    text_fr = models.CharField(max_length=300, blank=True)
    """What is said, in the product's own words, as asserted ("says it holds…")."""
    wording = models.CharField(max_length=300, blank=True)
    wording_language = models.CharField(max_length=3, blank=True)
    translation = models.CharField(max_length=300, blank=True)
    translation_by = models.CharField(max_length=120, blank=True)
    flags = ArrayField(
        models.CharField(max_length=24, choices=choices(Flag)), default=list, blank=True
    )

    class Meta:
        ordering = ["incident", "order"]
        constraints = [
            one_of("about", About, "claim_about_known"),
            one_of("side", Side, "claim_side_known"),
            one_of("scope", Scope, "claim_scope_known"),
            one_of("state", FigureState, "claim_state_known"),
            one_of("stance", Stance, "claim_stance_known"),
            one_of("standing", Standing, "claim_standing_known"),
            one_of("said_precision", TimePrecision, "claim_said_precision_known"),
            models.CheckConstraint(
                condition=Q(measure="") | Q(measure__in=[measure.value for measure in Measure]),
                name="claim_measure_known",
            ),
            models.CheckConstraint(
                condition=Q(speaker_actor__isnull=False)
                | Q(speaker_source__isnull=False)
                | ~Q(speaker_voice_en=""),
                name="claim_has_a_speaker",
            ),
            models.CheckConstraint(
                condition=Q(credibility__isnull=True) | Q(credibility__gte=1, credibility__lte=6),
                name="claim_credibility_1_to_6",
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=[FigureState.NONE, FigureState.UNKNOWN, FigureState.WITHHELD]
                )
                | Q(low__isnull=True, best__isnull=True, high__isnull=True),
                name="claim_silence_has_no_number",
            ),
            models.CheckConstraint(
                condition=~Q(state=FigureState.STATED) | ~Q(measure=""),
                name="claim_figure_has_a_measure",
            ),
            models.UniqueConstraint(fields=["incident", "order"], name="claim_order_once"),
        ]
        indexes = [
            models.Index(fields=["said_on", "id"], name="claim_by_day"),
            models.Index(fields=["about", "measure"], name="claim_by_about"),
        ]

    def __str__(self) -> str:
        return self.public_id


class ClaimLink(models.Model):
    """One claim contradicts another, or replaces it."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="links")
    kind = word(ClaimLinkKind)
    other = models.ForeignKey(Claim, models.CASCADE, related_name="links_back")

    class Meta:
        constraints = [
            one_of("kind", ClaimLinkKind, "claim_link_kind_known"),
            models.UniqueConstraint(fields=["claim", "kind", "other"], name="claim_link_once"),
            models.CheckConstraint(condition=~Q(claim=F("other")), name="claim_link_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.kind} {self.other_id}"
