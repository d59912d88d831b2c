"""Which languages the site speaks: English, and every one that has a compiled catalogue."""

from __future__ import annotations

from pathlib import Path

from django.conf.locale import LANG_INFO

SOURCE_LANGUAGE = "en"


def languages(folder: Path) -> list[tuple[str, str]]:
    """Codes and own names: a folder `locale/ar` with its catalogue adds Arabic, and no code."""
    codes = sorted(file.parent.parent.name for file in folder.glob("*/LC_MESSAGES/django.mo"))
    return [
        (code, _own_name(code))
        for code in dict.fromkeys([SOURCE_LANGUAGE, *codes])
        if code in LANG_INFO
    ]


def _own_name(code: str) -> str:
    name: str = LANG_INFO[code]["name_local"]
    return name[:1].upper() + name[1:]
