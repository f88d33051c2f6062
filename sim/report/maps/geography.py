"""Where things lie: coast, places and lines of the source tables, in degrees east and north.

Maps show the coast and points, no administrative boundary. Nothing here enters the model.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from sim.paths import SOURCES

Degrees = tuple[float, float]
"""Longitude and latitude."""
Chain = tuple[Degrees, ...]
Frame = tuple[float, float, float, float]
"""West, south, east, north."""

EXTENT: Frame = (117.0, 34.0, 124.0, 39.0)
"""What the coastline covers."""
SEAT, PORT = "city seat", "port area"


@cache
def coast() -> tuple[Chain, ...]:
    """Lines of the coast; islands end where they begin."""
    text = (SOURCES / "coastline.geojson").read_text(encoding="utf-8")
    lines = [feature["geometry"]["coordinates"] for feature in json.loads(text)["features"]]
    return tuple(tuple((float(x), float(y)) for x, y in line) for line in lines)


@cache
def land() -> tuple[Chain, ...]:
    """The land as shapes: each line of the coast, closed along the edge of the extent."""
    return tuple(line if line[0] == line[-1] else (*line, *_edge(line[-1], line[0])) for line in coast())


def _edge(start: Degrees, end: Degrees) -> list[Degrees]:
    """Corners of the extent between two points of its edge, clockwise: land is on the right."""
    west, south, east, north = EXTENT
    corners = ((west, south), (west, north), (east, north), (east, south))
    first, last = _around(start), _around(end)
    turns = sorted(((k - first) % 4, corner) for k, corner in enumerate(corners))
    return [corner for turn, corner in turns if 0 < turn < (last - first) % 4]


def _around(point: Degrees) -> float:
    """Way round the edge of the extent, clockwise from the south-west corner, in sides."""
    west, south, east, north = EXTENT
    across, up = (point[0] - west) / (east - west), (point[1] - south) / (north - south)
    sides = {across: up, 1 - up: 1 + across, 1 - across: 3 - up, up: 4 - across}
    return sides[min(sides)]


@cache
def _places() -> tuple[Mapping[str, str], ...]:
    with (SOURCES / "coordinates.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _of(row: Mapping[str, str]) -> Degrees:
    return float(row["longitude"]), float(row["latitude"])


@cache
def seats() -> Mapping[str, Degrees]:
    """Seat of each city, of the five and of the hinterland, by id."""
    return {row["area"]: _of(row) for row in _places() if row["kind"] == SEAT}


@cache
def districts() -> Mapping[str, Degrees]:
    """Seat of each district, or centre of a zone, by its code."""
    return {row["code"]: _of(row) for row in _places() if row["code"] and row["kind"] != SEAT}


@cache
def port_areas() -> Mapping[str, tuple[Degrees, ...]]:
    """Port areas of each city."""
    rows = [row for row in _places() if row["kind"] == PORT]
    return {city: tuple(_of(r) for r in rows if r["area"] == city) for city in {r["area"] for r in rows}}


@cache
def lines(mode: str) -> Mapping[str, tuple[Chain, ...]]:
    """Stretches between neighbouring places of each dated project, and under an empty name of what was open
    in 2020; ``mode`` is road or rail.

    A project's trains run on open tracks as well: those are its own only where it has no others.
    """
    points = {**seats(), **districts(), **{r["name_zh"]: _of(r) for r in _places() if r["kind"] == PORT}}
    found: dict[str, dict[frozenset[str], Chain]] = {}
    for project, start, end in _stretches(mode):
        found.setdefault(project, {})[frozenset((start, end))] = (points[start], points[end])
    was_open = found[""].keys() if mode == "rail" else frozenset()
    return {
        project: tuple(
            chain
            for ends, chain in mine.items()
            if not project or ends not in was_open or mine.keys() <= was_open
        )
        for project, mine in found.items()
    }


def _stretches(mode: str) -> Iterator[tuple[str, str, str]]:
    """Project and ends of every stretch of the tables."""
    name = "road_links.csv" if mode == "road" else "rail_services.csv"
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if mode == "road":
        yield from ((row["project"], row["origin"], row["destination"]) for row in rows)
        return
    for one, other in pairwise(rows):
        if one["service"] == other["service"]:
            yield one["project"], one["station"], other["station"]
