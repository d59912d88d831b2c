"""The version of an incident as an ETag, and the If-Match that every write must bring."""

from __future__ import annotations

from typing import Any

from django.utils.http import parse_etags
from rest_framework.request import Request

from incidents.api import answers
from incidents.api.problems import VersionMissing, VersionStale
from incidents.serializers.names import Answer


def version_tag(detail: Answer) -> str:
    """A strong name: the version of the record, and all that is said of the incident beside it."""
    return f'"{detail["version"]}-{answers.digest(answers.json_bytes(detail))}"'


def expected_version(request: Request, detail: Answer) -> int:
    """The version that the writer read: the current one, or the write is refused.

    Raises VersionMissing without an If-Match (or with *, which would overwrite whatever stands),
    VersionStale for a name that is not the current one.
    """
    given = parse_etags(request.headers.get("If-Match", ""))
    if not given or "*" in given:
        raise VersionMissing
    if answers.opaque(version_tag(detail)) not in map(answers.opaque, given):
        raise VersionStale
    version: Any = detail["version"]
    return int(version)
