"""Keep the catalogues of the page: python scripts/catalogue.py [--check]

Reads every message of the code and the templates, brings each locale/*/LC_MESSAGES/django.po to
exactly these messages (new ones empty, unused ones gone) and compiles it. Needs no gettext.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import django
import polib
from django.conf import settings
from django.utils.translation import template as templates

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("dashboard", "incidents")
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
STRING = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""
CALL = re.compile(rf"\b(?:n?p?gettext|_)\((?:u?(?:{STRING})|[, ]|count)+\)")


class Message(NamedTuple):
    context: str | None
    singular: str
    plural: str


class NotLiteral(Exception):
    """A message that is put together at run time: no catalogue can hold it."""


def messages() -> dict[Message, list[str]]:
    """Every message, with the files that use it."""
    found: dict[Message, list[str]] = {}
    for path in _files():
        name = str(path.relative_to(ROOT))
        for message in of_file(path):
            places = found.setdefault(message, [])
            if name not in places:
                places.append(name)
    return found


def update(path: Path, wanted: dict[Message, list[str]]) -> list[str]:
    """Bring one catalogue to the messages wanted; returns what is still to be translated."""
    catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile(wrapwidth=100)
    known = {Message(one.msgctxt, one.msgid, one.msgid_plural): one for one in catalogue}
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = catalogue.metadata
    for message in sorted(
        wanted, key=lambda one: (wanted[one][0], one.singular, one.context or "")
    ):
        entry = known.get(message) or _entry(message)
        entry.occurrences = [(place, "") for place in wanted[message]]
        fresh.append(entry)
    fresh.save(str(path))
    fresh.save_as_mofile(str(path.with_suffix(".mo")))
    return [entry.msgid for entry in fresh if not entry.translated()]


def _files() -> list[Path]:
    code = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    pages = list((ROOT / "templates").rglob("*.html"))
    return sorted(code + pages)


def of_file(path: Path) -> Iterator[Message]:
    """Every message of one file; raises NotLiteral for one that is put together at run time."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        yield from _of_code(_call_lines(templates.templatize(text, origin=str(path))), path)
    else:
        yield from _of_code(text, path)


def _call_lines(text: str) -> str:
    """The calls that Django makes of a template's tags, one a line; all else is left out."""
    return "\n".join(found.group(0) for found in CALL.finditer(text))


def _of_code(text: str, path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _of_call(node.func.id, node, path)


def _of_call(name: str, call: ast.Call, path: Path) -> Iterator[Message]:
    count = {1: SINGLE, 2: PLURAL | CONTEXT, 3: CONTEXT_PLURAL}
    needed = next((n for n, names in count.items() if name in names), 0)
    if not needed:
        return
    given = [arg.value for arg in call.args[:needed] if isinstance(arg, ast.Constant)]
    if len(given) < needed or not all(isinstance(value, str) for value in given):
        if path.suffix == ".py" and not _passes_on(call):
            raise NotLiteral(f"{path}:{call.lineno}: {name} needs its words written out")
        return
    words = [str(value) for value in given]
    if name in SINGLE:
        yield Message(None, words[0], "")
    elif name in PLURAL:
        yield Message(None, words[0], words[1])
    elif name in CONTEXT:
        yield Message(words[0], words[1], "")
    else:
        yield Message(words[0], words[1], words[2])


def _passes_on(call: ast.Call) -> bool:
    """A variable that holds a message marked elsewhere (`gettext_noop`)."""
    return any(isinstance(arg, (ast.Name, ast.Attribute, ast.Subscript)) for arg in call.args)


def _entry(message: Message) -> polib.POEntry:
    if message.plural:
        return polib.POEntry(
            msgctxt=message.context,
            msgid=message.singular,
            msgid_plural=message.plural,
            msgstr_plural={0: "", 1: ""},
        )
    return polib.POEntry(msgctxt=message.context, msgid=message.singular, msgstr="")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    settings.configure(USE_I18N=True)
    django.setup()
    wanted = messages()
    missing = 0
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po")):
        lacking = update(path, wanted)
        missing += len(lacking)
        print(f"{path.relative_to(ROOT)}: {len(wanted)} messages, {len(lacking)} to translate")
        for message in lacking:
            print(f"  {message}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
