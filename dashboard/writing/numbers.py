from __future__ import annotations

from django.utils.translation import pgettext


def number(value: int) -> str:
    """A whole number with its thousands apart: 5,007; in French 5 007."""
    return f"{value:,}".replace(",", _thousands())


def decimal(value: float, places: int = 1) -> str:
    """A number with `places` decimals, without zeros at its end: 2.5; in French 2,5."""
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    rest = rest.rstrip("0")
    whole = whole.replace(",", _thousands())
    return f"{whole}{pgettext('mark of decimals', '.')}{rest}" if rest else whole


def _thousands() -> str:
    return pgettext("mark of thousands", ",")
