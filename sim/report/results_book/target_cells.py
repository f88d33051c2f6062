"""Cells of the plan's targets: numbers in the unit of their row, and how far the way to the target is."""

from __future__ import annotations

import math

from sim.report.book.units import Unit, unit
from sim.report.target_rows import TargetRow
from sim.report.view import sign
from sim.report.words import word


def unit_of(row: TargetRow, lang: str) -> Unit:
    """The unit of a target's numbers."""
    return unit(row.unit, (row.start, row.projected, row.target), lang)


def goal_code(row: TargetRow, shown: Unit) -> str:
    """The number format of a goal: its sign before the number."""
    return f'"{sign(row.operator)} "{shown.code}'


def verdict(row: TargetRow, lang: str) -> str:
    """Met or not, in words; empty where the target is not judged."""
    return "" if row.met is None else word("yes" if row.met else "no", lang)


def progress(row: TargetRow) -> float | None:
    """Share of the way from the base year to the target that the projection covers; of the target itself
    where nothing is known of the base year; one where the base year is there already. None without a number.
    """
    if not row.judged or row.kind == "direction" or not math.isfinite(row.target):
        return None
    if not math.isfinite(row.start):
        return row.projected / row.target if row.target > 0 else None
    way, falls = row.target - row.start, row.operator.startswith("<")
    if way == 0 or (way > 0) == falls:
        return 1.0 if row.met else None
    return (row.projected - row.start) / way
