"""Asking the API as a client does."""

from __future__ import annotations

from typing import Any

import orjson
from django.test import Client

from incidents.models import User

API = "/api/v1/"


class Caller:
    """A client of the API, signed in or not. Its answers are decoded."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client(raise_request_exception=True)
        if user is not None:
            self.client.force_login(user)

    def get(self, path: str, query: Any = None, **headers: str) -> Any:
        return self.client.get(API + path, query, headers=_named(headers))

    def json(self, path: str, query: Any = None) -> Any:
        answer = self.get(path, query)
        if answer.streaming:
            return orjson.loads(streamed(answer))
        assert answer.status_code == 200, answer.content
        return orjson.loads(answer.getvalue())

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        data = b"" if body is None else orjson.dumps(body)
        return self.client.generic(
            method, API + path, data, content_type="application/json", headers=_named(headers)
        )


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def problem(answer: Any, status: int) -> dict[str, Any]:
    """The problem document of an answer, whose form is checked on the way."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    body: dict[str, Any] = orjson.loads(answer.content)
    assert body.keys() == {"type", "title", "status", "detail", "errors"}
    assert body["status"] == status
    assert body["detail"]
    for error in body["errors"]:
        assert error.keys() == {"field", "reason", "remedy"}
        assert all(error.values()), error
    return body


def fields(answer: Any, status: int = 400) -> list[str]:
    return [error["field"] for error in problem(answer, status)["errors"]]


def streamed(answer: Any) -> str:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()
