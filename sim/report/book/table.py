"""A table of a sheet: its lines, and where they came to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | float | int | None
Heads = Sequence[str] | Sequence[str | int]
Reference = list[str | int]
"""Sheet, first row, first column, last row, last column, as charts take them."""


@dataclass(frozen=True)
class Line:
    """One row. ``codes``: the number format of all its numbers, or one for each cell; ``look`` is ``row``,
    ``total`` or ``group``. None and NaN leave a cell empty.
    """

    cells: Sequence[Cell]
    codes: str | tuple[str, ...] = ""
    look: str = "row"


@dataclass(frozen=True)
class Area:
    """Where a table stands: its sheet, the row of its head, its first row below, its rows and columns."""

    sheet: str
    head: int
    rows: int
    columns: int

    @property
    def first(self) -> int:
        """The first row below the head."""
        return self.head + 1

    @property
    def last(self) -> int:
        """The last row."""
        return self.head + self.rows

    def heads(self, first: int, last: int) -> Reference:
        """Heads of neighbouring columns."""
        return [self.sheet, self.head, first, self.head, last]

    def line(self, row: int, first: int, last: int) -> Reference:
        """Neighbouring cells of a row, counted from 0 below the head."""
        return [self.sheet, self.first + row, first, self.first + row, last]

    def column(self, column: int, first: int = 0, last: int | None = None) -> Reference:
        """Neighbouring cells of a column, counted from 0 below the head."""
        end = self.rows - 1 if last is None else last
        return [self.sheet, self.first + first, column, self.first + end, column]

    def cell(self, row: int, column: int) -> Reference:
        """One cell."""
        return [self.sheet, self.first + row, column]
