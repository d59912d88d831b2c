"""How the page writes numbers, days, hours, names and figures, in the language of the reader.

Everything that differs between languages comes from the catalogue (locale/), patterns of dates and
marks of thousands too: a language is added without touching code.
"""

from __future__ import annotations

from dashboard.writing.dates import (
    day,
    hour,
    moment,
    period,
    short_month,
    span,
    time_of_day,
    today,
)
from dashboard.writing.names import joined, named
from dashboard.writing.numbers import decimal, number

__all__ = [
    "day",
    "decimal",
    "hour",
    "joined",
    "moment",
    "named",
    "number",
    "period",
    "short_month",
    "span",
    "time_of_day",
    "today",
]
