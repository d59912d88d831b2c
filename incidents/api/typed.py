"""A JSON object as one of the record's values, by the types that the value declares.

The same declaration gives the shape that the OpenAPI document shows. Every refusal names the path
of its field ("sites.0.latitude") and what to write instead.
"""

from __future__ import annotations

import enum
import types
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, datetime, time
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from zoneinfo import available_timezones

from django.db.models import Model
from django.utils.translation import gettext as _

from incidents.api.shapes import Schema, closed
from incidents.filters import Refusal, Refused
from incidents.filters.kinds import ValueRefused, plain, shorten, unknown_word
from incidents.models import Claim, Incident, Participation, Report, Site
from incidents.values import (
    COUNTRIES,
    NewClaim,
    NewIncident,
    NewParticipation,
    NewReport,
    NewSite,
)

Read = TypeVar("Read")
MOST = 2_147_483_647
MOST_ITEMS = 500
LEFT_OUT: Mapping[type, frozenset[str]] = {
    NewIncident: frozenset({"dataset", "key", "flags", "reports", "related"}),
    NewReport: frozenset({"origin", "dataset_key", "release"}),
    NewSite: frozenset({"admin1_name", "admin2_name", "basis"}),
    NewParticipation: frozenset({"literal", "report"}),
    NewClaim: frozenset(
        {"key", "flags", "part_of", "same_statement_as", "contradicts", "supersedes"}
    ),
}
"""What data sets say of themselves, and no person writes."""
TABLES: Mapping[type, type[Model]] = {
    NewIncident: Incident,
    NewReport: Report,
    NewSite: Site,
    NewParticipation: Participation,
    NewClaim: Claim,
}
BOUNDS: Mapping[str, tuple[float, float]] = {
    "latitude": (-90, 90),
    "longitude": (-180, 180),
    "radius_km": (0, 5000),
    "credibility": (1, 6),
}
NOTES = 20_000
"""Characters of a text that the database does not bound."""


def read(into: type[Read], given: Any, **known: Any) -> Read:
    """`given` as an `into`; `known` fills what is not the writer's to say. Raises Refused."""
    refusals: list[Refusal] = []
    value = _object(into, given, "", refusals, known)
    if refusals:
        raise Refused(refusals)
    return value  # type: ignore[no-any-return]


def read_some(into: type, given: Mapping[str, Any]) -> dict[str, Any]:
    """The members that `given` names, by the types of `into`; the others are left alone.

    null empties a member that may be empty. Raises Refused.
    """
    refusals: list[Refusal] = []
    flat = _flattened(given, {one.name for one in fields(into)})
    found: dict[str, Any] = {}
    for one in _writable(into):
        if one.name in flat:
            context = _Context(into, one.name, one.name, refusals)
            found[one.name] = _perhaps(_hint(into, one.name), flat[one.name], context)
    refusals.extend(_unknown(flat, into, ""))
    if refusals:
        raise Refused(refusals)
    return found


def _perhaps(hint: Any, given: Any, context: _Context) -> Any:
    if given is not None:
        return _value(hint, given, context)
    if _without_none(hint) is hint:
        context.refuse(_("It cannot be empty."), _("Leave it out, or give a value."))
    return None


def shape_of(into: type) -> Schema:
    """The JSON schema of what `read` takes for a class."""
    members = {one.name: _shape(_hint(into, one.name)) for one in _writable(into)}
    for name, member in members.items():
        limit = _longest(into, name)
        if member == {"type": "string"} and limit:
            members[name] = {**member, "maxLength": limit}
    return closed(members, [one.name for one in _writable(into) if _required(one)])


def _object(
    into: type, given: Any, path: str, refusals: list[Refusal], known: Mapping[str, Any]
) -> Any:
    if not isinstance(given, dict):
        refusals.append(Refusal(path or "body", _("It is not an object."), _("Send an object.")))
        return None
    flat = _flattened(given, {one.name for one in fields(into)})
    read_values = dict(known)
    for one in _writable(into):
        here = f"{path}{one.name}"
        if one.name in flat and flat[one.name] is not None:
            context = _Context(into, one.name, here, refusals)
            read_values[one.name] = _value(_hint(into, one.name), flat[one.name], context)
        elif _required(one):
            refusals.append(Refusal(here, _("It is missing."), _("Give it.")))
    refusals.extend(_unknown(flat, into, path))
    return None if refusals else into(**read_values)


class _Context:
    """Where a value stands, and where its refusals go."""

    def __init__(self, into: type, name: str, path: str, refusals: list[Refusal]) -> None:
        self.into, self.name, self.path, self.refusals = into, name, path, refusals

    def refuse(self, reason: str, remedy: str) -> None:
        self.refusals.append(Refusal(self.path, reason, remedy))

    def at(self, number: int) -> _Context:
        return _Context(self.into, self.name, f"{self.path}.{number}", self.refusals)


def _value(hint: Any, given: Any, context: _Context) -> Any:
    hint = _without_none(hint)
    if get_origin(hint) is tuple:
        return _items(get_args(hint)[0], given, context)
    if hint in TABLES:
        return _object(hint, given, f"{context.path}.", context.refusals, {})
    try:
        if isinstance(hint, type) and issubclass(hint, enum.StrEnum):
            return hint(_word(given, plain(hint)))
        return PLAIN[hint](given, context)
    except ValueRefused as error:
        context.refuse(error.reason, error.remedy)
    return None


def _items(hint: Any, given: Any, context: _Context) -> tuple[Any, ...]:
    if not isinstance(given, list) or len(given) > MOST_ITEMS:
        context.refuse(
            _("It is not a list, or too long."),
            _("Send a list of at most %(most)d.") % {"most": MOST_ITEMS},
        )
        return ()
    return tuple(_value(hint, one, context.at(number)) for number, one in enumerate(given))


def _word(given: Any, words: tuple[str, ...]) -> str:
    if given not in words:
        raise unknown_word(str(given), words)
    return str(given)


def _text(given: Any, context: _Context) -> str:
    if not isinstance(given, str):
        raise ValueRefused(_("It is not text."), _("Send a string."))
    if context.name == "country":
        return _word(given, COUNTRIES)
    if context.name == "zone" and given and given not in available_timezones():
        raise ValueRefused(
            _("“%(value)s” is not a time zone.") % {"value": shorten(given)},
            _("Write an IANA name, such as Africa/Bamako."),
        )
    longest = _longest(context.into, context.name) or NOTES
    if len(given) > longest:
        raise ValueRefused(
            _("It is too long."), _("Write at most %(most)d characters.") % {"most": longest}
        )
    return given.strip()


def _number(given: Any, context: _Context) -> float:
    least, most = BOUNDS.get(context.name, (0, MOST))
    if isinstance(given, bool) or not isinstance(given, int | float) or not least <= given <= most:
        raise ValueRefused(
            _("“%(value)s” cannot be taken.") % {"value": shorten(str(given))},
            _("Send a number from %(least)d to %(most)d.") % {"least": least, "most": most},
        )
    return given


def _flag(given: Any, context: _Context) -> bool:
    if not isinstance(given, bool):
        raise ValueRefused(_("It is neither true nor false."), _("Send true or false."))
    return given


def _whole(given: Any, context: _Context) -> int:
    number = _number(given, context)
    if not isinstance(number, int):
        raise ValueRefused(_("It is not a whole number."), _("Send a whole number."))
    return number


def _moment(parse: Callable[[str], Any], remedy: str) -> Callable[[Any, _Context], Any]:
    def read_moment(given: Any, context: _Context) -> Any:
        try:
            if not isinstance(given, str):
                raise ValueError(given)
            return parse(given)
        except ValueError:
            raise ValueRefused(
                _("“%(value)s” cannot be taken.") % {"value": shorten(str(given))}, remedy
            ) from None

    return read_moment


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


PLAIN: Mapping[Any, Callable[[Any, _Context], Any]] = {
    str: _text,
    bool: _flag,
    int: _whole,
    float: _number,
    date: _moment(date.fromisoformat, "YYYY-MM-DD"),
    time: _moment(time.fromisoformat, "HH:MM"),
    datetime: _moment(_aware, "YYYY-MM-DDTHH:MM:SSZ"),
}
SHAPES: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    time: {"type": "string", "format": "time"},
    datetime: {"type": "string", "format": "date-time"},
}


def _shape(hint: Any) -> Schema:
    hint = _without_none(hint)
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _shape(get_args(hint)[0]), "maxItems": MOST_ITEMS}
    if hint in TABLES:
        return shape_of(hint)
    if hint in SHAPES:
        return SHAPES[hint]
    return {"type": "string", "enum": list(plain(hint))}


def _flattened(given: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """`{"title": {"en": …, "fr": …}}`, as the API answers it, as `title_en` and `title_fr`."""
    flat: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, dict) and value.keys() <= {"en", "fr"} and f"{name}_fr" in names:
            columns = {"en": name if name in names else f"{name}_en", "fr": f"{name}_fr"}
            flat |= {columns[language]: text for language, text in value.items()}
        else:
            flat[name] = value
    return flat


def _unknown(given: Mapping[str, Any], into: type, path: str) -> Iterator[Refusal]:
    names = [one.name for one in _writable(into)]
    for name in given:
        if name not in names:
            yield Refusal(
                f"{path}{shorten(name)}",
                _("There is no such field here."),
                _("Leave it out, or use one of: %(names)s.") % {"names": ", ".join(names)},
            )


def _writable(into: type) -> list[Field[Any]]:
    left_out = LEFT_OUT.get(into, frozenset())
    return [one for one in fields(into) if one.name not in left_out]


def _required(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


@cache
def _hints(into: type) -> dict[str, Any]:
    return get_type_hints(into)


def _hint(into: type, name: str) -> Any:
    return _hints(into)[name]


def _without_none(hint: Any) -> Any:
    if get_origin(hint) is types.UnionType:
        return next(one for one in get_args(hint) if one is not type(None))
    return hint


def _longest(into: type, name: str) -> int | None:
    """How long a text may be, as its column in the database says."""
    columns = {one.name: one for one in TABLES[into]._meta.get_fields()} if into in TABLES else {}
    column = columns.get(name) or columns.get(f"{name}_en")
    return getattr(column, "max_length", None)
