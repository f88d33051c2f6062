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
        capital_at_work=4 * ones,
        lagged_recovery=np.array([[[0.9], [1.0]], [[1.0], [1.0]]]),
        total_factor_productivity=1.1 * ones,
        employment=3 * ones,
        human_capital=np.array([[3.0], [1.0]]),
        resource_effect=np.array([[[1.0], [0.8]], [[1.0], [1.0]]]),
        environment_effect=np.array([[[1.0], [0.625]], [[1.0], [1.0]]]),
        demand_effect=ones,
        supply_loss=0 * ones,
        sea_loss=0 * ones,
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
    np.testing.assert_array_equal(result.recovery, result.utilisation)
    np.testing.assert_array_equal(result.income_gap, 0.0)
    np.testing.assert_allclose(
        result.value_added[..., 0], base[..., 0] * relative * [[0.98, 1.0], [1.0, 1.0]], rtol=1e-13
    )
    np.testing.assert_allclose(result.gdp[:, 0], result.value_added[..., 0].sum(axis=1), rtol=1e-13)
    np.testing.assert_allclose(result.heavy_industry_index[:, 0], relative[:, 0], rtol=1e-13)
    activity = (base[..., 0] * relative).sum(axis=1) / base[..., 0].sum(axis=1)
    np.testing.assert_allclose(result.gdp_index[:, 0], activity, rtol=1e-13)


def test_demand_uses_more_or_less_of_what_can_be_made_and_leaves_the_potential_alone() -> None:
    """Recovery 0.9 + 0.8 x 0.1 = 0.98; demand 1.02 and 0.95."""
    base = np.array([[[100.0], [50.0]]])
    ones = np.ones_like(base)
    effect = np.array([[[1.02], [0.95]]])
    common = {
        "capital_at_work": ones,
        "lagged_recovery": 0.9 * ones,
        "total_factor_productivity": ones,
        "employment": ones,
        "human_capital": np.ones((1, 1)),
        "resource_effect": ones,
        "environment_effect": ones,
        "supply_loss": 0 * ones,
        "sea_loss": 0 * ones,
        "params": production.Params(
            capital_share=np.array([[0.5], [0.3]]),
            base_potential=base,
            base_capital=ones,
            base_employment=ones,
            manufacturing=np.array([1.0, 0.0]),
            pandemic_rebound=one(0.8),
        ),
    }
    moved, usual = (production.step(demand_effect=e, **common) for e in (effect, ones))
    np.testing.assert_allclose(moved.value_added[..., 0], [[100 * 0.98 * 1.02, 50 * 0.98 * 0.95]], rtol=1e-14)
    np.testing.assert_allclose(moved.utilisation, 0.98 * effect, rtol=1e-14)
    for name in ("potential_value_added", "recovery", "gdp_index", "heavy_industry_index"):
        np.testing.assert_array_equal(getattr(moved, name), getattr(usual, name), err_msg=name)
    np.testing.assert_allclose(moved.income_gap, moved.gdp - usual.gdp, rtol=1e-12)


def test_unplanned_income_is_what_demand_brought_less_what_lost_capital_would_have_earned() -> None:
    """110 made where 100 was planned: 10. 80 made with a fifth of output lost, 100 without the loss: -20."""
    made, nothing = np.array([[[110.0], [80.0]]]), np.zeros((1, 2, 1))
    lost = np.array([[[0.0], [0.2]]])
    for losses in ((lost, nothing), (nothing, lost)):
        income = production.unplanned_income(made, np.array([[[1.1], [1.0]]]), *losses)
        assert income[0, 0] == pytest.approx(-10.0, rel=1e-13)


def test_activity_that_stops_at_sea_is_not_made_and_leaves_the_potential_alone() -> None:
    """A tenth of the first sector's output stops; capital, work and plans stay as they are."""
    ones = np.ones((1, 2, 1))
    common = {
        "capital_at_work": ones,
        "lagged_recovery": ones,
        "total_factor_productivity": ones,
        "employment": ones,
        "resource_effect": ones,
        "environment_effect": ones,
        "demand_effect": ones,
        "human_capital": np.ones((1, 1)),
        "supply_loss": 0 * ones,
        "params": production.Params(
            capital_share=np.array([[0.5], [0.3]]),
            base_potential=100 * ones,
            base_capital=ones,
            base_employment=ones,
            manufacturing=np.array([1.0, 0.0]),
            pandemic_rebound=one(0.8),
        ),
    }
    hit = production.step(sea_loss=np.array([[[0.1], [0.0]]]), **common)
    np.testing.assert_allclose(hit.value_added[0, :, 0], [90.0, 100.0], rtol=1e-14)
    np.testing.assert_array_equal(hit.potential_value_added, 100.0)
    assert hit.income_gap[0, 0] == pytest.approx(-10.0, rel=1e-13)
