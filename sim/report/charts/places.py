"""Small multiples over the region and its cities or ports: the same six panels, in the same order, in every
chart.
"""

from __future__ import annotations

from collections.abc import Iterator

from sim.report.labels import ids, place, region
from sim.report.panel import grid
from sim.report.sheet import FOOT_HEIGHT, Sheet
from sim.report.style import BODY, INK, MUTED, SMALL, place_colour

PANEL = 2.8
"""Inches that a panel takes across; a wide sheet has two of them side by side, a phone's one."""


def places(axis: str = "city") -> tuple[str, ...]:
    """The region first, then its cities (or ports) in the order of the register."""
    return (region(), *ids(axis))


def columns(width: float) -> int:
    """Panels side by side on a sheet of this width."""
    return max(1, int(width // PANEL))


def sheet_height(count: int, top: float, cell: float, width: float) -> float:
    """Height of a sheet with ``count`` panels below ``top``."""
    return top + -(-count // columns(width)) * cell + FOOT_HEIGHT


def cells(shown: list[str], top: float, cell: float, width: float) -> Iterator[tuple[str, float, float]]:
    """Each place with the corner of its cell."""
    corners = grid(len(shown), top, columns=columns(width), height=cell, width=width)
    for name, (left, upper) in zip(shown, corners, strict=True):
        yield name, left, upper


def heading(
    sheet: Sheet, name: str, left: float, top: float, lang: str, note: str = "", *, colour: str = ""
) -> None:
    """Name of the place over its panel, with a line of key figures."""
    sheet.text(
        left,
        top + 0.10,
        place(name, lang),
        size=BODY + 0.5,
        colour=colour or place_colour(name, text=True) or INK,
        bold=True,
    )
    if note:
        sheet.text(left, top + 0.29, note, size=SMALL, colour=MUTED)
