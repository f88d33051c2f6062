"""Curved arrows whose width is a value: the two directions of a pair lie side by side, as on a road."""

from __future__ import annotations

import math

from sim.report.sheet import Point

STEPS = 32
GAP, BARB, HEAD = 0.007, 0.045, 0.11
"""Inches from the middle to an arrow, by which its head is wider than its shaft, and of the head's length."""


def curve(start: Point, end: Point, via: Point) -> list[Point]:
    """A parabola from start to end that passes ``via`` half-way."""
    bend = tuple(2 * v - (a + b) / 2 for v, a, b in zip(via, start, end, strict=True))
    shares = [k / STEPS for k in range(STEPS + 1)]
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * bend[0] + t**2 * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * bend[1] + t**2 * end[1],
        )
        for t in shares
    ]


def arrow(line: list[Point], width: float, room: float) -> list[Point]:
    """Shape of an arrow along the right-hand side of a line, ``width`` inches wide; it keeps ``room`` inches
    from both ends of the line.
    """
    kept = [p for p in line if math.dist(p, line[0]) >= room and math.dist(p, line[-1]) >= room]
    shaft = [p for p in kept if math.dist(p, kept[-1]) >= HEAD]
    inner = [_beside(line, p, GAP) for p in shaft]
    outer = [_beside(line, p, GAP + width) for p in shaft]
    barb = _beside(line, shaft[-1], GAP + width + BARB)
    return [*inner, _beside(line, kept[-1], GAP), barb, *reversed(outer)]


def _beside(line: list[Point], point: Point, distance: float) -> Point:
    """The point so many inches to the right of one of the line's own, seen along the line; y points down."""
    at = line.index(point)
    (x0, y0), (x1, y1) = line[max(at - 1, 0)], line[min(at + 1, len(line) - 1)]
    length = math.dist((x0, y0), (x1, y1))
    return point[0] - distance * (y1 - y0) / length, point[1] + distance * (x1 - x0) / length
