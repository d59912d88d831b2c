"""A proposal for people to read in a terminal: each value with the words that say so."""

from __future__ import annotations

from incidents.extraction.printed import MEASURES, kind_of
from incidents.extraction.proposal import (
    Proposal,
    ProposedClaim,
    ProposedIncident,
    ProposedSite,
    Span,
)

LONGEST = 70
"""Characters of evidence that are shown."""


def shown(proposal: Proposal, text: str, name: str = "") -> str:
    """The proposal in lines; `text` is what it was read from."""
    lines = [f"{name} ({proposal.language})" if name else proposal.language]
    lines += _incident(proposal.main, text)
    for other in proposal.others:
        lines += ["  and another incident:", *_incident(other, text)]
    return "\n".join(lines)


def _incident(incident: ProposedIncident, text: str) -> list[str]:
    when = incident.when
    days = f"{when.start} to {when.end}" if when else "not said"
    part = f", {when.part_of_day.value}" if when and when.part_of_day else ""
    lines = [f"  when   {days}{part}{_quote(text, when.evidence if when else None)}"]
    lines += [f"  where  {_place(site)}{_quote(text, site.evidence)}" for site in incident.sites]
    kind = incident.kind or "not told"
    lines.append(f"  kind   {kind}{_quote(text, incident.kind_evidence)}")
    for one in incident.parts:
        who = f"{one.role.value} ({one.attribution.value}) {one.name}"
        lines.append(f"  who    {who}{_quote(text, one.evidence)}")
    lines += [
        f"  claim  {_claim(claim)}{_quote(text, claim.evidence)}" for claim in incident.claims
    ]
    return lines


def _place(site: ProposedSite) -> str:
    point = f" {site.latitude:.4f}, {site.longitude:.4f}" if _has_point(site) else " no point"
    homonyms = f", {len(site.homonyms)} more of that name" if site.homonyms else ""
    return f"{site.name} ({site.country}){point} {site.precision.value}{homonyms}"


def _has_point(site: ProposedSite) -> bool:
    return site.latitude is not None and site.longitude is not None


def _claim(claim: ProposedClaim) -> str:
    measure = MEASURES.get(claim.measure, claim.measure.value) if claim.measure else ""
    bounds = {(None, None): claim.words, (claim.low, claim.low): str(claim.low)}.get(
        (claim.low, claim.high), f"{claim.low or ''}–{claim.high or ''}"
    )
    speaker = claim.speaker or "the article"
    words = " ".join(filter(None, [kind_of(claim), measure, bounds, claim.group]))
    return f"{speaker}: {words}" + (f" [{claim.state.value}]" if claim.measure else "")


def _quote(text: str, span: Span | None) -> str:
    if span is None:
        return ""
    words = " ".join(text[span.start : span.end].split())
    return f"  « {words if len(words) <= LONGEST else words[:LONGEST] + '…'} »"
