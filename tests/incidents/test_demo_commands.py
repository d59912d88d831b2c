"""Loading the demo record into an empty database, as the commands do."""

from __future__ import annotations

import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from incidents.actions import seeds
from incidents.actions.demo import load_demo
from incidents.actions.signing import Signature
from incidents.models import Incident, Kind, Site
from incidents.values import RowError
from tests.factories import make_unit

pytestmark = pytest.mark.django_db


def test_without_seeds_nothing_is_stored_and_the_remedy_is_named() -> None:
    with pytest.raises(RowError, match="load_seeds"):
        load_demo(by=Signature(label="demo import"))
    assert not Incident.objects.exists()


def test_the_commands_say_what_they_did_and_the_second_time_nothing() -> None:
    first, second = StringIO(), StringIO()
    call_command("load_seeds", stdout=first)
    call_command("load_demo", stdout=first)
    call_command("load_demo", stdout=second)

    assert "Seeds: 31 kinds" in first.getvalue()
    assert "Demo: 66 new, 0 changed, 0 same" in first.getvalue()
    assert "Seeds: 0 kinds" in second.getvalue()
    assert "Demo: 0 new, 0 changed, 66 same; 0 links added" in second.getvalue()


def test_a_quiet_load_says_nothing() -> None:
    said = StringIO()
    call_command("load_demo", stdout=said, verbosity=0)

    assert Incident.objects.count() == 66
    assert said.getvalue() == ""


def test_a_file_that_does_not_fit_its_table_is_named_and_nothing_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "data"
    shutil.copytree(seeds.DATA, copied)
    table = copied / "demo" / "mapping.json"
    table.write_text(table.read_text(encoding="utf-8").replace('"min": 153', '"min": 154', 1))
    monkeypatch.setattr(seeds, "DATA", copied)

    with pytest.raises(CommandError, match="aguelhok-2012-01 0 is another figure"):
        call_command("load_demo", verbosity=0)
    assert not Incident.objects.exists()


def test_vocabularies_follow_the_file_and_nothing_else_is_touched() -> None:
    call_command("load_seeds", verbosity=0)
    Kind.objects.filter(key="armed_clash").update(name_fr="Accrochage")
    counts = seeds.load_seeds(by=Signature(label="seeds"))

    assert Kind.objects.get(key="armed_clash").name_fr == "Affrontement armé"
    assert {name: count for name, count in counts.items() if count} == {"kinds": 1}


def site(incident: str, order: int = 0) -> Site:
    return Site.objects.get(incident__dataset_key=incident, order=order)


def test_a_site_stands_in_the_unit_of_its_day_by_name() -> None:
    old = make_unit(key="BF-sahel", country="BF", name_fr="Sahel", valid_to=date(2025, 7, 2))
    make_unit(key="BF-sahel-2", country="BF", name_fr="Sahel", valid_from=date(2025, 7, 2))
    district = make_unit(key="BF-soum", country="BF", name_fr="Soum", level=2)
    call_command("load_seeds", verbosity=0)
    load_demo(by=Signature(label="demo import"))
    found = site("inata-2021-11-14")

    assert (found.admin1, found.admin2) == (old, district)
    assert (found.admin1_literal, found.admin2_literal) == ("Sahel", "Soum")


def test_a_site_without_a_named_region_stands_in_the_one_around_its_point() -> None:
    square = [[[9, 27], [10, 27], [10, 29], [9, 29], [9, 27]]]
    around = make_unit(
        key="DZ-east", country="DZ", geometry={"type": "Polygon", "coordinates": square}
    )
    call_command("load_seeds", verbosity=0)
    load_demo(by=Signature(label="demo import"))

    assert site("in-amenas-2013-01").admin1 == around
    assert site("grand-bassam-2016-03-13").admin1 is None
