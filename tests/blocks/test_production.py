"""Production: Cobb-Douglas at its limits, and the gap that closes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import production

FACTOR = st.floats(0.01, 100)
SHARE = st.floats(0, 1)


def one(value: float) -> np.ndarray:
    return np.array([value])


@given(FACTOR, FACTOR, FACTOR, SHARE, FACTOR)
def test_doubling_both_inputs_doubles_output(
    productivity: float, stock: float, labour: float, share: float, scale: float
) -> None:
    once = production.potential(one(productivity), one(stock), one(labour), one(share))
    scaled = production.potential(one(productivity), one(scale * stock), one(scale * labour), one(share))
    assert scaled[0] == pytest.approx(scale * once[0], rel=1e-9)


def test_at_the_limits_of_the_share_one_input_makes_everything() -> None:
    assert production.potential(one(2.0), one(3.0), one(5.0), one(1.0))[0] == 6.0
    assert production.potential(one(2.0), one(3.0), one(5.0), one(0.0))[0] == 10.0
    assert production.potential(one(1.0), one(4.0), one(9.0), one(0.5))[0] == pytest.approx(6.0)


@given(st.floats(0.5, 1.1), SHARE)
def test_the_gap_that_is_left_is_the_part_not_closed(used: float, closed: float) -> None:
    left = 1 - production.closing_gap(one(used), one(closed))[0]
    assert left == pytest.approx((1 - used) * (1 - closed), abs=1e-12)


def test_one_year_by_hand() -> None:
    base = np.array([[[100.0], [50.0]], [[200.0], [100.0]]])
    ones = np.ones_like(base)
    result = production.step(
        opening_capital=4 * ones,
        lagged_utilisation=np.array([[[0.9], [1.0]], [[1.0], [1.0]]]),
        total_factor_productivity=1.1 * ones,
        employment=3 * ones,
        human_capital=np.array([[3.0], [1.0]]),
        resource_effect=np.array([[[1.0], [0.5]], [[1.0], [1.0]]]),
        params=production.Params(
            capital_share=np.array([[0.5], [0.0]]),
            base_potential=base,
            base_capital=ones,
            base_employment=ones,
            manufacturing=np.array([1.0, 0.0]),
            pandemic_rebound=one(0.8),
        ),
    )
    relative = 1.1 * np.array([[2 * 3.0, 0.5 * 9.0], [2 * 3**0.5, 3.0]])
    np.testing.assert_allclose(result.potential_value_added[..., 0], base[..., 0] * relative, rtol=1e-13)
    np.testing.assert_allclose(result.utilisation[..., 0], [[0.98, 1.0], [1.0, 1.0]], rtol=1e-13)
    np.testing.assert_allclose(
        result.value_added[..., 0], base[..., 0] * relative * [[0.98, 1.0], [1.0, 1.0]], rtol=1e-13
    )
    np.testing.assert_allclose(result.gdp[:, 0], result.value_added[..., 0].sum(axis=1), rtol=1e-13)
    np.testing.assert_allclose(result.heavy_industry_index[:, 0], relative[:, 0], rtol=1e-13)
    activity = (base[..., 0] * relative).sum(axis=1) / base[..., 0].sum(axis=1)
    np.testing.assert_allclose(result.gdp_index[:, 0], activity, rtol=1e-13)
