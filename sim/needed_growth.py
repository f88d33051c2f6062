"""What growth a target for a sum asks of its parts, beside what the parts are used to."""

from __future__ import annotations

import numpy as np

from sim.axes import Array

STEPS = 200
"""Halvings of the bracket: far more than double precision needs."""
WIDEST = 1.0
"""Half-width of the bracket, as a rate per year."""


def level(start: Array, rate: Array, years: int) -> Array:
    """Levels after ``years`` of growth at ``rate`` (a share per year)."""
    reached: Array = start * (1 + rate) ** years
    return reached


def common_extra(start: Array, usual: Array, years: int, wanted: float) -> float:
    """Growth a year that every part would need on top of its usual rate for the parts to add up to
    ``wanted``; ``start`` and ``usual`` [part]. Raises ValueError if no rate within a hundred points does it.
    """
    low, high = -WIDEST, WIDEST

    def total(extra: float) -> float:
        return float(level(start, usual + extra, years).sum())

    if not total(low) <= wanted <= total(high):
        raise ValueError(f"no growth within {WIDEST:.0%} a year of the usual one gives {wanted:g}")
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if total(middle) < wanted else (low, middle)
    return (low + high) / 2


def alone(others: Array, start: Array, years: int, wanted: float) -> Array:
    """Growth rates [part] at which each part alone would fill what ``wanted`` lacks, the others as they are.

    ``others`` [part] is the sum of the other parts after ``years``. Not a number where they are enough.
    """
    left = wanted - others
    ratio = np.where(left > 0, left / start, np.nan)
    rates: Array = ratio ** (1 / years) - 1
    return rates
