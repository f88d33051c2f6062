"""Whether the growth record tells how fast a gap between demand and plans closes.

If what a city's growth does beside its own mean and the year's common growth were gaps that close by a
fixed share a year, a good year would be followed by a bad one: the residuals of neighbouring years would
correlate with -(1 - left) / 2, left the share of a gap that is left after a year. Permanent changes
correlate with zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.growth import Record
from sim.axes import Array

ROUNDS = 200


@dataclass(frozen=True)
class Memory:
    """Correlation of neighbouring years' residuals, its standard error and the pairs of years behind it."""

    correlation: float
    error: float
    pairs: int


def residuals(rates: Array) -> Array:
    """Growth [city, year] less city and year means, where rates are missing by alternating projections."""
    left = rates.copy()
    for _ in range(ROUNDS):
        left -= np.nanmean(left, axis=1, keepdims=True)
        left -= np.nanmean(left, axis=0, keepdims=True)
    return left


def expected_correlation(halflife: float) -> float:
    """Correlation that gaps with a half-life in years would leave."""
    left: float = 0.5 ** (1 / halflife)
    return -(1 - left) / 2


def memory(record: Record) -> Memory:
    """What the record shows."""
    left = residuals(record.cities)
    before, after = left[:, :-1], left[:, 1:]
    both = ~np.isnan(before) & ~np.isnan(after)
    a, b = before[both], after[both]
    correlation = float(np.sum(a * b) / np.sqrt(np.sum(a * a) * np.sum(b * b)))
    return Memory(correlation, 1 / float(np.sqrt(len(a))), len(a))
