"""The kinds of value that a parameter takes: how each is read, described and refused.

Nothing here asks the database. A value that cannot be taken raises `ValueRefused`, whose reason
and remedy are sentences for the person who wrote the address.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from incidents.folding import search_terms
from incidents.values import canonical_id

NONE = "none"
"""The word that asks for incidents without any value in a dimension."""
MOST_VALUES = 100
LONGEST = 200


class ValueRefused(Exception):
    """A value that cannot be taken: the reason, and what to write instead."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy


class ValueKind(Protocol):
    """What a parameter's value is. `word` tells the page how to keep it in the address."""

    @property
    def word(self) -> str: ...

    @property
    def multiple(self) -> bool: ...

    def parse(self, values: Sequence[str]) -> Any:
        """The typed value of one or more non-empty strings; raises ValueRefused."""

    def schema(self) -> dict[str, Any]:
        """The JSON schema of the parameter, as OpenAPI 3.0 wants it."""


def single(values: Sequence[str]) -> str:
    """The only value given; raises ValueRefused where there are several."""
    if len(values) > 1:
        raise ValueRefused(_("It is given more than once."), _("Give it once."))
    return values[0]


def plain(vocabulary: type[enum.StrEnum]) -> tuple[str, ...]:
    """The words of a closed vocabulary, in its order."""
    return tuple(member.value for member in vocabulary)


def shorten(value: str) -> str:
    """A value as an error may repeat it: short, and on one line."""
    plain = "".join(character if character.isprintable() else "�" for character in value)
    return plain if len(plain) <= 40 else plain[:39] + "…"


def number(text: str) -> float:
    """A finite number; raises ValueError for everything else that `float` would take."""
    if not re.fullmatch(r"[+-]?(\d{1,12}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,2})?", text):
        raise ValueError(text)
    return float(text)


@dataclass(frozen=True, slots=True)
class Day:
    """A civil day, ISO 8601 YYYY-MM-DD."""

    word = "day"
    multiple = False

    def parse(self, values: Sequence[str]) -> date:
        text = single(values)
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError:
            raise ValueRefused(
                _("“%(value)s” is not a day.") % {"value": shorten(text)},
                _("Write a day that exists as YYYY-MM-DD, such as 2024-09-17."),
            ) from None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    word = "flag"
    multiple = False

    def parse(self, values: Sequence[str]) -> bool:
        text = single(values).lower()
        if text not in ("true", "false", "1", "0"):
            raise ValueRefused(
                _("“%(value)s” is neither true nor false.") % {"value": shorten(text)},
                _("Write true or false."),
            )
        return text in ("true", "1")

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean", "default": False}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = 1_000_000
    default: int | None = None
    word = "number"
    multiple = False

    def parse(self, values: Sequence[str]) -> int:
        text = single(values)
        if re.fullmatch(r"\d{1,9}", text, re.ASCII) and self.least <= int(text) <= self.most:
            return int(text)
        raise ValueRefused(
            _("“%(value)s” cannot be taken.") % {"value": shorten(text)},
            _("Write a whole number from %(least)d to %(most)d.")
            % {"least": self.least, "most": self.most},
        )

    def schema(self) -> dict[str, Any]:
        shape = {"type": "integer", "minimum": self.least, "maximum": self.most}
        return shape if self.default is None else {**shape, "default": self.default}


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list."""

    words: tuple[str, ...]
    default: str = ""
    word = "choice"
    multiple = False

    def parse(self, values: Sequence[str]) -> str:
        text = single(values)
        if text not in self.words:
            raise unknown_word(text, self.words)
        return text

    def schema(self) -> dict[str, Any]:
        shape: dict[str, Any] = {"type": "string", "enum": list(self.words)}
        return {**shape, "default": self.default} if self.default else shape


@dataclass(frozen=True, slots=True)
class Words:
    """Any of a closed list of words, by comma or repetition; `none` too where that has a sense."""

    words: tuple[str, ...]
    none: bool = True
    upper: bool = False
    word = "list"
    multiple = True

    def parse(self, values: Sequence[str]) -> tuple[str, ...]:
        allowed = (*self.words, NONE) if self.none else self.words
        found = [self._cased(value) for value in listed(values)]
        for value in found:
            if value not in allowed:
                raise unknown_word(value, allowed)
        return tuple(dict.fromkeys(found))

    def _cased(self, value: str) -> str:
        return value.upper() if self.upper and value != NONE else value

    def schema(self) -> dict[str, Any]:
        allowed = [*self.words, NONE] if self.none and NONE not in self.words else [*self.words]
        return {"type": "array", "items": {"type": "string", "enum": allowed}}


@dataclass(frozen=True, slots=True)
class Keys:
    """Any of the keys that another list of the API gives, by comma or repetition; or `none`."""

    of: str
    """The list that has them, such as `actors/`."""
    none: bool = True
    word = "list"
    multiple = True

    def parse(self, values: Sequence[str]) -> tuple[str, ...]:
        found = listed(values)
        for value in found:
            if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", value):
                raise unknown_key(value, self.of)
            if value == NONE and not self.none:
                raise unknown_key(value, self.of)
        return tuple(dict.fromkeys(found))

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "maxLength": 80}}


@dataclass(frozen=True, slots=True)
class PublicId:
    """The permanent id of an incident, a claim or a report; typed as people type it."""

    prefix: str
    word = "id"
    multiple = False

    def parse(self, values: Sequence[str]) -> str:
        given = single(values)
        text = canonical_id(given)
        if not re.fullmatch(self._pattern(), text):
            raise ValueRefused(
                _("“%(value)s” is not an id.") % {"value": shorten(given)},
                _("Write an id as the API gives it, such as %(prefix)s-0123456789AB.")
                % {"prefix": self.prefix},
            )
        return text

    def _pattern(self) -> str:
        return f"{self.prefix}-[0-9A-HJKMNP-TV-Z]{{12}}"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self._pattern()}$"}


@dataclass(frozen=True, slots=True)
class Text:
    """Free text of a few words."""

    longest: int = LONGEST
    most_words: int = 12
    word = "text"
    multiple = False

    def parse(self, values: Sequence[str]) -> str:
        words = single(values).split()
        text = " ".join(words)
        if len(text) > self.longest or len(words) > self.most_words:
            raise ValueRefused(
                _("It is too long."),
                _("Write at most %(words)d words and %(most)d characters.")
                % {"words": self.most_words, "most": self.longest},
            )
        if not search_terms(text):
            raise ValueRefused(
                _("“%(value)s” has no word to look for.") % {"value": shorten(text)},
                _("Write a name, or a part of one."),
            )
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.longest}


@dataclass(frozen=True, slots=True)
class Opaque:
    """A token that the API gave, to be sent back as it is."""

    word = "token"
    multiple = False

    def parse(self, values: Sequence[str]) -> str:
        text = single(values)
        if len(text) > 1000:
            raise ValueRefused(_("It is too long."), _("Send it back as the API gave it."))
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": 1000}


def listed(values: Sequence[str]) -> list[str]:
    """The values given by commas and by repetition; raises ValueRefused beyond MOST_VALUES."""
    found = [part.strip() for value in values for part in value.split(",")]
    found = [part for part in found if part]
    if len(found) > MOST_VALUES:
        raise ValueRefused(
            _("It has %(count)d values.") % {"count": len(found)},
            _("Give at most %(most)d values.") % {"most": MOST_VALUES},
        )
    return found


def unknown_key(value: str, of: str) -> ValueRefused:
    """The one answer for a key that does not exist and for one that is not shown."""
    return ValueRefused(
        _("There is no “%(value)s”.") % {"value": shorten(value)},
        _("Use a key that /api/v1/%(list)s gives.") % {"list": of},
    )


def unknown_word(value: str, allowed: Sequence[str]) -> ValueRefused:
    return ValueRefused(
        _("“%(value)s” is not one of its words.") % {"value": shorten(value)},
        _("Write one of: %(words)s.") % {"words": ", ".join(dict.fromkeys(allowed))},
    )
