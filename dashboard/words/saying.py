"""The sentences of the dashboard, filled in as its scripts do it (static/dashboard/words.js).

What the server writes first and the scripts write later must be the same words.
"""

from __future__ import annotations

import re

from django.utils.translation import ngettext

from dashboard.words import ALL
from dashboard.writing import number

PLACE = re.compile(r"\{(\w+)\}")


def say(key: str, **values: str | int) -> str:
    """Numbers are written the way the language writes them."""

    def filled(found: re.Match[str]) -> str:
        value = values.get(found[1], found[0])
        return number(value) if isinstance(value, int) else value

    return PLACE.sub(filled, str(ALL[key]))


def count(key: str, n: int, **values: str | int) -> str:
    """A sentence that changes with a number."""
    return say(f"{key}.{_form(n)}", n=n, **values)


def _form(n: int) -> str:
    """The catalogue knows which numbers a language treats as one."""
    one, this = (ngettext("%(n)s incident", "%(n)s incidents", number) for number in (1, n))
    return "one" if this == one else "other"
