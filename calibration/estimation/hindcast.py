"""The hindcast: growth of cities from capital, the nation, and differences that fade; its likelihood.

Log growth of city c in year t, less its capital's part, is

    z_ct = m + b (n_t - n) + d + f_t + u_ct + e_ct

where n_t is the same residual of the nation, m its mean, b the response to it, d a lasting difference of the
region, f_t and u_ct differences of the region and of the city that fade by ``persistence`` a year, and e_ct
noise. All of them are normal given the spreads, so they are integrated out exactly; see
docs/equations/estimation.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.estimation import capital
from calibration.estimation.capital import Technology
from calibration.estimation.weights import Rows
from sim.axes import Array

CHUNK = 4096
"""Draws whose covariance matrices stand in memory together."""


@dataclass(frozen=True)
class Spreads:
    """Standard deviations of the differences by draw [draw], log points a year, and how they last."""

    lasting: Array
    common: Array
    city: Array
    persistence: Array
    noise: Array
    response_mean: float
    response_sd: float

    def take(self, rows: Rows) -> Spreads:
        """Some of the draws."""
        return Spreads(
            self.lasting[rows],
            self.common[rows],
            self.city[rows],
            self.persistence[rows],
            self.noise[rows],
            self.response_mean,
            self.response_sd,
        )


@dataclass(frozen=True)
class Residuals:
    """What capital leaves of growth: of the cities [draw, city, year], of the nation [draw, year]; and log
    growth of capital of the cities. ``known`` [city, year] marks published cells.
    """

    cities: Array
    nation: Array
    capital: Array
    known: Array

    @property
    def centre(self) -> Array:
        """Mean residual growth of the nation [draw]."""
        return np.asarray(self.nation.mean(axis=-1))

    @property
    def cycle(self) -> Array:
        """Residual growth of the nation around its mean [draw, year]."""
        return self.nation - self.centre[:, None]

    def take(self, rows: Rows) -> Residuals:
        """Some of the draws."""
        return Residuals(self.cities[rows], self.nation[rows], self.capital[rows], self.known)


def residuals(growth: Array, national: Array, known: Array, technology: Technology) -> Residuals:
    """Take capital's part out of log growth [draw or 1, city, year] and of the nation's [year]."""
    share = technology.capital_share[:, None, None]
    grown, _ = capital.paths(growth, technology)
    nation, _ = capital.paths(national[None, None], technology)
    return Residuals(growth - share * grown, (national - share * nation)[:, 0], grown, known)


def memory(persistence: Array, years: int) -> Array:
    """Correlation of a fading difference between years [draw, year, year]."""
    apart = np.abs(np.subtract.outer(np.arange(years), np.arange(years)))
    correlation: Array = persistence[:, None, None] ** apart
    return correlation


def covariance(spreads: Spreads, cycle: Array, known: Array) -> Array:
    """Covariance of the residuals of the known cells [draw, cell, cell]."""
    city, year = np.nonzero(known)
    fading = memory(spreads.persistence, cycle.shape[-1])[:, year[:, None], year]
    same_city = city[:, None] == city
    nation = cycle[:, year]
    squares = (spreads.lasting**2, spreads.common**2, spreads.city**2, spreads.noise**2)
    lasting, common, own, noise = (values[:, None, None] for values in squares)
    total: Array = (
        lasting
        + spreads.response_sd**2 * nation[:, :, None] * nation[:, None]
        + (common + own * same_city) * fading
        + noise * np.eye(len(city))
    )
    return total


def surprise(spreads: Spreads, left: Residuals) -> Array:
    """Residuals of the known cells less what is expected before seeing them [draw, cell]."""
    expected = left.centre[:, None] + spreads.response_mean * left.cycle
    difference: Array = (left.cities - expected[:, None])[:, left.known]
    return difference


def log_likelihood(spreads: Spreads, left: Residuals) -> Array:
    """Log density of the record [draw]; minus infinity where capital has no path.

    Capital of a year rests on earlier output, so growth and its residual have the same density.
    """
    draws = len(left.cities)
    result = np.full(draws, -np.inf)
    whole = np.concatenate([left.cities.reshape(draws, -1), left.nation], axis=1)
    sound = np.array(np.isfinite(whole).all(axis=1))
    for start in range(0, draws, CHUNK):
        rows = start + np.flatnonzero(sound[start : start + CHUNK])
        some, part = spreads.take(rows), left.take(rows)
        factor = np.linalg.cholesky(covariance(some, part.cycle, part.known))
        scaled = np.linalg.solve(factor, surprise(some, part)[..., None])[..., 0]
        size = np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1)
        result[rows] = -0.5 * np.sum(scaled**2, axis=1) - size - 0.5 * scaled.shape[1] * np.log(2 * np.pi)
    return result
