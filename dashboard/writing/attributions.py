"""Sentences that attribute: in French a name takes its article, which its preposition takes up."""

from __future__ import annotations

from django.utils.translation import get_language

from incidents import french


def in_french() -> bool:
    return (get_language() or "en").split("-")[0] == "fr"


def filled(pattern: str, **values: str) -> str:
    """A translated pattern with its %(name)s, in French with the articles of the names."""
    return french.fill(pattern, values) if in_french() else pattern % values


def as_object(name: str) -> str:
    """The name after a verb or "par", in French with its article where that is known."""
    article, _ = french.noun(name)
    return french.after("", name) if in_french() and article else name
