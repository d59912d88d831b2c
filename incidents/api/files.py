"""Views that leave as files: CSV as a stream, and what a licence keeps back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import compress_sequence
from rest_framework.request import Request

from incidents.api import answers
from incidents.api.negotiation import GeoJson
from incidents.serializers.names import Answer
from incidents.serializers.tables import Column, lines

BLOCK = 200
"""Lines sent at once."""


def csv_file(
    request: Request, name: str, columns: Sequence[Column], rows: Iterable[Answer]
) -> StreamingHttpResponse:
    """Every row of a view, sent while it is read: memory stays flat."""
    parts: Iterable[bytes] = _blocks(lines(columns, rows))
    packed = answers.accepts_gzip(request)
    response = StreamingHttpResponse(
        compress_sequence(parts) if packed else parts, content_type="text/csv; charset=utf-8"
    )
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Content-Disposition"] = f'attachment; filename="vigie-sahel-{name}.csv"'
    return answers.finish(request, response)


def geojson_file(
    request: Request, name: str, members: Mapping[str, Any], features: Iterable[Answer]
) -> StreamingHttpResponse:
    """Every feature of a view as one collection, sent while it is read."""
    parts: Iterable[bytes] = _blocks(_collection(members, features))
    packed = answers.accepts_gzip(request)
    response = StreamingHttpResponse(
        compress_sequence(parts) if packed else parts, content_type=GeoJson.media_type
    )
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Content-Disposition"] = f'attachment; filename="vigie-sahel-{name}.geojson"'
    return answers.finish(request, response)


def _collection(members: Mapping[str, Any], features: Iterable[Answer]) -> Iterator[str]:
    opening = answers.json_bytes({"type": "FeatureCollection", **members}).decode()
    yield opening.removesuffix("}") + ',"features":['
    for number, one in enumerate(features):
        yield ("," if number else "") + answers.json_bytes(one).decode()
    yield "]}"


def asks_for_page(request: Request) -> bool:
    """A file holds the whole view, unless the address asks for a page of it."""
    return bool({"page_size", "cursor"} & request.query_params.keys())


def withheld(number: int, datasets: Sequence[str]) -> dict[str, str]:
    """Headers that say how many rows a licence kept back, and of which data sets."""
    if not number:
        return {"X-Withheld": "0"}
    return {"X-Withheld": str(number), "X-Withheld-Datasets": ", ".join(datasets)}


def with_headers(response: HttpResponseBase, headers: Mapping[str, str]) -> HttpResponseBase:
    for name, value in headers.items():
        response[name] = value
    return response


def _blocks(written: Iterable[str]) -> Iterator[bytes]:
    block: list[str] = []
    for line in written:
        block.append(line)
        if len(block) == BLOCK:
            yield "".join(block).encode()
            block = []
    yield "".join(block).encode()
