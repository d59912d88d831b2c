from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language, pgettext


def named(names: Mapping[str, str] | None) -> str:
    """The name in the reader's language; in a language that the record lacks, the English one."""
    if not names:
        return ""
    language = (get_language() or "en").split("-")[0]
    return names.get(language) or names.get("en") or ""


def joined(parts: Iterable[str]) -> str:
    """Several facts on one line, the empty ones left out: Bamako, Mali · 17 Sep 2024."""
    return pgettext("between facts on a line", " · ").join(part for part in parts if part)
