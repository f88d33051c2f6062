"""Capital of the hindcast: perpetual inventory along a record of growth, anchored in its last five years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.estimation.weights import Rows
from sim.axes import Array

WINDOW = 5
"""Years of the reference window; for the full record 2015-2019, as in the model."""


@dataclass(frozen=True)
class Technology:
    """One-sector production by draw [draw]: capital share, investment over output, depreciation, and growth
    of capital above that of output in the middle of the window (log points a year).
    """

    capital_share: Array
    investment_rate: Array
    depreciation: Array
    deepening: Array

    def take(self, rows: Rows) -> Technology:
        """Some of the draws."""
        return Technology(*(values[rows] for values in vars(self).values()))


def paths(growth: Array, technology: Technology) -> tuple[Array, Array]:
    """Log growth of capital [draw, place, year] in the years of a record, and output over capital after it.

    ``growth`` [draw or 1, place, year] is the log growth of output. In the middle year of the last five,
    capital grows ``deepening`` faster than output did over those five; from there investment at a constant
    share of output leads back and on. Capital at a year's start produces, so growth of year t rests on output
    of t - 1 alone. The second result [draw, place] is output over capital of the last year, from which a
    projection goes on.
    """
    years = growth.shape[-1]
    first = max(years - WINDOW, 0)
    middle = (first + years - 1) // 2
    invest, wear, deepening = (
        values[:, None]
        for values in (technology.investment_rate, technology.depreciation, technology.deepening)
    )
    usual = growth[..., first:].mean(axis=-1)
    ratio = [np.zeros(()) for _ in range(years + 1)]
    # ratio[t + 1] is output over capital of year t; ratio[0] that of the year before the record.
    ratio[middle] = (np.exp(usual + deepening) - 1 + wear) / invest
    for t in range(middle, 0, -1):
        rise = np.exp(growth[..., t - 1])
        ratio[t - 1] = ratio[t] * (1 - wear) / (rise - invest * ratio[t])
    for t in range(middle, years):
        ratio[t + 1] = ratio[t] * np.exp(growth[..., t]) / (1 - wear + invest * ratio[t])
    before = np.stack(np.broadcast_arrays(*ratio[:years]), axis=-1)
    capital: Array = np.log(1 - wear[..., None] + invest[..., None] * before)
    return capital, ratio[years]


def ahead(ratio: Array, technology: Technology) -> Array:
    """Log growth of capital [draw, place] in the year after one with this output over capital."""
    growth: Array = np.log(1 - technology.depreciation[:, None] + technology.investment_rate[:, None] * ratio)
    return growth
