"""Incidents of two data sets that the curated record itself says are one.

They are linked whichever comes first, the curated incident or the other data set's row. A link
that a person took back, or turned into "related", stays as that person left it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from incidents.actions.linking import join
from incidents.actions.seeds import read_seeds
from incidents.actions.signing import Signature, signed
from incidents.formats import curated
from incidents.formats.twins import Named, twins
from incidents.models import Change, Incident, IncidentLink

REASON = "named in the curated record"
Pair = tuple[int, int]
"""Ids of two incidents, the smaller first."""


@cache
def partners() -> Mapping[Named, frozenset[Named]]:
    """Each incident that names another or is named, and those that are the same."""
    found: dict[Named, set[Named]] = {}
    for key, named in twins(read_seeds("demo/mapping.json")).items():
        own = (curated.DATASET, key)
        for other in named:
            found.setdefault(own, set()).add(other)
            found.setdefault(other, set()).add(own)
    return {one: frozenset(others) for one, others in found.items()}


def reasons(new: Iterable[Named]) -> dict[Named, str]:
    """Why the place of these new rows is hidden although they do not say so: a twin's reason.

    Asked before they are stored: a place that is hidden then was never stored as public.
    """
    named = {one: partners()[one] for one in new if one in partners()}
    stand = _standing({other for others in named.values() for other in others})
    hidden = {other: reason for other, (_, reason) in stand.items() if reason}
    return {
        one: min(hidden[other] for other in others & hidden.keys())
        for one, others in named.items()
        if others & hidden.keys()
    }


def link_twins(*, datasets: Collection[str], by: Signature) -> int:
    """Link twins of these data sets where the record holds both; answers how many links are new.

    No role is needed: it is the curated record that says so, not who imports.
    """
    named = {one: others for one, others in partners().items() if one[0] in datasets}
    if not named:
        return 0
    stand = _standing({*named, *(other for others in named.values() for other in others)})
    ids = {one: pk for one, (pk, _) in stand.items()}
    pairs = {
        (min(ids[one], ids[other]), max(ids[one], ids[other]))
        for one, others in named.items()
        for other in others
        if one in ids and other in ids
    }
    missing = sorted(pairs - _linked(ids.values())) if pairs else []
    apart = _taken_back() if missing else set()
    return _link([pair for pair in missing if pair not in apart], by)


def _link(pairs: Sequence[Pair], by: Signature) -> int:
    if not pairs:
        return 0
    with signed(by):
        IncidentLink.objects.bulk_create(
            IncidentLink(
                first_id=first, second_id=second, same=True, reason=REASON, created_by=by.user
            )
            for first, second in pairs
        )
        join({pk for pair in pairs for pk in pair})
    return len(pairs)


def _standing(named: Collection[Named]) -> dict[Named, tuple[int, str]]:
    """Those that the record holds: id, and why the place is hidden."""
    if not named:
        return {}
    rows = Incident.objects.filter(
        dataset__key__in={dataset for dataset, _ in named},
        dataset_key__in={key for _, key in named},
    ).values_list("dataset__key", "dataset_key", "id", "sensitive")
    return {
        (dataset, key): (pk, reason) for dataset, key, pk, reason in rows if (dataset, key) in named
    }


def _linked(incidents: Collection[int]) -> set[Pair]:
    found = IncidentLink.objects.filter(first__in=incidents)
    return set(found.values_list("first_id", "second_id"))


def _taken_back() -> set[Pair]:
    """Links that somebody removed: the history keeps what was deleted."""
    gone = Change.objects.filter(table=IncidentLink._meta.db_table, action="delete")
    return set(gone.values_list("before__first_id", "before__second_id"))
