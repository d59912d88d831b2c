"""Why an action is not done: which field, why, and what to do instead."""

from __future__ import annotations

from incidents.filters import Refusal, Refused


class StaleVersion(Exception):
    """Somebody else changed it since: read it again, then write."""

    def __init__(self, current: int) -> None:
        super().__init__(f"The current version is {current}.")
        self.current = current


def refused(field: str, reason: str, remedy: str) -> Refused:
    """The exception to raise for one field."""
    return Refused([Refusal(field, reason, remedy)])
