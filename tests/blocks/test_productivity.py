"""Productivity: the trend, and four causes that are one in the base year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.blocks import productivity

TIMES = np.array([[0.0, 120.0], [120.0, 0.0]])[..., None]
RD = np.array([[100.0], [50.0]])
ONES = np.ones((2, 1))


def params(**changes: float) -> productivity.Params:
    values = {
        "national_reference_growth": 0.06,
        "national_pass_through": 0.8,
        "sector_drift_decay": 0.1,
        "rd_output_elasticity": 0.07,
        "rd_spillover_elasticity": 0.04,
        "spillover_halflife_time": 60.0,
        "access_adjustment": 0.2,
        "market_access_domestic": 0.1,
        "public_capital_elasticity": 0.1,
    } | changes
    return productivity.Params(
        productivity_growth=np.array([[0.02], [0.01]]),
        base_rd_capital=RD,
        base_travel_time=TIMES,
        **{name: np.array([value]) for name, value in values.items()},
    )


def year(given_params: productivity.Params | None = None, **changes: np.ndarray) -> productivity.Productivity:
    """One year in which nothing has moved since 2020 but the trend, apart from the changes."""
    values = {
        "opening_productivity_trend": np.ones((2, 2, 1)),
        "opening_sector_drift": np.array([[[0.02], [0.0]], [[0.0], [0.0]]]),
        "opening_market_access_in_use": ONES,
        "opening_closeness_in_use": ONES,
        "lagged_value_added": np.array([[[30.0], [70.0]], [[50.0], [50.0]]]),
        "opening_rd_capital_effective": RD,
        "opening_public_capital_ratio": 0 * ONES,
        "travel_time": TIMES,
        "market_access": ONES,
        "driver_china_trend_growth": np.array([6.0]),
        "lever_innovation_consortia": np.array([0.0]),
    } | changes
    return productivity.step(**values, params=given_params or params())


def test_only_the_trend_moves_while_the_causes_stay() -> None:
    result = year()
    for effect in ("rd_effect", "spillover_effect", "access_effect", "public_capital_effect"):
        np.testing.assert_array_equal(getattr(result, effect), 1.0)
    np.testing.assert_array_equal(result.total_factor_productivity, result.productivity_trend)


def test_drifts_move_the_mix_and_leave_the_citys_mean_alone() -> None:
    growth = np.log(year().productivity_trend[..., 0])
    np.testing.assert_allclose(growth[0], [0.02 + 0.7 * 0.02, 0.02 - 0.3 * 0.02], rtol=1e-12)
    assert growth[0] @ [0.3, 0.7] == pytest.approx(0.02)
    np.testing.assert_allclose(growth[1], 0.01, rtol=1e-12)


def test_a_national_slowdown_passes_through() -> None:
    """A nation that grows a sixth slower than in the reference years slows the common part, not the mix."""
    slower, usual = (
        np.log(year(driver_china_trend_growth=np.array([g])).productivity_trend) for g in (5.0, 6.0)
    )
    lost = np.array([0.02, 0.01])[:, None] * (1 - (5 / 6) ** 0.8)
    np.testing.assert_allclose((usual - slower)[..., 0], np.broadcast_to(lost, (2, 2)), rtol=1e-10)


@pytest.mark.parametrize("usual_growth", [-0.01, 0.0, 0.02])
def test_a_slower_nation_speeds_up_no_city(usual_growth: float) -> None:
    """Drawn trends can lie below zero; there too a slow-down is no gain."""
    drawn = replace(params(), productivity_growth=np.full((2, 1), usual_growth))
    slow, usual = (
        year(drawn, driver_china_trend_growth=np.array([growth])).productivity_trend for growth in (4.0, 6.0)
    )
    assert (slow <= usual).all()


def test_drifts_fade() -> None:
    np.testing.assert_allclose(year().sector_drift[..., 0], [[0.018, 0.0], [0.0, 0.0]], rtol=1e-13)


def test_closeness_halves_with_every_half_life_and_leaves_the_own_city_out() -> None:
    near = productivity.closeness(TIMES, RD, np.array([60.0]))
    np.testing.assert_allclose(near[:, 0], [50 / 4, 100 / 4], rtol=1e-14)


@given(st.floats(1, 1000), st.floats(1, 1000), st.floats(10, 500))
def test_a_longer_way_never_brings_neighbours_closer(first: float, second: float, half_life: float) -> None:
    short, long = sorted((first, second))
    near, far = (
        productivity.closeness(TIMES / 120.0 * minutes, RD, np.array([half_life]))
        for minutes in (short, long)
    )
    assert (near >= far).all()


def test_own_research_raises_the_own_city_and_its_neighbour_less() -> None:
    result = year(opening_rd_capital_effective=np.array([[200.0], [50.0]]))
    np.testing.assert_allclose(result.rd_effect[:, 0], [2**0.07, 1.0], rtol=1e-13)
    np.testing.assert_allclose(result.spillover_effect[:, 0], [1.0, 2**0.04], rtol=1e-13)


def test_the_nearer_neighbour_gains_more() -> None:
    """Three cities alike; the first one's research doubles; the second is an hour away, the third two."""
    times = np.array([[0.0, 60.0, 120.0], [60.0, 0.0, 90.0], [120.0, 90.0, 0.0]])[..., None]
    ones = np.ones((3, 1))
    alike = replace(params(), productivity_growth=0 * ones, base_rd_capital=ones, base_travel_time=times)
    result = year(
        alike,
        opening_productivity_trend=np.ones((3, 2, 1)),
        opening_sector_drift=np.zeros((3, 2, 1)),
        opening_market_access_in_use=ones,
        opening_closeness_in_use=ones,
        lagged_value_added=np.ones((3, 2, 1)),
        opening_rd_capital_effective=np.array([[2.0], [1.0], [1.0]]),
        opening_public_capital_ratio=0 * ones,
        travel_time=times,
        market_access=ones,
    )
    first, near, far = result.spillover_effect[:, 0]
    assert first == 1.0
    assert near > far > 1.0


def test_consortia_raise_the_spillover_elasticity() -> None:
    more = year(
        opening_rd_capital_effective=np.array([[200.0], [50.0]]), lever_innovation_consortia=np.array([50.0])
    )
    assert more.spillover_effect[1, 0] == pytest.approx(2**0.06)
    assert more.rd_effect[0, 0] == pytest.approx(2**0.07)


def test_firms_use_new_access_step_by_step() -> None:
    """A fifth of the gap a year: market access 1.5 counts as 1.1; half the travel time doubles closeness."""
    result = year(market_access=1.5 * ONES, travel_time=TIMES / 2)
    np.testing.assert_allclose(result.market_access_in_use, 1.1, rtol=1e-13)
    np.testing.assert_allclose(result.access_effect, 1.1**0.1, rtol=1e-13)
    np.testing.assert_allclose(result.closeness_in_use, 1 + 0.2 * (2 - 1), rtol=1e-13)
    np.testing.assert_allclose(result.spillover_effect, 1.2**0.04, rtol=1e-13)


def test_extra_public_capital_counts_by_its_elasticity() -> None:
    result = year(opening_public_capital_ratio=np.array([[0.1], [0.0]]))
    np.testing.assert_allclose(result.public_capital_effect[:, 0], [1.1**0.1, 1.0], rtol=1e-13)


def test_productivity_is_the_product_of_trend_and_causes() -> None:
    result = year(
        opening_rd_capital_effective=1.3 * RD,
        market_access=1.2 * ONES,
        opening_public_capital_ratio=0.05 * ONES,
    )
    product = result.rd_effect * result.spillover_effect * result.access_effect * result.public_capital_effect
    ratio = result.total_factor_productivity / result.productivity_trend
    np.testing.assert_allclose(ratio, np.broadcast_to(product[:, None], ratio.shape), rtol=1e-13)
    assert (product > 1).all()


def test_symmetric_cities_behave_alike() -> None:
    alike = replace(params(), productivity_growth=0.02 * ONES, base_rd_capital=100 * ONES)
    result = year(
        alike,
        opening_sector_drift=np.full((2, 2, 1), 0.01),
        opening_rd_capital_effective=120 * ONES,
        lagged_value_added=np.array([[[30.0], [70.0]]] * 2),
    )
    for values in vars(result).values():
        np.testing.assert_array_equal(values[0], values[1])
