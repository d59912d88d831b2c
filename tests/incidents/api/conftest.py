"""What the tests of writes start from. Models are imported when Django is set up, not before."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def draft(db: None) -> Any:
    from tests import factories

    incident = factories.make_incident(status="draft")
    factories.make_site(incident=incident)
    return incident
