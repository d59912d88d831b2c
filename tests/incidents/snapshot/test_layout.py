"""Frames keep what is put in, and nothing damaged passes for whole."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from incidents.snapshot.layout import Frame, LayoutError, read, written

NUMBERS = some.lists(some.integers(0, 2**32 - 1), max_size=40)
FRAMES = some.builds(
    lambda columns, text, part: Frame(
        {"kind": "rest", "part": part},
        {name: np.array(values, np.uint64) for name, values in columns.items()},
        text,
    ),
    some.dictionaries(some.sampled_from(["day", "actor", "kind é"]), NUMBERS, max_size=3),
    some.none() | some.lists(some.text(max_size=8), min_size=1, max_size=3),
    some.text(max_size=7),
)


def plain(frame: Frame) -> tuple[Any, ...]:
    columns = {name: column.tolist() for name, column in frame.columns.items()}
    return dict(frame.head), columns, frame.text


@given(some.lists(FRAMES, max_size=3))
def test_frames_of_a_file_come_back_as_they_were(frames: list[Frame]) -> None:
    for content in (b"".join(map(written, frames)), written(*frames)):
        assert [plain(one) for one in read(content)] == [plain(one) for one in frames]


@pytest.mark.parametrize(("largest", "width"), [(0, 1), (255, 1), (256, 2), (65_536, 4)])
def test_a_column_is_as_narrow_as_its_largest_number_allows(largest: int, width: int) -> None:
    head = written(Frame({}, {"n": np.array([0, largest])})).split(b"}")[0]
    assert f'["n",{width},2]'.encode() in head


def test_the_lowest_bytes_stand_first() -> None:
    assert written(Frame({}, {"n": np.array([0x01020304])})).endswith(b"\x04\x03\x02\x01")


def test_of_two_bytes_the_lower_ones_stand_in_the_order_of_the_higher() -> None:
    numbers = np.array([0x0301, 0x0102, 0x0303, 0x0104])
    assert written(Frame({}, {"n": numbers})).endswith(b"\x03\x01\x03\x01\x02\x04\x01\x03")


def test_columns_of_one_name_stand_together() -> None:
    both = [Frame({}, {"n": np.array([n]), "m": np.array([n + 4])}, [n]) for n in (1, 2)]
    assert written(*both).endswith(b"\x01\x02\x05\x06[1][2]")


@pytest.mark.parametrize("number", [-1, 2**32])
def test_a_number_that_fits_no_column_is_an_error(number: int) -> None:
    with pytest.raises(LayoutError, match="lost"):
        written(Frame({}, {"lost": np.array([number])}))


def test_a_file_cut_anywhere_is_noticed() -> None:
    whole = written(Frame({"kind": "first"}, {"n": np.arange(300)}, ["é"]))
    for size in range(1, len(whole)):
        with pytest.raises(LayoutError):
            list(read(whole[:size]))


def test_bytes_that_are_no_frame_are_refused() -> None:
    with pytest.raises(LayoutError, match="byte 0"):
        list(read(b"<html>"))
