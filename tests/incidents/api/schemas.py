"""The OpenAPI document's shapes as plain JSON schemas, to hold answers against them."""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema import (  # type: ignore[import-untyped]
    Draft202012Validator,
    FormatChecker,
)

from incidents.api.docs import document


@cache
def openapi() -> dict[str, Any]:
    return document()


def check(answer: Any, shape: str) -> None:
    """Raises where an answer has not the shape of that name."""
    schemas = {name: _plain(one) for name, one in openapi()["components"]["schemas"].items()}
    schema = {"$ref": f"#/components/schemas/{shape}", "components": {"schemas": schemas}}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(answer)


def _plain(shape: Any) -> Any:
    """OpenAPI 3.0 writes `nullable` where JSON schema has a type more."""
    if isinstance(shape, list):
        return [_plain(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    plain = {name: _plain(one) for name, one in shape.items() if name != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if shape.get("nullable") is True else plain
