"""Small multiples over the region and its cities or ports: the same six panels, in the same order, in every
chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sim.report.charts.captions import Caption
from sim.report.labels import ids, place, region
from sim.report.panel import Panel, grid
from sim.report.sheet import FOOT_HEIGHT, MARGIN, Sheet
from sim.report.style import BODY, INK, MUTED, SMALL, place_colour

PANEL, GAP = 2.8, 0.2
"""Inches that a panel takes across, and between two; a wide sheet has two side by side, a phone's one."""

HEAD = 0.47
"""Height of a panel's heading."""


@dataclass(frozen=True)
class Cell:
    """Room of one place: its upper left corner and its width in inches."""

    name: str
    left: float
    top: float
    width: float

    @property
    def right(self) -> float:
        """Right edge in inches."""
        return self.left + self.width

    def panel(
        self,
        sheet: Sheet,
        height: float,
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        *,
        scale: float = 0.42,
        labels: float = 0.06,
        head: float = HEAD,
    ) -> Panel:
        """A panel under the heading with room for the numbers of its scale on the left and for labels on the
        right.
        """
        width = self.width - scale - labels
        return Panel(sheet, self.left + scale, self.top + head, width, height, x_range, y_range)


def places(axis: str = "city") -> tuple[str, ...]:
    """The region first, then its cities (or ports) in the order of the register."""
    return (region(), *ids(axis))


def columns(width: float) -> int:
    """Panels side by side on a sheet of this width."""
    return max(1, int(width // PANEL))


def sheet_height(count: int, top: float, cell: float, width: float) -> float:
    """Height of a sheet with ``count`` panels below ``top``."""
    return top + -(-count // columns(width)) * cell + FOOT_HEIGHT


def begin(
    words: Caption, width: float, keys: Iterable[tuple[str, str, str, bool]] = ()
) -> tuple[Sheet, float]:
    """A sheet with its title, explanation and keys (label, colour, shape, hollow), and where the chart can
    begin; its height is still to be set.
    """
    sheet = Sheet(0.0, width)
    top = sheet.head(words.title, words.subtitle)
    keys = list(keys)
    return sheet, sheet.shape_key(MARGIN, top - 0.02, keys) + 0.07 if keys else top


def cells(sheet: Sheet, shown: list[str], top: float, cell: float) -> Iterator[Cell]:
    """The cell of each place, ``cell`` inches high; the sheet is made high enough for all."""
    across = columns(sheet.width)
    sheet.height = sheet_height(len(shown), top, cell, sheet.width)
    room = (sheet.width - 2 * MARGIN - GAP * (across - 1)) / across
    corners = grid(len(shown), top, columns=across, height=cell, width=sheet.width, gap=GAP)
    for name, (left, upper) in zip(shown, corners, strict=True):
        yield Cell(name, left, upper, room)


def heading(sheet: Sheet, cell: Cell, lang: str, note: str = "", unit: str = "") -> None:
    """Name of the place over its panel with a line of key figures; its unit on the right."""
    colour = place_colour(cell.name, text=True) or INK
    sheet.text(cell.left, cell.top + 0.10, place(cell.name, lang), size=BODY + 0.5, colour=colour, bold=True)
    if note:
        sheet.text(cell.left, cell.top + 0.29, note, size=SMALL, colour=MUTED)
    if unit:
        sheet.text(cell.right, cell.top + 0.10, unit, size=SMALL, colour=MUTED, ha="right")
