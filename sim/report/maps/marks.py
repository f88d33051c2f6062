"""Marks of cities and ports on a map: circles at seats, squares off the coast joined to port areas."""

from __future__ import annotations

from sim.report.labels import ids
from sim.report.maps.base import Map, anchor, circle
from sim.report.maps.geography import port_areas, seats
from sim.report.sheet import Point
from sim.report.style import CARGO

HARBOUR = CARGO[1]
SQUARE = "square"
"""Rows of the table of labels that say where a port's square stands."""


def city_mark(ground: Map, city: str, half: float) -> list[Point]:
    """A circle at a city's seat, ``half`` inches from its middle to the rim."""
    return circle(ground.point(seats()[city]), half)


def port_mark(ground: Map, port: str, half: float) -> list[Point]:
    """A square at a port's place off the coast, ``half`` inches from its middle to a side."""
    (x, y), _ = anchor(ground, SQUARE, port)
    return [(x + dx * half, y + dy * half) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]


def moor(ground: Map, port: str) -> None:
    """Thin lines from a port's square to its areas."""
    at, _ = anchor(ground, SQUARE, port)
    areas = [ground.point(area) for area in port_areas()[ids("city")[ids("port").index(port)]]]
    ground.sheet.lines([(at, area) for area in areas], HARBOUR, width=0.5)
    ground.sheet.dots(areas, HARBOUR, shape="s", size=3.2)
