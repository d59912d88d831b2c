"""A record with every sort of trouble in it, written down as plain values too."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from incidents.folding import fold
from incidents.models import Incident, Term
from tests import factories

FIRST = date(2023, 12, 25)
DAYS = 20
COUNTRIES = ("ML", "BF", "NE")
KINDS = (("battles", "armed_clash"), ("battles", "shelling_fight"), ("protests", "peaceful"))
ROLES = ("perpetrator", "party", "target", "victim")
PRECISIONS = ("exact", "near", "admin2", "admin1", "country")
STATES = ("retained", "rival", "none", "withheld", "unknown")
CONTESTED = ("occurrence", "toll", "control")
CERTAINTIES = ("verified", "corroborated", "single_origin", "unverified")
WORDS = ("Ménaka", "Gao", "attaque", "post", "Ber")


@dataclass
class Plain:
    """One incident, as anyone could write it on paper."""

    id: str
    pk: int
    start: date
    kind: str
    sub_kind: str
    dataset: str
    rank: int
    certainty: str
    contested: list[str]
    state: str
    figure: int | None
    low: int | None
    high: int | None
    group: int | None
    updated: Any
    visible: bool
    sites: list[Mapping[str, Any]] = field(default_factory=list)
    people: list[tuple[str | None, str]] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    published: bool = True
    for_all: bool = True
    """Its data set may be shown to everybody."""


class Rows(list[Plain]):
    """The whole record; a failing example names what was asked, not all of this."""

    def __repr__(self) -> str:
        return f"<{len(self)} incidents>"


def as_seen(rows: Rows, role: str | None) -> Rows:
    """The same record with what a role may know of marked as visible; None: nobody signed in."""
    if role == "analyst":
        return Rows(replace(row, visible=True) for row in rows)
    return Rows(
        replace(row, visible=row.published and (row.for_all or role is not None)) for row in rows
    )


PARTS: dict[str, list[tuple[str, date | None, date | None]]] = {
    "cell": [("front", date(2024, 1, 1), date(2024, 1, 7))],
    "front": [("league", None, None)],
}
"""A cell belonged to a front for a week; the front belongs to a league."""


def build(seed: int, size: int) -> Rows:
    """Write a record of `size` incidents, and return it as plain values."""
    return Rows(_Builder(random.Random(seed)).build(size))


class _Builder:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.sets = [
            factories.make_dataset(key="own", rank=10),
            factories.make_dataset(key="ucdp", rank=30),
            factories.make_dataset(key="closed", rank=40, may_show=False),
        ]
        self.actors = {
            key: factories.make_actor(key=key, name_en=f"{key} people")
            for key in ("front", "cell", "league", "army")
        }
        for key, actor in self.actors.items():
            factories.make_actor_name(actor=actor, name=f"{key} alias", folded=fold(f"{key} alias"))
        for part, wholes in PARTS.items():
            for whole, begins, ends in wholes:
                factories.make_relation(
                    subject=self.actors[part],
                    object=self.actors[whole],
                    valid_from=begins,
                    valid_from_precision="day" if begins else "unknown",
                    valid_to=ends,
                    valid_to_precision="day" if ends else "unknown",
                )
        factories.make_relation(
            subject=self.actors["army"], object=self.actors["league"], status="disputed"
        )
        self.sources = [
            factories.make_source(key="paper"),
            factories.make_source(key="radio"),
            factories.make_source(key="hidden", protected=True, name_en="", name_fr=""),
        ]
        self.terms = [factories.make_term(key=key) for key in ("airport", "market", "school")]
        self.units = {}
        for country in COUNTRIES:
            region = factories.make_unit(
                key=f"{country}-1", country=country, folded=fold(f"{country} region")
            )
            self.units[country] = (
                region,
                factories.make_unit(key=f"{country}-1-1", country=country, level=2, parent=region),
            )
        self.place = factories.make_place(name="Tombouctou")
        factories.make_place_name(place=self.place, name="Timbuktu", folded=fold("Timbuktu"))

    def build(self, size: int) -> list[Plain]:
        rows = [self._incident() for _ in range(size)]
        groups = self.chance.sample(range(size), size // 3)
        for first, second in zip(groups[::2], groups[1::2], strict=False):
            for row in (rows[first], rows[second]):
                row.group = rows[min(first, second)].pk
                Incident.objects.filter(pk=row.pk).update(same_group=row.group)
        updated = dict(Incident.objects.values_list("public_id", "updated_at"))
        for row in rows:
            row.updated = updated[row.id]
        return rows

    def _incident(self) -> Plain:
        chance = self.chance
        kind, sub_kind = chance.choice(KINDS)
        dataset = chance.choice(self.sets)
        status = chance.choice(("published",) * 5 + ("draft", "retracted"))
        state = chance.choice(STATES)
        low, retained, high = self._figures(state)
        words = " ".join(chance.sample(WORDS, 2))
        made = factories.make_incident(
            kind=kind,
            sub_kind=sub_kind,
            dataset=dataset,
            status=status,
            start=FIRST + timedelta(days=chance.randrange(DAYS)),
            certainty=chance.choice(CERTAINTIES),
            contested=chance.sample(CONTESTED, chance.choice((0, 0, 1, 2))),
            deaths_state=state,
            deaths_low=low,
            deaths_retained=retained,
            deaths_high=high,
            search=fold(words),
        )
        plain = Plain(
            id=made.public_id,
            pk=made.pk,
            start=made.start,
            kind=kind,
            sub_kind=sub_kind,
            dataset=dataset.key,
            rank=dataset.rank,
            certainty=made.certainty,
            contested=made.contested,
            state=state,
            figure=0 if state == "none" and retained is None else retained,
            low=low,
            high=high,
            group=None,
            updated=None,
            visible=status == "published" and dataset.may_show,
            texts=[made.search],
            published=status == "published",
            for_all=dataset.may_show,
        )
        for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
            self._site(made, plain)
        for _ in range(chance.choice((0, 1, 2, 2))):
            self._person(made, plain)
        self._heard(made, plain)
        for term in chance.sample(self.terms, chance.choice((0, 0, 1, 2))):
            made.tags.add(term)
            plain.tags.add(term.key)
        return plain

    def _figures(self, state: str) -> tuple[int | None, int | None, int | None]:
        if state == "retained":
            low = self.chance.randrange(20)
            high = low + self.chance.randrange(10)
            return low, self.chance.randint(low, high), high
        if state == "rival":
            return 3, None, 30
        if state == "none":
            return (0, self.chance.choice((None, 0)), 0)
        return None, None, None

    def _site(self, made: Incident, plain: Plain) -> None:
        chance = self.chance
        country = chance.choice(COUNTRIES)
        precision = chance.choice(PRECISIONS)
        point = (
            (round(chance.uniform(12, 17), 4), round(chance.uniform(-5, 3), 4))
            if precision in ("exact", "near") or chance.random() < 0.5
            else (None, None)
        )
        region, district = self.units[country]
        admin1 = region if chance.random() < 0.7 else None
        admin2 = district if admin1 and chance.random() < 0.5 else None
        place = self.place if chance.random() < 0.3 else None
        factories.make_site(
            incident=made,
            country=country,
            precision=precision,
            latitude=point[0],
            longitude=point[1],
            admin1=admin1,
            admin2=admin2,
            place=place,
        )
        plain.sites.append(
            {
                "country": country,
                "precision": precision,
                "point": point if point[0] is not None else None,
                "admin1": admin1.key if admin1 else None,
                "admin2": admin2.key if admin2 else None,
            }
        )
        if admin1:
            plain.texts.append(fold(f"{country} region"))
        if place:
            plain.texts.append(fold("Timbuktu"))

    def _person(self, made: Incident, plain: Plain) -> None:
        chance = self.chance
        role = chance.choice(ROLES)
        key = chance.choice((*self.actors, None))
        if key is None:
            factories.make_participation(incident=made, role=role, description_en="gunmen")
        else:
            factories.make_participation(incident=made, role=role, actor=self.actors[key])
            plain.texts.append(fold(f"{key} alias"))
        plain.people.append((key, role))

    def _heard(self, made: Incident, plain: Plain) -> None:
        chance = self.chance
        paper, radio, hidden = self.sources
        way = chance.randrange(6)
        if way == 1:
            made.reports.add(factories.make_report(source=paper))
            plain.sources.add("paper")
        elif way == 2:
            factories.make_claim(
                incident=made, report=factories.make_report(source=hidden), carrier=radio
            )
            plain.sources.add("radio")
        elif way == 3:
            factories.make_claim(
                incident=made,
                report=factories.make_report(source=paper),
                speaker_source=radio,
            )
            plain.sources |= {"paper", "radio"}
        elif way == 4:
            made.reports.add(factories.make_report(source=hidden))


def term_keys() -> list[str]:
    return list(Term.objects.values_list("key", flat=True))
