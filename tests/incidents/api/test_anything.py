"""Whatever stands in an address or a body, the answer is an answer or a problem: never a 500."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.api.writing_bodies import Correction
from incidents.filters import INCIDENTS, Declaration
from incidents.filters import lists as filters
from tests import factories
from tests.incidents.api.asking import Caller, problem
from tests.incidents.readers import record

pytestmark = pytest.mark.django_db
LISTS: dict[str, Declaration[Any]] = {
    "incidents/": INCIDENTS,
    "timeline/": INCIDENTS,
    "facets/": INCIDENTS,
    "claims/": filters.CLAIMS,
    "reports/": filters.REPORTS,
    "sources/": filters.SOURCES,
    "actors/": filters.ACTORS,
    "places/": filters.PLACES,
    "admin-units/": filters.ADMIN_UNITS,
    "search/": filters.SEARCH,
    "snapshot/matches/": filters.SEARCH,
}
NASTY = [
    "none",
    "none,none",
    "0",
    "-0",
    "1e5",
    "9" * 30,
    "0001-01-01",
    "9999-12-31",
    "-180,-90,180,90",
    "0,0,0,0",
    "90,180,5000",
    "-90,0,1",
    "0 0,1 0,1 1",
    "180 90,-180 90,0 -90",
    "front,cell",
    "'; DROP TABLE incidents_incident; --",
    "%",
    "_",
    "\\",
    "(a+)+$",
    "\u202eabc",
    "ⵜⵉⴼⵉⵏⴰⵖ",
    "تمبكتو",
    "Ɓɗƙ",
    "\ud7ff\ue000\uffff",
    "true",
    "csv",
    "geojson",
    "VS-0123456789AB",
    "RP-0123456789AB",
    "a" * 300,
    ",".join(str(n) for n in range(100)),
]
values = st.one_of(st.sampled_from(NASTY), st.text(max_size=30), st.integers().map(str))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data(), path=st.sampled_from([*LISTS]))
def test_no_address_breaks_the_server(rows: None, data: st.DataObject, path: str) -> None:
    names = [*LISTS[path].names(), "format", "unit"]
    asked = data.draw(st.lists(st.tuples(st.sampled_from(names), values), max_size=6))
    query = "&".join(f"{name}={quote_plus(value, errors='replace')}" for name, value in asked)
    answer = Caller().get(f"{path}?{query}")
    if answer.status_code == 200:
        assert list(answer) is not None
    else:
        assert problem(answer, 400)["errors"]


@pytest.fixture
def rows() -> None:
    record.build(seed=2, size=12)


json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | values,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["en", "fr", "name"]) | values, inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    body=st.dictionaries(st.sampled_from([*Correction.__slots__, "title", "x"]), json, max_size=4)
)
def test_no_body_breaks_the_server(body: Any) -> None:
    incident = factories.make_incident(status="draft")
    caller = Caller(factories.make_user(role="editor"))
    path = f"incidents/{incident.public_id}/"
    answer = caller.send("PATCH", path, _sendable(body), If_Match=caller.get(path)["ETag"])
    if answer.status_code != 200:
        assert problem(answer, 400)["errors"]


def _sendable(value: Any) -> Any:
    """Without lone surrogates, which no client can write as JSON."""
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {_sendable(name): _sendable(part) for name, part in value.items()}
    return [_sendable(part) for part in value] if isinstance(value, list) else value
