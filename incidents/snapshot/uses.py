"""Which numbers of a label's dictionaries stand in frames."""

from __future__ import annotations

import numpy as np

from incidents.snapshot.dictionaries import Dictionaries
from incidents.snapshot.layout import Frame

NUMBERS = {
    "place": ("place", 0),
    "dataset": ("dataset", 0),
    "actor": ("actor", 1),
    "source": ("source", 0),
    "tag": ("tag", 0),
}
"""Columns of frames whose values are numbers of a dictionary, and which value stands for its 0."""


class Uses:
    """The numbers of each dictionary that some frames name."""

    def __init__(self) -> None:
        self.of: dict[str, set[int]] = {name: set() for name, _ in NUMBERS.values()}

    def add(self, frame: Frame) -> None:
        for column, (name, first) in NUMBERS.items():
            if column in frame.columns:
                found = np.flatnonzero(np.bincount(frame.columns[column])).tolist()
                self.of[name].update(number - first for number in found if number >= first)

    def add_all(self, known: Dictionaries) -> None:
        """All numbers that stand for something."""
        for name, numbers in self.of.items():
            numbers.update(known.of[name].keys)

    def beside(self, other: Uses) -> dict[str, set[int]]:
        """By dictionary: what is named here and not there."""
        found = {name: numbers - other.of[name] for name, numbers in self.of.items()}
        return {name: numbers for name, numbers in found.items() if numbers}
