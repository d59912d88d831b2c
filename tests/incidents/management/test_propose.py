from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from incidents.actions.seeds import load_seeds
from incidents.actions.signing import Signature
from incidents.management.loading import load_bundled

pytestmark = pytest.mark.django_db
TEXT = """DATE: 2024-09-17
LANG: en

Gunmen kill ten in Djibo

At least ten people were killed on Sunday in Djibo, Burkina Faso, a local official said.
"""


@pytest.fixture(autouse=True)
def _ground() -> None:
    load_seeds(by=Signature(label="test"))
    load_bundled()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def called(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_json_is_one_list_of_records(article: Path) -> None:
    (record,) = json.loads(called("propose", str(article), "--json"))

    assert record["file"] == str(article)
    assert record["date_start"] == "2024-09-15"
    assert record["sites"][0]["name"] == "Djibo"
    assert record["claims"][0]["low"] == 10


def test_a_day_given_on_the_line_wins(article: Path) -> None:
    (record,) = json.loads(called("propose", str(article), "--published", "2024-09-24", "--json"))

    assert record["date_start"] == "2024-09-22"


def test_people_read_it_too(article: Path) -> None:
    assert "where  Djibo (BF)" in called("propose", str(article))


def test_what_is_wrong_is_said_with_its_remedy(tmp_path: Path, article: Path) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("été".encode("latin-1"))
    with pytest.raises(CommandError, match="UTF-8"):
        called("propose", str(latin))
    with pytest.raises(CommandError, match="cannot be read"):
        called("propose", str(tmp_path / "none.txt"))
    with pytest.raises(CommandError, match="no day"):
        called("propose", str(article), "--published", "Tuesday")


def test_a_folder_is_scored(article: Path) -> None:
    (record,) = json.loads(called("propose", str(article), "--json"))
    article.with_suffix(".json").write_text(json.dumps(record), encoding="utf-8")
    figures = json.loads(called("score", str(article.parent), "--json"))

    assert (figures["texts"], figures["date"], figures["claim recall"]) == (1, 1, 1)
    assert "one" in called("score", str(article.parent), "--misses")


def test_a_folder_without_texts_or_labels_is_refused(tmp_path: Path, article: Path) -> None:
    with pytest.raises(CommandError, match="no label"):
        called("score", str(article.parent))
    with pytest.raises(CommandError, match="no texts"):
        called("score", str(tmp_path / "empty"))
