"""The Arrow stream says the same as the frames, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import nanoarrow
import pytest
from django.contrib.auth.models import AnonymousUser

from incidents.models import Dataset, Incident
from incidents.snapshot import build
from incidents.snapshot.arrow import SCHEMA, stream
from tests import factories
from tests.incidents.readers import record
from tests.incidents.snapshot.reading import taken_apart

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def rows(user: Any) -> list[dict[str, Any]]:
    content = b"".join(stream(user))
    array = nanoarrow.ArrayStream.from_readable(content).read_all()
    assert [field.name for field in array.schema.fields] == [field.name for field in SCHEMA.fields]
    return list(array.iter_py())


def as_frames_say(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the stream in the words of `taken_apart`."""
    return {
        "id": row["id"],
        "title": (row["title_en"], row["title_fr"]) if row["title_en"] is not None else None,
        "start": row["start"].isoformat(),
        "end": row["end"].isoformat(),
        **{
            name: row[name]
            for name in ("date_precision", "kind", "sub_kind", "certainty", "dataset")
        },
        "contested": set(row["contested"]),
        "deaths": tuple(row[f"deaths_{name}"] for name in ("state", "low", "retained", "high")),
        "sites": [
            {
                "country": site["country"],
                "admin1": site["admin1"],
                "admin2": site["admin2"],
                "point": (round(site["latitude"] * 1e7), round(site["longitude"] * 1e7))
                if site["latitude"] is not None
                else None,
                "precision": site["precision"],
                "radius": site["radius_km"],
                "place": (site["name_en"], site["name_fr"]) if site["name_en"] else None,
            }
            for site in row["places"]
        ],
        "people": [(one["actor"], one["role"]) for one in row["participations"] if not one["via"]],
        "via": {one["actor"] for one in row["participations"] if one["via"]},
        "sources": set(row["sources"]),
        "tags": set(row["tags"]),
    }


@pytest.mark.parametrize("role", [None, "viewer", "analyst"])
def test_the_stream_says_what_the_frames_say(role: str | None) -> None:
    record.build(seed=21, size=70)
    factories.make_site(
        incident=factories.make_incident(title_en="A dawn attack", title_fr="Une attaque"),
        radius_km=2.5,
    )
    Incident.objects.update(composed_title=True)
    Incident.objects.filter(title_en="A dawn attack").update(composed_title=False)
    user = factories.make_user(role=role) if role else NOBODY
    Dataset.objects.update(may_export=True)
    build()
    expected = {row["id"]: row for row in taken_apart(user)}
    found = rows(user)
    assert len(found) == len(expected) > 30
    for row in found:
        frames = expected[row["id"]]
        told = as_frames_say(row)
        assert (row["same_as"] is None) == (frames.pop("group") is None)
        frames["title"] = tuple(frames["title"]) if frames["title"] else None
        assert told == frames


def test_rows_that_may_not_leave_stay_behind() -> None:
    closed = factories.make_dataset(key="acled", may_show=True, may_export=False)
    open_ = factories.make_dataset(key="own", may_show=True, may_export=True)
    for dataset in (closed, open_):
        factories.make_site(incident=factories.make_incident(dataset=dataset))
    build()
    assert [row["dataset"] for row in rows(NOBODY)] == ["own"]
    assert b"acled" not in b"".join(stream(NOBODY))


def test_an_empty_record_is_a_stream_without_rows() -> None:
    assert rows(NOBODY) == []
    build()
    assert rows(NOBODY) == []


def test_each_part_is_written_by_itself() -> None:
    dataset = factories.make_dataset(key="own", may_show=True, may_export=True)
    for year in (2012, 2014, 2019):
        incident = factories.make_incident(dataset=dataset, start=date(year, 1, 1))
        factories.make_site(incident=incident)
    build()
    pieces = [piece for piece in stream(NOBODY) if piece]
    assert len(pieces) == 4
