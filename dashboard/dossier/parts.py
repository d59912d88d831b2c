"""What a dossier is made of: plain values for its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.writing import named

Row = Mapping[str, Any]
Link = Callable[[str], str]
"""Takes an address of this site and keeps the reader's language in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom a dossier is written: how links are made, and what keys are called."""

    link: Link
    names: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    """By table or vocabulary, and key: names in the languages of the record."""

    def name(self, vocabulary: str, key: str) -> str:
        """The name of a kind, term or data set; the key where the record does not name it."""
        return named(self.names.get((vocabulary, key))) or key


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it, with a page of its own where it has one."""

    key: tuple[str, str]
    """Equal for one voice, whoever carries it."""
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A link to the claim at the other end of a contradiction."""

    claim: str
    words: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One claim: what is said, and in small who carried it, when, and how it stands."""

    claim: str
    text: str
    notes: tuple[str, ...] = ()
    against: tuple[Against, ...] = ()
    wording: str = ""
    wording_language: str = ""
    translation: str = ""
    translation_by: str = ""
    spent: bool = False
    """Replaced or taken back."""
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker and what it says."""

    speaker: Speaker
    lines: tuple[Line, ...]
    contested: bool = False
    silent: bool = False


def localised(value: Any) -> str:
    """Words that come in several languages or, from a data set, in one."""
    return value if isinstance(value, str) else named(value)
