"""What `first` and `rest` say, in the fewest bytes: docs/snapshot.md tells each column.

Columns that say little are put into one number; others are written in the order of a column that
foretells them, so that what is alike stands together; participations that occur again are named.
Pure: numbers in, numbers out, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from incidents.snapshot.layout import Whole

Columns = Mapping[str, Whole]
Order = NDArray[np.intp]
STATE_BITS, CERTAINTY_BITS, ROLE_BITS, ATTRIBUTION_BITS = 3, 2, 3, 3
"""Enough for the words of each vocabulary."""


def coded_first(of: Columns) -> dict[str, Whole]:
    """The columns of `first` from days, `kind`, `sub_kind`, `deaths_state`, `retained`, places."""
    kinds, sub_kinds, pair = _pairs(of["kind"], of["sub_kind"])
    state = of["deaths_state"]
    return {
        "per_day": of["per_day"],
        "pair_kind": kinds,
        "pair_sub_kind": sub_kinds,
        "pair_state": pair << STATE_BITS | state,
        "retained": of["retained"][np.argsort(state, kind="stable")],
        "sites": of["sites"],
        "place": of["place"],
    }


def plain_first(of: Columns) -> dict[str, Whole]:
    """What `coded_first` was given."""
    pair, state = _parted(of["pair_state"], STATE_BITS)
    return {
        "per_day": of["per_day"],
        "kind": of["pair_kind"][pair],
        "sub_kind": of["pair_sub_kind"][pair],
        "deaths_state": state,
        "retained": _turned_back(of["retained"], np.argsort(state, kind="stable")),
        "sites": of["sites"],
        "place": of["place"],
    }


def coded_rest(of: Columns, first: Columns) -> tuple[dict[str, Whole], int]:
    """The columns of `rest`, and for how many tags there is room; `first` are plain columns."""
    tag_bits = int(of["tags"].max(initial=0)).bit_length()
    by_state, company = _by_state(first), _by_place(first)
    found = {
        "date_precision": of["date_precision"],
        "span": of["span"][np.argsort(of["date_precision"], kind="stable")],
        "dataset": of["dataset"],
        "counts": (of["sources"] << tag_bits | of["tags"]) << CERTAINTY_BITS | of["certainty"],
        **{name: of[name][by_state] for name in ("contested", "low", "high")},
        **_companies(of, company),
        **{name: of[name] for name in ("source", "tag", "grouped", "group_hi", "group_lo")},
    }
    return found, tag_bits


def plain_rest(of: Columns, tag_bits: int, first: Columns) -> dict[str, Whole]:
    """What `coded_rest` was given, with the plain columns of `first`."""
    by_state, company = _by_state(first), _by_place(first)
    counts, certainty = _parted(of["counts"], CERTAINTY_BITS)
    sources, tags = _parted(counts, tag_bits)
    by_precision = np.argsort(of["date_precision"], kind="stable")
    return {
        "date_precision": of["date_precision"],
        "span": _turned_back(of["span"], by_precision),
        "dataset": of["dataset"],
        "certainty": certainty,
        "sources": sources,
        "tags": tags,
        **{name: _turned_back(of[name], by_state) for name in ("contested", "low", "high")},
        **_parties(of, company),
        **{name: of[name] for name in ("source", "tag", "grouped", "group_hi", "group_lo")},
    }


def _pairs(kind: Whole, sub_kind: Whole) -> tuple[Whole, Whole, Whole]:
    """Kinds and sub-kinds as they occur together, and the number of each row's pair.

    A sub-kind has one kind, so that its number is the pair's, too; where it stands with another
    as well, that pair follows behind.
    """
    both = sub_kind.astype(np.int64) << 32 | kind
    there, at = np.unique(both, return_inverse=True)
    sub_kinds, kinds = there >> 32, there & 0xFFFFFFFF
    size = int(sub_kinds.max(initial=-1)) + 1
    usual = np.diff(sub_kinds, prepend=-1) > 0
    numbers = sub_kinds.copy()
    numbers[~usual] = size + np.arange(np.count_nonzero(~usual))
    all_kinds = np.zeros(size + np.count_nonzero(~usual), np.int64)
    all_kinds[numbers] = kinds
    all_sub_kinds = np.concatenate([np.arange(size), sub_kinds[~usual]])
    return all_kinds, all_sub_kinds, numbers[at]


def _by_state(first: Columns) -> Order:
    return np.argsort(first["deaths_state"], kind="stable")


def _by_place(first: Columns) -> Order:
    """By kind, and by the first place that a row has."""
    sites = first["sites"].astype(np.intp)
    place = np.zeros(len(sites), np.int64)
    some = sites > 0
    place[some] = first["place"][(np.cumsum(sites) - sites)[some]]
    return np.lexsort((place, first["kind"]))


def _companies(of: Columns, order: Order) -> dict[str, Whole]:
    """Each list of participations once, where it comes first."""
    counts = of["parties"].astype(np.intp)
    starts = np.cumsum(counts) - counts
    stance = of["role"] | of["attribution"] << ROLE_BITS
    stance = stance | of["via"] << (ROLE_BITS + ATTRIBUTION_BITS)
    named = _named(of["actor"].astype(np.int64) << 8 | stance, counts, starts)[order]
    _, firsts, at = np.unique(named, return_index=True, return_inverse=True)
    numbers = np.empty(len(firsts), np.int64)
    numbers[np.argsort(firsts)] = np.arange(len(firsts))
    company = numbers[at] + 1
    company[firsts] = 0
    rows = order[np.sort(firsts)]
    entries = _entries(starts[rows], counts[rows])
    return {
        "company": company,
        "parties": counts[rows],
        "actor": of["actor"][entries],
        "stance": stance[entries],
    }


def _named(entry: Whole, counts: Order, starts: Order) -> Whole:
    """A number for each row: rows have the same one if all their entries are the same."""
    _, entry = np.unique(entry, return_inverse=True)
    room = int(entry.max(initial=0)) + 1
    named = np.zeros(len(counts), np.int64)
    size, rows = 1, np.arange(len(counts))
    for place in range(int(counts.max(initial=0))):
        rows = rows[counts[rows] > place]
        code = named[rows] * room + entry[starts[rows] + place]
        _, at = np.unique(code, return_inverse=True)
        named[rows] = size + at
        size += len(rows)
    return named


def _parties(of: Columns, order: Order) -> dict[str, Whole]:
    fresh = of["company"] == 0
    company = np.where(fresh, np.cumsum(fresh), of["company"].astype(np.int64)) - 1
    row = _turned_back(company, order)
    sizes = of["parties"].astype(np.intp)
    counts = sizes[row]
    at = _entries((np.cumsum(sizes) - sizes)[row], counts)
    rest, role = _parted(of["stance"][at], ROLE_BITS)
    via, attribution = _parted(rest, ATTRIBUTION_BITS)
    return {
        "parties": of["parties"][row],
        "actor": of["actor"][at],
        "role": role,
        "attribution": attribution,
        "via": via,
    }


def _entries(starts: Order, counts: Order) -> Order:
    """The places of entries that stand together, from where they start."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(int(counts.sum()))


def _parted(column: Whole, bits: int) -> tuple[Any, Any]:
    """What stands above the lowest bits, and these."""
    return column >> bits, column & ((1 << bits) - 1)


def _turned_back(column: Whole, order: Order) -> Whole:
    found = np.empty_like(column)
    found[order] = column
    return found
