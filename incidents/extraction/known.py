"""What the record knows by name: places, units, actors, sources. The extraction is handed these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from incidents.folding import fold

STATE_FORCES = frozenset(
    {"army", "police", "gendarmerie", "national_guard", "unspecified_state_forces"}
)
_DEMONYM_BEARERS = frozenset({"army", "police", "gendarmerie", "government"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place of the gazetteer. Degrees WGS 84; no point for a few."""

    id: int
    name: str
    country: str
    feature_class: str
    feature_code: str
    latitude: float | None
    longitude: float | None
    admin1: str = ""
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    """A country (level 0), region or district, with its names."""

    key: str
    country: str
    level: int
    names: tuple[str, ...]
    standing: bool = True
    """False where it no longer exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """An actor of the register with all its names."""

    key: str
    name: str
    type: str
    subtype: str
    country: str
    names: tuple[str, ...]

    @property
    def of_state(self) -> bool:
        """True for armies, police, ministries; of other countries too."""
        return self.type == "state" or self.subtype in STATE_FORCES


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSource:
    """A source with its names."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Known:
    """Everything that a text's names are looked up in."""

    places: Mapping[str, Sequence[KnownPlace]] = field(default_factory=dict)
    """By folded name."""
    units: Sequence[KnownUnit] = ()
    actors: Sequence[KnownActor] = ()
    sources: Sequence[KnownSource] = ()

    @cached_property
    def units_by_name(self) -> dict[str, list[KnownUnit]]:
        """Regions and districts by folded name; those that stand come first."""
        return _units_by_name(tuple(self.units))

    @cached_property
    def countries(self) -> dict[str, str]:
        """ISO code by folded name of a country, or by stem of the word for its people."""
        return _countries(tuple(self.units), tuple(self.actors))

    @cached_property
    def actors_by_key(self) -> dict[str, KnownActor]:
        """Every actor by its key."""
        return {actor.key: actor for actor in self.actors}

    def force_of(self, country: str, subtype: str) -> KnownActor | None:
        """The army, the police… of a country."""
        for actor in self.actors:
            if (actor.country, actor.subtype, actor.type) == (country, subtype, "state"):
                return actor
        return None


@lru_cache(maxsize=4)
def _units_by_name(units: tuple[KnownUnit, ...]) -> dict[str, list[KnownUnit]]:
    found: dict[str, list[KnownUnit]] = defaultdict(list)
    for unit in sorted(units, key=lambda unit: (not unit.standing, unit.level)):
        for name in {fold(name) for name in unit.names}:
            if unit.level and name:
                found[name].append(unit)
    return dict(found)


@lru_cache(maxsize=4)
def _countries(units: tuple[KnownUnit, ...], actors: tuple[KnownActor, ...]) -> dict[str, str]:
    found = {fold(name): unit.country for unit in units if unit.level == 0 for name in unit.names}
    for word, country in _demonyms(actors).items():
        found.setdefault(word, country)
    return found


def _demonyms(actors: tuple[KnownActor, ...]) -> dict[str, str]:
    """Words that several forces of one country bear and none of another does."""
    bearers: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for actor in actors:
        if actor.type == "state" and actor.subtype in _DEMONYM_BEARERS and actor.country:
            for name in actor.names:
                for word in fold(name).split():
                    bearers[stem(word)][actor.country].add(actor.key)
    return {
        word: next(iter(of))
        for word, of in bearers.items()
        if len(of) == 1 and len(word) > 3 and len(next(iter(of.values()))) > 1
    }


def stem(word: str) -> str:
    """A folded adjective without the endings of gender and number."""
    for ending in ("nis", "ni", "n", "sis", "si", "s", "is"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word
