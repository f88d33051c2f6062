"""Where a workbook's values stand, and what is wrong with them: the located side of reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sim.errors import Problem
from sim.scenario.scalars import TrapError
from sim.scenario.tree import KeyPath, Node, Place, Scalar, Source, problem_at
from sim.scenario.workbook.cells import Cell, Sheet, number, text


@dataclass
class Notes:
    """The problems and warnings of one workbook, and the key paths dropped because of problems."""

    source: Source
    problems: list[Problem] = field(default_factory=list)
    broken: set[KeyPath] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)

    def place(self, sheet: Sheet, cell: Cell | None = None) -> Place:
        """A sheet, or a cell of it, as `Levers!F12`."""
        return Place(self.source, sheet.name if cell is None else f"{sheet.name}!{cell.address}")

    def refuse(self, sheet: Sheet, cell: Cell | None, path: KeyPath, said: str, cure: str) -> None:
        """Notes a problem and that nothing is to be said about the key any more."""
        self.problems.append(problem_at(self.place(sheet, cell), path, said, cure))
        self.broken.add(path)

    def warn(self, sheet: Sheet, cell: Cell | None, said: str) -> None:
        """Notes what is odd but allowed."""
        place = self.place(sheet, cell)
        self.warnings.append(f"{place.line}: {said}")

    def number(self, sheet: Sheet, cell: Cell, path: KeyPath, unit: str = "") -> Node | None:
        """A located number, or None after noting a problem; other text is left to the checks of all files."""
        return self._read(sheet, cell, path, lambda one: number(one, unit))

    def text(self, sheet: Sheet, cell: Cell, path: KeyPath) -> Node | None:
        """A located text, or None after noting a problem."""
        return self._read(sheet, cell, path, text)

    def _read(self, sheet: Sheet, cell: Cell, path: KeyPath, read: Callable[[Cell], Scalar]) -> Node | None:
        merged = sheet.merged_at((cell.row, cell.column))
        if merged is not None:
            said = f"the cells {merged[0]} are merged, so that it is open what the value is for."
            self.refuse(sheet, cell, path, said, "Unmerge them and write each value into its own cell.")
            return None
        try:
            return Node(read(cell), self.place(sheet, cell))
        except TrapError as trap:
            self.refuse(sheet, cell, path, str(trap), trap.cure)
            return None
