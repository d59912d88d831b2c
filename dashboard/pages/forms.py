"""The form of a list, built from the declaration of its filters: it works without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from dashboard.writing import filters as words
from incidents.filters.declared import Declaration, Parameter
from incidents.filters.kinds import NONE, Choice, Words

MOST_OPTIONS = 40
"""Values shown of a dimension, besides those that are chosen."""
NOT_ASKED = ("cursor", "page_size")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    words: str
    count: int | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One filter as a control: day, number, text, search, flag, select, options or hidden."""

    name: str
    label: str
    control: str
    value: str = ""
    options: Sequence[Option] = ()
    more: int = 0
    """Values that are not shown."""

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.chosen]


Choices = Mapping[str, Sequence[Option]]
"""By parameter: the values that a dimension of the record has."""
CONTROLS = {
    "day": "day",
    "number": "number",
    "flag": "flag",
    "id": "hidden",
    "box": "area",
    "circle": "area",
    "polygon": "area",
}


def fields_of(declaration: Declaration[Any], given: QueryDict, choices: Choices) -> list[Field]:
    """A control for each parameter, with what the address gives it."""
    return [
        _field(parameter, given, choices)
        for parameter in declaration.parameters
        if parameter.name not in NOT_ASKED
    ]


def values_given(given: QueryDict, name: str) -> list[str]:
    """The values of a parameter, by commas and by repetition."""
    found = [part.strip() for value in given.getlist(name) for part in value.split(",")]
    return [part for part in found if part]


def _field(parameter: Parameter, given: QueryDict, choices: Choices) -> Field:
    name, kind = parameter.name, parameter.kind
    label = words.parameter(name)
    if isinstance(kind, Choice):
        chosen = given.get(name) or kind.default
        orders = [
            Option(value=value, words=words.order(value), chosen=value == chosen)
            for value in kind.words
        ]
        return Field(name=name, label=label, control="select", options=orders)
    if kind.multiple:
        options = choices.get(name)
        if options is None and isinstance(kind, Words):
            options = _closed(name, (*kind.words, NONE) if kind.none else kind.words)
        if options is not None:
            return _options(name, label, options, values_given(given, name))
    control = "search" if name == "q" else CONTROLS.get(kind.word, "text")
    return Field(name=name, label=label, control=control, value=",".join(given.getlist(name)))


def _closed(name: str, vocabulary: Iterable[str]) -> list[Option]:
    return [
        Option(value=value, words=words.word(name, value)) for value in dict.fromkeys(vocabulary)
    ]


def _options(name: str, label: str, options: Sequence[Option], asked: Sequence[str]) -> Field:
    """The values that the list has most, and every one that is asked for."""
    known = {option.value for option in options}
    shown = [
        Option(value=one.value, words=one.words, count=one.count, chosen=one.value in asked)
        for place, one in enumerate(options)
        if place < MOST_OPTIONS or one.value in asked
    ]
    shown += [
        Option(value=value, words=value, chosen=True) for value in asked if value not in known
    ]
    return Field(
        name=name,
        label=label,
        control="options",
        options=shown,
        more=max(0, len(options) - len(shown)),
    )
