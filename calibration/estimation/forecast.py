"""Projection beyond the record: draws of city growth given the nation's, from any origin."""

from __future__ import annotations

import numpy as np

from calibration.estimation import capital, latent
from calibration.estimation.capital import Technology
from calibration.estimation.hindcast import Residuals, Spreads
from sim.axes import Array


def national_residual(growth: Array, technology: Technology, years: int) -> Array:
    """Residual growth of the nation [draw, year] in the last ``years`` of ``growth`` [year], log growth of
    the record and after it.
    """
    share = technology.capital_share[:, None]
    _, ratio = capital.paths(growth[None, None, : len(growth) - years], technology)
    result = []
    for rate in growth[len(growth) - years :]:
        grown = capital.ahead(ratio, technology)
        result.append(rate - share * grown)
        ratio = ratio * np.exp(rate - grown)
    return np.concatenate(result, axis=1)


def project(
    record: Array,
    national: Array,
    left: Residuals,
    technology: Technology,
    spreads: Spreads,
    rng: np.random.Generator,
) -> Array:
    """Log growth of cities [draw, city, year] after the record, noise of the years included.

    ``record`` [draw or 1, city, year] and ``national`` [year] are log growth; ``national`` goes on as long as
    the projection shall.
    """
    years = record.shape[-1]
    ahead = len(national) - years
    found = latent.given(spreads, left, ahead, rng)
    cycle = national_residual(national, technology, ahead) - left.centre[:, None]
    expected = left.centre[:, None] + found.response[:, None] * cycle
    shape = (*left.cities.shape[:2], ahead)
    noise = spreads.noise[:, None, None] * rng.standard_normal(shape)
    residual = expected[:, None] + found.difference[..., years:] + noise
    _, ratio = capital.paths(record, technology)
    rates = []
    for t in range(ahead):
        grown = capital.ahead(ratio, technology)
        rate = technology.capital_share[:, None] * grown + residual[..., t]
        rates.append(rate)
        ratio = ratio * np.exp(rate - grown)
    return np.stack(rates, axis=-1)
