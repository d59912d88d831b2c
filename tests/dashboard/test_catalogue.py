"""The catalogues hold exactly the messages of the product, complete, compiled, well written."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import polib
import pytest


def load() -> Any:
    """The script that keeps the catalogues."""
    spec = importlib.util.spec_from_file_location("catalogue", CHECKOUT / "scripts/catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CHECKOUT = Path(__file__).resolve().parents[2]
catalogue = load()
LOCALE = CHECKOUT / "locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)0?\d?[sd]|\{\w+\}")
FRENCH = LOCALE / "fr" / "LC_MESSAGES" / "django.po"
# Glossary 9: these stand between quotation marks with their speaker, never in our own voice.
NOT_OURS = re.compile(
    r"\b(terroriste|djihadiste|jihadiste|bandit|mercenaire|martyr|mécréant|junte|régime|"
    r"événement|coupable|zone rouge|revendications? d'une affirmation)s?\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def wanted() -> set[Any]:
    return set(catalogue.messages())


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_nothing_is_missing_unused_or_doubtful(path: Path, wanted: set[Any]) -> None:
    entries = polib.pofile(str(path))
    held = {catalogue.Message(one.msgctxt, one.msgid, one.msgid_plural) for one in entries}
    assert sorted(map(str, wanted - held)) == [], "run python scripts/catalogue.py"
    assert sorted(map(str, held - wanted)) == [], "run python scripts/catalogue.py"
    assert [one.msgid for one in entries if not one.translated() or one.fuzzy or one.obsolete] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_the_compiled_catalogue_is_the_written_one(path: Path) -> None:
    def read(entries: polib.POFile | polib.MOFile) -> dict[tuple[str | None, str], object]:
        return {
            (one.msgctxt, one.msgid): one.msgstr_plural or one.msgstr
            for one in entries
            if one.msgid
        }

    assert read(polib.mofile(str(path.with_suffix(".mo")))) == read(polib.pofile(str(path)))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_a_translation_fills_in_what_the_message_fills_in(path: Path) -> None:
    differing = [
        one.msgid
        for one in polib.pofile(str(path))
        for text in (one.msgstr_plural.values() if one.msgid_plural else [one.msgstr])
        if not _same_places(one, text)
    ]
    assert differing == []


def _same_places(entry: polib.POEntry, text: str) -> bool:
    def places(message: str) -> set[str]:
        return {re.sub(r"0\d(?=d)", "", found) for found in PLACEHOLDER.findall(message)}

    return places(text) in (places(entry.msgid), places(entry.msgid_plural or entry.msgid))


def french() -> list[str]:
    return [
        text
        for one in polib.pofile(str(FRENCH))
        for text in (one.msgstr_plural.values() if one.msgid_plural else [one.msgstr])
    ]


def test_french_sets_a_narrow_space_before_its_high_marks() -> None:
    wrong = [
        text
        for text in french()
        if re.search(r"[ \u00a0][;:!?»]|« |«[^\u202f]|\w[;!?»](?!\w)|[a-zé]:(?:\s|$)", text)
    ]
    assert wrong == []


def test_french_writes_the_apostrophe_in_one_way() -> None:
    assert [text for text in french() if "’" in text] == []


def test_french_never_takes_a_side_in_our_own_voice() -> None:
    unquoted = [re.sub(r"«.*?»", "", text) for text in french()]
    assert [text for text in unquoted if NOT_OURS.search(text)] == []


def test_english_never_says_event() -> None:
    messages = [one.singular + one.plural for one in catalogue.messages()]
    assert [text for text in messages if re.search(r"\bevents?\b", text, re.IGNORECASE)] == []


def test_a_message_put_together_at_run_time_is_refused(tmp_path: Path) -> None:
    code = tmp_path / "page.py"
    code.write_text("from django.utils.translation import gettext\ngettext('a' + 'b')\n")
    with pytest.raises(catalogue.NotLiteral, match=r"page\.py:2"):
        list(catalogue.of_file(code))


def test_messages_of_templates_are_found_with_context_and_plural(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "{% load i18n %}<p title=\"{% translate 'It''s' %}\">"
        '{% translate "Sources" context "who publishes" %}'
        "{% blocktranslate count n=3 trimmed %}\n one {{ n }}\n{% plural %}\n many {{ n }}"
        "\n{% endblocktranslate %}</p>".replace("It''s", "Here")
    )
    assert set(catalogue.of_file(page)) == {
        catalogue.Message(None, "Here", ""),
        catalogue.Message("who publishes", "Sources", ""),
        catalogue.Message(None, "one %(n)s", "many %(n)s"),
    }


def test_updating_adds_what_is_new_and_drops_what_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    here, new = (catalogue.Message(None, word, "") for word in ("here", "new"))
    gone = catalogue.Message("then", "gone", "")
    catalogue.update(path, {here: ["a.py"], gone: ["b.py"]})
    kept = polib.pofile(str(path))
    for entry in kept:
        entry.msgstr = "ici"
    kept.save()

    assert catalogue.update(path, {here: ["a.py"], new: ["c.py"]}) == ["new"]

    assert {one.msgid: one.msgstr for one in polib.pofile(str(path))} == {"here": "ici", "new": ""}
    assert path.with_suffix(".mo").exists()
