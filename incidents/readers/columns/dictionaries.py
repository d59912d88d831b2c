"""What the columns' numbers stand for: only what occurs, each with its names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from incidents.filters import open_sources
from incidents.models import Actor, AdminUnit, Dataset, Kind, Term
from incidents.values import COUNTRIES


class Numbering:
    """Gives each thing that occurs the next number, in the order of first use; none is -1."""

    def __init__(self, things: Iterable[Any] = ()) -> None:
        self.numbers: dict[Any, int] = {None: -1}
        for thing in things:
            self.number(thing)

    def number(self, thing: Any) -> int:
        return self.numbers.setdefault(thing, len(self.numbers) - 1)

    def all(self, things: Iterable[Any]) -> list[int]:
        number = self.number
        return [number(thing) for thing in things]

    def things(self) -> list[Any]:
        return [thing for thing in self.numbers if thing is not None]

    def rows(self, found: QuerySet[Any, Any], columns: Sequence[str]) -> list[dict[str, Any]]:
        """What is stored of the things, by their ids, in the order of their numbers."""
        rows = found.filter(pk__in=self.things()).values_list("pk", *columns)
        by_id = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in rows}
        return [by_id[thing] for thing in self.things()]


class Dictionaries:
    """The dictionaries of one answer. They fill while the tables are read."""

    def __init__(self, user: Any) -> None:
        self._user = user
        kinds: QuerySet[Any, Any] = Kind.objects.order_by("order", "key").values(
            "key", "parent_id", "name_en", "name_fr"
        )
        self._kinds = [row for row in kinds if row["parent_id"] is None]
        self._sub_kinds = [row for row in kinds if row["parent_id"] is not None]
        self.kind = Numbering(row["key"] for row in self._kinds)
        self.sub_kind = Numbering(row["key"] for row in self._sub_kinds)
        self.country = Numbering(COUNTRIES)
        self.admin1 = Numbering()
        self.admin2 = Numbering()
        self.place = Numbering()
        self.actor = Numbering()
        self.source = Numbering()
        self.dataset = Numbering()
        self.tag = Numbering()

    def written(self) -> dict[str, Any]:
        """The dictionaries as the answer has them, one statement for each stored kind of thing."""
        admin2 = self.admin2.rows(
            AdminUnit.objects.all(), ("key", "parent_id", "name_en", "name_fr", "type")
        )
        for unit in admin2:
            unit["parent"] = self.admin1.numbers.get(unit.pop("parent_id"), -1)
        admin1 = self.admin1.rows(
            AdminUnit.objects.all(), ("key", "country", "name_en", "name_fr", "type")
        )
        for unit in admin1:
            unit["country"] = self.country.number(unit["country"])
        return {
            "kind": [_named(row) for row in self._kinds],
            "sub_kind": [
                {**_named(row), "parent": self.kind.number(row["parent_id"])}
                for row in self._sub_kinds
            ],
            "country": self.country.things(),
            "admin1": admin1,
            "admin2": admin2,
            "place": [list(names) for names in self.place.things()],
            "actor": self.actor.rows(Actor.objects.all(), ("key", "name_en", "name_fr", "type")),
            "source": self.source.rows(
                open_sources(self._user), ("key", "name_en", "name_fr", "kind")
            ),
            "dataset": self.dataset.rows(
                Dataset.objects.all(),
                ("key", "name_en", "name_fr", "licence", "credit", "may_export"),
            ),
            "tag": self.tag.rows(Term.objects.all(), ("key", "vocabulary", "name_en", "name_fr")),
        }


def _named(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("key", "name_en", "name_fr")}
