"""The plan of the port on the screen: quays with berths to scale, places at anchor, ways of the ships.

Pixels from the lower left corner. Lengths follow from deadweight by a cube root, for drawing only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.port.film.look import Look
from sim.port.film.scene import Scene

WIDTH, HEIGHT = 1120, 780
TOP, LEFT, EDGE = 84, 330, 12
"""Height of the head, width of the left column, margin."""
ANCHORAGE = (EDGE, HEIGHT - TOP - 296, LEFT - 34, HEIGHT - TOP - 8)
"""Left, bottom, right, top of the anchorage."""
FAIRWAY, LANE = LEFT + 24, 6
"""Middle of the fairway before the quays; ships enter on its one side and leave on the other."""
FIRST = LEFT + 58
"""Where the quays begin."""
ROWS, TALLEST, FINEST = 11, 84.0, 2.2
"""Rows of quay at most, pixels of a row at most, metres in a pixel at least."""
SPACING, TERMINAL_GAP, NAME = 1.12, 16.0, 130.0
"""Length of a berth over that of its ship; pixels between terminals, and for the name of one."""
SLENDER, LEAST = 6.5, 4.0
"""Length over beam, and the smallest beam in pixels."""
BOXES, OTHERS = 68.0, 52.0
"""Metres of length per cube root of 1000 tonnes of deadweight: container ships and all others. Judgement,
within a tenth of common ships (400 m at 200, 290 m at 180, 333 m at 300)."""

Point = tuple[float, float]


def metres(deadweight: float, boxes: bool) -> float:
    """Length of a ship of a deadweight in 1000 tonnes."""
    return float((BOXES if boxes else OTHERS) * np.cbrt(deadweight))


@dataclass(frozen=True)
class Place:
    """A berth: left end and quay line, pixels, its length, terminal."""

    x: float
    y: float
    length: float
    terminal: int


@dataclass(frozen=True)
class Plan:
    """Where everything is: ``berths`` by number, ``anchors`` by place, metres in a pixel at the quay and at
    anchor, height of a row, and ``lengths`` of ships in metres by class and rank.
    """

    berths: tuple[Place, ...]
    anchors: tuple[Point, ...]
    scale: float
    anchor_scale: float
    row: float
    lengths: tuple[tuple[float, ...], ...]
    gate: Point
    out: Point

    def way_in(self, anchor: int, berth: int) -> list[Point]:
        """From a place at anchor (-1: from the gate) to a berth."""
        x, y = self.middle(berth)
        start = [self.anchors[anchor]] if anchor >= 0 else []
        lane = y + self.row * 0.3
        inner = FAIRWAY + LANE
        return [*start, self.gate, (inner, self.gate[1]), (inner, lane), (x, lane), (x, y)]

    def way_out(self, berth: int) -> list[Point]:
        """From a berth to the open sea."""
        x, y = self.middle(berth)
        lane = y + self.row * 0.3
        outer = FAIRWAY - LANE
        return [(x, y), (x, lane), (outer, lane), (outer, self.out[1]), self.out, (EDGE, self.out[1])]

    def middle(self, berth: int) -> Point:
        """Middle of a ship at a berth."""
        place = self.berths[berth]
        return place.x + place.length / 2, place.y + 8.0


def plan(scene: Scene, look: Look) -> Plan:
    """The largest scale at which all berths fit into the rows, and all waiting ships into the anchorage."""
    lengths = tuple(
        tuple(metres(d, boxes) for d in sizes)
        for sizes, boxes in zip(look.deadweights, look.boxes, strict=True)
    )
    sizes = [
        (k, lengths[k][part.size])
        for k, terminal in enumerate(scene.port.terminals)
        for part in sorted((p for p in terminal.berths if p.count > 0), key=lambda part: part.size)
        for _ in range(part.count)
    ]
    scale = FINEST
    while len(rows := quays(sizes, scale)) > ROWS:
        scale *= 1.03
    row = min((HEIGHT - TOP - EDGE - 10.0) / len(rows), TALLEST)
    berths = [
        Place(x, HEIGHT - TOP - row * (r + 1) + 18.0, length, k)
        for r, line in enumerate(rows)
        for x, length, k in line
    ]
    kinds, _ = scene.slots
    anchor_scale, anchors = scale * 1.2, None
    while anchors is None:
        anchor_scale *= 1.05
        anchors = roads([lengths[k][size] / anchor_scale for k, size in kinds])
    bottom = ANCHORAGE[1]
    return Plan(
        tuple(berths),
        tuple(anchors),
        scale,
        anchor_scale,
        row,
        lengths,
        (LEFT - 20.0, bottom + 90.0),
        (LEFT - 20.0, bottom - 14.0),
    )


def quays(sizes: Sequence[tuple[int, float]], scale: float) -> list[list[tuple[float, float, int]]]:
    """Berths in rows: left end, length in pixels, terminal; ``sizes`` are terminal and ship length (m). A
    terminal that fits into one row is not parted.
    """
    rows: list[list[tuple[float, float, int]]] = [[]]
    x, whole = float(FIRST), float(WIDTH - EDGE - FIRST)
    total: dict[int, float] = {}
    for k, size in sizes:
        total[k] = total.get(k, 0.0) + size * SPACING / scale
    for k, size in sizes:
        length = need = size * SPACING / scale
        if rows[-1] and rows[-1][-1][2] != k:
            x += TERMINAL_GAP
            need = total[k] if total[k] <= whole else max(length, NAME)
        if rows[-1] and x + need > WIDTH - EDGE:
            rows.append([])
            x = float(FIRST)
        rows[-1].append((x, length, k))
        x += length
    return rows


def beam(length: float) -> float:
    """Width of a ship in pixels."""
    return max(length / SLENDER, LEAST)


def roads(lengths: Sequence[float]) -> list[Point] | None:
    """Middles of places at anchor for ships of these lengths (pixels), in lines from the top; None where
    they do not fit.
    """
    left, bottom, right, top = ANCHORAGE
    x, y, tall, middles = left + 6.0, top - 24.0, 0.0, []
    for length in lengths:
        if x + length > right - 6.0:
            x, y, tall = left + 6.0, y - tall - 5.0, 0.0
        tall = max(tall, beam(length))
        middles.append((x + length / 2, y - tall / 2))
        x += length + 5.0
    return middles if y - tall > bottom + 4.0 else None


def along(way: Sequence[Point], share: float) -> tuple[Point, Point]:
    """Point at a share of a way, and the direction of travel there as a unit vector."""
    points = np.array(way)
    steps = np.diff(points, axis=0)
    length = np.hypot(steps[:, 0], steps[:, 1])
    ends = np.cumsum(length)
    goal = min(max(share, 0.0), 1.0) * ends[-1]
    k = min(int(np.searchsorted(ends, goal, side="right")), len(length) - 1)
    while k > 0 and length[k] == 0.0:
        k -= 1
    part = (goal - (ends[k] - length[k])) / length[k] if length[k] else 0.0
    x, y = points[k] + part * steps[k]
    dx, dy = steps[k] / length[k] if length[k] else (1.0, 0.0)
    return (float(x), float(y)), (float(dx), float(dy))


def hull(middle: Point, length: float, heading: Point) -> list[float]:
    """Outline of a ship as x, y, x, y, …: a box with a bow towards ``heading``."""
    half, wide = length / 2, beam(length) / 2
    bow = min(1.6 * wide, half)
    shape = [(-half, -wide), (half - bow, -wide), (half, 0.0), (half - bow, wide), (-half, wide)]
    (x, y), (c, s) = middle, heading
    return [value for u, v in shape for value in (x + u * c - v * s, y + u * s + v * c)]
