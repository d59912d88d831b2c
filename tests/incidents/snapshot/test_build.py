"""What is built says what the record says; a change rebuilds its part and nothing else."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import brotli
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import override_settings

from incidents.models import Incident, Outbox, Site, SnapshotEntry, SnapshotFile, SnapshotState
from incidents.readers import snapshot as reader
from incidents.serializers.snapshot import manifest
from incidents.snapshot import build, layout
from incidents.values import Label
from tests import factories
from tests.incidents.readers import brute_force, record
from tests.incidents.snapshot.reading import content_of, names_of, taken_apart

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
TODAY = date(2026, 11, 24)


def made(**fields: Any) -> Incident:
    incident = factories.make_incident(**fields)
    factories.make_site(incident=incident)
    return incident


def addresses(label: Label = Label.PUBLIC) -> dict[tuple[str, ...], str]:
    rows = SnapshotFile.objects.filter(label=label, gone=False)
    return {(row.section, *row.parts): row.address for row in rows}


def changed(before: dict[tuple[str, ...], str]) -> set[str]:
    """The parts of which some section has another address than before."""
    after = addresses()
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return {part for _section, *parts in names if len(parts) == 1 for part in parts}


def test_an_empty_record_has_an_empty_manifest() -> None:
    assert manifest(reader.files(NOBODY))["labels"] == []
    build(TODAY)
    (label,) = manifest(reader.files(NOBODY))["labels"]
    assert (label["rows"], label["parts"], label["bundles"]) == (0, [], [])
    assert taken_apart(NOBODY) == []
    assert names_of(NOBODY)["public"]["enums"]["contested"][0] == "occurrence"


@pytest.mark.parametrize("bundled", [True, False])
def test_the_snapshot_is_the_record(bundled: bool) -> None:
    rows = {row.id: row for row in record.build(seed=5, size=80) if row.visible}
    build(TODAY)
    apart = taken_apart(NOBODY, bundled=bundled)
    assert [one["id"] for one in apart] == sorted(rows, key=lambda one: (rows[one].start, one))
    for one in apart:
        plain = rows[one["id"]]
        assert one["start"] == plain.start.isoformat()
        for name in ("kind", "sub_kind", "certainty", "dataset", "people", "sources", "tags"):
            assert one[name] == getattr(plain, name), name
        assert one["contested"] == set(plain.contested)
        assert one["deaths"][0] == plain.state
        assert (one["deaths"][1], one["deaths"][3]) == (plain.low, plain.high)
        assert one["via"] == {
            whole
            for key, role in plain.people
            if key
            for whole in brute_force.stands_for(key, plain.start) - {key}
            if (whole, role) not in plain.people
        }
        for site, stated in zip(one["sites"], plain.sites, strict=True):
            for name in ("country", "admin1", "admin2", "precision"):
                assert site[name] == stated[name], name


def test_points_are_kept_to_a_centimetre_and_only_where_they_may_be_drawn() -> None:
    rows = {row.id: row for row in record.build(seed=6, size=40) if row.visible}
    build(TODAY)
    drawn = 0
    for one in taken_apart(NOBODY):
        for site, stated in zip(one["sites"], rows[one["id"]].sites, strict=True):
            if stated["precision"] in ("exact", "near"):
                latitude, longitude = stated["point"]
                assert site["point"] == (round(latitude * 1e7), round(longitude * 1e7))
                drawn += 1
            else:
                assert site["point"] is None
    assert drawn > 10


@pytest.mark.parametrize("role", [None, "viewer", "analyst", "editor", "administrator"])
@pytest.mark.parametrize("closed", [True, False])
def test_labels_together_are_all_that_a_user_may_see(role: str | None, closed: bool) -> None:
    record.build(seed=7, size=60)
    user = factories.make_user(role=role) if role else NOBODY
    build(TODAY)
    with override_settings(REQUIRE_SIGN_IN=closed):
        seen = set(Incident.objects.visible_to(user).values_list("public_id", flat=True))
        assert {row["id"] for row in taken_apart(user)} == seen


@pytest.mark.parametrize("role", [None, "viewer", "analyst"])
def test_only_groups_of_which_more_than_one_is_seen_are_told(role: str | None) -> None:
    record.build(seed=8, size=90)
    user = factories.make_user(role=role) if role else NOBODY
    build(TODAY)
    seen = Incident.objects.visible_to(user).exclude(same_group=None)
    groups: dict[int, list[str]] = {}
    for incident in seen:
        groups.setdefault(incident.same_group or 0, []).append(incident.public_id)
    expected = {frozenset(members) for members in groups.values() if len(members) > 1}
    told: dict[int, list[str]] = {}
    for row in taken_apart(user):
        if row["group"] is not None:
            told.setdefault(row["group"], []).append(row["id"])
    assert expected
    assert {frozenset(members) for members in told.values()} == expected


def test_a_change_rebuilds_its_own_part_alone() -> None:
    first, second = made(start=date(2019, 3, 1)), made(start=date(2026, 11, 2))
    made(start=date(2020, 3, 1)), made(start=date(2026, 10, 2))
    build(TODAY)
    assert not Outbox.objects.exists()
    before = addresses()
    first.certainty = "verified"
    first.save()
    build(TODAY)
    assert changed(before) == {"2019"}
    before = addresses()
    second.delete()
    build(TODAY)
    assert changed(before) == {"2026-11"}
    assert ("first", "2026-11") not in addresses()
    before = addresses()
    made(start=date(2026, 9, 30))
    build(TODAY)
    assert changed(before) == {"2026-09"}


@pytest.mark.parametrize("table", ["site", "participation", "claim", "tag", "report"])
def test_whatever_belongs_to_an_incident_is_noticed(table: str) -> None:
    incident = made(start=date(2019, 3, 1))
    build(TODAY)
    if table == "site":
        Site.objects.update(country="NE")
    elif table == "participation":
        factories.make_participation(incident=incident, actor=factories.make_actor())
    elif table == "claim":
        factories.make_claim(incident=incident)
    elif table == "tag":
        incident.tags.add(factories.make_term())
    else:
        incident.reports.add(factories.make_report())
    assert set(Outbox.objects.values_list("key", flat=True)) >= {"2019-03"}
    before = addresses()
    build(TODAY)
    assert changed(before) == {"2019"}


def test_a_write_that_changes_nothing_leaves_nothing_to_do() -> None:
    made()
    build(TODAY)
    Incident.objects.update(certainty=Incident.objects.get().certainty)
    assert not Outbox.objects.exists()


def test_a_new_name_is_another_dictionary_and_the_same_parts() -> None:
    actor = factories.make_actor(key="front", name_en="The front")
    factories.make_participation(incident=made(), actor=actor)
    build(TODAY)
    before = addresses()
    actor.name_en = "The league"
    actor.save()
    build(TODAY)
    assert changed(before) == set()
    assert [one["name_en"] for one in names_of(NOBODY)["public"]["actor"]] == ["The league"]


def test_a_relation_between_actors_rebuilds_what_it_touches() -> None:
    whole, part = factories.make_actor(key="whole"), factories.make_actor(key="part")
    factories.make_participation(incident=made(start=date(2019, 1, 5)), actor=part)
    made(start=date(2020, 1, 5))
    build(TODAY)
    before = addresses()
    factories.make_relation(subject=part, object=whole)
    build(TODAY)
    assert changed(before) == {"2019"}
    assert taken_apart(NOBODY)[0]["via"] == {"whole"}


def test_another_key_of_an_actor_takes_another_number() -> None:
    actor = factories.make_actor(key="old")
    factories.make_participation(incident=made(), actor=actor)
    build(TODAY)
    actor.key = "new"
    actor.save()
    build(TODAY)
    assert taken_apart(NOBODY)[0]["people"][0][0] == "new"
    assert b"old" not in content_of(
        manifest(reader.files(NOBODY))["labels"][0]["dictionaries"]["names"]
    )


def test_numbers_stay_when_others_come() -> None:
    late = factories.make_actor(key="zzz")
    factories.make_participation(incident=made(start=date(2019, 1, 5)), actor=late)
    build(TODAY)
    before = addresses()
    early = factories.make_actor(key="aaa")
    factories.make_participation(incident=made(start=date(2020, 1, 5)), actor=early)
    build(TODAY)
    assert changed(before) == {"2020"}
    assert [one["key"] for one in names_of(NOBODY)["public"]["actor"]] == ["zzz", "aaa"]


def test_nothing_of_a_withdrawn_incident_stays_in_any_dictionary() -> None:
    kept, withdrawn = made(start=date(2019, 1, 5)), made(start=date(2020, 1, 5))
    Site.objects.filter(incident=withdrawn).update(
        name_en="Canaryville", name_fr="", latitude=14.14141, country="NE"
    )
    factories.make_participation(incident=withdrawn, actor=factories.make_actor(key="canary"))
    build(TODAY)
    withdrawn.status = "retracted"
    withdrawn.save()
    build(TODAY)
    assert [row["id"] for row in taken_apart(NOBODY)] == [kept.public_id]
    for file in SnapshotFile.objects.filter(label=Label.PUBLIC, gone=False):
        content = content_of({"address": file.address, "bytes": file.size})
        assert b"anary" not in content
    assert not SnapshotEntry.objects.filter(label=Label.PUBLIC, key__contains="anary").exists()
    analyst = factories.make_user(role="analyst")
    assert len(taken_apart(analyst)) == 2


def test_public_bytes_do_not_tell_whether_there_are_hidden_rows() -> None:
    for day in range(1, 6):
        made(start=date(2019, 3, day), public_id=f"VS-00000000000{day}")
    build(TODAY)
    before = addresses()
    twin = Incident.objects.get(public_id="VS-000000000002")
    hidden = made(
        start=date(2019, 3, 2), status="draft", public_id="VS-000000000000", same_group=twin.pk
    )
    Incident.objects.filter(pk=twin.pk).update(same_group=twin.pk)
    Site.objects.filter(incident=hidden).update(name_en="Canaryville")
    factories.make_participation(incident=hidden, actor=factories.make_actor(key="canary"))
    hidden.tags.add(factories.make_term(key="canary"))
    closed = factories.make_dataset(key="closed", may_show=False)
    made(start=date(2012, 1, 1), dataset=closed)
    build(TODAY)
    assert addresses() == before


def test_a_bundle_is_its_parts_in_order() -> None:
    for year in (2011, 2013, 2019, 2020, 2021):
        made(start=date(year, 1, 1))
    build(TODAY)
    (label,) = manifest(reader.files(NOBODY))["labels"]
    parts = {one["part"]: one["sections"] for one in label["parts"]}
    named = [one["parts"] for one in label["bundles"] if one["section"] == "first"]
    assert named == [["2011", "2013", "2019"], ["2020", "2021"]]
    for bundle in label["bundles"]:
        alone = [content_of(parts[part][bundle["section"]]) for part in bundle["parts"]]
        inside = layout.read(content_of(bundle))
        assert [layout.written(frame) for frame in inside] == alone
        assert len(content_of(bundle)) < sum(map(len, alone))


def test_a_bundle_of_untouched_parts_stays() -> None:
    for year in (2011, 2013, 2020, 2021):
        incident = made(start=date(year, 1, 1))
    build(TODAY)
    before = addresses()
    incident.certainty = "verified"
    incident.save()
    build(TODAY)
    after = addresses()
    assert after["rest", "2011", "2013"] == before["rest", "2011", "2013"]
    assert after["rest", "2020", "2021"] != before["rest", "2020", "2021"]
    assert after["first", "2020", "2021"] == before["first", "2020", "2021"]


def test_the_calendar_turns_months_into_a_year() -> None:
    for month in (1, 2, 12):
        made(start=date(2024, month, 1))
    build(date(2026, 11, 30))
    assert {name[1] for name in addresses() if len(name) == 2} == {"2024-01", "2024-02", "2024-12"}
    build(date(2026, 12, 1))
    assert {name[1] for name in addresses() if len(name) == 2} == {"2024"}
    assert len(taken_apart(NOBODY)) == 3


def test_files_of_another_layout_are_built_anew_unread() -> None:
    """As after an upgrade: what stands there is nothing that can be read."""
    for year in (2011, 2013, 2026):
        factories.make_participation(incident=made(start=date(year, 1, 1)))
    build(TODAY)
    expected, before = taken_apart(NOBODY), addresses()
    packed = brotli.compress(b"VGS2 and what came after it")
    for file in SnapshotFile.objects.all():
        SnapshotFile.objects.filter(pk=file.pk).update(
            packed=packed, address=file.address[::-1], gone=file.gone
        )
    SnapshotEntry.objects.create(label=Label.PUBLIC, dictionary="tag", number=900, key="gone")
    SnapshotState.objects.update(layout="another")
    assert build(TODAY) is not None
    after = addresses()
    assert {name for name in after if after[name] != before.get(name)} == {("names",)}
    assert after.keys() == before.keys()
    assert taken_apart(NOBODY) == taken_apart(NOBODY, bundled=False) == expected
    assert not SnapshotEntry.objects.filter(key="gone").exists()
    again = build(TODAY)
    assert again is not None
    assert again.files == 0


def test_a_second_build_finds_nothing_to_do() -> None:
    made()
    build(TODAY)
    again = build(TODAY)
    assert again is not None
    assert (again.parts, again.files) == ((), 0)


def test_what_comes_back_stands_under_its_old_address() -> None:
    incident = made()
    build(TODAY)
    before = addresses()
    for status in ("retracted", "published"):
        incident.status = status
        incident.save()
        build(TODAY)
    first, after = (
        {k: v for k, v in one.items() if k[0] == "ids"} for one in (before, addresses())
    )
    assert after == first


@pytest.mark.django_db(transaction=True)
def test_a_build_that_breaks_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    made(start=date(2019, 1, 1))
    build(TODAY)
    before = addresses()
    late = made(start=date(2019, 1, 2))
    with connection.cursor() as cursor:  # a rule that the second half of a build breaks
        cursor.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE 'the disk is full'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON incidents_snapshotfile "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
        )
    try:
        with pytest.raises(Exception, match="the disk is full"):
            build(TODAY)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION refuse CASCADE")
    assert addresses() == before
    assert Outbox.objects.exists()
    build(TODAY)
    assert [row["id"] for row in taken_apart(NOBODY)][-1] == late.public_id


def test_ids_of_a_day_ascend() -> None:
    for _ in range(20):
        made(start=date(2019, 1, 1))
    build(TODAY)
    ids = [row["id"] for row in taken_apart(NOBODY)]
    assert all(one < other for one, other in pairwise(ids))
