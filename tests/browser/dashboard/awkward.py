"""A record to count: thousands of drawn incidents, and among them a few hundred awkward ones.

The awkward: several places or none, points on whole lattices (so that shapes have points on their
edges and corners) and points of seven decimals; the same incident in two or three data sets, of
equal ranks too, of which some are drafts, withdrawn or not for everybody; actors who belonged to
others for a while; blurred places; figures withheld, rival, single, 0; names with accents.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from incidents.actions.seeds import load_seeds
from incidents.actions.synthesis import SIGNATURE, Wanted, synthesize
from incidents.actions.synthetic_rows import Ground
from incidents.folding import fold
from incidents.management.statistics import analyze
from incidents.models import Actor, AdminUnit, ExactSite, Incident, Kind, Term
from incidents.synthesis import Spots
from incidents.values import (
    COUNTRIES,
    Certainty,
    Contested,
    DatePrecision,
    ParticipationRole,
    Precision,
)
from tests import factories as make

DRAWN = 2500
AWKWARD = 260
FIRST = date(2019, 12, 20)
DAYS = 400
"""Two New Years and a leap day are among them."""
SPOTS = 9
"""Places of each country, to draw over."""
LATTICE = 0.5
"""Degrees between the points on which half of the awkward incidents lie."""
TITLES = (
    "Attaque à Ménaka",
    "Embuscade près de N'Djaména",
    "Combats à Tillabéri",
    "Enlèvement à l'école de Ber",
    "Raid on Tin Zaouatène",
    "Strike at Kidal",
    "Hijacking on the Gao road",
    "",
)
STATUSES = ("published",) * 8 + ("draft", "in_review", "retracted")
STATES = ("retained", "retained", "rival", "single", "none", "withheld", "unknown")
ROLES = tuple(ParticipationRole)
COARSE = (Precision.ADMIN3, Precision.ADMIN2, Precision.ADMIN1, Precision.COUNTRY, Precision.AREA)
SIZES = (0, 1, 1, 1, 1, 2, 3)


def make_record(seed: int = 7) -> None:
    """The whole record; nothing is built of it yet."""
    load_seeds(by=SIGNATURE)
    chance = random.Random(seed)
    synthesize(Wanted(DRAWN, seed), _ground(chance), lambda *_: None)
    _Awkward(chance).make()
    analyze()


def _ground(chance: random.Random) -> Ground:
    """Two regions with two districts each in every country; from 2012 on, places are in others."""
    units: dict[str, list[AdminUnit]] = {}
    for country in COUNTRIES:
        for number in (1, 2):
            region = make.make_unit(
                key=f"{country.lower()}-region-{number}",
                country=country,
                folded=fold(f"{country} région {number}"),
            )
            units.setdefault(country, []).append(region)
            for letter in "ab":
                name = f"Cercle {letter.upper()} de {region.name_fr}"
                make.make_unit(
                    key=f"{region.key}-{letter}",
                    country=country,
                    level=2,
                    parent=region,
                    name_fr=name,
                    folded=fold(name),
                )
    homes = [country for country in COUNTRIES for _ in range(SPOTS)]
    first = [chance.choice(units[country]) for country in homes]
    districts = [list(region.children.order_by("key")) for region in first]
    later = [chance.choice(units[country]) for country in homes]
    return Ground(
        spots=Spots(
            country=np.array([COUNTRIES.index(country) for country in homes]),
            eras=[date.min, date(2012, 7, 1)],
            admin1=np.array([[one.pk for one in first], [one.pk for one in later]]),
            admin2=np.array([[chance.choice([0, *[u.pk for u in one]]) for one in districts]] * 2),
        ),
        places=[None] * len(homes),
        names=[(f"Village {n}", f"Village {n}") for n in range(len(homes))],
        points=[(round(chance.uniform(11, 19), 4), round(chance.uniform(-6, 8), 4)) for _ in homes],
    )


class _Awkward:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.sets = [
            make.make_dataset(key=key, rank=rank, may_show=key != "closed")
            for key, rank in (("own", 10), ("second", 10), ("ucdp", 30), ("closed", 5))
        ]
        self.kinds = list(Kind.objects.exclude(parent=None).order_by("key"))
        self.regions = list(AdminUnit.objects.filter(level=1).order_by("key"))
        self.districts: dict[int, list[AdminUnit]] = {}
        for unit in AdminUnit.objects.filter(level=2).order_by("key"):
            self.districts.setdefault(unit.parent_id or 0, []).append(unit)
        self.terms = list(Term.objects.order_by("key")[:9])
        self.actors = self._cast()
        self.sources = [
            make.make_source(key="paper", name_en="The Paper"),
            make.make_source(key="radio", name_en="Radio"),
            make.make_source(key="not-named", protected=True, name_en="", name_fr=""),
        ]
        self.place = make.make_place(name="Tombouctou")
        for name in ("Timbuktu", "تمبكتو"):
            make.make_place_name(place=self.place, name=name, folded=fold(name))

    def make(self) -> None:
        made = [self._incident() for _ in range(AWKWARD)]
        self._link(made)

    def _cast(self) -> list[Actor]:
        """A cell in a front, the front in a league: for a year, a month, some days, for ever."""
        cast = {
            key: make.make_actor(key=key, name_en=f"{key} of tests")
            for key in ("cell", "front", "league", "rival-front")
        }
        for key, actor in cast.items():
            name = f"{key} de la Vallée"
            make.make_actor_name(actor=actor, name=name, folded=fold(name))
        for part, whole, begins, ends, precision in (
            ("cell", "front", date(2020, 2, 1), date(2020, 2, 20), "month"),
            ("cell", "rival-front", date(2020, 3, 1), date(2020, 7, 15), "day"),
            ("front", "league", date(2020, 5, 5), None, "year"),
            ("league", "front", None, None, "unknown"),
        ):
            make.make_relation(
                subject=cast[part],
                object=cast[whole],
                valid_from=begins,
                valid_from_precision=precision if begins else "unknown",
                valid_to=ends,
                valid_to_precision=precision if ends else "unknown",
            )
        make.make_relation(subject=cast["rival-front"], object=cast["league"], status="disputed")
        return [*cast.values(), *Actor.objects.exclude(key__in=cast).order_by("key")[:12]]

    def _incident(self) -> Incident:
        chance = self.chance
        kind = chance.choice(self.kinds)
        title = chance.choice(TITLES)
        start = FIRST + timedelta(days=chance.randrange(DAYS))
        precision = chance.choice(tuple(DatePrecision))
        long = 0 if precision == DatePrecision.DAY else chance.randrange(1, 40)
        made = make.make_incident(
            kind=kind.parent_id,
            sub_kind=kind.key,
            dataset=chance.choice(self.sets),
            status=chance.choice(STATUSES),
            title_en=title or "Attack on a post",
            title_fr=title or "Attaque contre un poste",
            search=fold(title or "Attack on a post"),
            start=start,
            end=start + timedelta(days=long),
            date_precision=precision,
            certainty=chance.choice(tuple(Certainty)),
            contested=chance.sample(tuple(Contested), chance.choice((0, 0, 1, 2, 5))),
            sensitive=chance.choice(("", "", "", "school")),
            **self._figures(),
        )
        for _ in range(chance.choice(SIZES)):
            self._site(made)
        for _ in range(chance.choice(SIZES)):
            self._person(made)
        self._heard(made)
        made.tags.add(*chance.sample(self.terms, chance.choice((0, 0, 1, 3))))
        return made

    def _figures(self) -> dict[str, Any]:
        chance = self.chance
        state = chance.choice(STATES)
        low, more = chance.choice((0, 1, 9, 10, 49, 50, 300)), chance.choice((0, 1, 25))
        figures: dict[str, tuple[int | None, int | None, int | None]] = {
            "retained": (low, chance.randint(low, low + more), low + more),
            "rival": (low, None, low + 30),
            "single": (low, None, low),
            "none": (0, chance.choice((None, 0)), 0),
        }
        lowest, retained, highest = figures.get(state, (None, None, None))
        return {
            "deaths_state": state,
            "deaths_low": lowest,
            "deaths_retained": retained,
            "deaths_high": highest,
        }

    def _point(self) -> tuple[float, float]:
        chance = self.chance
        if chance.random() < 0.5:
            return 12 + LATTICE * chance.randrange(11), -4 + LATTICE * chance.randrange(13)
        digits = chance.choice((1, 4, 6, 7))
        return round(chance.uniform(12, 17), digits), round(chance.uniform(-4, 2), digits)

    def _site(self, made: Incident) -> None:
        chance = self.chance
        region = chance.choice(self.regions)
        district = chance.choice([*self.districts.get(region.pk, []), None])
        drawn = chance.random() < 0.7
        blurred = bool(made.sensitive)
        exact = Precision.NEAR if blurred else chance.choice((Precision.EXACT, Precision.NEAR))
        # Some coarse ones have a point all the same, which stands for a unit and for no place.
        latitude, longitude = self._point() if drawn or chance.random() < 0.4 else (None, None)
        site = make.make_site(
            incident=made,
            name_en=chance.choice(("Kidal", "Ménaka", "")),
            country=region.country,
            admin1=chance.choice((region, region, None)),
            admin2=district,
            place=self.place if chance.random() < 0.15 else None,
            precision=exact if drawn else chance.choice(COARSE),
            latitude=latitude,
            longitude=longitude,
            generalised=blurred,
        )
        if blurred:
            ExactSite.objects.create(site=site, latitude=14.25, longitude=-1.25, precision="exact")

    def _person(self, made: Incident) -> None:
        role = self.chance.choice(ROLES)
        if self.chance.random() < 0.25:
            make.make_participation(incident=made, role=role, description_en="armed men")
        else:
            actor = self.chance.choice(self.actors)
            make.make_participation(incident=made, role=role, actor=actor)

    def _heard(self, made: Incident) -> None:
        paper, radio, hidden = self.sources
        way = self.chance.randrange(6)
        if way == 0:
            made.reports.add(make.make_report(source=paper))
        elif way == 1:
            make.make_claim(incident=made, report=make.make_report(source=hidden), carrier=radio)
        elif way == 2:
            make.make_claim(
                incident=made, report=make.make_report(source=paper), speaker_source=radio
            )
        elif way == 3:
            made.reports.add(make.make_report(source=hidden))

    def _link(self, made: Sequence[Incident]) -> None:
        """Groups of two and three, whoever may see their members; one of them alone."""
        chosen = self.chance.sample(list(made), AWKWARD // 2)
        while chosen:
            group = [chosen.pop() for _ in range(min(len(chosen), self.chance.choice((2, 2, 3))))]
            name = min(one.pk for one in group)
            Incident.objects.filter(pk__in=[one.pk for one in group]).update(same_group=name)
