"""Areas that share borders → arcs that stand once, and rings that name them.

A coordinate is an integer of 1/scale degree; an arc is a flat list: the first point, then steps.
A ring is a list of arcs; `~n` is arc n walked backwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import shapely

Point = tuple[int, int]
Edge = tuple[Point, Point]
Ring = list[int]


def quantised(points: Iterable[Sequence[float]], scale: int) -> list[Point]:
    """Points on the integer grid of 1/scale degree; those that fall together stand once."""
    line: list[Point] = []
    for point in points:
        here = (round(point[0] * scale), round(point[1] * scale))
        if not line or line[-1] != here:
            line.append(here)
    return line


def steps(line: Sequence[Point]) -> list[int]:
    """An arc as it is written: x, y of the first point, then the step to each next one."""
    flat = [*line[0]]
    for (x, y), (u, v) in pairwise(line):
        flat += (u - x, v - y)
    return flat


class Topology:
    """The arcs of a coverage, and who lies beside each."""

    def __init__(
        self,
        faces: Mapping[str, Any],
        scale: int,
        *,
        on_frame: Callable[[Point], bool] = lambda point: False,
    ) -> None:
        """`faces` are polygons by name that share their points wherever they touch.

        Arcs end where `on_frame` says that a point lies on the edge of the map.
        """
        self.on_frame = on_frame
        beside: dict[Edge, set[str]] = defaultdict(set)
        for name, outline in faces.items():
            for ring in _rings(outline):
                for edge in pairwise(quantised(ring, scale)):
                    # Walked there and back on the grid, an edge encloses nothing.
                    beside[_plain(edge)] ^= {name}
        self.beside = {edge: names for edge, names in beside.items() if names}
        self.arcs: list[list[Point]] = []
        self.sides: list[frozenset[str]] = []
        self._trace()

    def mesh(self, group: Mapping[str, str]) -> list[int]:
        """Arcs between two different groups of faces; faces without a group count as outside."""
        found = []
        for index, names in enumerate(self.sides):
            groups = {group.get(name) for name in names}
            if len(groups - {None}) == 2:
                found.append(index)
        return found

    def coast(self) -> list[int]:
        """Arcs with nothing on the other side."""
        return [index for index, names in enumerate(self.sides) if len(names) == 1]

    def rings(self, names: Collection[str]) -> list[Ring]:
        """The outline of some faces taken together: closed rings, to be filled even-odd."""
        wanted = set(names)
        open_arcs = [i for i, sides in enumerate(self.sides) if len(sides & wanted) == 1]
        return list(_stitched(open_arcs, self.arcs))

    def _trace(self) -> None:
        at: dict[Point, list[Edge]] = defaultdict(list)
        for edge in self.beside:
            at[edge[0]].append(edge)
            at[edge[1]].append(edge)
        nodes = {p for p, edges in at.items() if self._is_node(edges) or self.on_frame(p)}
        seen: set[Edge] = set()
        for start in [*sorted(nodes), *sorted(at)]:
            for edge in at[start]:
                if edge not in seen:
                    self._walk(start, edge, at, nodes, seen)

    def _is_node(self, edges: list[Edge]) -> bool:
        return len(edges) != 2 or self.beside[edges[0]] != self.beside[edges[1]]

    def _walk(
        self,
        start: Point,
        edge: Edge,
        at: Mapping[Point, list[Edge]],
        nodes: set[Point],
        seen: set[Edge],
    ) -> None:
        line, here, sides = [start], start, frozenset(self.beside[edge])
        while True:
            seen.add(edge)
            here = edge[1] if edge[0] == here else edge[0]
            line.append(here)
            ahead = [other for other in at[here] if other not in seen]
            if here in nodes or here == start or not ahead:
                break
            edge = ahead[0]
        self.arcs.append(line)
        self.sides.append(sides)


def _plain(edge: Edge) -> Edge:
    return edge if edge[0] <= edge[1] else (edge[1], edge[0])


def _rings(outline: Any) -> Iterator[Any]:
    for part in shapely.get_parts(outline):
        yield part.exterior.coords
        for hole in part.interiors:
            yield hole.coords


def _stitched(indices: Iterable[int], arcs: Sequence[Sequence[Point]]) -> Iterator[Ring]:
    starts: dict[Point, list[int]] = defaultdict(list)
    for index in indices:
        starts[arcs[index][0]].append(index)
        starts[arcs[index][-1]].append(~index)
    left = set(indices)
    while left:
        first = min(left)
        ring, here, goal = [first], arcs[first][-1], arcs[first][0]
        left.discard(first)
        while here != goal:
            ahead = next(i for i in starts[here] if (i if i >= 0 else ~i) in left)
            left.discard(ahead if ahead >= 0 else ~ahead)
            ring.append(ahead)
            here = arcs[ahead][-1] if ahead >= 0 else arcs[~ahead][0]
        yield ring
