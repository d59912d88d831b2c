"""In which form an answer goes out: JSON unless another form is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

from incidents.filters import Refused
from incidents.filters.declared import FORMAT, refuse
from incidents.filters.kinds import ValueRefused, shorten


class Json(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None


class GeoJson(BaseRenderer):
    media_type = "application/geo+json"
    format = "geojson"
    charset = None


class Csv(BaseRenderer):
    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"


class NdJson(BaseRenderer):
    """One JSON object a line."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    charset = None


class Bytes(BaseRenderer):
    """Frames of the snapshot (docs/snapshot.md)."""

    media_type = "application/octet-stream"
    format = "bytes"
    charset = None


class ArrowStream(BaseRenderer):
    media_type = "application/vnd.apache.arrow.stream"
    format = "arrow"
    charset = None


class ParquetFile(BaseRenderer):
    media_type = "application/vnd.apache.parquet"
    format = "parquet"
    charset = None


class Negotiation(DefaultContentNegotiation):
    """By `?format=`, else by the Accept header; a format that is not there is a bad value."""

    def filter_renderers(
        self,
        renderers: Iterable[BaseRenderer],
        format: str,  # noqa: A002  (the framework's own name)
    ) -> list[BaseRenderer]:
        found = [one for one in renderers if one.format == format]
        if found:
            return found
        raise no_such_format(format, renderers)


def no_such_format(asked: Any, renderers: Iterable[BaseRenderer]) -> Refused:
    words = ", ".join(str(one.format) for one in renderers)
    return refuse(
        FORMAT,
        ValueRefused(
            _("“%(value)s” is not a form of this answer.") % {"value": shorten(str(asked))},
            _("Write one of: %(words)s.") % {"words": words},
        ),
    )
