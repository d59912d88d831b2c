"""Views that leave as files: as streams, without what a licence keeps back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import orjson
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import compress_sequence
from rest_framework.request import Request

from incidents.api import answers
from incidents.api.negotiation import GeoJson, NdJson
from incidents.serializers.names import Answer
from incidents.serializers.tables import Cell, Column, blocks, cells, header, table

BLOCK = 500
"""Rows written at once; nothing more of a file is ever held."""


def table_or_lines(
    request: Request, name: str, columns: Sequence[Column], rows: Iterable[Answer]
) -> StreamingHttpResponse:
    """Every row of a view, as CSV or as one JSON object a line, whichever is asked for."""
    if request.accepted_renderer.format == NdJson.format:
        return lines_file(request, name, rows)
    return table_file(request, name, columns, cells(columns, rows))


def table_file(
    request: Request, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> StreamingHttpResponse:
    """Rows of cells as CSV, sent while they are read: memory stays flat."""
    return _file(request, f"{name}.csv", "text/csv; charset=utf-8", table(columns, rows, BLOCK))


def written_file(
    request: Request, name: str, columns: Sequence[Column], lines: Iterable[bytes]
) -> StreamingHttpResponse:
    """Lines of CSV that are written already, sent while they are read."""
    parts = map(b"".join, blocks(lines, BLOCK))
    return _file(request, f"{name}.csv", "text/csv; charset=utf-8", chain([header(columns)], parts))


def lines_file(request: Request, name: str, rows: Iterable[Answer]) -> StreamingHttpResponse:
    """Rows as JSON objects, one a line, sent while they are read."""
    parts = map(_lines, blocks(rows, BLOCK))
    return _file(request, f"{name}.ndjson", NdJson.media_type, parts)


def geojson_file(
    request: Request, name: str, members: Mapping[str, Any], features: Iterable[Answer]
) -> StreamingHttpResponse:
    """Every feature of a view as one collection, sent while it is read."""
    parts = _collection(members, features)
    return _file(request, f"{name}.geojson", GeoJson.media_type, parts)


def _file(request: Request, name: str, media: str, parts: Iterable[bytes]) -> StreamingHttpResponse:
    packed = answers.accepts_gzip(request)
    response = StreamingHttpResponse(
        compress_sequence(parts) if packed else parts, content_type=media
    )
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Content-Disposition"] = f'attachment; filename="vigie-sahel-{name}"'
    return answers.finish(request, response)


def _lines(rows: Sequence[Answer]) -> bytes:
    return b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)


def _collection(members: Mapping[str, Any], features: Iterable[Answer]) -> Iterator[bytes]:
    opening = answers.json_bytes({"type": "FeatureCollection", **members})
    yield opening.removesuffix(b"}") + b',"features":['
    for number, some in enumerate(blocks(features, BLOCK)):
        yield (b"," if number else b"") + b",".join(map(answers.json_bytes, some))
    yield b"]}"


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
