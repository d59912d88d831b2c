"""Whether somebody sees rows that a program drew."""

from __future__ import annotations

from typing import Any

from incidents.models import Dataset, Incident
from incidents.values import SYNTHETIC


def sees_synthetic(user: Any) -> bool:
    """True where synthetic incidents are among those that `user` may know of."""
    if not Dataset.objects.filter(key=SYNTHETIC).exists():
        return False
    return Incident.objects.visible_to(user).filter(dataset__key=SYNTHETIC).exists()
