"""The OpenAPI document: every operation described from what its view declares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from drf_spectacular.openapi import AutoSchema

from incidents.api.examples import EXAMPLES
from incidents.api.negotiation import Csv, GeoJson, Json, NdJson
from incidents.api.problems import CONTENT_TYPE
from incidents.api.shapes import Schema, ref
from incidents.filters.declared import FORMAT

PROBLEMS = {
    400: ("BadRequest", "A parameter or the body cannot be taken; each is named with its remedy."),
    401: ("SignInNeeded", "Nobody is signed in, and this needs it."),
    403: ("NotAllowed", "The role of this user, or a licence, does not allow it."),
    404: ("NotFound", "It does not exist, or not for this user: the answer is the same."),
    405: ("WrongMethod", "The address does not take this method."),
    406: ("NotAcceptable", "The answer has no such form."),
    410: ("Gone", "It was here and is not any more: read the manifest again."),
    412: ("Stale", "Somebody changed it since it was read."),
    413: ("TooLarge", "The body is too large."),
    414: ("AddressTooLong", "The address is longer than 65,536 characters."),
    415: ("NotJson", "The body is not JSON."),
    428: ("VersionMissing", "If-Match is missing."),
    501: ("NotInstalled", "This server lacks the package that the answer needs."),
    503: ("Away", "The record does not answer in time; Retry-After says when to ask again."),
}
READING = (400, 401, 406, 414, 503)
WRITING = (400, 401, 403, 404, 412, 413, 414, 415, 428, 503)
PATH_HELP = {
    "public_id": ("Permanent id.", "VS-0123456789AB"),
    "other_id": ("Permanent id of the other incident.", "VS-0123456789AB"),
    "key": ("Key.", "jnim"),
    "address": ("SHA-256 of the content, its first 40 digits.", "0" * 40),
}
HEADERS = {
    "ETag": "Names this state of the answer: send it back as If-None-Match, or as If-Match.",
    "Cache-Control": "public, no-cache for readers who are not signed in; else private, no-store.",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """What a method of a view answers, and with what it may fail."""

    answers: str
    """Name of the shape."""
    status: int = 200
    body: str = ""
    """Name of the shape of the body."""
    fails: tuple[int, ...] = READING
    media: str = Json.media_type
    versioned: bool = False
    """True where If-Match is required."""


class Described(AutoSchema):
    """Writes the operation of one method from its view: nothing is guessed from serializers."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any
    ) -> dict[str, Any]:
        view: Any = self.view
        operation: Operation = view.describes[method.lower()]
        of_method = getattr(view, method.lower()).__doc__ if method != "GET" else None
        text = (of_method or type(view).__doc__ or "").strip()
        summary, _, more = text.partition("\n\n")
        written: dict[str, Any] = {
            "operationId": _operation_id(path, method),
            "summary": " ".join(summary.split()),
            "description": more,
            "tags": [path.removeprefix("/api/v1/").split("/")[0] or "index"],
            "parameters": self._parameters(path, method, operation),
            "responses": self._responses(operation),
            "security": [{"session": []}] if method != "GET" else [{}, {"session": []}],
        }
        if operation.body:
            content = {Json.media_type: {"schema": ref(operation.body)}}
            written["requestBody"] = {"required": True, "content": content}
        return written

    def _parameters(self, path: str, method: str, operation: Operation) -> list[Schema]:
        found = [_path_parameter(name) for name in re.findall(r"{(\w+)}", path)]
        if operation.versioned:
            found.append(_header("If-Match", "The ETag that was read.", '"3-0a1b…"'))
        if method != "GET":
            found.append(_header("X-CSRFToken", "The token of the session's form.", "…"))
            return found
        view: Any = self.view
        found += [parameter.openapi() for parameter in view.declaration.parameters]
        forms = [one.format for one in self.view.renderer_classes]
        if len(forms) > 1:
            found.append(_format_parameter(forms))
        return found

    def _responses(self, operation: Operation) -> dict[str, Any]:
        content: dict[str, Any] = {operation.media: {"schema": ref(operation.answers)}}
        if operation.answers in EXAMPLES:
            content[operation.media]["example"] = EXAMPLES[operation.answers]
        headers = {name: _described(text) for name, text in HEADERS.items()}
        if GeoJson in self.view.renderer_classes:
            kind = "Feature" if operation.answers.endswith("Detail") else "Features"
            content[GeoJson.media_type] = {"schema": ref(kind)}
        if Csv in self.view.renderer_classes:
            content[Csv.media_type] = {"schema": {"type": "string"}}
            content[NdJson.media_type] = {"schema": {"type": "string"}}
            headers["X-Withheld"] = _described("Rows that a licence keeps out of this file.")
            headers["X-Withheld-Datasets"] = _described("The data sets that they are of.")
        good = {"description": "The answer.", "headers": headers, "content": content}
        bad = {
            str(status): {"$ref": f"#/components/responses/{PROBLEMS[status][0]}"}
            for status in operation.fails
        }
        return {str(operation.status): good, **bad}


def problem_responses() -> dict[str, Any]:
    """Every way in which a request can fail, once."""
    return {
        name: {"description": text, "content": {CONTENT_TYPE: {"schema": ref("Problem")}}}
        for name, text in PROBLEMS.values()
    }


def _operation_id(path: str, method: str) -> str:
    words = re.findall(r"\w+", path.removeprefix("/api/v1/")) or ["index"]
    return "_".join([method.lower(), *words])


def _path_parameter(name: str) -> Schema:
    text, example = PATH_HELP[name]
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": text,
        "schema": {"type": "string"},
        "example": example,
    }


def _header(name: str, text: str, example: str) -> Schema:
    return {
        "name": name,
        "in": "header",
        "required": True,
        "description": text,
        "schema": {"type": "string"},
        "example": example,
    }


def _format_parameter(forms: list[str]) -> Schema:
    return {
        "name": FORMAT,
        "in": "query",
        "required": False,
        "description": "The form of the answer, where no Accept header can be sent.",
        "schema": {"type": "string", "enum": forms},
        "examples": {form: {"value": form} for form in forms},
    }


def _described(text: str) -> Schema:
    return {"description": text, "schema": {"type": "string"}}
