"""The differences themselves: draws given the record, for its years and the years after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.estimation.hindcast import Residuals, Spreads, covariance, memory, surprise
from sim.axes import Array


@dataclass(frozen=True)
class Latent:
    """Draws given the record: ``lasting`` and ``response`` [draw], ``common`` [draw, year], ``city``
    [draw, city, year]; years of the record, then those ahead.
    """

    lasting: Array
    response: Array
    common: Array
    city: Array

    @property
    def difference(self) -> Array:
        """All differences together [draw, city, year]."""
        return self.lasting[:, None, None] + self.common[:, None] + self.city


def fading(noise: Array, persistence: Array) -> Array:
    """Stationary autoregression of unit variance [draw, ..., year] from standard normal numbers."""
    rho = persistence.reshape(-1, *[1] * (noise.ndim - 2))
    values = [noise[..., 0]]
    for t in range(1, noise.shape[-1]):
        values.append(rho * values[-1] + np.sqrt(1 - rho**2) * noise[..., t])
    return np.stack(values, axis=-1)


def before(spreads: Spreads, cities: int, years: int, rng: np.random.Generator) -> Latent:
    """Draws before the record is seen."""
    draws = len(spreads.noise)
    lasting = spreads.lasting * rng.standard_normal(draws)
    response = spreads.response_mean + spreads.response_sd * rng.standard_normal(draws)
    common = spreads.common[:, None] * fading(rng.standard_normal((draws, years)), spreads.persistence)
    own = spreads.city[:, None, None] * fading(
        rng.standard_normal((draws, cities, years)), spreads.persistence
    )
    return Latent(lasting, response, common, own)


def given(spreads: Spreads, left: Residuals, ahead: int, rng: np.random.Generator) -> Latent:
    """Draws given the record, ``ahead`` years further than it.

    A draw of everything before the record is seen is moved by what it got wrong of the record (Matheron's
    rule; Wilson and others 2021 J. Machine Learning Research 22): exact, and no other factor is needed.
    """
    draws, cities, years = left.cities.shape
    prior = before(spreads, cities, years + ahead, rng)
    made = (
        prior.difference[..., :years]
        + ((prior.response - spreads.response_mean)[:, None] * left.cycle)[:, None]
    )
    made = made + spreads.noise[:, None, None] * rng.standard_normal((draws, cities, years))
    wrong = surprise(spreads, left) - made[:, left.known]
    weight = np.zeros_like(left.cities)
    matrix = covariance(spreads, left.cycle, left.known)
    weight[:, left.known] = np.linalg.solve(matrix, wrong[..., None])[..., 0]
    by_year = weight.sum(axis=1)
    reach = memory(spreads.persistence, years + ahead)[:, :years]
    return Latent(
        prior.lasting + spreads.lasting**2 * by_year.sum(axis=1),
        prior.response + spreads.response_sd**2 * np.sum(by_year * left.cycle, axis=1),
        prior.common + (spreads.common**2)[:, None] * np.einsum("dt,dtu->du", by_year, reach),
        prior.city + (spreads.city**2)[:, None, None] * np.einsum("dct,dtu->dcu", weight, reach),
    )
