"""One look for every chart: sizes in points and colours by meaning.

City and cargo colours follow the order of the register, so that a place keeps its colour in every chart.
City colours
are those of Okabe and Ito (2008, "Color universal design"), which remain apart for colour-blind readers.
"""

from __future__ import annotations

from functools import cache

from sim.report.labels import ids, region

WIDTH, NARROW = 6.2, 3.7
"""Inches of a chart on a wide screen or paper, and on a phone: 370 pixels show 10 points as 14 pixels."""

DPI = 120
TITLE, BODY, SMALL, FOOT = 13.0, 10.0, 9.2, 8.2

INK, MUTED, GRID, PAPER = "#1F2933", "#5B6673", "#DFE4EA", "#FFFFFF"
OBSERVED, REFERENCE, MEASURES, TARGET = "#9AA5B1", "#7B8794", "#0B6E69", "#B42318"

CITIES = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D31", "#6A51A3")
CITY_TEXT = ("#005C91", "#A84A00", "#00734F", "#A3477B", "#8A5F00", "#1F78A8", "#6B5223", "#54318C")
CARGO = ("#8C510A", "#3F4A5A", "#C46A92", "#B8A9D9", "#2B7BBA", "#E0A800", "#86B8A5", "#A0A0A0")
CAUSES = {
    "Capital": "#4E79A7",
    "Labour": "#E6873C",
    "Human capital": "#EDC948",
    "Reallocation": "#B07AA1",
    "R&D": "#4C9A50",
    "Access": "#86BCB6",
    "Public capital": "#9C755F",
    "Digital and services": "#2F8F9D",
    "Catch-up": "#C9B458",
    "Trade and opening": "#2D3A8C",
    "Resources": "#A6C34C",
    "Environment": "#4F8F5B",
    "Productivity trend": "#A9B4C2",
    "Utilisation": "#D1495B",
    "Demand": "#F2A9B8",
}
CARBON = ("#3F4A5A", "#8C7B6B", "#E0A800", "#86B8A5", "#C9C3BA")
"""Coal power, other coal, oil, gas, cement."""
BIRTHS, DEATHS, OUTSIDE, WITHIN = "#4C9A50", "#8A94A3", "#2B7BBA", "#E0A800"
MALE, FEMALE = "#2B7BBA", "#D1778F"


@cache
def place_colour(place: str, text: bool = False) -> str:
    """Colour of a city or its port by position in the register (darker for text); ink for the region."""
    palette = CITY_TEXT if text else CITIES
    for axis in ("city", "port"):
        if place in ids(axis):
            return palette[ids(axis).index(place) % len(palette)]
    return INK if place == region() else MUTED


def tint(colour: str, share: float) -> str:
    """A colour mixed with white: ``share`` of the colour itself, 0 to 1."""
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - share * (255 - c)):02X}" for c in channels)


def over(colour: str) -> str:
    """Ink or paper, whichever is read better on a colour."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return PAPER if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else INK


def scenario_colour(position: int) -> str:
    """Colour of a scenario by its place in a comparison."""
    palette = ("#0B6E69", "#B5651D", "#5B4B9A", "#A3477B", "#3F4A5A", "#8A7A00")
    return palette[position % len(palette)]
