"""The OpenAPI document is complete: nothing that the API takes or answers is missing from it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from drf_spectacular.validation import validate_schema

from incidents.api.examples import EXAMPLES
from incidents.api.openapi import PROBLEMS
from tests import factories
from tests.incidents.api.asking import Caller
from tests.incidents.api.schemas import check, openapi

pytestmark = pytest.mark.django_db


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in openapi()["paths"].items()
        for method, operation in methods.items()
    ]


def views() -> dict[str, Any]:
    patterns: list[Any] = get_resolver().url_patterns
    (ours,) = [one for one in patterns if str(one.pattern) == "api/v1/"]
    found = {}
    for pattern in ours.url_patterns:
        if pattern.name != "api-nowhere":
            path = "/api/v1/" + str(pattern.pattern).replace("slug:", "")
            path = path.replace("public_id:", "").replace("address:", "")
            found[path.replace("<", "{").replace(">", "}")] = pattern.callback.cls
    return found


def test_it_is_a_valid_document() -> None:
    validate_schema(openapi())  # type: ignore[no-untyped-call]


def test_every_address_and_every_method_is_in_it() -> None:
    described = {(path, method) for path, method, _operation in operations()}
    served = {
        (path, method)
        for path, view in views().items()
        for method in ("get", "post", "patch", "delete", "put")
        if hasattr(view, method)
    }
    assert described == served


@pytest.mark.parametrize(("path", "method", "operation"), operations())
def test_every_parameter_is_described_with_an_example(
    path: str, method: str, operation: dict[str, Any]
) -> None:
    assert operation["summary"].endswith((".", "…")) or operation["summary"]
    names = [parameter["name"] for parameter in operation["parameters"]]
    assert len(names) == len(set(names))
    if method == "get":
        for name in views()[path].declaration.names():
            assert name in names
    for parameter in operation["parameters"]:
        assert parameter["description"]
        assert "example" in parameter or len(parameter["examples"]) > 1
        assert parameter["schema"]


@pytest.mark.parametrize(("path", "method", "operation"), operations())
def test_every_operation_says_how_it_fails(
    path: str, method: str, operation: dict[str, Any]
) -> None:
    responses = operation["responses"]
    assert {"400", "401", "503"} <= responses.keys()
    if "{" in path:
        assert "404" in responses
    if method != "get":
        assert {"403", "412", "428", "415"} <= responses.keys()
    good = responses["201" if (path, method) == ("/api/v1/incidents/", "post") else "200"]
    (first, *_) = good["content"].values()
    assert first["schema"]["$ref"]


def test_every_way_to_fail_is_a_problem_document() -> None:
    responses = openapi()["components"]["responses"]
    assert responses.keys() == {name for name, _text in PROBLEMS.values()}
    for response in responses.values():
        assert response["content"].keys() == {"application/problem+json"}


def test_every_shape_that_is_named_exists_and_is_used() -> None:
    text = str(openapi())
    for name in openapi()["components"]["schemas"]:
        assert f"#/components/schemas/{name}'" in text, name


def test_examples_have_the_shape_that_they_explain() -> None:
    for name, shape in openapi()["components"]["schemas"].items():
        if "example" in shape:
            check(shape["example"], name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_of_answers_have_their_shape(name: str) -> None:
    check(EXAMPLES[name], name)


def test_operations_have_names_of_their_own() -> None:
    names = [operation["operationId"] for _path, _method, operation in operations()]
    assert len(names) == len(set(names))


def test_no_source_actor_or_user_stands_in_it() -> None:
    factories.make_source(key="canarysource")
    factories.make_actor(key="canaryactor")
    factories.make_user(username="canaryuser")
    assert "canary" not in Caller().get("schema/").content.decode()


def test_it_speaks_the_language_of_the_reader() -> None:
    answer = Caller().get("schema/", Accept_Language="fr")
    assert answer["Content-Language"] == "fr"


def test_the_page_of_the_documentation_asks_nobody_else(client: Client) -> None:
    answer = client.get("/api/docs/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'data-schema="/api/v1/schema/"' in text
    assert "//" not in text.replace("<!DOCTYPE html>", "")
    assert "<style" not in text
    assert " style=" not in text
    for script in text.split("<script")[1:]:
        assert "src=" in script.split(">")[0]
        assert script.split(">", 1)[1].startswith("</script>")
