"""docs/api.md is true: its tables are those of the declarations, its examples run."""

from __future__ import annotations

import io
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.utils.translation import override

from incidents.api.problems import ANSWERS
from incidents.api.root import LISTS
from incidents.filters import INCIDENTS, Declaration
from incidents.filters import lists as filters
from incidents.models import Incident
from incidents.serializers.columns import TABLES
from tests import factories
from tests.incidents.api.schemas import openapi

DOCS = Path(__file__).resolve().parents[3] / "docs/api.md"
TEXT = DOCS.read_text("utf-8")
HERE = "http://127.0.0.1:8000"
TABLED = {
    "incidents": INCIDENTS,
    "claims": filters.CLAIMS,
    "reports": filters.REPORTS,
    "sources": filters.SOURCES,
    "actors": filters.ACTORS,
    "places": filters.PLACES,
    "admin-units": filters.ADMIN_UNITS,
}


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("declaration", TABLED.values(), ids=TABLED)
def test_every_parameter_stands_in_its_table(declaration: Declaration[Any]) -> None:
    with override("en"):
        rows = [
            f"| `{one.name}` | {one.help} | `{one.example}` |" for one in declaration.parameters
        ]
    assert "\n".join(rows) in TEXT


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_a_file_stands_in_the_dictionary(name: str) -> None:
    with override("en"):
        rows = [f"| `{one.name}` | {one.help} |" for one in TABLES[name]]
    assert f"### {name}.csv\n\n| column | what it holds |\n|---|---|\n" + "\n".join(rows) in TEXT


def test_every_address_and_every_write_is_named() -> None:
    for name in LISTS:
        assert f"`{name}/" in TEXT, name
    for path, methods in openapi()["paths"].items():
        short = path.removeprefix("/api/v1/").replace("{public_id}", "{id}")
        for method in methods:
            if method != "get":
                named = f"`{method.upper()} {short.replace('{other_id}', '{other}')}`"
                assert named in TEXT, named


def test_every_status_of_an_error_is_explained() -> None:
    assert ANSWERS
    for status in (400, 401, 403, 404, 405, 406, 412, 413, 414, 415, 428, 503):
        assert re.search(rf"^\| [^|]*\b{status}\b", TEXT, re.MULTILINE), status


@pytest.fixture
def record(live_server: Any) -> str:
    """Something for the examples to find; answers the address of the site."""
    user = factories.make_user(role="editor", username="awa")
    user.set_password("correct horse battery")
    user.save()
    incident = factories.make_incident(
        deaths_state="retained", deaths_low=3, deaths_retained=3, deaths_high=5
    )
    factories.make_site(incident=incident, country="ML", latitude=12.59, longitude=-7.94)
    jnim = factories.make_actor(key="jnim")
    factories.make_participation(incident=incident, actor=jnim)
    factories.make_claim(incident=incident)
    factories.make_claim(incident=incident, speaker_voice_en="A resident")
    return str(live_server.url)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_the_examples_in_python_run(record: str, number: int) -> None:
    said = io.StringIO()
    code = compile(blocks("python")[number].replace(HERE, record), f"docs/api.md:{number}", "exec")
    with redirect_stdout(said):
        exec(code, {})
    assert said.getvalue().strip()


@pytest.mark.django_db(transaction=True)
def test_the_example_of_a_write_writes(record: str) -> None:
    (code,) = [block for block in blocks("python") if "If-Match" in block]
    with redirect_stdout(io.StringIO()):
        exec(compile(code.replace(HERE, record), "docs/api.md", "exec"), {})
    assert Incident.objects.get().title_en == "Attack on the school"


@pytest.mark.django_db(transaction=True)
def test_the_examples_of_curl_answer(record: str) -> None:
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(commands) >= 3
    for command in commands:
        program, *words = shlex.split(command)
        headers = {}
        while words[0] in ("-H", "-o"):
            option, value = words.pop(0), words.pop(0)
            if option == "-H":
                name, text = value.split(": ")
                headers[name] = text
        (address,) = words
        assert program == "curl"
        with urlopen(Request(address.replace(HERE, record), headers=headers)) as answer:
            assert answer.status == 200
            if "Accept" in headers:
                assert answer.headers["Content-Type"] == headers["Accept"]
            assert len(answer.read()) > 100


def test_every_example_of_an_address_is_ours() -> None:
    for address in re.findall(r"https?://[^\s\"'`)]+", TEXT):
        assert address.startswith(HERE), address
