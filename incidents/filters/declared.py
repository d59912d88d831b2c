"""What a parameter is, and how a whole set of them is read from an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from incidents.filters.kinds import ValueKind, ValueRefused, shorten

Read = TypeVar("Read")
FORMAT = "format"
"""Chooses among JSON, GeoJSON and CSV; read by the content negotiation, allowed everywhere."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One parameter that cannot be taken: which, why, and what to write instead."""

    field: str
    reason: str
    remedy: str


class Refused(Exception):
    """Parameters that cannot be taken: all of them, so that a person mends them at once."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(f"{one.field}: {one.reason}" for one in refusals))
        self.refusals = tuple(refusals)


def refuse(field: str, error: ValueRefused) -> Refused:
    return Refused([Refusal(field, error.reason, error.remedy)])


@dataclass(frozen=True, slots=True)
class Parameter:
    """One filter: what it is called everywhere, what it takes, and what it means."""

    name: str
    kind: ValueKind
    help: str | Promise
    example: str
    rail: bool = False
    """True for a dimension that is counted by value (`facets/`, the rail of the page)."""
    paging: bool = False
    """True for order and paging: they choose the rows shown, never the rows counted."""
    desk: bool = False
    """True where only analysts and above may ask: for all others there is no such parameter."""

    def openapi(self) -> dict[str, Any]:
        """The parameter as OpenAPI 3.0 writes it.

        The first example leaves it out: a page that fills a form with examples asks for all.
        """
        schema = self.kind.schema()
        several = schema["type"] == "array"
        shape = {
            "name": self.name,
            "in": "query",
            "required": False,
            "description": str(self.help),
            "schema": schema,
            "examples": {
                "left out": {"value": [] if several else ""},
                "example": {"value": self.example.split(",") if several else self.example},
            },
        }
        return shape | ({"style": "form", "explode": False} if several else {})


@dataclass(frozen=True, slots=True)
class Declaration(Generic[Read]):
    """The parameters of one list, and the class that holds them once read."""

    into: type[Read]
    parameters: tuple[Parameter, ...]

    def parse(self, given: Mapping[str, Sequence[str]]) -> Read:
        """Read the parameters of an address. An empty value is the same as none at all.

        Raises Refused with every parameter that is unknown or has a bad value.
        """
        refusals = [*self._unknown(given)]
        read: dict[str, Any] = {}
        for parameter in self.parameters:
            values = [value.strip() for value in given.get(parameter.name, ())]
            values = [value for value in values if value]
            if not values:
                continue
            try:
                if any("\0" in value for value in values):
                    raise ValueRefused(_("It holds a NUL byte."), _("Leave the byte out."))
                read[parameter.name] = parameter.kind.parse(values)
            except ValueRefused as error:
                refusals.append(Refusal(parameter.name, error.reason, error.remedy))
        if refusals:
            raise Refused(refusals)
        return self.into(**read)

    def for_readers(self) -> Declaration[Read]:
        """The same for readers below analysts: what only the desk may ask is not there."""
        return Declaration(self.into, tuple(one for one in self.parameters if not one.desk))

    def without(self, *names: str) -> tuple[Parameter, ...]:
        return tuple(one for one in self.parameters if one.name not in names)

    def only(self, *names: str) -> Declaration[Read]:
        """The same with some of its parameters only."""
        return Declaration(self.into, tuple(one for one in self.parameters if one.name in names))

    def names(self) -> list[str]:
        return [parameter.name for parameter in self.parameters]

    def page_export(self) -> list[dict[str, Any]]:
        """What the page must know to keep the filters in its address."""
        return [
            {
                "name": one.name,
                "type": one.kind.word,
                "multiple": one.kind.multiple,
                "rail": one.rail,
                "paging": one.paging,
            }
            for one in self.for_readers().parameters
        ]

    def _unknown(self, given: Mapping[str, Sequence[str]]) -> Iterable[Refusal]:
        names = self.names()
        remedy = (
            _("Leave it out, or use one of: %(names)s.") % {"names": ", ".join(names)}
            if names
            else _("Leave it out: this address takes no parameters.")
        )
        for name in given:
            if name not in names and name != FORMAT:
                yield Refusal(shorten(name), _("There is no such parameter here."), remedy)
