"""Rows of incidents with what belongs to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import F, Model, OuterRef, QuerySet
from psycopg import adapters
from psycopg.pq import Format

from incidents.models import Actor, Incident, Participation, Site
from incidents.readers.belonging import BELONGING, by_incident, participations, sites, tags
from incidents.readers.json_rows import Json, JsonList, JsonOne

COLUMNS = (
    "id",
    "public_id",
    "title_en",
    "title_fr",
    "kind_id",
    "sub_kind_id",
    "start",
    "end",
    "date_precision",
    "local_time",
    "part_of_day",
    "end_part_of_day",
    "zone",
    "status",
    "certainty",
    "contested",
    "deaths_state",
    "deaths_low",
    "deaths_retained",
    "deaths_high",
    "deaths_rule",
    "sensitive",
    "flags",
    "version",
    "updated_at",
    "dataset_key",
)
Rows = QuerySet[Any, Any]
"""A query whose rows are dictionaries."""
WHOLE = ("signed", "published_at", "chosen_because", "remarks_en", "remarks_fr")
JOINED: dict[str, F] = {
    "of_dataset": F("dataset__key"),
    "may_export": F("dataset__may_export"),
    "of_episode": F("episode__key"),
}
TAG_ORDER = ("term__vocabulary", "term__order", "term_id")
OF_MOMENTS = adapters.get_loader(adapters.types["timestamptz"].oid, Format.TEXT)
LISTS = ("of_sites", "of_participations", "of_tags")


@cache
def _summaries() -> Rows:
    """All rows, with nothing asked yet: what they are made of is worked out once."""
    rows: Rows = Incident._base_manager.values(*COLUMNS, **JOINED)
    return rows


@cache
def _wholes() -> Rows:
    found = _with_lists().annotate(of_deaths_claim=F("deaths_claim__public_id"))
    rows: Rows = found.values(*COLUMNS, *JOINED, *LISTS, *WHOLE, "of_deaths_claim")
    return rows


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """The statement of `told_rows` and its parameters, after which those of the ids come.

    As text: the ORM would write it anew for each page.
    """
    sql, params = _summaries().query.sql_with_params()
    return f'{sql} WHERE "{Incident._meta.db_table}"."id" = ANY(%s)', params


def summary_rows(ids: Collection[int]) -> Iterator[dict[str, Any]]:
    """The rows that `serializers.incident_summary` takes; four statements whatever their number.

    The ids must come from `visible_to`: these rows ask no more who reads.
    """
    for row in told_rows(ids):
        row["of_sites"] = sites(row["of_sites"])
        row["of_participations"] = participations(row["of_participations"])
        row["of_tags"] = tags(row["of_tags"])
        yield row


def told_rows(ids: Collection[int]) -> Iterator[dict[str, Any]]:
    """The same with the lists as the text of `readers.belonging`, which many rows have alike."""
    if not ids:
        return
    numbers = list(ids)
    sql, params = _statement()
    with connection.cursor() as cursor:
        # The reader of moments that Django puts in its place is in Python, and far slower.
        cursor.adapters.register_loader("timestamptz", OF_MOMENTS)
        cursor.execute(sql, [*params, numbers])
        names = [column.name for column in cursor.description]
        found = cursor.fetchall()
    lists = {name: by_incident(one, numbers) for name, one in BELONGING.items()}
    for values in found:
        row = dict(zip(names, values, strict=True))
        number = b"%d" % row["id"]
        for name, of in lists.items():
            row[name] = of.get(number, b"")
        yield row


def whole_row(incident: int) -> dict[str, Any]:
    """The row that `serializers.incident_detail` takes: the summary and what only it shows."""
    row: dict[str, Any] = _wholes().get(pk=incident)
    return row


def named(path: str) -> Json:
    """Key and names of what a foreign key leads to; all null where it leads nowhere."""
    return Json(key=f"{path}__key", en=f"{path}__name_en", fr=f"{path}__name_fr")


def source_object(path: str) -> Json:
    """A source as `serializers.source` takes it; what may be said of it is decided there."""
    plain = {name: f"{path}__{name}" for name in ("key", "kind", "protected", "reliability")}
    return Json(**plain, en=f"{path}__name_en", fr=f"{path}__name_fr")


def _with_lists() -> QuerySet[Incident]:
    links: QuerySet[Model] = Incident.tags.through.objects.filter(incident=OuterRef("pk"))
    return Incident._base_manager.annotate(
        **JOINED,
        of_sites=JsonList(_of(Site.objects.all()), _site()),
        of_participations=JsonList(_of(Participation.objects.all()), _participation()),
        of_tags=JsonList(links.order_by(*TAG_ORDER), F("term__key")),
    )


def _of(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(incident=OuterRef("pk")).order_by("order")


def _site() -> Json:
    plain = "order name_en name_fr country latitude longitude precision radius_km generalised"
    more = "local_time part_of_day admin1_literal admin2_literal"
    return Json(
        **{name: name for name in f"{plain} {more}".split()},
        admin1=named("admin1"),
        admin2=named("admin2"),
    )


def _participation() -> Json:
    plain = (
        "description_en description_fr literal role attribution attributed_by attributed_by_fr "
        "alternative note note_fr"
    )
    # A scalar query by id: joined, the planner reads the whole register for every incident.
    actor = Actor.objects.filter(pk=OuterRef("actor_id"))
    return Json(
        **{name: name for name in plain.split()},
        actor=JsonOne(actor, Json(key="key", en="name_en", fr="name_fr", type="type")),
    )
