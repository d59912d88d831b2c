"""Many modules as one script: it does what they do, and nothing is guessed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import playwright
import pytest

from dashboard.joining import NotJoined, joined_modules, joined_styles

NODE = Path(playwright.__file__).parent / "driver" / "node"


def run(script: str) -> str:
    """What Node prints of a script."""
    command = [str(NODE), "--input-type=module", "-"]
    return subprocess.run(
        command, input=script, check=True, capture_output=True, text=True
    ).stdout.strip()


def joined(files: dict[str, str], entry: str = "a/main.js") -> str:
    return joined_modules(entry, files.__getitem__, into="joined/main.js")


def test_a_joined_script_does_what_its_modules_do() -> None:
    files = {
        "a/main.js": """
import { add, TWO as two } from "./sums.js";
import {
  Counter,
  names,
} from "./more/things.js";
const counter = new Counter();
counter.up(add(two, 1));
console.log(counter.value, names().join(), twice(two));
function twice(value) { return value * two; }
""",
        "a/sums.js": 'import { one } from "./more/base.js";\n'
        "export const TWO = one + one;\nexport function add(a, b) { return a + b; }\n",
        "a/more/things.js": 'import { one } from "./base.js";\n'
        'import { add } from "../sums.js";\n'
        "export class Counter { value = one; up(by) { this.value = add(this.value, by); } }\n"
        'export function* walk() { yield "x"; yield "y"; }\n'
        "export const names = () => [...walk()];\n"
        "const own = 1;\n",
        "a/more/base.js": "export const one = 1;\nconst own = 2;\n",
    }
    assert run(joined(files)) == "4 x,y 4"


def test_a_module_is_run_once_however_many_import_it() -> None:
    files = {
        "a/main.js": 'import { x } from "./x.js";\nimport { y } from "./y.js";\n'
        "console.log(x === y);\n",
        "a/x.js": 'import { made } from "./made.js";\nexport const x = made;\n',
        "a/y.js": 'import { made } from "./made.js";\nexport const y = made;\n',
        "a/made.js": 'console.log("made");\nexport const made = {};\n',
    }
    assert run(joined(files)) == "made\ntrue"


def test_what_is_imported_later_is_found_from_the_new_place() -> None:
    text = joined({"a/main.js": 'const later = import("./more/index.js");\n'})
    assert 'import("../a/more/index.js")' in text


def test_a_circle_of_imports_is_named() -> None:
    files = {
        "a/main.js": 'import { x } from "./x.js";\n',
        "a/x.js": 'import { y } from "./y.js";\nexport const x = 1;\n',
        "a/y.js": 'import { x } from "./x.js";\nexport const y = 1;\n',
    }
    with pytest.raises(NotJoined, match=r"a/x\.js → a/y\.js → a/x\.js"):
        joined(files)


@pytest.mark.parametrize(
    "line",
    [
        'import x from "./x.js";',
        'import * as x from "./x.js";',
        'import "./x.js";',
        "export default 1;",
        "export { x };",
        'export * from "./x.js";',
        "export let x = 1;",
        "export const { x } = y;",
        "const here = import.meta.url;",
        'import { x } from "https://elsewhere.example/x.js";',
    ],
)
def test_a_form_that_is_not_understood_is_refused(line: str) -> None:
    with pytest.raises(NotJoined, match=r"a/main\.js"):
        joined({"a/main.js": f"{line}\n", "a/x.js": "export const x = 1;\n"})


def test_words_in_comments_and_texts_are_no_imports() -> None:
    text = joined({"a/main.js": '// import nothing\nconsole.log("export of incidents");\n'})
    assert run(text) == "export of incidents"


def test_a_comment_behind_the_code_does_not_travel_and_what_looks_like_one_does() -> None:
    lines = 'const a = 2; // two\nconst at = "x; // y";\nconsole.log(a, [ // of\nat]);\n'
    text = joined({"a/main.js": lines})
    assert "two" not in text
    assert "of" not in text
    assert run(text) == "2 [ 'x; // y' ]"


def test_style_sheets_are_joined_in_order_and_find_their_images() -> None:
    files = {
        "css/a.css": "a { background: url(img/x.png) }",
        "leaflet/b.css": "b { background: url('y.png') } c { background: url(\"data:image/x\") }",
    }
    text = joined_styles(list(files), files.__getitem__, into="joined/all.css")
    assert text.index("a {") < text.index("b {")
    assert 'url("../css/img/x.png")' in text
    assert 'url("../leaflet/y.png")' in text
    assert 'url("data:image/x")' in text


def test_a_style_sheet_that_imports_another_is_refused() -> None:
    with pytest.raises(NotJoined, match=r"a\.css"):
        joined_styles(["a.css"], lambda name: '@import "b.css";', into="joined/all.css")
