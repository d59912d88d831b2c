"""The map as it will stand when its scripts have drawn it: ground, incidents or cells, names.

Marks keep their size in pixels however large the picture is drawn: each is a line without length,
whose round ends make a dot as wide as the line.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.picture.address import View
from dashboard.picture.ground import EXTENT, ORIGIN, WORLD, Ground, ground, place
from incidents.snapshot.glance import Box, Cell, Cells, Glance, Mark

MOST_MARKS = 500
"""More would not fit into the first answer; they are gathered in cells, as the page does."""
MOST_CELLS = 1500
LEVEL = 9
"""The cells of a map that shows everything: the world has 2 ** LEVEL a side."""
SCREEN = (900, 650)
"""Half the width and height of what may be in view, in pixels."""
REST_ZOOM = 5.25
CLASSES = 5
TILE = 256
ALL = Box(-30 / 360 + 0.5, 0.39, 36 / 360 + 0.5, 0.5)
Spot = tuple[int, int]
Spots = dict[tuple[str, float], list[Spot]]


@dataclass(frozen=True, slots=True)
class Shape:
    """What has one look: class names, width of the line in pixels, and where it runs."""

    names: str
    width: str
    path: str


@dataclass(frozen=True, slots=True)
class Scale:
    """From units of the ground to what the picture is drawn in: `x * scale - left`."""

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def at(self, x: float, y: float) -> Spot:
        return round(x * self.scale - self.left), round(y * self.scale - self.top)

    @property
    def transform(self) -> str:
        if self.scale == 1.0:
            return ""
        return f"translate({-self.left:.1f} {-self.top:.1f}) scale({self.scale:.4g})"


@dataclass(frozen=True, slots=True)
class MapPicture:
    """What the template draws. `box` is the viewBox of a map at rest, empty for one that is held.

    `grid` says how the units of cells become those of the picture.
    """

    ground: Ground
    box: str
    move: str
    grid: str
    cells: Sequence[Shape] = ()
    squares: Sequence[Shape] = ()
    marks: Sequence[Shape] = ()
    crosses: Sequence[Shape] = ()
    names: Sequence[tuple[int, int, str]] = ()


def map_picture(glance: Glance, mode: str, view: View | None, *, french: bool) -> MapPicture:
    """`mode` "regions" shows the ground alone: outlines of all regions would weigh too much."""
    scale = held(view)
    box = in_view(view) if view else ALL
    level = round(4 + view.zoom) if view else LEVEL
    marks = glance.marks(box, MOST_MARKS) if mode == "points" else None
    cells = Cells(level, ())
    if marks is None and mode != "regions":
        # Where the page will still draw single marks, small cells are more like them.
        levels = range(level - 2, level + (3 if mode == "points" else 1))
        cells = glance.cells(levels, box, MOST_CELLS)
    return MapPicture(
        ground=ground(),
        box="" if view else _rest(),
        move=scale.transform,
        grid=grid_of(cells.level, scale),
        cells=_discs(cells.found) if mode == "points" else (),
        squares=_squares(cells.found) if mode == "density" else (),
        marks=_marked(marks or (), scale, view),
        crosses=_crossed(marks or (), scale),
        names=_named(scale, french=french, whole=view is None),
    )


def _rest() -> str:
    (west, south), (east, north) = place(*EXTENT[:2]), place(*EXTENT[2:])
    return f"{west:.1f} {north:.1f} {east - west:.1f} {south - north:.1f}"


def grid_of(level: int, scale: Scale) -> str:
    """The transform under which a cell of a level is one unit."""
    side = WORLD / 2**level
    return f"{scale.transform} translate({-ORIGIN[0]} {-ORIGIN[1]}) scale({side:g})".strip()


def held(view: View | None) -> Scale:
    """How a map is drawn that the address holds somewhere; without a word, as its box says."""
    if view is None:
        return Scale()
    scale = TILE * 2**view.zoom / WORLD
    x, y = place(view.lon, view.lat)
    return Scale(scale, x * scale, y * scale)


def in_view(view: View) -> Box:
    world = TILE * 2**view.zoom
    x, y = place(view.lon, view.lat)
    x, y = (x + ORIGIN[0]) / WORLD, (y + ORIGIN[1]) / WORLD
    across, down = (half / world for half in SCREEN)
    return Box(max(0.0, x - across), max(0.0, y - down), min(1.0, x + across), min(1.0, y + down))


def _discs(cells: Iterable[Cell]) -> list[Shape]:
    """As marks.js: ten times as many incidents, two pixels more of radius."""
    spots: Spots = defaultdict(list)
    for cell in cells:
        width = round(2 * (1.5 + 2 * math.log10(cell.incidents)))
        spots[cell.kind, width].append((cell.column, cell.row))
    return [
        Shape(f"picture-{kind}", f"{width:g}", _dots(found, middle=0.5))
        for (kind, width), found in sorted(spots.items(), key=lambda one: -one[0][1])
    ]


def _squares(cells: Sequence[Cell]) -> list[Shape]:
    """Five classes of about as many cells, from few incidents to many."""
    if not cells:
        return []
    numbers = sorted(cell.incidents for cell in cells)
    limits = [numbers[at * len(numbers) // CLASSES] for at in range(1, CLASSES)]
    found: dict[int, list[Spot]] = defaultdict(list)
    for cell in cells:
        at = sum(cell.incidents > limit for limit in limits)
        found[at].append((cell.column, cell.row))
    return [
        Shape(f"picture-ramp-{at}", "", _steps(spots, "h1v1h-1z"))
        for at, spots in sorted(found.items())
    ]


def _marked(marks: Iterable[Mark], scale: Scale, view: View | None) -> list[Shape]:
    zoom = view.zoom if view else REST_ZOOM
    growth = max(0.55, min(1.2, 0.55 + (zoom - 4) * 0.26))
    spots: Spots = defaultdict(list)
    for mark in marks:
        if mark.deaths >= 0:
            radius = min(22, 2.5 + 1.35 * math.sqrt(mark.deaths)) * growth
            spots[mark.kind, round(2 * radius)].append(_spot(mark, scale))
    return [
        Shape(f"picture-{kind}", f"{width:g}", _dots(found))
        for (kind, width), found in sorted(spots.items(), key=lambda one: -one[0][1])
    ]


def _crossed(marks: Iterable[Mark], scale: Scale) -> list[Shape]:
    """Incidents without a retained figure."""
    spots: dict[str, list[Spot]] = defaultdict(list)
    for mark in marks:
        if mark.deaths < 0:
            x, y = _spot(mark, scale)
            spots[mark.kind].append((x - 2, y - 2))
    return [
        Shape(f"picture-{kind}", "1.5", _steps(found, "l4 4m-4 0l4-4", back=(4, 0)))
        for kind, found in spots.items()
    ]


def _spot(mark: Mark, scale: Scale) -> Spot:
    return scale.at(mark.x * WORLD - ORIGIN[0], mark.y * WORLD - ORIGIN[1])


def _dots(spots: Iterable[Spot], middle: float = 0.0) -> str:
    return _steps(spots, "h0", middle=middle)


def _steps(spots: Iterable[Spot], each: str, *, middle: float = 0.0, back: Spot = (0, 0)) -> str:
    """The same little path at each spot; `back` is where it ends, seen from where it began."""
    x = y = 0
    written = []
    for at, (a, b) in enumerate(sorted(set(spots), key=lambda one: one[::-1])):
        if at == 0:
            written.append(f"M{a + middle:g} {b + middle:g}{each}")
        else:
            down = b - y
            written.append(f"m{a - x}{'' if down < 0 else ' '}{down}{each}")
        x, y = (a + back[0], b + back[1]) if each[-1] != "z" else (a, b)
    return "".join(written)


def _named(scale: Scale, *, french: bool, whole: bool) -> list[tuple[int, int, str]]:
    names = [(*scale.at(x, y), fr if french else en) for x, y, en, fr in ground().names]
    if whole:
        return names
    return [(x, y, name) for x, y, name in names if abs(x) < SCREEN[0] and abs(y) < SCREEN[1]]
