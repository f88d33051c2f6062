"""The cells of a workbook, and what one of them says: a number, a text or nothing, or why neither."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from sim.scenario.scalars import MAX_DIGITS, TrapError
from sim.scenario.tree import Scalar
from sim.scenario.workbook import archive
from sim.scenario.workbook.archive import (
    BROKEN,
    MAX_COLUMNS,
    MAX_ROWS,
    Part,
    column_number,
    survey,
)

At: TypeAlias = tuple[int, int]
"""Row and column, from 1."""

SHOWN = 40
_NUMBER = re.compile(r"[-+]?([1-9][0-9]{0,2}(,[0-9]{3})+|[0-9]+)?(\.[0-9]*)?([eE][-+]?[0-9]{1,3})?")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
DAMAGE = (*archive.DAMAGE, AttributeError, OSError, SyntaxError, TypeError)
"""What reading a damaged workbook can end in; a syntax error is XML's."""


@dataclass(frozen=True)
class Cell:
    """One cell: its value, whether it shows per cent, and whether a formula without a result stands there."""

    row: int
    column: int
    value: object
    percent: bool = False
    uncomputed: bool = False
    error: bool = False

    @property
    def address(self) -> str:
        """The cell as Excel names it."""
        return address(self.row, self.column)


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells with something in them, by row and column, and its merged ranges."""

    name: str
    cells: Mapping[At, Cell]
    merged: tuple[str, ...]

    def merged_at(self, at: At) -> tuple[str, At] | None:
        """The merged range that a cell belongs to, and the one cell of it that has the value."""
        for reference in self.merged:
            found = _RANGE.fullmatch(reference)
            if found and found[3]:
                top, left = int(found[2]), column_number(found[1])
                if top <= at[0] <= int(found[4]) and left <= at[1] <= column_number(found[3]):
                    return reference, (top, left)
        return None


def address(row: int, column: int) -> str:
    """A cell as Excel names it."""
    letters = ""
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(ord("A") + left) + letters
    return f"{letters}{row}"


def open_sheets(path: Path) -> list[Sheet]:
    """Every sheet of a workbook, in its order; raises TrapError if it cannot or should not be opened."""
    parts = survey(path)
    for name, part in parts.items():
        if part.last_row > MAX_ROWS or part.last_column > MAX_COLUMNS:
            raise TrapError(
                f"the sheet '{name}' reaches to cell {address(part.last_row, part.last_column)}.",
                f"At most {MAX_ROWS} rows and {MAX_COLUMNS} columns: delete what stands far away.",
            )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets = _values(path, parts)
    except DAMAGE as error:
        if isinstance(error, TrapError):
            raise
        raise TrapError("the workbook is damaged.", BROKEN) from None
    return [Sheet(" ".join(name.split()), cells, tuple(parts[name].merged)) for name, cells in sheets.items()]


def _values(path: Path, parts: Mapping[str, Part]) -> dict[str, dict[At, Cell]]:
    """Cells by sheet; a formula is the result that was saved with it."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        found = {}
        for sheet in book.worksheets:
            part = parts[sheet.title]
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=max(part.last_row, 1), max_col=max(part.last_column, 1))
            cells = [_cell(raw) for row in rows for raw in row if raw.value is not None]
            cells += [Cell(*_place(reference), None, uncomputed=True) for reference in part.uncomputed]
            found[sheet.title] = {(cell.row, cell.column): cell for cell in cells}
        return found
    finally:
        book.close()


def _place(reference: str) -> At:
    found = _RANGE.fullmatch(reference)
    return (int(found[2]), column_number(found[1])) if found else (0, 0)


def _cell(raw: Any) -> Cell:
    """A cell as it was read; Excel's own numbers without a fraction are whole numbers."""
    value = raw.value
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**MAX_DIGITS:
        value = int(value)
    percent = raw.data_type == "n" and "%" in (raw.number_format or "")
    return Cell(raw.row, raw.column, value, percent, error=raw.data_type == "e")


def empty(cell: Cell | None) -> bool:
    """Whether a cell says nothing."""
    if cell is None or cell.uncomputed:
        return cell is None
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def text(cell: Cell) -> Scalar:
    """What a cell for words says; a number typed there is its digits. Raises TrapError."""
    _readable(cell)
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.15g}"
    return value if isinstance(value, str | bool) else str(value)


def number(cell: Cell, unit: str = "") -> Scalar:
    """What a cell for numbers says: a number, also where it was typed as text, or the text that is none.

    ``unit`` says what a percentage means: 10 in a unit of per cent, 0.1 in one of shares. Raises TrapError
    for a percentage in any other unit, a date, an error, and a formula without a result.
    """
    _readable(cell)
    value = cell.value
    if isinstance(value, str):
        tidy = unicodedata.normalize("NFKC", value).replace("−", "-").strip()
        bare, sign = (tidy[:-1].rstrip(), True) if tidy.endswith("%") else (tidy, False)
        if not _NUMBER.fullmatch(bare) or not re.search("[0-9]", bare.lower().partition("e")[0]):
            return value
        read = float(bare.replace(",", ""))
        if abs(read) > 10**MAX_DIGITS:
            raise TrapError(f"'{value[:SHOWN]}' is too long a number.", "Check for a key that stuck.")
        return _of_percent(read / 100, unit) if sign else _whole(read)
    if cell.percent and isinstance(value, int | float) and not isinstance(value, bool):
        return _of_percent(value, unit)
    return value if isinstance(value, bool | int | float) else str(value)


def _readable(cell: Cell) -> None:
    value = cell.value
    if cell.uncomputed:
        raise TrapError(
            "a formula without a saved result.",
            "Open the workbook in Excel or WPS and save it, or write the number itself.",
        )
    if cell.error:
        raise TrapError(f"the formula ends in the error {value}.", "Mend it, or write the number itself.")
    if isinstance(value, dt.datetime | dt.date):
        year = value.year + (value.timetuple().tm_yday - 1) / 365
        raise TrapError(
            f"the cell holds the date {value:%Y-%m-%d}.",
            f"Format it as a number and write that; as a year with decimals the date is {year:.2f}.",
        )
    if isinstance(value, dt.time | dt.timedelta):
        raise TrapError(f"the cell holds the time {value}.", "Format it as a number and write that.")


def _of_percent(share: float, unit: str) -> Scalar:
    if unit.startswith(("%", "percentage point")):
        return _whole(float(f"{100 * share:.12g}"))
    if unit.startswith("share") or "share" in unit.split():
        return _whole(float(f"{share:.15g}"))
    raise TrapError(
        f"the cell shows {100 * share:g} %, and its unit is not per cent.",
        "Format it as a number and write that" + (f"; unit: {unit}." if unit else "."),
    )


def _whole(value: float) -> int | float:
    return int(value) if value.is_integer() else value
