"""The map that all maps stand on: sea, land and coast in one window, a scale, and places for labels.

Equirectangular at the window's middle latitude: a degree east is shorter than one north by its cosine, which
is within 3 % everywhere in the window.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.report.glyphs import text_width, wrap
from sim.report.maps.clipping import clipped_line, clipped_shape
from sim.report.maps.geography import Chain, Degrees, Frame, coast, land, seats
from sim.report.sheet import FOOT_LINE, MARGIN, Point, Sheet
from sim.report.style import FOOT, MUTED, SMALL, WIDTH
from sim.report.words import word

TABLE = Path(__file__).with_name("labels.csv")
WINDOW: Frame = (117.72, 34.88, 122.98, 38.28)
SEA, LAND, SHORE = "#E3ECF3", "#F7F5F0", "#AEBAC6"
KM_PER_DEGREE = 111.195
BASE = "base"
OUTSIDE = ("zibo", "dongying", "binzhou", "linyi", "jinan", "lianyungang")
"""Cities around the five, named for orientation; those beyond the window stand at its edge with an arrow."""
ROOM = 0.03
"""Inches of ground around a label."""


@dataclass(frozen=True)
class Map:
    """A window of degrees on a rectangle of the sheet; ``left``, ``top`` and ``width`` in inches."""

    sheet: Sheet
    left: float
    top: float
    width: float
    window: Frame = WINDOW

    @property
    def height(self) -> float:
        """Inches from north to south."""
        return map_height(self.width, self.window)

    @property
    def bottom(self) -> float:
        """Lower edge in inches."""
        return self.top + self.height

    @property
    def inches_per_km(self) -> float:
        """Scale from north to south."""
        return self.height / (self.window[3] - self.window[1]) / KM_PER_DEGREE

    def point(self, place: Degrees) -> Point:
        """Place on the sheet."""
        west, south, east, north = self.window
        across, down = (place[0] - west) / (east - west), (north - place[1]) / (north - south)
        return self.left + across * self.width, self.top + down * self.height

    def chain(self, line: Chain) -> list[list[Point]]:
        """A line as it runs inside the window."""
        return [[self.point(p) for p in part] for part in clipped_line(line, self.window)]


def map_height(width: float, window: Frame = WINDOW) -> float:
    """Inches from north to south of a map so wide."""
    west, south, east, north = window
    return width * (north - south) / ((east - west) * math.cos(math.radians((north + south) / 2)))


def base_map(sheet: Sheet, top: float, lang: str) -> Map:
    """Sea, land, coast and scale across the sheet."""
    ground = Map(sheet, MARGIN, top, sheet.width - 2 * MARGIN)
    right = ground.left + ground.width
    sheet.boxes([(ground.left, top, right, ground.bottom)], SEA)
    shapes = [clipped_shape(shape, ground.window) for shape in land()]
    sheet.polygons([[ground.point(p) for p in shape] for shape in shapes if shape], LAND)
    sheet.lines([part for line in coast() for part in ground.chain(line)], SHORE, width=0.7)
    distance = 100 if sheet.width >= WIDTH else 50
    length = distance * ground.inches_per_km
    x, y = right - 0.12 - length, ground.bottom - 0.12
    sheet.lines([((x, y - 0.04), (x, y), (x + length, y), (x + length, y - 0.04))], MUTED, width=0.8)
    text = word("map_scale", lang, km=distance)
    sheet.text(x + length / 2, y - 0.11, text, size=FOOT, colour=MUTED, ha="center")
    return ground


@cache
def _labels() -> Mapping[tuple[str, str, str], tuple[float, float, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            (row["map"], row["place"], row["size"]): (
                float(row["longitude"]),
                float(row["latitude"]),
                row["align"],
            )
            for row in csv.DictReader(file)
        }


def size_of(ground: Map) -> str:
    """Which of the two drawings the map stands on."""
    return "wide" if ground.sheet.width >= WIDTH else "narrow"


def anchor(ground: Map, chart: str, name: str) -> tuple[Point, str]:
    """Where the label of a place stands on a map of this width, and which part of it stands there; chosen by
    hand, so that labels keep clear of one another and of what they name.
    """
    longitude, latitude, align = _labels()[chart, name, size_of(ground)]
    return ground.point((longitude, latitude)), align


def label(
    ground: Map, at: Point, align: str, lines: Iterable[tuple[str, str, bool]], backing: str = ""
) -> None:
    """Lines of text (text, colour, bold) under one another, the middle of the first at the point; ``backing``
    is the colour of the ground where lines would run through the letters.
    """
    (x, y), step = at, 0.155
    for k, (text, colour, bold) in enumerate(lines):
        if backing:
            length = text_width(text, SMALL)
            start = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * length
            box = (start - ROOM, y + k * step - 0.08, start + length + ROOM, y + k * step + 0.08)
            ground.sheet.boxes([box], backing, opacity=0.8)
        ground.sheet.text(x, y + k * step, text, size=SMALL, colour=colour, ha=align, bold=bold)


def neighbours(ground: Map, lang: str) -> None:
    """Names of the cities around the five, as far as the map has room for them."""
    west, south, east, north = ground.window
    for name in OUTSIDE:
        if (BASE, name, size_of(ground)) not in _labels():
            continue
        (x, y), place = seats()[name], word(f"place {name}", lang)
        if west < x < east and south < y < north:
            ground.sheet.dots([ground.point((x, y))], MUTED, size=3)
        at, align = anchor(ground, BASE, name)
        ground.sheet.text(*at, place, size=FOOT, colour=MUTED, ha=align)


def circle(at: Point, radius: float, count: int = 72) -> list[Point]:
    """A round shape, closed."""
    turns = [2 * math.pi * k / count for k in range(count + 1)]
    return [(at[0] + radius * math.cos(turn), at[1] + radius * math.sin(turn)) for turn in turns]


def notes(sheet: Sheet, y: float, lines: Iterable[str]) -> float:
    """Small print under a map; returns the y of the next free line."""
    for text in lines:
        for line in wrap(text, FOOT, sheet.width - 2 * MARGIN):
            sheet.text(MARGIN, y, line, size=FOOT, colour=MUTED)
            y += FOOT_LINE
    return y


def notes_height(lines: Iterable[str], width: float) -> float:
    """Height that ``notes`` takes."""
    return FOOT_LINE * sum(len(wrap(text, FOOT, width - 2 * MARGIN)) for text in lines)
