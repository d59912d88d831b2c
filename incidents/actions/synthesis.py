"""A synthetic record in the tables: one data set, marked as what it is wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings

from incidents.actions.refusals import refused
from incidents.actions.signing import Signature, signed
from incidents.actions.synthetic_rows import Ground, Writer
from incidents.models import Actor, Dataset, Incident, Source
from incidents.synthesis import Cast, World, chunks
from incidents.synthesis.words import SOURCES
from incidents.values import SYNTHETIC, Status

SIGNATURE = Signature(label="synthetic data")
SOURCE_KINDS = (
    *("agency", "newspaper", "broadcaster", "online_media", "ngo", "local_partner", "un"),
    *("state_institution", "social_media", "researcher"),
)
NOTE_EN = "Drawn by a program: nothing in it happened."
NOTE_FR = "Tiré au sort par un programme : rien de tout cela n’a eu lieu."
Watch = Callable[[str, int, float], None]
"""Called now and then with the step, the rows so far and the share done (0 to 1)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many incidents, drawn from which seed; `beside`: although real ones are published."""

    count: int
    seed: int
    beside: bool = False


def check(wanted: Wanted) -> None:
    """Raises Refused where a record must not be filled with what never happened."""
    if settings.PRODUCTION:
        raise refused(
            "MODE",
            "A production record takes no synthetic data.",
            "Use a DATA_DIR of its own with MODE=local.",
        )
    if wanted.count < 1 or wanted.seed < 0:
        raise refused("count", "Count and seed are whole numbers.", "Give a count from 1 up.")
    if Incident.objects.filter(dataset__key=SYNTHETIC).exists():
        raise refused(
            "dataset",
            "The record holds synthetic data already.",
            "Use a DATA_DIR of its own for another draw.",
        )
    real = Incident.objects.filter(status=Status.PUBLISHED).exclude(dataset__key=SYNTHETIC)
    if real.exists() and not wanted.beside:
        raise refused(
            "beside",
            "The record holds real published incidents, which synthetic ones would drown.",
            "Use a DATA_DIR of its own, or add --beside to mix them all the same.",
        )


def synthesize(wanted: Wanted, ground: Ground, watch: Watch) -> None:
    """Write a record drawn from the seed and publish it; all of it or nothing.

    The same seed and count give the same record, permanent ids included, where actors, places
    and units are the same. Raises Refused as `check` does.
    """
    check(wanted)
    with signed(SIGNATURE):
        dataset, sources = _dataset(), _sources()
        actors = list(Actor.objects.order_by("id").values_list("id", "type", "subtype", "country"))
        cast = Cast.of([actor[1:] for actor in actors])
        writer = Writer(wanted.seed, ground, dataset, sources, [actor[0] for actor in actors])
        world = World(seed=wanted.seed, count=wanted.count, spots=ground.spots, cast=cast)
        watch("write", 0, 0.0)
        for chunk in chunks(world):
            writer.write(chunk)
            done = chunk.first + chunk.rows
            watch("write", done, done / wanted.count)


def _dataset() -> int:
    return Dataset.objects.get_or_create(
        key=SYNTHETIC,
        defaults={
            "name_en": "Synthetic data",
            "name_fr": "Données synthétiques",
            "credit": NOTE_EN,
            "credit_fr": NOTE_FR,
            "rank": 90,
            "may_show": True,
            "may_export": True,
        },
    )[0].pk


def _sources() -> Sequence[int]:
    Source.objects.bulk_create(
        [
            Source(
                key=f"synthetic-source-{number}",
                name_en=f"Synthetic source {number}",
                name_fr=f"Source synthétique {number}",
                kind=SOURCE_KINDS[number % len(SOURCE_KINDS)],
            )
            for number in range(1, SOURCES + 1)
        ],
        ignore_conflicts=True,
    )
    ids = dict(Source.objects.filter(key__startswith="synthetic-source-").values_list("key", "id"))
    return [ids[f"synthetic-source-{number}"] for number in range(1, SOURCES + 1)]
