"""Reading the body of a write: one JSON object, not too long, not too deep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from incidents.api.problems import BodyTooLarge

LONGEST = 256 * 1024
"""Bytes of a body."""


class JsonBody(BaseParser):
    """orjson refuses what nests deeper than 1024; it never recurses until the server falls."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        body = stream.read(LONGEST + 1)
        if len(body) > LONGEST:
            raise BodyTooLarge
        try:
            given = orjson.loads(body)
        except orjson.JSONDecodeError:
            raise ParseError(_("It is not JSON, or it nests too deeply.")) from None
        if not isinstance(given, dict):
            raise ParseError(_("It is not a JSON object."))
        if _has_nul(given):
            raise ParseError(_("It holds a NUL character."))
        return given


def _has_nul(given: Any) -> bool:
    if isinstance(given, str):
        return "\0" in given
    if isinstance(given, dict):
        return any(_has_nul(part) for pair in given.items() for part in pair)
    return isinstance(given, list) and any(map(_has_nul, given))
