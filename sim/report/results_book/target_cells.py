"""Cells of the plan's targets: numbers in the unit of their row, and how far the way to the target is."""

from __future__ import annotations

from sim.report.book.table import Cell
from sim.report.book.units import Unit, unit
from sim.report.target_rows import TargetRow
from sim.report.view import direction, sign
from sim.report.words import word


def unit_of(row: TargetRow, lang: str) -> Unit:
    """The unit of a target's numbers."""
    return unit(row.unit, (row.start, row.projected, row.target), lang)


def goal(row: TargetRow, shown: Unit, lang: str) -> tuple[Cell, str]:
    """A goal with its number format, its sign before the number; a direction in words."""
    if row.kind == "direction":
        return direction(row.operator, lang), ""
    return shown.cell(row.target), f'"{sign(row.operator)} "{shown.code}'


def verdict(row: TargetRow, lang: str) -> str:
    """Met or not, in words; empty where the target is not judged."""
    return "" if row.met is None else word("yes" if row.met else "no", lang)
