"""The words for the closed vocabularies of `incidents.values`, by the glossary.

A word with two meanings carries its context: a bare "claim" or "source" would be translated
wrongly.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incidents.values import (
    About,
    ActorType,
    Attribution,
    Certainty,
    Contested,
    DeathsState,
    FigureState,
    Flag,
    Measure,
    ParticipationRole,
    RelationKind,
    RelationStatus,
    Scope,
    Side,
    Stance,
    Standing,
    Status,
)


def certainty(key: str) -> str:
    """That it happened; says nothing of the toll."""
    return {
        Certainty.VERIFIED: pgettext("verification", "verified"),
        Certainty.CORROBORATED: pgettext("verification", "corroborated"),
        Certainty.SINGLE_ORIGIN: pgettext("verification", "single origin"),
        Certainty.UNVERIFIED: pgettext("verification", "unverified"),
    }[Certainty(key)]


def contested(key: str) -> str:
    """On what accounts differ."""
    return {
        Contested.OCCURRENCE: pgettext("accounts differ on", "occurrence"),
        Contested.PLACE: pgettext("accounts differ on", "place"),
        Contested.AUTHOR: pgettext("accounts differ on", "author"),
        Contested.TOLL: pgettext("accounts differ on", "toll"),
        Contested.CONTROL: pgettext("accounts differ on", "control"),
    }[Contested(key)]


def status(key: str) -> str:
    return {
        Status.DRAFT: pgettext("status of an incident", "draft"),
        Status.IN_REVIEW: pgettext("status of an incident", "in review"),
        Status.PUBLISHED: pgettext("status of an incident", "published"),
        Status.RETRACTED: pgettext("status of an incident", "withdrawn"),
    }[Status(key)]


def role(key: str) -> str:
    """A perpetrator is never called so in our own voice: the attribution says on whose word."""
    return {
        ParticipationRole.PERPETRATOR: pgettext("role", "claimed or attributed"),
        ParticipationRole.PARTY: pgettext("role", "party to a clash"),
        ParticipationRole.TARGET: pgettext("role", "target"),
        ParticipationRole.VICTIM: pgettext("role", "victim"),
        ParticipationRole.RESPONDER: pgettext("role", "responding force"),
        ParticipationRole.AFFECTED: pgettext("role", "affected"),
    }[ParticipationRole(key)]


def attribution(key: str) -> str:
    return {
        Attribution.CLAIMED: pgettext("attribution", "claimed"),
        Attribution.ATTRIBUTED: pgettext("attribution", "attributed"),
        Attribution.DENIED: pgettext("attribution", "attributed, and denied"),
        Attribution.DISPUTED: pgettext("attribution", "attributed, and disputed"),
        Attribution.UNKNOWN: pgettext("attribution", "nobody named"),
        Attribution.STATED: pgettext("attribution", "stated"),
    }[Attribution(key)]


def deaths_state(key: str) -> str:
    return {
        DeathsState.RETAINED: pgettext("state of the toll", "a figure is retained"),
        DeathsState.RIVAL: pgettext("state of the toll", "figures differ, none retained"),
        DeathsState.SINGLE: pgettext("state of the toll", "one figure, no second origin"),
        DeathsState.NONE: pgettext("state of the toll", "nobody killed, says someone"),
        DeathsState.WITHHELD: pgettext("state of the toll", "no figure given by those asked"),
        DeathsState.UNKNOWN: pgettext("state of the toll", "toll not known"),
    }[DeathsState(key)]


def about(key: str) -> str:
    return {
        About.RESPONSIBILITY: pgettext("claim about", "responsibility"),
        About.DENIAL: pgettext("claim about", "denial"),
        About.CASUALTIES: pgettext("claim about", "people and losses"),
        About.CONTROL: pgettext("claim about", "control"),
        About.SITUATION: pgettext("claim about", "situation"),
        About.LOCATION: pgettext("claim about", "where it happened"),
        About.TIMING: pgettext("claim about", "when it happened"),
        About.RESPONSE: pgettext("claim about", "response"),
        About.OTHER: pgettext("claim about", "other"),
    }[About(key)]


def measure(key: str) -> str:
    return {
        Measure.KILLED: pgettext("measure", "killed"),
        Measure.WOUNDED: pgettext("measure", "wounded"),
        Measure.KILLED_OR_WOUNDED: pgettext("measure", "killed or wounded"),
        Measure.KILLED_OR_MISSING: pgettext("measure", "killed or missing"),
        Measure.KILLED_OR_ARRESTED: pgettext("measure", "killed or arrested"),
        Measure.MISSING: pgettext("measure", "missing"),
        Measure.ABDUCTED: pgettext("measure", "abducted"),
        Measure.DETAINED: pgettext("measure", "detained"),
        Measure.CAPTURED: pgettext("measure", "captured"),
        Measure.FREED: pgettext("measure", "freed"),
        Measure.DISPLACED: pgettext("measure", "displaced"),
        Measure.SEXUAL_VIOLENCE: pgettext("measure", "subjected to sexual violence"),
        Measure.PRESENT: pgettext("measure", "present"),
        Measure.DESTROYED: pgettext("measure", "destroyed"),
        Measure.CLOSED: pgettext("measure", "closed"),
        Measure.NEUTRALISED: pgettext("measure", "“neutralised”"),
        Measure.LOSSES: pgettext("measure", "losses"),
    }[Measure(key)]


def stance(key: str) -> str:
    return {
        Stance.ASSERTS: pgettext("stance of a speaker", "asserts"),
        Stance.CLAIMS: pgettext("stance of a speaker", "claims as its own"),
        Stance.DENIES: pgettext("stance of a speaker", "denies"),
        Stance.RETRACTS: pgettext("stance of a speaker", "takes back"),
    }[Stance(key)]


def standing(key: str) -> str:
    return {
        Standing.REPORTED: pgettext("standing of a claim", "as reported"),
        Standing.CLAIMED: pgettext("standing of a claim", "its own statement"),
        Standing.OFFICIAL: pgettext("standing of a claim", "official statement"),
        Standing.SINGLE_SOURCE: pgettext("standing of a claim", "single source"),
        Standing.FOOTAGE: pgettext("standing of a claim", "footage"),
        Standing.UNVERIFIED: pgettext("standing of a claim", "unverified"),
        Standing.SUPERSEDED: pgettext("standing of a claim", "replaced by a later figure"),
        Standing.RETRACTED: pgettext("standing of a claim", "taken back"),
    }[Standing(key)]


def credibility(grade: int) -> str:
    """The Admiralty code's second scale, in words; never "B2"."""
    return {
        1: pgettext("credibility of a claim", "confirmed by other sources"),
        2: pgettext("credibility of a claim", "probably true"),
        3: pgettext("credibility of a claim", "possibly true"),
        4: pgettext("credibility of a claim", "doubtful"),
        5: pgettext("credibility of a claim", "improbable"),
        6: pgettext("credibility of a claim", "cannot be judged"),
    }[grade]


def reliability(grade: str) -> str:
    """The Admiralty code's first scale, in words."""
    return {
        "A": pgettext("reliability of a source", "completely reliable"),
        "B": pgettext("reliability of a source", "usually reliable"),
        "C": pgettext("reliability of a source", "fairly reliable"),
        "D": pgettext("reliability of a source", "rarely reliable"),
        "E": pgettext("reliability of a source", "not reliable"),
        "F": pgettext("reliability of a source", "cannot be judged"),
    }.get(grade, pgettext("reliability of a source", "not graded"))


def flag(key: str) -> str:
    return {
        Flag.FIGURES_OUT_OF_ORDER: _("lowest, best and highest are not in order; kept as stated"),
        Flag.ZERO_OR_UNKNOWN: _("0 means none or not known"),
        Flag.AGGREGATED: _("several days or places told as one"),
        Flag.CODING_UNCERTAIN: _("the coding is uncertain"),
        Flag.PLACE_MISSING: _("the source gives no place"),
    }[Flag(key)]


def relation(key: str) -> str:
    """Of the actor whose page it is: "component of …"."""
    return {
        RelationKind.COMPONENT_OF: pgettext("relation of an actor", "component of"),
        RelationKind.SUCCESSOR_OF: pgettext("relation of an actor", "successor of"),
        RelationKind.SPLIT_FROM: pgettext("relation of an actor", "split from"),
        RelationKind.MERGED_INTO: pgettext("relation of an actor", "merged into"),
        RelationKind.AFFILIATED_WITH: pgettext("relation of an actor", "affiliated with"),
        RelationKind.FIGHTS_WITH: pgettext("relation of an actor", "in armed conflict with"),
        RelationKind.COMMANDS: pgettext("relation of an actor", "commands"),
    }[RelationKind(key)]


def relation_back(key: str) -> str:
    """The same relation from its other end: "has as a component …"."""
    return {
        RelationKind.COMPONENT_OF: pgettext("relation of an actor", "component:"),
        RelationKind.SUCCESSOR_OF: pgettext("relation of an actor", "succeeded by"),
        RelationKind.SPLIT_FROM: pgettext("relation of an actor", "left by"),
        RelationKind.MERGED_INTO: pgettext("relation of an actor", "absorbed"),
        RelationKind.AFFILIATED_WITH: pgettext("relation of an actor", "affiliated:"),
        RelationKind.FIGHTS_WITH: pgettext("relation of an actor", "in armed conflict with"),
        RelationKind.COMMANDS: pgettext("relation of an actor", "commanded by"),
    }[RelationKind(key)]


def relation_status(key: str) -> str:
    return {
        RelationStatus.ACCEPTED: pgettext("status of a relation", "accepted"),
        RelationStatus.DISPUTED: pgettext("status of a relation", "disputed"),
        RelationStatus.REJECTED: pgettext("status of a relation", "rejected"),
    }[RelationStatus(key)]


def side(key: str) -> str:
    return {
        Side.ALL: pgettext("whose people a figure counts", "everybody"),
        Side.VICTIMS: pgettext("whose people a figure counts", "those attacked"),
        Side.ATTACKERS: pgettext("whose people a figure counts", "attackers"),
        Side.NOT_STATED: pgettext("whose people a figure counts", "not said"),
    }[Side(key)]


def scope(key: str) -> str:
    return {
        Scope.WHOLE: pgettext("scope of a figure", "whole incident"),
        Scope.SITE: pgettext("scope of a figure", "one of the places"),
        Scope.PART: pgettext("scope of a figure", "part of another figure"),
        Scope.BEYOND: pgettext("scope of a figure", "more than this incident"),
    }[Scope(key)]


def figure_state(key: str) -> str:
    return {
        FigureState.STATED: pgettext("state of a figure", "a figure is given"),
        FigureState.NONE: pgettext("state of a figure", "nobody, says the speaker"),
        FigureState.UNKNOWN: pgettext("state of a figure", "not known"),
        FigureState.WITHHELD: pgettext("state of a figure", "no figure given"),
        FigureState.NOT_A_FIGURE: pgettext("state of a figure", "not a figure"),
    }[FigureState(key)]


def actor_type(key: str) -> str:
    """ACLED's eight types."""
    return {
        ActorType.STATE: pgettext("type of an actor", "state forces"),
        ActorType.REBEL: pgettext("type of an actor", "rebel group"),
        ActorType.POLITICAL_MILITIA: pgettext("type of an actor", "political militia"),
        ActorType.IDENTITY_MILITIA: pgettext(
            "type of an actor", "local armed group, community basis"
        ),
        ActorType.RIOTERS: pgettext("type of an actor", "rioters"),
        ActorType.PROTESTERS: pgettext("type of an actor", "protesters"),
        ActorType.CIVILIANS: pgettext("type of an actor", "civilians"),
        ActorType.EXTERNAL: pgettext("type of an actor", "external or other forces"),
    }[ActorType(key)]
