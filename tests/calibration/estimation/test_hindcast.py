"""The likelihood against scipy, draws given the record against the textbook, capital against its own rule."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from calibration.estimation import capital, forecast, hindcast, latent
from calibration.estimation.hindcast import Residuals
from tests.calibration.estimation.small import spreads, technology

NATION = np.log1p([0.08, 0.07, 0.075, 0.06])
KNOWN = np.array([[True, True, False, True], [True] * 4])
GROWTH = np.log1p([[0.10, 0.09, 0.08, 0.07], [0.07, 0.08, 0.07, 0.04]])


def left(draws: int = 1) -> Residuals:
    return hindcast.residuals(GROWTH[None], NATION, KNOWN, technology(draws))


def by_hand() -> np.ndarray:
    """Covariance of the seven known cells, cell by cell."""
    cells = [(c, t) for c in range(2) for t in range(4) if KNOWN[c, t]]
    x = NATION - NATION.mean()
    return np.array(
        [
            [
                0.005**2
                + 0.09 * x[t] * x[s]
                + (0.01**2 + 0.01**2 * (c == d)) * 0.7 ** abs(t - s)
                + 0.004**2 * ((c, t) == (d, s))
                for d, s in cells
            ]
            for c, t in cells
        ]
    )


def test_without_capital_growth_is_its_own_residual() -> None:
    found = left()
    np.testing.assert_allclose(found.cities[0], GROWTH)
    np.testing.assert_allclose(found.nation[0], NATION)


def test_the_likelihood_is_that_of_a_normal_written_out() -> None:
    found = hindcast.log_likelihood(spreads(3), left(3))
    density = stats.multivariate_normal(np.zeros(7), by_hand())
    expected = density.logpdf((GROWTH - NATION)[KNOWN])
    np.testing.assert_allclose(found, expected, rtol=1e-10)


def test_draws_given_the_record_have_the_textbook_mean_and_spread() -> None:
    """The lasting difference: covariance s² with every cell, so mean s² 1' K⁻¹ z."""
    many = 40_000
    found = latent.given(spreads(many), left(many), 0, np.random.default_rng(5))
    matrix, seen = by_hand(), (GROWTH - NATION)[KNOWN]
    gain = 0.005**2 * np.linalg.solve(matrix, np.ones(7))
    assert found.lasting.mean() == pytest.approx(gain @ seen, abs=1e-4)
    assert found.lasting.std() == pytest.approx(np.sqrt(0.005**2 - 0.005**2 * gain.sum()), rel=0.02)


def test_differences_fade_towards_the_lasting_one() -> None:
    many = 20_000
    found = latent.given(spreads(many), left(many), 6, np.random.default_rng(5))
    fading = np.abs((found.common[:, None] + found.city).mean(axis=0))[:, 3:]
    np.testing.assert_allclose(fading[:, 1:] / fading[:, :-1], 0.7, rtol=0.1)


def test_capital_grows_as_told_in_the_middle_and_by_inventory_around_it() -> None:
    made = technology(1)
    made = capital.Technology(made.capital_share, made.investment_rate, made.depreciation, np.array([0.01]))
    growth = np.log1p([[[0.1, 0.09, 0.08, 0.07, 0.06, 0.05]]])
    found, ratio = capital.paths(growth, made)
    stock, output = [1.0], 1.0
    first = (np.exp(found[0, 0, 0]) - 1 + 0.06) / 0.4
    output = first
    for rate in growth[0, 0]:
        stock.append(0.94 * stock[-1] + 0.4 * output)
        output *= np.exp(rate)
    np.testing.assert_allclose(np.diff(np.log(stock)), found[0, 0], rtol=1e-10)
    assert output / stock[-1] == pytest.approx(ratio[0, 0], rel=1e-10)
    assert found[0, 0, 3] == pytest.approx(growth[0, 0, 1:].mean() + 0.01, rel=1e-10)


def test_a_region_like_the_nation_is_projected_like_it() -> None:
    """Same growth, same technology, hardly any spread: a constant share."""
    nation = np.log1p([0.08, 0.07, 0.075, 0.06, 0.065, 0.05])
    same = np.broadcast_to(nation[:4], (1, 2, 4))
    made = technology(50, share=0.5)
    tight = spreads(50, lasting=1e-6, common=1e-6, city=1e-6, noise=1e-6)
    tight = hindcast.Spreads(*list(vars(tight).values())[:5], 1.0, 1e-6)
    seen = hindcast.residuals(same, nation[:4], np.ones((2, 4), bool), made)
    ahead = forecast.project(same, nation, seen, made, tight, np.random.default_rng(1))
    np.testing.assert_allclose(ahead, np.broadcast_to(nation[4:], (50, 2, 2)), atol=1e-4)
