"""Many small files made one when static files are collected: for links of 400 ms a round trip.

The modules stay what a browser reads by itself; here each becomes a function that gives what it
exports, in an order in which nothing is asked for before it is there. It understands the forms that
this project writes (`import { a, b as c } from "./x.js";`, `export` before a declaration, and
`import("./x.js")` of what is fetched later), and refuses all others: nothing is guessed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence

Read = Callable[[str], str]
"""The text of a static file, by its name such as "dashboard/main.js"."""

IMPORT = re.compile(r'^import\s*\{(?P<names>[^}]*)\}\s*from\s*"(?P<path>\.[^"]+)";\n', re.MULTILINE)
LATER = re.compile(r'\bimport\("(?P<path>\.[^"]+)"\)')
EXPORT = re.compile(r"^export (?P<kind>async function\*?|function\*?|class|const) ", re.MULTILINE)
NAMED = re.compile(r"(?P<name>[A-Za-z_$][\w$]*)")
LEFT = re.compile(r"^\s*(?:import|export)\b(?!\()|\bimport\.meta\b", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*//.*\n?", re.MULTILINE)
# After the end of something, and with no quote: a text cannot end behind it.
TRAILING = re.compile(r"""(?<=[;,{}()\[\]])[ \t]+//[^"'`\n]*$""", re.MULTILINE)
SPACE = re.compile(r"^\s+", re.MULTILINE)
REMARK = re.compile(r"/\*.*?\*/\n*", re.DOTALL)
URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<path>[^"')]+)(?P=quote)\s*\)""")
OUTSIDE = re.compile(r"^(?:[a-z]+:|/|#)", re.IGNORECASE)


class NotJoined(ValueError):
    """A file in a form that is not understood: which one, and what."""


def joined_modules(entry: str, read: Read, *, into: str) -> str:
    """One script of the module `entry` and all that it imports. Raises NotJoined.

    `into` is the name under which the script will stand: what is imported later is found from
    there.
    """
    order = _in_order(entry, read)
    numbers = {name: number for number, name in enumerate(order)}
    parts = [_function(name, read(name), numbers, into) for name in order]
    # The entry alone may wait for something: whoever imports a module needs it at once.
    last = f"const m{numbers[entry]} = "
    parts[-1] = parts[-1].replace(f"{last}(() =>", f"{last}await (async () =>", 1)
    return "".join(['"use strict";\n(async () => {\n', *parts, "})();\n"])


def joined_styles(names: Sequence[str], read: Read, *, into: str) -> str:
    """One style sheet of several, in their order; what they refer to is found from `into`."""
    return "".join(_moved(read(name), name, into) for name in names)


def imports_of(name: str, text: str) -> list[str]:
    """The modules that one imports, by their names."""
    return [_beside(name, found["path"]) for found in IMPORT.finditer(text)]


def _in_order(entry: str, read: Read) -> list[str]:
    """Each module after those that it imports. Raises NotJoined where they run in a circle."""
    order: list[str] = []
    under_way: list[str] = []

    def visit(name: str) -> None:
        if name in order:
            return
        if name in under_way:
            raise NotJoined(" → ".join([*under_way[under_way.index(name) :], name]))
        under_way.append(name)
        for other in imports_of(name, read(name)):
            visit(other)
        under_way.pop()
        order.append(name)

    visit(entry)
    return order


def _function(name: str, text: str, numbers: dict[str, int], into: str) -> str:
    exported: list[str] = []

    def bound(found: re.Match[str]) -> str:
        names = found["names"].replace(" as ", ": ")
        return f"const {{{names}}} = m{numbers[_beside(name, found['path'])]};\n"

    def later(found: re.Match[str]) -> str:
        return f'import("{_from(into, _beside(name, found["path"]))}")'

    for declaration in EXPORT.finditer(text):
        named = NAMED.match(text, declaration.end())
        if named is None:
            line = text[: declaration.start()].count("\n") + 1
            raise NotJoined(f"{name}, line {line}: an export without a name")
        exported.append(named["name"])
    body = EXPORT.sub(lambda found: f"{found['kind']} ", LATER.sub(later, IMPORT.sub(bound, text)))
    body = _without_comments(name, body)
    left = LEFT.search(body)
    if left is not None:
        raise NotJoined(f"{name}: “{left[0].strip()}” in a form that is not understood")
    return (
        f"const m{numbers[name]} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();\n"
    )


def _without_comments(name: str, text: str) -> str:
    """Comments and indentation are a sixth of what would travel. Raises NotJoined where a line may
    be text that only looks like one."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.count("`") % 2 and not line.lstrip().startswith("//"):
            raise NotJoined(f"{name}, line {number}: a text over several lines")
    return SPACE.sub("", TRAILING.sub("", COMMENT.sub("", text)))


def _moved(text: str, name: str, into: str) -> str:
    def moved(found: re.Match[str]) -> str:
        path = found["path"]
        if OUTSIDE.match(path):
            return found[0]
        return f'url("{_from(into, _beside(name, path))}")'

    if "@import" in text:
        raise NotJoined(f"{name}: @import")
    return f"{URL.sub(moved, REMARK.sub('', text))}\n"


def _beside(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _from(into: str, name: str) -> str:
    found = posixpath.relpath(name, posixpath.dirname(into) or ".")
    return found if found.startswith(".") else f"./{found}"
