"""A table of coloured cells on a sheet: labels at the left, signs over the columns, a line or two a cell."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.report.glyphs import text_width
from sim.report.sheet import MARGIN, Sheet
from sim.report.style import FOOT, INK, MEASURES, MUTED, SMALL, WIDTH, tint

SHORT = "#C2571A"
"""Colour of what falls short; that of what reaches further is the colour of measures."""

DEEPEST = 0.6
"""Share of the full colour in the deepest cell: words in ink stay legible on it."""

LINE = 0.145
CUT = "..."
"""Mark of a text that is cut to its place."""

PALE = "#F1F3F6"


@dataclass(frozen=True)
class Cell:
    """Colour and words of one cell; muted words say less surely."""

    colour: str
    lines: tuple[str, ...]
    sure: bool = True


@dataclass(frozen=True)
class Heat:
    """Layout of a table of cells in inches: width of the labels, width of a column, height of a row; where
    labels stand over their cells, the height that they take.
    """

    names: float
    column: float
    row: float
    over: float = 0.0

    def draw(
        self,
        sheet: Sheet,
        top: float,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        cells: Mapping[tuple[int, int], Cell],
    ) -> float:
        """Draw from ``top``: heads over the columns, each row with the lines of its label (the first in ink)
        and its cells by (row, column); returns where it ends. A cell that is missing is pale.
        """
        for k, head in enumerate(heads):
            text = fitted(head, SMALL, self.column - 0.04)
            sheet.text(self._left(k) + self.column / 2, top + 0.09, text, size=SMALL, ha="center", bold=True)
        start = top + 0.22
        for r, label in enumerate(rows):
            upper = start + r * (self.over + self.row) + self.over
            self._label(sheet, upper, label)
            for k in range(len(heads)):
                self._cell(sheet, upper, k, cells.get((r, k)))
        return start + len(rows) * (self.over + self.row)

    def _left(self, column: int) -> float:
        return MARGIN + self.names + column * self.column

    def _label(self, sheet: Sheet, upper: float, label: Sequence[str]) -> None:
        middle = upper - self.over / 2 if self.over else upper + self.row / 2
        room = sheet.width - 2 * MARGIN if self.over else self.names - 0.08
        for n, line in enumerate(label):
            sheet.text(
                MARGIN,
                middle + (n - (len(label) - 1) / 2) * LINE,
                fitted(line, FOOT if n else SMALL, room),
                size=FOOT if n else SMALL,
                colour=MUTED if n else INK,
            )

    def _cell(self, sheet: Sheet, upper: float, column: int, cell: Cell | None) -> None:
        left = self._left(column)
        box = (left + 0.01, upper + 0.01, left + self.column - 0.01, upper + self.row - 0.01)
        sheet.boxes([box], PALE if cell is None else cell.colour)
        if cell is None:
            return
        for n, line in enumerate(cell.lines):
            sheet.text(
                left + self.column / 2,
                upper + self.row / 2 + (n - (len(cell.lines) - 1) / 2) * LINE,
                line,
                size=FOOT if n else SMALL,
                colour=INK if cell.sure else MUTED,
                ha="center",
            )


def heat(width: float, columns: int, *, names: float, widest: float, row: float, lines: int = 1) -> Heat:
    """Layout for so many columns on a sheet of a width: labels of ``lines`` lines stand beside the cells, on
    a phone over them; no column is wider than ``widest``.
    """
    room = width - 2 * MARGIN
    if width >= WIDTH:
        return Heat(names, min(widest, (room - names) / columns), row)
    return Heat(0.0, min(widest, room / columns), row, LINE * lines + 0.07)


def diverging(value: float, full: float) -> str:
    """Colour of a value that is good above zero and bad below it, deepest from ``full`` on."""
    if not math.isfinite(value) or full <= 0:
        return PALE
    return tint(MEASURES if value > 0 else SHORT, DEEPEST * min(abs(value) / full, 1.0))


def fitted(text: str, size: float, width: float) -> str:
    """A text cut to a width, with a mark where it is cut."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + CUT, size) > width:
        text = text[:-1]
    return text.rstrip() + CUT
