"""From a text to a proposal: the one way in."""

from __future__ import annotations

from datetime import date

from incidents.extraction.claims import claims_of
from incidents.extraction.country import country_of
from incidents.extraction.facilities import within
from incidents.extraction.known import Known
from incidents.extraction.lexicon import KINDS
from incidents.extraction.parts import parts_of
from incidents.extraction.proposal import Proposal, ProposedIncident, Span
from incidents.extraction.reading import Reading, read, with_day
from incidents.extraction.sites import sites_of
from incidents.extraction.when import when_of


def propose(text: str, published: date | None, known: Known, *, language: str = "") -> Proposal:
    """The incidents that a text tells of, the main one first.

    `published` is the civil day of publication: without it, weekdays stay unresolved. `known` holds
    what the record knows by name. `language` is `en` or `fr`; told from the text where it is empty.
    Offsets count from the start of `text`.
    """
    reading = read(text, published, known, language)
    when = when_of(reading)
    reading = with_day(reading, (when.start, when.end) if when else None)
    main = incident_of(reading)
    others = [incident_of(reading.only(group)) for group in _groups(reading)]
    return Proposal(
        language=reading.language,
        main=main,
        others=tuple(other for other in others if other.sites and other.when),
        background=tuple(one.span for one in reading.sentences if one.index in reading.background),
    )


def incident_of(reading: Reading) -> ProposedIncident:
    """The incident that the told sentences of a reading are about."""
    country, _ = country_of(reading)
    sites = sites_of(reading, country)
    sites += within(reading, sites[0]) if sites else []
    kind, evidence = _kind(reading)
    return ProposedIncident(
        when=when_of(reading),
        country=country or (sites[0].country if sites else ""),
        kind=kind,
        kind_evidence=evidence,
        sites=tuple(sites),
        parts=tuple(parts_of(reading, country)),
        claims=tuple(claims_of(reading)),
    )


def _groups(reading: Reading) -> list[list[int]]:
    """Runs of sentences that tell of another incident."""
    groups: list[list[int]] = []
    for index in sorted(reading.apart - reading.background):
        if groups and groups[-1][-1] == index - 1:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _kind(reading: Reading) -> tuple[str, Span | None]:
    """The kind whose words stand first in the lead; an attack on nobody in particular is none."""
    for sentence in reading.told()[:4]:
        for kind, pattern in KINDS:
            found = pattern.search(sentence.text)
            if found:
                start = sentence.span.start
                return kind, Span(start + found.start(), start + found.end())
    return "", None
