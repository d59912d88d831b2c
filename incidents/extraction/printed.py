"""A proposal as `manage.py propose` prints it: plain values, ready for JSON."""

from __future__ import annotations

from typing import Any, Final

from incidents.extraction.proposal import Proposal, ProposedClaim, ProposedIncident, ProposedSite
from incidents.values import About, FigureState, Measure

MEASURES: Final = {
    Measure.KILLED: "killed",
    Measure.WOUNDED: "wounded",
    Measure.MISSING: "missing",
    Measure.ABDUCTED: "abducted",
    Measure.CAPTURED: "abducted",
    Measure.DETAINED: "arrested",
    Measure.DISPLACED: "displaced",
}
"""Measures that are printed; the others ("neutralised", losses, killed or wounded) are no count of
one thing, and leave it empty."""
KINDS: Final = {About.LOCATION: "other", About.TIMING: "other"}


def printed(proposal: Proposal, file: str = "") -> dict[str, Any]:
    """The main incident in the record itself, the others beside it."""
    head = {"file": file} if file else {}
    return {
        **head,
        **_incident(proposal.main),
        "others": [_incident(other) for other in proposal.others],
    }


def _incident(incident: ProposedIncident) -> dict[str, Any]:
    when = incident.when
    return {
        "date_start": when.start.isoformat() if when else None,
        "date_end": when.end.isoformat() if when else None,
        "country": incident.country,
        "kind": incident.kind,
        "sites": [_site(site) for site in incident.sites],
        "perpetrators": list(dict.fromkeys(part.name for part in incident.perpetrators)),
        "claims": [_claim(claim) for claim in incident.claims],
    }


def _site(site: ProposedSite) -> dict[str, Any]:
    return {
        "name": site.name,
        "country": site.country,
        "lat": site.latitude,
        "lon": site.longitude,
        "precision": site.precision.value,
        "radius_km": site.radius_km,
        "evidence": [site.evidence.start, site.evidence.end],
        "confidence": site.confidence,
    }


def _claim(claim: ProposedClaim) -> dict[str, Any]:
    """One claim; that there were none is printed as nought, beside its state."""
    none = claim.state == FigureState.NONE
    return {
        "speaker": claim.speaker,
        "kind": kind_of(claim),
        "measure": MEASURES.get(claim.measure, "") if claim.measure else "",
        "group": claim.group,
        "low": 0 if none else claim.low,
        "high": 0 if none else claim.high,
        "words": claim.words,
        "state": claim.state.value,
        "evidence": [claim.evidence.start, claim.evidence.end],
        "confidence": claim.confidence,
    }


def kind_of(claim: ProposedClaim) -> str:
    """The printed kind: people taken into custody are an arrest, not a casualty."""
    if claim.about == About.CASUALTIES and claim.measure == Measure.DETAINED:
        return "arrest"
    return KINDS.get(claim.about, claim.about.value)
