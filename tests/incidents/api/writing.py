"""Writing to the API as a client does."""

from __future__ import annotations

from typing import Any

from incidents.models import Incident
from tests import factories
from tests.incidents.api.asking import Caller


def caller(role: str) -> Caller:
    return Caller(factories.make_user(role=role))


def tag_of(who: Caller, incident: Incident) -> str:
    answer = who.get(f"incidents/{incident.public_id}/")
    assert answer.status_code == 200
    return str(answer["ETag"])


def write(
    who: Caller, incident: Incident, step: str = "", body: Any = None, method: str = "POST"
) -> Any:
    """A write with the ETag that was just read."""
    path = f"incidents/{incident.public_id}/{step}"
    return who.send(method, path, body, If_Match=tag_of(who, incident))
