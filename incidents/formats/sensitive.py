"""Which rows are about places that must not be pinned, by the data set's own words."""

from __future__ import annotations

import re

PLACES = (
    (
        "displaced_people_site",
        re.compile(
            r"\b(?:idps?|refugees?|(?:internally )?displaced(?: people| persons?)?)\b.{0,30}"
            r"\b(?:camps?|sites?|settlements?)\b|\b(?:camps?|sites?)\b.{0,20}\b(?:idps?|refugees?|"
            r"displaced)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "health",
        re.compile(
            r"\b(?:hospitals?|clinics?|dispensar(?:y|ies)|(?:health|medical) "
            r"(?:cent(?:er|re)s?|posts?|facilit(?:y|ies)))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "school",
        re.compile(r"\b(?:schools?|kindergartens?|madrasas?|seminar(?:y|ies))\b", re.IGNORECASE),
    ),
    (
        "humanitarian",
        re.compile(
            r"\b(?:ngo|humanitarian|aid(?: workers?)?)\b.{0,20}\b(?:base|compound|office|"
            r"guest ?house|convoy)s?\b",
            re.IGNORECASE,
        ),
    ),
)
"""Keys of the target vocabulary, and the words of a place that is one."""


def sensitive_place(*words: str) -> str:
    """The key of the target vocabulary for which a place is blurred, or empty."""
    said = " · ".join(words)
    return next((key for key, pattern in PLACES if pattern.search(said)), "")
