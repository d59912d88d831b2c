"""What the shapes of the answers are made of."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def none_or(shape: Schema) -> Schema:
    """The shape, or null."""
    if "$ref" in shape:
        return {"allOf": [shape], "nullable": True}
    return {**shape, "nullable": True}


def list_of(shape: Schema) -> Schema:
    return {"type": "array", "items": shape}


def word(vocabulary: type[enum.StrEnum], *, empty: bool = False) -> Schema:
    words = [member.value for member in vocabulary]
    return {"type": "string", "enum": ["", *words] if empty else words}


def shape(optional: Iterable[str] = (), /, **members: Schema) -> Schema:
    """An object that has exactly these members; all but the optional ones always."""
    return closed(members, [name for name in members if name not in set(optional)])


def closed(members: Mapping[str, Schema], required: Sequence[str]) -> Schema:
    """An object without other members. OpenAPI has no empty list of required ones."""
    made: Schema = {
        "type": "object",
        "properties": dict(members),
        "additionalProperties": False,
    }
    return {**made, "required": list(required)} if required else made


def page_of(name: str, **more: Schema) -> Schema:
    return shape(
        count=WHOLE,
        next=none_or({"type": "string", "format": "uri"}),
        previous=none_or(TEXT),
        results=list_of(ref(name)),
        **more,
    )


def public_id(prefix: str) -> Schema:
    return {"type": "string", "pattern": f"^{prefix}-[0-9A-HJKMNP-TV-Z]{{12}}$"}


BOTH = ref("Names")
INCIDENT_ID, CLAIM_ID, REPORT_ID = public_id("VS"), public_id("CL"), public_id("RP")
