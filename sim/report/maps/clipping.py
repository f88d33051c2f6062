"""Shapes and lines cut at the window of a map."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from sim.report.maps.geography import Chain, Degrees, Frame

Inside = Callable[[Degrees], float]
"""How far inside one side of the window a point lies; negative outside."""


def _sides(window: Frame) -> tuple[Inside, ...]:
    west, south, east, north = window
    return (
        lambda p: p[0] - west,
        lambda p: p[1] - south,
        lambda p: east - p[0],
        lambda p: north - p[1],
    )


def _crossing(one: Degrees, other: Degrees, inside: Inside) -> Degrees:
    """Where the way between two points meets a side."""
    share = inside(one) / (inside(one) - inside(other))
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def clipped_shape(shape: Chain, window: Frame) -> Chain:
    """The part of a shape inside the window (Sutherland and Hodgman 1974); empty where there is none."""
    points = list(shape)
    for inside in _sides(window):
        kept: list[Degrees] = []
        for one, other in pairwise([*points[-1:], *points]):
            if (inside(one) < 0) != (inside(other) < 0):
                kept.append(_crossing(one, other, inside))
            if inside(other) >= 0:
                kept.append(other)
        points = kept
    return tuple(points)


def clipped_line(line: Chain, window: Frame) -> list[Chain]:
    """The parts of a line inside the window, in its order."""
    parts: list[list[Degrees]] = []
    for one, other in pairwise(line):
        cut = _cut(one, other, window)
        if cut is None:
            continue
        if parts and parts[-1][-1] == cut[0]:
            parts[-1].append(cut[1])
        else:
            parts.append(list(cut))
    return [tuple(part) for part in parts]


def _cut(one: Degrees, other: Degrees, window: Frame) -> tuple[Degrees, Degrees] | None:
    """The part of a straight way inside the window."""
    for inside in _sides(window):
        if inside(one) < 0 and inside(other) < 0:
            return None
        if inside(one) < 0:
            one = _crossing(one, other, inside)
        elif inside(other) < 0:
            other = _crossing(one, other, inside)
    return one, other
