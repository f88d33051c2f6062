"""A sheet as a table: its head row, its known columns, columns of years, and rows that say something."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sim.scenario.workbook.cells import Cell, Sheet, address, empty
from sim.scenario.workbook.notes import Notes
from sim.scenario.workbook.words import key_of, named, words

HEAD_ROWS = 30
"""The head row stands among the first rows of a sheet, whatever was inserted above it."""
_YEAR = re.compile(r"([0-9]{4})(\.0*)?年?")


@dataclass(frozen=True)
class Row:
    """One row of a table: its cells with something in them by column, and by year."""

    cells: Mapping[str, Cell]
    years: Mapping[int, Cell]


@dataclass(frozen=True)
class Table:
    """A sheet with the places of its columns."""

    sheet: Sheet
    head: int
    columns: Mapping[str, int]
    years: Mapping[int, int]

    def rows(self, inputs: Sequence[str]) -> Iterator[Row]:
        """Rows below the head with something in a column of ``inputs`` or in a year.

        In other columns a merged cell stands in every row that it covers.
        """
        for number in sorted({row for row, _ in self.sheet.cells if row > self.head}):
            years = {year: self._cell(number, at) for year, at in self.years.items()}
            given = {name: self._cell(number, at) for name, at in self.columns.items()}
            filled = {year: cell for year, cell in years.items() if cell is not None and not empty(cell)}
            if not filled and all(empty(given.get(name)) for name in inputs):
                continue
            covered = {n: self._covered(number, n) if n not in inputs else c for n, c in given.items()}
            yield Row({n: c for n, c in covered.items() if c is not None and not empty(c)}, filled)

    def _cell(self, row: int, column: int) -> Cell | None:
        return self.sheet.cells.get((row, column))

    def _covered(self, row: int, name: str) -> Cell | None:
        at = (row, self.columns[name])
        merged = self.sheet.merged_at(at)
        return self.sheet.cells.get(merged[1] if merged else at)


def read_table(
    sheet: Sheet, kind: str, needed: Sequence[str], notes: Notes, *, dated: bool = False
) -> Table | None:
    """The table of a sheet, or None after noting that its head row is not there.

    ``needed`` are columns that must be there; ``dated`` says that columns may be years.
    """
    for row in range(1, HEAD_ROWS + 1):
        heads = {at[1]: cell for at, cell in sheet.cells.items() if at[0] == row and not empty(cell)}
        keys = {column: key_of(kind, str(cell.value)) for column, cell in sorted(heads.items())}
        if set(needed) <= set(keys.values()):
            return _table(sheet, kind, row, heads, keys, notes, dated=dated)
    wanted = ", ".join(f"'{named(kind, key, 'en')}'" for key in needed)
    said = "the sheet is empty." if not sheet.cells else "no row holds the heads of the table."
    notes.refuse(sheet, None, (kind,), said, f"The head row holds {wanted}; `python -m sim sheet` writes it.")
    return None


def _table(
    sheet: Sheet,
    kind: str,
    row: int,
    heads: Mapping[int, Cell],
    keys: Mapping[int, str | None],
    notes: Notes,
    *,
    dated: bool,
) -> Table:
    columns: dict[str, int] = {}
    years: dict[int, int] = {}
    for column, cell in heads.items():
        key, year = keys[column], year_of(cell.value) if dated else None
        first = columns.get(key) if key is not None else years.get(year) if year is not None else None
        if first is not None:
            said = f"the head '{cell.value}' stands twice, first in {address(row, first)}."
            notes.refuse(sheet, cell, (kind,), said, "Keep one of the two columns.")
        elif key is not None:
            columns[key] = column
        elif year is not None:
            years[year] = column
        elif any(at[1] == column and at[0] > row and not empty(c) for at, c in sheet.cells.items()):
            known = ", ".join(named(kind, name, "en") for name in words(kind))
            also = " or a year" if dated else ""
            notes.warn(sheet, cell, f"the column '{cell.value}' is not read; a head is one of {known}{also}.")
    return Table(sheet, row, columns, years)


def year_of(value: object) -> int | None:
    """The year that a head or cell names, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", str(value)).strip())
    return int(found[1]) if found else None
