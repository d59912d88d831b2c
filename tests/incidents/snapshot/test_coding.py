"""Nothing of a part is lost when it is written in few bytes."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from incidents.snapshot.coding import coded_first, coded_rest, plain_first, plain_rest
from incidents.snapshot.gather import ENUMS
from incidents.snapshot.layout import Frame, read, written

PARTY = some.tuples(
    some.sampled_from([0, 1, 2, 300, 70_000]),
    some.integers(0, 5),
    some.integers(0, 5),
    some.integers(0, 1),
)
ROW = some.fixed_dictionaries(
    {
        "kind": some.integers(0, 3),
        "sub_kind": some.integers(0, 5),
        "deaths_state": some.integers(0, 5),
        "retained": some.sampled_from([0, 1, 2, 255, 256, 100_000]),
        "places": some.lists(some.sampled_from([0, 1, 2, 255, 256, 65_536, 65_537]), max_size=3),
        "span": some.integers(0, 400),
        "date_precision": some.integers(0, 4),
        "certainty": some.integers(0, 3),
        "dataset": some.integers(0, 2),
        "contested": some.integers(0, 31),
        "low": some.integers(0, 9),
        "high": some.integers(0, 9),
        "party": some.lists(some.sampled_from([(3, 1, 1, 0), (4, 2, 0, 1)]) | PARTY, max_size=3),
        "source": some.lists(some.integers(0, 300), max_size=3),
        "tag": some.lists(some.integers(0, 9), max_size=17),
    }
)
LISTS = {"sites": "places", "parties": "party", "sources": "source", "tags": "tag"}
IN_FIRST = ("kind", "sub_kind", "deaths_state", "retained")
IN_REST = ("span", "date_precision", "certainty", "dataset", "contested", "low", "high")


def columns(rows: list[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    def each(name: str) -> Any:
        return np.array([row[name] for row in rows], np.int64)

    def flat(name: str, at: int | None = None) -> Any:
        found = [one if at is None else one[at] for row in rows for one in row[name]]
        return np.array(found, np.int64)

    sizes = {name: np.array([len(row[of]) for row in rows], np.int64) for name, of in LISTS.items()}
    sites = sizes.pop("sites")
    first = {name: each(name) for name in IN_FIRST}
    first |= {"per_day": np.array([len(rows)]), "sites": sites, "place": flat("places")}
    names = ("actor", "role", "attribution", "via")
    rest = {name: each(name) for name in IN_REST} | sizes
    rest |= {name: flat("party", at) for at, name in enumerate(names)}
    rest |= {name: flat(name) for name in ("source", "tag")}
    rest |= {name: np.array([1]) for name in ("grouped", "group_hi", "group_lo")}
    return first, rest


@given(some.lists(ROW, min_size=1, max_size=25))
def test_columns_come_back_as_they_were(rows: list[dict[str, Any]]) -> None:
    first, rest = columns(rows)
    coded, tag_bits = coded_rest(rest, first)
    frames = Frame({}, coded_first(first)), Frame({"tag_bits": tag_bits}, coded)
    one, other = read(written(*frames))
    plain = plain_first(one.columns)
    more = plain_rest(other.columns, other.head["tag_bits"], plain)
    assert {name: column.tolist() for name, column in plain.items()} == {
        name: column.tolist() for name, column in first.items()
    }
    assert {name: column.tolist() for name, column in more.items()} == {
        name: column.tolist() for name, column in rest.items()
    }


def test_participations_that_occur_again_are_written_once() -> None:
    party = [(7, 0, 1, 0), (9, 3, 5, 0)]
    row: dict[str, Any] = dict.fromkeys((*IN_FIRST, *IN_REST), 0)
    row |= {"places": [1], "source": [], "tag": []}
    first, rest = columns([row | {"party": one} for one in (party, [], party, party[:1], party)])
    coded, _ = coded_rest(rest, first)
    assert coded["company"].tolist() == [0, 0, 1, 0, 1]
    assert coded["parties"].tolist() == [2, 0, 1]
    assert coded["actor"].tolist() == [7, 9, 7]


def test_a_sub_kind_that_stands_with_two_kinds_has_two_pairs() -> None:
    pairs = [(1, 4), (0, 2), (2, 4), (1, 4)]
    row: dict[str, Any] = dict.fromkeys((*IN_FIRST, *IN_REST), 0)
    row |= {"places": [], "source": [], "tag": [], "party": []}
    first, _ = columns([row | {"kind": kind, "sub_kind": sub} for kind, sub in pairs])
    coded = coded_first(first)
    assert coded["pair_kind"].tolist() == [0, 0, 0, 0, 1, 2]
    assert coded["pair_sub_kind"].tolist() == [0, 1, 2, 3, 4, 4]
    assert coded["pair_state"].tolist() == [4 * 8, 2 * 8, 5 * 8, 4 * 8]


def test_every_vocabulary_has_room_in_its_bits() -> None:
    room = {"deaths_state": 8, "certainty": 4, "role": 8, "attribution": 8}
    assert all(len(ENUMS[name]) <= size for name, size in room.items())
